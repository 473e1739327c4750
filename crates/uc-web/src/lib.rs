//! Shows: the report of a log, and the test of its estimate, as text for a terminal, as one self-contained page, as JSON.
//!
//! It computes no figure of its own: what is told stands in [`uc_engine::report::Report`], how it is said in
//! `uc-words`. It never writes a byte from a log as it came ([`clean`] is the only way in). Start at
//! [`text::render`], [`report_page::render`] and [`json::render`], or at [`backtest`]; the charts lie in `charts/`.

pub mod backtest;
mod charts;
pub mod clean;
pub mod json;
pub mod report_page;
mod sentences;
pub mod text;
