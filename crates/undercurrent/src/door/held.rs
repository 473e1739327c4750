//! A data folder for longer than one question: the process that holds it answers, or this one holds it meanwhile.
//!
//! Where this process holds it, it answers other commands as a server would, and turns the salt of the day.

use std::convert::Infallible;
use std::io;
use std::path::Path;
use std::pin::Pin;
use std::task::{Context, Poll};

use anyhow::{Context as _, anyhow};
use hyper::body::{Body, Bytes, Frame};
use tokio::net::UnixStream;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;
use uc_app::folder::{ControlSocket, Folder, FolderError};
use uc_app::{App, AppConfig, Clock, salts};
use uc_web::{Web, WebConfig, router, serve};
use uc_words::Words;

use super::{ATTEMPTS, PAUSE, Question, Reply, Whole, fit, request, speak};

/// A way to a data folder.
pub(crate) struct Held {
    socket: ControlSocket,
    own: Option<Own>,
}

/// What there is to close where this process holds the folder.
struct Own {
    folder: Folder,
    app: App,
    stop: watch::Sender<bool>,
    server: JoinHandle<io::Result<()>>,
    days: JoinHandle<()>,
}

/// A body that comes in parts, from another thread.
struct Parts(mpsc::Receiver<Bytes>);

impl Held {
    /// Finds the process that holds the folder, or takes it.
    pub(crate) async fn open(data: &Path, words: &Words) -> anyhow::Result<Self> {
        for _ in 0..ATTEMPTS {
            match Folder::take(data) {
                Ok(folder) => return Self::hold(folder, words).await,
                Err(FolderError::Held { path, .. }) => {
                    let socket = ControlSocket::of(&path).with_context(|| fit(&path))?;
                    if UnixStream::connect(socket.reach()).await.is_ok() {
                        return Ok(Self { socket, own: None });
                    }
                }
                Err(error) => return Err(error.into()),
            }
            tokio::time::sleep(PAUSE).await;
        }
        Err(anyhow!(words.text("serve-held", &[("folder", fit(data).into())])))
    }

    async fn hold(folder: Folder, words: &Words) -> anyhow::Result<Self> {
        let store = crate::serve::store_of(folder.path(), words)?;
        let config = AppConfig { store, ..AppConfig::default() };
        let (app, mended) = App::open(&folder, config, Clock::System).await?;
        crate::serve::tell(&mended, words);
        let socket = ControlSocket::of(folder.path()).with_context(|| fit(folder.path()))?;
        let listener = serve::bind_control(socket.reach()).with_context(|| fit(socket.name()))?;
        let routes = router::control(Web::new(app.clone(), &WebConfig::default()));
        let (stop, stopped) = watch::channel(false);
        let server = tokio::spawn(serve::serve_control(listener, routes, stopped));
        let days = tokio::spawn({
            let app = app.clone();
            async move { salts::watch(&app).await }
        });
        Ok(Self { socket, own: Some(Own { folder, app, stop, server, days }) })
    }

    /// Asks, and waits for the answer.
    pub(crate) async fn ask(&self, question: &Question, words: &Words) -> anyhow::Result<Reply> {
        let stream = self.connect().await?;
        let (headers, body) = speak(stream, question.request()?, words, Whole::default()).await?;
        Ok(Reply { headers, body: body.0.into() })
    }

    /// Sends what comes out of a channel, until its other end is dropped, and waits for the answer.
    pub(crate) async fn send(
        &self,
        path: &str,
        parts: mpsc::Receiver<Bytes>,
        words: &Words,
    ) -> anyhow::Result<Reply> {
        let stream = self.connect().await?;
        let request = request("POST", path, Parts(parts))?;
        let (headers, body) = speak(stream, request, words, Whole::default()).await?;
        Ok(Reply { headers, body: body.0.into() })
    }

    async fn connect(&self) -> anyhow::Result<UnixStream> {
        UnixStream::connect(self.socket.reach()).await.with_context(|| fit(self.socket.name()))
    }

    /// Gives the folder back, after everything is in its place.
    pub(crate) async fn close(self) -> anyhow::Result<()> {
        let Some(Own { folder, app, stop, server, days }) = self.own else { return Ok(()) };
        stop.send_replace(true);
        server.await??;
        days.abort();
        // It was told to end in the middle of a pause.
        drop(days.await);
        std::fs::remove_file(self.socket.reach()).with_context(|| fit(self.socket.name()))?;
        app.close().await?;
        folder.release();
        Ok(())
    }
}

impl Body for Parts {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.0.poll_recv(context).map(|part| part.map(|bytes| Ok(Frame::data(bytes))))
    }
}
