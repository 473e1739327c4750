//! `cargo xtask eval`: judges the estimate on logs whose truth is known.
//!
//! It simulates many logs, or takes a folder of logs that another generator wrote, lets the release binary classify
//! and report them, and compares with the truth beside each. Thresholds stand in `target`; when one that must
//! be met is not, the task fails. It knows nothing of how the estimate is made. `draw` is one log, `subject` the program
//! under test, `truth` and `testimony` what is compared, `score` the outcome, `metric` its figures.

mod config;
mod draw;
mod guess;
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

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

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
    let (scores, took) = timed(|| score_all(&draws, &subject, &workplace, config));
    let scores = scores?;
    let seconds = took.as_secs_f64();
    eprintln!("{} draws in {seconds:.0} s, {:.2} s each\n", draws.len(), seconds / draws.len() as f64);
    page::print_table(&scores);
    page::print_reliability(&scores);
    let failed = target::failed(&scores);
    if !failed.is_empty() {
        bail!("not good enough: {}", failed.join("; "));
    }
    Ok(())
}

/// Scores the draws, some at once, and prints each in its turn if that is wanted. The first error ends it all.
fn score_all(
    draws: &[Draw],
    subject: &Subject,
    workplace: &Workplace,
    config: &Config,
) -> Result<Vec<Score>> {
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..config.jobs {
            let (sender, next) = (sender.clone(), &next);
            scope.spawn(move || {
                while let Some((index, draw)) = take(draws, next) {
                    let score = draw.score(subject, workplace).with_context(|| draw.name.clone());
                    if score.is_err() {
                        next.store(draws.len(), Ordering::Relaxed);
                    }
                    if sender.send((index, score)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        collect(&receiver, draws.len(), config)
    })
}

fn take<'a>(draws: &'a [Draw], next: &AtomicUsize) -> Option<(usize, &'a Draw)> {
    let index = next.fetch_add(1, Ordering::Relaxed);
    draws.get(index).map(|draw| (index, draw))
}

/// Puts the scores in order as they arrive, so that the same draws print the same text.
fn collect(
    receiver: &mpsc::Receiver<(usize, Result<Score>)>,
    total: usize,
    config: &Config,
) -> Result<Vec<Score>> {
    let (mut early, mut scores) = (BTreeMap::new(), Vec::with_capacity(total));
    if config.each {
        page::print_each_head();
    }
    for (index, score) in receiver {
        early.insert(index, score?);
        while let Some(score) = early.remove(&scores.len()) {
            if config.each {
                page::print_each(&score);
            } else if (scores.len() + 1).is_multiple_of(20) {
                eprintln!("{} of {total}", scores.len() + 1);
            }
            scores.push(score);
        }
    }
    Ok(scores)
}
