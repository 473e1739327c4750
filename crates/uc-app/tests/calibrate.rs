//! What must hold when logs are read for the calibration experiment.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use uc_app::calibrate::{LogsMeasured, MeasureLogs, measure};
use uc_app::report_log::{Progress, ReadLogError};
use uc_engine::calibrate::{PageUrl, Plan};
use uc_engine::priors::Priors;
use uc_engine::scan::Filter;
use uc_engine::source::Source;
use uc_testkit::logs::{DESKTOP, Line, PHONE, log};

fn measured(files: &[PathBuf]) -> Result<LogsMeasured, ReadLogError> {
    let (filter, priors) = (Filter::default(), Priors::built_in());
    let wishes = MeasureLogs { files, format: None, filter: &filter, priors: &priors };
    measure(&wishes, &Progress::default())
}

fn whatsapp() -> Source {
    Source::find("whatsapp").expect("a source")
}

#[test]
fn planned_links_are_found_again_in_rotated_and_packed_logs() {
    let page = PageUrl::parse("https://example.org/page?a=1").expect("a page");
    let plan = Plan::of(&page, &[whatsapp()], 2);
    let target =
        |place: usize| plan.links[place].url.strip_prefix("https://example.org").expect("the site's");
    let old = log(&[
        Line::get(target(0)).by("192.0.2.1"),
        Line::get("/other").by("192.0.2.2"),
        Line::get(target(0)).by("192.0.2.3").with(&format!("{PHONE} [WAiOS/2.25.31]")),
    ]);
    let new = log(&[
        Line::get(target(1)).by("192.0.2.1").at(90_000).from("https://www.google.com/"),
        Line::get(target(1)).by("192.0.2.4").at(90_001).with(DESKTOP),
    ]);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (plain, packed) = (folder.path().join("access.log"), folder.path().join("access.log.1.gz"));
    fs::write(&plain, new).expect("a written file");
    let file = fs::File::create(&packed).expect("a new file");
    let mut packer = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
    packer.write_all(old.as_bytes()).expect("a written file");
    packer.finish().expect("a written file");

    let read = measured(&[plain, packed]).expect("readable logs");
    assert!(read.problems.is_empty());
    let one = &read.measured.messengers[0];
    assert_eq!((one.posts, one.landings, one.itself, one.nothing), (2, 3, 1, 2));
    assert!(one.elsewhere.is_empty(), "the first landing of a visitor counts, in whichever file it stands");
}

#[test]
fn what_is_no_log_is_told_as_for_a_report() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    assert!(measured(&[folder.path().join("missing.log")]).is_err());
    assert!(measured(&[folder.path().to_owned()]).is_err());
    let empty = folder.path().join("empty.log");
    fs::write(&empty, "").expect("a written file");
    assert!(matches!(measured(&[empty]), Err(ReadLogError::Problem(_))));
}
