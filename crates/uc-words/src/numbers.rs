//! Numbers as each language writes them, and never with more precision than there is.
//!
//! Per cents are whole. What is not nothing never reads "0%", and what is not all never reads "100%".

use crate::Language;

/// A no-break space, between a number and its sign.
const NO_BREAK: &str = "\u{a0}";
/// A narrow no-break space, between groups of digits.
const NARROW_NO_BREAK: &str = "\u{202f}";

impl Language {
    fn group_mark(self) -> &'static str {
        match self {
            Self::English => ",",
            Self::German => ".",
            Self::Swedish => NARROW_NO_BREAK,
        }
    }

    fn decimal_mark(self) -> &'static str {
        match self {
            Self::English => ".",
            Self::German | Self::Swedish => ",",
        }
    }

    /// English sets the sign against the number; German (DIN 5008) and Swedish put a space between.
    fn percent_sign(self) -> String {
        match self {
            Self::English => "%".to_owned(),
            Self::German | Self::Swedish => format!("{NO_BREAK}%"),
        }
    }

    /// Writes a whole number with its digits in groups of three.
    pub fn count(self, value: u64) -> String {
        let digits = value.to_string();
        let mut out = String::with_capacity(digits.len() + digits.len() / 3 * 3);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                out.push_str(self.group_mark());
            }
            out.push(digit);
        }
        out
    }

    /// Writes a number with one digit after the decimal mark.
    pub fn tenths(self, value: f64) -> String {
        let tenths = whole(value * 10.0);
        format!("{}{}{}", self.count(tenths / 10), self.decimal_mark(), tenths % 10)
    }

    /// Writes a number with two digits after the decimal mark.
    pub fn hundredths(self, value: f64) -> String {
        let hundredths = whole(value * 100.0);
        format!("{}{}{:02}", self.count(hundredths / 100), self.decimal_mark(), hundredths % 100)
    }

    /// Writes a fraction (0 to 1) as whole per cents.
    pub fn percent(self, fraction: f64) -> String {
        format!("{}{}", self.bare_percent(fraction), self.percent_sign())
    }

    /// Writes two fractions as a range with one sign: `4–39%`. Ends that read the same are written once.
    pub fn percent_range(self, low: f64, high: f64) -> String {
        let (low, high) = (self.bare_percent(low), self.bare_percent(high));
        if low == high {
            return format!("{high}{}", self.percent_sign());
        }
        format!("{low}–{high}{}", self.percent_sign())
    }

    /// Writes two amounts as a range. Ends that read the same are written once.
    pub fn count_range(self, low: f64, high: f64) -> String {
        let low = told(low);
        let high = told(high).max(low);
        if low == high { self.count(low) } else { format!("{}–{}", self.count(low), self.count(high)) }
    }

    /// Writes an estimated fraction with its range behind it: `31% (24–39)`. Where all three read the same, once.
    pub fn percent_estimate(self, value: f64, (low, high): (f64, f64)) -> String {
        let [value, low, high] = [value, low, high].map(|part| self.bare_percent(part));
        let sign = self.percent_sign();
        if low == high && low == value {
            return format!("{value}{sign}");
        }
        format!("{value}{sign} ({low}–{high})")
    }

    /// Writes an estimated amount with its range behind it: `410 (380–450)`. All three have two significant figures,
    /// so that the amount never reads as if it lay outside; what is certain is written once, exactly.
    pub fn count_estimate(self, value: f64, (low, high): (f64, f64)) -> String {
        if low == high && low == value {
            return self.count(told(value));
        }
        // What is not nothing never reads "0"; the lower end may.
        let little = value > 0.0 && estimate(value) == 0;
        let [value, low, high] = [value, low, high].map(|part| self.count(estimate(part)));
        let value = if little { "<1".to_owned() } else { value };
        if low == high && low == value { value } else { format!("{value} ({low}–{high})") }
    }

    /// Writes how many of a hundred a fraction is, as whole as [`Self::percent`].
    pub fn of_hundred(self, fraction: f64) -> String {
        self.bare_percent(fraction)
    }

    fn bare_percent(self, fraction: f64) -> String {
        let percents = if fraction.is_nan() { 0.0 } else { fraction.clamp(0.0, 1.0) * 100.0 };
        if percents > 0.0 && percents < 1.0 {
            return "<1".to_owned();
        }
        // Whole per cents below 100: a single other visit keeps the reader from reading "all".
        let rounded = if percents < 100.0 { percents.round().min(99.0) } else { 100.0 };
        self.count(whole(rounded))
    }
}

/// Returns an amount as it is told. A whole one was counted, if only as the bound of a rule, and stays exact, so that
/// parts add up; one with a fraction is an estimate.
pub(crate) fn told(value: f64) -> u64 {
    if value.fract() == 0.0 { whole(value) } else { estimate(value) }
}

