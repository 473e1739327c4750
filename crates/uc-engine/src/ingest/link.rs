//! The other ends of links: the page before, and where an outbound click leads.
//!
//! Neither keeps query or fragment. Of places where people write to each other only what tells the place is kept: the
//! rest of such a path is a conversation's number, or somebody's telephone.

use super::personal::without_personal;
use super::site::is_own;
use super::web_url::WebUrl;
use super::{Said, SiteRules};
use crate::hit::Header;
use crate::source::{Own, Privacy, Referrer};

/// How much of another page's path is kept, in bytes.
const LONGEST_PATH: usize = 256;
/// How much of a link is looked at, in bytes.
const LONGEST: usize = 2048;

/// The page before.
pub(super) struct Before {
    /// As it is stored.
    pub(super) text: Option<String>,
    /// As the rules read it.
    pub(super) referrer: Referrer,
    /// Whether it is of the site.
    pub(super) own: Own,
}

/// Reads the page before. What is stored of it reads the same as what was sent.
pub(super) fn before(said: &Said, site: &SiteRules) -> Before {
    let referrer = match Referrer::of(&said.header()) {
        Referrer::Unreadable => Referrer::Absent,
        read => read,
    };
    let own = referrer.host().is_some_and(|host| is_own(host, site));
    let own = if own { Own::Yes } else { Own::No };
    let text = match &referrer {
        Referrer::Unknown => None,
        Referrer::Absent | Referrer::Unreadable => Some(String::new()),
        Referrer::App { package, .. } => Some(format!("android-app://{package}/")),
        Referrer::Site { .. } => WebUrl::parse(beginning(said.text())).map(|url| clean(&url, &referrer, own)),
    };
    Before { text, referrer, own }
}

/// Reads where an outbound click leads: a page, or that a mail or a call was begun.
pub(super) fn target(target: Option<&str>, site: &SiteRules) -> Option<String> {
    let target = beginning(target?);
    for scheme in ["mailto:", "tel:", "sms:"] {
        if target.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)) {
            return Some(scheme.to_owned());
        }
    }
    let url = WebUrl::parse(target)?;
    let read = Referrer::of(&Header::Sent(target.as_bytes().into()));
    let own = read.host().is_some_and(|host| is_own(host, site));
    Some(clean(&url, &read, if own { Own::Yes } else { Own::No }))
}

fn clean(url: &WebUrl<'_>, read: &Referrer, own: Own) -> String {
    let mut text = url.origin();
    let rule = match read {
        Referrer::Site { rule, .. } if own == Own::No => *rule,
        _ => None,
    };
    let bare = text.len();
    match rule.filter(|rule| rule.privacy() != Privacy::Public) {
        Some(rule) => text.push_str(rule.path()),
        None => text.push_str(cut(&without_personal(&url.written_path()))),
    }
    if text.len() == bare {
        text.push('/');
    }
    text
}

/// Cuts a path between two segments where it is long.
fn cut(path: &str) -> &str {
    if path.len() <= LONGEST_PATH {
        return path;
    }
    let end = path.as_bytes()[..LONGEST_PATH].iter().rposition(|byte| *byte == b'/').unwrap_or(0);
    &path[..end]
}

/// Returns as much of a link as is looked at; what the rules of [`Referrer`] do not read is not stored either.
fn beginning(text: &str) -> &str {
    let text = text.trim_ascii();
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
