//! Percentiles of a count of which mean and variance are known: a negative binomial distribution.
//!
//! It is what a Poisson count becomes when its rate varies as a Gamma distribution does: many small counts and few large
//! ones, as trees are. With p = r/(r + mean) and r = mean²/(variance − mean) the probability of at most y is
//! I_p(r, y + 1) (NIST Digital Library of Mathematical Functions, 8.17), which is taken for broken y as well, so that
//! percentiles move without leaps.

use crate::calibrate::beta_below;

/// A variance is taken to be beyond the mean by this part of its square at least: a count without any spread of its rate
/// would need r without bound.
const LEAST_SPREAD: f64 = 1e-4;
/// Halvings of the interval: beyond this, no digit that is shown changes.
const HALVINGS: u32 = 50;
/// So many steps of the variance double it.
const STEPS_TO_DOUBLE: f64 = 4.0;
/// Where the end has fallen to this part of the greatest, it rises no more; smaller ups and downs come of counts being whole.
const OVER: f64 = 0.7;
/// So many standard deviations above the mean, each percentile that is asked for lies below.
const FAR: f64 = 10.0;

/// Returns the count below which `part` of all lie; 0 where more than that are 0.
pub(super) fn percentile(mean: f64, variance: f64, part: f64) -> f64 {
    if mean <= 0.0 {
        return 0.0;
    }
    let beyond = (variance - mean).max(LEAST_SPREAD * mean * mean);
    let r = mean * mean / beyond;
    let p = r / (r + mean);
    let at_most = |count: f64| beta_below(r, count + 1.0, p);
    let (mut low, mut high) = (0.0, mean + FAR * variance.max(mean).sqrt());
    if at_most(low) >= part {
        return 0.0;
    }
    for _ in 0..HALVINGS {
        let middle = (low + high) / 2.0;
        if at_most(middle) < part { low = middle } else { high = middle }
    }
    high
}

/// Returns the greatest percentile of counts with this mean and at most this variance.
///
/// A greater variance first lifts the upper end, then, when few have nearly all, lowers it again. But what is less known
/// must not be told more narrowly, so the variance within the limit that lifts it most is taken. It is looked for in
/// steps that are the same for every limit, downwards until the end falls.
pub(super) fn greatest_percentile(mean: f64, variance: f64, part: f64) -> f64 {
    let limit = (libm::log2(variance.max(mean)) * STEPS_TO_DOUBLE).ceil() as i32;
    let variances = (0..).map(|down| libm::exp2(f64::from(limit - down) / STEPS_TO_DOUBLE));
    if mean <= 0.0 {
        return 0.0;
    }
    let mut greatest: f64 = 0.0;
    for variance in variances.take_while(|variance| *variance > mean) {
        let end = percentile(mean, variance, part);
        if end < OVER * greatest {
            break;
        }
        greatest = greatest.max(end);
    }
    greatest.max(percentile(mean, mean, part))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The least count that at least `part` do not exceed, summed term by term.
    fn summed(mean: f64, variance: f64, part: f64) -> f64 {
        let r = mean * mean / (variance - mean);
        let p = r / (r + mean);
        let (mut term, mut sum, mut count) = (p.powf(r), p.powf(r), 0.0);
        while sum < part {
            count += 1.0;
            term *= (r + count - 1.0) / count * (1.0 - p);
            sum += term;
        }
        count
    }

    #[test]
    fn percentiles_are_those_of_the_sum_of_terms() {
        for (mean, variance) in
            [(0.3, 1.0), (0.3, 9.0), (2.0, 2.5), (2.0, 30.0), (50.0, 80.0), (90.0, 4_000.0)]
        {
            for part in [0.1, 0.5, 0.9] {
                let (found, expected) = (percentile(mean, variance, part), summed(mean, variance, part));
                assert_eq!(found.ceil(), expected, "{part} of {mean}, {variance}");
            }
        }
    }

    #[test]
    fn a_count_that_is_hardly_ever_anything_and_one_that_hardly_varies_have_percentiles_too() {
        assert_eq!((percentile(0.0, 0.0, 0.9), percentile(0.05, 1.0, 0.9)), (0.0, 0.0));
        let (low, high) = (percentile(10_000.0, 0.0, 0.1), percentile(10_000.0, 0.0, 0.9));
        assert!(9_800.0 < low && low < 9_900.0 && 10_100.0 < high && high < 10_200.0, "{low} {high}");
    }

    #[test]
    fn the_greatest_percentile_grows_with_the_mean_and_with_the_variance_that_is_allowed() {
        let grid: Vec<f64> = (-12..40).map(|step| 1.5_f64.powi(step)).collect();
        let end = |mean, variance| greatest_percentile(mean, variance, 0.9);
        for mean in grid.iter().take(30) {
            for pair in grid.windows(2) {
                let (less, more) = (end(*mean, pair[0]), end(*mean, pair[1]));
                assert!(less <= more, "{mean} {pair:?}");
                // Between two steps of the search the end may lie a little higher.
                assert!(less >= 0.99 * percentile(*mean, pair[0].max(*mean), 0.9), "{mean} {pair:?}");
                assert!(end(pair[0], *mean) <= end(pair[1], *mean) + 1e-6, "{pair:?} {mean}");
            }
        }
        assert_eq!(end(0.0, 0.0), 0.0);
    }
}
