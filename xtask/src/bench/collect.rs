//! `cargo xtask bench collect`: how many events a second are safe on disk and answered, beside nginx that answers 204.
//!
//! Both get the same requests from the same program in turn, in one run; the medians of the rounds are compared. nginx
//! reads the request and forgets it: no collector can be faster, so the ratio says what safety costs. Afterwards
//! every acknowledged event must be in the store once; that, and nothing else, makes the benchmark fail.

mod nginx;
mod wrk;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::service::{Service, free_address};
use crate::checkout::Checkout;
use crate::{need, program};
use wrk::{Load, Round};

/// What the user may choose.
#[derive(Debug, Clone)]
pub struct Config {
    /// A program that was built already; otherwise the release build is made.
    pub binary: Option<PathBuf>,
    /// How long each round lasts, in seconds.
    pub seconds: u32,
    /// How many rounds each program has.
    pub rounds: u32,
    /// How many connections are open at once.
    pub connections: u32,
}

/// At least so many requests a second as a part of nginx's.
const RATIO: f64 = 0.5;
/// 99 of 100 requests are answered in so many milliseconds.
const P99: f64 = 20.0;
/// The host of the events.
const HOST: &str = "bakery.example";

/// Builds, measures, prints, and counts what was stored.
pub fn collect(checkout: &Checkout, config: &Config) -> Result<()> {
    need::provide(need::FOR_COLLECT)?;
    let binary = super::built(checkout, config.binary.as_deref())?;
    let folder = fresh_folder(checkout)?;
    let ours = Ours { binary, data: folder.join("data") };
    let site = ours.run(&["site", "add", HOST])?;
    let peer = nginx::start(&folder)?;
    let service = ours.serve(&folder)?;
    let load = Load::prepare(&folder, &site, config)?;
    let (mut theirs, mut own) = (Vec::new(), Vec::new());
    println!("each for {} s with {} connections, in turn:", config.seconds, config.connections);
    load.warm_up(peer.address())?;
    let warmed = load.warm_up(service.address())?;
    for round in 1..=config.rounds {
        let measured = [load.run(peer.address(), round)?, load.run(service.address(), round)?];
        println!("  round {round}: nginx {:.0}/s, undercurrent {:.0}/s", measured[0].rate, measured[1].rate);
        theirs.push(measured[0]);
        own.push(measured[1]);
    }
    let (resident, peak) = service.memory()?;
    let sent: Vec<Round> = own.iter().copied().chain([warmed]).collect();
    let stored = ours.stored()?;
    service.stop()?;
    peer.stop()?;
    print(&theirs, &own, config);
    println!("\nundercurrent's memory: {resident:.0} MB at the end, {peak:.0} MB at most");
    judge_stored(&sent, stored, config.connections)
}

fn fresh_folder(checkout: &Checkout) -> Result<PathBuf> {
    let folder = checkout.target().join("bench/collect");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    Ok(folder)
}

/// Our program on its data folder.
struct Ours {
    binary: PathBuf,
    data: PathBuf,
}

/// What is in the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stored {
    events: u64,
    ids: u64,
}

impl Ours {
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.binary);
        command.args(arguments).arg("--data").arg(&self.data);
        command
    }

    fn run(&self, arguments: &[&str]) -> Result<String> {
        Ok(program::output(&mut self.command(arguments))?.trim().to_owned())
    }

    fn serve(&self, folder: &Path) -> Result<Service> {
        let address = free_address()?;
        let listen = address.to_string();
        let mut command = self.command(&["serve", "--listen", &listen, "--rate-limit", "0"]);
        Service::start(&mut command, address, "/healthz", &folder.join("undercurrent.said"))
    }

    fn stored(&self) -> Result<Stored> {
        let sql = "select count(*) as events, count(distinct id) as ids from events";
        let csv = self.run(&["query", sql, "--format", "csv"])?;
        let row = csv.lines().nth(1).and_then(|row| row.split_once(','));
        let (events, ids) = row.with_context(|| format!("not two numbers: {csv}"))?;
        Ok(Stored { events: events.trim().parse()?, ids: ids.trim().parse()? })
    }
}

fn median(rounds: &[Round], of: fn(&Round) -> f64) -> f64 {
    let mut values: Vec<f64> = rounds.iter().map(of).collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

fn print(theirs: &[Round], own: &[Round], config: &Config) {
    println!("\nMedians of {} rounds.\n", config.rounds);
    println!("| Program | Requests a second | Of nginx's | Half are answered in, ms | 99 of 100 in, ms |");
    println!("|---|---:|---:|---:|---:|");
    let reference = median(theirs, |round| round.rate);
    for (name, rounds) in [("nginx, `return 204`", theirs), ("undercurrent serve, on disk", own)] {
        let rate = median(rounds, |round| round.rate);
        let (half, p99) = (median(rounds, |round| round.p50), median(rounds, |round| round.p99));
        println!("| {name} | {rate:.0} | {:.2} | {half:.1} | {p99:.1} |", rate / reference);
    }
    let ratio = median(own, |round| round.rate) / reference;
    let p99 = median(own, |round| round.p99);
    println!("\n| Target | Measured | Met |\n|---|---:|---|");
    println!("| at least {RATIO} of nginx's requests a second | {ratio:.2} | {} |", met(ratio >= RATIO));
    println!("| 99 of 100 answered in under {P99} ms | {p99:.1} ms | {} |", met(p99 < P99));
}

fn met(is_met: bool) -> &'static str {
    if is_met { "yes" } else { "**no**" }
}

/// Every acknowledged event is stored, and once. When a round ends, each connection may have one event on its way that
/// is stored and whose answer nobody counts.
fn judge_stored(rounds: &[Round], stored: Stored, connections: u32) -> Result<()> {
    let acknowledged: u64 = rounds.iter().map(Round::acknowledged).sum();
    let on_the_way = u64::from(connections) * rounds.len() as u64;
    println!(
        "acknowledged {acknowledged}, stored {}, each id once: {}",
        stored.events,
        stored.events == stored.ids
    );
    if rounds.iter().any(|round| round.refused > 0) {
        println!("refused {}", rounds.iter().map(|round| round.refused).sum::<u64>());
    }
    if stored.events != stored.ids {
        bail!("{} events are stored twice", stored.events - stored.ids);
    }
    if stored.events < acknowledged {
        bail!("{} acknowledged events are not stored", acknowledged - stored.events);
    }
    if stored.events > acknowledged + on_the_way {
        bail!("more is stored than was sent");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round(rate: f64, requests: u64, refused: u64) -> Round {
        Round { rate, p50: 1.0, p99: 2.0, requests, refused }
    }

    #[test]
    fn the_median_counts() {
        let rounds = [round(3.0, 0, 0), round(1.0, 0, 0), round(2.0, 0, 0)];
        assert!((median(&rounds, |round| round.rate) - 2.0).abs() < f64::EPSILON);
    }

    #[test]
    fn a_lost_a_doubled_and_an_unsent_event_are_found() {
        let rounds = [round(1.0, 100, 10), round(1.0, 50, 0)];
        for (events, ids, expected) in
            [(140, 140, true), (148, 148, true), (139, 139, false), (141, 140, false), (149, 149, false)]
        {
            let verdict = judge_stored(&rounds, Stored { events, ids }, 4);
            assert_eq!(verdict.is_ok(), expected, "{events} events, {ids} ids");
        }
    }
}
