//! The engine decides: pure rules and types about visits, shares and where they came from.
//!
//! It never reads a clock, draws a random number of its own, opens a file or touches the network. What it needs
//! of these (a seed, a time zone, bytes) it is given. Read [`log`] for how a line becomes a [`hit::Hit`],
//! [`source`] for where a landing came from and with what evidence, `visit` for visits and landings,
//! `dark` for the share that is passed on in private, [`priors`] for what is believed before a log speaks, and
//! [`report`] for what is told about a log. [`ingest`] makes an [`event::Event`] of what a live site sends, and [`share`]
//! grows trees of those that passed a page on.

pub mod backtest;
pub mod calibrate;
pub mod classify;
pub mod event;
pub mod figures;
pub mod gather;
pub mod hit;
pub mod ingest;
pub mod kind;
pub mod log;
pub mod priors;
pub mod report;
pub mod scan;
pub mod share;
pub mod simulate;
pub mod source;

mod dark;
mod estimate;
mod home;
mod judge;
mod own;
mod visit;
