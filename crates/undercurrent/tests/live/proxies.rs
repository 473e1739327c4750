//! The web servers of docs/guide/proxy.md, with the configurations that stand there: only the collector's four paths are
//! passed on, and the visitor's address is the one that the web server saw, whatever the visitor claims.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::house::{HOST, House};
use crate::server::Server;
use crate::wire::{BROWSER, Connection};

const GUIDE: &str = include_str!("../../../../docs/guide/proxy.md");
const PATIENCE: Duration = Duration::from_secs(20);

/// A web server that ends when it is dropped.
struct Proxy {
    child: Child,
    address: SocketAddr,
    folder: TempDir,
}

impl Drop for Proxy {
    fn drop(&mut self) {
        // Asked to, it takes its own children with it.
        drop(Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status());
        drop(self.child.wait());
    }
}

/// Returns the configuration that the guide shows, for this collector.
fn shown(kind: &str, collector: SocketAddr) -> String {
    let (_, after) = GUIDE.split_once(&format!("```{kind}\n")).expect("the guide shows it");
    let (config, _) = after.split_once("```").expect("an end");
    assert!(config.contains("127.0.0.1:8787"), "{config}");
    config.replace("127.0.0.1:8787", &collector.to_string())
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    listener.local_addr().expect("bound").port()
}

/// Starts a web server, and waits until it listens.
fn start(make: impl FnOnce(&Path, u16) -> Command) -> Proxy {
    let folder = tempfile::tempdir().expect("a folder");
    let port = free_port();
    let mut command = make(folder.path(), port);
    let log = fs::File::create(folder.path().join("said")).expect("a file");
    let child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(log)
        .spawn()
        .expect("it is installed by `cargo xtask test`");
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut proxy = Proxy { child, address, folder };
    let begun = now();
    while TcpStream::connect(address).is_err() {
        let ended = proxy.child.try_wait().expect("a child can be waited for");
        let said = || fs::read_to_string(proxy.folder.path().join("said")).unwrap_or_default();
        assert!(ended.is_none() && begun.elapsed() < PATIENCE, "it does not start: {}", said());
        std::thread::yield_now();
    }
    proxy
}

#[expect(clippy::disallowed_methods, reason = "a start that takes too long has failed")]
fn now() -> Instant {
    Instant::now()
}

fn caddy(collector: SocketAddr) -> Proxy {
    start(|folder, port| {
        let config = shown("caddy", collector);
        // Plain HTTP on a port of our own, and no address for its administration.
        let config = config.replacen("example.org {", &format!("http://:{port} {{"), 1);
        let whole = format!("{{\n\tadmin off\n\tdefault_bind 127.0.0.1\n\tauto_https off\n}}\n{config}");
        fs::write(folder.join("Caddyfile"), whole).expect("written");
        let mut command = Command::new("caddy");
        command.args(["run", "--adapter", "caddyfile", "--config"]).arg(folder.join("Caddyfile"));
        command.env("XDG_DATA_HOME", folder).env("XDG_CONFIG_HOME", folder);
        command
    })
}

fn apache(collector: SocketAddr) -> Proxy {
    start(|folder, port| {
        let config = shown("apache", collector).replace("*:443", &format!("*:{port}"));
        let place = folder.display();
        let modules: String = ["mpm_event", "authz_core", "proxy", "proxy_http", "headers"]
            .map(|name| format!("LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n"))
            .concat();
        let whole = format!(
            "ServerRoot {place}\nPidFile {place}/pid\nErrorLog {place}/error\nListen 127.0.0.1:{port}\n\
             DefaultRuntimeDir {place}\nUser www-data\nGroup www-data\n{modules}{config}"
        );
        fs::write(folder.join("httpd.conf"), whole).expect("written");
        let mut command = Command::new("apache2");
        command.arg("-DFOREGROUND").arg("-f").arg(folder.join("httpd.conf"));
        command
    })
}

