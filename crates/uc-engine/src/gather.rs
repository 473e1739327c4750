//! Brings together what several scanners have seen.
//!
//! Each part numbers pages, referrers and traces for itself; here they get one numbering. Views are then dealt into
//! lists by visitor and sorted by time, which is all that `crate::visit` needs. The order in which threads happened
//! to read does not show in the result.

mod lines;
mod numbering;
mod pages;

use rayon::prelude::*;

use crate::report::Lines;
use crate::scan::{
    Blocks, ClickSeen, Counts, FILE_SHIFT, LISTS, Part, Presence, PreviewSeen, TraceTables, Traced, View,
    What,
};
use crate::source::{Agent, Referrer, Tag};
use lines::LineNumbers;
use numbering::Renumbering;

pub(crate) use pages::Pages;

/// All that was seen of a log, in one numbering.
pub struct Gathered {
    /// Views in lists by visitor; each list is sorted by visitor, time and position.
    pub(crate) lists: Vec<Vec<View>>,
    pub(crate) previews: Vec<PreviewSeen>,
    /// Page views with a click id, sorted by id, time and position.
    pub(crate) clicks: Vec<ClickSeen>,
    /// Visitors who asked for a picture, script or style.
    pub(crate) loads_assets: Presence,
    pub(crate) pages: Pages,
    pub(crate) agents: Vec<Agent>,
    pub(crate) referrers: Vec<Referrer>,
    /// How many assets were asked for from pages of each referrer.
    pub(crate) asset_referrers: Vec<u64>,
    pub(crate) tags: Vec<Tag>,
    pub(crate) traced: Vec<Traced>,
    pub(crate) counts: Counts,
    /// What became of each line, where that was asked for: line number in its file and verdict, in the log's order.
    pub(crate) verdicts: Vec<LineSeen>,
}

/// A line and what became of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LineSeen {
    /// The file's number.
    pub(crate) file: usize,
    pub(crate) line: u64,
    pub(crate) what: What,
}

impl Gathered {
    /// Returns what became of all lines.
    pub fn lines(&self) -> &Lines {
        &self.counts.lines
    }
}

/// Brings parts together. `files` are the names of the files as the user gave them, in the order of their numbers.
pub fn gather(parts: Vec<Part>, files: &[String]) -> Gathered {
    let mut common = TraceTables::new();
    let mut lists: Vec<Vec<(Blocks, usize)>> = (0..LISTS).map(|_| Vec::new()).collect();
    let mut renumberings = Vec::new();
    let (mut previews, mut clicks, mut pieces, mut unreadable) = (vec![], vec![], vec![], vec![]);
    let mut counts = Counts::default();
    let mut loads_assets = Presence::default();
    for (number, mut part) in parts.into_iter().enumerate() {
        let renumbering = Renumbering::of(&part.tables, &mut common);
        let agents = &renumbering.agents;
        previews.extend(part.previews.drain(..).map(|seen| PreviewSeen {
            page: renumbering.pages[seen.page as usize],
            agent: agents[seen.agent as usize],
            ..seen
        }));
        clicks.append(&mut part.clicks);
        loads_assets.join(part.loads_assets);
        let relabel = |(line, what)| match what {
            What::Preview(agent) => (line, What::Preview(agents[agent as usize])),
            other => (line, other),
        };
        pieces.extend(part.pieces.into_iter().map(|mut piece| {
            piece.verdicts = piece.verdicts.into_iter().map(relabel).collect();
            piece
        }));
        unreadable.append(&mut part.unreadable);
        counts.add(part.counts);
        for (list, blocks) in lists.iter_mut().zip(part.lists) {
            list.push((blocks, number));
        }
        renumberings.push(renumbering);
    }
    pieces.sort_unstable_by_key(|piece| piece.position);
    unreadable.sort_unstable_by_key(|line| (line.piece, line.line));
    clicks.sort_unstable_by_key(|seen| (seen.id, seen.at, seen.position));
    let line_numbers = LineNumbers::of(&pieces);
    counts.lines.unparsed_examples = lines::examples(unreadable, &line_numbers, files);
    let verdicts = pieces
        .iter()
        .flat_map(|piece| {
            let before = line_numbers.before(piece.position);
            let file = file_of(piece.position);
            piece.verdicts.iter().map(move |(line, what)| LineSeen {
                file,
                line: before + u64::from(*line),
                what: *what,
            })
        })
        .collect();
    let lists = lists.into_par_iter().map(|list| sorted(list, &renumberings)).collect();
    let TraceTables { pages, hosts, agents, referrers, asset_referrers, tags, traced } = common;
    let hosts = hosts.keys().map(|host| String::from_utf8_lossy(host).into_owned()).collect();
    Gathered {
        lists,
        previews,
        clicks,
        loads_assets,
        pages: Pages { table: pages, hosts },
        agents: agents.values,
        referrers: referrers.values,
        asset_referrers,
        tags: tags.values,
        traced: traced.values,
        counts,
        verdicts,
    }
}

/// Returns the number of the file that a position lies in.
fn file_of(position: u64) -> usize {
    usize::try_from(position >> FILE_SHIFT).expect("twenty bits fit")
}

/// Brings one list's views into order, in the common numbering. Blocks are freed as they are read.
fn sorted(parts: Vec<(Blocks, usize)>, renumberings: &[Renumbering]) -> Vec<View> {
    let mut list = Vec::with_capacity(parts.iter().map(|(blocks, _)| blocks.len()).sum());
    for (blocks, part) in parts {
        let Renumbering { pages, traced, .. } = &renumberings[part];
        list.extend(blocks.drain().map(|view| View {
            page: pages[view.page as usize],
            traces: traced[view.traces as usize],
            ..view
        }));
    }
    list.sort_unstable_by_key(|view| (view.visitor, view.at, view.position));
    list
}
