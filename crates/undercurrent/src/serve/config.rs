//! How the server runs: what the command line or the environment says, else DIR/undercurrent.toml, else what suits most.
//!
//! What the owner decides about sites and people does not stand here, but in the store.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::Path;

use anyhow::{Context, anyhow};
use ipnet::IpNet;
use serde::Deserialize;
use uc_words::Words;

use crate::args::{ServeArgs, network};
use crate::door::fit;

const LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8787);
const RATE_LIMIT: u32 = 50;
const FILE: &str = "undercurrent.toml";

/// How the server runs.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Config {
    pub(super) listen: SocketAddr,
    pub(super) trusted_proxies: Vec<IpNet>,
    pub(super) rate_limit: u32,
    /// The store's address, where it is not a file in the folder.
    pub(super) store: Option<String>,
}

/// What may stand in the file. A word that is not known is refused: it is most likely misspelt.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileConfig {
    listen: Option<SocketAddr>,
    trusted_proxies: Option<Vec<String>>,
    rate_limit: Option<u32>,
    store: Option<String>,
}

impl Config {
    /// Brings together what is said in the three places.
    pub(super) fn of(args: &ServeArgs, folder: &Path, words: &Words) -> anyhow::Result<Self> {
        let text = read(folder)?;
        Self::merge(args, &text).map_err(|reason| refused(folder, reason, words))
    }

    fn merge(args: &ServeArgs, text: &str) -> Result<Self, String> {
        let file = FileConfig::parse(text)?;
        let networks = file.trusted_proxies.unwrap_or_default();
        let networks = networks.iter().map(|text| network(text)).collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            listen: args.listen.or(file.listen).unwrap_or(LISTEN),
            trusted_proxies: if args.trusted_proxy.is_empty() {
                networks
            } else {
                args.trusted_proxy.clone()
            },
            rate_limit: args.rate_limit.or(file.rate_limit).unwrap_or(RATE_LIMIT),
            store: file.store,
        })
    }
}

impl FileConfig {
    fn parse(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| error.to_string())
    }
}

/// Returns the store's address alone, for commands that serve nobody.
pub(super) fn store_of(folder: &Path, words: &Words) -> anyhow::Result<Option<String>> {
    let text = read(folder)?;
    let file = FileConfig::parse(&text).map_err(|reason| refused(folder, reason, words))?;
    Ok(file.store)
}

/// Reads the file; where there is none, it says nothing.
fn read(folder: &Path) -> anyhow::Result<String> {
    let path = folder.join(FILE);
    match std::fs::read_to_string(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        read => read.with_context(|| fit(&path)),
    }
}

fn refused(folder: &Path, reason: String, words: &Words) -> anyhow::Error {
    let file = fit(&folder.join(FILE));
    anyhow!(words.text("serve-bad-config", &[("file", file.into()), ("reason", reason.into())]))
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::args::{Args, Command};

    fn merge(args: &[&str], text: &str) -> Result<Config, String> {
        let args = Args::try_parse_from([&["undercurrent", "serve"], args].concat()).expect("a command line");
        let Command::Serve(args) = args.command else { unreachable!("it says serve") };
        Config::merge(&args, text)
    }

    #[test]
    fn the_command_line_goes_before_the_file_and_the_file_before_what_is_usual() {
        let usual = merge(&[], "").expect("nothing to say");
        assert_eq!((usual.listen, usual.rate_limit, usual.trusted_proxies), (LISTEN, 50, vec![]));
        let file = "listen = \"[::]:80\"\nrate_limit = 7\ntrusted_proxies = [\"10.0.0.0/8\", \"::1\"]\nstore = \"postgres://x\"";
        let read = merge(&[], file).expect("a file");
        assert_eq!((read.listen.port(), read.rate_limit, read.trusted_proxies.len()), (80, 7, 2));
        assert_eq!(read.store.as_deref(), Some("postgres://x"));
        let both = merge(&["--rate-limit", "0", "--trusted-proxy", "192.0.2.1"], file).expect("both");
        assert_eq!(
            (both.rate_limit, both.trusted_proxies),
            (0, vec!["192.0.2.1/32".parse().expect("a network")])
        );
    }

    #[test]
    fn a_word_that_is_not_known_is_refused() {
        for text in
            ["rate_limits = 7", "listen = 8787", "trusted_proxies = [\"here\"]", "rate_limit = -1", "{"]
        {
            assert!(merge(&[], text).is_err(), "{text}");
        }
    }
}
