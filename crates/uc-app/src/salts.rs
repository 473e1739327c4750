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

/// How often the day is looked at.
const LOOK: Millis = 60 * 1000;

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
/// begins with that at once. It looks often, since a machine may sleep and its clock may be set.
pub async fn watch(app: &App) {
    let mut turned = None;
    loop {
        let now = app.clock.now();
        if turned != Some(day(now)) {
            match turn(app, now).await {
                Ok(()) => turned = Some(day(now)),
                Err(error) => drop(app.note(error)),
            }
        }
        let wait = (DAY - now.rem_euclid(DAY)).min(LOOK);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::folder::Folder;
    use crate::{AppConfig, Clock};

    #[tokio::test]
    async fn yesterday_s_salt_is_destroyed_and_no_event_needs_to_come_for_that() {
        let place = tempfile::tempdir().expect("a folder");
        let folder = Folder::take(place.path()).expect("nobody has it");
        let evening = 20_000 * DAY - 1;
        let (app, _) = App::open(&folder, AppConfig::default(), Clock::fake(evening)).await.expect("opened");
        turn(&app, evening).await.expect("turned");
        let salt = app.salts.of(evening, &app.store).await.expect("a salt").0;
        assert_eq!(app.store.salt_of(day(evening)).await.expect("the same"), salt);

        app.clock.turn(1);
        turn(&app, app.clock.now()).await.expect("turned");
        let morning = app.salts.of(app.clock.now(), &app.store).await.expect("a salt").0;
        assert_ne!(morning, salt);
        assert!(app.salts.known(day(evening)).is_none(), "not in memory");
        let made_anew = app.store.salt_of(day(evening)).await.expect("another");
        assert_ne!(made_anew, salt, "and not on disk");
        app.close().await.expect("closed");
    }
}
