//! Events of Google Analytics 4, as its export to BigQuery has them
//! (<https://support.google.com/analytics/answer/7029846>): rows of a Parquet file or of newline-delimited JSON.
//!
//! What was a landing and where it came from is not believed but judged anew, from the page and the page before.

use serde_json::Value;

use super::agents;
use super::fault::Fault;
use super::fields::{Object, object, text, whole};
use super::row::{EventRow, Pseudonyms, Record, Skipped, identity};

/// The columns that are read.
pub(crate) const COLUMNS: [&str; 10] = [
    "event_timestamp",
    "event_name",
    "event_params",
    "event_bundle_sequence_id",
    "batch_page_id",
    "batch_ordering_id",
    "batch_event_index",
    "user_pseudo_id",
    "device",
    "stream_id",
];

/// Reads an event.
pub(crate) fn record(row: &Object, pseudonyms: &Pseudonyms) -> Result<Record, Fault> {
    let at = whole(row, "event_timestamp")?;
    let name = text(row, "event_name")?.ok_or(Fault::Value("event_name"))?;
    let params = Params::of(row)?;
    let Some((name, target)) = ours(name, &params)? else {
        return Ok(Record::Skipped(Skipped::NoCounterpart));
    };
    let Some(at) = at else { return Ok(Record::Skipped(Skipped::NoTime)) };
    let Some(url) = params.text("page_location")? else { return Ok(Record::Skipped(Skipped::NoPage)) };
    let visitor = text(row, "user_pseudo_id")?;
    let number =
        |name| whole(row, name).map(|number| number.map(|number| number.to_string()).unwrap_or_default());
    let identity = identity(&[
        "ga4",
        visitor.unwrap_or_default(),
        &at.to_string(),
        name,
        &number("event_bundle_sequence_id")?,
        &number("batch_page_id")?,
        &number("batch_ordering_id")?,
        &number("batch_event_index")?,
        url,
        target.unwrap_or_default(),
    ]);
    let device = object(row, "device")?;
    let of_device = |name| device.map_or(Ok(None), |device| text(device, name));
    let web = device.map_or(Ok(None), |device| object(device, "web_info"))?;
    let browser = web.map_or(Ok(None), |web| text(web, "browser"))?;
    let seconds = params.whole("engagement_time_msec")?.map(|millis| millis as f64 / 1000.0);
    Ok(Record::Event(EventRow {
        at: at.div_euclid(1000),
        identity,
        visitor: pseudonyms.of(visitor),
        name: name.to_owned(),
        url: url.to_owned(),
        // Google leaves the parameter out where there was no page before.
        referrer: (name == "pageview")
            .then(|| params.text("page_referrer"))
            .transpose()?
            .map(|referrer| referrer.unwrap_or_default().to_owned()),
        title: params.text("page_title")?.map(str::to_owned),
        device: of_device("category")?.and_then(agents::device).map(str::to_owned),
        browser: browser.or(of_device("browser")?).and_then(agents::browser).map(str::to_owned),
        language: of_device("language")?.map(str::to_owned),
        country: None,
        target: target.map(str::to_owned),
        messenger: if name == "share" { params.text("method")?.map(str::to_ascii_lowercase) } else { None },
        value: seconds.filter(|_| name == "engagement"),
    }))
}

/// Returns what an event is called here, and where it leads.
fn ours<'p>(name: &str, params: &Params<'p>) -> Result<Option<(&'static str, Option<&'p str>)>, Fault> {
    let link = params.text("link_url")?;
    Ok(match name {
        "page_view" => Some(("pageview", None)),
        "share" => Some(("share", None)),
        "user_engagement" if params.whole("engagement_time_msec")?.is_some() => Some(("engagement", None)),
        "click" if link.is_some() => Some(("outbound", link)),
        "file_download" if link.is_some() => Some(("download", link)),
        _ => None,
    })
}

/// An event's parameters.
struct Params<'p>(Vec<&'p Object>);

