//! The beginning of the text: headline, key figures, what the reader must know first, the course of time.

use uc_engine::report::{Method, Report};
use uc_words::Words;

use super::bars::{self, Fill};
use super::sheet::{Ink, Sheet};
use super::sparks;
use crate::clean::clean;
use crate::sentences::{Bounds, advice, fraction, headline, names, period, trust};

/// Site and period, the headline with its bar, key figures, and what the reader must know first.
pub(super) fn section(sheet: &mut Sheet, report: &Report, words: &Words) {
    let site = names::site(report, words);
    sheet.paragraph(Ink::Soft, "", &words.text("report-of", &[("site", site.into())]));
    if let Some(period) = period::period(report, words) {
        sheet.paragraph(Ink::Soft, "", &period);
    }
    sheet.blank();
    sheet.paragraph(Ink::Bold, "", &headline::headline(report, words));
    if report.landings > 0 {
        range(sheet, report, words);
    }
    sheet.blank();
    for paragraph in headline::lead(report, words) {
        sheet.paragraph(Ink::Plain, "", &paragraph);
    }
    if report.landings > 0 {
        key_figures(sheet, report, words);
    }
    let caveats = advice::caveats(report, words);
    if !caveats.is_empty() {
        sheet.heading(&words.plain("section-caveats"));
        for caveat in caveats {
            sheet.paragraph(Ink::Amber, "  ! ", &caveat);
        }
    }
    trusted(sheet, report, words);
}

/// How far the estimate can be trusted, and why its range is not narrower.
fn trusted(sheet: &mut Sheet, report: &Report, words: &Words) {
    let sentences = trust::trust(report, words);
    if sentences.is_empty() {
        return;
    }
    sheet.heading(&words.plain("section-trust"));
    for sentence in sentences {
        sheet.paragraph(Ink::Plain, "  ", &sentence);
    }
    let doubts = trust::doubts(report, words);
    if !doubts.is_empty() {
        sheet.heading(&words.plain("section-doubts"));
        for doubt in doubts {
            sheet.paragraph(Ink::Plain, "  – ", &doubt);
        }
    }
}

/// The bar of all visits, with the letters explained by its own figures.
fn range(sheet: &mut Sheet, report: &Report, words: &Words) {
    let bounds = Bounds::of(report);
    let inferred = match report.method {
        Method::LandingPageRule => "evidence-key-inferred",
        Method::Estimate => "evidence-key-estimated",
    };
    let parts = [
        (report.dark.declared as f64, Fill::Declared, "evidence-key-declared"),
        (report.dark.revealed as f64, Fill::Revealed, "evidence-key-revealed"),
        (bounds.inferred, Fill::Possible, inferred),
        (bounds.rest(), Fill::Other, "evidence-public"),
    ];
    let width = sheet.width();
    let all: String = parts
        .iter()
        .scan(0.0, |from, (visits, fill, _)| {
            let start = bars::columns(bounds.part(*from), 1.0, width);
            *from += *visits;
            let end = bars::columns(bounds.part(*from), 1.0, width);
            Some(std::iter::repeat_n(fill.letter(), end.saturating_sub(start)).collect::<String>())
        })
        .collect();
    sheet.blank();
    sheet.line(&[(Ink::Private, &all)]);
    let rule = headline::rule(report);
    if report.method == Method::Estimate {
        sheet.line(&[(Ink::Plain, &marks(bounds, rule, width))]);
    }
    for (visits, fill, key) in parts {
        let figure = words.amount(visits);
        sheet.paragraph(
            Ink::Plain,
            &format!("{} ", fill.letter()),
            &format!("{} {figure}", words.plain(key)),
        );
    }
    if report.method == Method::Estimate {
        let range = words.language().percent_range(bounds.low, bounds.high);
        sheet.paragraph(Ink::Plain, "├┤ ", &format!("{} {range}", words.plain("evidence-key-range")));
    }
    if let Some(rule) = rule {
        let rule = words.percent(rule);
        sheet.paragraph(Ink::Plain, "▲ ", &format!("{} {rule}", words.plain("evidence-key-rule")));
    }
}

/// The line below the bar: a bracket over the range, and a mark where the rule of thumb stands.
fn marks(bounds: Bounds, rule: Option<f64>, width: usize) -> String {
    let column = |fraction: f64| bars::columns(fraction, 1.0, width).min(width - 1);
    let (high, low) = (column(bounds.high), column(bounds.low.min(bounds.high)));
    let mut line = vec![' '; width];
    line[low..=high].fill('─');
    (line[low], line[high]) = ('├', '┤');
    if let Some(rule) = rule {
        line[column(rule)] = '▲';
    }
    line.into_iter().collect::<String>().trim_end().to_owned()
}

fn key_figures(sheet: &mut Sheet, report: &Report, words: &Words) {
    let bounds = Bounds::of(report);
    let of_visits = |key, fraction| words.text(key, &[("percent", words.percent(fraction).into())]);
    sheet.blank();
    let inferred = match report.method {
        Method::LandingPageRule => {
            (words.amount(bounds.most), "figure-possible", of_visits("figure-possible-note", bounds.high))
        }
        Method::Estimate => {
            let part = fraction(report.method, report.dark.share, report.dark.interval, words);
            let note = words.text("figure-estimate-note", &[("percent", part.into())]);
            (words.amount(report.dark.landings), "figure-estimate", note)
        }
    };
    let rows = [
        (words.amount(bounds.all), "figure-visits", advice::by_whom(report, words)),
        (words.count(bounds.certain), "figure-certain", of_visits("figure-certain-note", bounds.proven)),
        inferred,
        (words.count(report.shares.count), "figure-shares", words.plain("figure-shares-note")),
        (words.count(report.lines.bots), "figure-machines", words.plain("figure-machines-note")),
    ];
    for (figure, key, note) in rows {
        sheet.paragraph(Ink::Plain, &format!("{figure:>9}  "), &format!("{}, {note}", words.plain(key)));
    }
    sheet.blank();
    sheet.explain(&words.plain("how-visits"));
    for sentence in advice::how_headline(report, words) {
        sheet.explain(&sentence);
    }
}

pub(super) fn time(sheet: &mut Sheet, report: &Report, words: &Words) {
    if report.timeline.buckets.is_empty() {
        return;
    }
    let title = format!("{}, {}", words.plain("section-time"), period::step(report.timeline.step, words));
    sheet.heading(&title);
    sparks::write(sheet, report, words);
    if report.timeline.buckets.iter().any(|bucket| bucket.partial) {
        sheet.paragraph(Ink::Soft, "  ╌ ", &words.plain("timeline-key-partial"));
    }
    let timezone = clean(&report.timezone, names::SOURCE);
    let how = match report.method {
        Method::LandingPageRule => "how-time-text",
        Method::Estimate => "how-time-text-estimate",
    };
    sheet.explain(&words.text(how, &[("timezone", timezone.into())]));
}
