//! What each line of a log is: the verdicts behind `classify`, line by line.

use rayon::prelude::*;

use crate::dark::landing_page_rule;
use crate::gather::{Gathered, LineSeen};
use crate::judge::Judgement;
use crate::report::Wishes;
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

/// The verdicts over a log that was read with [`crate::scan::Detail::EveryLine`].
pub struct Classified<'g> {
    gathered: &'g Gathered,
    judgement: Judgement,
    /// Page views in the order of the log: origin, page, whether they are landings.
    views: Vec<ViewJudged>,
}

struct ViewJudged {
    position: u64,
    origin: u32,
    page: u32,
    standing: Standing,
}

impl<'g> Classified<'g> {
    /// Judges all page views.
    pub fn of(gathered: &'g Gathered, wishes: &Wishes) -> Self {
        let judgement = Judgement::of(gathered, wishes.site.as_deref(), &wishes.home);
        let judge = |list: &Vec<crate::scan::View>| {
            let mut views = Vec::with_capacity(list.len());
            walk(list, &judgement.arrivals, |view, standing| {
                let (origin, page) = (judgement.origin(view), view.page);
                views.push(ViewJudged { position: view.position, origin, page, standing });
            });
            views
        };
        let lists: Vec<Vec<ViewJudged>> = gathered.lists.par_iter().map(judge).collect();
        let mut views: Vec<ViewJudged> = lists.into_iter().flatten().collect();
        views.par_sort_unstable_by_key(|view| view.position);
        Self { gathered, judgement, views }
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

    fn view<'a>(&'a self, seen: &LineSeen, view: &ViewJudged) -> Verdict<'a> {
        let origin = &self.judgement.origins[view.origin as usize];
        if view.standing != Standing::Landing {
            let evidence = if origin.channel == Channel::Internal { origin.evidence } else { Evidence::None };
            return Verdict { kind: "page", channel: Channel::Internal, evidence, ..plain(seen) };
        }
        let p_dark = landing_page_rule(origin, self.judgement.classes[view.page as usize]);
        let inferred = origin.privacy == Privacy::Unknown && p_dark >= 0.5;
        Verdict {
            kind: "page",
            landing: true,
            channel: if p_dark >= 0.5 { Channel::DarkSocial } else { origin.channel },
            source: origin.source.as_ref().map(SourceName::as_str),
            evidence: if inferred { Evidence::Inferred } else { origin.evidence },
            p_dark,
            ..plain(seen)
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
