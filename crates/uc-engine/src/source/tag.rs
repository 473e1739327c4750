//! Tags: what a link's maker wrote into it (`utm_medium=email`), read with `data/tags.tsv`.
//!
//! The medium tells the channel, the source tells who; where they disagree, [`TagParts::resolve`] says which wins.
//! A tag's own text comes from a client: it is cut, cleaned and never trusted on a page.

use std::{collections::HashMap, sync::LazyLock};

use super::{
    Channel, HostRule, Privacy, Source, SourceName,
    name::{COPY_OTHER, EMAIL},
    query::decoded,
    table,
};

pub(super) const TABLE: &str = include_str!("../../../../data/tags.tsv");

/// How much of a tag's own text is kept, in bytes.
const LONGEST: usize = 64;

/// What a tag declares.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Tag {
    /// The channel; [`Channel::DarkSocial`] where the tag names a private way.
    pub channel: Channel,
    /// The source, by the tables or in the tag's own words.
    pub source: Option<SourceName>,
}

/// The part of a tag that a query parameter gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Part {
    Medium,
    Source,
    Campaign,
    /// A source that stands beside the medium of share buttons; only in the table.
    Shared,
}

/// Parameters that carry tags: Google's, Matomo's, its older ones, and Piano's.
const PARAMETERS: [(&[u8], Part); 18] = [
    (b"utm_medium", Part::Medium),
    (b"utm_source", Part::Source),
    (b"utm_campaign", Part::Campaign),
    (b"utm_id", Part::Campaign),
    (b"mtm_medium", Part::Medium),
    (b"mtm_source", Part::Source),
    (b"mtm_campaign", Part::Campaign),
    (b"matomo_medium", Part::Medium),
    (b"matomo_source", Part::Source),
    (b"matomo_campaign", Part::Campaign),
    (b"pk_medium", Part::Medium),
    (b"pk_source", Part::Source),
    (b"pk_campaign", Part::Campaign),
    (b"at_medium", Part::Medium),
    (b"at_source", Part::Source),
    (b"at_platform", Part::Source),
    (b"at_ptr_name", Part::Source),
    (b"at_campaign", Part::Campaign),
];

/// Parts of tags that no rule looks at, and that the link's maker reads in a table: Google's, Matomo's and Piano's.
const FOR_PEOPLE: [&[u8]; 17] = [
    b"utm_term",
    b"utm_content",
    b"utm_source_platform",
    b"utm_creative_format",
    b"utm_marketing_tactic",
    b"mtm_keyword",
    b"mtm_content",
    b"mtm_group",
    b"mtm_placement",
    b"matomo_keyword",
    b"matomo_content",
    b"matomo_group",
    b"matomo_placement",
    b"pk_keyword",
    b"pk_kwd",
    b"pk_content",
    b"at_creation",
];

/// A tag's parts as found in a query.
#[derive(Debug, Default)]
pub(super) struct TagParts {
    medium: Option<String>,
    source: Option<String>,
    campaign: Option<String>,
}

/// What the table says of a medium or a source.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Meaning {
    channel: Option<Channel>,
    source: Option<Source>,
}

static MEANINGS: LazyLock<HashMap<(Part, &'static str), Meaning>> = LazyLock::new(|| {
    let known = |[part, value, channel, source]: [&'static str; 4]| {
        let part = match part {
            "medium" => Part::Medium,
            "source" => Part::Source,
            "shared" => Part::Shared,
            other => panic!("tags.tsv has no part {other}"),
        };
        let channel = (channel != "-")
            .then(|| Channel::parse(channel).expect("every channel in tags.tsv exists, as its test shows"));
        let source = (source != "-").then(|| Source::named(source));
        ((part, value), Meaning { channel, source })
    };
    table::rows(TABLE).map(known).collect()
});

/// Says whether a query parameter carries a tag, or a part of one that only people read (`utm_term`).
pub(crate) fn is_tag(name: &[u8]) -> bool {
    let among = |known: &[u8]| name.eq_ignore_ascii_case(known);
    PARAMETERS.iter().any(|(known, _)| among(known)) || FOR_PEOPLE.iter().any(|known| among(known))
}

/// Returns the campaign that a query names, cleaned and in small letters; the first counts.
pub(crate) fn campaign_in(query: &str) -> Option<String> {
    let parameters = query.split(['&', ';']).filter_map(|parameter| parameter.split_once('='));
    let is_campaign = |name: &str| {
        PARAMETERS
            .iter()
            .any(|(known, part)| *part == Part::Campaign && name.as_bytes().eq_ignore_ascii_case(known))
    };
    let mut named = parameters.filter(|(name, _)| is_campaign(name));
    named.find_map(|(_, value)| cleaned(value.as_bytes()))
}

impl TagParts {
    /// Takes a query parameter that is part of a tag, and says whether it was. The first of a kind counts.
    pub(super) fn take(&mut self, name: &[u8], value: &[u8]) -> bool {
        // Tags are asked for on every parameter of every query: all of them have an underscore near the start.
        if !name.iter().take(7).any(|byte| *byte == b'_') {
            return false;
        }
        let Some((_, part)) = PARAMETERS.iter().find(|(known, _)| name.eq_ignore_ascii_case(known)) else {
            return false;
        };
        let slot = match part {
            Part::Medium => &mut self.medium,
            Part::Source => &mut self.source,
            Part::Campaign => &mut self.campaign,
            Part::Shared => return false,
        };
        if slot.is_none() {
            *slot = cleaned(value);
        }
        true
    }

