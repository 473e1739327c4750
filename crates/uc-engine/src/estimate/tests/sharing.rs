//! How a landing is shared among the causes, whatever the fitted numbers and the rates are.

use proptest::prelude::*;

use crate::estimate::marks::Marks;
use crate::estimate::mixture::{CAUSES, CLASSES, MACHINE, Mixture, PRIVATE};
use crate::estimate::rates::{BURSTS, DIRECT, FREE, Rates};

/// Numbers from nothing to very much.
fn amount() -> impl Strategy<Value = f64> {
    prop_oneof![1 => Just(0.0), 4 => 0.0..5.0_f64, 1 => 0.0..1e9_f64, 1 => 0.0..1e-12_f64]
}

fn part() -> impl Strategy<Value = f64> {
    prop_oneof![6 => 0.0..=1.0_f64, 1 => Just(0.0), 1 => Just(1.0)]
}

fn mixture() -> impl Strategy<Value = Mixture> {
    let by_class = || prop::array::uniform3(amount());
    let parts = || prop::array::uniform3(part());
    let fits = prop::collection::vec(prop::array::uniform4(1e-12..1.0_f64), Marks::CODES);
    let free = prop::collection::vec(amount(), FREE);
    let rest = (by_class(), by_class(), prop::array::uniform2(by_class()), parts(), parts());
    (free, rest, part(), 1e-9..1.0_f64, fits).prop_map(
        |(free, (steady, floor, burst, steady_private, burst_private), alike, machine, fits)| Mixture {
            free: free.try_into().expect("as many as there are"),
            steady,
            floor,
            machine,
            burst,
            alike,
            steady_private,
            burst_private,
            fits,
        },
    )
}

fn rates() -> impl Strategy<Value = Rates> {
    let numbers = prop::collection::vec(amount(), FREE + BURSTS + 2);
    (numbers, 0.1..3.0_f64, 0..CLASSES as u8, 0..Marks::CODES as u16).prop_map(
        |(numbers, rhythm, class, code)| Rates {
            free: std::array::from_fn(|place| numbers[place]),
            steady: numbers[FREE + BURSTS],
            rhythm,
            burst: std::array::from_fn(|place| numbers[FREE + place]),
            own_kind: numbers[FREE + BURSTS + 1],
            own_channel: 0.0,
            class,
            code,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_causes_sum_to_one(mixture in mixture(), rates in rates()) {
        let causes: [f64; CAUSES] = mixture.share(&rates).causes();
        prop_assert!(causes.iter().all(|cause| (0.0..=1.0).contains(cause)), "{causes:?}");
        prop_assert!((causes.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{causes:?}");
        let private = mixture.private(&rates);
        prop_assert!((0.0..=causes[PRIVATE]).contains(&private), "{private} of {causes:?}");
        prop_assert!(private + causes[MACHINE] <= 1.0 + 1e-9);
    }

    #[test]
    fn more_of_what_private_sharing_shows_never_lowers_it(
        mixture in mixture(),
        rates in rates(),
        place in 0..DIRECT,
        more in amount(),
    ) {
        let mut louder = rates;
        louder.free[place] += more;
        let (before, after) = (mixture.private(&rates), mixture.private(&louder));
        prop_assert!(after >= before - 1e-12, "{before} became {after}");
    }

    #[test]
    fn more_of_what_is_not_private_never_raises_it(
        mixture in mixture(),
        rates in rates(),
        place in DIRECT..FREE,
        more in amount(),
    ) {
        let mut louder = rates;
        louder.free[place] += more;
        let (before, after) = (mixture.private(&rates), mixture.private(&louder));
        prop_assert!(after <= before + 1e-12, "{before} became {after}");
    }
}
