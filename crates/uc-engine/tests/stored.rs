//! A simulated log, read by `report`, and the same log as events that were stored: the estimate must not care which way
//! the views came.

use std::collections::{BTreeMap, HashSet};

use jiff::tz::TimeZone;
use uc_engine::classify::Classified;
use uc_engine::event::{Event, EventId, EventKind, SiteId};
use uc_engine::gather::{Gathered, gather};
use uc_engine::ingest::{ASSETS, HostCheck, Judge, PageviewsFrom, Salt, SiteRules, Visits};
use uc_engine::log::split::lines;
use uc_engine::log::{Clock, Format, Read, detect};
use uc_engine::priors::Priors;
use uc_engine::report::{Report, Wishes};
use uc_engine::scan::{Detail, Filter, Piece, Scanner, StoredView};
use uc_engine::simulate::{self, Plan, Scenario};
use uc_engine::source::Evidence;

const SCENARIOS: [(Scenario, u32); 3] =
    [(Scenario::News, 3_000), (Scenario::Shop, 2_500), (Scenario::Bakery, 1_200)];

/// The site's host, and its log.
fn log(scenario: Scenario, size: u32, format: simulate::Format) -> (String, Vec<u8>) {
    let simulation = simulate::run(&Plan { size: Some(size), ..Plan::new(scenario, 7, 11) });
    let mut out = Vec::new();
    simulation.write_log(format, &mut out).expect("a vector takes all that is written");
    let host = match scenario {
        Scenario::News => "nachrichten.example",
        Scenario::Shop => "shop.example",
        Scenario::Bakery => "baeckerei.example",
        Scenario::Club => "verein.example",
    };
    (host.to_owned(), out)
}

fn wishes(host: &str, estimate: bool) -> Wishes {
    Wishes {
        site: Some(host.to_owned()),
        home: Vec::new(),
        timezone: TimeZone::UTC,
        timezone_name: "UTC".to_owned(),
        priors: Priors::built_in(),
        estimate,
    }
}

/// Reads the log as `report` does.
fn read(log: &[u8], format: &Format) -> Gathered {
    let filter = Filter::default();
    let mut scanner = Scanner::new(&filter, Detail::EveryLine);
    scanner.read(&Piece { bytes: log, format, position: 0 });
    gather(vec![scanner.finish()], &["a.log".to_owned()])
}

/// How often the salt changes.
#[derive(Clone, Copy)]
enum Salts {
    Never,
    Daily,
}

/// Makes events of the log, as `follow` does.
fn events(host: &str, log: &[u8], format: &Format, salts: Salts) -> Vec<Event> {
    let site = SiteRules {
        id: SiteId::parse("site").expect("letters only"),
        hosts: vec![host.to_owned()],
        keep_parameters: Vec::new(),
        pageviews_from: PageviewsFrom::Log,
        checks_host: HostCheck::Listed,
    };
    let (mut judge, mut visits, mut clock) = (Judge::new(), Visits::new(1 << 20), Clock::default());
    let (mut events, mut loads_assets) = (Vec::new(), HashSet::new());
    for (number, line) in (0..).zip(lines(log)) {
        let Read::Hit(hit) = format.read(line, &mut clock) else { continue };
        let Some((mut raw, request)) = judge.line(&hit, &site, hit.at * 1000) else { continue };
        raw.id = Some(EventId(number));
        let day = match salts {
            Salts::Never => 0,
            Salts::Daily => u8::try_from(hit.at / 86_400 % 256).expect("less than 256"),
        };
        if let Ok(judged) = judge.judge(raw, &request, &site, &Salt([day; 32])) {
            let is_new = judged.event().name != ASSETS || loads_assets.insert(judged.event().visitor);
            events.extend(is_new.then(|| visits.place(judged)));
        }
    }
    events
}

