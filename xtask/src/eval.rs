//! `cargo xtask eval`: judges the estimate on logs whose truth is known.
//!
//! It simulates many logs, or takes a folder of logs that another generator wrote, lets the release binary classify
//! and report them, and compares with the truth beside each. Thresholds stand in `target`; when one that must
//! be met is not, the task fails. It knows nothing of how the estimate is made. `draw` is one log, `subject` the program
//! under test, `truth` and `testimony` what is compared, `score` the outcome, `metric` its figures.

mod config;
mod draw;
mod guess;
mod jobs;
mod means;
mod metric;
mod mix;
mod page;
mod ranking;
mod reliability;
mod rows;
mod scenario;
mod score;
mod subject;
mod target;
mod testimony;
mod truth;

use anyhow::{Context, Result, bail};

use crate::checkout::Checkout;
use crate::program::timed;
use draw::{Draw, Workplace};
use score::Score;
use subject::Subject;

pub use config::Config;
pub use scenario::Scenario;

/// Simulates or reads the logs, scores them and prints; fails when a threshold that must be met is not.
pub fn run(checkout: &Checkout, config: &Config) -> Result<()> {
    let subject = Subject::build(checkout, config.binary.as_deref())?;
    let workplace = Workplace::open(checkout, config)?;
    let draws = draw::list(config)?;
    let log_width = draws.iter().map(|draw| draw.name.len()).max().unwrap_or_default();
    if config.each {
        page::print_each_head(log_width);
    }
    let mut count = 0;
    let show = |score: &Score| {
        count += 1;
        if config.each {
            page::print_each(score, log_width);
        } else if count % 20 == 0 {
            eprintln!("{count} of {}", draws.len());
        }
    };
    let score = |draw: &Draw| draw.score(&subject, &workplace).with_context(|| draw.name.clone());
    let (scores, took) = timed(|| jobs::score_all(&draws, config.jobs, score, show));
    let scores = scores?;
    let seconds = took.as_secs_f64();
    eprintln!("logs: {}; seconds: {seconds:.0}, a log {:.2}\n", draws.len(), seconds / draws.len() as f64);
    if config.each {
        println!();
    }
    page::print_head(&scores, config);
    page::print_table(&scores);
    page::print_reliability(&scores);
    let failed = target::failed(&scores);
    if !failed.is_empty() {
        bail!("not good enough: {}", failed.join("; "));
    }
    Ok(())
}
