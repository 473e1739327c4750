//! Listens: takes connections, gives each a task, and ends them in order.
//!
//! What protects one client from another is here and in [`crate::limit`]: a cap on connections, in all and from one
//! network; a time for the head of a request (which an idle connection has, too) and a size. A client that reads its
//! answer slowly needs no guard of its own: answers to strangers fit into the socket's buffer, and then the time for
//! the next head begins. Nothing is logged of a connection.

mod places;

use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, UnixListener};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tower_service::Service;

pub use self::places::Places;

use crate::collect;
use crate::peer::Peer;
use crate::web::{PATIENCE, Web};

/// A head may be so long: what nginx takes, twice over.
const HEAD_SIZE: usize = 16 * 1024;
const MOST_HEADERS: usize = 64;
/// How long requests that have begun may take when the program ends.
const FAREWELL: Duration = Duration::from_secs(8);
/// How long to wait when the system has no file descriptor left.
const BREATH: Duration = Duration::from_millis(50);

/// Tells all listeners when to stop.
pub type Stop = watch::Receiver<bool>;

/// Serves clients of the network until told to stop, and then lets those finish that have begun.
///
/// # Errors
/// Returns an error when the listener itself breaks. A connection that breaks concerns nobody else.
pub async fn serve_network(
    listener: TcpListener,
    router: Router,
    web: Arc<Web>,
    stop: Stop,
) -> io::Result<()> {
    let mut tasks = JoinSet::new();
    let mut stopped = stop.clone();
    loop {
        let (stream, address) = tokio::select! {
            () = told(&mut stopped) => break,
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                Err(error) if passes(&error) => {
                    tokio::time::sleep(BREATH).await;
                    continue;
                }
                Err(error) => return Err(error),
            },
        };
        let address = address.ip();
        // Whoever finds no place is hung up on at once: to say why would cost what is short.
        let Some(place) = web.places.take(address, web.proxies.trusts(address.to_canonical())) else {
            continue;
        };
        if stream.set_nodelay(true).is_err() {
            continue; // The other end has gone already.
        }
        let stranger = Some(Stranger { peer: Peer(address), web: Arc::clone(&web) });
        let talk = converse(stream, router.clone(), stranger, web.patience, stop.clone());
        tasks.spawn(async move {
            talk.await;
            drop(place);
        });
        forget_ended(&mut tasks);
    }
    drop(listener);
    finish(tasks).await;
    Ok(())
}

/// Serves the command line over a socket in the data folder, until told to stop.
///
/// # Errors
/// Returns an error when the listener itself breaks.
pub async fn serve_control(listener: UnixListener, router: Router, stop: Stop) -> io::Result<()> {
    let mut tasks = JoinSet::new();
    let mut stopped = stop.clone();
    loop {
        let stream = tokio::select! {
            () = told(&mut stopped) => break,
            accepted = listener.accept() => accepted?.0,
        };
        tasks.spawn(converse(stream, router.clone(), None, PATIENCE, stop.clone()));
        forget_ended(&mut tasks);
    }
    finish(tasks).await;
    Ok(())
}

/// Answers over one stream that is the owner's own, until the other end is dropped.
pub async fn serve_stream<S>(stream: S, router: Router, stop: Stop)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    converse(stream, router, None, PATIENCE, stop).await;
}

/// Opens the control socket: readable and writable for the owner of the folder alone. What is there from an earlier
/// process is removed; the caller holds the folder's lock, so nobody listens there.
///
/// # Errors
/// Returns what the system says.
pub fn bind_control(path: &Path) -> io::Result<UnixListener> {
    use std::os::unix::fs::PermissionsExt;
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let listener = UnixListener::bind(path)?;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))?;
    Ok(listener)
}

/// Opens the listener for the network.
///
/// # Errors
/// Returns what the system says: the address is taken, or not ours.
pub async fn bind_network(address: SocketAddr) -> io::Result<TcpListener> {
    TcpListener::bind(address).await
}

/// Lets those finish that have begun. Whoever is not done by then is cut off: the program was told to end.
async fn finish(mut tasks: JoinSet<()>) {
    let all = async { while tasks.join_next().await.is_some() {} };
    if tokio::time::timeout(FAREWELL, all).await.is_err() {
        tasks.shutdown().await;
    }
}

/// Waits until told to stop. Whoever could tell may have gone, which is the same.
async fn told(stop: &mut Stop) {
    drop(stop.wait_for(|stop| *stop).await);
}

/// Drops what is kept of connections that have ended.
fn forget_ended(tasks: &mut JoinSet<()>) {
    while tasks.try_join_next().is_some() {}
}

/// Who is on the other end of a connection of the network.
struct Stranger {
    peer: Peer,
    web: Arc<Web>,
}

/// Answers the requests of one connection until either side has enough.
async fn converse<S>(
    stream: S,
    router: Router,
    stranger: Option<Stranger>,
    patience: Duration,
    mut stop: Stop,
) where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let stranger = stranger.as_ref();
    let service = service_fn(|mut request: Request<Incoming>| {
        let mut router = router.clone();
        async move {
            if let Some(Stranger { peer, web }) = stranger {
                // Nearly all requests are these: the way through the router would cost a tenth of the whole.
                if collect::is_beacon(&request) {
                    return Ok(collect::beacon(web, Some(*peer), request).await);
                }
                request.extensions_mut().insert(*peer);
            }
            router.call(request.map(Body::new)).await
        }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(patience)
        .max_header_size(HEAD_SIZE)
        .max_headers(MOST_HEADERS)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = pin!(connection);
    // The client hung up, was too slow, or spoke no HTTP: hyper has answered what could be answered.
    let ended = tokio::select! {
        biased;
        ended = connection.as_mut() => ended,
        () = told(&mut stop) => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    drop(ended);
}

/// Tells whether accepting may work again in a moment: a client that has gone, or too many open files.
fn passes(error: &io::Error) -> bool {
    const TOO_MANY_OPEN: [i32; 2] = [23, 24]; // ENFILE, EMFILE
    let gone = matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset | io::ErrorKind::Interrupted
    );
    gone || error.raw_os_error().is_some_and(|number| TOO_MANY_OPEN.contains(&number))
}
