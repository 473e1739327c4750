//! See ARCHITECTURE.md.

pub mod simulate;
