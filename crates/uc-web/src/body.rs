//! Reads a request's body: of a bounded size, in a bounded time, of a type that is taken.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::Duration;

use axum::BoxError;
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use bytes::Bytes;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::Body;

use crate::error::Refusal;

/// Reads a body of at most so many bytes, which may take so long.
pub(crate) async fn read<B>(body: B, most: usize, time: Duration) -> Result<Bytes, Refusal>
where
    B: Body<Data = Bytes, Error: Into<BoxError>>,
{
    if body.size_hint().lower() > most as u64 {
        return Err(Refusal::TooLarge(most));
    }
    let mut whole = pin!(Limited::new(body, most).collect());
    // A short body has nearly always come with its head: then no clock is needed.
    let read = match poll_once(whole.as_mut()).await {
        Some(read) => Ok(read),
        None => tokio::time::timeout(time, whole).await,
    };
    match read {
        Ok(Ok(whole)) => Ok(whole.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(Refusal::TooLarge(most)),
        Ok(Err(_)) => Err(Refusal::BrokenOff),
        Err(_) => Err(Refusal::TooSlow),
    }
}

/// Polls once, and says what was ready.
async fn poll_once<F: Future>(mut future: Pin<&mut F>) -> Option<F::Output> {
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending => Poll::Ready(None),
    })
    .await
}

/// Checks that the body is of one of these types, whatever stands behind the semicolon. One without a type is taken
/// where text is.
pub(crate) fn check_type(headers: &HeaderMap, types: &[&str], told: &'static str) -> Result<(), Refusal> {
    let Some(value) = headers.get(CONTENT_TYPE) else {
        return if types.contains(&"text/plain") { Ok(()) } else { Err(Refusal::WrongType(told)) };
    };
    let essence = value.as_bytes().split(|byte| *byte == b';').next().unwrap_or_default().trim_ascii();
    let fits = types.iter().any(|wanted| essence.eq_ignore_ascii_case(wanted.as_bytes()));
    if fits { Ok(()) } else { Err(Refusal::WrongType(told)) }
}
