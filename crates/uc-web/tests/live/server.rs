//! A server in a folder of its own, and a client that speaks HTTP by hand, so that it can also speak it badly.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use uc_app::folder::Folder;
use uc_app::query::Asker;
use uc_app::{App, AppConfig, Clock, query, sites, tokens};
use uc_testkit::logs::DESKTOP;
use uc_web::{TrustedProxies, Web, WebConfig, router, serve};

/// Monday, 21 September 2026, in the afternoon.
pub(crate) const NOW: i64 = 1_790_000_000_000;
pub(crate) const PAGE: &str = "https://bakery.example/bread";

pub(crate) struct Server {
    pub(crate) app: App,
    pub(crate) address: SocketAddr,
    /// The id of bakery.example.
    pub(crate) site: String,
    /// The id of mill.example.
    pub(crate) other: String,
    runtime: Runtime,
    stop: watch::Sender<bool>,
    listening: Option<JoinHandle<std::io::Result<()>>>,
    // Given back before the folder is removed.
    _folder: Folder,
    _place: TempDir,
}

/// What a client is answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Server {
    /// Starts one without limits.
    pub(crate) fn start() -> Self {
        Self::with(|config| config.rate_limit = 0)
    }

    /// Starts one that trusts the client to be a proxy, so that a test can come from any address.
    pub(crate) fn behind_proxy(change: impl FnOnce(&mut WebConfig)) -> Self {
        Self::with(|config| {
            config.proxies = TrustedProxies::new(vec!["127.0.0.1/32".parse().expect("a network")]);
            change(config);
        })
    }

    pub(crate) fn with(change: impl FnOnce(&mut WebConfig)) -> Self {
        let mut config = WebConfig::default();
        change(&mut config);
        let place = tempfile::tempdir().expect("a folder");
        let folder = Folder::take(place.path()).expect("nobody has it");
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .expect("a runtime");
        let (app, _) = runtime
            .block_on(App::open(&folder, AppConfig::default(), Clock::fake(NOW)))
            .expect("the folder opens");
        let add = |host| runtime.block_on(sites::add(&app, host)).expect("a site").id.to_string();
        let (site, other) = (add("bakery.example"), add("mill.example"));
        let listener = runtime
            .block_on(serve::bind_network("127.0.0.1:0".parse().expect("an address")))
            .expect("a free port");
        let address = listener.local_addr().expect("an address");
        let web = Web::new(app.clone(), &config);
        let (stop, stopped) = watch::channel(false);
        let routes = router::network(Arc::clone(&web));
        let listening = Some(runtime.spawn(serve::serve_network(listener, routes, web, stopped)));
        Self { app, address, site, other, runtime, stop, listening, _folder: folder, _place: place }
    }

    /// Makes a token with these scopes.
    pub(crate) fn token(&self, site: Option<&str>, scopes: &[&str]) -> String {
        let scopes: Vec<String> = scopes.iter().map(|scope| (*scope).to_owned()).collect();
        let made = self.runtime.block_on(tokens::create(&self.app, site, &scopes, "test"));
        made.expect("a token").1.expose().to_owned()
    }

    /// Asks as the owner, and returns the rows as text.
    pub(crate) fn rows(&self, sql: &str) -> Vec<Vec<Option<String>>> {
        let answer = self.runtime.block_on(query::sql(&self.app, sql, &Asker::Owner));
        answer.expect(sql).texts()
    }

    /// Moves everything to the table.
    pub(crate) fn flush(&self) {
        self.runtime.block_on(self.app.events.flush()).expect("flushed");
    }

    /// Returns how many events are stored.
    pub(crate) fn stored(&self) -> usize {
        let rows = self.rows("SELECT count(*) FROM events");
        rows[0][0].as_deref().and_then(|count| count.parse().ok()).expect("a number")
    }

    /// Returns a page view, ready to be changed.
    pub(crate) fn event(&self, number: u32) -> Value {
        json!({
            "id": format!("6f9619ff-8b86-4011-b42d-{number:012x}"),
            "site": self.site, "name": "pageview", "url": PAGE, "referrer": "", "title": "Bread",
        })
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).expect("the server listens");
        // So that a test that waits in vain ends.
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a time-out");
        stream
    }

    /// Sends bytes over a connection of their own, and reads until the server closes it.
    pub(crate) fn send(&self, bytes: &[u8]) -> Answer {
        let mut stream = self.connect();
        // A server that has refused may have closed already.
        let sent = stream.write_all(bytes);
        let answer = Answer::read(&mut stream);
        drop(sent);
        answer
    }

    pub(crate) fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send(&request("GET", path, headers, b""))
    }

    pub(crate) fn post(&self, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        self.send(&request("POST", path, headers, body))
    }

    /// Sends an event as a page does, with the outcome asked for.
    pub(crate) fn beacon(&self, event: &Value) -> Answer {
        self.post("/e?debug=1", &[], event.to_string().as_bytes())
    }

    /// Calls the API with a token.
    pub(crate) fn call(&self, path: &str, token: &str, body: &Value) -> Answer {
        let token = format!("Bearer {token}");
        let headers = [("authorization", &token[..]), ("content-type", "application/json")];
        self.post(path, &headers, body.to_string().as_bytes())
    }

    /// Closes the event store under the server, as a full disk or a crash of a thread would.
    pub(crate) fn close_events(&self) {
        self.runtime.block_on(self.app.events.clone().close()).expect("closed");
    }

    /// Tells the server to end, without waiting for it.
    pub(crate) fn tell_to_stop(&self) {
        self.stop.send_replace(true);
    }

    /// Waits until the listener has ended.
    pub(crate) fn wait(&mut self) {
        if let Some(listening) = self.listening.take() {
            self.runtime.block_on(listening).expect("no panic").expect("an orderly end");
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.tell_to_stop();
        if !std::thread::panicking() {
            self.wait();
        }
    }
}

