//! Device and browser, as coarse as reports need them, from marks in the user agent.
//!
//! It never tells versions or models: that would be a fingerprint.

/// The kind of device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Device {
    /// A telephone.
    Phone,
    /// A tablet.
    Tablet,
    /// A desk or lap computer.
    Desktop,
    /// Not told.
    Unknown,
}

/// The family of browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Browser {
    /// Google Chrome and what does not tell itself apart from it.
    Chrome,
    /// Apple Safari.
    Safari,
    /// Mozilla Firefox.
    Firefox,
    /// Microsoft Edge.
    Edge,
    /// Samsung Internet.
    Samsung,
    /// Opera.
    Opera,
    /// A browser inside of an app.
    InApp,
    /// Any other.
    Other,
}

impl Device {
    /// The devices that can be told, with the names that columns use.
    const NAMES: [(Self, &'static str); 3] =
        [(Self::Phone, "phone"), (Self::Tablet, "tablet"), (Self::Desktop, "desktop")];

    /// Returns the name that columns use; `None` where the device is not told.
    pub fn name(self) -> Option<&'static str> {
        Self::NAMES.iter().find(|(device, _)| *device == self).map(|(_, name)| *name)
    }

    /// Finds a device by its name; any other text tells none.
    pub fn named(name: &str) -> Self {
        Self::NAMES.iter().find(|(_, known)| *known == name).map_or(Self::Unknown, |(device, _)| *device)
    }
}

impl Browser {
    /// All families, with the names that columns use.
    const NAMES: [(Self, &'static str); 8] = [
        (Self::Chrome, "chrome"),
        (Self::Safari, "safari"),
        (Self::Firefox, "firefox"),
        (Self::Edge, "edge"),
        (Self::Samsung, "samsung"),
        (Self::Opera, "opera"),
        (Self::InApp, "in_app"),
        (Self::Other, "other"),
    ];

    /// Returns the name that columns use.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(browser, _)| *browser == self).map_or("other", |(_, name)| name)
    }

    /// Finds a family by its name; any other text is [`Browser::Other`].
    pub fn named(name: &str) -> Self {
        Self::NAMES.iter().find(|(_, known)| *known == name).map_or(Self::Other, |(browser, _)| *browser)
    }
}

/// A mark that user agents carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Handheld,
    Slate,
    Android,
    Mobile,
    Desk,
    Engine,
    WebView,
    Edge,
    Samsung,
    Opera,
    Firefox,
    Chrome,
    Safari,
}

/// The marks and what spells them, in the syntax of [`super::token`].
pub(super) const MARKS: &[(&str, Mark)] = &[
    ("iPhone", Mark::Handheld),
    ("iPod", Mark::Handheld),
    ("Windows Phone", Mark::Handheld),
    ("IEMobile", Mark::Handheld),
    ("BlackBerry*", Mark::Handheld),
    ("BB10", Mark::Handheld),
    ("Opera Mini", Mark::Handheld),
    ("iPad", Mark::Slate),
    ("Tablet", Mark::Slate),
    ("Kindle", Mark::Slate),
    ("Silk/", Mark::Slate),
    ("PlayBook", Mark::Slate),
    ("Android", Mark::Android),
    ("Mobile", Mark::Mobile),
    ("Windows", Mark::Desk),
    ("Macintosh", Mark::Desk),
    ("X11", Mark::Desk),
    ("CrOS", Mark::Desk),
    ("Linux", Mark::Desk),
    ("AppleWebKit", Mark::Engine),
    ("AppleWebkit", Mark::Engine),
    ("Gecko/", Mark::Engine),
    ("Trident/", Mark::Engine),
    ("MSIE", Mark::Engine),
    ("Opera", Mark::Engine),
    ("KHTML", Mark::Engine),
    ("Goanna/", Mark::Engine),
    ("; wv", Mark::WebView),
    ("Edg/", Mark::Edge),
    ("EdgA/", Mark::Edge),
    ("EdgiOS/", Mark::Edge),
    ("Edge/", Mark::Edge),
    ("SamsungBrowser/", Mark::Samsung),
    ("OPR/", Mark::Opera),
    ("OPT/", Mark::Opera),
    ("OPX/", Mark::Opera),
    ("OPiOS/", Mark::Opera),
    ("Opera/", Mark::Opera),
    ("Opera Mini/", Mark::Opera),
    ("Firefox/", Mark::Firefox),
    ("FxiOS/", Mark::Firefox),
    ("Focus/", Mark::Firefox),
    ("Chrome/", Mark::Chrome),
    ("CriOS/", Mark::Chrome),
    ("Chromium/", Mark::Chrome),
    ("Safari/", Mark::Safari),
];

/// A set of marks.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Marks(u16);

impl Marks {
    pub(super) fn add(&mut self, mark: Mark) {
        self.0 |= 1 << mark as u16;
    }

    pub(super) fn has(self, mark: Mark) -> bool {
        self.0 & (1 << mark as u16) != 0
    }

    /// Tells the device. Android tablets differ from telephones only by lacking the word "Mobile".
    pub(super) fn device(self) -> Device {
        if self.has(Mark::Slate) {
            Device::Tablet
        } else if self.has(Mark::Handheld) {
            Device::Phone
        } else if self.has(Mark::Android) {
            if self.has(Mark::Mobile) { Device::Phone } else { Device::Tablet }
        } else if self.has(Mark::Desk) {
            Device::Desktop
        } else if self.has(Mark::Mobile) {
            Device::Phone
        } else {
            Device::Unknown
        }
    }

    /// Tells the browser: those that also name others come first.
    pub(super) fn browser(self) -> Browser {
        const ORDER: [(Mark, Browser); 7] = [
            (Mark::WebView, Browser::InApp),
            (Mark::Edge, Browser::Edge),
            (Mark::Samsung, Browser::Samsung),
            (Mark::Opera, Browser::Opera),
            (Mark::Firefox, Browser::Firefox),
            (Mark::Chrome, Browser::Chrome),
            (Mark::Safari, Browser::Safari),
        ];
        ORDER.iter().find(|(mark, _)| self.has(*mark)).map_or(Browser::Other, |(_, browser)| *browser)
    }
}
