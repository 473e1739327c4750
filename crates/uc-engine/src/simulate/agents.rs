//! Devices, browsers and what they call themselves.
//!
//! Written for this simulator alone, after how browsers and apps of 2026 present themselves; the tables by which the
//! report tells them apart are elsewhere and are never read here. Apps' own browsers are in [`super::apps`].

use super::chance::Chance;

/// An operating system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Platform {
    Android,
    Ios,
    Windows,
    Mac,
    Linux,
}

/// A browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Browser {
    Chrome,
    Safari,
    Firefox,
    Edge,
    Samsung,
    ChromeOnIos,
    FirefoxOnIos,
}

/// A person's phone or computer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Device {
    pub(crate) platform: Platform,
    pub(crate) browser: Browser,
    /// The browser's main version.
    pub(crate) version: u16,
    /// Which of the models in [`ANDROID_MODELS`] or [`IPHONES`]; only apps tell it.
    pub(crate) model: u8,
}

/// Android phones, as apps' browsers name them, with their Android version and build.
pub(crate) const ANDROID_MODELS: [(&str, &str, &str); 10] = [
    ("SM-S921B", "16", "BP2A.250605.031.A3"),
    ("SM-A556B", "16", "BP2A.250605.031.A3"),
    ("SM-A346B", "15", "AP3A.240905.015.A2"),
    ("SM-G991B", "15", "AP3A.240905.015.A2"),
    ("Pixel 8a", "17", "CP1A.260405.005"),
    ("Pixel 10", "17", "CP1A.260405.005"),
    ("2312DRA50G", "15", "AP3A.240905.015.A2"),
    ("M2101K6G", "13", "TKQ1.221013.002"),
    ("CPH2621", "16", "AP3A.240617.008"),
    ("moto g84 5G", "15", "V1TCS35H.83"),
];

/// iPhones, as apps name them.
pub(crate) const IPHONES: [&str; 8] = [
    "iPhone13,2",
    "iPhone14,5",
    "iPhone14,7",
    "iPhone15,3",
    "iPhone15,4",
    "iPhone16,1",
    "iPhone17,3",
    "iPhone18,1",
];

impl Device {
    /// Draws a phone.
    pub(crate) fn phone(apple: f64, chance: &mut Chance) -> Self {
        if chance.happens(apple) {
            let browser = [Browser::Safari, Browser::ChromeOnIos, Browser::FirefoxOnIos]
                [chance.weighted(&[0.88, 0.09, 0.03])];
            return Self::of(Platform::Ios, browser, chance);
        }
        let browser = [Browser::Chrome, Browser::Samsung, Browser::Firefox, Browser::Edge]
            [chance.weighted(&[0.68, 0.21, 0.08, 0.03])];
        Self::of(Platform::Android, browser, chance)
    }

    /// Draws a computer.
    pub(crate) fn desktop(chance: &mut Chance) -> Self {
        match chance.weighted(&[0.7, 0.22, 0.08]) {
            0 => {
                let browser =
                    [Browser::Chrome, Browser::Edge, Browser::Firefox][chance.weighted(&[0.52, 0.3, 0.18])];
                Self::of(Platform::Windows, browser, chance)
            }
            1 => {
                let browser = [Browser::Safari, Browser::Chrome, Browser::Firefox]
                    [chance.weighted(&[0.52, 0.36, 0.12])];
                Self::of(Platform::Mac, browser, chance)
            }
            _ => {
                let browser = [Browser::Chrome, Browser::Firefox][chance.weighted(&[0.4, 0.6])];
                Self::of(Platform::Linux, browser, chance)
            }
        }
    }

