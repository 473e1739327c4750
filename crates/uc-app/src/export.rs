//! All events of a site for other programs.

use std::task::{Context, Poll};

use uc_engine::event::Millis;
use uc_events::{Export, ExportForm};

use crate::{App, AppError, sites};

/// The bytes of an export, as they are made. Dropped, it ends the reading.
pub struct Exporting {
    app: App,
    export: Export,
}

/// Begins to hand over the events of a site, named by one of its hosts or by its id, from one moment until before
/// another.
///
/// # Errors
/// When there is no such site, or the store is closed. What goes wrong later comes with the pieces.
pub async fn begin(
    app: &App,
    site: &str,
    time: (Millis, Millis),
    form: ExportForm,
) -> Result<Exporting, AppError> {
    let site = sites::find(app, site).await?;
    let export = app.events.export(&site.id, time, form).map_err(|error| app.note(error.into()))?;
    Ok(Exporting { app: app.clone(), export })
}

impl Exporting {
    /// Returns the next piece; nothing at the end. After an error, what came before is not whole.
    pub fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Vec<u8>, AppError>>> {
        let noted =
            |piece: Result<_, _>| piece.map_err(|error: uc_events::EventsError| self.app.note(error.into()));
        self.export.poll_next(context).map(|piece| piece.map(noted))
    }
}
