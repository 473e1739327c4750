//! CSV as other programs write it: RFC 4180, with `,`, `;` or a tab between cells, in UTF-8 or UTF-16, with a byte order
//! mark or without. Strict about quotes, so that a broken one is known on its row and does not swallow the file.

use std::io::{self, BufRead, BufReader, Read};

use super::fault::Fault;

/// The longest row that is taken, in bytes.
pub(crate) const LONGEST: usize = 8 << 20;

/// A table with a head line.
pub(crate) struct Table<'s> {
    source: Box<dyn BufRead + 's>,
    delimiter: u8,
    /// The names of the columns, in lower case.
    pub(crate) names: Vec<String>,
    /// Rows that were read, the head line included.
    pub(crate) row: u64,
}

impl<'s> Table<'s> {
    /// Reads the head line.
    pub(crate) fn open(source: impl BufRead + 's) -> Result<Self, Fault> {
        let source = decoded(source)?;
        let mut table = Self { source, delimiter: b',', names: Vec::new(), row: 0 };
        let head = table.next_line()?.ok_or(Fault::Empty)?;
        let count = |delimiter: u8| head.iter().filter(|byte| **byte == delimiter).count();
        table.delimiter = [b',', b';', b'\t'].into_iter().max_by_key(|byte| count(*byte)).unwrap_or(b',');
        // Of equally many, the last is the greatest.
        if count(b',') == count(table.delimiter) {
            table.delimiter = b',';
        }
        let names = cells(&head, table.delimiter)?.ok_or(Fault::BrokenQuote)?;
        table.names = names.iter().map(|name| name.trim().to_ascii_lowercase()).collect();
        Ok(table)
    }

    /// Returns the place of the first of these columns that there is.
    pub(crate) fn place(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.names.iter().position(|known| known == name))
    }

    /// Reads the next row that is not empty; nothing at the end. It has a cell for each column.
    pub(crate) fn next(&mut self) -> Result<Option<Vec<String>>, Fault> {
        loop {
            let Some(mut line) = self.next_line()? else { return Ok(None) };
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            // A line end within quotes belongs to the cell.
            let mut quotes = quotes_in(&line);
            while quotes % 2 == 1 {
                let before = line.len();
                if !self.take_line(&mut line)? {
                    return Err(Fault::BrokenQuote);
                }
                quotes += quotes_in(&line[before..]);
            }
            let row = cells(&line, self.delimiter)?.ok_or(Fault::BrokenQuote)?;
            if row.len() != self.names.len() {
                return Err(Fault::Cells { found: row.len(), expected: self.names.len() });
            }
            return Ok(Some(row));
        }
    }

    fn next_line(&mut self) -> Result<Option<Vec<u8>>, Fault> {
        let mut line = Vec::new();
        self.row += 1;
        let found = self.take_line(&mut line)?;
        Ok(found.then_some(line))
    }

    /// Adds a line with its end; says whether there was one.
    fn take_line(&mut self, line: &mut Vec<u8>) -> Result<bool, Fault> {
        let room = (LONGEST + 1 - line.len().min(LONGEST)) as u64;
        let count = self.source.by_ref().take(room).read_until(b'\n', line)?;
        if line.len() > LONGEST { Err(Fault::LongRow(LONGEST)) } else { Ok(count > 0) }
    }
}

fn quotes_in(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte == b'"').count()
}

/// Splits a row into its cells; nothing if a quote is still open at its end.
fn cells(line: &[u8], delimiter: u8) -> Result<Option<Vec<String>>, Fault> {
    let mut cells = Vec::new();
    let mut rest = line;
    loop {
        let mut cell = Vec::new();
        if let Some(mut quoted) = rest.strip_prefix(b"\"") {
            loop {
                let Some(end) = quoted.iter().position(|byte| *byte == b'"') else { return Ok(None) };
                cell.extend_from_slice(&quoted[..end]);
                quoted = &quoted[end + 1..];
                let Some(more) = quoted.strip_prefix(b"\"") else { break };
                cell.push(b'"');
                quoted = more;
            }
            rest = quoted;
        } else {
            let is_end = |byte: &u8| *byte == delimiter || matches!(byte, b'\r' | b'\n');
            let end = rest.iter().position(is_end).unwrap_or(rest.len());
            cell.extend_from_slice(&rest[..end]);
            rest = &rest[end..];
        }
        cells.push(
            String::from_utf8(cell)
                .unwrap_or_else(|bad| String::from_utf8_lossy(bad.as_bytes()).into_owned()),
        );
        match rest {
            [first, more @ ..] if *first == delimiter => rest = more,
            [] | [b'\n'] | [b'\r', b'\n'] | [b'\r'] => return Ok(Some(cells)),
            _ => return Err(Fault::BrokenQuote),
        }
    }
}

