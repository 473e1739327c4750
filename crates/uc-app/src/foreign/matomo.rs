//! Visits of Matomo, as `Live.getLastVisitsDetails` exports them with all their actions, in JSON or CSV.
//!
//! Matomo tells the page before for the first page of a visit alone; for the others it is the page before them in the
//! same visit.

use serde_json::{Map, Value};

use super::agents;
use super::fault::Fault;
use super::fields::{Object, list, text, whole};
use super::row::{EventRow, Pseudonyms, Record, Skipped, identity};

/// Reads the events of a visit.
pub(crate) fn records(visit: &Object, pseudonyms: &Pseudonyms) -> Result<Vec<Record>, Fault> {
    let id = whole(visit, "idVisit")?.ok_or(Fault::Value("idVisit"))?;
    let site = whole(visit, "idSite")?.unwrap_or_default();
    let visitor = text(visit, "visitorId")?;
    let device = of_icon(text(visit, "deviceTypeIcon")?).or(text(visit, "deviceType")?);
    let shared = EventRow {
        visitor: pseudonyms.of(visitor),
        device: device.and_then(agents::device).map(str::to_owned),
        browser: text(visit, "browserName")?.and_then(agents::browser).map(str::to_owned),
        language: text(visit, "languageCode")?.map(str::to_owned),
        country: text(visit, "countryCode")?.map(str::to_owned),
        ..EventRow::default()
    };
    let mut before = referrer(visit)?;
    let mut page: Option<(String, Option<String>)> = None;
    let mut records = Vec::new();
    for (place, action) in list(visit, "actionDetails")?.iter().enumerate() {
        let action = action.as_object().ok_or(Fault::Value("actionDetails"))?;
        let url = text(action, "url")?;
        let name = match text(action, "type")? {
            Some("action") => "pageview",
            Some("outlink") => "outbound",
            Some("download") => "download",
            _ => {
                records.push(Record::Skipped(Skipped::NoCounterpart));
                continue;
            }
        };
        let Some(url) = url else {
            records.push(Record::Skipped(Skipped::NoPage));
            continue;
        };
        let mut event = EventRow { name: name.to_owned(), ..shared.clone() };
        if name == "pageview" {
            page = Some((url.to_owned(), text(action, "pageTitle")?.map(str::to_owned)));
            event.referrer = before.replace(url.to_owned());
        } else {
            event.target = Some(url.to_owned());
        }
        let Some((url, title)) = &page else {
            records.push(Record::Skipped(Skipped::NoPage));
            continue;
        };
        (event.url, event.title) = (url.clone(), title.clone());
        let Some(second) = whole(action, "timestamp")? else {
            records.push(Record::Skipped(Skipped::NoTime));
            continue;
        };
        event.at = second.saturating_mul(1000);
        event.identity = identity(&["matomo", &site.to_string(), &id.to_string(), &place.to_string()]);
        records.push(Record::Event(event));
    }
    Ok(records)
}

/// Returns the page before the visit: an empty text where there was none, nothing where it is not told.
fn referrer(visit: &Object) -> Result<Option<String>, Fault> {
    const URLS: [&str; 3] = ["referrerUrl", "referrerSearchEngineUrl", "referrerSocialNetworkUrl"];
    for name in URLS {
        if let Some(url) = text(visit, name)? {
            return Ok(Some(url.to_owned()));
        }
    }
    let direct = text(visit, "referrerType")? == Some("direct");
    Ok(direct.then(String::new))
}

/// The icon's file is not translated as the name of the device is: `plugins/Morpheus/icons/dist/devices/smartphone.png`.
fn of_icon(icon: Option<&str>) -> Option<&str> {
    let (_, file) = icon?.rsplit_once('/')?;
    file.split_once('.').map(|(stem, _)| stem)
}

/// Puts the cells of a CSV row together to a visit: `actionDetails_0_url` is the URL of the first action.
pub(crate) fn visit(names: &[String], cells: Vec<String>) -> Object {
    const ACTION: &str = "actiondetails_";
    let mut visit = Map::new();
    let mut actions: Vec<(usize, Object)> = Vec::new();
    for (name, cell) in names.iter().zip(cells).filter(|(_, cell)| !cell.is_empty()) {
        let Some((number, field)) = name.strip_prefix(ACTION).and_then(|rest| rest.split_once('_')) else {
            let known = FIELDS.iter().find(|known| known.eq_ignore_ascii_case(name));
            visit.extend(known.map(|known| ((*known).to_owned(), Value::String(cell))));
            continue;
        };
        let (Ok(number), Some(field)) =
            (number.parse::<usize>(), FIELDS.iter().find(|known| known.eq_ignore_ascii_case(field)))
        else {
            continue;
        };
        if actions.last().is_none_or(|(last, _)| *last != number) {
            actions.push((number, Map::new()));
        }
        if let Some((_, action)) = actions.last_mut() {
            action.insert((*field).to_owned(), Value::String(cell));
        }
    }
    let actions = actions.into_iter().map(|(_, action)| Value::Object(action)).collect();
    visit.insert("actionDetails".to_owned(), Value::Array(actions));
    visit
}

