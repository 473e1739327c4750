//! Writes the made-up reports and the tests of their estimates in every language and form, to be looked at:
//! `cargo run -p uc-web --example render_sample -- FOLDER`.

use std::path::PathBuf;

use uc_testkit::reports;
use uc_web::text::{Colour, Style};
use uc_web::{backtest, json, report_page, text};
use uc_words::{Language, Words};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args_os().nth(1).map_or_else(|| PathBuf::from("."), PathBuf::from);
    std::fs::create_dir_all(&folder)?;
    let samples = [
        ("bakery", reports::bakery()),
        ("bakery_by_rule", reports::bakery_by_rule()),
        ("untested", reports::untested()),
        ("empty", reports::empty()),
        ("hostile", reports::hostile()),
    ];
    for (language, code) in Language::ALL {
        let words = Words::new(language);
        for (name, report) in &samples {
            let write =
                |ending: &str, text: String| std::fs::write(folder.join(format!("{name}.{ending}")), text);
            let style = Style { width: 80, colour: Colour::Plain };
            write(&format!("{code}.txt"), text::render(report, &words, style))?;
            write(&format!("{code}.html"), report_page::render(report, &words)?)?;
            write("json", json::render(report)?)?;
            write(&format!("backtest.{code}.txt"), backtest::text(report, &words, style))?;
            write(&format!("backtest.{code}.html"), backtest::page(report, &words)?)?;
            write("backtest.json", backtest::json(report)?)?;
        }
    }
    Ok(())
}
