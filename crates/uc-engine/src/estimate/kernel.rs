//! Kernels: how much the events around a moment weigh in it.
//!
//! All are exponentials, so that a sum over all earlier events needs one multiplication a step (as in Ozaki 1979 for
//! self-exciting processes) and a page with a million landings costs no more per landing than one with ten. Several
//! scales together stand for the long-tailed delays that people have.

use std::array;

/// The time scales in use, in hours.
pub(super) const SCALES: [f64; 8] = [1.0 / 6.0, 1.0 / 3.0, 1.0, 3.0, 6.0, 12.0, 36.0, 60.0];
/// Places of the scales in [`SCALES`].
pub(super) const M10: usize = 0;
pub(super) const M20: usize = 1;
pub(super) const H1: usize = 2;
pub(super) const H3: usize = 3;
pub(super) const H6: usize = 4;
pub(super) const H12: usize = 5;
pub(super) const H36: usize = 6;
pub(super) const H60: usize = 7;

/// What is left of an event's weight after some time, at each scale.
#[derive(Clone, Copy)]
pub(super) struct Fading([f64; SCALES.len()]);

impl Fading {
    /// Computes it for a number of seconds.
    pub(super) fn after(seconds: u32) -> Self {
        if seconds == 0 {
            return Self([1.0; SCALES.len()]);
        }
        let hours = f64::from(seconds) / 3600.0;
        Self(array::from_fn(|scale| libm::exp(-hours / SCALES[scale])))
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