/// The fields of visits and of their actions that are read from a CSV.
const FIELDS: [&str; 16] = [
    "idVisit",
    "idSite",
    "visitorId",
    "deviceTypeIcon",
    "deviceType",
    "browserName",
    "languageCode",
    "countryCode",
    "referrerType",
    "referrerUrl",
    "referrerSearchEngineUrl",
    "referrerSocialNetworkUrl",
    "url",
    "type",
    "pageTitle",
    "timestamp",
];

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(visit: &Object) -> Result<Vec<Record>, Fault> {
        records(visit, &Pseudonyms::new().expect("randomness"))
    }

    fn events(records: Vec<Record>) -> Vec<EventRow> {
        let events = records.into_iter().filter_map(|record| match record {
            Record::Event(event) => Some(event),
            _ => None,
        });
        events.collect()
    }

    fn example() -> Value {
        json!({
            "idSite": "1", "idVisit": 5, "visitIp": "192.0.2.0", "visitorId": "a1b2c3d4e5f60718",
            "referrerType": "search", "referrerName": "Google", "referrerUrl": "https://www.google.com/",
            "deviceType": "Ordinateur", "deviceTypeIcon": "plugins/Morpheus/icons/dist/devices/desktop.png",
            "browserName": "Firefox", "languageCode": "fr", "countryCode": "fr",
            "actionDetails": [
                { "type": "action", "url": "https://bakery.example/", "pageTitle": "Start", "timestamp": 1_793_520_000 },
                { "type": "event", "eventCategory": "Video", "timestamp": 1_793_520_010 },
                { "type": "action", "url": "https://bakery.example/bread", "timestamp": "1793520060" },
                { "type": "outlink", "url": "https://elsewhere.example/", "timestamp": 1_793_520_070 },
                { "type": "download", "url": "https://bakery.example/menu.pdf", "timestamp": 1_793_520_080 },
            ],
        })
    }

    #[test]
    fn a_visit_becomes_its_events_and_only_its_first_page_has_the_page_before() {
        let records = read(example().as_object().expect("an object")).expect("readable");
        assert_eq!(records[1], Record::Skipped(Skipped::NoCounterpart));
        let events = events(records);
        let told: Vec<_> = events
            .iter()
            .map(|event| {
                (event.name.as_str(), event.url.as_str(), event.referrer.as_deref(), event.target.as_deref())
            })
            .collect();
        let (start, bread) = ("https://bakery.example/", "https://bakery.example/bread");
        assert_eq!(
            told,
            [
                ("pageview", start, Some("https://www.google.com/"), None),
                ("pageview", bread, Some(start), None),
                ("outbound", bread, None, Some("https://elsewhere.example/")),
                ("download", bread, None, Some("https://bakery.example/menu.pdf")),
            ]
        );
        assert_eq!(events[1].at, 1_793_520_060_000);
        let texts = [&events[0].device, &events[0].browser, &events[0].country].map(|text| text.as_deref());
        assert_eq!(texts, [Some("desktop"), Some("firefox"), Some("fr")]);
        let written = serde_json::to_string(&events).expect("JSON");
        assert!(!written.contains("192.0.2") && !written.contains("a1b2c3"), "{written}");
    }

    #[test]
    fn a_csv_row_tells_the_same_as_the_json_of_a_visit() {
        let example = example();
        let (mut names, mut cells) = (Vec::new(), Vec::new());
        let mut put = |name: String, value: &Value| {
            names.push(name.to_ascii_lowercase());
            cells.push(value.as_str().map_or_else(|| value.to_string(), str::to_owned));
        };
        for (name, value) in example.as_object().expect("an object") {
            match value {
                Value::Array(actions) => {
                    for (number, action) in actions.iter().enumerate() {
                        for (field, value) in action.as_object().expect("an object") {
                            put(format!("actionDetails_{number}_{field}"), value);
                        }
                    }
                }
                value => put(name.clone(), value),
            }
        }
        let pseudonyms = Pseudonyms::new().expect("randomness");
        let from_csv = records(&visit(&names, cells), &pseudonyms).expect("readable");
        let from_json = records(example.as_object().expect("an object"), &pseudonyms).expect("readable");
        assert_eq!(from_csv, from_json);
    }

    #[test]
    fn what_is_no_visit_is_a_fault_and_what_is_not_told_stays_unknown() {
        for bad in [json!({}), json!({ "idVisit": "x" }), json!({ "idVisit": 1, "actionDetails": [7] })] {
            assert!(read(bad.as_object().expect("an object")).is_err(), "{bad}");
        }
        let referrer_of = |more: Value| {
            let mut visit = json!({ "idVisit": 1, "actionDetails": [{ "type": "action", "url": "https://b.example/", "timestamp": 1 }] });
            visit.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
            events(read(visit.as_object().expect("an object")).expect("readable"))[0].referrer.clone()
        };
        assert_eq!(referrer_of(json!({ "referrerType": "direct" })).as_deref(), Some(""));
        assert_eq!(referrer_of(json!({ "referrerType": "campaign" })), None);
        let engine = json!({ "referrerUrl": "", "referrerSearchEngineUrl": "https://duckduckgo.com" });
        assert_eq!(referrer_of(engine).as_deref(), Some("https://duckduckgo.com"));
    }
}
