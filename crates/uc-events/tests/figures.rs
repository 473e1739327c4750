//! Questions with typed parts: the same answers from rollups, from events, and from plain arithmetic.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use uc_engine::event::{Event, EventId, EventKind, SiteId};
use uc_engine::figures::{Dimension, Figure, Measure, Measures};
use uc_engine::source::{Channel, Evidence};
use uc_events::{Answered, Counted, Erase, Estimate, Events, EventsConfig, Imported, Limits, Question, Run};
use uc_testkit::events::{START, event};

const TODAY: Date = date(2026, 4, 20);

async fn open(folder: &Path) -> Events {
    Events::open(folder, EventsConfig::default()).await.expect("a folder that can be opened").0
}

fn bakery() -> SiteId {
    SiteId::parse("bakery").expect("a legal id")
}

fn berlin() -> TimeZone {
    TimeZone::get("Europe/Berlin").expect("a known zone")
}

/// Fifty days of a site over two changes of month, one event each 47 minutes, of all kinds.
fn happened() -> Vec<Event> {
    (0..1_500)
        .map(|number| {
            let plain = event(number);
            let kinds =
                [EventKind::Page, EventKind::Page, EventKind::Page, EventKind::Preview, EventKind::Action];
            let kind = kinds[usize::try_from(number % 5).expect("small")];
            let landing = kind == EventKind::Page && number % 3 == 0;
            Event {
                site: bakery(),
                at: START + i64::try_from(number).expect("small") * 47 * 60_000,
                kind,
                name: if kind == EventKind::Action { "engagement" } else { "pageview" }.to_owned(),
                landing,
                channel: if number % 2 == 0 { Channel::DarkSocial } else { Channel::Search },
                source: (number % 4 != 3)
                    .then(|| ["whatsapp", "google", "it's"][number as usize % 7 % 3].to_owned()),
                visitor: (number % 13 != 0).then_some(number / 9),
                visit: (number % 13 != 0).then_some(number / 9 * 10 + number % 9 / 4),
                p_dark: landing
                    .then_some(if number % 2 == 0 { 1.0 } else { 0.25 })
                    .filter(|_| number % 7 != 0),
                ..plain
            }
        })
        .collect()
}

fn question(by: &[Dimension], measures: &[Measure]) -> Question {
    Question {
        site: bakery(),
        zone: berlin(),
        first: date(2026, 3, 2),
        last: TODAY,
        daily: false,
        by: by.to_vec(),
        only: Vec::new(),
        measures: measures.to_vec(),
        most: 1000,
    }
}

/// Questions of all shapes: by nothing, one, two and three dimensions, by day, and with conditions.
fn questions() -> Vec<Question> {
    use Dimension::{Channel, Device, Name, Page, Source};
    use Measure::{Actions, Dark, Events, Landings, Open, Previews, Seconds, Views, Visitors, Visits};
    let all = [Events, Views, Landings, Visits, Visitors, Previews, Actions, Seconds, Dark, Open];
    let mut questions = vec![
        question(&[], &all),
        question(&[Page], &all),
        question(&[Channel, Source], &all),
        question(&[Source], &[Visitors]),
        question(&[Page, Source], &[Landings, Dark]),
        question(&[Page, Device], &[Views, Visitors]),
        question(&[Name], &[Visits]),
        Question { daily: true, ..question(&[], &all) },
        Question { daily: true, ..question(&[Channel], &[Landings, Visitors]) },
        Question { daily: true, ..question(&[Channel, Page], &[Views]) },
    ];
    for measures in [&all[..], &[Landings], &[Views, Dark]] {
        questions.push(Question { only: vec![(Source, "it's".to_owned())], ..question(&[Page], measures) });
        questions.push(Question { only: vec![(Source, String::new())], ..question(&[Channel], measures) });
    }
    questions
}

async fn ask(events: &Events, question: &Question) -> Vec<Counted> {
    events.figures(question, &Limits::default()).await.expect("an answer").rows
}

