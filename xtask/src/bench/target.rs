//! What the project promises about speed and memory, and whether a measurement keeps it.
//!
//! A promise names its peer; seconds alone would say more about the machine than about the program.

use std::fmt;

use super::contender::{Contender, Measured};
use super::input::Input;

/// A promise about one log.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Target {
    pub(super) input: Input,
    pub(super) claim: Claim,
}

/// What is promised.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Claim {
    /// At least so many times as fast as a peer.
    TimesAsFastAs(Contender, f64),
    /// At most so many times the time of a peer.
    TimesTheTimeOf(Contender, f64),
    /// Less memory than this, in megabytes.
    Megabytes(f64),
    /// Less time than this, in seconds.
    Seconds(f64),
}

/// All promises.
pub(super) const TARGETS: &[Target] = &[
    Target { input: Input::Repeated, claim: Claim::TimesAsFastAs(Contender::GoAccess, 20.0) },
    Target { input: Input::Repeated, claim: Claim::TimesTheTimeOf(Contender::GrepStatus, 4.0) },
    Target { input: Input::Simulated, claim: Claim::TimesAsFastAs(Contender::GoAccess, 12.0) },
    Target { input: Input::Large, claim: Claim::Megabytes(600.0) },
    Target { input: Input::Small, claim: Claim::Seconds(0.2) },
];

/// What became of a promise.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Verdict {
    /// The figure, with its unit.
    pub(super) measured: String,
    /// Whether it keeps the promise.
    pub(super) is_met: bool,
}

impl Target {
    /// Judges the promise; `None` when the log or the peer was not measured.
    pub(super) fn verdict(&self, measured: &[Measured]) -> Option<Verdict> {
        let find =
            |contender| measured.iter().find(|one| one.input == self.input && one.contender == contender);
        let ours = find(Contender::Undercurrent)?;
        let verdict = match self.claim {
            Claim::TimesAsFastAs(peer, wanted) => {
                let times = find(peer)?.seconds / ours.seconds;
                Verdict { measured: format!("{times:.1} ×"), is_met: times >= wanted }
            }
            Claim::TimesTheTimeOf(peer, wanted) => {
                let times = ours.seconds / find(peer)?.seconds;
                Verdict { measured: format!("{times:.1} ×"), is_met: times <= wanted }
            }
            Claim::Megabytes(wanted) => {
                Verdict { measured: format!("{:.0} MB", ours.megabytes), is_met: ours.megabytes < wanted }
            }
            Claim::Seconds(wanted) => {
                Verdict { measured: format!("{:.3} s", ours.seconds), is_met: ours.seconds < wanted }
            }
        };
        Some(verdict)
    }
}

impl fmt::Display for Claim {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TimesAsFastAs(peer, times) => {
                write!(out, "at least {times} × as fast as `{}`", peer.title())
            }
            Self::TimesTheTimeOf(peer, times) => {
                write!(out, "at most {times} × the time of `{}`", peer.title())
            }
            Self::Megabytes(megabytes) => write!(out, "under {megabytes} MB"),
            Self::Seconds(seconds) => write!(out, "under {seconds} s"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(contender: Contender, seconds: f64) -> Measured {
        Measured { contender, input: Input::Repeated, seconds, megabytes: 100.0 }
    }

    #[test]
    fn a_promise_can_be_kept_and_broken() {
        let measured = [
            run(Contender::Undercurrent, 0.5),
            run(Contender::GoAccess, 10.0),
            run(Contender::GrepStatus, 0.1),
        ];
        for (claim, expected) in [
            (Claim::TimesAsFastAs(Contender::GoAccess, 20.0), true),
            (Claim::TimesAsFastAs(Contender::GoAccess, 21.0), false),
            (Claim::TimesTheTimeOf(Contender::GrepStatus, 5.0), true),
            (Claim::TimesTheTimeOf(Contender::GrepStatus, 4.0), false),
            (Claim::Megabytes(101.0), true),
            (Claim::Megabytes(100.0), false),
            (Claim::Seconds(0.6), true),
            (Claim::Seconds(0.5), false),
        ] {
            let verdict =
                Target { input: Input::Repeated, claim }.verdict(&measured).expect("all were measured");
            assert_eq!(verdict.is_met, expected, "{claim}");
        }
    }

    #[test]
    fn a_promise_about_what_was_not_measured_has_no_verdict() {
        let target = Target { input: Input::Large, claim: Claim::Megabytes(600.0) };
        assert_eq!(target.verdict(&[run(Contender::Undercurrent, 0.5)]), None);
    }
}
