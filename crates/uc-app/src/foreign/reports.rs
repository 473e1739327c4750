//! Reports by day, as Plausible exports them and as Matomo writes them in CSV: figures, and never events.
//!
//! Columns are found by their names, since both programs have changed their order over the years. What a report does not
//! tell stays nought.

use std::io::BufRead;

use jiff::civil::Date;
use percent_encoding::percent_decode_str;
use uc_engine::figures::Dimension;
use uc_engine::source::Source;

use super::agents;
use super::csv::Table;
use super::fault::Fault;
use super::row::FigureRow;

/// A report, row by row.
pub(crate) struct Report<'s> {
    pub(crate) table: Table<'s>,
    shape: Shape,
    counts: Counts,
}

/// What the rows of a report are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// Plausible: the same dimension in all rows, whose value stands in this column.
    Column(Option<Dimension>, usize),
    /// Plausible's pages, with their hosts.
    Page { host: Option<usize>, page: usize },
    /// Matomo: each row says what it is about.
    Segment { segment: usize, label: Option<usize>, url: Option<usize> },
    /// A report that tells nothing that is kept here.
    Nothing,
}

/// Where each count stands.
#[derive(Debug, Clone, Copy)]
struct Counts {
    day: usize,
    events: Option<usize>,
    views: Option<usize>,
    landings: Option<usize>,
    visits: Option<usize>,
    visitors: Option<usize>,
    actions: Option<usize>,
    seconds: Option<usize>,
}

impl<'s> Report<'s> {
    /// Opens a report of Plausible's export (`imported_pages_….csv` and its sisters).
    pub(crate) fn plausible(source: impl BufRead + 's) -> Result<Self, Fault> {
        let table = Table::open(source)?;
        let place = |names: &[&str]| table.place(names);
        let day = place(&["date"]).ok_or(Fault::UnknownReport)?;
        let by = |dimension, place| Shape::Column(Some(dimension), place);
        let named = place(&["name"]).filter(|_| place(&["events"]).is_some());
        let shape = if let Some(page) = place(&["page", "entry_page"]) {
            Shape::Page { host: place(&["hostname"]), page }
        } else if let Some(column) = place(&["source"]) {
            by(Dimension::Source, column)
        } else if let Some(column) = place(&["device"]) {
            by(Dimension::Device, column)
        } else if let (Some(column), None) = (place(&["browser"]), place(&["operating_system_version"])) {
            by(Dimension::Browser, column)
        } else if let Some(column) = place(&["country"]) {
            by(Dimension::Country, column)
        } else if let Some(column) = named {
            by(Dimension::Name, column)
        } else if place(&["exit_page", "operating_system"]).is_some() {
            Shape::Nothing
        } else if place(&["pageviews"]).is_some() && place(&["visits"]).is_some() {
            Shape::Column(None, day)
        } else {
            return Err(Fault::UnknownReport);
        };
        let counts = Counts {
            day,
            events: named.and(place(&["events"])),
            views: place(&["pageviews"]),
            landings: place(&["entrances"]),
            visits: place(&["visits"]),
            visitors: place(&["visitors"]),
            actions: named.and(place(&["events"])),
            seconds: place(&["total_time_on_page", "time_on_page"]),
        };
        Ok(Self { table, shape, counts })
    }

    /// Opens a report of Matomo by day: from its interface for developers, with `period=day` and a range of dates.
    pub(crate) fn matomo(table: Table<'s>) -> Result<Self, Fault> {
        let place = |names: &[&str]| table.place(names);
        let day = place(&["date"]).ok_or(Fault::UnknownReport)?;
        let label = place(&["label"]);
        let shape = match (place(&["metadata_segment", "segment"]), label) {
            (Some(segment), _) => Shape::Segment { segment, label, url: place(&["metadata_url", "url"]) },
            (None, None) if place(&["nb_visits"]).is_some() => Shape::Column(None, day),
            (None, _) => return Err(Fault::UnknownReport),
        };
        let counts = Counts {
            day,
            events: None,
            views: place(&["nb_pageviews", "nb_hits"]),
            landings: place(&["entry_nb_visits"]),
            visits: place(&["nb_visits"]),
            visitors: place(&["nb_uniq_visitors", "sum_daily_nb_uniq_visitors"]),
            actions: None,
            seconds: place(&["sum_time_spent"]),
        };
        Ok(Self { table, shape, counts })
    }

