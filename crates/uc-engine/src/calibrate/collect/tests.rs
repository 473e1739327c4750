//! What must hold when marked links are looked for in a log. Logs are written by hand here.

use super::Collector;
use crate::calibrate::{Booked, Measured, MessengerMeasured};
use crate::log::{Format, detect};
use crate::priors::{Prior, Priors, What};
use crate::scan::{Filter, Piece};
use crate::source::{Channel, SourceName};

const PHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                     Version/26.0.1 Mobile/15E148 Safari/604.1";

/// A request: who, what, status, from where, with what.
struct Request<'a>(u8, &'a str, u16, &'a str, &'a str);

fn log(requests: &[Request<'_>]) -> String {
    let line = |(second, Request(who, target, status, referrer, agent)): (usize, &Request<'_>)| {
        format!(
            "192.0.2.{who} - - [01/Nov/2026:00:00:{second:02} +0000] \"GET {target} HTTP/1.1\" {status} 9 \
             \"{referrer}\" \"{agent}\"\n"
        )
    };
    requests.iter().enumerate().map(line).collect()
}

fn measure(text: &str) -> Measured {
    let format = detect(text.as_bytes()).unwrap();
    let filter = Filter::default();
    let mut collector = Collector::new(&filter);
    collector.read(&Piece { bytes: text.as_bytes(), format: &format, position: 0 });
    collector.finish(&Priors::built_in())
}

fn only(requests: &[Request<'_>]) -> MessengerMeasured {
    let mut measured = measure(&log(requests));
    assert_eq!(measured.messengers.len(), 1, "{measured:?}");
    let one = measured.messengers.remove(0);
    let elsewhere: u64 = one.elsewhere.iter().map(|row| row.landings).sum();
    assert_eq!(one.landings, one.itself + one.network + elsewhere + one.nothing + one.not_logged);
    one
}

#[test]
fn landings_are_judged_without_the_mark() {
    let inside = format!("{PHONE} [WAiOS/2.25.31]");
    let one = only(&[
        Request(1, "/p?uc-test=whatsapp-1", 200, "-", PHONE),
        Request(2, "/p?uc-test=whatsapp-1", 200, "-", &inside),
        Request(3, "/p?uc-test=whatsapp-2", 200, "https://web.whatsapp.com/", PHONE),
        Request(4, "/p?uc-test=whatsapp-2", 200, "https://web.telegram.org/", PHONE),
        Request(5, "/p?uc-test=whatsapp-2", 200, "https://www.google.com/", PHONE),
        Request(6, "/p?utm_source=newsletter&uc-test=whatsapp-2", 200, "-", PHONE),
    ]);
    assert_eq!((one.landings, one.itself, one.network, one.nothing, one.posts), (6, 2, 0, 2, 2));
    let booked = |channel, source| Booked { channel, source: Some(SourceName::Known(source)), landings: 1 };
    assert_eq!(one.elsewhere, [booked(Channel::DarkSocial, "telegram"), booked(Channel::Search, "google")]);
}

#[test]
fn a_network_whose_posts_and_messages_look_alike_is_told_apart() {
    let one = only(&[
        Request(1, "/p?uc-test=instagram_dm-1", 200, "https://l.instagram.com/", PHONE),
        Request(2, "/p?uc-test=instagram_dm-1&fbclid=IwAR0123456789", 200, "-", PHONE),
    ]);
    assert_eq!((one.itself, one.network), (0, 1));
    assert_eq!(one.elsewhere.len(), 1, "an id of Facebook's does not show Instagram");
}

#[test]
fn a_visitor_counts_once_with_the_first_landing() {
    let again = only(&[
        Request(1, "/p?uc-test=signal-1", 200, "-", PHONE),
        Request(1, "/p?uc-test=signal-2", 200, "https://www.google.com/", PHONE),
        Request(1, "/p?uc-test=signal-1", 304, "-", PHONE),
    ]);
    assert_eq!((again.landings, again.nothing, again.posts), (1, 1, 2));
}

#[test]
fn only_people_who_saw_the_page_have_landed() {
    let nobody = "/p?uc-test=signal-1";
    let one = only(&[
        Request(1, nobody, 200, "-", PHONE),
        Request(2, nobody, 301, "-", PHONE),
        Request(3, nobody, 404, "-", PHONE),
        Request(4, nobody, 200, "-", "curl/8.5.0"),
        Request(5, "/p.jpg?uc-test=signal-1", 200, "-", PHONE),
        Request(6, "/q?uc-test=google-1", 200, "-", PHONE),
        Request(7, "/q", 200, "https://example.org/p?uc-test=signal-1", PHONE),
        Request(8, nobody, 200, "https://example.org/p?uc-test=signal-1", PHONE),
    ]);
    assert_eq!((one.landings, one.machines), (1, 1));
}

#[test]
fn previews_are_counted_by_fetcher_and_posts_by_the_messengers_own() {
    let one = only(&[
        Request(1, "/p?uc-test=whatsapp-1", 200, "-", "WhatsApp/2.23.20.0 A"),
        Request(1, "/p?uc-test=whatsapp-1", 200, "-", "WhatsApp/2.23.20.0 A"),
        Request(2, "/p?uc-test=whatsapp-2", 200, "-", "TelegramBot (like TwitterBot)"),
        Request(3, "/p?uc-test=whatsapp-3", 404, "-", "WhatsApp/2.23.20.0 A"),
    ]);
    assert_eq!(one.previews, [("whatsapp", 2), ("telegram", 1)]);
    assert_eq!((one.posts, one.previewed_posts, one.landings), (2, 1, 0));
    assert_eq!(one.shown, None);
    assert!(one.preview.is_some());
}

#[test]
fn what_browsers_say_of_a_link_is_counted_where_nothing_else_speaks() {
    let json = |who: u8, site: &str| {
        format!(
            "{{\"time_iso8601\":\"2026-11-01T00:00:00+00:00\",\"remote_addr\":\"192.0.2.{who}\",\"request\":\"GET \
             /p?uc-test=signal-1 HTTP/1.1\",\"status\":200,\"http_referer\":\"\",\"http_user_agent\":\"{PHONE}\",\
             \"http_sec_fetch_site\":\"{site}\"}}\n"
        )
    };
    let measured = measure(&(json(1, "cross-site") + &json(2, "none") + &json(3, "")));
    let one = &measured.messengers[0];
    assert_eq!((one.nothing, one.cross_site, one.fetch_site_known), (3, 1, 2));
}

#[test]
fn a_log_without_referrers_judges_nothing() {
    let text = "192.0.2.1 - - [01/Nov/2026:00:00:00 +0000] \"GET /p?uc-test=signal-1 HTTP/1.1\" 200 9\n";
    let measured = measure(text);
    let one = &measured.messengers[0];
    assert_eq!((one.landings, one.not_logged, one.shown), (1, 1, None));
}

#[test]
fn a_log_without_marked_links_measures_nothing() {
    let measured = measure(&log(&[Request(1, "/p", 200, "-", PHONE)]));
    assert_eq!((measured.messengers.len(), measured.period, measured.rows().len()), (0, None, 0));
}

#[test]
fn marked_lines_that_cannot_be_read_are_counted() {
    let filter = Filter::default();
    let mut collector = Collector::new(&filter);
    let format = Format::named("combined").unwrap();
    let bytes = b"nonsense uc-test=whatsapp-1\nother nonsense\nuc-test";
    collector.read(&Piece { bytes, format: &format, position: 0 });
    collector.skip_long_line(b"xxxx uc-test=whatsapp-1 xxxx");
    assert_eq!(collector.finish(&Priors::built_in()).unreadable, 3);
}

#[test]
fn what_was_measured_is_read_back_as_priors() {
    let requests: Vec<Request<'_>> =
        (0..40).map(|who| Request(who, "/p?uc-test=whatsapp-1", 200, "-", PHONE)).collect();
    let measured = measure(&log(&requests));
    let priors = Priors::read(&measured.priors_file(), "measured.tsv").unwrap();
    let (before, after) = (Priors::built_in(), priors.get(What::Shown, "whatsapp").unwrap());
    let Prior { usual, high, .. } = *before.get(What::Shown, "whatsapp").unwrap();
    assert!(after.usual < usual && after.high < high, "{after:?}");
    assert_eq!(Some(after), measured.messengers[0].shown.as_ref());
    assert_ne!(priors.get(What::Preview, "whatsapp"), before.get(What::Preview, "whatsapp"));
    assert_eq!(priors.get(What::Shown, "signal"), before.get(What::Shown, "signal"));
}

#[test]
fn pieces_in_any_order_measure_the_same() {
    let text = log(&[
        Request(1, "/p?uc-test=signal-1", 200, "https://www.google.com/", PHONE),
        Request(1, "/p?uc-test=signal-1", 200, "-", PHONE),
        Request(2, "/p?uc-test=whatsapp-1", 200, "-", PHONE),
    ]);
    let format = detect(text.as_bytes()).unwrap();
    let filter = Filter::default();
    let mut collector = Collector::new(&filter);
    let ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at + 1).collect();
    for (start, end) in [(ends[1], ends[2]), (ends[0], ends[1]), (0, ends[0])] {
        let bytes = &text.as_bytes()[start..end];
        collector.read(&Piece { bytes, format: &format, position: start as u64 });
    }
    assert_eq!(collector.finish(&Priors::built_in()), measure(&text));
}
