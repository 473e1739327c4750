//! Shows: the report of a log, and the test of its estimate, as text for a terminal, as one self-contained page, as JSON;
//! and what the program answers to clients of the network.
//!
//! It computes no figure of its own: what is told stands in [`uc_engine::report::Report`], how it is said in
//! `uc-words`. It never writes a byte from a log as it came ([`clean`] is the only way in). Start at
//! [`text::render`], [`report_page::render`] and [`json::render`], or at [`backtest`]; the charts lie in `charts/`. What is
//! served begins at [`router`], which has every address, and at [`serve`], which takes the connections.

pub mod api;
pub mod assets;
pub mod backtest;
mod body;
mod charts;
pub mod clean;
pub mod collect;
pub mod control;
mod cors;
mod error;
mod health;
pub mod json;
pub mod limit;
mod metrics;
pub mod openapi;
mod peer;
mod refused;
pub mod report_page;
pub mod router;
mod sentences;
pub mod serve;
pub mod text;
mod web;

pub use peer::TrustedProxies;
pub use web::{Web, WebConfig};
