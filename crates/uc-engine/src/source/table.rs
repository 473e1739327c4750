//! Reads the plain text tables under `data/`, which are compiled in.
//!
//! A table is tab-separated: a header line, then one row a line; `#` begins a comment line. It never reads a
//! table from outside: a broken one is a fault of this build, and the tests below find it first.

/// Returns a table's rows, each with exactly `N` columns.
///
/// # Panics
/// Panics on a row with another number of columns, which the test of every table rules out.
pub(crate) fn rows<const N: usize>(text: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.skip(1).map(|line| {
        let mut columns = line.split('\t');
        let row = std::array::from_fn(|_| {
            columns.next().expect("every compiled-in table has all of its columns, as its test shows")
        });
        assert!(columns.next().is_none(), "a row with more columns than its table has: {line}");
        row
    })
}

/// Makes a row's number: tables are compiled in and far smaller than that.
pub(super) fn row_number(index: usize) -> u16 {
    u16::try_from(index).expect("no compiled-in table has 65,536 rows")
}

/// Fails where a table is not sorted by its first `KEY` columns, names a row twice or has an empty cell.
#[cfg(test)]
pub(crate) fn check_table<const N: usize>(text: &'static str, key_columns: usize) {
    let mut last: Option<Vec<&str>> = None;
    for row in rows::<N>(text) {
        assert!(
            row.iter().all(|cell| !cell.is_empty() && cell.trim() == *cell),
            "a bare or padded cell: {row:?}"
        );
        let key = row[..key_columns].to_vec();
        if let Some(last) = last {
            assert!(last < key, "{last:?} must stand before {key:?}, once");
        }
        last = Some(key);
    }
    assert!(last.is_some(), "an empty table");
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn comments_blank_lines_and_the_header_are_no_rows() {
        let text = "# what this is\nname\tlabel\n\n# a part\na\tA\nb\tB\n";
        assert_eq!(rows::<2>(text).collect::<Vec<_>>(), [["a", "A"], ["b", "B"]]);
    }
}