    /// Reads the next figure. `Some(None)` is a row that tells nothing that is kept here.
    pub(crate) fn next(&mut self) -> Result<Option<Option<FigureRow>>, Fault> {
        let Some(row) = self.table.next()? else { return Ok(None) };
        let day: Date = row[self.counts.day].parse().map_err(|_| Fault::Value("date"))?;
        let Some((by, value)) = self.subject(&row) else { return Ok(Some(None)) };
        let count = |place: Option<usize>, name| place.map_or(Ok(0), |place| whole(&row[place], name));
        let of_device = by == Some(Dimension::Device) || by == Some(Dimension::Browser);
        let value = if of_device { agent(by, &value).to_owned() } else { value };
        Ok(Some(Some(FigureRow {
            day: day.to_string(),
            by: by.map(|by| by.name().to_owned()),
            value,
            events: count(self.counts.events, "events")?,
            views: count(self.counts.views, "pageviews")?,
            landings: count(self.counts.landings, "entrances")?,
            visits: count(self.counts.visits, "visits")?,
            visitors: count(self.counts.visitors, "visitors")?,
            actions: count(self.counts.actions, "events")?,
            seconds: count(self.counts.seconds, "time_on_page")? as f64,
        })))
    }

    /// Returns what a row is about; nothing if that is not kept here.
    fn subject(&self, row: &[String]) -> Option<(Option<Dimension>, String)> {
        match self.shape {
            Shape::Nothing => None,
            Shape::Column(None, _) => Some((None, String::new())),
            Shape::Column(Some(by), place) => {
                let value = row[place].trim();
                let value = match by {
                    Dimension::Source => source(value),
                    Dimension::Country => value.to_ascii_uppercase(),
                    Dimension::Name => name(value),
                    _ => value.to_owned(),
                };
                Some((Some(by), value))
            }
            Shape::Page { host, page } => {
                let host = host.map_or("", |place| row[place].trim());
                let path = row[page].trim();
                let url = if host.is_empty() { path.to_owned() } else { format!("https://{host}{path}") };
                Some((Some(Dimension::Page), url))
            }
            Shape::Segment { segment, label, url } => {
                let segment = percent_decode_str(&row[segment]).decode_utf8_lossy();
                // A segment may name the kind of referrer before its name.
                if segment.contains("referrerType==campaign") {
                    return None;
                }
                let (field, value) = segment.rsplit(';').next()?.split_once("==")?;
                let value = if field == "pageUrl" { value } else { value.split(',').next()? };
                let label = label.map_or("", |place| row[place].trim());
                let (by, value) = match field {
                    "pageUrl" => {
                        let url = url.map(|place| row[place].trim()).filter(|url| !url.is_empty());
                        let decoded = percent_decode_str(value).decode_utf8_lossy();
                        (Dimension::Page, url.unwrap_or(&decoded).to_owned())
                    }
                    "deviceType" => (Dimension::Device, value.to_owned()),
                    "browserCode" | "browserName" => (Dimension::Browser, label.to_owned()),
                    "countryCode" => (Dimension::Country, value.to_ascii_uppercase()),
                    "languageCode" => (Dimension::Language, value.to_ascii_lowercase()),
                    "referrerName" => (Dimension::Source, source(label)),
                    _ => return None,
                };
                Some((Some(by), value))
            }
        }
    }
}

