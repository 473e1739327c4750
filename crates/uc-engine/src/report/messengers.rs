//! The split by messenger: what is named by evidence and previews, and what those names say of the rest.
//!
//! A landing that neither shows its messenger nor follows a preview came by a messenger that hid it. How likely each is to
//! have done so follows from how much of it was seen here and how often it hides: a messenger that shows one link in
//! ten was behind nine more for each that is known. Messengers that were never seen in this log have no name here;
//! their part stays "not known".

use super::sum::Sum;
use crate::priors::{Priors, What};
use crate::scan::fingerprint;
use crate::source::SourceName;

/// Landings that the usual mix of messengers is worth beside what this log shows.
const WORTH: f64 = 20.0;

/// Shares the last of the sums, what is not known, among the messengers before it.
pub(super) fn share_unknown(sums: &mut [Sum], names: &[SourceName], priors: &Priors) {
    let Some((unknown, named)) = sums.split_last_mut() else { return };
    let found: Vec<(&str, f64)> =
        names.iter().map(SourceName::as_str).zip(named.iter().map(|sum| sum.private)).collect();
    let whole = *unknown;
    for ((sum, name), part) in named.iter_mut().zip(names).zip(hidden_parts(&found, priors)) {
        let moved = whole.part(part);
        // How much of what hides is whose is a guess from the table, and the interval must say so.
        sum.join(&moved.guessed(fingerprint(name.as_str().as_bytes())));
        unknown.take(&moved);
    }
}

/// Returns for each messenger the part of all hidden landings that it probably brought.
fn hidden_parts(found: &[(&str, f64)], priors: &Priors) -> Vec<f64> {
    let usual = |what, name: &str| priors.get(what, name).map_or(0.0, |prior| prior.usual);
    let hides = |name: &str| (1.0 - usual(What::Shown, name)) * (1.0 - usual(What::Preview, name));
    let uses: f64 = priors.rows().filter(|row| row.what == What::Use).map(|row| row.prior.usual).sum();
    let believed = |name: &str| if uses > 0.0 { WORTH * usual(What::Use, name) / uses } else { 0.0 };
    let all = |name: &str, found: f64| believed(name) + found / (1.0 - hides(name)).max(0.05);
    let seen: Vec<f64> = found
        .iter()
        .map(|(name, found)| {
            let known = priors.get(What::Use, name).is_some() && *found >= 1.0;
            if known { all(name, *found) * hides(name) } else { 0.0 }
        })
        .collect();
    // What was never seen here stands beside what was, in the proportion in which it is used elsewhere.
    let is_seen =
        |name: &str| found.iter().zip(&seen).any(|((known, _), part)| *known == name && *part > 0.0);
    let used = priors.rows().filter(|row| row.what == What::Use);
    let (mut used_seen, mut used_unseen, mut all_seen) = (0.0, 0.0, 0.0);
    for row in used {
        let hidden = row.prior.usual * hides(&row.of);
        if is_seen(&row.of) { used_seen += hidden } else { used_unseen += hidden }
    }
    all_seen += seen.iter().sum::<f64>();
    let unseen = if used_seen > 0.0 { all_seen * used_unseen / used_seen } else { 0.0 };
    let whole = all_seen + unseen;
    seen.into_iter().map(|part| if whole > 0.0 { part / whole } else { 0.0 }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_messenger_that_hides_more_has_more_of_what_is_hidden() {
        let parts =
            hidden_parts(&[("signal", 10.0), ("wechat", 10.0), ("whatsapp", 0.0)], &Priors::built_in());
        assert!(parts[0] > parts[1], "{parts:?}");
        assert_eq!(parts[2], 0.0, "nothing of it was seen");
        assert!(parts.iter().sum::<f64>() < 1.0, "some part is never known");
    }

    #[test]
    fn where_nothing_has_a_name_nothing_gets_one() {
        assert_eq!(hidden_parts(&[("whatsapp", 0.0)], &Priors::built_in()), [0.0]);
        assert!(hidden_parts(&[], &Priors::built_in()).is_empty());
    }
}
