//! How a command comes to a data folder: over the socket of the process that holds it, or by holding it for a moment.
//!
//! Both speak to the same routes ([`uc_web::router::control`]), so that a command does the same either way.

mod held;

use std::error::Error;
use std::fmt::Write;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, anyhow};
use http_body_util::{BodyExt, Full};
use hyper::body::{Body, Bytes};
use hyper::client::conn::http1;
use hyper::header::{CONTENT_TYPE, HOST};
use hyper::{HeaderMap, Request, StatusCode};
use hyper_util::rt::TokioIo;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::UnixStream;
use tokio::runtime::Runtime;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use uc_app::folder::{ControlSocket, Folder, FolderError};
use uc_app::{App, AppConfig, Clock};
use uc_web::clean::clean;
use uc_web::{Web, WebConfig, router, serve};
use uc_words::Words;

pub(crate) use self::held::Held;

use crate::complaint::LONGEST_NAME;

/// Another command may hold the folder for a moment: so often it is tried again, after such a pause.
const ATTEMPTS: usize = 100;
const PAUSE: Duration = Duration::from_millis(50);
/// Bytes on the way within the process.
const PIPE: usize = 64 * 1024;

/// What is asked.
pub(crate) enum Question {
    /// To be shown something.
    Get(String),
    /// To do something, with this JSON.
    Post(String, Vec<u8>),
}

