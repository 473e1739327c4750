//! Programs that run while something is measured: started until they answer, read about, ended by their number.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::program::{self, shown};

/// A program that does not answer after so many looks will not answer any more.
const LOOKS: u32 = 30_000;
const BETWEEN_LOOKS: Duration = Duration::from_millis(1);

/// A running server, ended when it is dropped.
pub(super) struct Service {
    child: Child,
    address: SocketAddr,
}

/// Returns an address on loopback that nobody uses now.
pub(super) fn free_address() -> Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0").context("no port is free")?;
    Ok(listener.local_addr()?)
}

impl Service {
    /// Starts a server and waits until `GET path` is answered. What it says goes into a file.
    pub(super) fn start(command: &mut Command, address: SocketAddr, path: &str, said: &Path) -> Result<Self> {
        let said_to = File::create(said).with_context(|| format!("cannot write {}", said.display()))?;
        command.stdin(Stdio::null()).stdout(said_to.try_clone()?).stderr(said_to);
        let child = command.spawn().with_context(|| format!("cannot start {}", shown(command)))?;
        let mut service = Self { child, address };
        for _ in 0..LOOKS {
            if answers(address, path) {
                return Ok(service);
            }
            if service.child.try_wait()?.is_some() {
                break;
            }
            std::thread::park_timeout(BETWEEN_LOOKS);
        }
        let words = fs::read_to_string(said).unwrap_or_default();
        bail!("{} does not answer; it said:\n{words}", shown(command));
    }

    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Returns what is resident now and what was at most, in units of 10⁶ bytes.
    pub(super) fn memory(&self) -> Result<(f64, f64)> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))
            .context("this system does not tell how much memory a program has")?;
        let now = megabytes(&status, "VmRSS:").context("no resident memory is told")?;
        let most = megabytes(&status, "VmHWM:").context("no peak of memory is told")?;
        Ok((now, most))
    }

    /// Asks the program to end, and waits until it has.
    pub(super) fn stop(mut self) -> Result<()> {
        program::output(Command::new("kill").args(["-TERM", &self.child.id().to_string()]))?;
        let status = self.child.wait().context("cannot wait for a server")?;
        if !status.success() {
            bail!("the server ended with {status}");
        }
        Ok(())
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        // Both fail only for a program that has ended already.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn answers(address: SocketAddr, path: &str) -> bool {
    let ask = || -> std::io::Result<bool> {
        let mut stream = TcpStream::connect(address)?;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
        let mut head = [0; 10];
        stream.read_exact(&mut head)?;
        Ok(head.starts_with(b"HTTP/1.1 2"))
    };
    ask().unwrap_or(false)
}

/// Reads a line such as `VmRSS:     1234 kB`.
fn megabytes(status: &str, name: &str) -> Option<f64> {
    let rest = status.lines().find_map(|line| line.strip_prefix(name))?;
    let kilobytes: f64 = rest.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024.0 / 1e6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_read_from_its_line() {
        let status = "Name:\tx\nVmHWM:\t    2000 kB\nVmRSS:\t    1000 kB\n";
        assert_eq!(megabytes(status, "VmRSS:"), Some(1.024));
        assert_eq!(megabytes(status, "VmSwap:"), None);
    }

    #[test]
    fn a_program_that_ends_instead_of_answering_is_an_error_with_its_words() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let mut command = Command::new("sh");
        command.args(["-c", "echo the port is taken; exit 3"]);
        let address = free_address().expect("a free port");
        let error = Service::start(&mut command, address, "/", &folder.path().join("said"));
        let error = error.err().expect("it ended");
        assert!(error.to_string().contains("the port is taken"), "{error}");
    }
}
