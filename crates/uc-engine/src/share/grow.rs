//! Grows a forest: from events in any order to trees in rows, parents before children.
//!
//! Shares stand in preorder, so that a share and all that came of it are one slice. Nothing here calls itself: a chain
//! of a million shares needs no more stack than one.

use super::forest::{Forest, Share, ShareId, Sight};
use super::number::Number;
use super::parents;
use super::readers::{Places, Readers};
use super::selection::Chosen;
use super::steps::Steps;
use super::traces::{Trace, Traces};
use super::{Passing, Selection};

impl Forest {
    /// Grows a forest of all shares that the passings tell of. The order in which they come does not matter.
    ///
    /// Give it all passings of the sites and days that are asked about. Of page views those are needed that came by a
    /// token; a view that was handed one is needed only where somebody came by that.
    pub fn grow<'e>(passings: impl IntoIterator<Item = Passing<'e>>) -> Self {
        Self::grow_selected(passings, &Selection::default())
    }

    /// Grows a forest of those shares that a selection takes. Who came from where is found before anything is left out.
    pub fn grow_selected<'e>(passings: impl IntoIterator<Item = Passing<'e>>, selection: &Selection) -> Self {
        let steps = Steps::of(passings);
        let mut traces = Traces::read(&steps);
        let refused = parents::find(&steps, &mut traces);
        let row = Row::of(&steps, &traces, selection);
        let (mut shares, places) = row.plant(&traces, steps.tokens.len());
        let readers = Readers::count(&steps, &traces, &places, &mut shares);
        let roots = shares.iter().enumerate().filter(|(_, share)| share.parent.is_none());
        let trees = roots.map(|(index, _)| index).collect();
        Self { shares, trees, readers, names: steps.names, refused }
    }
}

/// The shares in order of time, each with its token.
struct Row(Vec<(Number, Share)>);

impl Row {
    fn of(steps: &Steps, traces: &Traces, selection: &Selection) -> Self {
        let known = traces.all().filter_map(|(token, trace)| Some((token, share(token, trace, steps)?)));
        let names = &steps.names;
        let takes = |share: &Share| {
            selection.takes(&Chosen {
                site: names.get(share.site),
                page: Some(names.get(share.page)),
                messenger: names.found(share.messenger),
                campaign: names.found(share.campaign),
                at: share.at,
            })
        };
        let mut row: Vec<_> = known.filter(|(_, share)| takes(share)).collect();
        row.sort_unstable_by(|(token, share), (other_token, other)| {
            share.at.cmp(&other.at).then_with(|| steps.compare_tokens(*token, *other_token))
        });
        Self(row)
    }

    /// Puts the shares in preorder, the children of each in order of time, and tells where each token went.
    fn plant(self, traces: &Traces, tokens: usize) -> (Vec<Share>, Places) {
        let (parents, children) = self.family(traces, tokens);
        let mut shares: Vec<Share> = Vec::with_capacity(self.0.len());
        let mut places = Places { shares: vec![None; tokens], trees: Vec::with_capacity(self.0.len()) };
        let (mut waiting, mut tree) = (Vec::new(), 0);
        for root in (0..self.0.len()).filter(|place| parents[*place].is_none()) {
            waiting.push((root, None));
            while let Some((place, parent)) = waiting.pop() {
                let (token, mut share) = self.0[place];
                let id = ShareId(Number::of(shares.len()));
                share.parent = parent;
                share.generation = parent.map_or(0, |parent: ShareId| shares[parent.index()].generation + 1);
                places.shares[token.index()] = Some(id.0);
                places.trees.push(tree);
                shares.push(share);
                waiting.extend(children.of(place).iter().rev().map(|child| (*child as usize, Some(id))));
            }
            tree += 1;
        }
        for index in (0..shares.len()).rev() {
            if let Some(parent) = shares[index].parent {
                shares[parent.index()].shares += shares[index].shares;
            }
        }
        (shares, places)
    }

    /// Returns the parent of each place in the row, and its children.
    fn family(&self, traces: &Traces, tokens: usize) -> (Vec<Option<Number>>, Children) {
        let mut place_of = vec![None; tokens];
        for (place, (token, _)) in self.0.iter().enumerate() {
            place_of[token.index()] = Some(Number::of(place));
        }
        let parent = |token: Number| traces.get(token).parent.and_then(|parent| place_of[parent.index()]);
        let parents: Vec<Option<Number>> = self.0.iter().map(|(token, _)| parent(*token)).collect();
        let children = Children::of_parents(&parents);
        (parents, children)
    }
}

/// The children of each place, in the row's order.
struct Children {
    from: Vec<u32>,
    places: Vec<u32>,
}

impl Children {
    fn of_parents(parents: &[Option<Number>]) -> Self {
        let mut from = vec![0_u32; parents.len() + 1];
        for parent in parents.iter().flatten() {
            from[parent.index() + 1] += 1;
        }
        for place in 0..parents.len() {
            from[place + 1] += from[place];
        }
        let mut next = from.clone();
        let mut places = vec![0; from[parents.len()] as usize];
        for (place, parent) in (0_u32..).zip(parents) {
            if let Some(parent) = parent {
                let slot = &mut next[parent.index()];
                places[*slot as usize] = place;
                *slot += 1;
            }
        }
        Self { from, places }
    }

    fn of(&self, place: usize) -> &[u32] {
        &self.places[self.from[place] as usize..self.from[place + 1] as usize]
    }
}

/// Returns what is known of a share by itself; `None` where nobody passed the token on.
fn share(token: Number, trace: &Trace, steps: &Steps) -> Option<Share> {
    let step = |place: Number| &steps.steps[place.index()];
    let evidence = step(trace.evidence()?);
    // The page on which the token was made is the page that was shared; a link may lead elsewhere by redirects.
    let made = trace.made_by().map_or(evidence, step);
    let sight = match trace {
        Trace { shared: Some(_), .. } => Sight::Shared,
        Trace { handed: Some(_), .. } => Sight::HandedOut,
        Trace { previewed: Some(_), .. } => Sight::Previewed,
        _ => Sight::Opened,
    };
    Some(Share {
        token: steps.tokens[token.index()].text,
        at: evidence.at,
        sight,
        parent: None,
        generation: 0,
        shares: 1,
        landings: 0,
        previews: trace.previews,
        site: made.site,
        page: made.page,
        messenger: trace.messenger(),
        campaign: made.campaign.or_else(|| trace.landed.and_then(|landed| step(landed).campaign)),
    })
}
