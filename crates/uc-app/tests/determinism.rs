//! The same log gives the same report to the byte, however many threads read it and in whatever order its files come.

use std::path::PathBuf;

use tempfile::TempDir;
use uc_app::report_log::{Progress, ReadLogs, read};
use uc_engine::classify::Classified;
use uc_engine::gather::Gathered;
use uc_engine::report::Report;
use uc_engine::scan::{Detail, Filter};
use uc_engine::simulate::{Format, Plan, Scenario, run};
use uc_testkit::{figures, wishes};

/// A week of a newspaper, cut into three files between two seconds.
fn news(folder: &TempDir) -> Vec<PathBuf> {
    let plan = Plan { size: Some(4_000), ..Plan::new(Scenario::News, 7, 3) };
    let mut log = Vec::new();
    run(&plan).write_log(Format::Combined, &mut log).expect("memory");
    let log = String::from_utf8(log).expect("a log of letters");
    let lines: Vec<&str> = log.split_inclusive('\n').collect();
    let second = |line: &str| line.split_once('[').map(|(_, rest)| rest[..20].to_owned());
    let mut cuts = vec![0];
    for part in 1..3 {
        let mut cut = lines.len() * part / 3;
        while second(lines[cut]) == second(lines[cut - 1]) {
            cut += 1;
        }
        cuts.push(cut);
    }
    cuts.push(lines.len());
    let write = |(number, range): (usize, &[usize])| {
        let file = folder.path().join(format!("access.log.{number}"));
        std::fs::write(&file, lines[range[0]..range[1]].concat()).expect("a written file");
        file
    };
    cuts.windows(2).enumerate().map(write).collect()
}

/// Reads and judges with so many threads.
fn with_threads<T: Send>(files: &[PathBuf], threads: usize, judge: impl FnOnce(&Gathered) -> T + Send) -> T {
    let wishes = ReadLogs {
        files: files.to_vec(),
        format: None,
        filter: Filter::default(),
        detail: Detail::EveryLine,
    };
    let gathered = read(&wishes, threads, &Progress::default()).expect("readable logs").gathered;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
    pool.install(|| judge(&gathered))
}

/// Every figure of a report: a number is shown with all its digits, so that equal text is equal bytes.
fn report(gathered: &Gathered) -> String {
    let report = Report::of(gathered, &wishes::none());
    figures::check("a simulated newspaper", &report);
    format!("{report:?}")
}

#[test]
fn a_report_does_not_show_how_many_threads_made_it() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let files = news(&folder);
    let one = with_threads(&files, 1, report);
    for threads in [2, 8] {
        assert!(one == with_threads(&files, threads, report), "{threads} threads");
    }
}

#[test]
fn a_report_does_not_show_in_which_order_files_were_given() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let files = news(&folder);
    let usual = with_threads(&files, 2, report);
    for order in [[2, 1, 0], [1, 2, 0]] {
        let turned = order.map(|number: usize| files[number].clone());
        assert!(usual == with_threads(&turned, 2, report), "{order:?}");
    }
}

#[test]
fn verdicts_do_not_show_how_many_threads_made_them() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let files = news(&folder);
    let verdicts = |gathered: &Gathered| {
        let classified = Classified::of(gathered, &wishes::none());
        classified.verdicts().map(|verdict| format!("{verdict:?}\n")).collect::<String>()
    };
    let one = with_threads(&files, 1, verdicts);
    assert!(one == with_threads(&files, 8, verdicts));
}
