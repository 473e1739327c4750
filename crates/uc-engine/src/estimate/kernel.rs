//! Kernels: how much the events around a moment weigh in it.
//!
//! All are exponentials, so that a sum over all earlier events needs one multiplication a step (as in Ozaki 1979 for
//! self-exciting processes) and a page with a million landings costs no more per landing than one with ten. Several
//! scales together stand for the long-tailed delays that people have.

use std::array;

/// The time scales in use, in hours. Each goes into the last a whole number of times, so that one exponential makes all.
pub(super) const SCALES: [f64; 8] = [1.0 / 6.0, 1.0 / 3.0, 1.0, 3.0, 6.0, 12.0, 36.0, 72.0];
/// Places of the scales in [`SCALES`].
pub(super) const M10: usize = 0;
pub(super) const M20: usize = 1;
pub(super) const H1: usize = 2;
pub(super) const H3: usize = 3;
pub(super) const H6: usize = 4;
pub(super) const H12: usize = 5;
pub(super) const H36: usize = 6;
pub(super) const H72: usize = 7;

/// What is left of an event's weight after some time, at each scale.
#[derive(Clone, Copy)]
pub(super) struct Fading([f64; SCALES.len()]);

impl Fading {
    /// Computes it for a number of seconds.
    pub(super) fn after(seconds: u32) -> Self {
        if seconds == 0 {
            return Self([1.0; SCALES.len()]);
        }
        let h72 = libm::exp(-f64::from(seconds) / (3600.0 * SCALES[H72]));
        let cube = |left: f64| left * left * left;
        let h36 = h72 * h72;
        let h12 = cube(h36);
        let h6 = h12 * h12;
        let h3 = h6 * h6;
        let h1 = cube(h3);
        let m20 = cube(h1);
        Self([m20 * m20, m20, h1, h3, h6, h12, h36, h72])
    }
}

/// The weight of all events so far, at the scales `AT`.
#[derive(Clone, Copy)]
pub(super) struct Weight<const N: usize> {
    sums: [f64; N],
}

impl<const N: usize> Weight<N> {
    /// No event yet.
    pub(super) const NONE: Self = Self { sums: [0.0; N] };

    /// One event, just now.
    pub(super) fn one() -> Self {
        Self { sums: [1.0; N] }
    }

    /// Lets time pass.
    pub(super) fn fade(&mut self, fading: &Fading, scales: [usize; N]) {
        for (sum, scale) in self.sums.iter_mut().zip(scales) {
            *sum *= fading.0[scale];
        }
    }

    /// Adds an event.
    pub(super) fn add(&mut self, weight: f64) {
        for sum in &mut self.sums {
            *sum += weight;
        }
    }

    /// Returns the rate an hour that a one-sided kernel (all weight after the event) gives.
    pub(super) fn after(&self, scales: [usize; N]) -> [f64; N] {
        array::from_fn(|place| self.sums[place] / SCALES[scales[place]])
    }

    /// Returns the rate an hour that one side of a two-sided kernel gives.
    pub(super) fn around(&self, scales: [usize; N]) -> [f64; N] {
        array::from_fn(|place| self.sums[place] / (2.0 * SCALES[scales[place]]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scale_fades_as_its_own_exponential() {
        for seconds in [0, 1, 59, 600, 3_600, 86_400, 2_000_000] {
            let fading = Fading::after(seconds);
            for (left, scale) in fading.0.into_iter().zip(SCALES) {
                let expected = (-f64::from(seconds) / 3600.0 / scale).exp();
                assert!((left - expected).abs() <= 1e-12 + 1e-9 * expected, "{seconds} s at {scale} h");
            }
        }
    }
}
