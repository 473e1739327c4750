//! Whether the parts that everything needs still answer.

use std::time::Duration;

use uc_engine::event::SiteId;

use crate::{App, AppError};

/// A part that takes longer than this is as good as gone.
const PATIENCE: Duration = Duration::from_secs(2);

/// Asks the thread that writes the log, and the store.
///
/// # Errors
/// The part that does not answer, or not in time.
pub async fn check(app: &App) -> Result<(), AppError> {
    let probe = SiteId::parse("health").expect("a legal id");
    let asked = async {
        app.events.append(Vec::new()).await?;
        app.store.site_by_id(&probe).await?;
        Ok::<(), AppError>(())
    };
    let answered = tokio::time::timeout(PATIENCE, asked).await.unwrap_or(Err(AppError::Busy));
    answered.map_err(|error| app.note(error))
}
