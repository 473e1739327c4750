//! The ordered rules: which trace of a landing is believed, and what origin it gives.
//!
//! [`RULES`] is read from the top; the first rule that speaks decides. `spec/attribution.md` tells them in prose,
//! with cases that run as tests. A rule never guesses and never looks at anything but [`Traces`].

use super::{
    Agent, App, Channel, ClickId, Evidence, FetchSite, Origin, Package, Privacy, Referrer, Source,
    SourceName, Tag,
    name::{COPY_OTHER, EMAIL},
};

/// All that is known about one landing.
#[derive(Debug, Clone, Copy)]
pub struct Traces<'a> {
    /// The `Referer` header.
    pub referrer: &'a Referrer,
    /// Whether the referring host is one of the site's own.
    pub own: Own,
    /// The user agent.
    pub agent: Agent,
    /// The app that `X-Requested-With` names.
    pub package: Option<Package>,
    /// The `Sec-Fetch-Site` header.
    pub fetch_site: FetchSite,
    /// The tag in the query.
    pub tag: Option<&'a Tag>,
    /// Whether the query carries one of our share tokens.
    pub token: TokenPresence,
    /// The click id in the query, and whether another visitor came with it before.
    pub click: Option<(ClickId, Freshness)>,
}

/// Whether a referring host is one of the site's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Own {
    /// It is.
    Yes,
    /// It is not, or there is none.
    No,
}

/// Whether a share token was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenPresence {
    /// One was.
    Present,
    /// None was.
    Absent,
}

/// Whether a click id was seen before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Freshness {
    /// This visitor is the first with it.
    First,
    /// Another visitor came with it before: the link was copied on.
    Stale,
}

/// The names of the rules, for explanations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RuleName {
    /// The site itself sent the visitor on.
    Internal,
    /// The link carries one of our share tokens.
    ShareToken,
    /// The link's maker says where it was put.
    Tag,
    /// A mailer added its id.
    NewsletterClick,
    /// An advertisement's click id, fresh.
    PaidClick,
    /// A page elsewhere that is no private place.
    PublicReferrer,
    /// A page or app that is a private place.
    PrivateReferrer,
    /// Opened inside a messenger.
    PrivateApp,
    /// Opened inside an app that is no messenger.
    PublicApp,
    /// A page or app that may be either.
    EitherReferrer,
    /// A click id that another visitor had before.
    StaleClick,
    /// Opened inside an app that may be either.
    EitherApp,
    /// A fresh click id of a network.
    OrganicClick,
    /// The log has no referrer field, and nothing else speaks.
    NothingLogged,
    /// No referrer, and yet a page sent the browser.
    HiddenLink,
    /// Nothing speaks.
    NoEvidence,
}

impl RuleName {
    /// Returns the rule's name as `spec/attribution.md` has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Internal => "internal",
            Self::ShareToken => "share_token",
            Self::Tag => "tag",
            Self::NewsletterClick => "newsletter_click",
            Self::PublicReferrer => "public_referrer",
            Self::PrivateReferrer => "private_referrer",
            Self::PrivateApp => "private_app",
            Self::PublicApp => "public_app",
            Self::PaidClick => "paid_click",
            Self::EitherReferrer => "either_referrer",
            Self::EitherApp => "either_app",
            Self::StaleClick => "stale_click",
            Self::OrganicClick => "organic_click",
            Self::NothingLogged => "nothing_logged",
            Self::HiddenLink => "hidden_link",
            Self::NoEvidence => "no_evidence",
        }
    }
}

