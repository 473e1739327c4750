//! What the model says of stored events is what `report` says of their log.

use std::collections::HashSet;

use jiff::tz::TimeZone;
use uc_app::estimates::{self, Which};
use uc_app::folder::Folder;
use uc_app::{App, AppConfig, Clock, sites};
use uc_engine::event::{Event, EventId, Via};
use uc_engine::gather::gather;
use uc_engine::ingest::{ASSETS, HostCheck, Judge, PageviewsFrom, Salt, SiteRules, Visits};
use uc_engine::log::split::lines;
use uc_engine::log::{Clock as LogClock, Read, detect};
use uc_engine::priors::Priors;
use uc_engine::report::{Report, Wishes};
use uc_engine::scan::{Detail, Filter, Piece, Scanner};
use uc_engine::simulate::{self, Format, Plan, Scenario};
use uc_events::{Limits, Scope};
use uc_store::Site;

const HOST: &str = "baeckerei.example";

/// A bakery's log of three weeks.
fn log() -> Vec<u8> {
    let simulation = simulate::run(&Plan { size: Some(1_200), ..Plan::new(Scenario::Bakery, 7, 11) });
    let mut log = Vec::new();
    simulation.write_log(Format::Json, &mut log).expect("a vector takes all that is written");
    log
}

/// Makes events of the log, with one salt for all days, so that visitors are told apart as `report` does.
fn events(site: &Site, log: &[u8]) -> Vec<Event> {
    let rules = SiteRules {
        id: site.id.clone(),
        hosts: vec![HOST.to_owned()],
        keep_parameters: Vec::new(),
        pageviews_from: PageviewsFrom::Log,
        checks_host: HostCheck::Listed,
    };
    let format = detect(log).expect("the simulator writes logs");
    let (mut judge, mut visits, mut clock) = (Judge::new(), Visits::new(1 << 20), LogClock::default());
    let (mut events, mut loads_assets) = (Vec::new(), HashSet::new());
    for (number, line) in (0..).zip(lines(log)) {
        let Read::Hit(hit) = format.read(line, &mut clock) else { continue };
        let Some((mut raw, mut request)) = judge.line(&hit, &rules, hit.at * 1000) else { continue };
        raw.id = Some(EventId(number));
        request.via = Via::Import;
        if let Ok(judged) = judge.judge(raw, &request, &rules, &Salt([1; 32])) {
            let is_new = judged.event().name != ASSETS || loads_assets.insert(judged.event().visitor);
            events.extend(is_new.then(|| visits.place(judged)));
        }
    }
    events
}

fn report(log: &[u8]) -> Report {
    let (filter, format) = (Filter::default(), detect(log).expect("the simulator writes logs"));
    let mut scanner = Scanner::new(&filter, Detail::Report);
    scanner.read(&Piece { bytes: log, format: &format, position: 0 });
    let wishes = Wishes {
        site: Some(HOST.to_owned()),
        home: Vec::new(),
        timezone: TimeZone::UTC,
        timezone_name: "UTC".to_owned(),
        priors: Priors::built_in(),
        estimate: true,
    };
    Report::of(&gather(vec![scanner.finish()], &["a.log".to_owned()]), &wishes)
}

async fn ask(app: &App, query: &str) -> Vec<Vec<Option<String>>> {
    app.events.sql(query, &Scope::AllSites, &Limits::default()).await.expect("an answer").texts()
}

fn number(cell: Option<&String>) -> f64 {
    cell.and_then(|cell| cell.parse().ok()).expect("a number")
}

#[tokio::test]
async fn stored_events_are_judged_as_their_log_is() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = Folder::take(place.path()).expect("nobody has it");
    let clock = Clock::fake(1_790_000_000_000);
    let (app, _) = App::open(&folder, AppConfig::default(), clock).await.expect("opened");
    let site = sites::add(&app, HOST).await.expect("a new site");
    let log = log();
    app.events.import(events(&site, &log)).await.expect("imported");
    let query =
        "SELECT count(*) FILTER (WHERE p_dark IS NULL), count(*), sum(p_dark) FROM events WHERE landing";
    let before = ask(&app, query).await;
    assert!(number(before[0][0].as_ref()) > 100.0, "nothing is open: {before:?}");

    let judged = estimates::judge(&app, Some(HOST), Which::Grown).await.expect("judged");
    assert!(judged.iter().map(|month| month.landings).sum::<usize>() > 100);
    let after = ask(&app, query).await;
    let (open, landings, dark) =
        (number(after[0][0].as_ref()), number(after[0][1].as_ref()), number(after[0][2].as_ref()));
    let report = report(&log);
    assert_eq!((open, landings), (0.0, report.landings as f64));
    let (stored, told) = (dark / landings, report.dark.landings / landings);
    assert!((stored - told).abs() < 0.03, "the store says {stored}, the report {told}");

    let again = estimates::judge(&app, None, Which::Grown).await.expect("judged");
    assert!(again.is_empty(), "nothing has grown: {again:?}");
    app.close().await.expect("closed");
}
