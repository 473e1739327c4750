//! Writes the made-up bakery's report, an empty one and a hostile one in every language and form, to be looked at:
//! `cargo run -p uc-web --example render_sample -- FOLDER`.

use std::path::PathBuf;

use uc_testkit::reports;
use uc_web::text::{Colour, Style};
use uc_web::{json, report_page, text};
use uc_words::{Language, Words};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args_os().nth(1).map_or_else(|| PathBuf::from("."), PathBuf::from);
    std::fs::create_dir_all(&folder)?;
    for (language, code) in Language::ALL {
        let words = Words::new(language);
        let samples =
            [("bakery", reports::bakery()), ("empty", reports::empty()), ("hostile", reports::hostile())];
        for (name, report) in samples {
            let path = folder.join(format!("{name}.{code}"));
            let style = Style { width: 80, colour: Colour::Plain };
            std::fs::write(path.with_extension(format!("{code}.txt")), text::render(&report, &words, style))?;
            std::fs::write(
                path.with_extension(format!("{code}.html")),
                report_page::render(&report, &words)?,
            )?;
            std::fs::write(folder.join(format!("{name}.json")), json::render(&report)?)?;
        }
    }
    Ok(())
}
