//! Reads a file of JSON objects, one a line, without holding more than one of them. An error names file and line.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, Result};
use serde::de::DeserializeOwned;

/// Hands each line's object over, in order.
pub(super) fn each<T: DeserializeOwned>(path: &Path, mut work: impl FnMut(T) -> Result<()>) -> Result<()> {
    let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    let (mut reader, mut text) = (BufReader::new(file), Vec::new());
    for number in 1_u64.. {
        let place = || format!("{}, line {number}", path.display());
        text.clear();
        if reader.read_until(b'\n', &mut text).with_context(place)? == 0 {
            break;
        }
        let row = serde_json::from_slice(&text).with_context(place)?;
        work(row).with_context(place)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_names_the_file_and_the_line() {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let path = folder.path().join("rows.ndjson");
        std::fs::write(&path, "1\n2\n?\n").expect("a temporary file can be written");
        let mut seen = Vec::new();
        let error = each(&path, |row: u32| {
            seen.push(row);
            Ok(())
        });
        assert_eq!(seen, [1, 2]);
        let words = format!("{:#}", error.expect_err("the third line is no JSON"));
        assert!(words.contains("rows.ndjson, line 3"), "{words}");
    }
}
