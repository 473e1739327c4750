//! Who and what: sites, tokens, settings and secrets, in SQLite or PostgreSQL.
//!
//! A [`Store`] is a handle on one database, cheap to clone; several processes may use the same one. One code path
//! serves both databases, through SeaORM. Instants are arguments, in milliseconds since 1970 UTC. Randomness is not:
//! tokens, salts, nonces and ids are drawn from the system here, since nobody may be able to foretell them and no
//! test needs to. It never holds events, nor anything about a visitor. Begin reading at `open`, then `sites`.

mod backup;
mod check;
mod error;
mod host;
mod migration;
mod open;
mod random;
mod salts;
mod seal;
mod secrets;
mod settings;
mod sites;
mod tokens;

pub use check::Fault;
pub use error::StoreError;
pub use host::Host;
pub use open::Store;
pub use random::random_key;
pub use seal::SealKey;
pub use secrets::SecretName;
pub use settings::SettingKey;
pub use sites::{PageviewsFrom, Site};
pub use tokens::{Scope, Secret, Token, TokenId};