impl<'p> Params<'p> {
    /// BigQuery's older Parquet files have lists as objects: `{"list": [{"element": …}]}`.
    fn of(row: &'p Object) -> Result<Self, Fault> {
        const NAME: &str = "event_params";
        let wrong = || Fault::Value(NAME);
        let list = match row.get(NAME) {
            None | Some(Value::Null) => return Ok(Self(Vec::new())),
            Some(Value::Object(within)) => within.get("list").unwrap_or(&Value::Null),
            Some(list) => list,
        };
        let inner = |param: &'p Value| {
            let param = param.as_object()?;
            let within = param.get("element").or_else(|| param.get("item"));
            within.map_or(Some(param), Value::as_object)
        };
        let params = list.as_array().ok_or_else(wrong)?.iter();
        params.map(|param| inner(param).ok_or_else(wrong)).collect::<Result<_, _>>().map(Self)
    }

    fn value(&self, key: &str) -> Result<Option<&'p Object>, Fault> {
        let is_it = |param: &&&Object| param.get("key").and_then(Value::as_str) == Some(key);
        self.0.iter().find(is_it).map_or(Ok(None), |param| object(param, "value"))
    }

    fn text(&self, key: &str) -> Result<Option<&'p str>, Fault> {
        self.value(key)?.map_or(Ok(None), |value| text(value, "string_value"))
    }

    fn whole(&self, key: &str) -> Result<Option<i64>, Fault> {
        self.value(key)?.map_or(Ok(None), |value| whole(value, "int_value"))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(row: &Value) -> Result<Record, Fault> {
        let pseudonyms = Pseudonyms::new().expect("randomness");
        record(row.as_object().expect("an object"), &pseudonyms)
    }

    fn param(key: &str, value: &Value) -> Value {
        json!({ "key": key, "value": value })
    }

    fn row(name: &str, more: Vec<Value>) -> Value {
        let mut params = vec![
            param("page_location", &json!({ "string_value": "https://bakery.example/bread?gclid=x" })),
            param("page_title", &json!({ "string_value": "Bread" })),
            param("ga_session_id", &json!({ "int_value": "1700000000" })),
        ];
        params.extend(more);
        json!({
            "event_date": "20261101", "event_timestamp": "1793520000123456", "event_name": name,
            "event_params": params, "event_bundle_sequence_id": "-17", "user_pseudo_id": "123.456",
            "device": { "category": "mobile", "language": "de-de", "web_info": { "browser": "Chrome" } },
            "geo": { "country": "Germany" },
        })
    }

    fn event(row: &Value) -> EventRow {
        match read(row) {
            Ok(Record::Event(event)) => event,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_page_view_is_read_with_what_it_tells() {
        let referrer = param("page_referrer", &json!({ "string_value": "https://www.google.com/" }));
        let seen = event(&row("page_view", vec![referrer]));
        assert_eq!((seen.at, seen.name.as_str()), (1_793_520_000_123, "pageview"));
        assert_eq!(seen.referrer.as_deref(), Some("https://www.google.com/"));
        let texts = [&seen.title, &seen.device, &seen.browser, &seen.language].map(|text| text.as_deref());
        assert_eq!(texts, [Some("Bread"), Some("phone"), Some("chrome"), Some("de-de")]);
        assert_eq!(event(&row("page_view", vec![])).referrer.as_deref(), Some(""), "there was none");
        assert!(!serde_json::to_string(&seen).expect("JSON").contains("123.456"));
    }

    #[test]
    fn an_identity_is_the_same_in_each_import_and_a_pseudonym_is_not() {
        let text = row("page_view", vec![]);
        let mut number = text.clone();
        number["event_timestamp"] = json!(1_793_520_000_123_456_i64);
        number["event_bundle_sequence_id"] = json!(-17);
        let mut nested = text.clone();
        let elements: Vec<Value> = text["event_params"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|param| json!({ "element": param }))
            .collect();
        nested["event_params"] = json!({ "list": elements });
        let (one, other, third) = (event(&text), event(&number), event(&nested));
        assert_eq!((one.identity, one.identity), (other.identity, third.identity));
        assert_ne!(one.visitor, other.visitor);
        for (field, value) in [("event_bundle_sequence_id", json!("-18")), ("user_pseudo_id", json!("9.9"))] {
            let mut changed = text.clone();
            changed[field] = value;
            assert_ne!(event(&changed).identity, one.identity, "{field}");
        }
    }

    #[test]
    fn actions_are_taken_where_they_fit_and_the_rest_is_left_out_for_a_reason() {
        let link = || param("link_url", &json!({ "string_value": "https://elsewhere.example/x.pdf" }));
        let method = param("method", &json!({ "string_value": "WhatsApp" }));
        let time = param("engagement_time_msec", &json!({ "int_value": "12500" }));
        let share = event(&row("share", vec![method]));
        assert_eq!((share.name.as_str(), share.messenger.as_deref()), ("share", Some("whatsapp")));
        let click = event(&row("click", vec![link()]));
        assert_eq!((click.name.as_str(), click.target.is_some()), ("outbound", true));
        assert_eq!(event(&row("file_download", vec![link()])).name, "download");
        assert_eq!(event(&row("user_engagement", vec![time])).value, Some(12.5));
        for name in ["session_start", "scroll", "purchase", "click"] {
            assert_eq!(
                read(&row(name, vec![])).expect("read"),
                Record::Skipped(Skipped::NoCounterpart),
                "{name}"
            );
        }
        let mut app = row("page_view", vec![]);
        app["event_params"] = json!([]);
        assert_eq!(read(&app).expect("read"), Record::Skipped(Skipped::NoPage));
        let mut timeless = row("page_view", vec![]);
        timeless["event_timestamp"] = Value::Null;
        assert_eq!(read(&timeless).expect("read"), Record::Skipped(Skipped::NoTime));
    }

    #[test]
    fn wrong_types_are_faults_that_name_the_field() {
        for (field, value) in [
            ("event_timestamp", json!("yesterday")),
            ("event_timestamp", json!(1.5)),
            ("event_name", json!(7)),
            ("event_name", Value::Null),
            ("event_params", json!("none")),
            ("event_params", json!([7])),
            ("user_pseudo_id", json!([])),
            ("device", json!("phone")),
        ] {
            let mut bad = row("page_view", vec![]);
            bad[field] = value;
            let fault = read(&bad).expect_err(field);
            assert!(matches!(fault, Fault::Value(name) if name == field), "{field}: {fault}");
        }
    }
}