fn nginx(collector: SocketAddr) -> Proxy {
    start(|folder, port| {
        let config = shown("nginx", collector).replace("443 ssl", &format!("127.0.0.1:{port}"));
        let place = folder.display();
        let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|name| format!("{name}_temp_path {place}/{name};\n"))
            .concat();
        let whole = format!(
            "daemon off; pid {place}/pid; error_log {place}/error; events {{}}\n\
             http {{ access_log off;\n{temporary}{config}}}"
        );
        fs::write(folder.join("nginx.conf"), whole).expect("written");
        let mut command = Command::new("nginx");
        command.arg("-e").arg(folder.join("error")).arg("-c").arg(folder.join("nginx.conf"));
        command
    })
}

#[test]
fn the_web_servers_of_the_guide_pass_on_what_they_should_and_who_it_was() {
    let house = House::new();
    // The web server speaks from 127.0.0.1, and so would a visitor here: so nobody is trusted but it, and the visitor
    // comes from another address of this machine.
    let server = Server::start(house.serve().args(["--trusted-proxy", "127.0.0.1"]));
    let script = ask(server.address(), "/tracker.js", &[]).1;
    for (name, open) in [("caddy", caddy as fn(SocketAddr) -> Proxy), ("apache", apache), ("nginx", nginx)] {
        let proxy = open(server.address());
        assert_eq!(ask(proxy.address, "/u/tracker.js", &[]), (200, script.clone()), "{name}");
        assert_eq!(ask(proxy.address, "/u/tracker-1.js", &[]), (200, script.clone()), "{name}");
        for path in ["/u/metrics", "/u/healthz", "/u/api/openapi.json", "/u/e/x", "/u/../metrics", "/metrics"]
        {
            let (status, body) = ask(proxy.address, path, &[]);
            assert!((400..500).contains(&status), "{name} {path}: {status}");
            assert!(!String::from_utf8_lossy(&body).contains("undercurrent_"), "{name} {path}");
        }
        let view = format!("/u/p.gif?site={}&u=https%3A%2F%2F{HOST}%2F{name}", house.site);
        let lies = [("X-Forwarded-For", "203.0.113.8"), ("Forwarded", "for=203.0.113.9"), ("Cookie", "a=b")];
        for headers in [&[][..], &lies] {
            assert_eq!(ask(proxy.address, &view, headers).0, 200, "{name}");
        }
        let body = format!(
            "{{\"site\":\"{}\",\"name\":\"pageview\",\"url\":\"https://{HOST}/{name}\",\"referrer\":\"\"}}",
            house.site
        );
        let mut connection = Connection::from_neighbour(proxy.address).expect("a connection");
        assert_eq!(connection.post("/u/e", &lies, &body).expect("an answer").status, 202, "{name}");
    }
    // Without a web server: the same visitor, as it comes from the same address with the same browser.
    let direct = format!("/p.gif?site={}&u=https%3A%2F%2F{HOST}%2Fdirect", house.site);
    assert_eq!(ask(server.address(), &direct, &[]).0, 200);
    let seen = house.numbers("select path, count(distinct visitor) as visitors from events group by path");
    let paths = ["/apache", "/caddy", "/direct", "/nginx"];
    assert_eq!(seen, paths.map(|path| (path.to_owned(), 1)).into());
    assert_eq!(house.number("select count(distinct visitor) as n from events"), 1);
    assert_eq!(house.number("select count(*) as n from events"), 10);
    server.stop();
}

/// Asks as a browser on another address of this machine does.
fn ask(address: SocketAddr, path: &str, headers: &[(&str, &str)]) -> (u16, Vec<u8>) {
    let mut connection = Connection::from_neighbour(address).expect("a connection");
    let headers = [&[("User-Agent", BROWSER)], headers].concat();
    let answer = connection.send("GET", path, &headers, "").expect("an answer");
    (answer.status, answer.body)
}
