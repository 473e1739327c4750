//! The ids of events that come from a log: made from the line, so that a line that comes again is known again.

use uc_engine::event::{EventId, SiteId};
use uc_store::{SecretName, Store, random_key};

use crate::clock::Clock;
use crate::{AppError, LogLine};

/// Under which name the key is kept.
const NAME: &str = "ids-of-log-lines";

/// Makes ids, under a key that this installation drew once. With the key alone nobody can guess which line an id stands
/// for; see [`LogLine::content`] for what is not even in it.
#[derive(Clone)]
pub(crate) struct LineIds([u8; 32]);

impl LineIds {
    /// Returns the installation's key, and draws it at the first call.
    pub(crate) async fn of(store: &Store, clock: &Clock) -> Result<Self, AppError> {
        let name = SecretName::parse(NAME).expect("a legal name");
        let mut found = store.secret(&name).await?;
        if found.is_none() {
            store.put_secret(&name, &random_key()?, clock.now()).await?;
            // Read back: another process may have drawn one in the same moment, and the last one stays.
            found = store.secret(&name).await?;
        }
        let key = found.and_then(|key| key.try_into().ok());
        Ok(Self(
            key.ok_or_else(|| AppError::Store(uc_store::StoreError::Broken(format!("{NAME} is no key"))))?,
        ))
    }

    /// Returns the id of the event that a line tells.
    pub(crate) fn id(&self, site: &SiteId, line: &LogLine) -> EventId {
        let mut hasher = blake3::Hasher::new_keyed(&self.0);
        hasher.update(&line.content()).update(&line.nth.to_le_bytes()).update(site.as_str().as_bytes());
        as_id(&hasher.finalize())
    }
}

impl LineIds {
    /// Returns the id of an event that an export tells, by what tells it from all others there.
    pub(crate) fn of_told(&self, site: &SiteId, identity: [u64; 2]) -> EventId {
        let mut hasher = blake3::Hasher::new_keyed(&self.0);
        hasher.update(b"export").update(&identity[0].to_le_bytes()).update(&identity[1].to_le_bytes());
        as_id(&hasher.update(site.as_str().as_bytes()).finalize())
    }
}

/// Returns the id of the one event that says that a visitor's browser asked for parts of a page that day. It is made from
/// the visitor's pseudonym of the day, which stands in the event anyway.
pub(crate) fn of_assets(site: &SiteId, visitor: u64, day: i64) -> EventId {
    let mut hasher = blake3::Hasher::new_derive_key("undercurrent 2026-11 assets of a visitor and day");
    hasher.update(&visitor.to_le_bytes()).update(&day.to_le_bytes()).update(site.as_str().as_bytes());
    as_id(&hasher.finalize())
}

/// Makes an id in the form of a UUID of version 8, which is for hashes of one's own.
fn as_id(hash: &blake3::Hash) -> EventId {
    let bits = u128::from_be_bytes(*hash.as_bytes().first_chunk().expect("a hash has 32 bytes"));
    let version = 0xf << 76;
    let variant = 0b11 << 62;
    EventId(bits & !version & !variant | 8 << 76 | 0b10 << 62)
}
