//! How cards stand beside each other: two columns, filled so that they end at about the same height.

use askama::Template;

use super::section::Section;

/// Two columns of cards, already rendered.
#[derive(Template, Default)]
#[template(path = "report/pair.html")]
pub(crate) struct Pair {
    columns: [Column; 2],
}

/// Cards below each other.
#[derive(Default)]
struct Column {
    cards: Vec<String>,
    height: usize,
}

/// A card and about how high it is, in pixels, in one of two columns.
pub(crate) struct Card {
    html: String,
    height: usize,
}

/// A column may end so many pixels below its neighbour.
const SLACK: usize = 120;
/// Letters on a line of a column, and the height of that line in pixels.
const LINE: (usize, usize) = (50, 22);

impl Card {
    /// Renders a section.
    pub(crate) fn of(section: &Section) -> askama::Result<Self> {
        let text = lines(&section.intro) + lines(&section.after);
        let height = 104 + section.bars() * 48 + text + (section.tables.len() + 1) * 28;
        Ok(Self { html: section.render()?, height })
    }

    /// Takes a rendered list of sentences.
    pub(crate) fn of_list(html: String, sentences: &[String]) -> Self {
        Self { html, height: 104 + sentences.iter().map(|sentence| lines(sentence) + 12).sum::<usize>() }
    }

    /// Adds what stands in the card beside its sentences, in pixels.
    pub(crate) fn higher(self, pixels: usize) -> Self {
        Self { height: self.height + pixels, ..self }
    }

    /// Returns the card alone, over the whole width.
    pub(crate) fn alone(self) -> String {
        self.html
    }
}

fn lines(text: &str) -> usize {
    text.chars().count().div_ceil(LINE.0) * LINE.1
}

impl Pair {
    /// Sets a card at the left and one at the right.
    pub(crate) fn new(left: Card, right: Option<Card>) -> Self {
        let mut pair = Self::default();
        pair.columns[0].push(left);
        right.into_iter().for_each(|card| pair.columns[1].push(card));
        pair
    }

    /// Adds a card at the right where there is room below; gives it back where there is none.
    pub(crate) fn fill(&mut self, card: Card) -> Option<Card> {
        let [left, right] = &mut self.columns;
        let fits = right.cards.is_empty() || right.height + card.height <= left.height + SLACK;
        if !fits {
            return Some(card);
        }
        right.push(card);
        None
    }
}

impl Column {
    fn push(&mut self, card: Card) {
        self.height += card.height;
        self.cards.push(card.html);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(height: usize) -> Card {
        Card { html: String::new(), height }
    }

    #[test]
    fn a_card_goes_where_there_is_room_below() {
        let check = |left, right: Option<usize>, more, fits: bool| {
            let mut pair = Pair::new(card(left), right.map(card));
            assert_eq!(pair.fill(card(more)).is_none(), fits, "{left} {right:?} {more}");
        };
        check(500, Some(300), 200, true);
        check(500, Some(480), 300, false);
        check(500, None, 900, true);
    }
}
