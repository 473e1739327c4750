//! Measures how long the engine takes to read a line of a log: `parse_speed LOG`.
//!
//! It reads the file into memory, finds its format, reads every line several times on one thread and prints the
//! quickest round. It decides nothing and is no part of the product.

use std::error::Error;
use std::hint::black_box;
use std::io::Read as _;
use std::time::Duration;

use uc_engine::log::detect::detect;
use uc_engine::log::format::Read;
use uc_engine::log::split::lines;
use uc_engine::log::time::Clock;

/// The fewest lines that a round reads, so that a short log is measured as well as a long one.
const LINES_A_ROUND: usize = 200_000;
/// How many rounds are run; the quickest counts, the others were disturbed.
const ROUNDS: usize = 7;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args_os().nth(1).ok_or("give the path of a log")?;
    let mut text = Vec::new();
    std::fs::File::open(path)?.read_to_end(&mut text)?;
    let format = detect(&text[..text.len().min(256 * 1024)])?;
    let lines: Vec<&[u8]> = lines(&text).collect();
    let count = lines.len();
    let repeats = LINES_A_ROUND.div_ceil(count.max(1));
    let (mut quickest, mut unreadable) = (Duration::MAX, 0);
    for _ in 0..ROUNDS {
        #[expect(clippy::disallowed_methods, reason = "measuring time is what this program is for")]
        let start = std::time::Instant::now();
        unreadable = 0;
        for _ in 0..repeats {
            let mut clock = Clock::default();
            for line in &lines {
                match black_box(&format.read(black_box(line), &mut clock)) {
                    Read::Unreadable(_) => unreadable += 1,
                    Read::Hit(_) | Read::Header => {}
                }
            }
        }
        quickest = quickest.min(start.elapsed());
    }
    let nanoseconds = quickest.as_nanos() / (count * repeats).max(1) as u128;
    let bytes = text.len() / count.max(1);
    println!("{}: {nanoseconds} ns a line of {bytes} bytes", format.name());
    println!("{} of {count} lines unreadable", unreadable / repeats);
    Ok(())
}
