//! Devices and browsers as other programs call them.

/// Returns our name of a kind of device.
pub(crate) fn device(name: &str) -> Option<&'static str> {
    match name.trim().to_ascii_lowercase().as_str() {
        "mobile" | "smartphone" | "phablet" | "phone" | "feature phone" | "feature_phone" => Some("phone"),
        "tablet" => Some("tablet"),
        "desktop" | "laptop" => Some("desktop"),
        _ => None,
    }
}

/// Returns our name of a family of browser.
pub(crate) fn browser(name: &str) -> Option<&'static str> {
    let name = name.trim().to_ascii_lowercase();
    let has = |word: &str| name.contains(word);
    Some(match name.as_str() {
        "" | "(not set)" | "unknown" => return None,
        _ if has("in-app") || has("webview") || has("facebook") || has("instagram") => "in_app",
        _ if has("edge") => "edge",
        _ if has("opera") => "opera",
        _ if has("samsung") => "samsung",
        _ if has("firefox") => "firefox",
        _ if has("chrom") => "chrome",
        _ if has("safari") => "safari",
        _ => "other",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_programs_names_become_ours() {
        for (name, expected) in [("mobile", Some("phone")), ("Desktop", Some("desktop")), ("smart tv", None)]
        {
            assert_eq!(device(name), expected, "{name}");
        }
        for (name, expected) in [
            ("Chrome", Some("chrome")),
            ("Mobile Safari", Some("safari")),
            ("Safari (in-app)", Some("in_app")),
            ("Android Webview", Some("in_app")),
            ("Microsoft Edge", Some("edge")),
            ("Samsung Internet", Some("samsung")),
            ("Konqueror", Some("other")),
            ("(not set)", None),
        ] {
            assert_eq!(browser(name), expected, "{name}");
        }
    }
}