/// Feeds stored events.
fn fed(events: &[Event]) -> Gathered {
    let filter = Filter::default();
    let mut scanner = Scanner::new(&filter, Detail::Report);
    for (position, event) in (0..).zip(events) {
        scanner.stored(&StoredView::of(event), position);
    }
    gather(vec![scanner.finish()], &[])
}

fn channels(report: &Report) -> BTreeMap<&'static str, f64> {
    report.channels.iter().map(|row| (row.channel.name(), row.landings)).collect()
}

#[test]
fn stored_events_give_the_same_landings_and_channels_as_their_log() {
    for (scenario, size) in SCENARIOS {
        for written in [simulate::Format::Combined, simulate::Format::Json] {
            let (host, log) = log(scenario, size, written);
            let format = detect(&log).expect("the simulator writes logs");
            let events = events(&host, &log, &format, Salts::Never);
            let (by_log, by_events) = (read(&log, &format), fed(&events));
            let wishes = wishes(&host, false);
            let (by_log, by_events) = (Report::of(&by_log, &wishes), Report::of(&by_events, &wishes));
            let name = scenario.name();
            assert!(by_log.landings > 300, "{name}: {}", by_log.landings);
            assert_eq!(by_events.landings, by_log.landings, "{name}");
            assert_eq!(by_events.page_views, by_log.page_views, "{name}");
            assert_eq!(by_events.visitors, by_log.visitors, "{name}");
            assert_eq!(channels(&by_events), channels(&by_log), "{name}");
            assert_eq!(by_events.shares.count, by_log.shares.count, "{name}");
            assert_eq!(by_events.dark.declared, by_log.dark.declared, "{name}");
            assert_eq!(by_events.dark.revealed, by_log.dark.revealed, "{name}");
            // Placed one by one as they came, and walked over when all were there.
            let placed = events.iter().filter(|event| event.landing).count() as u64;
            assert_eq!(placed, by_log.landings, "{name}");
        }
    }
}

/// The dark share by the log and by its events, and how many landings the events make of one of the log's.
fn shares(scenario: Scenario, size: u32, written: simulate::Format, salts: Salts) -> (f64, f64, f64) {
    let (host, log) = log(scenario, size, written);
    let format = detect(&log).expect("the simulator writes logs");
    let events = events(&host, &log, &format, salts);
    let wishes = wishes(&host, true);
    let by_log = Report::of(&read(&log, &format), &wishes);
    let by_events = Report::of(&fed(&events), &wishes);
    (by_log.dark.share, by_events.dark.share, by_events.landings as f64 / by_log.landings as f64)
}

#[test]
fn stored_events_give_the_very_estimate_of_their_log() {
    for (scenario, size) in SCENARIOS {
        let (by_log, by_events, _) = shares(scenario, size, simulate::Format::Json, Salts::Never);
        assert!(by_log > 0.1 && by_events.to_bits() == by_log.to_bits(), "{by_events} is not {by_log}");
    }
}

/// Events know their page's host. Which landings are hidden for the back-test and which of a busy page's the fit looks at
/// hang on a page's whole name, so that the estimate is another one within its interval; without the host it is the same.
#[test]
fn a_log_that_names_no_host_differs_by_the_host_alone() {
    for (scenario, size) in SCENARIOS {
        let (host, log) = log(scenario, size, simulate::Format::Combined);
        let format = detect(&log).expect("the simulator writes logs");
        let events = events(&host, &log, &format, Salts::Never);
        let wishes = wishes(&host, true);
        let by_log = Report::of(&read(&log, &format), &wishes).dark;
        let by_events = Report::of(&fed(&events), &wishes).dark;
        let (low, high) = by_log.interval;
        assert!((low..=high).contains(&by_events.share), "{} is not in {low} to {high}", by_events.share);
        let filter = Filter::default();
        let mut scanner = Scanner::new(&filter, Detail::Report);
        for (position, event) in (0..).zip(&events) {
            scanner.stored(&StoredView { host: "", ..StoredView::of(event) }, position);
        }
        let hostless = Report::of(&gather(vec![scanner.finish()], &[]), &wishes).dark;
        assert!(
            hostless.share.to_bits() == by_log.share.to_bits(),
            "{} is not {}",
            hostless.share,
            by_log.share
        );
    }
}

