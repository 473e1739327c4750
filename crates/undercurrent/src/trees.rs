//! `undercurrent trees`: who passed on to whom, without names, from the tokens of shared links.

use std::process::ExitCode;

use uc_web::api::trees::{ExpectedResponse, ShareResponse, TreesRequest, TreesResponse};
use uc_web::text::rows::table;
use uc_words::Words;

use crate::args::TreesArgs;
use crate::door::{Question, ask};
use crate::{language, output};

/// Grows the trees of a site, and prints them.
pub(crate) fn run(args: &TreesArgs) -> anyhow::Result<ExitCode> {
    let words = language::words(args.folder.lang);
    let request = TreesRequest {
        site: args.site.clone(),
        from: args.from.clone(),
        to: args.to.clone(),
        page: args.page.clone(),
        messenger: args.messenger.clone(),
        campaign: args.campaign.clone(),
        limit: Some(args.limit),
    };
    let trees: TreesResponse =
        ask(&args.folder.data, &Question::post("/control/trees", &request)?, &words)?.read()?;
    let text = if args.json { serde_json::to_string_pretty(&trees)? + "\n" } else { told(&trees, &words) };
    output::print(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn told(trees: &TreesResponse, words: &Words) -> String {
    let host = ("host", trees.host.as_str().into());
    if trees.all.shares == 0 {
        return words.text("trees-none", &[host]) + "\n";
    }
    let count = |name: &str, count: u64| words.text(name, &[("count", count.into())]);
    let mut lines = vec![
        words.text("trees-shares", &[host, ("count", trees.all.shares.into())]),
        count("trees-trees", trees.all.trees),
        count("trees-reach", trees.all.reach),
        count("trees-hands", trees.all.generations.into()),
        count("trees-previews", trees.all.previews),
    ];
    if let Some(k) = trees.k {
        lines.push(words.text("trees-k", &[("k", format!("{k:.2}").into())]));
    }
    if let Some(seconds) = trees.first_reshare_seconds {
        let minutes = (seconds / 60.0).ceil() as u64;
        lines.push(words.text("trees-first", &[("minutes", minutes.into())]));
    }
    if trees.refused > 0 {
        lines.push(count("trees-refused", trees.refused));
    }
    if let Some(reason) = &trees.silence {
        lines.push(words.text("trees-silence", &[("reason", reason.as_str().into())]));
    }
    for (title, (head, rows)) in [
        ("trees-largest", largest(trees)),
        ("trees-multipliers", multipliers(trees)),
        ("trees-jumps", jumps(trees, words)),
    ] {
        if !rows.is_empty() {
            let head: Vec<String> = head.iter().map(|column| words.plain(column)).collect();
            lines.push(String::new());
            lines.push(words.plain(title));
            lines.push(table(head.iter().map(String::as_str), &rows).trim_end().to_owned());
        }
    }
    lines.join("\n") + "\n"
}

/// The names of columns, and what stands in them.
type Rows = (&'static [&'static str], Vec<Vec<Option<String>>>);

fn largest(trees: &TreesResponse) -> Rows {
    let expected = |expected: &ExpectedResponse| format!("{:.0}–{:.0}", expected.low, expected.high);
    let rows = trees.trees.iter().map(|tree| {
        let mut row = share(&tree.root);
        row.extend([
            Some(tree.counts.reach.to_string()),
            Some(tree.counts.shares.to_string()),
            Some(tree.counts.generations.to_string()),
            tree.virality.as_ref().map(|virality| format!("{:.1}", virality.value)),
            tree.expected.as_ref().map(expected),
        ]);
        row
    });
    let head = &[
        "trees-head-page",
        "trees-head-messenger",
        "trees-head-shared",
        "trees-head-readers",
        "trees-head-shares",
        "trees-head-hands",
        "trees-head-virality",
        "trees-head-expected",
    ];
    (head, rows.collect())
}

fn multipliers(trees: &TreesResponse) -> Rows {
    let rows = trees.multipliers.iter().map(|one| {
        let mut row = share(&one.share);
        row.extend([Some(one.own.to_string()), Some(one.passed_on.to_string())]);
        row
    });
    let head = &[
        "trees-head-page",
        "trees-head-messenger",
        "trees-head-shared",
        "trees-head-own",
        "trees-head-passed",
    ];
    (head, rows.collect())
}

fn jumps(trees: &TreesResponse, words: &Words) -> Rows {
    let name = |name: &Option<String>| Some(name.clone().unwrap_or_else(|| words.plain("trees-unknown")));
    let rows =
        trees.jumps.iter().map(|jump| vec![name(&jump.from), name(&jump.to), Some(jump.edges.to_string())]);
    (&["trees-head-from", "trees-head-to", "trees-head-times"], rows.collect())
}

fn share(share: &ShareResponse) -> Vec<Option<String>> {
    // To the minute: `2026-11-02T08:12:30Z`.
    let at = share.at.get(..16).unwrap_or(&share.at).replace('T', " ");
    vec![Some(share.page.clone()), share.messenger.clone(), Some(at)]
}
