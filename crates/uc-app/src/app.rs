//! The handles that every use case needs, and how they are opened and closed.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use hashbrown::HashMap;
use thiserror::Error;
use tokio::sync::OnceCell;
use uc_engine::event::Millis;
use uc_events::{Events, EventsConfig, EventsError, Mended};
use uc_store::{SealKey, Store, StoreError};

use crate::backup::RESTORING;
use crate::estimates::Grown;
use crate::folder::Folder;
use crate::health::Remembered;
use crate::ingest::Desk;
use crate::line_ids::LineIds;
use crate::outcome::Outcomes;
use crate::query::Places;
use crate::salts::Salts;
use crate::sites::Sites;
use crate::tokens::Tokens;
use crate::{AppError, Clock};

/// One and the same trouble is told at most so often.
const TELL_AGAIN: Millis = 10 * 1000;

/// How far back events are read at the start, and at most how many: a visit goes on for half an hour.
const RECALLED: Millis = 60 * 60 * 1000;
const MOST_RECALLED: usize = 200_000;

/// Handles; functions take it by reference. Cheap to clone.
#[derive(Clone)]
pub struct App {
    /// What happened.
    pub events: Events,
    /// Who and what.
    pub store: Store,
    /// What time it is.
    pub clock: Clock,
    /// What became of the events that came in.
    pub outcomes: Arc<Outcomes>,
    /// The data folder.
    pub(crate) folder: Arc<Path>,
    pub(crate) sites: Arc<Sites>,
    pub(crate) salts: Arc<Salts>,
    pub(crate) tokens: Arc<Tokens>,
    pub(crate) desk: Arc<Desk>,
    pub(crate) line_ids: Arc<OnceCell<LineIds>>,
    pub(crate) queries: Arc<Places>,
    pub(crate) grown: Arc<Grown>,
    pub(crate) remembered: Arc<Remembered>,
    told: Arc<Mutex<HashMap<&'static str, Millis>>>,
}

/// Where things lie that do not lie in the data folder, and how the event store works.
#[derive(Debug, Clone, Default)]
pub struct AppConfig {
    /// The store's address; by default a SQLite file in the data folder.
    pub store: Option<String>,
    /// How the event store works.
    pub events: EventsConfig,
}

/// Why a data folder could not be opened.
#[derive(Debug, Error)]
pub enum OpenError {
    /// The events could not be opened.
    #[error(transparent)]
    Events(#[from] EventsError),
    /// The store could not be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What is there could not be read.
    #[error(transparent)]
    App(#[from] AppError),
    /// A backup was being brought back here, and that did not come to its end.
    #[error("{} is what a restore left that did not come to its end; remove the data folder and restore again", .0.display())]
    HalfRestored(PathBuf),
}

impl App {
    /// Opens what lies in a data folder, and makes it on the first start. Tells what was mended.
    ///
    /// # Errors
    /// When a part of it cannot be opened; the message names the file.
    pub async fn open(folder: &Folder, config: AppConfig, clock: Clock) -> Result<(Self, Mended), OpenError> {
        let half = folder.path().join(RESTORING);
        if half.exists() {
            return Err(OpenError::HalfRestored(half));
        }
        let key = SealKey::in_file(&folder.path().join("seal.key"))?;
        let beside: PathBuf = folder.path().join("store.sqlite");
        let url = config.store.unwrap_or_else(|| beside.display().to_string());
        let store = Store::open(&url, key).await?;
        let (events, mended) = Events::open(folder.path(), config.events).await?;
        let app = Self {
            events,
            store,
            clock,
            outcomes: Arc::default(),
            folder: Arc::from(folder.path()),
            sites: Arc::default(),
            salts: Arc::default(),
            tokens: Arc::default(),
            desk: Arc::new(Desk::new()),
            line_ids: Arc::default(),
            queries: Arc::default(),
            grown: Arc::default(),
            remembered: Arc::default(),
            told: Arc::default(),
        };
        app.sites.refresh(&app.store).await?;
        app.recall().await?;
        Ok((app, mended))
    }

    /// Brings back the visits that went on when the program ended: from the events of the last hour.
    async fn recall(&self) -> Result<(), AppError> {
        let since = self.clock.now() - RECALLED;
        for event in self.events.since(since, MOST_RECALLED).await? {
            self.desk.recall(&event);
        }
        Ok(())
    }

    /// Closes everything, after what was taken in is in its place.
    ///
    /// # Errors
    /// When something could not be written; what was acknowledged is in the log all the same.
    pub async fn close(self) -> Result<(), OpenError> {
        self.events.close().await?;
        self.store.close().await?;
        Ok(())
    }

    /// Tells the owner of the server of trouble, on standard error: each kind once in a while, since trouble comes with
    /// every event. Gives the error back.
    pub(crate) fn note(&self, error: AppError) -> AppError {
        if error.is_trouble() {
            let now = self.clock.now();
            let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
            let before = told.insert(error.code(), now).filter(|before| (now - before).abs() < TELL_AGAIN);
            match before {
                Some(before) => drop(told.insert(error.code(), before)),
                None => eprintln!("undercurrent: {error}"),
            }
        }
        error
    }
}