/// Nobody can tell who was here yesterday, so no page is visited again, and a visit over midnight is two.
#[test]
fn salts_that_change_daily_cost_little() {
    for (scenario, size) in SCENARIOS {
        let (by_log, by_events, landings) = shares(scenario, size, simulate::Format::Json, Salts::Daily);
        assert!((1.0..1.02).contains(&landings), "{landings} landings for one");
        assert!((by_events - by_log).abs() < 0.02, "{by_events} is not {by_log}");
    }
}

#[test]
fn every_verdict_names_the_event_that_it_is_about() {
    let (host, log) = log(Scenario::Bakery, 1_200, simulate::Format::Json);
    let format = detect(&log).expect("the simulator writes logs");
    let events = events(&host, &log, &format, Salts::Daily);
    let gathered = fed(&events);
    let classified = Classified::of(&gathered, &wishes(&host, true));
    let mut views = 0;
    for verdict in classified.views() {
        let event = &events[usize::try_from(verdict.position).expect("a small number")];
        assert_eq!(event.kind, EventKind::Page);
        assert_eq!(event.landing, verdict.landing, "{event:?}");
        // A click id may turn out to be stale, and a public tag without a referrer to have been copied on.
        let settled =
            (event.click.is_none() && event.evidence != Evidence::Declared) || event.p_dark == Some(1.0);
        if let (Some(known), true) = (event.p_dark, settled) {
            assert_eq!(verdict.p_dark, known, "{event:?}");
            if event.landing {
                let evident = (event.channel, event.source.as_deref());
                assert_eq!((verdict.channel, verdict.source), evident, "{event:?}");
            }
        }
        views += 1;
    }
    assert_eq!(views, events.iter().filter(|event| event.kind == EventKind::Page).count());
}

#[test]
fn visits_go_on_after_a_restart() {
    let (host, log) = log(Scenario::News, 3_000, simulate::Format::Combined);
    let format = detect(&log).expect("the simulator writes logs");
    let expected = events(&host, &log, &format, Salts::Never);
    let middle = expected.len() / 2;
    let mut visits = Visits::new(1 << 20);
    let since = expected[middle].at - 2 * 60 * 60 * 1000;
    expected[..middle].iter().filter(|event| event.at >= since).for_each(|event| visits.recall(event));
    // The same lines once more, with a memory that ended in the middle.
    let again = events_from(&host, &log, &format, middle, visits);
    assert_eq!(again, expected[middle..]);
}

fn events_from(host: &str, log: &[u8], format: &Format, from: usize, mut visits: Visits) -> Vec<Event> {
    let site = SiteRules {
        id: SiteId::parse("site").expect("letters only"),
        hosts: vec![host.to_owned()],
        keep_parameters: Vec::new(),
        pageviews_from: PageviewsFrom::Log,
        checks_host: HostCheck::Listed,
    };
    let (mut judge, mut clock) = (Judge::new(), Clock::default());
    let (mut number, mut events, mut loads_assets) = (0, Vec::new(), HashSet::new());
    for (line_number, line) in (0..).zip(lines(log)) {
        let Read::Hit(hit) = format.read(line, &mut clock) else { continue };
        let Some((mut raw, request)) = judge.line(&hit, &site, hit.at * 1000) else { continue };
        raw.id = Some(EventId(line_number));
        let Ok(judged) = judge.judge(raw, &request, &site, &Salt([0; 32])) else { continue };
        if judged.event().name == ASSETS && !loads_assets.insert(judged.event().visitor) {
            continue;
        }
        if number >= from {
            events.push(visits.place(judged));
        }
        number += 1;
    }
    events
}
