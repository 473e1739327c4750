//! What each line of a log is: the verdicts behind `classify`, line by line.

use rayon::prelude::*;

use crate::gather::{Gathered, LineSeen};
use crate::judge::Judgement;
use crate::report::{Wishes, landings::Landings, shares};
use crate::scan::What;
use crate::source::{AgentKind, Channel, Evidence, Privacy, SourceName};
use crate::visit::{Standing, walk};

/// What a line is. The names are those of the JSON contract.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict<'a> {
    /// The file's number, in the order in which the files were given.
    pub file: usize,
    /// Line number in its file, from one.
    pub line: u64,
    /// `page`, `asset`, `preview`, `bot` or `error`.
    pub kind: &'static str,
    /// Whether it is a landing.
    pub landing: bool,
    /// The channel; `dark_social` where `p_dark` is at least a half.
    pub channel: Channel,
    /// The source, where there is one.
    pub source: Option<&'a str>,
    /// How the origin is known.
    pub evidence: Evidence,
    /// The probability of private sharing.
    pub p_dark: f64,
}

/// What a page view is, whether it was read from a log or from the store.
#[derive(Debug, Clone, PartialEq)]
pub struct ViewVerdict<'a> {
    /// The view's position: of a stored event the number that [`crate::scan::Scanner::stored`] was given.
    pub position: u64,
    /// Whether it is a landing.
    pub landing: bool,
    /// The channel; `dark_social` where `p_dark` is at least a half.
    pub channel: Channel,
    /// The source, where there is one.
    pub source: Option<&'a str>,
    /// How the origin is known.
    pub evidence: Evidence,
    /// The probability of private sharing.
    pub p_dark: f64,
}

/// The verdicts over a log. Those line by line need one that was read with [`crate::scan::Detail::EveryLine`].
pub struct Classified<'g> {
    gathered: &'g Gathered,
    judgement: Judgement,
    /// The messengers that inferred landings may have.
    messengers: Vec<SourceName>,
    /// Page views in the order of the log.
    views: Vec<ViewJudged>,
}

struct ViewJudged {
    position: u64,
    origin: u32,
    standing: Standing,
    told: ToldOf,
}

/// What is told of a landing.
#[derive(Clone, Copy, Default)]
struct ToldOf {
    p_dark: f64,
    /// The messenger that most probably brought it, if it was private.
    messenger: Option<u8>,
}

/// A messenger is named if its part of what is private is at least this.
const NAMED: f64 = 0.3;

impl<'g> Classified<'g> {
    /// Judges all page views.
    pub fn of(gathered: &'g Gathered, wishes: &Wishes) -> Self {
        let judgement = Judgement::of(gathered, wishes.site.as_deref(), &wishes.home);
        let shares = shares::distinct(gathered);
        let priors = wishes.estimate.then_some(&wishes.priors);
        let landings = Landings::of(gathered, &judgement, &shares, priors);
        let mut told = tell(&landings).into_iter();
        let mut views = Vec::new();
        // The same walk that numbered the landings.
        for list in &gathered.lists {
            walk(list, &judgement.arrivals, |view, standing| {
                let told = if standing == Standing::Landing { told.next() } else { None };
                let origin = judgement.origin(view);
                let told = told.unwrap_or_default();
                views.push(ViewJudged { position: view.position, origin, standing, told });
            });
        }
        let messengers = landings.roles.messengers;
        views.par_sort_unstable_by_key(|view| view.position);
        Self { gathered, judgement, messengers, views }
    }

    /// Returns a verdict for each line that could be read, in the order of the log.
    pub fn verdicts(&self) -> impl Iterator<Item = Verdict<'_>> {
        let mut views = self.views.iter();
        self.gathered.verdicts.iter().map(move |seen| match seen.what {
            What::View => {
                let view = views.next().expect("each page view was judged once, in the order of the log");
                self.view(seen, view)
            }
            _ => self.other(seen),
        })
    }

    /// Returns a verdict for each page view, in the order of their positions.
    pub fn views(&self) -> impl Iterator<Item = ViewVerdict<'_>> {
        self.views.iter().map(|view| self.told(view))
    }

    fn view<'a>(&'a self, seen: &LineSeen, view: &ViewJudged) -> Verdict<'a> {
        let ViewVerdict { position: _, landing, channel, source, evidence, p_dark } = self.told(view);
        Verdict { kind: "page", landing, channel, source, evidence, p_dark, ..plain(seen) }
    }

    fn told(&self, view: &ViewJudged) -> ViewVerdict<'_> {
        let origin = &self.judgement.origins[view.origin as usize];
        let position = view.position;
        if view.standing != Standing::Landing {
            let evidence = if origin.channel == Channel::Internal { origin.evidence } else { Evidence::None };
            let channel = Channel::Internal;
            return ViewVerdict { position, landing: false, channel, source: None, evidence, p_dark: 0.0 };
        }
        let ToldOf { p_dark, messenger } = view.told;
        let dark = p_dark >= 0.5;
        let inferred = dark && origin.privacy != Privacy::Private;
        let named = messenger.filter(|_| inferred).map(|number| &self.messengers[usize::from(number)]);
        let evident = origin.source.as_ref().filter(|_| !inferred || origin.privacy == Privacy::Either);
        ViewVerdict {
            position,
            landing: true,
            channel: if dark { Channel::DarkSocial } else { origin.channel },
            source: named.or(evident).map(SourceName::as_str),
            evidence: if inferred { Evidence::Inferred } else { origin.evidence },
            p_dark,
        }
    }

    fn other(&self, seen: &LineSeen) -> Verdict<'_> {
        let preview = |agent: u32| match self.gathered.agents[agent as usize].kind {
            AgentKind::Preview(fetcher) => Some(fetcher.source()),
            AgentKind::Human | AgentKind::Bot(_) => None,
        };
        match seen.what {
            What::Bot => Verdict { kind: "bot", channel: Channel::Bot, ..plain(seen) },
            What::Preview(agent) => Verdict {
                kind: "preview",
                channel: Channel::Preview,
                source: preview(agent),
                evidence: Evidence::Revealed,
                ..plain(seen)
            },
            What::Error => Verdict { kind: "error", ..plain(seen) },
            What::Asset => Verdict { kind: "asset", ..plain(seen) },
            What::View | What::OtherPage | What::Filtered => Verdict { kind: "page", ..plain(seen) },
        }
    }
}

/// Tells of all landings, in the order in which the walk over all views numbered them.
fn tell(landings: &Landings<'_>) -> Vec<ToldOf> {
    let mut all = vec![ToldOf::default(); usize::try_from(landings.arrivals.len()).unwrap_or(0)];
    for list in 0..landings.arrivals.lists.len() {
        landings.tell(list, |landing, told| {
            let best = told.named.iter().max_by(|a, b| a.1.total_cmp(&b.1));
            let messenger = best.filter(|(_, part)| *part >= NAMED * told.private).map(|(number, _)| *number);
            all[landing.ordinal as usize] = ToldOf { p_dark: told.private, messenger };
        });
    }
    all
}

/// A verdict that says nothing yet.
fn plain(seen: &LineSeen) -> Verdict<'static> {
    Verdict {
        file: seen.file,
        line: seen.line,
        kind: "page",
        landing: false,
        channel: Channel::Other,
        source: None,
        evidence: Evidence::None,
        p_dark: 0.0,
    }
}
