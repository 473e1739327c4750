//! JSON objects out of a file of any length, one by one: each on a line of its own, or all in one array.

use std::io::BufRead;

use serde_json::{Map, Value};

use super::fault::Fault;

/// The longest object that is taken, in bytes.
pub(crate) const LONGEST: usize = 8 << 20;

/// A file of JSON objects.
pub(crate) struct Objects<R> {
    source: R,
    /// How many objects were read.
    pub(crate) count: u64,
    bytes: Vec<u8>,
}

impl<R: BufRead> Objects<R> {
    pub(crate) fn of(source: R) -> Self {
        Self { source, count: 0, bytes: Vec::new() }
    }

    /// Reads the next object; nothing at the end.
    pub(crate) fn next(&mut self) -> Result<Option<Map<String, Value>>, Fault> {
        if !self.find_start()? {
            return Ok(None);
        }
        self.count += 1;
        self.take_object()?;
        serde_json::from_slice(&self.bytes).map(Some).map_err(|_| Fault::NoJson)
    }

    /// Skips what may stand between objects. A fault counts as the next object's.
    fn find_start(&mut self) -> Result<bool, Fault> {
        loop {
            let bytes = self.source.fill_buf()?;
            if bytes.is_empty() {
                return Ok(false);
            }
            let is_between = |byte: &u8| byte.is_ascii_whitespace() || b",[]\xef\xbb\xbf".contains(byte);
            let skipped = bytes.iter().take_while(|byte| is_between(byte)).count();
            let found = bytes.get(skipped).copied();
            self.source.consume(skipped);
            match found {
                Some(b'{') => return Ok(true),
                Some(_) => {
                    self.count += 1;
                    return Err(Fault::NoJson);
                }
                None => {}
            }
        }
    }

    /// Takes bytes until the brace that closes the object.
    fn take_object(&mut self) -> Result<(), Fault> {
        self.bytes.clear();
        let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
        loop {
            let bytes = self.source.fill_buf()?;
            if bytes.is_empty() {
                return Err(Fault::NoJson);
            }
            let mut end = None;
            for (place, byte) in bytes.iter().enumerate() {
                match byte {
                    _ if escaped => escaped = false,
                    b'\\' if quoted => escaped = true,
                    b'"' => quoted = !quoted,
                    b'{' if !quoted => depth += 1,
                    b'}' if !quoted => {
                        depth -= 1;
                        if depth == 0 {
                            end = Some(place + 1);
                            break;
                        }
                    }
                    _ => {}
                }
            }
            let taken = end.unwrap_or(bytes.len());
            self.bytes.extend_from_slice(&bytes[..taken]);
            self.source.consume(taken);
            if end.is_some() {
                return Ok(());
            }
            if self.bytes.len() > LONGEST {
                return Err(Fault::LongRow(LONGEST));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &[u8]) -> (Vec<Value>, Option<u64>) {
        // A small buffer, so that objects lie across its ends.
        let mut objects = Objects::of(std::io::BufReader::with_capacity(3, text));
        let mut found = Vec::new();
        loop {
            match objects.next() {
                Ok(Some(object)) => found.push(Value::Object(object)),
                Ok(None) => return (found, None),
                Err(_) => return (found, Some(objects.count)),
            }
        }
    }

    #[test]
    fn objects_stand_on_lines_or_in_an_array_and_faults_are_numbered() {
        let one = serde_json::json!({"a": "} \" {", "b": [{"c": 1}]});
        let text = one.to_string();
        for form in
            [format!("{text}\n{text}\n"), format!(" [{text},\n{text}]"), format!("\u{feff}{text}{text}")]
        {
            assert_eq!(read(form.as_bytes()), (vec![one.clone(), one.clone()], None), "{form}");
        }
        for (bad, row) in [
            (format!("{text}\n{}", &text[..9]), 2),
            (format!("{text}\nnull"), 2),
            ("{\"a\":}".to_owned(), 1),
            ("date,visitors\n".to_owned(), 1),
            (format!("{}{}", "{\"a\":".repeat(300), "}".repeat(300)), 1),
        ] {
            assert_eq!(read(bad.as_bytes()).1, Some(row), "{bad}");
        }
        assert_eq!(read(b"[]"), (Vec::new(), None));
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes: Vec<u8>, start in 0..3_usize) {
            let start: &[u8] = [&b""[..], b"[{\"a\":\"", b"{\"a\":{\"\\"][start];
            read(&[start, &bytes].concat());
        }
    }
}
