//! Opening a folder of events, and mending what a crash has left there.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::{Arc, Mutex};

use tokio::sync::{Notify, mpsc};
use tokio::time::Instant;

use super::{Damage, Events, EventsConfig, Inner};
use crate::columns;
use crate::error::EventsError;
use crate::estimates;
use crate::flush;
use crate::imported;
use crate::log::{Bounds, Journal, LogWriter, SegmentNumber, delete, lock, recover};
use crate::query::Library;
use crate::rollups;
use crate::seen::{self, Key, Seen};
use crate::table::{Form, Table};
use crate::visible::Visible;

/// Orders that may wait for the thread that writes the log.
const ORDERS: usize = 16 * 1024;

/// What was found after a crash, and mended.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mended {
    /// Events that stood in the log and not in the table.
    pub recovered: usize,
    /// Segments whose events stood in the table already.
    pub settled: usize,
    /// What was broken in the log.
    pub damages: Vec<Damage>,
    /// Files of event ids that could not be read, and were made again from the table.
    pub ids_made_again: usize,
}

impl Events {
    /// Opens a folder, or begins one, and mends what a crash has left.
    ///
    /// # Errors
    /// A folder that cannot be read or written, or that a newer version of this program has written.
    pub async fn open(folder: &Path, config: EventsConfig) -> Result<(Self, Mended), EventsError> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(config.threads.max(1))
            .thread_name("events")
            .enable_all()
            .build()
            .map_err(EventsError::file(folder))?;
        let path = folder.to_owned();
        let opened = runtime.spawn(open(path, config)).await;
        let (mut inner, mended) = match opened {
            Ok(Ok(opened)) => opened,
            Ok(Err(error)) => {
                runtime.shutdown_background();
                return Err(error);
            }
            Err(_) => {
                runtime.shutdown_background();
                return Err(EventsError::Closed);
            }
        };
        inner.runtime = Some(runtime);
        let inner = Arc::new(inner);
        flush::start(&inner);
        Ok((Self { inner }, mended))
    }
}

async fn open(folder: std::path::PathBuf, config: EventsConfig) -> Result<(Inner, Mended), EventsError> {
    let log = folder.join("log");
    for part in ["log", "ids", "events", "estimates", "figures", "rollups"] {
        own(&folder.join(part))?;
    }
    crate::freeze::sweep(&folder)?;
    let mut mended = Mended::default();
    let tables = Tables::open(&folder).await?;
    let (seen, broken) = Seen::open(&folder.join("ids"))?;
    let seen = Mutex::new(seen);
    let settled_until = tables.events.mark(flush::WRITER).await?.unwrap_or_default();
    let (segments, damages) = recover(&log)?;
    mended.damages = damages;
    let mut visible = tables.visible().await?;
    let mut last = settled_until;
    let mut empty = Vec::new();
    for segment in segments {
        last = last.max(segment.number.0);
        let keys: Vec<Key> = segment.events.iter().map(|event| Key::of(&event.site, event.id)).collect();
        if segment.number.0 <= settled_until {
            mended.settled += 1;
            let newest = segment.events.iter().map(|event| event.received_at).max().unwrap_or_default();
            seen::settle(&seen, segment.number, keys, newest)?;
            delete(&log, segment.number)?;
        } else if segment.events.is_empty() {
            empty.push(segment.number);
        } else {
            mended.recovered += segment.events.len();
            for key in keys {
                lock(&seen).insert(key).map_err(EventsError::file(&folder))?;
            }
            visible.begin(segment.number);
            visible.add_again(&segment.events);
        }
    }
    for number in empty {
        delete(&log, number)?;
    }
    mended.ids_made_again = broken.len();
    // The file of the last segment is gone only when all in it is older than two days, and then little is read again.
    let lost = !lock(&seen).reaches(SegmentNumber(settled_until));
    let library = Library::new(config.query_memory, config.threads)?;
    for path in broken {
        // What these files held is read from the table again.
        std::fs::remove_file(&path).map_err(EventsError::file(&path))?;
    }
    if mended.ids_made_again > 0 || lost {
        flush::ids_from_table(&library, &visible, &seen, SegmentNumber(settled_until)).await?;
    }
    let journal = Journal {
        folder: log,
        visible: Arc::new(Mutex::new(visible)),
        seen: Arc::new(seen),
        full: Arc::new(Notify::new()),
    };
    let (orders, receiver) = mpsc::channel(ORDERS);
    let bounds = Bounds { segment_rows: config.flush_rows, waiting_rows: config.waiting_rows };
    let writer = LogWriter::begin(journal.clone(), SegmentNumber(last).next(), bounds, receiver)?;
    // The thread ends when it is told to, or when nobody is left to give it orders.
    std::thread::Builder::new()
        .name("log-writer".to_owned())
        .spawn(move || writer.run())
        .map_err(EventsError::file(&folder))?;
    let inner = Inner {
        folder,
        config,
        orders,
        journal,
        table: Arc::new(tokio::sync::Mutex::new(tables.events)),
        estimates: Arc::new(tokio::sync::Mutex::new(tables.estimates)),
        imported: Arc::new(tokio::sync::Mutex::new(tables.imported)),
        importing: tokio::sync::Mutex::new(()),
        rollups: Arc::new(tokio::sync::Mutex::new(tables.rollups)),
        library,
        readers: tokio::sync::RwLock::new(()),
        copies: Arc::default(),
        trouble: Mutex::new(None),
        flushed_at: Mutex::new(Instant::now()),
        runtime: None,
    };
    Ok((inner, mended))
}

/// All tables of a folder.
struct Tables {
    events: Table,
    estimates: Table,
    imported: Table,
    rollups: Table,
}

impl Tables {
    async fn open(folder: &Path) -> Result<Self, EventsError> {
        Ok(Self {
            events: Table::open(&folder.join("events"), form()).await?,
            estimates: Table::open(&folder.join("estimates"), estimates::form()).await?,
            imported: Table::open(&folder.join("figures"), imported::form()).await?,
            rollups: Table::open_cache(&folder.join("rollups"), rollups::form()).await?,
        })
    }

    async fn visible(&self) -> Result<Visible, EventsError> {
        let has_estimates = !self.estimates.files().await?.is_empty();
        let estimates = (self.estimates.provider().await?, has_estimates);
        Ok(Visible::new(self.events.provider().await?, estimates, self.rollups.provider().await?))
    }
}

/// Makes a folder that nobody but the owner of the process can look into.
pub(crate) fn own(folder: &Path) -> Result<(), EventsError> {
    std::fs::create_dir_all(folder).map_err(EventsError::file(folder))?;
    let mode = std::fs::Permissions::from_mode(0o700);
    std::fs::set_permissions(folder, mode).map_err(EventsError::file(folder))
}

/// The table of events.
pub(crate) fn form() -> Form {
    Form { schema: columns::schema(), partitions: &[columns::MONTH], order: &["site", "at"], unique: &["id"] }
}
