//! Whether the parts that everything needs still answer, and how full they are.

use std::io::Write;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use uc_engine::event::{Millis, SiteId};
use uc_events::Kept;

use crate::{App, AppError, query};

/// A part that takes longer than this is as good as gone.
const PATIENCE: Duration = Duration::from_secs(2);
/// The table is asked for its size, and may be busy: then what it was is told.
const MOMENT: Duration = Duration::from_millis(200);
/// How often the disk is tried, at most.
const TRY_AGAIN: Millis = 1000;
/// How often trouble is looked for where nobody asks.
const LOOK: Duration = Duration::from_secs(10);
/// What is written to find out whether there is room: less than an event takes would prove nothing.
const PROBE: [u8; 16 * 1024] = [b'.'; 16 * 1024];

/// What was found out last.
#[derive(Debug, Default)]
pub(crate) struct Remembered {
    disk: Mutex<Option<(Millis, bool)>>,
    kept: Mutex<Option<Kept>>,
}

/// How full everything is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figures {
    /// Rows in the log.
    pub waiting_rows: usize,
    /// How long ago rows were last moved to the table, or none waited for that.
    pub flushed: Duration,
    /// Whether the last attempt at that failed.
    pub failing: bool,
    /// What the table consists of; `None` where it was too busy to say so far.
    pub kept: Option<Kept>,
    /// Queries that are being answered.
    pub queries: usize,
}

/// Asks the thread that writes the log, the store, the table and the disk.
///
/// # Errors
/// The part that does not answer, or not in time, or cannot do its work.
pub async fn check(app: &App) -> Result<(), AppError> {
    let probe = SiteId::parse("health").expect("a legal id");
    let asked = async {
        app.events.append(Vec::new()).await?;
        app.store.site_by_id(&probe).await?;
        if let Some(trouble) = app.events.health().trouble {
            let full = trouble.disk_full;
            return Err(if full { AppError::DiskFull } else { AppError::FlushFailing(trouble.reason) });
        }
        if has_room(app).await { Ok(()) } else { Err(AppError::DiskFull) }
    };
    let answered = tokio::time::timeout(PATIENCE, asked).await.unwrap_or(Err(AppError::Busy));
    answered.map_err(|error| app.note(error))
}

/// Tells the owner of trouble that nobody asked for, for as long as it is polled.
pub async fn watch(app: &App) {
    loop {
        tokio::time::sleep(LOOK).await;
        // It is noted there.
        drop(check(app).await);
    }
}

/// Tells how full everything is.
pub async fn figures(app: &App) -> Figures {
    let health = app.events.health();
    let kept = match tokio::time::timeout(MOMENT, app.events.kept()).await {
        Ok(Ok(kept)) => {
            *app.remembered.kept.lock().unwrap_or_else(PoisonError::into_inner) = Some(kept);
            Some(kept)
        }
        _ => *app.remembered.kept.lock().unwrap_or_else(PoisonError::into_inner),
    };
    Figures {
        waiting_rows: health.waiting_rows,
        flushed: health.flushed,
        failing: health.trouble.is_some(),
        kept,
        queries: query::running(app),
    }
}

/// Writes a little where events are written, to see whether the disk takes it.
async fn has_room(app: &App) -> bool {
    let now = app.clock.now();
    let known = *app.remembered.disk.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((tried_at, room)) = known
        && (now - tried_at).abs() < TRY_AGAIN
    {
        return room;
    }
    let path = app.folder.join("probe");
    let room = tokio::task::spawn_blocking(move || write_probe(&path).is_ok()).await.unwrap_or(false);
    *app.remembered.disk.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, room));
    room
}

fn write_probe(path: &Path) -> std::io::Result<()> {
    let written = std::fs::File::create(path).and_then(|mut file| file.write_all(&PROBE));
    std::fs::remove_file(path)?;
    written
}
