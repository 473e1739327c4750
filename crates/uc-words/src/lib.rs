//! Words it: the catalogues of English, German and Swedish, plural rules, numbers and dates.
