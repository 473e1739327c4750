//! For tests only: made-up reports, logs and, later, fakes and builders. Never a dependency of what is shipped.
//! Start at [`logs`] and [`reports`].

pub mod events;
pub mod figures;
pub mod log_formats;
pub mod logs;
pub mod odd_logs;
pub mod reports;
pub mod wishes;
