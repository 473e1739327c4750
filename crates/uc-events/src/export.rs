//! The events of a site, all of them, in a form for other programs: bytes that come piece by piece.
//!
//! Months come in their order; within a month there is no order, since sorting would need a month's rows in memory.
//! Nothing but a few batches is held at once. Each month is read as it stands when its turn comes.

use std::io;
use std::mem;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::error::ArrowError;
use deltalake::parquet::arrow::ArrowWriter;
use deltalake::parquet::basic::Compression;
use deltalake::parquet::file::properties::WriterProperties;
use futures::StreamExt;
use tokio::sync::mpsc;
use uc_engine::event::{Millis, SiteId};

use crate::columns;
use crate::error::EventsError;
use crate::events::{Events, Inner};
use crate::log::lock;
use crate::rows;

/// Pieces that wait for whoever asked.
const WAITING: usize = 4;
/// About as many bytes make a piece.
const PIECE: usize = 256 * 1024;
/// How long a piece may wait: files cannot be deleted meanwhile.
const PATIENCE: Duration = Duration::from_mins(1);
/// Rows of a row group of an exported Parquet file.
const ROW_GROUP: usize = 128 * 1024;

/// The form of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportForm {
    /// RFC 4180 with a head line.
    Csv,
    /// One JSON object a line.
    JsonLines,
    /// One Parquet file.
    Parquet,
}

/// The bytes of an export, as they are made. Dropped, it ends the reading.
#[derive(Debug)]
pub struct Export {
    pieces: mpsc::Receiver<Result<Piece, EventsError>>,
    ended: bool,
}

type Sender = mpsc::Sender<Result<Piece, EventsError>>;

#[derive(Debug)]
enum Piece {
    Bytes(Vec<u8>),
    /// Everything was said: without it, the export broke off.
    End,
}

impl ExportForm {
    /// All forms, with the names that requests use.
    pub const NAMES: [(Self, &'static str); 3] =
        [(Self::Csv, "csv"), (Self::JsonLines, "ndjson"), (Self::Parquet, "parquet")];

    /// Returns the form's name.
    pub fn name(self) -> &'static str {
        let row = Self::NAMES.iter().find(|(form, _)| *form == self);
        row.expect("the table of names has a row for each form").1
    }

    /// Finds a form by its name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, known)| *known == name).map(|(form, _)| *form)
    }
}

impl Events {
    /// Begins to hand over the events of a site from one moment until before another, with the columns of the table
    /// `events` and with what the model says.
    ///
    /// # Errors
    /// When the store is closed. What goes wrong later comes with the pieces.
    pub fn export(
        &self,
        site: &SiteId,
        (from, until): (Millis, Millis),
        form: ExportForm,
    ) -> Result<Export, EventsError> {
        let (sender, pieces) = mpsc::channel(WAITING);
        let (inner, site) = (Arc::clone(&self.inner), site.clone());
        let runtime = self.inner.runtime.as_ref().ok_or(EventsError::Closed)?;
        runtime.spawn(async move {
            let last = inner.write_events(&site, (from, until), form, &sender).await.map(|()| Piece::End);
            // Nobody hears it who has gone, or has not listened for a minute.
            drop(tokio::time::timeout(PATIENCE, sender.send(last)).await);
        });
        Ok(Export { pieces, ended: false })
    }
}

impl Export {
    /// Returns the next piece; nothing at the end.
    pub fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Vec<u8>, EventsError>>> {
        if self.ended {
            return Poll::Ready(None);
        }
        Poll::Ready(match ready!(self.pieces.poll_recv(context)) {
            Some(Ok(Piece::Bytes(bytes))) => Some(Ok(bytes)),
            Some(Ok(Piece::End)) => {
                self.ended = true;
                None
            }
            Some(Err(error)) => {
                self.ended = true;
                Some(Err(error))
            }
            None => {
                self.ended = true;
                Some(Err(EventsError::NotTaken))
            }
        })
    }

    /// Waits for the next piece; nothing comes at the end.
    ///
    /// # Errors
    /// What came before is not whole then.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, EventsError> {
        std::future::poll_fn(|context| self.poll_next(context)).await.transpose()
    }
}

