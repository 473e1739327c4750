//! Simulates a log and discards it, printing what came of it: run it under `time` to see speed and memory.
//!
//! `cargo run --release -p uc-engine --example simulate_speed -- news 7 1 100000`

use std::io;

use uc_engine::simulate::{Format, Plan, Scenario, run};

fn main() -> io::Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let number = |place: usize| words.get(place).and_then(|word| word.parse::<u32>().ok());
    let scenario = words.first().and_then(|name| Scenario::parse(name)).unwrap_or(Scenario::News);
    let days = number(1).and_then(|days| u16::try_from(days).ok()).unwrap_or(14);
    let mut plan = Plan::new(scenario, days, number(2).unwrap_or(1).into());
    plan.size = number(3);
    let simulation = run(&plan);
    let mut out = io::BufWriter::new(io::sink());
    simulation.write_log(Format::Combined, &mut out)?;
    simulation.write_truth(&mut out)?;
    simulation.write_shares(&mut out)?;
    println!("{:#}", simulation.summary().to_json());
    Ok(())
}
