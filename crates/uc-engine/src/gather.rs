//! Brings together what several scanners have seen.
//!
//! Each part numbers pages, referrers and traces for itself; here they get one numbering. Views are then dealt into
//! lists by visitor and sorted by time, which is all that `crate::visit` needs. The order in which threads happened
//! to read does not show in the result.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::kind::page_path;
use crate::report::{Lines, UnparsedLine};
use crate::scan::{
    Blocks, ByteTable, ClickSeen, Counts, FILE_SHIFT, LISTS, Numbered, Part, PieceSeen, PreviewSeen, Traced,
    View, What,
};
use crate::source::{Agent, Referrer, Tag};

/// All that was seen of a log, in one numbering.
pub struct Gathered {
    /// Views in lists by visitor; each list is sorted by visitor, time and position.
    pub(crate) lists: Vec<Vec<View>>,
    pub(crate) previews: Vec<PreviewSeen>,
    /// Page views with a click id, sorted by id, time and position.
    pub(crate) clicks: Vec<ClickSeen>,
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

/// The pages of the log, numbered.
pub(crate) struct Pages {
    /// The number of the host (four bytes) and the path as people read it.
    table: ByteTable<()>,
    pub(crate) hosts: Vec<String>,
}

impl Gathered {
    /// Returns what became of all lines.
    pub fn lines(&self) -> &Lines {
        &self.counts.lines
    }
}

impl Pages {
    /// Makes pages of a log that names no hosts.
    #[cfg(test)]
    pub(crate) fn of_paths(paths: &[&str]) -> Self {
        let mut table = ByteTable::new();
        for path in paths {
            table.number(&[&[0; 4], path.as_bytes()].concat(), || ());
        }
        Self { table, hosts: Vec::new() }
    }

    pub(crate) fn len(&self) -> usize {
        self.table.len()
    }

    /// Returns a page's host, where the log names it.
    pub(crate) fn host(&self, page: u32) -> Option<usize> {
        let number = self.table.key(page).first_chunk::<4>().map_or(0, |bytes| u32::from_le_bytes(*bytes));
        (number as usize).checked_sub(1)
    }

