//! The key under which secrets and salts are sealed: XChaCha20-Poly1305, in the form `version, nonce, sealed text`.
//!
//! The name of what is sealed is authenticated with it, so that one sealed value cannot be put in another's place.
//! The key lies beside the database and never in it: a copy of the database alone gives nothing away.

use std::fmt;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};

use crate::{StoreError, random};

/// A key of 256 bits. `Debug` prints nothing of it.
#[derive(Clone)]
pub struct SealKey([u8; SealKey::LENGTH]);

/// The form in which values are sealed; a later one gets the next number.
const VERSION: u8 = 1;
const NONCE: usize = 24;

impl SealKey {
    /// How many bytes a key has.
    pub const LENGTH: usize = 32;

    /// Reads a key from text: 64 hexadecimal digits, as they stand in a key file.
    pub fn parse(text: &str) -> Result<Self, StoreError> {
        let text = text.trim();
        let mut key = [0; Self::LENGTH];
        let is_hexadecimal = text.len() == 2 * key.len() && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !is_hexadecimal {
            return Err(StoreError::Invalid("a key is 64 hexadecimal digits".to_owned()));
        }
        for (byte, at) in key.iter_mut().zip((0..text.len()).step_by(2)) {
            *byte = u8::from_str_radix(&text[at..at + 2], 16).expect("the digits are hexadecimal");
        }
        Ok(Self(key))
    }

    /// Reads the key in the file `path`, and makes both on the first start.
    ///
    /// A file that others than its owner can read is refused: then the key has to be taken as known. Blocks for a
    /// moment; two processes that start at once get the same key.
    pub fn in_file(path: &Path) -> Result<Self, StoreError> {
        // A key that is given to the program, as in a container, may lie in a file that it cannot write.
        let text = match OpenOptions::new().read(true).open(path) {
            Ok(mut file) => {
                file.lock_shared().map_err(StoreError::file(path))?;
                read(&mut file, path)?
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(StoreError::file(path)(error)),
        };
        // The lock for reading is gone by now: waiting for the one for writing would wait for ourselves.
        if text.is_empty() { Self::make_in(path) } else { parse_in(path, &text) }
    }

    /// Writes a new key, unless another process was quicker or a file that a crash left empty has been filled since.
    fn make_in(path: &Path) -> Result<Self, StoreError> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false).mode(0o600);
        let mut file = options.open(path).map_err(StoreError::file(path))?;
        file.lock().map_err(StoreError::file(path))?;
        let text = read(&mut file, path)?;
        if !text.is_empty() {
            return parse_in(path, &text);
        }
        let key = Self(random::bytes()?);
        write(&mut file, path, &key).map_err(StoreError::file(path))?;
        Ok(key)
    }

    /// Seals `plain` under `name`.
    pub(crate) fn seal(&self, name: &str, plain: &[u8]) -> Result<Vec<u8>, StoreError> {
        let nonce = random::bytes::<NONCE>()?;
        let payload = Payload { msg: plain, aad: name.as_bytes() };
        let sealed = self.cipher().encrypt(&XNonce::from(nonce), payload);
        let sealed = sealed.expect("a value that fits in memory is far below the cipher's limit");
        Ok([&[VERSION][..], &nonce, &sealed].concat())
    }

    /// Opens what was sealed under `name`; a value that another key sealed is [`StoreError::WrongKey`].
    pub(crate) fn open(&self, name: &str, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
        let (nonce, sealed) = match sealed.split_first() {
            Some((&VERSION, rest)) => rest.split_first_chunk::<NONCE>(),
            _ => None,
        }
        .ok_or_else(|| {
            StoreError::Broken(format!("what is sealed as \"{name}\" has no form that we know"))
        })?;
        let payload = Payload { msg: sealed, aad: name.as_bytes() };
        self.cipher().decrypt(&XNonce::from(*nonce), payload).map_err(|_| StoreError::WrongKey)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&self.0.into())
    }
}

impl fmt::Debug for SealKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SealKey(…)")
    }
}

fn read(file: &mut File, path: &Path) -> Result<String, StoreError> {
    let mode = file.metadata().map_err(StoreError::file(path))?.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(StoreError::KeyExposed { path: path.to_owned(), mode });
    }
    let mut text = String::new();
    file.take(1024).read_to_string(&mut text).map_err(StoreError::file(path))?;
    Ok(text)
}

