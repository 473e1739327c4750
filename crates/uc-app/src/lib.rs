//! Acts: the use cases, which bring the engine's rules together with files and threads.
//!
//! It decides nothing by itself ([`uc_engine`] does) and shows nothing (`uc-web` does). Read [`report_log`]: how an
//! access log becomes a report; [`calibrate`] measures what messengers leave in one; [`simulate`] writes a made-up one.

pub mod calibrate;
pub mod report_log;
pub mod simulate;