/// Reads UTF-16 as UTF-8, and leaves a byte order mark out.
fn decoded<'s>(mut source: impl BufRead + 's) -> Result<Box<dyn BufRead + 's>, Fault> {
    let mut head = Vec::new();
    source.by_ref().take(3).read_to_end(&mut head)?;
    let marked = |mark: usize| io::Cursor::new(head[mark..].to_vec());
    Ok(match head.as_slice() {
        [0xff, 0xfe, ..] => {
            let bytes = marked(2).chain(source);
            Box::new(BufReader::new(Utf16 { bytes, held: Vec::new(), high: None }))
        }
        [0xef, 0xbb, 0xbf] => Box::new(source),
        _ => Box::new(marked(0).chain(source)),
    })
}

/// UTF-16 with the small end first, as Matomo writes it for spreadsheets.
struct Utf16<R> {
    bytes: R,
    held: Vec<u8>,
    high: Option<u16>,
}

impl<R: Read> Read for Utf16<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.held.is_empty() {
            let mut raw = Vec::new();
            self.bytes.by_ref().take(8192).read_to_end(&mut raw)?;
            let pairs = raw.chunks(2).map(|pair| u16::from_le_bytes([pair[0], *pair.get(1).unwrap_or(&0)]));
            let mut units: Vec<u16> = self.high.take().into_iter().chain(pairs).collect();
            let is_high = |unit: &u16| (0xd800..0xdc00).contains(unit);
            if !raw.is_empty() && units.last().is_some_and(is_high) {
                self.high = units.pop();
            }
            self.held = String::from_utf16_lossy(&units).into_bytes();
        }
        let count = buffer.len().min(self.held.len());
        buffer[..count].copy_from_slice(&self.held[..count]);
        self.held.drain(..count);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Read = Result<Vec<Vec<String>>, (u64, Fault)>;

    fn read(bytes: &[u8]) -> Read {
        let mut table = Table::open(BufReader::with_capacity(5, bytes)).map_err(|fault| (1, fault))?;
        let mut rows = vec![table.names.clone()];
        loop {
            match table.next() {
                Ok(Some(row)) => rows.push(row),
                Ok(None) => return Ok(rows),
                Err(fault) => return Err((table.row, fault)),
            }
        }
    }

    #[test]
    fn tables_are_read_whatever_their_delimiter_and_encoding() {
        let text = "date,page,n\r\n2026-01-01,\"/a,\"\"b\"\"\",1\r\n\r\n2026-01-02,\"/ä\n🥖\",2";
        let expected = vec![
            vec!["date", "page", "n"],
            vec!["2026-01-01", "/a,\"b\"", "1"],
            vec!["2026-01-02", "/ä\n🥖", "2"],
        ];
        let utf16: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [text.as_bytes().to_vec(), format!("\u{feff}{text}").into_bytes(), utf16] {
            assert_eq!(read(&bytes).expect("a table"), expected);
        }
        let long: String = std::iter::repeat_n("🥖", 10_000).collect();
        let long = format!("\u{feff}a;B\n{long};2\n");
        let utf16: Vec<u8> = long.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let rows = read(&utf16).expect("a table");
        assert_eq!(
            (rows[0].concat(), rows[1][0].chars().count(), rows[1][1].as_str()),
            ("ab".to_owned(), 10_000, "2")
        );
        assert_eq!(read(b"a\tb\n1\t2").expect("a table")[1], ["1", "2"]);
        assert_eq!(read(b"only\n1\n").expect("a table")[1], ["1"]);
    }

    #[test]
    fn broken_tables_are_refused_with_their_row() {
        for (text, row, expected) in [
            ("", 1, "is empty"),
            ("a,b\n1,2\n3\n", 3, "has 1 cells instead of 2"),
            ("a,b\n\"1,2\n3,4\n", 2, "quote"),
            ("a,b\n1,\"2\"x\n", 2, "quote"),
            ("\"a,b\n", 1, "quote"),
        ] {
            let (found, fault) = read(text.as_bytes()).expect_err(text);
            assert!(found == row && fault.to_string().contains(expected), "{text}: {found} {fault}");
        }
        let endless = [b"a,b\n\"".to_vec(), vec![b'x'; LONGEST + 10]].concat();
        assert!(matches!(read(&endless), Err((2, Fault::LongRow(_)))));
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes: Vec<u8>, start in 0..4_usize) {
            let start: &[u8] = [&b""[..], b"\xff\xfe", b"a,b\n\"", b"a;b\r\n1;"][start];
            drop(read(&[start, &bytes].concat()));
        }
    }
}
