//! The truth in totals, and the drawn values, as JSON.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::messenger::MESSENGERS;
use super::parameters::{Law, rounded};
use super::record::{Cause, Kind};
use super::{Plan, Simulation};

/// The truth about a log, in totals.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Summary {
    /// Lines of the log.
    pub lines: u64,
    /// Landings.
    pub landings: u64,
    /// Landings that private sharing brought.
    pub private_landings: u64,
    /// Landings by cause, in the order of [`Cause::ALL`].
    pub by_cause: BTreeMap<Cause, u64>,
    /// Landings by channel, by its name.
    pub by_channel: BTreeMap<&'static str, u64>,
    /// Private landings by messenger.
    pub by_messenger: BTreeMap<&'static str, u64>,
    /// Private landings by generation.
    pub by_generation: BTreeMap<u16, u64>,
    /// Link cards of shares made in private: fetches of pages, pictures and repetitions included.
    pub private_previews: u64,
    /// Shares made in private within the log's time, seen or not.
    pub shares: u64,
}

impl Summary {
    /// Adds up a simulation.
    pub(crate) fn of(simulation: &Simulation) -> Self {
        let mut summary = Self { lines: simulation.records.len() as u64, ..Self::default() };
        for record in &simulation.records {
            let truth = &record.truth;
            if truth.kind == Kind::Preview && truth.share.is_some() {
                summary.private_previews += 1;
            }
            if !truth.landing {
                continue;
            }
            summary.landings += 1;
            *summary.by_cause.entry(truth.cause).or_default() += 1;
            *summary.by_channel.entry(truth.channel.name()).or_default() += 1;
            if truth.private {
                summary.private_landings += 1;
                *summary.by_messenger.entry(truth.source.unwrap_or("copy_other")).or_default() += 1;
                *summary.by_generation.entry(truth.generation.unwrap_or(1)).or_default() += 1;
            }
        }
        summary.shares =
            simulation.shares.iter().filter(|share| simulation.period.contains(&share.at)).count() as u64;
        summary
    }

    /// Returns the part of the landings that private sharing brought; 0 without landings.
    pub fn private_share(&self) -> f64 {
        if self.landings == 0 { 0.0 } else { self.private_landings as f64 / self.landings as f64 }
    }

    /// Returns the content of `truth.json`.
    pub fn to_json(&self) -> Value {
        let by_cause: BTreeMap<&str, u64> =
            self.by_cause.iter().map(|(cause, count)| (cause.name(), *count)).collect();
        let by_generation: BTreeMap<String, u64> =
            self.by_generation.iter().map(|(generation, count)| (generation.to_string(), *count)).collect();
        json!({
            "lines": self.lines,
            "landings": self.landings,
            "private_landings": self.private_landings,
            "private_share": rounded(self.private_share()),
            "by_cause": by_cause,
            "by_channel": self.by_channel,
            "private_by_messenger": self.by_messenger,
            "private_by_generation": by_generation,
            "shares": self.shares,
            "private_previews": self.private_previews,
        })
    }
}

/// Returns the content of `parameters.json`.
pub(crate) fn parameters(simulation: &Simulation, plan: &Plan) -> Value {
    let parameters: Vec<Value> = simulation
        .parameters
        .rows()
        .map(|(row, range, value)| {
            let law = match row.law {
                Law::Even => "even",
                Law::Factor => "even on the logarithmic scale",
                Law::Sometimes => "0 in half of the worlds, else even",
            };
            json!({
                "name": row.name,
                "meaning": row.meaning,
                "low": range.low,
                "high": range.high,
                "drawn": law,
                "value": value,
            })
        })
        .collect();
    let messengers: Vec<Value> = MESSENGERS
        .iter()
        .zip(&simulation.habits)
        .map(|(messenger, habits)| {
            json!({
                "name": messenger.name,
                "weight": habits.weight,
                "opens_in_app": habits.in_app,
                "web_client_sends_referrer": habits.web_sent,
                "android_app_sends_referrer": habits.package_sent,
                "fetches_card": habits.fetched,
                "remembers_card_hours": habits.cache_hours,
            })
        })
        .collect();
    json!({
        "scenario": plan.scenario.name(),
        "days": plan.days,
        "seed": plan.seed,
        "start": plan.start,
        "size": plan.size,
        "host": simulation.host,
        "parameters": parameters,
        "messengers": messengers,
    })
}