    fn of(platform: Platform, browser: Browser, chance: &mut Chance) -> Self {
        let version = match browser {
            Browser::Chrome | Browser::Edge | Browser::ChromeOnIos => 157 - chance.runs(1.2).min(20) as u16,
            Browser::Firefox | Browser::FirefoxOnIos => {
                if chance.happens(0.12) {
                    140
                } else {
                    158 - chance.runs(1.0).min(12) as u16
                }
            }
            Browser::Safari => [27, 26, 18][chance.weighted(&[0.45, 0.4, 0.15])],
            Browser::Samsung => 30 - chance.runs(0.7).min(4) as u16,
        };
        Self { platform, browser, version, model: chance.below(40) as u8 }
    }

    /// Tells whether the browser's engine is Chromium.
    pub(crate) fn is_chromium(self) -> bool {
        matches!(self.browser, Browser::Chrome | Browser::Edge | Browser::Samsung)
    }

    /// Tells whether it is a phone.
    pub(crate) fn is_phone(self) -> bool {
        matches!(self.platform, Platform::Android | Platform::Ios)
    }

    /// Tells whether Apple made it: only then can it send iMessages.
    pub(crate) fn is_apple(self) -> bool {
        matches!(self.platform, Platform::Ios | Platform::Mac)
    }

    /// Writes what the browser calls itself.
    pub(crate) fn agent(self) -> String {
        let version = self.version;
        match (self.browser, self.platform) {
            (Browser::Firefox, Platform::Android) => {
                format!(
                    "Mozilla/5.0 (Android 16; Mobile; rv:{version}.0) Gecko/{version}.0 Firefox/{version}.0"
                )
            }
            (Browser::Firefox, platform) => {
                let system = match platform {
                    Platform::Mac => "Macintosh; Intel Mac OS X 10.15",
                    Platform::Linux => "X11; Linux x86_64",
                    _ => "Windows NT 10.0; Win64; x64",
                };
                format!("Mozilla/5.0 ({system}; rv:{version}.0) Gecko/20100101 Firefox/{version}.0")
            }
            (Browser::Safari, Platform::Mac) => format!(
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/{} Safari/605.1.15",
                self.safari_version()
            ),
            (Browser::Safari, _) => {
                format!("{} Version/{} Mobile/15E148 Safari/604.1", self.iphone_head(), self.safari_version())
            }
            (Browser::ChromeOnIos, _) => {
                format!("{} CriOS/{version}.0.7444.77 Mobile/15E148 Safari/604.1", self.iphone_head())
            }
            (Browser::FirefoxOnIos, _) => {
                format!("{} FxiOS/{version}.0 Mobile/15E148 Safari/604.1", self.iphone_head())
            }
            (Browser::Samsung, _) => format!(
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/{version}.0 Chrome/{}.0.0.0 Mobile Safari/537.36",
                version + 112
            ),
            (Browser::Chrome | Browser::Edge, platform) => {
                let system = match platform {
                    Platform::Android => "Linux; Android 10; K",
                    Platform::Mac => "Macintosh; Intel Mac OS X 10_15_7",
                    Platform::Linux => "X11; Linux x86_64",
                    Platform::Windows | Platform::Ios => "Windows NT 10.0; Win64; x64",
                };
                let mobile = if platform == Platform::Android { " Mobile" } else { "" };
                let edge = match (self.browser, platform) {
                    (Browser::Edge, Platform::Android) => format!(" EdgA/{version}.0.0.0"),
                    (Browser::Edge, _) => format!(" Edg/{version}.0.0.0"),
                    _ => String::new(),
                };
                format!(
                    "Mozilla/5.0 ({system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{version}.0.0.0{mobile} Safari/537.36{edge}"
                )
            }
        }
    }

    /// Returns Safari's version as it stands in what Safari calls itself.
    pub(crate) fn safari_version(self) -> &'static str {
        match self.version {
            18 => "18.5",
            26 => "26.4",
            _ => "27.1",
        }
    }

    /// Writes the beginning that all browsers on an iPhone share; Apple froze the system's version in it.
    pub(crate) fn iphone_head(self) -> String {
        let system = if self.version == 18 { "18_5" } else { "18_7" };
        format!(
            "Mozilla/5.0 (iPhone; CPU iPhone OS {system} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
        )
    }
}
