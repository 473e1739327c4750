//! What must hold of the calibration experiment for any bytes.

use proptest::prelude::*;
use uc_engine::calibrate::{Collector, PageUrl};
use uc_engine::log::Format;
use uc_engine::priors::{Priors, What};
use uc_engine::scan::{Filter, Piece};
use uc_engine::source::TestPost;

const FORMATS: [&str; 9] = ["common", "combined", "vhost", "json", "caddy", "elb", "alb", "s3", "haproxy"];

/// A line that is mostly in order: who, target, status, referrer, user agent.
fn line() -> impl Strategy<Value = String> {
    let names =
        prop_oneof![Just("whatsapp"), Just("instagram_dm"), Just("messenger"), Just("google"), Just("")];
    let referrers = prop_oneof![
        Just("-"),
        Just("https://l.instagram.com/"),
        Just("https://web.whatsapp.com/"),
        Just("https://example.org/p?uc-test=whatsapp-1"),
        Just("android-app://org.example.reader/"),
        Just("https://t.co/x"),
    ];
    let agents = prop_oneof![
        Just("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"),
        Just(
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/141.0 Mobile Safari/537.36 [WA4A/2.25]"
        ),
        Just("WhatsApp/2.23.20.0 A"),
        Just("facebookexternalhit/1.1"),
        Just("curl/8.5.0"),
    ];
    let statuses = prop_oneof![5 => Just(200_u16), 1 => Just(304), 1 => Just(302), 1 => Just(404)];
    (0..9_u8, names, 0..4_u16, referrers, agents, statuses).prop_map(
        |(who, name, number, referrer, agent, status)| {
            format!(
                "192.0.2.{who} - - [01/Nov/2026:00:00:0{who} +0000] \"GET /p?uc-test={name}-{number} HTTP/1.1\" \
                 {status} 9 \"{referrer}\" \"{agent}\"\n"
            )
        },
    )
}

proptest! {
    #[test]
    fn the_parts_sum_to_the_landings_and_what_is_written_reads_back(lines in prop::collection::vec(line(), 0..60)) {
        let text: String = lines.concat();
        let filter = Filter::default();
        let mut collector = Collector::new(&filter);
        let format = Format::named("combined").unwrap();
        collector.read(&Piece { bytes: text.as_bytes(), format: &format, position: 0 });
        let measured = collector.finish(&Priors::built_in());
        for one in &measured.messengers {
            let elsewhere: u64 = one.elsewhere.iter().map(|row| row.landings).sum();
            prop_assert_eq!(one.landings, one.itself + one.network + elsewhere + one.nothing + one.not_logged);
            prop_assert!(one.cross_site <= one.fetch_site_known && one.fetch_site_known <= one.nothing);
            prop_assert!(one.previewed_posts <= one.posts);
            prop_assert!(one.landings <= 9 * 5, "one for each visitor");
        }
        let priors = Priors::read(&measured.priors_file(), "measured").unwrap();
        for row in measured.rows() {
            prop_assert!(matches!(row.what, What::Shown | What::Preview));
            prop_assert_eq!(priors.get(row.what, &row.of), Some(&row.prior));
        }
    }

    #[test]
    fn no_bytes_do_harm(bytes in prop::collection::vec(any::<u8>(), 0..400), at in 0..400_usize) {
        let mut bytes = bytes;
        let at = at.min(bytes.len());
        bytes.splice(at..at, *b"uc-test=whatsapp-1");
        let filter = Filter::default();
        for name in FORMATS {
            let format = Format::named(name).unwrap();
            let mut collector = Collector::new(&filter);
            collector.read(&Piece { bytes: &bytes, format: &format, position: 0 });
            prop_assert!(collector.finish(&Priors::built_in()).unreadable <= 1);
        }
        let text = String::from_utf8_lossy(&bytes);
        prop_assert!(Priors::read(&text, "any").is_err() || text.starts_with('#'));
    }

    #[test]
    fn a_mark_goes_into_any_address_once_and_comes_out_again(
        path in "(/[a-zäé0-9%.~-]{0,8}){0,3}",
        query in "(\\?[a-z0-9=&;%]{0,20})?",
        fragment in "(#[a-z?&=/#]{0,10})?",
    ) {
        let post = TestPost::parse(b"telegram-7").unwrap();
        let page = PageUrl::parse(&format!("https://example.org{path}{query}{fragment}")).unwrap();
        let marked = page.marked(post);
        prop_assert_eq!(marked.matches("uc-test=telegram-7").count(), 1);
        prop_assert!(marked.ends_with(&fragment));
        let again = PageUrl::parse(&marked).unwrap();
        prop_assert_eq!(again.text(), page.text());
        prop_assert_eq!(again.marked(post), marked);
    }
}
