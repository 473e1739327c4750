//! The mixture: what the fit has to find, and how it shares a landing among the causes.
//!
//! A landing without evidence was brought by one of four: private sharing, habit (typed, bookmarked, completed,
//! opened from the home screen), a public link whose referrer got lost, or a machine that calls itself a browser. The rate
//! of each is a sum over what the page's streams say ([`super::rates`]), times how well the landing's marks fit.

use super::marks::Marks;
use super::rates::{AGAIN, BURSTS, DIRECT, FREE, Rates};

/// Page classes, as numbered by [`crate::home::PageClass`].
pub(super) const CLASSES: usize = 3;
/// The causes, in the order of [`Mixture::fits`].
pub(super) const CAUSES: usize = 4;
pub(super) const PRIVATE: usize = 0;
pub(super) const HABIT: usize = 1;
pub(super) const PUBLIC: usize = 2;
pub(super) const MACHINE: usize = 3;

/// Machines for each visit that they come with: mail scanners open a link before its reader does.
const SCANNERS: f64 = 0.04;

/// Everything that is fitted.
#[derive(Debug, Clone)]
pub(super) struct Mixture {
    /// Landings for each unit of the free rates.
    pub(super) free: [f64; FREE],
    /// The part of its neighbourhood that a steady landing repeats, by page class.
    pub(super) steady: [f64; CLASSES],
    /// Landings an hour on a page of which nothing else is known, by page class.
    pub(super) floor: [f64; CLASSES],
    /// Machines an hour and page.
    pub(super) machine: f64,
    /// The part of its neighbourhood that a burst repeats, by scale and page class.
    pub(super) burst: [[f64; CLASSES]; BURSTS],
    /// Of what is given to private sharing: the part that is. The rest came by ways that look alike.
    pub(super) alike: f64,
    /// The private part of what is steady, and of bursts.
    pub(super) steady_private: [f64; CLASSES],
    pub(super) burst_private: [f64; CLASSES],
    /// How well the marks fit each cause, by their code.
    pub(super) fits: Vec<[f64; CAUSES]>,
}

/// How a landing is shared among the parts of the mixture; they sum to one.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Shared {
    /// Private, by previews and known company.
    pub(super) direct: f64,
    pub(super) steady_private: f64,
    pub(super) steady_habit: f64,
    pub(super) burst_private: f64,
    pub(super) burst_habit: f64,
    pub(super) public: f64,
    /// Readers who come back.
    pub(super) again: f64,
    pub(super) machine: f64,
}

impl Shared {
    /// Returns the probability of each cause.
    pub(super) fn causes(&self) -> [f64; CAUSES] {
        let mut causes = [0.0; CAUSES];
        causes[PRIVATE] = self.private();
        causes[HABIT] = self.steady_habit + self.burst_habit + self.again;
        causes[PUBLIC] = self.public;
        causes[MACHINE] = self.machine;
        causes
    }

    /// Returns the probability of private sharing.
    pub(super) fn private(&self) -> f64 {
        // Seven parts that sum to one may, rounded, be a little more.
        (self.direct + self.steady_private + self.burst_private).min(1.0)
    }
}

/// The rates of the parts before marks are looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parts {
    pub(super) direct: f64,
    pub(super) public: f64,
    pub(super) again: f64,
    pub(super) steady: f64,
    pub(super) burst: f64,
}

impl Mixture {
    /// Adds up the rates of the parts.
    pub(super) fn parts(&self, rates: &Rates) -> Parts {
        let class = usize::from(rates.class);
        let sum = |rates: &[f64], weights: &[f64]| -> f64 {
            rates.iter().zip(weights).map(|(rate, weight)| rate * weight).sum()
        };
        let burst = rates.burst.iter().zip(&self.burst).map(|(rate, weights)| rate * weights[class]);
        Parts {
            direct: sum(&rates.free[..DIRECT], &self.free[..DIRECT]),
            public: sum(&rates.free[DIRECT..FREE - AGAIN], &self.free[DIRECT..FREE - AGAIN]),
            again: sum(&rates.free[FREE - AGAIN..], &self.free[FREE - AGAIN..]),
            steady: rates.steady * self.steady[class] + rates.rhythm * self.floor[class],
            burst: burst.sum(),
        }
    }

    /// Returns the rate of private landings at a moment, whatever their marks.
    pub(super) fn private_rate(&self, rates: &Rates) -> f64 {
        let (parts, class) = (self.parts(rates), usize::from(rates.class));
        parts.direct + parts.steady * self.steady_private[class] + parts.burst * self.burst_private[class]
    }

    /// Returns the probability that a landing without evidence was private.
    pub(super) fn private(&self, rates: &Rates) -> f64 {
        self.alike * self.share(rates).private()
    }

    /// Shares a landing without evidence among the causes.
    pub(super) fn share(&self, rates: &Rates) -> Shared {
        let parts = self.parts(rates);
        self.share_parts(&parts, rates).0
    }

    /// The same from the parts; also returns the sum of all, the landing's likelihood.
    pub(super) fn share_parts(&self, parts: &Parts, rates: &Rates) -> (Shared, f64) {
        let class = usize::from(rates.class);
        let fits = &self.fits[usize::from(rates.code)];
        let steady_private = parts.steady * self.steady_private[class] * fits[PRIVATE];
        let steady_habit = parts.steady * (1.0 - self.steady_private[class]) * fits[HABIT];
        let burst_private = parts.burst * self.burst_private[class] * fits[PRIVATE];
        let burst_habit = parts.burst * (1.0 - self.burst_private[class]) * fits[HABIT];
        let direct = parts.direct * fits[PRIVATE];
        let public = parts.public * fits[PUBLIC];
        let again = parts.again * fits[HABIT];
        let scanners = SCANNERS * (parts.direct + parts.steady + parts.burst);
        let machine = (self.machine + scanners) * fits[MACHINE];
        let sum =
            direct + steady_private + steady_habit + burst_private + burst_habit + public + again + machine;
        if !sum.is_normal() {
            // Nothing explains it, or the rates are beyond all numbers: then nothing is said.
            let nothing = Shared { steady_habit: 1.0, ..Shared::default() };
            return (nothing, sum);
        }
        let part = 1.0 / sum;
        let shared = Shared {
            direct: direct * part,
            steady_private: steady_private * part,
            steady_habit: steady_habit * part,
            burst_private: burst_private * part,
            burst_habit: burst_habit * part,
            public: public * part,
            again: again * part,
            machine: machine * part,
        };
        (shared, sum)
    }
}

/// An empty table of fits.
pub(super) fn no_fits() -> Vec<[f64; CAUSES]> {
    vec![[1.0; CAUSES]; Marks::CODES]
}