fn parse_in(path: &Path, text: &str) -> Result<SealKey, StoreError> {
    SealKey::parse(text).map_err(|_| {
        StoreError::Invalid(format!(
            "{} is no key file: it should hold 64 hexadecimal digits",
            path.display()
        ))
    })
}

fn write(file: &mut File, path: &Path, key: &SealKey) -> io::Result<()> {
    let digits: String = key.0.iter().map(|byte| format!("{byte:02x}")).collect();
    file.write_all(format!("{digits}\n").as_bytes())?;
    file.sync_all()?;
    // A new file survives a loss of power only when its folder is on the disk, too.
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn key(byte: u8) -> SealKey {
        SealKey([byte; SealKey::LENGTH])
    }

    #[test]
    fn what_was_sealed_opens_under_its_name_and_key_only() {
        let sealed = key(1).seal("smtp", b"word").expect("sealed");
        assert_eq!(key(1).open("smtp", &sealed).expect("opened"), b"word");
        assert!(matches!(key(1).open("imap", &sealed), Err(StoreError::WrongKey)));
        assert!(matches!(key(2).open("smtp", &sealed), Err(StoreError::WrongKey)));
    }

    #[test]
    fn no_changed_byte_and_no_cut_goes_unnoticed() {
        let sealed = key(1).seal("smtp", b"word").expect("sealed");
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(key(1).open("smtp", &changed).is_err(), "byte {at}");
            assert!(key(1).open("smtp", &sealed[..at]).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn the_same_text_is_sealed_differently_each_time() {
        assert_ne!(key(1).seal("a", b"word").expect("sealed"), key(1).seal("a", b"word").expect("sealed"));
    }

    #[test]
    fn a_key_file_is_made_once_for_its_owner_only() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("key");
        let made = SealKey::in_file(&path).expect("made");
        assert_eq!(fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o600);
        assert_eq!(SealKey::in_file(&path).expect("read").0, made.0);
        let text = fs::read_to_string(&path).expect("text");
        assert_eq!(SealKey::parse(&text).expect("parsed").0, made.0);
    }

    #[test]
    fn processes_that_start_at_once_get_the_same_key() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("key");
        let start = std::sync::Barrier::new(8);
        let keys: Vec<SealKey> = std::thread::scope(|scope| {
            let wait_and_read = || {
                start.wait();
                SealKey::in_file(&path).expect("a key")
            };
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(wait_and_read)).collect();
            threads.into_iter().map(|thread| thread.join().expect("no panic")).collect()
        });
        assert!(keys.iter().all(|key| key.0 == keys[0].0));
    }

    #[test]
    fn a_key_file_that_a_crash_left_empty_gets_its_key() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("key");
        let mut options = OpenOptions::new();
        options.write(true).create_new(true).mode(0o600).open(&path).expect("an empty file");
        let made = SealKey::in_file(&path).expect("made");
        assert_eq!(SealKey::in_file(&path).expect("read").0, made.0);
    }

    #[test]
    fn a_key_file_that_others_can_read_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("key");
        SealKey::in_file(&path).expect("made");
        for mode in [0o640, 0o604, 0o644, 0o666] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("changed");
            let error = SealKey::in_file(&path).expect_err("refused");
            assert!(matches!(error, StoreError::KeyExposed { .. }));
            assert!(error.to_string().contains(&format!("mode {mode:o}")), "{error}");
        }
        fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).expect("changed");
        SealKey::in_file(&path).expect("a file that nobody can write is fine");
    }

    #[test]
    fn what_is_no_key_is_refused_without_being_shown() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("key");
        for text in ["abc", "zz".repeat(32).as_str(), "ab".repeat(31).as_str(), "äb".repeat(22).as_str()] {
            fs::write(&path, text).expect("written");
            fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("changed");
            let error = SealKey::in_file(&path).expect_err("refused");
            assert!(!error.to_string().contains(text) && matches!(error, StoreError::Invalid(_)), "{error}");
        }
        assert_eq!(format!("{:?}", key(7)), "SealKey(…)");
    }
}
