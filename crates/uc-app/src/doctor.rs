//! A check of everything that is kept: the store, the log, and that the rollups equal the events.

use uc_events::Verified;
use uc_store::{Fault, Site};

use crate::{App, AppError, rollups};

/// What was found.
#[derive(Debug)]
pub struct Checkup {
    /// What is wrong with the store; nothing where all is well.
    pub faults: Vec<Fault>,
    /// Why rows could not be moved from the log to the table, if that is so.
    pub trouble: Option<String>,
    /// Rollups, counted again.
    pub rollups: Vec<(Site, Verified)>,
}

/// Looks through everything. It takes a while: each figure that is rolled up is counted again.
///
/// # Errors
/// When something cannot even be looked at.
pub async fn check(app: &App) -> Result<Checkup, AppError> {
    let faults = app.store.check().await.map_err(|error| app.note(error.into()))?;
    let rollups = rollups::verify(app).await?;
    Ok(Checkup { faults, trouble: app.events.health().trouble, rollups })
}

impl Checkup {
    /// Tells whether nothing is wrong.
    pub fn is_well(&self) -> bool {
        self.faults.is_empty()
            && self.trouble.is_none()
            && self.rollups.iter().all(|(_, verified)| verified.different == 0)
    }
}