/// Counts as one would with pencil and paper.
fn by_hand(happened: &[Event], question: &Question) -> BTreeMap<(Option<Date>, Vec<String>), Vec<f64>> {
    let day = |event: &Event| {
        let at = jiff::Timestamp::from_millisecond(event.at).expect("a moment");
        at.to_zoned(question.zone.clone()).date()
    };
    let value = |event: &Event, by: &Dimension| match by {
        Dimension::Page => event.path.clone(),
        Dimension::Channel => event.channel.name().to_owned(),
        Dimension::Source => event.source.clone().unwrap_or_default(),
        Dimension::Device => event.device.clone().unwrap_or_default(),
        Dimension::Name => event.name.clone(),
        other => panic!("no question asks for {}", other.name()),
    };
    let mut groups: BTreeMap<(Option<Date>, Vec<String>), Vec<&Event>> = BTreeMap::new();
    for event in happened {
        let within = (question.first..=question.last).contains(&day(event));
        if within && question.only.iter().all(|(by, wanted)| value(event, by) == *wanted) {
            let values = question.by.iter().map(|by| value(event, by)).collect();
            groups.entry((question.daily.then(|| day(event)), values)).or_default().push(event);
        }
    }
    let count = |group: &[&Event], measure: Measure| -> f64 {
        let number = |fits: &dyn Fn(&Event) -> bool| group.iter().filter(|event| fits(event)).count() as f64;
        let people = |who: fn(&Event) -> Option<u64>| {
            let human = group.iter().filter(|event| event.kind != EventKind::Preview);
            human.filter_map(|event| Some((day(event), who(event)?))).collect::<BTreeSet<_>>().len() as f64
        };
        match measure {
            Measure::Events => number(&|_| true),
            Measure::Views => number(&|event| event.kind == EventKind::Page),
            Measure::Landings => number(&|event| event.landing),
            Measure::Visits => people(|event| event.visit),
            Measure::Visitors => people(|event| event.visitor),
            Measure::Previews => number(&|event| event.kind == EventKind::Preview),
            Measure::Actions => number(&|event| event.kind == EventKind::Action),
            Measure::Seconds => {
                group.iter().filter(|event| event.name == "engagement").filter_map(|event| event.value).sum()
            }
            Measure::Dark => {
                group.iter().filter(|event| event.landing).filter_map(|event| event.p_dark).sum()
            }
            Measure::Open => number(&|event| event.landing && event.p_dark.is_none()),
        }
    };
    let counted = groups.into_iter().map(|(key, group)| {
        (key, question.measures.iter().map(|measure| count(&group, *measure)).collect::<Vec<_>>())
    });
    counted.filter(|(_, numbers)| numbers[0] > 0.0).collect()
}

fn keyed(rows: Vec<Counted>) -> BTreeMap<(Option<Date>, Vec<String>), Vec<f64>> {
    let count = rows.len();
    let keyed: BTreeMap<_, _> = rows.into_iter().map(|row| ((row.day, row.values), row.numbers)).collect();
    assert_eq!(keyed.len(), count, "a key comes twice");
    keyed
}

async fn assert_right(events: &Events, happened: &[Event], when: &str) {
    // Planning is slow in a program that is not optimized, so not every question is asked each time.
    let some = [question(&[], &Measure::NAMES.map(|(measure, _)| measure)), by_page_daily()];
    assert_answers(events, happened, when, &some).await;
}

fn by_page_daily() -> Question {
    Question {
        daily: true,
        ..question(&[Dimension::Page], &[Measure::Landings, Measure::Dark, Measure::Visitors])
    }
}

async fn assert_answers(events: &Events, happened: &[Event], when: &str, questions: &[Question]) {
    for question in questions {
        let (answer, expected) = (keyed(ask(events, question).await), by_hand(happened, question));
        assert!(!expected.is_empty(), "{question:?} asks for nothing");
        assert_eq!(answer.len(), expected.len(), "{when}: {question:?}");
        for ((key, numbers), (expected_key, expected)) in answer.iter().zip(&expected) {
            assert_eq!(key, expected_key, "{when}: {question:?}");
            let close = numbers.iter().zip(expected).all(|(one, other)| (one - other).abs() < 1e-9);
            assert!(close, "{when}: {question:?} at {key:?}: {numbers:?} and not {expected:?}");
        }
    }
}

#[tokio::test]
async fn figures_are_the_same_before_and_after_they_are_rolled_up_and_after_a_restart() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let events = open(folder.path()).await;
    let happened = happened();
    events.append(happened.clone()).await.expect("stored");
    assert_answers(&events, &happened, "not rolled up", &questions()).await;
    assert!(events.wants_rolling_up(&bakery(), &berlin(), TODAY));
    let rolling = events.roll_up(&bakery(), &berlin(), TODAY).await.expect("rolled up");
    assert_eq!(rolling.days, 50);
    assert!(!events.wants_rolling_up(&bakery(), &berlin(), TODAY));
    assert_answers(&events, &happened, "rolled up", &questions()).await;
    let verified = events.verify(&bakery(), &berlin()).await.expect("compared");
    assert_eq!((verified.days, verified.different), (50, 0), "{:?}", verified.differences);
    assert!(verified.figures > 10_000, "{}", verified.figures);
    events.close().await.expect("closed");
    let events = open(folder.path()).await;
    assert_right(&events, &happened, "just opened").await;
    let rolling = events.roll_up(&bakery(), &berlin(), TODAY).await.expect("rolled up");
    assert_eq!(rolling.days, 0, "what was rolled up is found again");
    assert_right(&events, &happened, "opened and checked").await;
}

