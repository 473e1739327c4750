//! Any bytes as a log, from its format to the pages that people read: the figures agree with each other, and nothing
//! from the log commands a terminal or turns its text.
//!
//! Run with `cargo +nightly fuzz run report`.
#![no_main]

use std::sync::LazyLock;

use jiff::tz::TimeZone;
use libfuzzer_sys::fuzz_target;
use uc_engine::classify::Classified;
use uc_engine::gather::{Gathered, gather};
use uc_engine::log::split::lines;
use uc_engine::log::{Format, detect};
use uc_engine::priors::Priors;
use uc_engine::report::{Report, Wishes};
use uc_engine::scan::{Detail, Filter, Piece, Scanner};
use uc_web::text::{Colour, Style};
use uc_web::{json, report_page, text};
use uc_words::{Language, Words};

/// Daylight saving of half an hour and of two hours, a day that was skipped, a clock that was set back by three hours.
const ZONES: [&str; 7] = [
    "UTC",
    "Europe/Berlin",
    "Australia/Lord_Howe",
    "Antarctica/Troll",
    "Pacific/Apia",
    "Antarctica/Casey",
    "Asia/Kathmandu",
];

static WISHES: LazyLock<Vec<Wishes>> = LazyLock::new(|| {
    let wishes = |name: &str| Wishes {
        site: None,
        home: Vec::new(),
        timezone: TimeZone::get(name).expect("the time zones are built in"),
        timezone_name: name.to_owned(),
        priors: Priors::built_in(),
        estimate: true,
    };
    ZONES.map(wishes).into()
});

/// A filter that lets everything pass, and one that leaves out hosts and times.
static FILTERS: LazyLock<[Filter; 2]> = LazyLock::new(|| {
    let site = Some("a.example".to_owned());
    [Filter::default(), Filter { site, until: Some(1_795_341_800), ..Filter::default() }]
});

static WORDS: LazyLock<[Words; 3]> =
    LazyLock::new(|| Language::ALL.map(|(language, _)| Words::new(language)));

fuzz_target!(|log: &[u8]| {
    let Ok(format) = detect(log) else { return };
    // What is chosen here follows from the length, so that every input stays a plain log.
    let filter = &FILTERS[log.len() / 2 % 2];
    let wishes = &WISHES[log.len() % ZONES.len()];
    let words = &WORDS[log.len() % 3];
    let width = 16 + log.len() % 90;

    let gathered = read(log, &format, filter, 1);
    let report = Report::of(&gathered, wishes);
    check_figures(&report);
    assert_eq!(
        Report::of(&read(log, &format, filter, 3), wishes),
        report,
        "it does not matter who reads which line"
    );

    check_clean(&text::render(&report, words, Style { width, colour: Colour::Plain }));
    check_clean(&report_page::render(&report, words).expect("the templates fit their structs"));
    check_clean(&json::render(&report).expect("a report is JSON"));

    let mut verdicts = Vec::new();
    let classified = Classified::of(&gathered, wishes);
    let (mut count, mut landings, mut told) = (0, 0, 0.0);
    for verdict in classified.verdicts() {
        count += 1;
        landings += u64::from(verdict.landing);
        told += verdict.p_dark;
        assert!((0.0..=1.0).contains(&verdict.p_dark));
        json::verdict(&mut verdicts, &verdict, None).expect("a vector takes all that is written");
    }
    check_clean(&String::from_utf8(verdicts).expect("JSON is UTF-8"));
    assert_eq!(count, report.lines.read - report.lines.unparsed - report.lines.filtered);
    assert_eq!(landings, report.landings);
    assert!((told - report.dark.landings).abs() < 1e-6, "{told} is not {}", report.dark.landings);
});

/// Reads a log with so many scanners, which take the lines in turns.
fn read(log: &[u8], format: &Format, filter: &Filter, scanners: usize) -> Gathered {
    let mut all: Vec<_> = (0..scanners).map(|_| Scanner::new(filter, Detail::EveryLine)).collect();
    if let [scanner] = &mut all[..] {
        scanner.read(&Piece { bytes: log, format, position: 0 });
    } else {
        let mut position = 0;
        for (turn, line) in lines(log).enumerate() {
            let bytes = &log[position..log.len().min(position + line.len() + 1)];
            all[turn % scanners].read(&Piece { bytes, format, position: position as u64 });
            position += bytes.len();
        }
    }
    gather(all.into_iter().map(Scanner::finish).collect(), &["a.log".to_owned()])
}

/// The parts sum to the whole, intervals hold their values, and no share is more than all or less than nothing. What is
/// no number is in no range, and near to nothing.
fn check_figures(report: &Report) {
    let all = report.landings as f64;
    let dark = &report.dark;
    let near = |sum: f64, whole: f64| {
        assert!((sum - whole).abs() < 1e-6 + 1e-9 * all, "{sum} is not {whole}");
    };
    near(report.channels.iter().map(|row| row.landings).sum::<f64>() + report.machines, all);
    near(dark.by_source.iter().map(|row| row.landings).sum(), dark.landings);
    near((dark.declared + dark.revealed) as f64 + dark.inferred, dark.landings);
    let shares = report.channels.iter().map(|row| row.share).chain([report.rule.share]);
    for share in shares {
        assert!((0.0..=1.0).contains(&share), "a share is {share}");
    }

    check_interval(0.0, dark.interval, dark.share, 1.0);
    for row in &dark.by_source {
        check_interval(row.known as f64, row.interval, row.landings, all);
    }
    for row in &dark.by_page {
        check_interval(row.known as f64, row.interval, row.landings, row.all_landings as f64);
    }
    for row in &report.either {
        assert!((0.0..=row.landings as f64).contains(&row.private), "{row:?}");
    }
    if let Some(backtest) = &report.backtest {
        let scores = backtest.estimate.iter().chain(&backtest.rule);
        for score in scores.flat_map(|s| [s.pairs_right, s.average_precision, s.brier, s.calibration_error]) {
            assert!((0.0..=1.0).contains(&score), "{backtest:?}");
        }
    }

    let buckets = &report.timeline.buckets;
    assert_eq!(buckets.iter().map(|bucket| bucket.landings).sum::<u64>(), report.landings);
    assert_eq!(buckets.iter().map(|bucket| bucket.shares_seen).sum::<u64>(), report.shares.count);
    near(buckets.iter().map(|bucket| bucket.dark).sum(), dark.landings);
    for bucket in buckets {
        check_interval(0.0, bucket.dark_interval, bucket.dark, bucket.landings as f64);
        assert!((0.0..=bucket.landings as f64).contains(&bucket.direct), "{bucket:?}");
    }

    let lines = &report.lines;
    let kinds = [lines.pages, lines.other_pages, lines.assets, lines.previews, lines.bots, lines.errors];
    assert_eq!(kinds.iter().sum::<u64>() + lines.filtered + lines.unparsed, lines.read);
    assert_eq!(lines.bots_by_class.iter().map(|(_, count)| count).sum::<u64>(), lines.bots);
    assert!(report.visitors <= report.landings && report.landings <= report.page_views);
}

/// An interval lies between what is known and all there is, and holds its value.
fn check_interval(known: f64, (low, high): (f64, f64), value: f64, all: f64) {
    let holds = known <= low && low <= value && value <= high && high <= all;
    assert!(holds, "{known} known, {value} in {low} to {high}, of {all}");
}

/// Nothing that commands a terminal, and nothing that turns text.
fn check_clean(shown: &str) {
    let unfit = |letter: char| {
        letter.is_control() && letter != '\n'
            || matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert_eq!(shown.find(unfit), None, "{shown}");
}
