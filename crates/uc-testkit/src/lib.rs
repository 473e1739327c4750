//! For tests only: made-up reports and, later, fakes and builders. Never a dependency of what is shipped.
//! Start at [`reports`].

pub mod reports;
