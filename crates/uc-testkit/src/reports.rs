//! Made-up reports: a bakery's month (estimated, and by the rule alone), two days of a club, a log without anybody in
//! it, and a log written by an attacker.
//!
//! The figures agree with each other as those of a real report do (channels sum to the landings, lines to the
//! lines read); tests here and in `estimated` hold them to it.

mod estimated;

use uc_engine::backtest::SourceTest;
use uc_engine::report::{
    Bucket, Caveat, ChannelRow, ChannelSourceRow, DarkSocial, EitherRow, Lines, Method, PageRow, Report,
    RuleFigure, SharePageRow, ShareSourceRow, SharesSeen, SourceRow, Step, Timeline, UnparsedLine,
};
use uc_engine::source::{Channel, Privacy, SourceName};

/// A bakery's September: four weeks, one page that made the rounds, every section filled, and an estimate.
pub fn bakery() -> Report {
    estimated::bakery(bakery_by_rule())
}

/// Two days of a club: too little to test the estimate on, and every reason for doubt.
pub fn untested() -> Report {
    estimated::untested(bakery())
}

/// The bakery's September by the landing-page rule alone.
pub fn bakery_by_rule() -> Report {
    Report {
        hosts: vec!["baeckerei-lindner.example".to_owned(), "www.baeckerei-lindner.example".to_owned()],
        // 1 September 2026, 06:12 to 28 September 2026, 17:40, both in Berlin.
        period: Some((1_788_235_920, 1_790_610_000)),
        timezone: "Europe/Berlin".to_owned(),
        lines: bakery_lines(),
        page_views: 5_218,
        visitors: 1_630,
        landings: 2_310,
        machines: 0.0,
        channels: channels(&[
            (Channel::DarkSocial, 788.0),
            (Channel::Search, 690.0),
            (Channel::Direct, 560.0),
            (Channel::Social, 132.0),
            (Channel::Referral, 74.0),
            (Channel::AiAssistant, 31.0),
            (Channel::Newsletter, 22.0),
            (Channel::Campaign, 13.0),
        ]),
        dark: DarkSocial {
            landings: 788.0,
            share: 788.0 / 2_310.0,
            interval: (95.0 / 2_310.0, 788.0 / 2_310.0),
            declared: 24,
            revealed: 71,
            inferred: 693.0,
            by_source: sources(&[
                ("whatsapp", 41),
                ("email", 19),
                ("telegram", 14),
                ("messenger", 9),
                ("slack", 5),
                ("threema", 4),
                ("discord", 3),
                ("", 693),
            ]),
            by_page: bakery_pages(),
        },
        either: [("instagram", 46), ("facebook", 21), ("linkedin", 6)]
            .map(|(name, landings)| either(known(name), landings))
            .to_vec(),
        sources: vec![
            channel_source(Channel::Search, known("google"), 601),
            channel_source(Channel::Search, known("bing"), 54),
            channel_source(Channel::Social, known("facebook"), 51),
            channel_source(Channel::Social, known("instagram"), 46),
            channel_source(Channel::Referral, seen("stadtblatt-muenster.example"), 38),
            channel_source(Channel::Search, known("duckduckgo"), 35),
            channel_source(Channel::AiAssistant, known("chatgpt"), 24),
            channel_source(Channel::Newsletter, seen("september-brief"), 22),
            channel_source(Channel::Referral, seen("brotfreunde.example"), 19),
            channel_source(Channel::Campaign, seen("herbst-aktion"), 13),
        ],
        shares: bakery_shares(),
        timeline: Timeline { step: Step::Day, buckets: bakery_days() },
        home_pages: ["/", "/brot/", "/kuchen/", "/aktuelles/"].map(str::to_owned).to_vec(),
        method: Method::LandingPageRule,
        rule: RuleFigure { landings: 788.0, share: 788.0 / 2_310.0 },
        backtest: None,
        doubts: Vec::new(),
        caveats: vec![Caveat::CutShort("access.log.3.gz".to_owned())],
    }
}

