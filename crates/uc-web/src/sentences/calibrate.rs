//! What the calibration experiment found, in sentences: one that says it, and those that say more.

use uc_engine::calibrate::{Booked, MessengerMeasured};
use uc_engine::source::SourceName;
use uc_words::{Arg, Words};

use super::names;

/// With fewer visits than this, a part of them is mostly chance.
const FEW: u64 = 10;
/// Below this part a messenger loses its traces …
const LOSES: f64 = 1.0 / 3.0;
/// … and above this one it keeps them.
const KEEPS: f64 = 2.0 / 3.0;
/// How many other origins are named.
const NAMED: usize = 5;

/// Says what is to be remembered of a messenger.
pub(crate) fn verdict(one: &MessengerMeasured, words: &Words) -> String {
    let name = names::source(&SourceName::from(one.messenger), words);
    let (shown, judged) = (one.showing(), one.judged());
    let part = shown as f64 / judged.max(1) as f64;
    let key = match (one.landings, judged) {
        (0, _) => "calibrate-unopened",
        (_, 0) => "calibrate-unjudged",
        (_, few) if few < FEW => "calibrate-few",
        _ if part < LOSES => "calibrate-loses",
        _ if part > KEEPS => "calibrate-keeps",
        _ => "calibrate-part",
    };
    let args: [(&str, Arg<'_>); 3] =
        [("messenger", name.into()), ("shown", shown.into()), ("visits", judged.into())];
    words.text(key, &args)
}

/// Says what else is known of it.
pub(crate) fn details(one: &MessengerMeasured, words: &Words) -> Vec<String> {
    let mut said = Vec::new();
    // With few visits the range would say what is usual elsewhere, and look like a measurement.
    if let Some(shown) = one.shown.filter(|_| one.judged() >= FEW) {
        let range = words.language().percent_range(shown.low, shown.high);
        said.push(words.text("calibrate-range", &[("range", range.into())]));
    }
    if one.network > 0 {
        said.push(words.text("calibrate-network", &[("count", one.network.into())]));
    }
    if !one.elsewhere.is_empty() {
        said.push(words.text("calibrate-elsewhere", &[("list", list(&one.elsewhere, words).into())]));
    }
    if one.nothing > 0 {
        said.push(words.text("calibrate-nothing", &[("count", one.nothing.into())]));
    }
    if one.fetch_site_known > 0 {
        let args: [(&str, Arg<'_>); 2] =
            [("count", one.cross_site.into()), ("known", one.fetch_site_known.into())];
        said.push(words.text("calibrate-cross-site", &args));
    }
    if one.preview.is_some() {
        let args: [(&str, Arg<'_>); 2] =
            [("previewed", one.previewed_posts.into()), ("posts", one.posts.into())];
        said.push(words.text("calibrate-previews", &args));
    }
    said
}

/// Lists other origins with their visits, those beyond the first few in one sum.
fn list(elsewhere: &[Booked], words: &Words) -> String {
    let entry = |name: String, landings: u64| format!("{name}:\u{a0}{}", words.count(landings));
    let named = |row: &Booked| {
        let channel = names::channel(row.channel, words);
        let source = row.source.as_ref().map(|source| names::source(source, words));
        let name = source.map_or(channel.clone(), |source| format!("{source} ({channel})"));
        entry(name, row.landings)
    };
    let rest: u64 = elsewhere.iter().skip(NAMED).map(|row| row.landings).sum();
    let others = (rest > 0).then(|| entry(words.plain("others"), rest));
    elsewhere.iter().take(NAMED).map(named).chain(others).collect::<Vec<_>>().join(", ")
}
