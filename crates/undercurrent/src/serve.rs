//! `undercurrent serve`: one process that collects, keeps and answers, until it is told to stop.
//!
//! It ends in order: no new connections, then what has begun is answered, then the stores are closed, then the folder is
//! given back.

mod config;

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, anyhow};
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use uc_app::folder::{self, Folder, FolderError};
use uc_app::{App, AppConfig, Clock, Damage, Mended, estimates, rollups, salts};
use uc_web::{TrustedProxies, Web, WebConfig, router, serve};
use uc_words::Words;

use self::config::Config;
use crate::args::ServeArgs;
use crate::door::fit;
use crate::language;

/// Serves until the process is told to stop.
pub(crate) fn run(args: &ServeArgs) -> anyhow::Result<ExitCode> {
    let words = language::words(args.folder.lang);
    let folder = Folder::take(&args.folder.data).map_err(|error| match error {
        FolderError::Held { path, .. } => anyhow!(words.text("serve-held", &[("folder", fit(&path).into())])),
        error @ FolderError::File { .. } => anyhow!(error),
    })?;
    let config = Config::of(args, folder.path(), &words)?;
    let mut app_config = AppConfig { store: config.store.clone(), ..AppConfig::default() };
    if let Some(rows) = args.flush_rows {
        app_config.events.flush_rows = rows;
    }
    if let Some(seconds) = args.flush_seconds {
        app_config.events.flush_after = Duration::from_secs(seconds);
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(serve_folder(&folder, config, app_config, &words))?;
    folder.release();
    Ok(ExitCode::SUCCESS)
}

async fn serve_folder(
    folder: &Folder,
    config: Config,
    app_config: AppConfig,
    words: &Words,
) -> anyhow::Result<()> {
    // Before anything is opened, so that no signal ends the program in the middle.
    let (mut ended, mut interrupted) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let (app, mended) = App::open(folder, app_config, Clock::System).await?;
    tell(&mended, words);
    let proxies = TrustedProxies::new(config.trusted_proxies);
    let web_config = WebConfig { proxies, rate_limit: config.rate_limit, ..WebConfig::default() };
    let web = Web::new(app.clone(), &web_config);

    let network = serve::bind_network(config.listen).await.with_context(|| config.listen.to_string())?;
    let socket = folder::control_socket(folder.path());
    let control = serve::bind_control(&socket).with_context(|| fit(&socket))?;
    let address = network.local_addr()?;
    let (stop, stopped) = watch::channel(false);

    let routes = router::network(Arc::clone(&web));
    let public = serve::serve_network(network, routes, Arc::clone(&web), stopped.clone());
    let owner = serve::serve_control(control, router::control(web), stopped);
    let (mut public, mut owner) = (tokio::spawn(public), tokio::spawn(owner));
    announce(&words.text("serve-ready", &[("address", format!("http://{address}").into())]))?;

    let broken = tokio::select! {
        _ = ended.recv() => None,
        _ = interrupted.recv() => None,
        () = salts::watch(&app) => None,
        () = estimates::watch(&app) => None,
        () = rollups::watch(&app) => None,
        broken = &mut public => Some(broken),
        broken = &mut owner => Some(broken),
    };
    stop.send_replace(true);
    let failure = match broken {
        // A listener that ended by itself is gone already; the other one ends with the process.
        Some(broken) => broken?.err(),
        None => {
            eprintln!("{}", words.plain("serve-ending"));
            public.await??;
            owner.await??;
            None
        }
    };
    std::fs::remove_file(&socket).with_context(|| fit(&socket))?;
    app.close().await?;
    failure.map_or(Ok(()), |error| Err(error.into()))
}

/// Returns the store's address, as the folder's config file has it.
pub(crate) fn store_of(folder: &Path, words: &Words) -> anyhow::Result<Option<String>> {
    config::store_of(folder, words)
}

/// Says what an earlier end of the program had left behind.
pub(crate) fn tell(mended: &Mended, words: &Words) {
    if mended.recovered > 0 {
        let events = mended.recovered as u64;
        eprintln!("{}", words.text("serve-recovered", &[("events", events.into())]));
    }
    let torn = mended.damages.iter().filter(|damage| matches!(damage, Damage::TornEnd { .. })).count();
    if torn > 0 {
        eprintln!("{}", words.plain("serve-torn"));
    }
    let places = (mended.damages.len() - torn) as u64;
    if places > 0 {
        eprintln!("{}", words.text("serve-damaged", &[("places", places.into())]));
    }
    if mended.ids_made_again > 0 {
        eprintln!("{}", words.plain("serve-ids-made-again"));
    }
}

/// Prints the one line that says that the program is ready.
fn announce(line: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}
