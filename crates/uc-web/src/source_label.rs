//! The name that people know a source by. One function, so that the engine's own table can take its place.

/// Returns the label of a source that the tables know, or `None`.
pub(crate) fn label(name: &str) -> Option<&'static str> {
    LABELS.iter().find(|(known, _)| *known == name).map(|(_, label)| *label)
}

const LABELS: &[(&str, &str)] = &[
    ("whatsapp", "WhatsApp"),
    ("telegram", "Telegram"),
    ("signal", "Signal"),
    ("messenger", "Messenger"),
    ("instagram_dm", "Instagram DM"),
    ("wechat", "WeChat"),
    ("line", "LINE"),
    ("discord", "Discord"),
    ("slack", "Slack"),
    ("teams", "Microsoft Teams"),
    ("imessage", "iMessage"),
    ("threema", "Threema"),
    ("viber", "Viber"),
    ("kakaotalk", "KakaoTalk"),
    ("snapchat", "Snapchat"),
    ("matrix", "Matrix"),
    ("facebook", "Facebook"),
    ("instagram", "Instagram"),
    ("linkedin", "LinkedIn"),
    ("mastodon", "Mastodon"),
    ("google", "Google"),
    ("bing", "Bing"),
    ("duckduckgo", "DuckDuckGo"),
    ("chatgpt", "ChatGPT"),
];