type Rule = fn(&Traces<'_>) -> Option<Origin>;

/// The rules in their order.
const RULES: [(RuleName, Rule); 15] = [
    (RuleName::Internal, internal),
    (RuleName::ShareToken, share_token),
    (RuleName::Tag, tag),
    (RuleName::NewsletterClick, newsletter_click),
    (RuleName::PaidClick, paid_click),
    (RuleName::PublicReferrer, |traces| of_referrer(traces, Privacy::Public)),
    (RuleName::PrivateReferrer, |traces| of_referrer(traces, Privacy::Private)),
    (RuleName::PrivateApp, |traces| of_app(traces, Privacy::Private)),
    (RuleName::PublicApp, |traces| of_app(traces, Privacy::Public)),
    (RuleName::EitherReferrer, |traces| of_referrer(traces, Privacy::Either)),
    (RuleName::StaleClick, stale_click),
    (RuleName::EitherApp, |traces| of_app(traces, Privacy::Either)),
    (RuleName::OrganicClick, organic_click),
    (RuleName::NothingLogged, nothing_logged),
    (RuleName::HiddenLink, hidden_link),
];

/// Decides where a landing came from.
pub fn origin(traces: &Traces<'_>) -> Origin {
    explain(traces).0
}

/// Decides where a landing came from, and names the rule that decided.
pub fn explain(traces: &Traces<'_>) -> (Origin, RuleName) {
    let decided = RULES.iter().find_map(|(name, rule)| rule(traces).map(|origin| (origin, *name)));
    decided.unwrap_or((unknown(Evidence::None), RuleName::NoEvidence))
}

fn internal(traces: &Traces<'_>) -> Option<Origin> {
    let own = match traces.fetch_site {
        _ if traces.own == Own::Yes => true,
        // The page before was here; a referrer from elsewhere is then a reload's.
        FetchSite::SameOrigin => true,
        // A neighbour under the same domain may be somebody else's: its name decides, where there is one.
        FetchSite::SameSite => referrer_says(traces.referrer).is_none(),
        FetchSite::Unknown | FetchSite::None | FetchSite::CrossSite => false,
    };
    own.then_some(Origin {
        channel: Channel::Internal,
        source: None,
        evidence: Evidence::Revealed,
        privacy: Privacy::Public,
    })
}

fn share_token(traces: &Traces<'_>) -> Option<Origin> {
    (traces.token == TokenPresence::Present).then(|| {
        let by_tag =
            traces.tag.filter(|tag| tag.channel == Channel::DarkSocial).and_then(|tag| tag.source.clone());
        let by_app = || app_source(traces, Privacy::Private).map(SourceName::from);
        let by_referrer = || match referrer_says(traces.referrer) {
            Some((source, Privacy::Private)) => Some(source),
            _ => None,
        };
        let source = by_tag.or_else(by_app).or_else(by_referrer);
        private(source.unwrap_or_else(|| Source::named(COPY_OTHER).into()), Evidence::Declared)
    })
}

fn tag(traces: &Traces<'_>) -> Option<Origin> {
    traces.tag.map(|tag| Origin {
        channel: tag.channel,
        source: tag.source.clone(),
        evidence: Evidence::Declared,
        privacy: tag.privacy(),
    })
}

/// A mailer's id tells a newsletter from a private mail that the same web mail shows; a messenger's window or page
/// tells that the newsletter's link was passed on.
fn newsletter_click(traces: &Traces<'_>) -> Option<Origin> {
    let (click, _) = traces.click.filter(|(click, _)| click.channel() == Channel::Newsletter)?;
    let mail_or_nothing = |source: &SourceName| source.as_str() == EMAIL;
    let app = app_source(traces, Privacy::Private).map(SourceName::from);
    let referrer = match referrer_says(traces.referrer) {
        Some((_, Privacy::Public)) => return None,
        Some((source, Privacy::Private)) => Some(source),
        _ => None,
    };
    let mailed = app.iter().chain(&referrer).all(mail_or_nothing);
    mailed.then(|| known(click.row_source().into(), click.channel(), Privacy::Public))
}

/// An advertisement's id is believed unless another network or messenger is certain to have carried the link on.
/// Advertisements themselves stand on other people's pages and in search results.
fn paid_click(traces: &Traces<'_>) -> Option<Origin> {
    let (click, freshness) = traces.click?;
    if click.channel() != Channel::Campaign || (click.is_per_click() && freshness == Freshness::Stale) {
        return None;
    }
    let source = click.row_source();
    let in_other_app = app_source(traces, Privacy::Private).is_some_and(|app| app != source);
    let on_other_place = referrer_says(traces.referrer).is_some_and(|(place, privacy)| match privacy {
        Privacy::Private => place.as_str() != source.name(),
        Privacy::Public => {
            let may_show_it =
                matches!(channel_of(&place), Channel::Referral | Channel::Search | Channel::Campaign);
            place.as_str() != source.name() && !may_show_it
        }
        Privacy::Either | Privacy::Unknown => false,
    });
    (!in_other_app && !on_other_place).then(|| known(source.into(), click.channel(), Privacy::Public))
}

fn stale_click(traces: &Traces<'_>) -> Option<Origin> {
    let (click, freshness) = traces.click?;
    if freshness == Freshness::First || !click.is_per_click() {
        return None;
    }
    let source = Source::named(COPY_OTHER).into();
    Some(if *traces.referrer == Referrer::Unknown {
        // The link was copied, but perhaps to a public page whose referrer this log does not hold.
        Origin {
            channel: Channel::Other,
            source: Some(source),
            evidence: Evidence::Inferred,
            privacy: Privacy::Either,
        }
    } else {
        private(source, Evidence::Revealed)
    })
}

fn organic_click(traces: &Traces<'_>) -> Option<Origin> {
    let (click, _) = traces.click?;
    Some(known(click.row_source().into(), click.channel(), click.privacy()))
}

fn nothing_logged(traces: &Traces<'_>) -> Option<Origin> {
    (*traces.referrer == Referrer::Unknown).then_some(Origin {
        channel: Channel::Other,
        source: None,
        evidence: Evidence::None,
        privacy: Privacy::Public,
    })
}

fn hidden_link(traces: &Traces<'_>) -> Option<Origin> {
    (traces.fetch_site == FetchSite::CrossSite).then(|| unknown(Evidence::Inferred))
}

fn of_referrer(traces: &Traces<'_>, wanted: Privacy) -> Option<Origin> {
    let (source, privacy) = referrer_says(traces.referrer).filter(|(_, privacy)| *privacy == wanted)?;
    let channel = channel_of(&source);
    Some(known(source, channel, privacy))
}

fn of_app(traces: &Traces<'_>, wanted: Privacy) -> Option<Origin> {
    let source = app_source(traces, wanted)?;
    Some(known(source.into(), source.channel(), wanted))
}

/// Returns the channel of a source in public; what the tables do not know is another site.
fn channel_of(source: &SourceName) -> Channel {
    match source {
        SourceName::Known(name) => Source::named(name).channel(),
        SourceName::Seen(_) => Channel::Referral,
    }
}

/// Returns who is named by the app that opened the page, if that app is of the wanted privacy.
fn app_source(traces: &Traces<'_>, wanted: Privacy) -> Option<Source> {
    let by_package = traces.package.and_then(Package::meaning);
    let by_agent = traces.agent.app.map(|app: App| (app.row_source(), app.privacy()));
    let says = by_package.into_iter().chain(by_agent);
    says.filter(|(_, privacy)| *privacy == wanted).map(|(source, _)| source).next()
}

/// Returns who the referrer names and what that says. A browser's package name names nobody.
fn referrer_says(referrer: &Referrer) -> Option<(SourceName, Privacy)> {
    match referrer {
        Referrer::Site { rule: Some(rule), .. } => Some((rule.row_source().into(), rule.privacy())),
        Referrer::Site { host, rule: None } => Some((SourceName::Seen(host.clone()), Privacy::Public)),
        Referrer::App { rule: Some(package), .. } => {
            package.meaning().map(|(source, privacy)| (source.into(), privacy))
        }
        Referrer::App { package, rule: None } => Some((SourceName::Seen(package.clone()), Privacy::Either)),
        Referrer::Unknown | Referrer::Absent | Referrer::Unreadable => None,
    }
}

/// A revealed origin. What is private is dark social, whatever else the source is; what may be either keeps the
/// channel that the source has in public, and its evidence is no more than inferred.
fn known(source: SourceName, channel: Channel, privacy: Privacy) -> Origin {
    match privacy {
        Privacy::Private => private(source, Evidence::Revealed),
        Privacy::Either => {
            let channel = if channel == Channel::DarkSocial { Channel::Social } else { channel };
            Origin { channel, source: Some(source), evidence: Evidence::Inferred, privacy }
        }
        Privacy::Public | Privacy::Unknown => {
            Origin { channel, source: Some(source), evidence: Evidence::Revealed, privacy }
        }
    }
}

fn private(source: SourceName, evidence: Evidence) -> Origin {
    Origin { channel: Channel::DarkSocial, source: Some(source), evidence, privacy: Privacy::Private }
}

fn unknown(evidence: Evidence) -> Origin {
    Origin { channel: Channel::Direct, source: None, evidence, privacy: Privacy::Unknown }
}

/// Fails where a table calls a private source public, since that would count a messenger as something else.
#[cfg(test)]
pub(super) fn check_privacy(source: Source, privacy: Privacy) {
    let messenger_called_public = source.channel() == Channel::DarkSocial && privacy == Privacy::Public;
    assert!(!messenger_called_public, "{} can not be public", source.name());
}
