//! How far the estimate can be trusted, beside why its range is not narrower.

use askama::Template;
use uc_engine::report::Report;
use uc_words::Words;

use super::layout::{Card, Pair};
use crate::sentences::trust;

/// A card of a title and sentences.
#[derive(Template)]
#[template(path = "report/prose.html")]
pub(crate) struct Prose {
    pub(crate) id: &'static str,
    pub(crate) title: String,
    pub(crate) sentences: Vec<String>,
}

impl Prose {
    /// Renders the card; none without a sentence.
    pub(crate) fn card(self) -> askama::Result<Option<Card>> {
        if self.sentences.is_empty() {
            return Ok(None);
        }
        Ok(Some(Card::of_list(self.render()?, &self.sentences)))
    }
}

/// The two cards; nothing where nothing was estimated.
pub(super) fn cards(report: &Report, words: &Words) -> askama::Result<Option<Pair>> {
    let sentences = trust::trust(report, words);
    let trust = Prose { id: "trust", title: words.plain("section-trust"), sentences }.card()?;
    let sentences = trust::doubts(report, words);
    let doubts = Prose { id: "doubts", title: words.plain("section-doubts"), sentences }.card()?;
    Ok(trust.map(|trust| Pair::new(trust, doubts)))
}
