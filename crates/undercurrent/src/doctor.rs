//! `undercurrent doctor`: looks through everything that is kept, and counts the figures again.

use std::process::ExitCode;

use uc_web::clean::clean;
use uc_web::control::rollups::{CheckupResponse, VerifiedResponse};
use uc_web::text::rows::table;

use crate::args::FolderArgs;
use crate::complaint::LONGEST_NAME;
use crate::door::{Question, ask};
use crate::{BAD_INPUT, language, output};

/// Looks, tells, and ends with code 2 where something is wrong.
pub(crate) fn run(args: &FolderArgs) -> anyhow::Result<ExitCode> {
    let words = language::words(args.folder.lang);
    let question = Question::Post("/control/doctor".to_owned(), Vec::new());
    let checkup: CheckupResponse = ask(&args.folder.data, &question, &words)?.read()?;
    let head = ["serve-head-host", "serve-head-days", "serve-head-figures", "serve-head-different"];
    let head = head.map(|name| words.plain(name));
    let row = |site: &VerifiedResponse| {
        let numbers = [site.days, site.figures, site.different].map(|number| Some(number.to_string()));
        std::iter::once(Some(site.host.clone())).chain(numbers).collect()
    };
    if !checkup.sites.is_empty() {
        let rows: Vec<Vec<_>> = checkup.sites.iter().map(row).collect();
        output::print(&table(head.iter().map(String::as_str), &rows))?;
    }
    for fault in &checkup.faults {
        eprintln!("{}", words.text("serve-doctor-fault", &[("fault", clean(fault, LONGEST_NAME).into())]));
    }
    for site in checkup.sites.iter().filter(|site| site.different > 0) {
        eprintln!("{}", words.text("serve-doctor-different", &[("host", (&site.host[..]).into())]));
        site.differences.iter().for_each(|line| eprintln!("  {}", clean(line, LONGEST_NAME)));
    }
    if checkup.is_well {
        eprintln!("{}", words.plain("serve-doctor-well"));
        return Ok(ExitCode::SUCCESS);
    }
    Ok(ExitCode::from(BAD_INPUT))
}
