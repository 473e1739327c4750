//! Average precision: how well the private landings are sorted to the top.
//!
//! Landings with the same probability come all at once: among them nothing is ranked, and no order may be made up.

use super::guess::Guess;

/// Returns the mean precision over the private landings, each at the probability where it is reached; `None` if there is no
/// private landing. It is the sum over distinct probabilities of precision times the growth of recall.
pub(super) fn average_precision(guesses: &[Guess]) -> Option<f64> {
    let all_private = guesses.iter().filter(|guess| guess.is_private).count();
    if all_private == 0 {
        return None;
    }
    let mut ranked = guesses.to_vec();
    ranked.sort_unstable_by(|a, b| b.p.total_cmp(&a.p));
    let (mut seen, mut private, mut sum) = (0, 0, 0.0);
    for ties in ranked.chunk_by(|a, b| a.p == b.p) {
        let new = ties.iter().filter(|guess| guess.is_private).count();
        seen += ties.len();
        private += new;
        sum += new as f64 * private as f64 / seen as f64;
    }
    Some(sum / all_private as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(guesses: &[(f64, bool)], expected: Option<f64>) {
        let guesses: Vec<_> = guesses.iter().map(|&(p, is_private)| Guess { p, is_private }).collect();
        match (average_precision(&guesses), expected) {
            (Some(found), Some(wanted)) => assert!((found - wanted).abs() < 1e-12, "{guesses:?}: {found}"),
            (found, wanted) => assert_eq!(found, wanted, "{guesses:?}"),
        }
    }

    #[test]
    fn average_precision_is_as_computed_by_hand() {
        check(&[(0.9, true), (0.8, true), (0.1, false)], Some(1.0));
        check(&[(0.9, false), (0.1, true)], Some(0.5));
        // Private ones at the ranks 1, 3 and 4: (1/1 + 2/3 + 3/4) / 3.
        check(&[(0.9, true), (0.8, false), (0.7, true), (0.6, true), (0.5, false)], Some(29.0 / 36.0));
    }

    #[test]
    fn landings_with_the_same_probability_come_all_at_once() {
        // Whatever their order, all ties have the precision of their last one.
        check(&[(0.5, true), (0.5, false), (0.5, false), (0.5, true)], Some(0.5));
        check(&[(0.5, false), (0.5, true), (0.5, true), (0.5, false)], Some(0.5));
        // Two of three at the top, one of two below: (2 × 2/3 + 1 × 3/5) / 3.
        check(&[(1.0, true), (0.0, false), (1.0, false), (0.0, true), (1.0, true)], Some(29.0 / 45.0));
        check(&[(0.0, false), (-0.0, true)], Some(0.5));
    }

    #[test]
    fn without_private_landings_there_is_no_precision() {
        check(&[(0.5, false)], None);
        check(&[], None);
    }
}