/// Rounds an estimate to two significant figures: more would pretend to a precision that is not there.
fn estimate(value: f64) -> u64 {
    if !value.is_finite() {
        return 0;
    }
    let mut unit = 1.0;
    while value / unit >= 100.0 {
        unit *= 10.0;
    }
    whole((value / unit).round() * unit)
}

/// Rounds to a whole number; what is not a number, or below nothing, is nothing.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped first; `as` saturates")]
fn whole(value: f64) -> u64 {
    if value.is_finite() { value.max(0.0).round() as u64 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: impl Fn(Language) -> String, expected: [&str; 3]) {
        let languages = [Language::English, Language::German, Language::Swedish];
        assert_eq!(languages.map(written), expected.map(str::to_owned));
    }

    #[test]
    fn digits_stand_in_groups_of_three() {
        check(|l| l.count(0), ["0", "0", "0"]);
        check(|l| l.count(999), ["999", "999", "999"]);
        check(|l| l.count(12_345), ["12,345", "12.345", "12\u{202f}345"]);
        check(|l| l.count(1_234_567), ["1,234,567", "1.234.567", "1\u{202f}234\u{202f}567"]);
    }

    #[test]
    fn tenths_have_the_mark_of_the_language() {
        check(|l| l.tenths(31.4), ["31.4", "31,4", "31,4"]);
        check(|l| l.tenths(1234.96), ["1,235.0", "1.235,0", "1\u{202f}235,0"]);
    }

    #[test]
    fn hundredths_keep_their_noughts() {
        check(|l| l.hundredths(0.0512), ["0.05", "0,05", "0,05"]);
        check(|l| l.hundredths(0.996), ["1.00", "1,00", "1,00"]);
        check(|l| l.hundredths(f64::NAN), ["0.00", "0,00", "0,00"]);
    }

    #[test]
    fn per_cents_are_whole_and_keep_away_from_none_and_all() {
        check(|l| l.percent(0.314), ["31%", "31\u{a0}%", "31\u{a0}%"]);
        check(|l| l.percent(0.0), ["0%", "0\u{a0}%", "0\u{a0}%"]);
        check(|l| l.percent(0.004), ["<1%", "<1\u{a0}%", "<1\u{a0}%"]);
        check(|l| l.percent(0.999), ["99%", "99\u{a0}%", "99\u{a0}%"]);
        check(|l| l.percent(1.0), ["100%", "100\u{a0}%", "100\u{a0}%"]);
        check(|l| l.percent(f64::NAN), ["0%", "0\u{a0}%", "0\u{a0}%"]);
    }

    #[test]
    fn a_range_has_one_sign() {
        check(|l| l.percent_range(0.04, 0.39), ["4–39%", "4–39\u{a0}%", "4–39\u{a0}%"]);
        check(|l| l.percent_range(0.101, 0.1), ["10%", "10\u{a0}%", "10\u{a0}%"]);
        check(|l| l.count_range(92.0, 1_437.0), ["92–1,437", "92–1.437", "92–1\u{202f}437"]);
        check(|l| l.count_range(92.0, 1_437.2), ["92–1,400", "92–1.400", "92–1\u{202f}400"]);
        check(|l| l.count_range(104.0, 104.0), ["104", "104", "104"]);
    }

    #[test]
    fn an_estimate_is_never_told_without_its_range() {
        check(
            |l| l.percent_estimate(0.31, (0.24, 0.39)),
            ["31% (24–39)", "31\u{a0}% (24–39)", "31\u{a0}% (24–39)"],
        );
        check(|l| l.percent_estimate(0.314, (0.312, 0.313)), ["31%", "31\u{a0}%", "31\u{a0}%"]);
        check(|l| l.count_estimate(1_437.0, (1_380.4, 1_437.2)), ["1,400", "1.400", "1\u{202f}400"]);
        check(|l| l.count_estimate(412.3, (379.6, 451.0)), ["410 (380–450)"; 3]);
        check(|l| l.count_estimate(1_437.0, (1_437.0, 1_437.0)), ["1,437", "1.437", "1\u{202f}437"]);
        check(|l| l.count_estimate(0.3, (0.0, 1.2)), ["<1 (0–1)"; 3]);
        check(|l| l.count_estimate(f64::NAN, (0.0, f64::INFINITY)), ["0"; 3]);
    }

    #[test]
    fn what_was_counted_is_told_exactly() {
        assert_eq!((told(1_437.0), told(1_437.2), told(f64::NAN)), (1_437, 1_400, 0));
    }

    #[test]
    fn an_estimate_has_two_significant_figures() {
        for (value, expected) in
            [(0.4, 0), (7.6, 8), (99.0, 99), (99.6, 100), (147.0, 150), (1_437.2, 1_400), (98_765.0, 99_000)]
        {
            assert_eq!(estimate(value), expected, "{value}");
        }
    }
}
