//! Clients that mean ill, or are very slow: a clear answer or a closed door, and nobody else waits.

use std::io::Write;
use std::net::TcpStream;
use std::time::Duration;

use crate::server::{Answer, Server, request};

fn impatient(patience: Duration) -> Server {
    Server::with(|config| {
        config.rate_limit = 0;
        config.patience = patience;
    })
}

#[test]
fn heads_that_are_too_long_are_refused() {
    let server = Server::start();
    let many: Vec<(String, String)> =
        (0..200).map(|number| (format!("x-{number}"), "y".to_owned())).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(name, value)| (&name[..], &value[..])).collect();
    let long = "y".repeat(64 * 1024);
    for bytes in [
        request("POST", "/e", &many, b"{}"),
        request("POST", "/e", &[("x-long", &long)], b"{}"),
        request("GET", &format!("/p.gif?u={long}"), &[], b""),
    ] {
        let status = server.send(&bytes).status;
        // Some of it may still be on its way when the door closes; then the answer is lost with it.
        assert!([0, 414, 431].contains(&status), "{status}");
    }
    assert_eq!(server.beacon(&server.event(1)).status, 202);
    assert_eq!(server.stored(), 1);
}

#[test]
fn what_is_no_http_is_refused() {
    let server = Server::start();
    for bytes in [
        &b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"[..],
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"POST /e HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\n{}{}{}",
        b"POST /e HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n",
        b"POST /e HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
        b"GET /\0 HTTP/1.1\r\n\r\n",
    ] {
        let mut stream = server.connect();
        stream.write_all(bytes).expect("sent");
        stream.shutdown(std::net::Shutdown::Write).expect("ended");
        let status = Answer::read(&mut stream).status;
        assert!(status == 0 || (400..500).contains(&status) || status == 505, "{status} for {bytes:?}");
    }
    assert_eq!(server.stored(), 0);
}

#[test]
fn paths_lead_nowhere_but_to_what_is_offered() {
    let server = Server::start();
    for path in [
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/tracker.js/../../store.sqlite",
        "/tracker.js%00",
        "//e",
        "/e/",
        "/E",
        "/api/../e",
        "/control/../control/sites",
        "/store.sqlite",
        "/seal.key",
    ] {
        let answer = server.get(path, &[]);
        assert_eq!(answer.status, 404, "{path}");
    }
}

#[test]
fn clients_that_never_finish_are_shown_out_and_hold_up_nobody() {
    let server = impatient(Duration::from_millis(500));
    let begin = |bytes: &[u8]| {
        let mut stream = server.connect();
        stream.write_all(bytes).expect("begun");
        stream
    };
    let head = b"POST /e HTTP/1.1\r\nhost: x\r\nx-slow: ";
    let body = b"POST /e HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{\"site\":";
    let mut heads: Vec<TcpStream> = (0..40).map(|_| begin(head)).collect();
    let mut bodies: Vec<TcpStream> = (0..40).map(|_| begin(body)).collect();
    let mut idle: Vec<TcpStream> = (0..20).map(|_| begin(b"")).collect();
    for number in 0..20 {
        assert_eq!(server.beacon(&server.event(number)).status, 202, "others are answered meanwhile");
    }
    for stream in &mut bodies {
        let answer = Answer::read(stream);
        assert_eq!((answer.status, &answer.code()[..]), (408, "body_too_slow"));
    }
    for stream in heads.iter_mut().chain(&mut idle) {
        let status = Answer::read(stream).status;
        assert!([0, 408].contains(&status), "{status}");
    }
    assert_eq!(server.stored(), 20);
}

#[test]
fn one_client_cannot_take_all_connections() {
    let server = Server::with(|config| {
        config.rate_limit = 0;
        config.connections_of_one = 3;
    });
    let mut held: Vec<TcpStream> = (0..3).map(|_| server.connect()).collect();
    // Each has been accepted when it is answered.
    for stream in &mut held {
        stream.write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n").expect("sent");
        let mut first = [0; 12];
        std::io::Read::read_exact(stream, &mut first).expect("an answer");
        assert_eq!(&first, b"HTTP/1.1 200");
    }
    assert_eq!(Answer::read(&mut server.connect()).status, 0, "the fourth is hung up on");
}

#[test]
fn what_has_begun_when_the_program_ends_is_answered() {
    let mut server = Server::start();
    let event = server.event(1).to_string();
    let mut stream = server.connect();
    let whole = request("POST", "/e", &[("expect", "100-continue")], event.as_bytes());
    let (head, body) = whole.split_at(whole.len() - event.len());
    stream.write_all(head).expect("sent");
    // The server says that it wants the body: it has begun.
    let mut go_on = [0; 25];
    std::io::Read::read_exact(&mut stream, &mut go_on).expect("an answer");
    assert!(go_on.starts_with(b"HTTP/1.1 100 Continue"));
    server.tell_to_stop();
    stream.write_all(body).expect("sent");
    assert_eq!(Answer::read(&mut stream).status, 202);
    server.wait();
    assert_eq!(server.stored(), 1);
    assert!(TcpStream::connect(server.address).is_err(), "nobody listens any more");
}
