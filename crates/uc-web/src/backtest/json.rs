//! The test as JSON, in the words of the engine ("landings"). Add keys, never rename.

use serde::Serialize;
use uc_engine::backtest::{Backtest, ReliabilityBin, SourceTest};
use uc_engine::report::Report;

use super::{private_part, tested};
use crate::json::backtest::TestPayload;
use crate::json::escape;
use crate::json::fill::{period, source_name};
use crate::json::payload::{Number, PeriodPayload};

/// The version of this format; a new one only when a key changes its meaning.
const FORMAT_VERSION: u8 = 1;

/// The whole test.
#[derive(Serialize)]
struct BacktestPayload<'a> {
    format_version: u8,
    period: Option<PeriodPayload>,
    timezone: &'a str,
    hosts: &'a [String],
    /// All landings of the log, hidden or not.
    landings: u64,
    #[serde(flatten)]
    test: TestPayload,
    guessing: GuessPayload,
    reliability: Vec<BinPayload>,
    by_source: Vec<SourcePayload<'a>>,
}

/// What guessing would get.
#[derive(Serialize)]
struct GuessPayload {
    pairs_right: Number,
    average_precision: Number,
    brier: Number,
}

#[derive(Serialize)]
struct BinPayload {
    /// Where the bin begins and ends.
    range: [Number; 2],
    /// Mean probability that was told.
    told: Number,
    /// The part that was private in truth.
    observed: Number,
    landings: u64,
}

#[derive(Serialize)]
struct SourcePayload<'a> {
    source: &'a str,
    private: bool,
    landings: u64,
    /// Mean probability that was told.
    told: Number,
}

/// Returns the test of a report's estimate as indented JSON, ending with a line feed.
///
/// # Errors
/// Returns an error when the test cannot be serialised, which none of its types gives reason for.
pub fn json(report: &Report) -> Result<String, serde_json::Error> {
    let test = tested(report);
    let payload = BacktestPayload {
        format_version: FORMAT_VERSION,
        period: period(report.period, &report.timezone),
        timezone: &report.timezone,
        hosts: &report.hosts,
        landings: report.landings,
        test: TestPayload::from(test.as_ref()),
        guessing: guessing(&test),
        reliability: test.reliability.iter().map(bin).collect(),
        by_source: test.by_source.iter().map(source).collect(),
    };
    Ok(escape(&serde_json::to_string_pretty(&payload)?).into_owned() + "\n")
}

fn guessing(test: &Backtest) -> GuessPayload {
    let private = private_part(test);
    GuessPayload {
        pairs_right: Number(0.5),
        average_precision: Number(private),
        brier: Number(private * (1.0 - private)),
    }
}

fn bin(bin: &ReliabilityBin) -> BinPayload {
    BinPayload {
        range: [Number(bin.range.0), Number(bin.range.1)],
        told: Number(bin.told),
        observed: Number(bin.observed),
        landings: bin.landings,
    }
}

fn source(row: &SourceTest) -> SourcePayload<'_> {
    SourcePayload {
        source: source_name(row.source.as_ref()),
        private: row.private,
        landings: row.landings,
        told: Number(row.told),
    }
}
