//! The salt of the day: asked of the store once a day, and the ones before it destroyed.
//!
//! INVARIANT: when a UTC day is over, nobody can tell any more who its visitors were. So the task of [`watch`] turns the
//! day also where no event comes, and the first event of a day does not wait for it.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use uc_engine::event::Millis;
use uc_engine::ingest::Salt;
use uc_store::Store;

use crate::clock::{DAY, day};
use crate::{App, AppError};

/// How long to wait before trying again to destroy a salt.
const AGAIN: Millis = 60 * 1000;

/// Today's salt, where it is known.
#[derive(Debug, Default)]
pub(crate) struct Salts {
    today: RwLock<Option<(i64, Arc<Salt>)>>,
}

impl Salts {
    /// Returns the salt of the day that `now` lies in.
    pub(crate) async fn of(&self, now: Millis, store: &Store) -> Result<Arc<Salt>, AppError> {
        let today = day(now);
        if let Some(salt) = self.known(today) {
            return Ok(salt);
        }
        let salt = Arc::new(Salt(store.salt_of(today).await?));
        *self.today.write().unwrap_or_else(PoisonError::into_inner) = Some((today, Arc::clone(&salt)));
        Ok(salt)
    }

    fn known(&self, day: i64) -> Option<Arc<Salt>> {
        let today = self.today.read().unwrap_or_else(PoisonError::into_inner);
        today.as_ref().filter(|(known, _)| *known == day).map(|(_, salt)| Arc::clone(salt))
    }
}

/// Turns the day at midnight UTC, for as long as it is polled: fetches the new salt and destroys those before it, and
/// begins with that at once.
pub async fn watch(app: &App) {
    loop {
        let now = app.clock.now();
        let done = turn(app, now).await;
        let wait = match done {
            Ok(()) => DAY - now.rem_euclid(DAY),
            Err(error) => {
                app.note(error);
                AGAIN
            }
        };
        tokio::time::sleep(Duration::from_millis(wait.unsigned_abs())).await;
    }
}

/// Makes sure that there is today's salt and no other.
///
/// # Errors
/// When the store does not answer, or could not destroy a salt yet.
pub(crate) async fn turn(app: &App, now: Millis) -> Result<(), AppError> {
    app.salts.of(now, &app.store).await?;
    app.store.forget_salts_before(day(now)).await?;
    Ok(())
}