#[tokio::test]
async fn a_late_event_counts_at_once_and_costs_one_day() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let events = open(folder.path()).await;
    let mut happened = happened();
    let late = happened.remove(700);
    let brought = happened.remove(200);
    events.append(happened.clone()).await.expect("stored");
    events.roll_up(&bakery(), &berlin(), TODAY).await.expect("rolled up");
    happened.push(late.clone());
    events.append(vec![late]).await.expect("stored");
    assert_right(&events, &happened, "one came late").await;
    happened.push(brought.clone());
    events.import(vec![brought]).await.expect("imported");
    assert_right(&events, &happened, "one was imported").await;
    assert!(events.wants_rolling_up(&bakery(), &berlin(), TODAY));
    assert_eq!(events.roll_up(&bakery(), &berlin(), TODAY).await.expect("rolled up").days, 2);
    assert_right(&events, &happened, "rolled up again").await;
}

#[tokio::test]
async fn what_the_model_says_later_is_in_the_figures() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let events = open(folder.path()).await;
    let mut happened = happened();
    events.append(happened.clone()).await.expect("stored");
    events.roll_up(&bakery(), &berlin(), TODAY).await.expect("rolled up");
    let march = |event: &Event| event.at < START + 31 * 86_400_000;
    let mut estimates = Vec::new();
    for event in happened.iter_mut().filter(|event| event.landing && event.p_dark.is_none() && march(event)) {
        (event.p_dark, event.channel, event.source) = (Some(0.5), Channel::DarkSocial, Some("signal".into()));
        estimates.push(Estimate {
            id: event.id,
            channel: Channel::DarkSocial,
            source: Some("signal".to_owned()),
            evidence: Evidence::Inferred,
            p_dark: 0.5,
        });
    }
    assert!(!estimates.is_empty());
    let run = Run { site: bakery(), month_of: START, at: START + 90 * 86_400_000 };
    events.keep_estimates(&run, &estimates).await.expect("kept");
    assert_right(&events, &happened, "the model spoke").await;
    let rolling = events.roll_up(&bakery(), &berlin(), TODAY).await.expect("rolled up");
    assert!((30..=32).contains(&rolling.days), "{rolling:?}");
    assert_right(&events, &happened, "rolled up again").await;
    drop(events);
    let events = open(folder.path()).await;
    assert_eq!(events.roll_up(&bakery(), &berlin(), TODAY).await.expect("rolled up").days, 0);
}

#[tokio::test]
async fn erased_events_are_in_no_figure_and_other_days_count_in_another_time_zone() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let events = open(folder.path()).await;
    let mut happened = happened();
    events.append(happened.clone()).await.expect("stored");
    events.roll_up(&bakery(), &berlin(), TODAY).await.expect("rolled up");
    let before = START + 20 * 86_400_000;
    events.erase(&Erase { site: bakery(), before: Some(before), visitor: None }).await.expect("erased");
    happened.retain(|event| event.at >= before);
    assert_right(&events, &happened, "erased").await;
    events.roll_up(&bakery(), &berlin(), TODAY).await.expect("rolled up");
    assert_right(&events, &happened, "rolled up again").await;
    let zone = TimeZone::get("America/New_York").expect("a known zone");
    let asked = Question { zone: zone.clone(), daily: true, ..question(&[], &[Measure::Views]) };
    let expected = by_hand(&happened, &asked);
    assert_eq!(keyed(ask(&events, &asked).await), expected);
    events.roll_up(&bakery(), &zone, TODAY).await.expect("rolled up");
    assert_eq!(keyed(ask(&events, &asked).await), expected);
    assert_right(&events, &happened, "rolled up elsewhere").await;
}

