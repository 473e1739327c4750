//! The workshop: what is run on the project, never what is part of it.
//!
//! It depends on no crate of ours: it runs the others as programs and reads them as files. One file each for
//! [`mod@test`], [`mod@bench`] and [`mod@eval`], the commands, and for [`tidy`], the house rules that run as a test. They stand on
//! [`checkout`] (where the files lie), [`need`] (programs that must be there), [`python`] (packages that must be there) and
//! [`program`] (running them).

pub mod bench;
pub mod checkout;
pub mod eval;
pub mod need;
pub mod program;
pub mod python;
pub mod test;
pub mod tidy;
