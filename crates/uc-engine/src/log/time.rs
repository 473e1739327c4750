//! Times as logs write them → seconds since 1970-01-01 00:00 UTC.
//!
//! A [`Clock`] never asks what time it is: it only remembers the hour it read last, because the lines of a log
//! mostly share it. A time without a zone is taken for UTC. No floating point is used.

/// Reads times; each thread has its own, since it remembers the last hour.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    /// `17/May/2015:10`, the last one read in full.
    hour: [u8; 14],
    /// ` +0000`, as it stood beside it.
    zone: [u8; 6],
    /// When that hour began.
    began: i64,
}

/// The first and the last instant that is believed: 1970 to the end of 2999.
const BELIEVED: std::ops::Range<i64> = 0..32_503_680_000;

impl Clock {
    /// Reads a time in whichever notation it has: that of the common log format, RFC 3339, seconds or
    /// milliseconds (and finer) since 1970.
    pub fn any(&mut self, text: &[u8]) -> Option<i64> {
        let text = match text {
            [b'[', inner @ .., b']'] => inner,
            _ => text,
        };
        match (text.get(2), text.get(4)) {
            (Some(b'/'), _) => self.common(text),
            (_, Some(b'-' | b'/')) => rfc3339(text),
            _ => epoch(text),
        }
    }

    /// Reads `17/May/2015:10:05:03 +0200`; a fraction of a second and the zone may be there or not.
    #[inline]
    pub fn common(&mut self, text: &[u8]) -> Option<i64> {
        if text.len() == 26 && text[..14] == self.hour && text[20..] == self.zone {
            return Some(self.began + minute_and_second(&text[14..20])?);
        }
        self.common_in_full(text)
    }

    fn common_in_full(&mut self, text: &[u8]) -> Option<i64> {
        let (day, month, year) =
            (number(text.get(..2)?)?, month(text.get(3..6)?)?, number(text.get(7..11)?)?);
        let separators = (text[2], text[6], *text.get(11)?);
        if !matches!(separators, (b'/', b'/', b':' | b' ')) {
            return None;
        }
        let hour = number(text.get(12..14)?).filter(|hour| *hour < 24)?;
        let zone = zone(without_fraction(text.get(20..)?))?;
        let began = days(year, month, day)? * 86_400 + hour * 3_600 - zone;
        let at = began + minute_and_second(&text[14..20])?;
        if text.len() == 26 {
            self.hour.copy_from_slice(&text[..14]);
            self.zone.copy_from_slice(&text[20..]);
            self.began = began;
        }
        BELIEVED.contains(&at).then_some(at)
    }

    /// Reads a date and a time of day that stand apart, both in UTC, as in W3C logs.
    pub fn date_and_time(&self, date: &[u8], time: &[u8]) -> Option<i64> {
        let at = calendar_day(date)? * 86_400 + time_of_day(time.get(..8)?)?;
        without_fraction(&time[8..]).is_empty().then_some(at).filter(|at| BELIEVED.contains(at))
    }
}

/// Reads `2026-11-22T10:00:00.123+01:00` and its kin: slashes, a blank for the `T`, a comma, no zone.
fn rfc3339(text: &[u8]) -> Option<i64> {
    let day = calendar_day(text.get(..10)?)?;
    if !matches!(text.get(10)?, b'T' | b't' | b' ' | b'_') {
        return None;
    }
    let at = day * 86_400 + time_of_day(text.get(11..19)?)? - zone(without_fraction(&text[19..]))?;
    BELIEVED.contains(&at).then_some(at)
}

/// Reads seconds since 1970, or milliseconds, microseconds or nanoseconds: the number of digits tells.
fn epoch(text: &[u8]) -> Option<i64> {
    let digits = text.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    if !without_fraction(&text[digits..]).is_empty() {
        return None;
    }
    let scale = match digits {
        8..=11 => 1,
        12..=14 => 1_000,
        15..=17 => 1_000_000,
        18..=19 => 1_000_000_000,
        _ => return None,
    };
    let at = text[..digits]
        .iter()
        .try_fold(0_i64, |value, byte| value.checked_mul(10)?.checked_add(i64::from(byte - b'0')))?
        / scale;
    BELIEVED.contains(&at).then_some(at)
}

/// Reads `2026-11-22` or `2026/11/22` as days since 1970.
fn calendar_day(text: &[u8]) -> Option<i64> {
    let separated = text.len() == 10 && matches!((text[4], text[7]), (b'-', b'-') | (b'/', b'/'));
    if !separated {
        return None;
    }
    days(number(&text[..4])?, number(&text[5..7])?, number(&text[8..])?)
}

/// Reads `10:05:03` as seconds of the day.
fn time_of_day(text: &[u8]) -> Option<i64> {
    let hour = number(text.get(..2)?).filter(|hour| *hour < 24)?;
    Some(hour * 3_600 + minute_and_second(text.get(2..8)?)?)
}

/// Reads `:05:03`; a leap second is the second after it.
fn minute_and_second(text: &[u8]) -> Option<i64> {
    let &[b':', m1, m2, b':', s1, s2] = text else { return None };
    let (minute, second) = (number(&[m1, m2])?, number(&[s1, s2])?);
    (minute < 60 && second <= 60).then_some(minute * 60 + second)
}

/// Cuts `.123` or `,123` off the beginning.
fn without_fraction(text: &[u8]) -> &[u8] {
    let Some(digits) = text.strip_prefix(b".").or_else(|| text.strip_prefix(b",")) else { return text };
    let end = digits.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(digits.len());
    &digits[end..]
}

