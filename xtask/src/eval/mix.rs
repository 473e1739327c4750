//! How private landings spread over the messengers, and how far two such mixes are apart.
//!
//! A copied link has no messenger, so it is counted with those whose messenger is not known, on both sides.

use std::collections::BTreeMap;

use super::truth::COPIED;

/// The report's name for landings whose messenger nobody can tell.
const NOT_KNOWN: &str = "not_known";

/// Landings by messenger.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Mix {
    landings: BTreeMap<String, f64>,
}

impl Mix {
    pub(super) fn add(&mut self, source: &str, landings: f64) {
        let source = if source == COPIED { NOT_KNOWN } else { source };
        *self.landings.entry(source.to_owned()).or_default() += landings;
    }

    /// Returns the total variation between this mix and what was said of it, with the unknown as a class of its own.
    pub(super) fn distance(&self, said: &Self) -> Option<f64> {
        total_variation(&self.landings, &said.landings)
    }

    /// Returns the total variation among the messengers that are named, as if there were nothing else.
    pub(super) fn distance_of_named(&self, said: &Self) -> Option<f64> {
        total_variation(&self.named(), &said.named())
    }

    fn named(&self) -> BTreeMap<String, f64> {
        let mut named = self.landings.clone();
        named.remove(NOT_KNOWN);
        named
    }
}

/// Returns half the sum of the differences between the parts. If there is nothing to name, there is no distance; if there
/// is, and nothing was said, it is the greatest.
fn total_variation(truth: &BTreeMap<String, f64>, said: &BTreeMap<String, f64>) -> Option<f64> {
    let total = |mix: &BTreeMap<String, f64>| mix.values().sum::<f64>();
    let (all, all_said) = (total(truth), total(said));
    if all <= 0.0 {
        return None;
    }
    if all_said <= 0.0 {
        return Some(1.0);
    }
    let part = |mix: &BTreeMap<String, f64>, source, all| mix.get(source).copied().unwrap_or_default() / all;
    let only_said = said.keys().filter(|source| !truth.contains_key(*source));
    let differences = truth
        .keys()
        .chain(only_said)
        .map(|source| (part(truth, source, all) - part(said, source, all_said)).abs());
    Some(differences.sum::<f64>() / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mix(rows: &[(&str, f64)]) -> Mix {
        let mut mix = Mix::default();
        for (source, landings) in rows {
            mix.add(source, *landings);
        }
        mix
    }

    #[test]
    fn the_distance_of_mixes_is_as_computed_by_hand() {
        let truth = mix(&[("whatsapp", 5.0), ("email", 3.0), (COPIED, 2.0)]);
        for (said, named, with_unknown) in [
            // The same in other numbers.
            (mix(&[("whatsapp", 50.0), ("email", 30.0), (NOT_KNOWN, 20.0)]), 0.0, 0.0),
            // Named: 0.625 and 0.375 against 0.5 and 0.5. With the unknown: 0.5, 0.3, 0.2 against 0.25, 0.25, 0.5.
            (mix(&[("whatsapp", 1.0), ("email", 1.0), (NOT_KNOWN, 2.0)]), 0.125, 0.3),
            // Nothing in common but what is not known.
            (mix(&[("signal", 1.0), (COPIED, 1.0)]), 1.0, 0.8),
            // Nothing named.
            (mix(&[(NOT_KNOWN, 4.0)]), 1.0, 0.8),
            (mix(&[]), 1.0, 1.0),
        ] {
            let distances = [truth.distance_of_named(&said), truth.distance(&said)];
            for (distance, expected) in distances.into_iter().zip([named, with_unknown]) {
                let distance = distance.expect("the truth names messengers");
                assert!((distance - expected).abs() < 1e-12, "{said:?}: {distance}, not {expected}");
            }
        }
    }

    #[test]
    fn a_truth_without_messengers_has_no_distance() {
        let said = mix(&[("whatsapp", 1.0)]);
        assert_eq!(mix(&[(COPIED, 1.0)]).distance_of_named(&said), None);
        assert_eq!(mix(&[]).distance(&said), None);
    }
}
