//! The languages that Undercurrent speaks, and how one is chosen. Never reads the environment itself.

/// A language with a complete catalogue.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English: also the answer where a locale names a language without a catalogue.
    #[default]
    English,
    /// German, addressing the reader as "Sie".
    German,
    /// Swedish, addressing the reader as "du".
    Swedish,
}

impl Language {
    /// All languages with their two-letter codes.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::English, "en"), (Self::German, "de"), (Self::Swedish, "sv")];

    /// Returns the two-letter code, as it stands in `--lang` and in a page's `lang` attribute.
    pub fn code(self) -> &'static str {
        Self::ALL.iter().find(|(language, _)| *language == self).map_or("en", |(_, code)| code)
    }

    /// Finds a language by its two-letter code in either case.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| known.eq_ignore_ascii_case(code)).map(|(language, _)| *language)
    }

    /// Chooses by a POSIX locale (`de_DE.UTF-8`) or a language tag (`sv-FI`); English where neither fits.
    pub fn from_locale(locale: &str) -> Self {
        let code = locale.split(['_', '-', '.', '@']).next().unwrap_or_default();
        Self::from_code(code).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(locale: &str, expected: Language) {
        assert_eq!(Language::from_locale(locale), expected, "{locale}");
    }

    #[test]
    fn a_locale_names_its_language() {
        check("de_DE.UTF-8", Language::German);
        check("de_AT@euro", Language::German);
        check("sv-FI", Language::Swedish);
        check("SV", Language::Swedish);
        check("en_GB.UTF-8", Language::English);
    }

    #[test]
    fn an_unknown_locale_is_answered_in_english() {
        check("", Language::English);
        check("C", Language::English);
        check("POSIX", Language::English);
        check("dexter", Language::English);
        check("fr_FR.UTF-8", Language::English);
    }
}