/// Reads `+0200`, `+02:00`, `+02`, `Z` or nothing as seconds east of Greenwich.
fn zone(text: &[u8]) -> Option<i64> {
    let text = text.strip_prefix(b" ").unwrap_or(text);
    let (sign, digits) = match text {
        b"" | b"Z" | b"z" | b"UTC" | b"GMT" => return Some(0),
        [b'+', digits @ ..] => (1, digits),
        [b'-', digits @ ..] => (-1, digits),
        _ => return None,
    };
    let (hours, minutes) = match *digits {
        [h1, h2] => ([h1, h2], [b'0', b'0']),
        [h1, h2, m1, m2] | [h1, h2, b':', m1, m2] => ([h1, h2], [m1, m2]),
        _ => return None,
    };
    let (hours, minutes) = (number(&hours)?, number(&minutes)?);
    (hours <= 18 && minutes < 60).then_some(sign * (hours * 3_600 + minutes * 60))
}

fn month(name: &[u8]) -> Option<i64> {
    const NAMES: &[u8; 36] = b"JanFebMarAprMayJunJulAugSepOctNovDec";
    let index = NAMES.chunks_exact(3).position(|known| known.eq_ignore_ascii_case(name))?;
    i64::try_from(index + 1).ok()
}

/// Reads up to four decimal digits, nothing else.
fn number(digits: &[u8]) -> Option<i64> {
    let mut value = 0;
    for byte in digits {
        if !byte.is_ascii_digit() {
            return None;
        }
        value = value * 10 + i64::from(byte - b'0');
    }
    Some(value)
}

/// Counts the days from 1970-01-01 to a day of the Gregorian calendar; `None` for a day that there never was.
fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if !(1..=length).contains(&day) || !(1970..3000).contains(&year) {
        return None;
    }
    // Years that begin in March put the leap day last, so that the length of the months before it is regular.
    let (shifted_year, shifted_month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let before_month = (153 * shifted_month + 2) / 5;
    let before_year = shifted_year * 365 + shifted_year / 4 - shifted_year / 100 + shifted_year / 400;
    /// Days from 1 March of the year 0 to 1 January 1970.
    const TO_1970: i64 = 719_468;
    Some(before_year + before_month + day - 1 - TO_1970)
}

#[cfg(test)]
mod tests {
    use super::{Clock, days};

    fn check(text: &str, expected: Option<i64>) {
        assert_eq!(Clock::default().any(text.as_bytes()), expected, "{text}");
    }

    #[test]
    fn every_notation_gives_the_same_instant() {
        let at = Some(1_431_857_103);
        check("17/May/2015:10:05:03 +0000", at);
        check("17/May/2015:12:05:03 +0200", at);
        check("17/May/2015:03:35:03 -0630", at);
        check("[17/May/2015:10:05:03 +0000]", at);
        check("17/May/2015:10:05:03.655", at);
        check("17/May/2015 10:05:03 +0000", at);
        check("2015-05-17T10:05:03Z", at);
        check("2015-05-17T12:05:03+02:00", at);
        check("2015-05-17T12:05:03.123+0200", at);
        check("2015-05-17T10:05:03.123456Z", at);
        check("2015-05-17 10:05:03", at);
        check("2015/05/17 10:05:03.5", at);
        check("1431857103", at);
        check("1431857103.123", at);
        check("1431857103123", at);
        check("1431857103123.45", at);
        check("1431857103123456", at);
        check("1431857103123456789", at);
        assert_eq!(Clock::default().date_and_time(b"2015-05-17", b"10:05:03"), at);
    }

    #[test]
    fn what_never_was_is_no_time() {
        for text in [
            "",
            "-",
            "32/Feb/2015:10:05:03 +0000",
            "29/Feb/2015:10:05:03 +0000",
            "17/Mai/2015:10:05:03 +0000",
            "17/May/2015:24:05:03 +0000",
            "17/May/2015:10:60:03 +0000",
            "17/May/2015:10:05:61 +0000",
            "17/May/2015:10:05:03 +9900",
            "17/May/2015:10:05:03 CEST",
            "17-May-2015:10:05:03 +0000",
            "99999-01-01T00:00:00Z",
            "9999-01-01T00:00:00Z",
            "2015-13-01T00:00:00Z",
            "1969-12-31T00:00:00Z",
            "123",
            "99999999999999999999",
            "1431857103.12x",
            "10:05:03",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn the_remembered_hour_changes_nothing() {
        let mut clock = Clock::default();
        for (text, expected) in [
            ("17/May/2015:10:05:03 +0000", Some(1_431_857_103)),
            ("17/May/2015:10:59:59 +0000", Some(1_431_860_399)),
            ("17/May/2015:10:05:03 +0200", Some(1_431_849_903)),
            ("17/May/2015:10:05:03 +0000", Some(1_431_857_103)),
            ("17/May/2015:10:60:03 +0000", None),
            ("17/May/2015:11:05:03 +0000", Some(1_431_860_703)),
        ] {
            assert_eq!(clock.common(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn each_day_follows_the_one_before() {
        let mut next = 0;
        for year in 1970..3000 {
            for month in 1..=12 {
                for day in (1..=31).filter_map(|day| days(year, month, day)) {
                    assert_eq!(day, next);
                    next += 1;
                }
            }
        }
        assert_eq!(days(2000, 2, 29), Some(11_016));
    }
}
