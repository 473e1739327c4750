//! `kill -9` at any moment under load loses no acknowledged event and doubles none.
//!
//! Several writers send events, remember which were acknowledged, and try the others again after each start, with the
//! same ids; they also send acknowledged ones again, as a client does that never saw the answer. Tables are small, so
//! that kills fall into flushing and compacting, too, and some fall into the start itself. At the end every
//! acknowledged id is there once, and nothing is there that was not sent.

use std::collections::HashSet;
use std::net::SocketAddr;
use std::sync::{Condvar, Mutex, PoisonError};

use uuid::Uuid;

use crate::chance::{Chance, seed};
use crate::house::{HOST, House};
use crate::server::Server;
use crate::wire::Connection;

const KILLS: usize = 50;
const WRITERS: u64 = 4;
/// The longest that the service may live before it is killed, in milliseconds.
const LONGEST_LIFE: usize = 200;

/// What one writer sent, and what of it was acknowledged.
#[derive(Default)]
struct Ledger {
    sent: Vec<Uuid>,
    acknowledged: Vec<Uuid>,
    /// Sent, and no answer came: these may be stored or not.
    open: Vec<Uuid>,
    /// How often something was sent again that had been sent before.
    retries: usize,
    /// How often the service asked to wait.
    refusals: usize,
}

/// Tells the writers where the service is, lets them wait while there is none, and sends them home.
#[derive(Default)]
struct Gate {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Clone, Copy, Default)]
enum State {
    #[default]
    Closed,
    Open(SocketAddr),
    Over,
}

impl Gate {
    fn set(&self, state: State) {
        *self.state.lock().unwrap_or_else(PoisonError::into_inner) = state;
        self.changed.notify_all();
    }

    /// Waits until the service is there; `None` when there is nothing left to do.
    fn pass(&self) -> Option<SocketAddr> {
        let guard = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let closed = |state: &mut State| matches!(state, State::Closed);
        match *self.changed.wait_while(guard, closed).unwrap_or_else(PoisonError::into_inner) {
            State::Open(address) => Some(address),
            State::Closed | State::Over => None,
        }
    }
}

#[test]
fn what_was_acknowledged_survives_fifty_kills_and_is_there_once() {
    let seed = seed();
    let house = House::new();
    let token = house.run(&["token", "create", "--scope", "events:write"]);
    let gate = Gate::default();
    let ledgers: Vec<Ledger> = std::thread::scope(|scope| {
        let write = |writer| Writer::new(&house.site, &token, seed, writer).run(&gate);
        let writers: Vec<_> = (1..=WRITERS).map(|writer| scope.spawn(move || write(writer))).collect();
        // Whatever happens in here, the writers are sent home, or the scope would wait for them for ever.
        let killing = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            kill_again_and_again(&house, seed, &gate);
        }));
        gate.set(State::Over);
        let ledgers = writers.into_iter().map(|writer| writer.join().expect("a writer")).collect();
        killing.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        ledgers
    });
    check_ledgers(&house, &ledgers);
    // And once more from the table alone.
    let mut server = house.start_restless();
    house.wait_for_the_table(&mut server);
    server.stop();
    check_ledgers(&house, &ledgers);
}

fn kill_again_and_again(house: &House, seed: u64, gate: &Gate) {
    let mut chance = Chance::new(seed, 0);
    for kill in 0..KILLS {
        if kill % 5 == 4 {
            Server::kill_while_starting(&mut house.serve_restless(), chance.moment(LONGEST_LIFE));
        }
        let mut server = house.start_restless();
        gate.set(State::Open(server.address()));
        // Short lives are as likely as long ones: a start that mends is a moment like any other.
        let longest = if chance.below(2) == 0 { LONGEST_LIFE } else { LONGEST_LIFE / 10 };
        server.must_outlive(chance.moment(longest));
        gate.set(State::Closed);
        server.kill();
    }
    // One life in peace, in which everything that is open can be sent again.
    let mut server = house.start_restless();
    gate.set(State::Open(server.address()));
    server.must_outlive(std::time::Duration::from_secs(2));
    gate.set(State::Over);
    server.stop();
}

struct Writer<'a> {
    site: &'a str,
    token: String,
    chance: Chance,
    ledger: Ledger,
}

