//! Figures by day on their way into the store.

use std::sync::Arc;

use uc_engine::figures::{Dimension, Figure, Measures};
use uc_engine::ingest::{Dropped, SiteRules, clean_text, page_path};

use super::FigureRow;
use crate::{App, AppError, Outcome, Tally, sites};

/// Figures of one month that are held at once.
const MOST: usize = 500_000;

/// Figures that are being kept. Dropped, it leaves the months that were kept; the same import again does the rest.
pub struct Keeping {
    app: App,
    rules: Arc<SiteRules>,
    origin: &'static str,
    held: Vec<Figure>,
    kept: KeptFigures,
}

/// What became of figures.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeptFigures {
    /// Figures that are kept now.
    pub kept: u64,
    /// Those that were not, by reason.
    pub tally: Tally,
}

impl Keeping {
    /// Begins to keep figures for a site, named by one of its hosts or by its id.
    ///
    /// # Errors
    /// When there is no such site.
    pub async fn begin(app: &App, site: &str, program: super::Program) -> Result<Self, AppError> {
        let site = sites::find(app, site).await?;
        let rules = app.sites.rules(site.id.as_str());
        let rules = rules.ok_or_else(|| AppError::UnknownSite(site.id.as_str().to_owned()))?;
        let (held, kept) = (Vec::new(), KeptFigures::default());
        Ok(Self { app: app.clone(), rules, origin: program.name(), held, kept })
    }

    /// Takes figures in, in the order of their days, and keeps the months that are over.
    ///
    /// # Errors
    /// When a row is no figure, or they could not be kept. Months before stay kept.
    pub async fn take(&mut self, rows: Vec<FigureRow>) -> Result<(), AppError> {
        for row in rows {
            let figure = match self.figure(&row) {
                Ok(Some(figure)) => figure,
                Ok(None) => return Err(AppError::NoFigure),
                Err(reason) => {
                    self.kept.tally.count(Outcome::Dropped(reason));
                    continue;
                }
            };
            let month = |figure: &Figure| (figure.day.year(), figure.day.month());
            if self.held.last().is_some_and(|last| month(last) != month(&figure)) {
                self.keep().await?;
            }
            if self.held.len() == MOST {
                return Err(AppError::TooManyFigures);
            }
            self.held.push(figure);
        }
        Ok(())
    }

    /// Keeps what is left, and returns what became of all figures.
    ///
    /// # Errors
    /// When it could not be kept.
    pub async fn finish(mut self) -> Result<KeptFigures, AppError> {
        self.keep().await?;
        Ok(self.kept)
    }

    /// Reads a figure; nothing if it is none.
    fn figure(&self, row: &FigureRow) -> Result<Option<Figure>, Dropped> {
        let by = match row.by.as_deref().map(Dimension::parse) {
            Some(None) => return Ok(None),
            by => by.flatten(),
        };
        let Ok(day) = row.day.parse() else { return Ok(None) };
        let value = match by {
            None => String::new(),
            Some(Dimension::Page) => self.page(&row.value)?,
            Some(_) => clean_text(Some(&row.value)).unwrap_or_default(),
        };
        let measures = Measures {
            events: row.events,
            views: row.views,
            landings: row.landings,
            visits: row.visits,
            visitors: row.visitors,
            actions: row.actions,
            seconds: row.seconds,
            ..Measures::default()
        };
        Ok(Some(Figure { day, by, value, measures }))
    }

    /// Returns a page's path as events have it.
    fn page(&self, url: &str) -> Result<String, Dropped> {
        if !url.starts_with('/') {
            return page_path(url, &self.rules);
        }
        let host = self.rules.hosts.first().ok_or(Dropped::BadUrl)?;
        page_path(&format!("https://{host}{url}"), &self.rules)
    }

    async fn keep(&mut self) -> Result<(), AppError> {
        if self.held.is_empty() {
            return Ok(());
        }
        let mut figures = std::mem::take(&mut self.held);
        // Two addresses may be one page.
        figures.sort_by(|one, other| (one.day, one.by, &one.value).cmp(&(other.day, other.by, &other.value)));
        let kept = self.app.events.keep_figures(&self.rules.id, self.origin, &figures).await;
        kept.map_err(|error| self.app.note(error.into()))?;
        self.kept.kept += figures.len() as u64;
        Ok(())
    }
}