    /// Decides what the tag declares.
    ///
    /// Paid beats everything. A messenger named as source is a private way, whatever unpaid medium was written
    /// beside it. E-mail that bears a tag was sent to many: a newsletter, unless the medium says that it was
    /// shared, in private or by a share button. A source that is known is more exact than the media `referral`,
    /// `social` and `organic`.
    pub(super) fn resolve(self) -> Option<Tag> {
        if self.medium.is_none() && self.source.is_none() && self.campaign.is_none() {
            return None;
        }
        let medium = self.medium.as_deref().map(|text| meaning(Part::Medium, text)).unwrap_or_default();
        let source = self.source.as_deref().map(|text| meaning(Part::Source, text)).unwrap_or_default();
        let source = if medium.is_share_button() { source.shared() } else { source };
        let own_words =
            || self.source.as_deref().or(self.medium.as_deref()).map(|text| SourceName::Seen(text.into()));
        let named = source.source.or(medium.source);
        let tag = |channel| Tag { channel, source: named.map(SourceName::from).or_else(own_words) };

        if let Some(Channel::Campaign) = medium.channel {
            return Some(Tag {
                channel: Channel::Campaign,
                source: source.source.map(SourceName::from).or_else(own_words),
            });
        }
        let private = source.source.filter(|source| source.channel() == Channel::DarkSocial);
        if let Some(private) = private {
            let to_one = [medium.channel, source.channel].contains(&Some(Channel::DarkSocial));
            let mail = private.name() == EMAIL && !to_one;
            return Some(tag(if mail { Channel::Newsletter } else { Channel::DarkSocial }));
        }
        match medium.channel {
            Some(Channel::DarkSocial) => {
                let source = medium.source.unwrap_or_else(|| Source::named(COPY_OTHER));
                return Some(Tag { channel: Channel::DarkSocial, source: Some(source.into()) });
            }
            Some(Channel::Newsletter) => return Some(tag(Channel::Newsletter)),
            _ => {}
        }
        let by_source = source.channel.or_else(|| source.source.map(Source::channel));
        let by_medium = medium.channel.or_else(|| medium.source.map(Source::channel));
        Some(tag(by_source.or(by_medium).unwrap_or(Channel::Campaign)))
    }
}

impl Meaning {
    /// Says whether it is the medium of share buttons and copied links: passed on by one reader, to whom is not said.
    fn is_share_button(&self) -> bool {
        self.channel.is_none() && self.source.is_some_and(|source| source.name() == COPY_OTHER)
    }

    /// Returns what the source means beside such a medium: the table says where that is something else.
    fn shared(self) -> Self {
        let row = self.source.and_then(|source| MEANINGS.get(&(Part::Shared, source.name())));
        row.copied().unwrap_or(self)
    }
}

impl Tag {
    /// Returns what the tag says about private sharing.
    pub fn privacy(&self) -> Privacy {
        if self.channel == Channel::DarkSocial { Privacy::Private } else { Privacy::Public }
    }
}

/// Looks a medium or source up: first in the tags' own table, then (a source only) as a host and as a source's name.
fn meaning(part: Part, text: &str) -> Meaning {
    let plain: String =
        text.chars().map(|letter| if matches!(letter, ' ' | '-') { '_' } else { letter }).collect();
    if let Some(known) = MEANINGS.get(&(part, plain.as_str())) {
        return *known;
    }
    if part != Part::Source {
        return Meaning::default();
    }
    let host = text.strip_prefix("www.").unwrap_or(text);
    let by_host =
        || host.contains('.').then(|| HostRule::find(host, b"")).flatten().map(HostRule::row_source);
    Meaning { channel: None, source: Source::find(&plain).or_else(by_host) }
}

/// Decodes a tag's text, cuts it to a bounded length and drops control characters; lower case, `None` when empty.
fn cleaned(value: &[u8]) -> Option<String> {
    let value = decoded(&value[..value.len().min(4 * LONGEST)]);
    let mut text = String::with_capacity(value.len().min(LONGEST));
    for letter in String::from_utf8_lossy(&value).chars() {
        let letter = if letter == '+' { ' ' } else { letter };
        for lower in letter.to_lowercase().filter(|letter| !letter.is_control()) {
            if text.len() + lower.len_utf8() <= LONGEST {
                text.push(lower);
            }
        }
    }
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_every_row_parses() {
        table::check_table::<4>(TABLE, 2);
        assert_eq!(table::rows::<4>(TABLE).count(), MEANINGS.len());
        for (_, value) in MEANINGS.keys() {
            assert!(!value.contains([' ', '-']), "{value}: blanks and hyphens are looked up as underscores");
        }
    }

    #[test]
    fn a_tags_text_is_cut_and_cleaned() {
        assert_eq!(cleaned(b"Sommer+Fest%20"), Some("sommer fest".to_owned()));
        assert_eq!(cleaned(b"%1b[31mred"), Some("[31mred".to_owned()));
        assert_eq!(cleaned(b"%00"), None);
        assert_eq!(cleaned(&[0xff; 500]).map(|text| text.len()), Some(63));
    }
}
