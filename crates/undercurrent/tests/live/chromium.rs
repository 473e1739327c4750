//! A real browser, without a window, that finds all hosts of the test at one address and reaches nothing else.

use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use crate::wire::BROWSER;

const FLAGS: [&str; 11] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // The hosts of the test speak no TLS.
    "--disable-features=HttpsUpgrades",
    // Without it, a browser that shows a page and is asked for nothing may end.
    "--remote-debugging-port=0",
];

/// A browser that is closed when it is dropped.
pub(crate) struct Chromium {
    child: Child,
    _profile: TempDir,
}

impl Chromium {
    /// Opens a page.
    pub(crate) fn open(url: &str, hosts: SocketAddr) -> Self {
        Self::with(url, hosts, "{}")
    }

    /// Opens a page as somebody does who has switched scripts off in the settings.
    pub(crate) fn without_scripts(url: &str, hosts: SocketAddr) -> Self {
        Self::with(url, hosts, r#"{"profile":{"default_content_setting_values":{"javascript":2}}}"#)
    }

    fn with(url: &str, hosts: SocketAddr, settings: &str) -> Self {
        let profile = tempfile::tempdir().expect("a temporary folder");
        let own = profile.path().join("Default");
        std::fs::create_dir(&own).expect("a folder");
        std::fs::write(own.join("Preferences"), settings).expect("a written file");
        let mut command = Command::new("chromium");
        command.args(FLAGS);
        command
            .arg(format!("--host-resolver-rules=MAP *.example {hosts}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"));
        // Without a window it calls itself a headless browser, which the collector takes for a machine, and rightly.
        command.arg(format!("--user-agent={BROWSER}"));
        command.arg(format!("--user-data-dir={}", profile.path().display())).arg(url);
        let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let child = quiet.spawn().expect("Chromium starts; `cargo xtask test` installs it");
        Self { child, _profile: profile }
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        // Both fail only for a process that has ended already.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
