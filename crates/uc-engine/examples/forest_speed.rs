//! Measures how long a forest of a million shares takes to grow, and how long its figures take, on one thread.
//!
//! `cargo run --release -p uc-engine --example forest_speed [SHARES]`
//!
//! It prints the quickest of several rounds for forests of several shapes. It decides nothing and is no part of the
//! product.

use std::hint::black_box;
use std::time::Duration;

use uc_engine::event::EventId;
use uc_engine::share::{Act, Audience, Bands, Forest, HORIZON, Pace, Passing, Silence};
use uc_engine::source::ShareToken;

/// Shares in a forest, where nothing else is said.
const SHARES: u64 = 1_000_000;
/// How many rounds are run; the quickest counts, the others were disturbed.
const ROUNDS: usize = 3;
/// The moment of the first share.
const START: i64 = 1_795_341_600_000;
/// Between two shares, in milliseconds.
const PAUSE: i64 = 250;
const MESSENGERS: [Option<&str>; 5] =
    [Some("whatsapp"), Some("telegram"), Some("signal"), Some("email"), None];
const PAGES: [&str; 4] = ["/brot", "/kuchen", "/torten", "/advent"];

/// Which share a share comes of: by its number, and a number drawn for it.
type Shape = fn(u64, u64) -> Option<u64>;

const SHAPES: [(&str, Shape); 5] = [
    ("one chain", |number, _| number.checked_sub(1)),
    ("one star", |number, _| (number > 0).then_some(0)),
    ("one tree, each of any before", |number, drawn| (number > 0).then(|| drawn % number)),
    ("small trees, k about 0.5", |number, drawn| {
        (drawn % 2 == 1 && number > 0).then(|| number - 1 - (drawn >> 1) % number.min(64))
    }),
    ("no tree above one share", |_, _| None),
];

fn main() {
    let shares = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(SHARES);
    for (name, shape) in SHAPES {
        let passings = passings(shares, shape);
        let grown = (0..ROUNDS).map(|_| timed(|| Forest::grow(passings.iter().cloned())));
        let (grew, forest) = grown.min_by_key(|(took, _)| *took).expect("there are rounds");
        let counts = forest.counts();
        println!(
            "{name}: {} shares, {} trees, {} readers, {} generations",
            counts.shares, counts.trees, counts.reach, counts.generations
        );
        println!("  grown of {} passings in {:.0} ms", passings.len(), ms(grew));
        measure(&forest);
    }
}

/// Measures all figures of a forest, one by one and together.
fn measure(forest: &Forest) {
    let now = START + 2 * HORIZON + i64::try_from(forest.len()).expect("it fits into memory") * PAUSE;
    let audience = || -> Result<Audience, Silence> {
        let (youngest, _) = forest.shares().last().expect("there are shares");
        Pace::learn(forest, now)?.expect(forest, youngest, now)
    };
    let figures: [(&str, &dyn Fn()); 7] = [
        ("counts, reach by generation", &|| {
            black_box((forest.counts(), forest.reach_by_generation()));
        }),
        ("counts of each tree", &|| {
            forest.trees().for_each(|tree| {
                black_box(tree.counts());
            });
        }),
        ("structural virality, in bands", &|| {
            black_box(Bands::of(forest));
        }),
        ("time to first re-share", &|| {
            black_box(forest.first_reshare());
        }),
        ("jumps between messengers", &|| {
            black_box(forest.jumps());
        }),
        ("the hundred multipliers", &|| {
            black_box(forest.multipliers(100));
        }),
        ("audience: learnt and expected", &|| {
            black_box(audience()).ok();
        }),
    ];
    let mut all = Duration::ZERO;
    for (name, figure) in figures {
        let quickest = (0..ROUNDS).map(|_| timed(figure).0).min().expect("there are rounds");
        println!("  {:>6.1} ms  {name}", ms(quickest));
        all += quickest;
    }
    println!("  {:>6.1} ms  all figures", ms(all));
}

/// Tells of a landing and a share for each number, and of a second reader for every other.
fn passings(shares: u64, shape: Shape) -> Vec<Passing<'static>> {
    let mut passings = Vec::new();
    let mut state = 0x9e37_79b9_7f4a_7c15;
    for number in 0..shares {
        let drawn = draw(&mut state);
        let at = START + number.cast_signed() * PAUSE;
        let page = PAGES[(drawn >> 40) as usize % PAGES.len()];
        let mut tell = |act, visitor, token, parent| {
            passings.push(Passing {
                id: EventId(passings.len() as u128),
                site: "bakery",
                at,
                act,
                visitor: Some(visitor),
                token,
                parent,
                messenger: MESSENGERS[(drawn >> 50) as usize % MESSENGERS.len()],
                campaign: None,
                page,
            });
        };
        if let Some(parent) = shape(number, drawn >> 8) {
            tell(Act::Landing, number, None, Some(token(parent)));
            if drawn & 1 == 1 {
                tell(Act::Landing, shares + number, None, Some(token(parent)));
            }
        }
        tell(Act::Share, number, Some(token(number)), None);
    }
    passings
}

/// Makes a token of eleven letters and digits of a number, other ones for other numbers.
fn token(number: u64) -> ShareToken {
    const LETTERS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let mut rest = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let letters: [u8; 11] = std::array::from_fn(|_| {
        let letter = LETTERS[(rest % 62) as usize];
        rest /= 62;
        letter
    });
    ShareToken::parse(&letters).expect("letters and digits")
}

/// Draws the next number (splitmix64).
fn draw(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

fn timed<T>(what: impl FnOnce() -> T) -> (Duration, T) {
    #[expect(clippy::disallowed_methods, reason = "measuring time is what this program is for")]
    let start = std::time::Instant::now();
    let made = what();
    (start.elapsed(), made)
}

fn ms(took: Duration) -> f64 {
    took.as_secs_f64() * 1000.0
}