/// Writes a request. A page's browser is on the other end unless the headers say otherwise.
pub(crate) fn request(method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let mut head = format!("{method} {path} HTTP/1.1\r\nhost: stats.example\r\nconnection: close\r\n");
    let named = |name: &str| headers.iter().any(|(own, _)| own.eq_ignore_ascii_case(name));
    if !named("user-agent") {
        head.push_str(&format!("user-agent: {DESKTOP}\r\n"));
    }
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    if !body.is_empty() && !named("transfer-encoding") {
        head.push_str(&format!("content-length: {}\r\n", body.len()));
    }
    head.push_str("\r\n");
    [head.as_bytes(), body].concat()
}

impl Answer {
    /// Reads one answer and the end of the connection. An empty one has the status 0.
    pub(crate) fn read(stream: &mut TcpStream) -> Self {
        let mut bytes = Vec::new();
        // A connection that is reset has been read as far as it came.
        let read = stream.read_to_end(&mut bytes);
        if bytes.is_empty() {
            drop(read);
            return Self { status: 0, headers: Vec::new(), body: Vec::new() };
        }
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a whole head");
        let head = String::from_utf8(bytes[..end].to_vec()).expect("a head is text");
        let mut lines = head.split("\r\n");
        let status = lines.next().and_then(|line| line.split(' ').nth(1)).expect("a status");
        let headers = lines.filter_map(|line| line.split_once(": "));
        Self {
            status: status.parse().expect("a number"),
            headers: headers.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
            body: bytes[end + 4..].to_vec(),
        }
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(own, _)| own == name).map(|(_, value)| &value[..])
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("text")
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// Returns the code of a refusal.
    pub(crate) fn code(&self) -> String {
        self.json()["error"]["code"].as_str().expect("a code").to_owned()
    }

    pub(crate) fn outcome(&self) -> &str {
        self.header("x-undercurrent-outcome").unwrap_or_default()
    }
}
