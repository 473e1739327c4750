//! The running service: started until it says where it listens, then stopped, or killed without a word.

use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

/// A start that takes longer has failed. Generous, since the machine may be busy with other tests.
const PATIENCE: Duration = Duration::from_secs(90);

/// A service that runs until it is stopped or dropped.
pub(crate) struct Server {
    child: Child,
    address: SocketAddr,
    lines: Receiver<String>,
    said: Vec<String>,
}

impl Server {
    /// Starts a service and waits for the line that says where it listens.
    pub(crate) fn start(command: &mut Command) -> Self {
        let (child, lines) = spawn(command);
        let mut said = Vec::new();
        let address = loop {
            match lines.recv_timeout(PATIENCE) {
                Ok(line) => {
                    let address = listening(&line);
                    said.push(line);
                    if let Some(address) = address {
                        break address;
                    }
                }
                Err(reason) => panic!("the service does not start ({reason}); it said: {said:#?}"),
            }
        };
        Self { child, address, lines, said }
    }

    /// Starts a service and kills it after `moment`, wherever its start has got to.
    pub(crate) fn kill_while_starting(command: &mut Command, moment: Duration) {
        let (mut child, lines) = spawn(command);
        let mut said = Vec::new();
        let outlived = outlives(&lines, &mut said, moment);
        end(&mut child);
        assert!(outlived, "the service ended by itself; it said: {said:#?}");
    }

    /// Returns where it listens.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Returns the process's id.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits for `moment`; a service that ends by itself before fails the test.
    pub(crate) fn must_outlive(&mut self, moment: Duration) {
        let outlived = outlives(&self.lines, &mut self.said, moment);
        assert!(outlived, "the service ended by itself; it said: {:#?}", self.said);
    }

    /// Kills it as a power cut would (`kill -9`), and returns all that it had said.
    pub(crate) fn kill(mut self) -> Vec<String> {
        end(&mut self.child);
        self.all_said()
    }

    /// Asks it to stop (`SIGTERM`), waits until it has, and returns all that it had said.
    pub(crate) fn stop(mut self) -> Vec<String> {
        let asked = Command::new("kill").args(["-TERM", &self.id().to_string()]).status();
        assert!(asked.expect("kill runs").success());
        let status = self.child.wait().expect("a child can be waited for");
        let said = self.all_said();
        assert!(status.success(), "the service stopped with {status}; it said: {said:#?}");
        said
    }

    fn all_said(&mut self) -> Vec<String> {
        self.said.extend(self.lines.iter());
        std::mem::take(&mut self.said)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        end(&mut self.child);
    }
}

fn spawn(command: &mut Command) -> (Child, Receiver<String>) {
    let piped = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().expect("the program starts");
    let (sender, lines) = channel();
    forward(child.stdout.take().expect("it is piped"), sender.clone());
    forward(child.stderr.take().expect("it is piped"), sender);
    (child, lines)
}

/// Hands lines on as they come, so that the service never waits for a reader. Ends when the service ends.
fn forward(from: impl Read + Send + 'static, to: Sender<String>) {
    std::thread::spawn(move || {
        for line in BufReader::new(from).lines() {
            let Ok(line) = line else { return };
            if to.send(line).is_err() {
                return;
            }
        }
    });
}

/// Waits for `moment` and returns whether the service, whose lines close when it ends, was still there.
fn outlives(lines: &Receiver<String>, said: &mut Vec<String>, moment: Duration) -> bool {
    // Lines come seldom; each begins the wait anew, which is random anyway.
    loop {
        match lines.recv_timeout(moment) {
            Ok(line) => said.push(line),
            Err(RecvTimeoutError::Timeout) => return true,
            Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
}

fn end(child: &mut Child) {
    // Both fail only for a process that has ended and was waited for, which is what is wanted.
    drop(child.kill());
    drop(child.wait());
}

/// Finds the address in a line such as `listening on http://127.0.0.1:8787`.
fn listening(line: &str) -> Option<SocketAddr> {
    let (_, after) = line.split_once("http://")?;
    let end = after.find(|next: char| !next.is_ascii_digit() && next != '.' && next != ':');
    after[..end.unwrap_or(after.len())].parse().ok()
}

#[test]
fn the_address_is_read_from_the_line_that_names_it() {
    for (line, expected) in [
        ("undercurrent listens on http://127.0.0.1:43121", Some("127.0.0.1:43121")),
        ("open http://127.0.0.1:8787/ in a browser", Some("127.0.0.1:8787")),
        ("mended: cut 12 bytes", None),
        ("see http://example.org", None),
    ] {
        assert_eq!(listening(line), expected.map(|address| address.parse().expect(address)), "{line}");
    }
}
