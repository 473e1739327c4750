//! What a browser finds behind every host of the test: two small sites, and the collector behind a proxy.
//!
//! One listener stands for all hosts. It hands the collector's requests on as a reverse proxy does, and tells the
//! test of each event that was answered: a page acts by itself, and the test learns of it without asking.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};

use serde_json::Value;

use crate::house::HOST;
use crate::wire::{Answer, Connection};

/// The address that the proxy says its visitor has; from a range for documents (RFC 5737).
const VISITOR: &str = "203.0.113.7";
/// Allows the tracker, and nothing else: no script on the page, no picture, no style.
const STRICT: &str = "default-src 'none'; script-src http://stats.example; connect-src http://stats.example; \
                      require-trusted-types-for 'script'";
const PAGES: [(&str, &str); 11] = [
    ("/first.html", include_str!("site/first.html")),
    ("/strict.html", include_str!("site/strict.html")),
    ("/rooms.html", include_str!("site/rooms.html")),
    ("/do-not-track.html", include_str!("site/do-not-track.html")),
    ("/privacy-control.html", include_str!("site/privacy-control.html")),
    ("/pixel.html", include_str!("site/pixel.html")),
    ("/noscript.html", include_str!("site/noscript.html")),
    ("/proxied.html", include_str!("site/proxied.html")),
    ("/last.html", include_str!("site/last.html")),
    ("/start", include_str!("site/start.html")),
    ("/recipes", include_str!("site/elsewhere.html")),
];

/// Something that the collector was sent, and how it answered.
#[derive(Debug)]
pub(crate) struct Heard {
    pub(crate) path: String,
    pub(crate) status: u16,
    /// The body, where it is an event.
    pub(crate) event: Value,
}

/// What fills the gaps of the pages, and where the collector is.
#[derive(Clone)]
pub(crate) struct Setting {
    pub(crate) collector: SocketAddr,
    pub(crate) site: String,
    /// The `integrity` of the tracker.
    pub(crate) integrity: String,
}

/// Opens the hosts, and returns their address and what the collector is sent.
pub(crate) fn open(setting: Setting) -> (SocketAddr, Receiver<Heard>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("a bound port");
    let (sender, heard) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let (Ok(stream), setting, sender) = (stream, setting.clone(), sender.clone()) else { return };
            // A browser that goes away in the middle of a request is no matter of the test.
            std::thread::spawn(move || drop(answer(stream, &setting, &sender)));
        }
    });
    (address, heard)
}

struct Request {
    method: String,
    path: String,
    headers: Vec<(String, String)>,
    body: String,
}

fn answer(stream: TcpStream, setting: &Setting, heard: &Sender<Heard>) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    while let Some(request) = receive(&mut reader)? {
        let host = request.header("host").unwrap_or_default().to_owned();
        let path = request.path.split('?').next().unwrap_or_default().to_owned();
        let out = reader.get_mut();
        match (host.as_str(), path.as_str()) {
            ("stats.example", _) => hand_on(out, &request, &request.path, setting, heard)?,
            (HOST, "/js/script.js") => hand_on(out, &request, "/tracker.js", setting, heard)?,
            (HOST, "/js/e") => hand_on(out, &request, "/e", setting, heard)?,
            _ => match PAGES.iter().find(|(name, _)| *name == path) {
                Some((_, page)) => send_page(out, page, &path, setting)?,
                None => send(out, 404, &[], b"")?,
            },
        }
    }
    Ok(())
}

/// Reads a request; `None` when the browser has closed the connection.
fn receive(reader: &mut BufReader<TcpStream>) -> std::io::Result<Option<Request>> {
    let mut first = String::new();
    if reader.read_line(&mut first)? == 0 {
        return Ok(None);
    }
    let mut words = first.split_whitespace().map(str::to_owned);
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let mut request = Request { method, path, headers: Vec::new(), body: String::new() };
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.split_once(':') else { break };
        request.headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let length = request.header("content-length").and_then(|length| length.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut body)?;
    request.body = String::from_utf8(body).map_err(std::io::Error::other)?;
    Ok(Some(request))
}

impl Request {
    fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(one, _)| one == name).map(|(_, value)| value.as_str())
    }
}

fn hand_on(
    out: &mut TcpStream,
    request: &Request,
    path: &str,
    setting: &Setting,
    heard: &Sender<Heard>,
) -> std::io::Result<()> {
    let leave = ["host", "content-length", "connection", "accept-encoding"];
    let kept = request.headers.iter().filter(|(name, _)| !leave.contains(&name.as_str()));
    let mut headers: Vec<(&str, &str)> = kept.map(|(name, value)| (name.as_str(), value.as_str())).collect();
    headers.push(("X-Forwarded-For", VISITOR));
    let mut collector = Connection::open(setting.collector)?;
    let answer = collector.send(&request.method, path, &headers, &request.body)?;
    let event = serde_json::from_str(&request.body).unwrap_or_default();
    // Nobody listens any more once the test is over.
    drop(heard.send(Heard { path: path.to_owned(), status: answer.status, event }));
    send_answer(out, &answer)
}

fn send_answer(out: &mut TcpStream, answer: &Answer) -> std::io::Result<()> {
    let leave = ["content-length", "connection", "transfer-encoding", "date"];
    let kept = answer.headers.iter().filter(|(name, _)| !leave.contains(&name.as_str()));
    let headers: Vec<(&str, &str)> = kept.map(|(name, value)| (name.as_str(), value.as_str())).collect();
    send(out, answer.status, &headers, &answer.body)
}

fn send_page(out: &mut TcpStream, page: &str, path: &str, setting: &Setting) -> std::io::Result<()> {
    let page = page.replace("{{site}}", &setting.site).replace("{{integrity}}", &setting.integrity);
    let mut headers = vec![("Content-Type", "text/html; charset=utf-8")];
    if path == "/strict.html" {
        headers.push(("Content-Security-Policy", STRICT));
    }
    send(out, 200, &headers, page.as_bytes())
}

fn send(out: &mut TcpStream, status: u16, headers: &[(&str, &str)], body: &[u8]) -> std::io::Result<()> {
    let mut head = format!("HTTP/1.1 {status} -\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    // An answer of 204 has no body and says no length.
    if status != 204 {
        head.push_str(&format!("Content-Length: {}\r\n", body.len()));
    }
    head.push_str("\r\n");
    out.write_all(&[head.as_bytes(), body].concat())
}