impl Inner {
    async fn write_events(
        &self,
        site: &SiteId,
        time: (Millis, Millis),
        form: ExportForm,
        sender: &Sender,
    ) -> Result<(), EventsError> {
        let now = || lock(&self.journal.visible).now();
        let mut written = Written::begin(form)?;
        let months = {
            let _reading = self.readers.read().await;
            self.library.months(now(), site, time.0, time.1).await?
        };
        for month in months {
            // Held for one month at a time, so that whoever deletes files has his turn between two.
            let _reading = self.readers.read().await;
            let mut stream = self.library.judged(now(), site, &month, time).await?;
            while let Some(batch) = stream.next().await {
                written.add(&columns::plain(&columns::schema(), &batch?)?)?;
                send(written.bytes(), PIECE, sender).await?;
            }
        }
        written.finish()?;
        send(written.bytes(), 1, sender).await
    }
}

/// Sends what was written, if it is so much.
async fn send(written: &mut Vec<u8>, least: usize, sender: &Sender) -> Result<(), EventsError> {
    if written.len() < least {
        return Ok(());
    }
    let piece = Piece::Bytes(mem::take(written));
    match tokio::time::timeout(PATIENCE, sender.send(Ok(piece))).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) | Err(_) => Err(EventsError::NotTaken),
    }
}

/// Rows on their way to bytes.
enum Written {
    Csv(Vec<u8>),
    JsonLines(Vec<u8>),
    Parquet(Box<ArrowWriter<Vec<u8>>>, Vec<u8>),
}

impl Written {
    fn begin(form: ExportForm) -> Result<Self, EventsError> {
        let mut out = Vec::new();
        Ok(match form {
            ExportForm::Csv => {
                rows::write_csv_head(&columns::schema(), &mut out).map_err(in_memory)?;
                Self::Csv(out)
            }
            ExportForm::JsonLines => Self::JsonLines(out),
            ExportForm::Parquet => {
                let properties = WriterProperties::builder()
                    .set_compression(Compression::SNAPPY)
                    .set_max_row_group_row_count(Some(ROW_GROUP))
                    .build();
                let writer = ArrowWriter::try_new(Vec::new(), columns::schema(), Some(properties));
                Self::Parquet(Box::new(writer.map_err(ArrowError::from)?), out)
            }
        })
    }

    fn add(&mut self, batch: &RecordBatch) -> Result<(), EventsError> {
        match self {
            Self::Csv(out) => rows::write_csv(batch, out).map_err(in_memory),
            Self::JsonLines(out) => rows::write_json_lines(batch, out).map_err(in_memory),
            Self::Parquet(writer, out) => {
                writer.write(batch).map_err(ArrowError::from)?;
                // The writer counts for itself how far it is: what it has written may be taken from under it.
                out.append(writer.inner_mut());
                Ok(())
            }
        }
    }

    fn finish(&mut self) -> Result<(), EventsError> {
        if let Self::Parquet(writer, out) = self {
            writer.finish().map_err(ArrowError::from)?;
            writer.sync().map_err(in_memory)?;
            out.append(writer.inner_mut());
        }
        Ok(())
    }

    fn bytes(&mut self) -> &mut Vec<u8> {
        match self {
            Self::Csv(out) | Self::JsonLines(out) | Self::Parquet(_, out) => out,
        }
    }
}

fn in_memory(source: io::Error) -> EventsError {
    EventsError::File { path: "an export in memory".into(), source }
}

#[cfg(test)]
mod tests {
    use uc_testkit::events::event;

    use super::*;
    use crate::events::EventsConfig;

    /// More than what waits for whoever asks.
    const EVENTS: u64 = 8_000;
    const ALWAYS: (Millis, Millis) = (0, Millis::MAX / 1000);

    #[tokio::test(flavor = "multi_thread")]
    async fn an_export_that_is_dropped_ends_and_lets_files_be_deleted() {
        let folder = tempfile::tempdir().expect("a folder");
        let (events, _) = Events::open(folder.path(), EventsConfig::default()).await.expect("opened");
        let stored: Vec<_> = (0..EVENTS).map(event).collect();
        let site = stored[0].site.clone();
        events.append(stored).await.expect("stored");
        events.flush().await.expect("flushed");

        let mut whole = events.export(&site, ALWAYS, ExportForm::JsonLines).expect("begun");
        let mut lines = 0;
        while let Some(piece) = whole.next().await.expect("a piece") {
            lines += piece.iter().filter(|byte| **byte == b'\n').count() as u64;
        }
        assert!(lines > 0 && lines <= EVENTS, "{lines}");
        assert!(matches!(whole.next().await, Ok(None)), "the end stays the end");

        let mut begun = events.export(&site, ALWAYS, ExportForm::Csv).expect("begun");
        assert!(begun.next().await.expect("a piece").is_some());
        drop(begun);
        // Waits for whoever reads.
        events.vacuum(Duration::ZERO).await.expect("swept");
        events.close().await.expect("closed");
    }
}
