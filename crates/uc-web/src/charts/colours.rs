//! Which CSS class, and so which colour, a messenger or network has. The colours stand in `templates/report/colours.css`; a
//! test keeps them apart from each other for colour-blind people, and they always stand beside the name.

use uc_engine::source::SourceName;

/// Sources with a colour of their own and its class; the first seven are those that pages show most.
pub(crate) const COLOURED: [(&str, &str); 20] = [
    ("whatsapp", "m-whatsapp"),
    ("telegram", "m-telegram"),
    ("signal", "m-signal"),
    ("messenger", "m-messenger"),
    ("instagram_dm", "m-instagram"),
    ("email", "m-email"),
    ("slack", "m-slack"),
    ("discord", "m-discord"),
    ("threema", "m-threema"),
    ("instagram", "m-instagram"),
    ("facebook", "m-facebook"),
    ("imessage", "m-imessage"),
    ("sms", "m-imessage"),
    ("teams", "m-teams"),
    ("wechat", "m-wechat"),
    ("line", "m-line"),
    ("viber", "m-viber"),
    ("kakaotalk", "m-kakaotalk"),
    ("snapchat", "m-snapchat"),
    ("matrix", "m-matrix"),
];

/// Returns the class of a source; all others share one quiet colour.
pub(crate) fn class(source: &SourceName) -> &'static str {
    let known = COLOURED.iter().find(|(name, _)| matches!(source, SourceName::Known(known) if known == name));
    known.map_or("m-other", |(_, class)| class)
}
