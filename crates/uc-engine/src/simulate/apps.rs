//! Apps that open links in a browser of their own, and what that browser calls itself.

use super::agents::{ANDROID_MODELS, Device, IPHONES, Platform};

/// An app with its own browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AppBrowser {
    WhatsApp,
    Telegram,
    Messenger,
    Facebook,
    Instagram,
    Threads,
    WeChat,
    Line,
    KakaoTalk,
    Snapchat,
    Viber,
    LinkedIn,
    TikTok,
    Reddit,
    X,
    Pinterest,
    GoogleSearch,
}

impl AppBrowser {
    /// Returns the Android package.
    pub(crate) fn package(self) -> &'static str {
        match self {
            Self::WhatsApp => "com.whatsapp",
            Self::Telegram => "org.telegram.messenger",
            Self::Messenger => "com.facebook.orca",
            Self::Facebook => "com.facebook.katana",
            Self::Instagram => "com.instagram.android",
            Self::Threads => "com.instagram.barcelona",
            Self::WeChat => "com.tencent.mm",
            Self::Line => "jp.naver.line.android",
            Self::KakaoTalk => "com.kakao.talk",
            Self::Snapchat => "com.snapchat.android",
            Self::Viber => "com.viber.voip",
            Self::LinkedIn => "com.linkedin.android",
            Self::TikTok => "com.zhiliaoapp.musically",
            Self::Reddit => "com.reddit.frontpage",
            Self::X => "com.twitter.android",
            Self::Pinterest => "com.pinterest",
            Self::GoogleSearch => "com.google.android.googlequicksearchbox",
        }
    }

    /// Writes what the app's browser calls itself; `None` where the app has none on this device.
    pub(crate) fn agent(self, device: Device, language: &str) -> Option<String> {
        let locale = language.replace('-', "_");
        match device.platform {
            Platform::Ios => Some(self.on_ios(device, &locale)),
            Platform::Android => Some(self.on_android(device, &locale)),
            Platform::Windows | Platform::Mac | Platform::Linux => None,
        }
    }

    fn on_ios(self, device: Device, locale: &str) -> String {
        let head = device.iphone_head();
        let model = IPHONES[usize::from(device.model) % IPHONES.len()];
        let version = device.safari_version();
        match self {
            Self::WhatsApp => {
                format!("{head} Version/{version} Mobile/15E148 Safari/604.1 [WAiOS/2.26.38]")
            }
            Self::Messenger => format!(
                "{head} Mobile/22H20 [FBAN/FBIOS;FBAV/562.0.0.38.107;FBBV/790011223;FBDV/{model};FBMD/iPhone;FBSN/iOS;FBSV/18.7;FBSS/3;FBID/phone;FBLC/{locale};FBOP/5;FBRV/0]"
            ),
            Self::Facebook => format!(
                "{head} Mobile/22H20 [FBAN/FBIOS;FBAV/562.0.0.38.107;FBBV/790011223;FBDV/{model};FBMD/iPhone;FBSN/iOS;FBSV/18.7;FBSS/3;FBID/phone;FBLC/{locale};FBOP/5;FBRV/0;IABMV/1]"
            ),
            Self::Instagram => format!(
                "{head} Mobile/22H20 Instagram 428.0.0.31.75 ({model}; iOS 18_7; {locale}; {}; scale=3.00; 1179x2556; 801122334; IABMV/1)",
                locale.replace('_', "-")
            ),
            Self::Threads => format!(
                "{head} Mobile/22H20 Barcelona 428.0.0.27.75 ({model}; iOS 18_7; {locale}; scale=3.00; 1179x2556; 801122001)"
            ),
            Self::WeChat => {
                format!("{head} Mobile/15E148 MicroMessenger/8.0.69(0x18004532) NetType/WIFI Language/zh_CN")
            }
            Self::Line => format!("{head} Version/{version} Mobile/15E148 Safari/604.1 Line/26.14.0/IAB"),
            Self::KakaoTalk => format!("{head} Mobile/15E148 KAKAOTALK/26.9.1 (INAPP)"),
            Self::Snapchat => {
                format!("{head} Mobile/15E148 Snapchat/13.78.0.41 (like Safari/8622.1.22.10.9, panda)")
            }
            Self::Viber => format!("{head} Mobile/15E148 Viber/27.2.0.11"),
            Self::LinkedIn => format!("{head} Mobile/15E148 [LinkedInApp]/9.32.4021"),
            Self::TikTok => format!(
                "{head} Mobile/15E148 musical_ly_43.1.0 JsSdk/2.0 NetType/WIFI Channel/App Store ByteLocale/de Region/DE BytedanceWebview/d8a21c6"
            ),
            Self::Reddit => format!("{head} Mobile/15E148 Reddit/Version 2026.44.0/Build 618221"),
            Self::X => format!("{head} Mobile/15E148 Twitter for iPhone/11.42"),
            Self::Pinterest => format!("{head} Mobile/15E148 [Pinterest/iOS]"),
            Self::GoogleSearch => format!("{head} GSA/398.0.812345678 Mobile/15E148 Safari/604.1"),
            Self::Telegram => device.agent(),
        }
    }

    fn on_android(self, device: Device, locale: &str) -> String {
        let (model, system, build) = ANDROID_MODELS[usize::from(device.model) % ANDROID_MODELS.len()];
        let chrome = 157 - u32::from(device.model) % 4;
        let engine = "AppleWebKit/537.36 (KHTML, like Gecko)";
        let head = format!(
            "Mozilla/5.0 (Linux; Android {system}; {model} Build/{build}; wv) {engine} Version/4.0 Chrome/{chrome}.0.7444.102 Mobile Safari/537.36"
        );
        let plain =
            format!("Mozilla/5.0 (Linux; Android 10; K) {engine} Chrome/{chrome}.0.0.0 Mobile Safari/537.36");
        match self {
            Self::WhatsApp => format!(
                "Mozilla/5.0 (Linux; Android 10; K) {engine} Chrome/{chrome}.0.7444.102 Mobile Safari/537.36 [WA4A/2.26.38.77;]"
            ),
            Self::Telegram => {
                format!("{plain} Telegram-Android/12.9.1 ({model}; Android {system}; SDK 35; HIGH)")
            }
            Self::Messenger => format!("{head} [FB_IAB/FB4A;FBAV/562.0.0.44.68;]"),
            Self::Facebook => format!("{head} [FB_IAB/FB4A;FBAV/562.0.0.44.68;IABMV/1;]"),
            Self::Instagram => format!(
                "{head} Instagram 428.0.0.42.70 Android (35/{system}; 450dpi; 1080x2340; samsung; {model}; e1s; qcom; {locale}; 801122399; IABMV/1)"
            ),
            Self::Threads => format!(
                "{head} Barcelona 428.0.0.36.70 Android (35/{system}; 450dpi; 1080x2340; {model}; {locale}; 801122401)"
            ),
            Self::WeChat => format!(
                "{head} XWEB/1380215 MMWEBSDK/20260801 MMWEBID/4471 MicroMessenger/8.0.69.2960(0x28004556) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64"
            ),
            Self::Line => format!("{head} Line/26.14.1/IAB"),
            Self::KakaoTalk => format!("{head};KAKAOTALK 2609110"),
            Self::Snapchat => format!("{head} Snapchat/13.78.0.41 ({model}; Android {system}#x#35; gzip; )"),
            Self::Viber => format!("{head} Viber/27.2.0.4"),
            Self::LinkedIn => format!("{head} [LinkedInApp]/4.1.1151"),
            Self::TikTok => format!(
                "{head} trill_430104 JsSdk/1.0 NetType/WIFI Channel/googleplay AppName/musical_ly app_version/43.1.4 ByteLocale/de ByteFullLocale/de-DE Region/DE BytedanceWebview/d8a21c6"
            ),
            Self::Reddit => format!("{head} Reddit/Version 2026.44.0/Build 2644210/Android {system}"),
            Self::X => format!("{head} TwitterAndroid"),
            Self::Pinterest => format!("{head} [Pinterest/Android]"),
            Self::GoogleSearch => format!("{head} GSA/17.42.31.sa.arm64"),
        }
    }
}