    /// Returns a page's path.
    pub(crate) fn path(&self, page: u32) -> &[u8] {
        &self.table.key(page)[4..]
    }
}

/// The numbers of a part's values in the common numbering.
struct Renumbering {
    pages: Vec<u32>,
    traced: Vec<u32>,
}

/// Brings parts together. `files` are the names of the files as the user gave them, in the order of their numbers.
pub fn gather(parts: Vec<Part>, files: &[String]) -> Gathered {
    let mut common = Common::new();
    let mut lists: Vec<Vec<(Blocks, usize)>> = (0..LISTS).map(|_| Vec::new()).collect();
    let mut renumberings = Vec::new();
    let (mut previews, mut clicks, mut pieces, mut unreadable) = (vec![], vec![], vec![], vec![]);
    let mut counts = Counts::default();
    for (number, mut part) in parts.into_iter().enumerate() {
        let (renumbering, agents) = common.take(&part);
        previews.extend(part.previews.drain(..).map(|seen| PreviewSeen {
            page: renumbering.pages[seen.page as usize],
            agent: agents[seen.agent as usize],
            ..seen
        }));
        clicks.append(&mut part.clicks);
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
    counts.lines.unparsed_examples = unreadable
        .into_iter()
        .take(3)
        .map(|line| UnparsedLine {
            file: files.get(file_of(line.piece)).cloned().unwrap_or_default(),
            line: line_numbers.before(line.piece) + u64::from(line.line),
            text: line.text,
        })
        .collect();
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
    let Common { pages, hosts, agents, referrers, asset_referrers, tags, traced } = common;
    let hosts = hosts.keys().map(|host| String::from_utf8_lossy(host).into_owned()).collect();
    Gathered {
        lists,
        previews,
        clicks,
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

/// The common numbering, as it grows.
struct Common {
    pages: ByteTable<()>,
    hosts: ByteTable<()>,
    agents: Numbered<Agent>,
    referrers: Numbered<Referrer>,
    asset_referrers: Vec<u64>,
    tags: Numbered<Tag>,
    traced: Numbered<Traced>,
}

impl Common {
    fn new() -> Self {
        Self {
            pages: ByteTable::new(),
            hosts: ByteTable::new(),
            agents: Numbered::new(),
            referrers: Numbered::new(),
            asset_referrers: Vec::new(),
            tags: Numbered::new(),
            traced: Numbered::new(),
        }
    }

    /// Takes over a part's values and returns their new numbers, those of the agents apart.
    fn take(&mut self, part: &Part) -> (Renumbering, Vec<u32>) {
        let tables = &part.tables;
        let hosts: Vec<u32> = tables.hosts.keys().map(|host| self.hosts.number(host, || ()) + 1).collect();
        let pages = tables.pages.keys().map(|key| self.page(key, &hosts)).collect();
        let agents: Vec<u32> = tables.agents.values.iter().map(|agent| self.agents.number(agent)).collect();
        let referrers: Vec<u32> =
            tables.referrers.values.iter().map(|value| self.referrers.number(value)).collect();
        self.asset_referrers.resize(self.referrers.values.len(), 0);
        for (referrer, assets) in referrers.iter().zip(&tables.asset_referrers) {
            self.asset_referrers[*referrer as usize] += assets;
        }
        let tags: Vec<u32> = tables.tags.values.iter().map(|tag| self.tags.number(tag) + 1).collect();
        let renumbered = |traced: &Traced| Traced {
            referrer: referrers[traced.referrer as usize],
            agent: agents[traced.agent as usize],
            tag: traced.tag.checked_sub(1).map_or(0, |tag| tags[tag as usize]),
            ..*traced
        };
        let traced =
            tables.traced.values.iter().map(|traced| self.traced.number(&renumbered(traced))).collect();
        (Renumbering { pages, traced }, agents)
    }

    /// Numbers a page by its host's new number and its path as people read it.
    fn page(&mut self, key: &[u8], hosts: &[u32]) -> u32 {
        let (host, path) = key.split_first_chunk::<4>().expect("a page's key begins with its host's number");
        let host = u32::from_le_bytes(*host).checked_sub(1).map_or(0, |host| hosts[host as usize]);
        let path = page_path(path);
        let mut renumbered = Vec::with_capacity(4 + path.len());
        renumbered.extend_from_slice(&host.to_le_bytes());
        renumbered.extend_from_slice(&path);
        self.pages.number(&renumbered, || ())
    }
}

/// Brings one list's views into order, in the common numbering. Blocks are freed as they are read.
fn sorted(parts: Vec<(Blocks, usize)>, renumberings: &[Renumbering]) -> Vec<View> {
    let mut list = Vec::with_capacity(parts.iter().map(|(blocks, _)| blocks.len()).sum());
    for (blocks, part) in parts {
        let Renumbering { pages, traced } = &renumberings[part];
        list.extend(blocks.drain().map(|view| View {
            page: pages[view.page as usize],
            traces: traced[view.traces as usize],
            ..view
        }));
    }
    list.sort_unstable_by_key(|view| (view.visitor, view.at, view.position));
    list
}

/// How many lines of its file stand before each piece.
struct LineNumbers(BTreeMap<u64, u64>);

impl LineNumbers {
    /// `pieces` are sorted by position.
    fn of(pieces: &[PieceSeen]) -> Self {
        let (mut file, mut lines) = (0, 0);
        let mut before = BTreeMap::new();
        for piece in pieces {
            if piece.position >> FILE_SHIFT != file {
                (file, lines) = (piece.position >> FILE_SHIFT, 0);
            }
            before.insert(piece.position, lines);
            lines += u64::from(piece.lines);
        }
        Self(before)
    }

    fn before(&self, piece: u64) -> u64 {
        self.0.get(&piece).copied().unwrap_or(0)
    }
}

impl Counts {
    fn add(&mut self, other: Self) {
        let Lines { read, pages, other_pages, assets, previews, bots, errors, filtered, unparsed, .. } =
            other.lines;
        let lines = &mut self.lines;
        for (sum, more) in [
            (&mut lines.read, read),
            (&mut lines.pages, pages),
            (&mut lines.other_pages, other_pages),
            (&mut lines.assets, assets),
            (&mut lines.previews, previews),
            (&mut lines.bots, bots),
            (&mut lines.errors, errors),
            (&mut lines.filtered, filtered),
            (&mut lines.unparsed, unparsed),
            (&mut self.hits, other.hits),
            (&mut self.no_referrer_field, other.no_referrer_field),
            (&mut self.no_user_agent_field, other.no_user_agent_field),
        ] {
            *sum += more;
        }
        for (class, count) in other.bots {
            *self.bots.entry(class).or_default() += count;
        }
        self.first = self.first.into_iter().chain(other.first).min();
        self.last = self.last.into_iter().chain(other.last).max();
    }
}