/// A log in which nobody came: every figure is nothing.
pub fn empty() -> Report {
    Report {
        hosts: Vec::new(),
        period: None,
        timezone: "UTC".to_owned(),
        lines: Lines::default(),
        page_views: 0,
        visitors: 0,
        landings: 0,
        machines: 0.0,
        channels: Vec::new(),
        dark: DarkSocial {
            landings: 0.0,
            share: 0.0,
            interval: (0.0, 0.0),
            declared: 0,
            revealed: 0,
            inferred: 0.0,
            by_source: Vec::new(),
            by_page: Vec::new(),
        },
        either: Vec::new(),
        sources: Vec::new(),
        shares: SharesSeen::default(),
        timeline: Timeline::default(),
        home_pages: Vec::new(),
        method: Method::LandingPageRule,
        rule: RuleFigure::default(),
        backtest: None,
        doubts: Vec::new(),
        caveats: Vec::new(),
    }
}

/// What an attacker may have written into a log: terminal escapes, markup, direction marks, invisible and
/// endless text, wherever a report holds text from outside.
pub fn hostile() -> Report {
    let nasty = [
        "/\u{1b}[31mred\u{1b}]0;owned\u{7}",
        "/<script>alert(1)</script>\"'&amp;",
        "/\u{202e}gpj.exe\u{2066}\u{200b}\u{feff}",
        "/\u{9b}31m\u{7f}\u{0}\r\n\t\u{85}\u{2028}",
        "/日本語のとても長いページの名前/日本語のとても長いページの名前/日本語のとても長いページの名前",
        "/e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    ]
    .map(str::to_owned);
    let mut report = bakery();
    report.hosts = nasty.to_vec();
    report.dark.by_page = nasty
        .iter()
        .chain([&"/a".repeat(5_000)])
        .map(|page| page_row(page, 2_000_000.0, 1, 2_500_000, 9))
        .collect();
    let landings = 42.0;
    let row = SourceRow { source: Some(seen(&nasty[0])), landings, interval: (2.0, 99.5), known: 2 };
    report.dark.by_source.insert(0, row);
    report.either = nasty.iter().map(|name| either(seen(name), 1)).collect();
    if let Some(backtest) = &mut report.backtest {
        let row =
            |name: &String| SourceTest { source: Some(seen(name)), private: true, landings: 3, told: 0.5 };
        backtest.by_source = nasty.iter().map(row).collect();
    }
    report.sources = nasty.iter().map(|name| channel_source(Channel::Referral, seen(name), 7)).collect();
    report.shares.by_page = nasty
        .iter()
        .map(|page| SharePageRow { page: page.clone(), count: 3, by_source: vec![(seen(&nasty[1]), 3)] })
        .collect();
    report.home_pages = nasty.to_vec();
    report.lines.unparsed_examples =
        (1..).zip(nasty.iter().take(3)).map(|(line, text)| unparsed(text, line, text)).collect();
    report.caveats.push(Caveat::CutShort(nasty[0].clone()));
    report
}

fn known(name: &'static str) -> SourceName {
    SourceName::Known(name)
}

fn seen(name: &str) -> SourceName {
    SourceName::Seen(name.into())
}

fn channel_source(channel: Channel, source: SourceName, landings: u64) -> ChannelSourceRow {
    ChannelSourceRow { channel, source, landings }
}

fn either(source: SourceName, landings: u64) -> EitherRow {
    EitherRow { source: Some(source), landings, private: 0.0 }
}

fn channels(rows: &[(Channel, f64)]) -> Vec<ChannelRow> {
    let all: f64 = rows.iter().map(|(_, landings)| landings).sum();
    rows.iter().map(|&(channel, landings)| ChannelRow { channel, landings, share: landings / all }).collect()
}

/// Those with a name are known for certain; an empty name stands for "not known".
fn sources(rows: &[(&'static str, u64)]) -> Vec<SourceRow> {
    let row = |&(name, landings): &(&'static str, u64)| {
        let named = !name.is_empty();
        let (known, source) = (if named { landings } else { 0 }, named.then(|| known(name)));
        let landings = landings as f64;
        SourceRow { source, landings, interval: (known as f64, landings), known }
    };
    rows.iter().map(row).collect()
}

fn page_row(page: &str, landings: f64, known: u64, all_landings: u64, shares_seen: u64) -> PageRow {
    let interval = (known as f64, landings);
    PageRow { page: page.to_owned(), landings, interval, known, all_landings, shares_seen }
}

fn unparsed(file: &str, line: u64, text: &str) -> UnparsedLine {
    UnparsedLine { file: file.to_owned(), line, text: text.to_owned() }
}

fn bakery_lines() -> Lines {
    Lines {
        read: 48_212,
        pages: 5_218,
        other_pages: 640,
        assets: 33_907,
        previews: 318,
        bots: 7_480,
        bots_by_class: vec![
            ("search", 3_120),
            ("seo", 1_804),
            ("ai", 1_377),
            ("monitor", 672),
            ("library", 411),
            ("feed", 96),
        ],
        errors: 634,
        filtered: 0,
        unparsed: 15,
        unparsed_examples: vec![
            unparsed("access.log", 812, "192.0.2.7 - - [03/Sep/2026:07:1"),
            unparsed("access.log", 20_417, "\\x16\\x03\\x01\\x02\\x00\\x01\\x00\\x01\\xfc\\x03\\x03"),
            unparsed("access.log.1", 9, "== log turned over =="),
        ],
    }
}

fn bakery_pages() -> Vec<PageRow> {
    [
        ("/aktuelles/der-letzte-stollen-des-jahres", 231.0, 46, 402, 61),
        ("/kuchen/pflaumenkuchen-vom-blech", 148.0, 21, 290, 24),
        ("/kurse/brot-backen-fuer-anfaenger-im-oktober", 97.0, 12, 131, 19),
        ("/brot/roggenbrot-rezept", 72.0, 5, 344, 8),
        ("/aktuelles/wir-suchen-dich-ausbildung-2027-in-der-backstube-und-im-verkauf", 58.0, 6, 70, 11),
        ("/kuchen/hochzeitstorten", 44.0, 3, 96, 7),
        ("/fruehstueck/speisekarte.pdf", 31.0, 0, 52, 0),
        ("/brot/glutenfrei", 27.0, 2, 88, 2),
        ("/filialen/hafen", 22.0, 0, 71, 1),
        ("/gutscheine", 19.0, 0, 33, 4),
        ("/aktuelles/backofen", 14.0, 0, 17, 0),
        ("/kuchen/zwiebelkuchen", 11.0, 0, 29, 1),
        ("/ueber-uns/mehl-aus-der-region", 9.0, 0, 13, 0),
        ("/brot/walnussbrot", 5.0, 0, 16, 0),
    ]
    .map(|(page, landings, known, all, shares)| page_row(page, landings, known, all, shares))
    .to_vec()
}

fn bakery_shares() -> SharesSeen {
    let by = |name, count, privacy| ShareSourceRow { source: known(name), count, privacy };
    SharesSeen {
        count: 138,
        by_source: vec![
            by("whatsapp", 84, Privacy::Private),
            by("facebook", 19, Privacy::Either),
            by("telegram", 14, Privacy::Private),
            by("signal", 11, Privacy::Private),
            by("imessage", 6, Privacy::Private),
            by("mastodon", 3, Privacy::Public),
            by("slack", 1, Privacy::Private),
        ],
        by_page: [
            (
                "/aktuelles/der-letzte-stollen-des-jahres",
                vec![("whatsapp", 43), ("facebook", 9), ("signal", 9)],
            ),
            ("/kuchen/pflaumenkuchen-vom-blech", vec![("whatsapp", 17), ("telegram", 7)]),
            (
                "/kurse/brot-backen-fuer-anfaenger-im-oktober",
                vec![("whatsapp", 12), ("imessage", 5), ("telegram", 2)],
            ),
            (
                "/aktuelles/wir-suchen-dich-ausbildung-2027-in-der-backstube-und-im-verkauf",
                vec![("facebook", 10), ("slack", 1)],
            ),
            ("/brot/roggenbrot-rezept", vec![("telegram", 5), ("whatsapp", 3)]),
        ]
        .into_iter()
        .map(|(page, by_source)| SharePageRow {
            page: page.to_owned(),
            count: by_source.iter().map(|(_, count)| count).sum(),
            by_source: by_source.into_iter().map(|(name, count)| (known(name), count)).collect(),
        })
        .collect(),
    }
}

/// Twenty-eight days: quiet Mondays, busy week-ends, and the stollen's week at the end.
fn bakery_days() -> Vec<Bucket> {
    const LANDINGS: [u64; 28] = [
        31, 58, 62, 66, 88, 97, 54, 52, 60, 63, 71, 92, 101, 49, 55, 61, 66, 79, 98, 104, 57, 68, 121, 164,
        148, 152, 129, 64,
    ];
    const DARK: [u64; 28] = [
        8, 15, 16, 18, 25, 29, 13, 12, 16, 17, 21, 27, 31, 12, 14, 17, 18, 25, 32, 35, 17, 25, 57, 86, 71,
        65, 47, 19,
    ];
    const CERTAIN: [u64; 28] =
        [0, 1, 1, 2, 3, 4, 1, 0, 1, 2, 3, 4, 4, 1, 1, 2, 2, 3, 5, 5, 2, 4, 10, 13, 8, 7, 4, 2];
    const SHARES: [u64; 28] =
        [0, 2, 3, 2, 5, 6, 1, 0, 2, 3, 4, 5, 7, 1, 2, 2, 4, 5, 8, 7, 3, 9, 18, 15, 10, 8, 4, 2];
    let mut buckets = Vec::new();
    for (day, index) in (1_i8..).zip(0..28) {
        let (landings, dark) = (LANDINGS[index], DARK[index] as f64);
        buckets.push(Bucket {
            start: (2026, 9, day, 0),
            partial: index == 0 || index == 27,
            landings,
            dark,
            dark_interval: (CERTAIN[index] as f64, dark),
            direct: (landings as f64 * 0.24).round(),
            shares_seen: SHARES[index],
        });
    }
    buckets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_the_bakery_sum_to_the_whole() {
        let report = bakery_by_rule();
        let days = &report.timeline.buckets;
        let lines = &report.lines;
        let counted =
            [lines.pages, lines.other_pages, lines.assets, lines.previews, lines.bots, lines.errors];
        assert_eq!(counted.iter().sum::<u64>() + lines.unparsed + lines.filtered, lines.read);
        assert_eq!(lines.bots_by_class.iter().map(|(_, count)| count).sum::<u64>(), lines.bots);
        assert_eq!(report.channels.iter().map(|row| row.landings).sum::<f64>(), 2_310.0);
        assert_eq!(report.dark.by_source.iter().map(|row| row.landings).sum::<f64>(), report.dark.landings);
        assert_eq!(report.dark.by_page.iter().map(|row| row.landings).sum::<f64>(), report.dark.landings);
        assert_eq!(report.dark.by_page.iter().map(|row| row.known).sum::<u64>(), 95);
        assert_eq!(days.iter().map(|day| day.landings).sum::<u64>(), report.landings);
        assert_eq!(days.iter().map(|day| day.dark).sum::<f64>(), report.dark.landings);
        assert_eq!(days.iter().map(|day| day.dark_interval.0).sum::<f64>(), 95.0);
        assert_eq!(days.iter().map(|day| day.shares_seen).sum::<u64>(), report.shares.count);
        assert_eq!(report.shares.by_source.iter().map(|row| row.count).sum::<u64>(), report.shares.count);
    }
}