impl<'a> Writer<'a> {
    fn new(site: &'a str, token: &str, seed: u64, number: u64) -> Self {
        let token = format!("Bearer {token}");
        Self { site, token, chance: Chance::new(seed, number), ledger: Ledger::default() }
    }

    fn run(mut self, gate: &Gate) -> Ledger {
        while let Some(address) = gate.pass() {
            let Ok(mut connection) = Connection::open(address) else { continue };
            // An error ends the connection: the service was killed, or will be in a moment.
            while matches!(gate.pass(), Some(now) if now == address) {
                if self.send_something(&mut connection).is_err() {
                    break;
                }
            }
        }
        self.ledger
    }

    fn send_something(&mut self, connection: &mut Connection) -> std::io::Result<()> {
        let ids = self.choose();
        let answer = match ids.as_slice() {
            [id] => connection.post("/e", &[], &self.event(*id)),
            several => {
                let events: Vec<String> = several.iter().map(|id| self.event(*id)).collect();
                let body = format!("{{\"events\":[{}]}}", events.join(","));
                connection.post("/api/events", &[("Authorization", &self.token)], &body)
            }
        }?;
        match answer.status {
            202 => {
                self.ledger.open.retain(|id| !ids.contains(id));
                self.ledger.acknowledged.extend(ids);
            }
            503 => self.ledger.refusals += 1,
            _ => panic!("{answer:?}"),
        }
        Ok(())
    }

    /// Chooses what to send: mostly new events, often what is still open, sometimes what was acknowledged long ago.
    fn choose(&mut self) -> Vec<Uuid> {
        let ledger = &mut self.ledger;
        match self.chance.below(8) {
            0..3 if !ledger.open.is_empty() => {
                ledger.retries += 1;
                let most = ledger.open.len().min(20);
                ledger.open[..1 + self.chance.below(most)].to_vec()
            }
            3 if !ledger.acknowledged.is_empty() => {
                ledger.retries += 1;
                vec![ledger.acknowledged[self.chance.below(ledger.acknowledged.len())]]
            }
            draw => {
                let count = if draw < 6 { 1 } else { 2 + self.chance.below(20) };
                let ids: Vec<Uuid> = (0..count).map(|_| self.chance.id()).collect();
                ledger.sent.extend(&ids);
                // Open from the moment of sending: whether it arrives is not known before the answer.
                ledger.open.extend(&ids);
                ids
            }
        }
    }

    fn event(&self, id: Uuid) -> String {
        let (site, page) = (self.site, id.as_u128() % 500);
        format!(
            "{{\"id\":\"{id}\",\"site\":\"{site}\",\"name\":\"pageview\",\"url\":\"https://{HOST}/bread/{page}\",\"referrer\":\"\"}}"
        )
    }
}

fn check_ledgers(house: &House, ledgers: &[Ledger]) {
    let all = |of: fn(&Ledger) -> &Vec<Uuid>| ledgers.iter().flat_map(of).map(Uuid::to_string).collect();
    let (sent, acknowledged): (HashSet<String>, HashSet<String>) =
        (all(|ledger| &ledger.sent), all(|ledger| &ledger.acknowledged));
    let count = |of: fn(&Ledger) -> usize| ledgers.iter().map(of).sum::<usize>();
    let (retries, refusals) = (count(|ledger| ledger.retries), count(|ledger| ledger.refusals));
    // A question for each first digit, since an answer has a limit of rows.
    let mut stored = HashSet::new();
    for digit in "0123456789abcdef".chars() {
        let sql = format!("select id, count(*) as times from events where id like '{digit}%' group by id");
        for (id, times) in house.numbers(&sql) {
            assert_eq!(times, 1, "{id} is stored {times} times");
            stored.insert(id);
        }
    }
    println!(
        "sent {}, acknowledged {}, stored {}, sent again {retries}, asked to wait {refusals}",
        sent.len(),
        acknowledged.len(),
        stored.len()
    );
    let lost: Vec<_> = acknowledged.difference(&stored).take(10).collect();
    assert!(lost.is_empty(), "acknowledged and not stored, among others: {lost:?}");
    let strange: Vec<_> = stored.difference(&sent).take(10).collect();
    assert!(strange.is_empty(), "stored and never sent: {strange:?}");
    // A test in which hardly anything happened would prove nothing.
    assert!(acknowledged.len() > 10 * KILLS, "only {} events were acknowledged", acknowledged.len());
    assert!(retries > KILLS, "only {retries} retries");
}
