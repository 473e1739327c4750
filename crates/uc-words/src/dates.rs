//! Dates and hours as each language writes them, from civil dates: time zones are settled before.

use crate::Language;

/// A day of the calendar, as somebody in the report's time zone would name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// The year.
    pub year: i16,
    /// The month, from one.
    pub month: i8,
    /// The day of the month, from one.
    pub day: i8,
}

const MONTHS: [[&str; 3]; 12] = [
    ["January", "Januar", "januari"],
    ["February", "Februar", "februari"],
    ["March", "März", "mars"],
    ["April", "April", "april"],
    ["May", "Mai", "maj"],
    ["June", "Juni", "juni"],
    ["July", "Juli", "juli"],
    ["August", "August", "augusti"],
    ["September", "September", "september"],
    ["October", "Oktober", "oktober"],
    ["November", "November", "november"],
    ["December", "Dezember", "december"],
];

const SHORT_MONTHS: [[&str; 3]; 12] = [
    ["Jan", "Jan.", "jan."],
    ["Feb", "Feb.", "feb."],
    ["Mar", "März", "mars"],
    ["Apr", "Apr.", "apr."],
    ["May", "Mai", "maj"],
    ["Jun", "Juni", "juni"],
    ["Jul", "Juli", "juli"],
    ["Aug", "Aug.", "aug."],
    ["Sep", "Sept.", "sep."],
    ["Oct", "Okt.", "okt."],
    ["Nov", "Nov.", "nov."],
    ["Dec", "Dez.", "dec."],
];

impl Language {
    /// Writes a day in full: `17 May 2015`, `17. Mai 2015`, `17 maj 2015`.
    pub fn date(self, date: Date) -> String {
        format!("{} {} {}", self.day(date), self.month(&MONTHS, date), date.year)
    }

    /// Writes a period by its first and last day, naming month and year once where they are the same.
    pub fn dates(self, first: Date, last: Date) -> String {
        if first == last {
            return self.date(first);
        }
        if first.year != last.year {
            return format!("{} – {}", self.date(first), self.date(last));
        }
        if first.month != last.month {
            return format!("{} {} – {}", self.day(first), self.month(&MONTHS, first), self.date(last));
        }
        format!("{}–{}", self.day(first), self.date(last))
    }

    /// Writes a day for an axis: `17 May`, `17. Mai`, `17 maj`.
    pub fn short_day(self, date: Date) -> String {
        format!("{} {}", self.day(date), self.month(&SHORT_MONTHS, date))
    }

    /// Writes an hour of a day for an axis: `17 May, 14:00`, `17. Mai, 14 Uhr`, `17 maj kl. 14`.
    pub fn short_hour(self, date: Date, hour: i8) -> String {
        let day = self.short_day(date);
        match self {
            Self::English => format!("{day}, {hour}:00"),
            Self::German => format!("{day}, {hour} Uhr"),
            Self::Swedish => format!("{day} kl. {hour}"),
        }
    }

    /// Writes a month for an axis: `May 2015`.
    pub fn short_month(self, date: Date) -> String {
        format!("{} {}", self.month(&SHORT_MONTHS, date), date.year)
    }

    /// German ordinals carry a full stop.
    fn day(self, date: Date) -> String {
        match self {
            Self::German => format!("{}.", date.day),
            Self::English | Self::Swedish => date.day.to_string(),
        }
    }

    fn month(self, names: &[[&'static str; 3]; 12], date: Date) -> &'static str {
        let index = usize::try_from(date.month - 1).unwrap_or_default().min(11);
        match self {
            Self::English => names[index][0],
            Self::German => names[index][1],
            Self::Swedish => names[index][2],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn day(year: i16, month: i8, day: i8) -> Date {
        Date { year, month, day }
    }

    fn check(first: Date, last: Date, expected: [&str; 3]) {
        let languages = [Language::English, Language::German, Language::Swedish];
        assert_eq!(languages.map(|language| language.dates(first, last)), expected.map(str::to_owned));
    }

    #[test]
    fn a_period_names_month_and_year_once() {
        check(day(2015, 5, 17), day(2015, 5, 20), ["17–20 May 2015", "17.–20. Mai 2015", "17–20 maj 2015"]);
        check(day(2015, 5, 17), day(2015, 5, 17), ["17 May 2015", "17. Mai 2015", "17 maj 2015"]);
        check(
            day(2026, 2, 28),
            day(2026, 3, 3),
            ["28 February – 3 March 2026", "28. Februar – 3. März 2026", "28 februari – 3 mars 2026"],
        );
        check(
            day(2025, 12, 28),
            day(2026, 1, 3),
            [
                "28 December 2025 – 3 January 2026",
                "28. Dezember 2025 – 3. Januar 2026",
                "28 december 2025 – 3 januari 2026",
            ],
        );
    }

    #[test]
    fn axis_labels_are_short() {
        let date = day(2026, 9, 4);
        assert_eq!(Language::English.short_hour(date, 14), "4 Sep, 14:00");
        assert_eq!(Language::German.short_hour(date, 14), "4. Sept., 14 Uhr");
        assert_eq!(Language::Swedish.short_hour(date, 14), "4 sep. kl. 14");
        assert_eq!(Language::German.short_month(date), "Sept. 2026");
    }
}
