//! What must hold for the table of priors, and for reading a user's.

use super::read::check;
use super::{Prior, Priors, TABLE, What, Wrong};
use crate::source::{Channel, Fetcher, Source, check_table};

fn private_sources() -> Vec<Source> {
    Source::all().filter(|source| source.channel() == Channel::DarkSocial).collect()
}

/// Reads a file of one row and returns what is wrong with it.
fn wrong(row: &str) -> Option<Wrong> {
    Priors::read(row, "my.tsv").err().map(|error| error.wrong)
}

#[test]
fn the_table_is_sorted_and_every_row_is_in_order_and_within_its_measure() {
    check_table::<6>(TABLE, 2);
    for row in Priors::built_in().rows() {
        assert_eq!(check(row.what, row.prior), Ok(()), "{row}");
    }
    assert!(What::ALL.is_sorted(), "rows are found by their order");
}

#[test]
fn every_private_source_has_its_three_rows_and_no_other_source_has_them() {
    let priors = Priors::built_in();
    let by_messenger = [What::Preview, What::Shown, What::Use];
    for what in by_messenger {
        for source in private_sources() {
            assert!(priors.get(what, source.name()).is_some(), "{} {}", what.name(), source.name());
        }
        let rows = priors.rows().filter(|row| row.what == what).count();
        assert_eq!(rows, private_sources().len(), "{}", what.name());
    }
}

#[test]
fn a_messenger_leaves_previews_only_if_a_fetcher_names_it() {
    let priors = Priors::built_in();
    for source in private_sources() {
        let known = Fetcher::all().any(|(fetcher, _)| fetcher.source() == source.name());
        let high = priors.get(What::Preview, source.name()).map(|prior| prior.high);
        assert_eq!(high.is_some_and(|high| high > 0.0), known, "{}", source.name());
    }
}

#[test]
fn every_other_row_is_of_a_kind_of_page_a_channel_or_a_source() {
    for row in Priors::built_in().rows() {
        let of = row.of.as_ref();
        let known = match row.what {
            What::Burst | What::Steady => ["home", "section", "deep"].contains(&of),
            What::Clicks => of == "preview",
            What::Explained => of == "private",
            What::Copied | What::Stripped => Channel::parse(of).is_some_and(|it| it != Channel::DarkSocial),
            What::Private => of == "other" || Source::find(of).is_some(),
            What::Preview | What::Shown | What::Use => Source::find(of).is_some(),
        };
        assert!(known, "{row}");
    }
}

#[test]
fn a_source_without_a_row_of_its_own_is_like_the_others() {
    let priors = Priors::built_in();
    assert_eq!(priors.private("facebook"), &Prior { low: 0.1, usual: 0.35, high: 0.7 });
    assert_eq!(Some(priors.private("org.example.reader")), priors.get(What::Private, "other"));
}

#[test]
fn the_table_reads_back_as_itself() {
    assert_eq!(Priors::read(TABLE, "priors.tsv"), Ok(Priors::built_in()));
    let written: String = Priors::built_in().rows().map(|row| format!("{row}\n")).collect();
    assert_eq!(Priors::read(&written, "written"), Ok(Priors::built_in()));
}

#[test]
fn a_users_rows_replace_the_built_in_ones_and_the_others_stay() {
    let text =
        "\u{feff}# mine\r\n\r\nwhat\tof\tlow\tusual\thigh\twhy\r\nshown\twhatsapp\t0.2\t 0.25 \t0.3\r\n";
    let priors = Priors::read(text, "my.tsv").unwrap();
    assert_eq!(priors.get(What::Shown, "whatsapp"), Some(&Prior { low: 0.2, usual: 0.25, high: 0.3 }));
    assert_eq!(priors.get(What::Shown, "signal"), Priors::built_in().get(What::Shown, "signal"));
    assert_eq!(priors.rows().count(), Priors::built_in().rows().count());
}

#[test]
fn an_error_names_the_file_the_line_and_what_is_wrong() {
    let error = Priors::read("# mine\nshown\twhatsap\t0\t0.1\t0.2\tguess\n", "my.tsv").unwrap_err();
    assert_eq!(error.to_string(), "my.tsv, line 2: there is no row \"shown whatsap\" in the built-in table");
}

#[test]
fn what_is_no_row_is_refused() {
    let unknown = Wrong::UnknownRow { what: "show".into(), of: "whatsapp".into() };
    assert_eq!(wrong("show\twhatsapp\t0\t0\t0\t-"), Some(unknown));
    assert_eq!(wrong("shown whatsapp 0 0 0 -"), Some(Wrong::Columns(1)));
    assert_eq!(wrong("shown\twhatsapp\t0\t0\t0\t-\t-"), Some(Wrong::Columns(7)));
    assert_eq!(wrong("shown\twhatsapp\t0\t0,1\t0\t-"), Some(Wrong::NotANumber("0,1".into())));
    assert_eq!(wrong("shown\twhatsapp\t0\t0.1\tinf\t-"), Some(Wrong::NotANumber("inf".into())));
    assert_eq!(wrong("shown\twhatsapp\tNaN\t0.1\t1\t-"), Some(Wrong::NotANumber("NaN".into())));
    assert_eq!(wrong("shown\twhatsapp\t0.2\t0.1\t0.3\t-"), Some(Wrong::Order));
    assert_eq!(wrong("shown\twhatsapp\t0.2\t0.4\t0.3\t-"), Some(Wrong::Order));
    assert_eq!(wrong("shown\twhatsapp\t0.2\t0.4\t1.3\t-"), Some(Wrong::NotAPart("shown")));
    assert_eq!(wrong("shown\twhatsapp\t-1\t0.4\t1\t-"), Some(Wrong::NotAPart("shown")));
    assert_eq!(wrong("use\twhatsapp\t-1\t40\t100\t-"), Some(Wrong::Negative("use")));
    assert_eq!(wrong("use\twhatsapp\t1\t40\t100\t-"), None);
    let twice = "use\twhatsapp\t1\t40\t100\t-\nuse\tsignal\t1\t4\t10\t-\nuse\twhatsapp\t1\t4\t10\t-";
    assert_eq!(wrong(twice), Some(Wrong::Twice(1)));
}
