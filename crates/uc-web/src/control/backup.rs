//! `POST /control/backup`: everything in one archive, as it is made.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderName;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use hyper::body::Frame;
use uc_app::backup::{self, Copying};

use crate::error::Refusal;
use crate::web::Web;

/// Says where sites and tokens lie: in PostgreSQL they are not part of the archive.
const STORE: HeaderName = HeaderName::from_static("x-undercurrent-store");

/// An archive on its way. Where a file cannot be read the answer breaks off, and does not end as if it were whole.
struct Archive(Copying);

/// `POST /control/backup`
pub(crate) async fn make(State(web): State<Arc<Web>>) -> Result<Response, Refusal> {
    let archive = Archive(backup::begin(&web.app).await?);
    let store = if web.app.store.is_postgres() { "postgres" } else { "sqlite" };
    let headers = [(CONTENT_TYPE, "application/x-tar"), (STORE, store)];
    Ok((headers, Body::new(archive)).into_response())
}

impl hyper::body::Body for Archive {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        let piece = ready!(self.0.poll_next(context));
        Poll::Ready(piece.map(|piece| piece.map(|bytes| Frame::data(bytes.into()))))
    }
}