/// What was answered.
pub(crate) struct Reply {
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Question {
    /// Asks to do something.
    pub(crate) fn post(path: &str, body: &impl Serialize) -> anyhow::Result<Self> {
        Ok(Self::Post(path.to_owned(), serde_json::to_vec(body)?))
    }

    fn request(&self) -> anyhow::Result<Request<Full<Bytes>>> {
        let (method, path, body) = match self {
            Self::Get(path) => ("GET", path, Vec::new()),
            Self::Post(path, body) => ("POST", path, body.clone()),
        };
        request(method, path, Full::new(Bytes::from(body)))
    }
}

impl Reply {
    /// Reads the answer's JSON.
    pub(crate) fn read<T: DeserializeOwned>(&self) -> anyhow::Result<T> {
        Ok(serde_json::from_slice(&self.body)?)
    }
}

/// Asks the process that holds the folder, or holds it for as long as the answer takes.
pub(crate) fn ask(data: &Path, question: &Question, words: &Words) -> anyhow::Result<Reply> {
    runtime()?.block_on(async {
        let (headers, body) = reach(data, question, words, Whole::default()).await?;
        Ok(Reply { headers, body: body.0.into() })
    })
}

/// Asks for something large, and takes the answer as it comes. An answer that breaks off is an error.
/// So is a signal that ends the program: what was taken is dropped then.
pub(crate) fn fetch<T: Take>(
    data: &Path,
    question: &Question,
    words: &Words,
    take: T,
) -> anyhow::Result<(HeaderMap, T)> {
    runtime()?.block_on(async {
        let mut ended = signal(SignalKind::terminate())?;
        tokio::select! {
            done = reach(data, question, words, take) => done,
            _ = ended.recv() => Err(anyhow!(words.plain("keep-broke-off"))),
            told = tokio::signal::ctrl_c() => {
                told?;
                Err(anyhow!(words.plain("keep-broke-off")))
            }
        }
    })
}

/// Takes an answer, piece by piece.
pub(crate) trait Take {
    /// Takes the next piece.
    fn take(&mut self, piece: &Bytes) -> anyhow::Result<()>;
}

/// Keeps everything in memory.
#[derive(Default)]
struct Whole(Vec<u8>);

impl Take for Whole {
    fn take(&mut self, piece: &Bytes) -> anyhow::Result<()> {
        self.0.extend_from_slice(piece);
        Ok(())
    }
}

fn runtime() -> std::io::Result<Runtime> {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()
}

async fn reach<T: Take>(
    data: &Path,
    question: &Question,
    words: &Words,
    take: T,
) -> anyhow::Result<(HeaderMap, T)> {
    for _ in 0..ATTEMPTS {
        match Folder::take(data) {
            Ok(folder) => return ask_own(folder, question, words, take).await,
            Err(FolderError::Held { path, .. }) => {
                let socket = ControlSocket::of(&path).with_context(|| fit(&path))?;
                if let Ok(stream) = UnixStream::connect(socket.reach()).await {
                    return speak(stream, question.request()?, words, take).await;
                }
            }
            Err(error) => return Err(error.into()),
        }
        tokio::time::sleep(PAUSE).await;
    }
    Err(anyhow!(words.text("serve-held", &[("folder", fit(data).into())])))
}

async fn ask_own<T: Take>(
    folder: Folder,
    question: &Question,
    words: &Words,
    take: T,
) -> anyhow::Result<(HeaderMap, T)> {
    let store = crate::serve::store_of(folder.path(), words)?;
    let (app, _mended) =
        App::open(&folder, AppConfig { store, ..AppConfig::default() }, Clock::System).await?;
    let routes = router::control(Web::new(app.clone(), &WebConfig::default()));
    let (here, there) = tokio::io::duplex(PIPE);
    let (_stop, stopped) = watch::channel(false);
    let server = tokio::spawn(serve::serve_stream(there, routes, stopped));
    let reply = speak(here, question.request()?, words, take).await;
    server.await?;
    app.close().await?;
    folder.release();
    reply
}

fn request<B>(method: &str, path: &str, body: B) -> anyhow::Result<Request<B>> {
    let request = Request::builder().method(method).uri(path);
    Ok(request.header(HOST, "undercurrent").header(CONTENT_TYPE, "application/json").body(body)?)
}

async fn speak<S, B, T>(
    stream: S,
    request: Request<B>,
    words: &Words,
    mut take: T,
) -> anyhow::Result<(HeaderMap, T)>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    B: Body<Data = Bytes> + Send + 'static,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
    T: Take,
{
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    let connection = tokio::spawn(connection);
    let response = sender.send_request(request).await?;
    let (parts, mut body) = response.into_parts();
    if !parts.status.is_success() {
        let body = body.collect().await?.to_bytes();
        drop(sender);
        // Whatever was not sent yet is not waited for.
        connection.abort();
        return Err(anyhow!(complaint(parts.status, &body, words)));
    }
    while let Some(frame) = body.frame().await {
        if let Some(piece) = frame.with_context(|| words.plain("keep-broke-off"))?.data_ref() {
            take.take(piece)?;
        }
    }
    drop(sender);
    connection.await?.with_context(|| words.plain("keep-broke-off"))?;
    Ok((parts.headers, take))
}

/// Words a refusal: those that people meet in their own language, the rest as the server says it.
fn complaint(status: StatusCode, body: &[u8], words: &Words) -> String {
    let error = serde_json::from_slice::<serde_json::Value>(body).unwrap_or_default();
    let text = |name: &str| error["error"][name].as_str().unwrap_or_default().to_owned();
    let mut reason = String::new();
    for line in text("message").lines() {
        let gap = if reason.is_empty() { "" } else { " " };
        write!(reason, "{gap}{}", clean(line, LONGEST_REASON)).expect("memory takes any text");
    }
    match text("code").as_str() {
        "no_such_site" => words.plain("serve-no-such-site"),
        "no_such_token" => words.plain("serve-no-such-token"),
        "unknown_scope" => words.plain("serve-unknown-scope"),
        "query_refused" => words.text("serve-query-refused", &[("reason", reason.into())]),
        "query_too_slow" => words.plain("serve-query-too-slow"),
        "query_too_large" => words.plain("serve-query-too-large"),
        "" => words.text("serve-refused", &[("reason", status.to_string().into())]),
        _ => words.text("serve-refused", &[("reason", reason.into())]),
    }
}

/// How much of a line of a reason is told.
const LONGEST_REASON: usize = 400;

/// Paths come from outside.
pub(crate) fn fit(path: &Path) -> String {
    clean(&path.display().to_string(), LONGEST_NAME)
}
