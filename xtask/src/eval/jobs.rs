//! Work on many things, some at once, whose results are handed over in the order of the things.
//!
//! So the same draws print the same text, however many threads there are. The first error ends it all.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use anyhow::Result;

/// Scores the draws, so many at once, and shows each in its turn.
pub(super) fn score_all<D: Sync, S: Send>(
    draws: &[D],
    jobs: usize,
    score: impl Fn(&D) -> Result<S> + Sync,
    mut show: impl FnMut(&S),
) -> Result<Vec<S>> {
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..jobs {
            let (sender, next, score) = (sender.clone(), &next, &score);
            scope.spawn(move || {
                while let Some((index, draw)) = take(draws, next) {
                    let scored = score(draw);
                    let is_last = scored.is_err();
                    if is_last {
                        next.store(draws.len(), Ordering::Relaxed);
                    }
                    // Nobody listens any more once an error was received.
                    if sender.send((index, scored)).is_err() || is_last {
                        return;
                    }
                }
            });
        }
        drop(sender);
        let (mut early, mut scores) = (BTreeMap::new(), Vec::with_capacity(draws.len()));
        for (index, scored) in receiver {
            early.insert(index, scored?);
            while let Some(scored) = early.remove(&scores.len()) {
                show(&scored);
                scores.push(scored);
            }
        }
        Ok(scores)
    })
}

fn take<'a, D>(draws: &'a [D], next: &AtomicUsize) -> Option<(usize, &'a D)> {
    let index = next.fetch_add(1, Ordering::Relaxed);
    draws.get(index).map(|draw| (index, draw))
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::*;

    #[test]
    fn draws_are_shown_in_their_order_however_many_are_scored_at_once() {
        let draws: Vec<u32> = (0..50).collect();
        for jobs in [1, 3, 80] {
            let mut shown = Vec::new();
            let scores = score_all(&draws, jobs, |draw| Ok(draw * 2), |score| shown.push(*score));
            let expected: Vec<u32> = draws.iter().map(|draw| draw * 2).collect();
            assert_eq!((scores.expect("no draw fails"), shown), (expected.clone(), expected), "{jobs} jobs");
        }
    }

    #[test]
    fn a_draw_that_fails_ends_it_all() {
        let draws: Vec<u32> = (0..50).collect();
        let score = |draw: &u32| if *draw == 7 { bail!("torn") } else { Ok(*draw) };
        let error = score_all(&draws, 2, score, |_| ()).expect_err("the eighth draw fails");
        assert_eq!(error.to_string(), "torn");
    }
}
