//! What holds for every log: the parts sum to the whole, and names of visitors do not matter.

#[path = "reading/gathered.rs"]
mod gathered;

use gathered::gathered;
use proptest::prelude::*;
use uc_engine::classify::Classified;
use uc_engine::report::{Report, Wishes};
use uc_engine::source::Channel;
use uc_testkit::logs::{DESKTOP, Line, PHONE, log};
use uc_testkit::{figures, wishes};

const ADDRESSES: [&str; 4] = ["192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db8:0:1::2"];
/// The same people at other addresses.
const MOVED: [&str; 4] = ["198.51.100.9", "203.0.113.77", "2001:db8:ff::1", "2001:db8:fe:1::2"];
const TARGETS: [&str; 7] = [
    "/",
    "/rezepte/",
    "/rezepte/brot-ohne-kneten",
    "/rezepte/brot-ohne-kneten?fbclid=IwAR0123456789",
    "/torten/advent?utm_source=whatsapp&utm_medium=dark_social",
    "/torten/advent?uc=aB3dE5gH7jK",
    "/bild.jpg",
];
const REFERRERS: [&str; 6] = [
    "-",
    "https://www.google.com/",
    "https://web.whatsapp.com/",
    "https://l.instagram.com/",
    "https://baeckerei.example/rezepte/",
    "https://elsewhere.example/x",
];
const AGENTS: [&str; 5] =
    [PHONE, DESKTOP, "WhatsApp/2.23.20.0 A", "WhatsApp/2", "Mozilla/5.0 (compatible; Googlebot/2.1)"];

/// What a line is made of, by number.
type Draw = (u32, usize, usize, usize, usize, u16);

fn draws() -> impl Strategy<Value = Vec<Draw>> {
    let status = prop_oneof![8 => Just(200_u16), 1 => Just(304_u16), 1 => Just(302_u16), 1 => Just(404_u16)];
    let line = (0..300_000_u32, 0..4_usize, 0..7_usize, 0..6_usize, 0..5_usize, status);
    prop::collection::vec(line, 1..120)
}

fn lines(draws: &[Draw], addresses: &[&'static str; 4]) -> Vec<Line> {
    let line = |(second, who, target, referrer, agent, status): &Draw| {
        Line::get(TARGETS[*target])
            .at(*second)
            .by(addresses[*who])
            .from(REFERRERS[*referrer])
            .with(AGENTS[*agent])
            .answered(*status)
    };
    draws.iter().map(line).collect()
}

fn by_rule() -> Wishes {
    Wishes { estimate: false, ..wishes::none() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_parts_sum_to_the_whole(draws in draws()) {
        let gathered = gathered(&log(&lines(&draws, &ADDRESSES)));
        let report = Report::of(&gathered, &wishes::none());
        figures::check("a random log", &report);
        // By the rule alone every figure is a whole number, and sums are exact.
        let report = Report::of(&gathered, &by_rule());
        figures::check("a random log, by the rule", &report);
        let landings = report.landings as f64;
        prop_assert_eq!(report.channels.iter().map(|row| row.landings).sum::<f64>(), landings);
        let dark = &report.dark;
        prop_assert_eq!((dark.declared + dark.revealed) as f64 + dark.inferred, dark.landings);
        prop_assert_eq!(dark.by_source.iter().map(|row| row.landings).sum::<f64>(), dark.landings);
        prop_assert_eq!(dark.by_page.iter().map(|row| row.landings).sum::<f64>(), dark.landings);
    }

    #[test]
    fn classify_and_report_agree(draws in draws()) {
        let gathered = gathered(&log(&lines(&draws, &ADDRESSES)));
        let report = Report::of(&gathered, &wishes::none());
        let classified = Classified::of(&gathered, &wishes::none());
        let told: f64 = classified.verdicts().map(|verdict| verdict.p_dark).sum();
        prop_assert!((told - report.dark.landings).abs() < 1e-6, "{} is not {}", told, report.dark.landings);
        let report = Report::of(&gathered, &by_rule());
        let classified = Classified::of(&gathered, &by_rule());
        let verdicts: Vec<_> = classified.verdicts().collect();
        prop_assert_eq!(verdicts.len() as u64, report.lines.read);
        prop_assert_eq!(verdicts.iter().filter(|verdict| verdict.landing).count() as u64, report.landings);
        prop_assert_eq!(verdicts.iter().map(|verdict| verdict.p_dark).sum::<f64>(), report.dark.landings);
        for row in &report.channels {
            let told = verdicts.iter().filter(|verdict| verdict.landing && verdict.channel == row.channel).count();
            prop_assert_eq!(told as f64, row.landings, "{:?}", row.channel);
        }
        let came_from_inside = verdicts.iter().any(|verdict| verdict.landing && verdict.channel == Channel::Internal);
        prop_assert!(!came_from_inside, "a landing came from outside");
        prop_assert!(verdicts.windows(2).all(|pair| pair[0].line < pair[1].line));
    }

    #[test]
    fn relabelling_visitors_changes_nothing(draws in draws()) {
        let here = Report::of(&gathered(&log(&lines(&draws, &ADDRESSES))), &wishes::none());
        let there = Report::of(&gathered(&log(&lines(&draws, &MOVED))), &wishes::none());
        // Shown with all their digits, equal figures are equal bytes.
        prop_assert_eq!(format!("{here:?}"), format!("{there:?}"));
    }

    #[test]
    fn relabelling_pages_changes_nothing(draws in draws()) {
        // Each visitor does one thing a second: then no line's place in the log says more than its time.
        let mut draws = draws;
        let mut seen = std::collections::BTreeSet::new();
        draws.retain(|(second, who, ..)| seen.insert((*second, *who)));
        let usual = Report::of(&gathered(&log(&lines(&draws, &ADDRESSES))), &wishes::none());
        // Pages and traces are numbered in the order in which they come.
        draws.reverse();
        let turned = Report::of(&gathered(&log(&lines(&draws, &ADDRESSES))), &wishes::none());
        prop_assert_eq!(format!("{usual:?}"), format!("{turned:?}"));
    }
}