#[tokio::test]
async fn a_wrong_rollup_is_found_and_remade() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let events = open(folder.path()).await;
    let mut happened = happened();
    events.append(happened.clone()).await.expect("stored");
    events.roll_up(&bakery(), &berlin(), TODAY).await.expect("rolled up");
    events.close().await.expect("closed");
    // Another store with as many events on each day, but of other pages: its rollups claim what they are not.
    let other = tempfile::tempdir().expect("a temporary folder");
    let impostor = open(other.path()).await;
    for (number, event) in happened.iter_mut().enumerate() {
        event.path = "/elsewhere".to_owned();
        event.id = EventId(u128::try_from(number).expect("small") + 1_000_000);
    }
    impostor.append(happened.clone()).await.expect("stored");
    impostor.close().await.expect("closed");
    std::fs::remove_dir_all(other.path().join("rollups")).expect("removed");
    std::fs::rename(folder.path().join("rollups"), other.path().join("rollups")).expect("moved");
    let events = open(other.path()).await;
    events.roll_up(&bakery(), &berlin(), TODAY).await.expect("nothing seems to be wrong");
    let verified = events.verify(&bakery(), &berlin()).await.expect("compared");
    assert!(verified.different > 100, "{verified:?}");
    let first = verified.differences.first().expect("told");
    assert!(first.grouping.contains("page") && first.rolled != first.counted, "{first:?}");
    let rebuilt = events.rebuild(&bakery(), &berlin(), TODAY).await.expect("rebuilt");
    assert_eq!(rebuilt.days, 50);
    assert_eq!(events.verify(&bakery(), &berlin()).await.expect("compared").different, 0);
    assert_right(&events, &happened, "rebuilt").await;
}

#[tokio::test]
async fn a_cache_that_cannot_be_read_is_begun_anew() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let events = open(folder.path()).await;
    let happened = happened();
    events.append(happened.clone()).await.expect("stored");
    events.roll_up(&bakery(), &berlin(), TODAY).await.expect("rolled up");
    events.close().await.expect("closed");
    let log = folder.path().join("rollups/_delta_log/00000000000000000000.json");
    std::fs::write(log, "hostile bytes").expect("written");
    let events = open(folder.path()).await;
    assert_right(&events, &happened, "opened").await;
    assert_eq!(events.roll_up(&bakery(), &berlin(), TODAY).await.expect("rolled up").days, 50);
}

/// Figures as another program told them: of the whole site, and of a page.
fn told(day: Date, views: u64) -> [Figure; 2] {
    let figure = |by, value: &str, views| Figure {
        day,
        by,
        value: value.to_owned(),
        measures: Measures { views, visits: views, ..Measures::default() },
    };
    [figure(None, "", views), figure(Some(Dimension::Page), "/p1", views - 1)]
}

#[tokio::test]
async fn what_others_counted_serves_the_days_before_our_own() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let events = open(folder.path()).await;
    let answer = async |question: &Question| -> Answered {
        events.figures(question, &Limits::default()).await.expect("an answer")
    };
    let asked = Question { first: date(2026, 1, 1), ..question(&[], &[Measure::Views]) };
    assert_eq!(answer(&asked).await, Answered::default());

    let ours = {
        let first = jiff::Timestamp::from_millisecond(START).expect("a moment");
        first.to_zoned(berlin()).date()
    };
    let (first, last) = (date(2026, 1, 10), ours.yesterday().expect("a day"));
    let figures: Vec<Figure> = [told(first, 100), told(last, 20), told(ours, 7)].concat();
    events.keep_figures(&bakery(), "plausible", &figures).await.expect("kept");
    let views = |answer: &Answered| answer.rows.iter().map(|row| row.numbers[0]).sum::<f64>();
    let imported = |last, included| Some(Imported { first, last, included });
    let before = answer(&asked).await;
    assert_eq!((views(&before), before.imported), (127.0, imported(ours, true)), "there is nothing else");

    let happened = happened();
    events.append(happened.clone()).await.expect("stored");
    let counted: f64 = by_hand(&happened, &asked).values().map(|numbers| numbers[0]).sum();
    for _ in 0..2 {
        let all = answer(&asked).await;
        assert_eq!((views(&all), all.imported), (120.0 + counted, imported(last, true)));
        let daily = answer(&Question { daily: true, ..asked.clone() }).await;
        assert_eq!((daily.rows[0].day, daily.rows[0].numbers[0]), (Some(first), 100.0));

        let pages = Question { by: vec![Dimension::Page], last, ..asked.clone() };
        let pages = answer(&pages).await;
        assert_eq!(pages.rows.len(), 1);
        assert_eq!((pages.rows[0].values[0].as_str(), views(&pages)), ("/p1", 118.0));
        let page =
            |path: &str| Question { only: vec![(Dimension::Page, path.to_owned())], last, ..asked.clone() };
        assert_eq!(views(&answer(&page("/p1")).await), 118.0);
        assert_eq!(views(&answer(&page("/it's")).await), 0.0);

        // Nobody told pages of a channel.
        let both = Question { by: vec![Dimension::Page, Dimension::Channel], last, ..asked.clone() };
        let both = answer(&both).await;
        assert_eq!((both.rows, both.imported), (Vec::new(), imported(last, false)));
        // Days of our own alone.
        assert_eq!(answer(&question(&[], &[Measure::Views])).await.imported, None);
        events.roll_up(&bakery(), &berlin(), TODAY).await.expect("rolled up");
    }
}