/// Counts are whole; an empty cell counts nothing.
fn whole(cell: &str, name: &'static str) -> Result<u64, Fault> {
    let cell = cell.trim();
    if cell.is_empty() { Ok(0) } else { cell.parse().map_err(|_| Fault::Value(name)) }
}

fn agent(by: Option<Dimension>, value: &str) -> &'static str {
    let known = match by {
        Some(Dimension::Device) => agents::device(value),
        _ => agents::browser(value),
    };
    known.unwrap_or_default()
}

/// Returns our name of a source where the tables know it, and else the other program's, in lower case.
fn source(name: &str) -> String {
    let name = name.trim().to_lowercase();
    if matches!(name.as_str(), "direct / none" | "(none)") {
        return String::new();
    }
    Source::find(&name.replace(' ', "_")).map_or(name, |source| source.name().to_owned())
}

/// Plausible's own events have names like ours.
fn name(name: &str) -> String {
    match name {
        "Outbound Link: Click" => "outbound".to_owned(),
        "File Download" => "download".to_owned(),
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(report: Result<Report<'_>, Fault>) -> Result<Vec<FigureRow>, (u64, Fault)> {
        let mut report = report.map_err(|fault| (1, fault))?;
        let mut figures = Vec::new();
        loop {
            match report.next() {
                Ok(Some(figure)) => figures.extend(figure),
                Ok(None) => return Ok(figures),
                Err(fault) => return Err((report.table.row, fault)),
            }
        }
    }

    fn plausible(text: &str) -> Vec<FigureRow> {
        read(Report::plausible(text.as_bytes())).expect(text)
    }

    fn matomo(text: &str) -> Vec<FigureRow> {
        read(Table::open(text.as_bytes()).and_then(Report::matomo)).expect(text)
    }

    fn figure(by: &str, value: &str) -> FigureRow {
        let by = Some(by.to_owned()).filter(|by| !by.is_empty());
        FigureRow { day: "2024-01-31".to_owned(), by, value: value.to_owned(), ..FigureRow::default() }
    }

    #[test]
    fn each_of_plausible_s_reports_becomes_figures_of_its_kind() {
        let site = "\"date\",\"visitors\",\"pageviews\",\"bounces\",\"visits\",\"visit_duration\"\n\"2024-01-31\",10,30,2,12,600\n";
        let expected = FigureRow { visitors: 10, views: 30, visits: 12, ..figure("", "") };
        assert_eq!(plausible(site), [expected]);
        let pages = "date,hostname,page,visits,visitors,pageviews,total_scroll_depth,total_scroll_depth_visits,total_time_on_page,total_time_on_page_visits\n\
                     2024-01-31,bakery.example,/bread,8,7,9,0,0,123,4\n";
        let page = figure("page", "https://bakery.example/bread");
        assert_eq!(
            plausible(pages),
            [FigureRow { visits: 8, visitors: 7, views: 9, seconds: 123.0, ..page }]
        );
        let entries = "date,entry_page,visitors,entrances,visit_duration,bounces,pageviews\n2024-01-31,/bread,7,8,60,1,20\n";
        assert_eq!(plausible(entries)[0].landings, 8);
        let sources = "date,source,referrer,utm_source,utm_medium,utm_campaign,utm_content,utm_term,visitors,visits,visit_duration,bounces,pageviews\n\
                       2024-01-31,WhatsApp,,,,,,,3,4,60,1,5\n2024-01-31,,,,,,,,1,1,0,1,1\n2024-01-31,My Forum,,,,,,,1,1,0,1,1\n";
        let named: Vec<String> = plausible(sources).into_iter().map(|figure| figure.value).collect();
        assert_eq!(named, ["whatsapp", "", "my forum"]);
        let events = "date,name,link_url,path,visitors,events\n2024-01-31,Outbound Link: Click,https://x.example,,2,3\n";
        assert_eq!(
            plausible(events),
            [FigureRow { visitors: 2, events: 3, actions: 3, ..figure("name", "outbound") }]
        );
        let devices =
            "date,device,visitors,visits,visit_duration,bounces,pageviews\n2024-01-31,Mobile,1,1,0,0,1\n";
        assert_eq!(plausible(devices)[0].value, "phone");
        let systems = "date,operating_system,operating_system_version,visitors,visits,visit_duration,bounces,pageviews\n2024-01-31,Mac,14,1,1,0,0,1\n";
        assert_eq!(plausible(systems), []);
    }

    #[test]
    fn matomo_s_reports_say_in_each_row_what_they_are_about() {
        let site = "date,nb_uniq_visitors,nb_visits,nb_users,nb_actions,max_actions,bounce_count,sum_visit_length\n2024-01-31,10,12,0,40,9,3,600\n";
        assert_eq!(matomo(site), [FigureRow { visitors: 10, visits: 12, ..figure("", "") }]);
        let pages = "date,label,nb_visits,nb_uniq_visitors,nb_hits,sum_time_spent,entry_nb_visits,metadata_url,metadata_segment\n\
                     2024-01-31,bread,8,7,9,123,5,https://bakery.example/bread,pageUrl==https%253A%252F%252Fbakery.example%252Fbread\n";
        let page = figure("page", "https://bakery.example/bread");
        let expected = FigureRow { visits: 8, visitors: 7, views: 9, seconds: 123.0, landings: 5, ..page };
        assert_eq!(matomo(pages), [expected]);
        let devices = "date,label,nb_visits,metadata_segment\n2024-01-31,Ordinateur,8,deviceType==desktop\n";
        assert_eq!(matomo(devices), [FigureRow { visits: 8, ..figure("device", "desktop") }]);
        let countries = "date,label,nb_visits,metadata_segment\n2024-01-31,Schweden,8,countryCode==se\n";
        assert_eq!(matomo(countries), [FigureRow { visits: 8, ..figure("country", "SE") }]);
        let languages = "date,label,nb_visits,metadata_segment\n2024-01-31,Deutsch,8,\"languageCode==de,languageCode==de-at\"\n";
        assert_eq!(matomo(languages), [FigureRow { visits: 8, ..figure("language", "de") }]);
        let websites = "date,label,nb_visits,metadata_segment\n2024-01-31,forum.example,8,referrerType==website;referrerName==forum.example\n";
        assert_eq!(matomo(websites), [FigureRow { visits: 8, ..figure("source", "forum.example") }]);
        let campaigns = "date,label,nb_visits,metadata_segment\n2024-01-31,spring,8,referrerType==campaign;referrerName==spring\n";
        assert_eq!(matomo(campaigns), []);
        let actions = "date,label,nb_visits,metadata_segment\n2024-01-31,x,8,eventCategory==x\n";
        assert_eq!(matomo(actions), []);
    }

    #[test]
    fn reports_that_are_none_are_refused_with_the_row() {
        for (text, row, expected) in [
            ("name,age\nx,1\n", 1, "no report"),
            ("date,visitors\n2024-01-31,1\n", 1, "no report"),
            ("date,visitors,pageviews,visits\n31.01.2024,1,1,1\n", 2, "date"),
            ("date,visitors,pageviews,visits\n2024-01-31,1,1,1\n2024-02-30,1,1,1\n", 3, "date"),
            ("date,visitors,pageviews,visits\n2024-01-31,-1,1,1\n", 2, "visitors"),
            ("date,visitors,pageviews,visits\n2024-01-31,1,1\n", 2, "3 cells"),
        ] {
            let (found, fault) = read(Report::plausible(text.as_bytes())).expect_err(text);
            assert!(found == row && fault.to_string().contains(expected), "{text}: {found} {fault}");
        }
        let prettified = "Date,Visits\n2024-01-31,1\n";
        assert!(read(Table::open(prettified.as_bytes()).and_then(Report::matomo)).is_err());
    }
}
