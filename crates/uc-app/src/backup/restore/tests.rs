//! Archives that are damaged, cut off, or made to do harm.

use std::io::Cursor;

use jiff::Timestamp;
use tempfile::TempDir;

use super::*;

const GOOD: [(&str, &str); 4] = [
    ("seal.key", "key"),
    ("store.sqlite", "store"),
    ("events/_delta_log/0.json", "{}"),
    ("events/month=2026-11/part.parquet", "rows"),
];

struct Try {
    place: TempDir,
}

impl Try {
    fn new() -> Self {
        Self { place: tempfile::tempdir().expect("a folder") }
    }

    fn data(&self) -> PathBuf {
        self.place.path().join("data")
    }

    fn restore(&self, archive: &[u8]) -> Result<Restored, RestoreError> {
        let file = self.place.path().join("backup.tar");
        fs::write(&file, archive).expect("written");
        restore(&file, &self.data())
    }

    /// Expects a refusal that leaves nothing, neither where there was no folder nor where there was an empty one.
    fn refused(&self, archive: &[u8]) -> Unfit {
        let error = self.restore(archive).expect_err("refused");
        let left: Vec<_> = fs::read_dir(self.place.path()).expect("a folder").collect();
        assert_eq!(left.len(), 1, "the backup alone: {left:?}");
        fs::create_dir(self.data()).expect("a folder");
        let again = self.restore(archive).expect_err("refused again");
        assert_eq!(fs::read_dir(self.data()).expect("a folder").count(), 0, "it is empty as before");
        fs::remove_dir(self.data()).expect("an empty folder");
        match (error, again) {
            (RestoreError::Unfit(one), RestoreError::Unfit(other)) if one == other => one,
            other => panic!("{other:?}"),
        }
    }
}

fn head() -> Vec<u8> {
    Head { store: StoreKind::Sqlite }.written(Timestamp::UNIX_EPOCH)
}

fn sums(files: &[(&str, &str)]) -> String {
    let mut sums = Sums::default();
    sums.add(HEAD, blake3::hash(&head()));
    for (name, content) in files {
        sums.add(name, blake3::hash(content.as_bytes()));
    }
    sums.written()
}

/// Writes an entry whose name nobody checks.
fn entry(archive: &mut tar::Builder<Vec<u8>>, name: &str, kind: tar::EntryType, content: &[u8]) {
    let mut header = tar::Header::new_ustar();
    header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
    header.set_entry_type(kind);
    header.set_size(content.len() as u64);
    header.set_mode(0o777);
    header.set_mtime(0);
    header.set_cksum();
    archive.append(&header, Cursor::new(content)).expect("memory takes everything");
}

fn archive(files: &[(&str, &str)], list: &str) -> Vec<u8> {
    let mut archive = tar::Builder::new(Vec::new());
    entry(&mut archive, HEAD, tar::EntryType::Regular, &head());
    for (name, content) in files {
        entry(&mut archive, name, tar::EntryType::Regular, content.as_bytes());
    }
    entry(&mut archive, SUMS, tar::EntryType::Regular, list.as_bytes());
    archive.into_inner().expect("memory takes everything")
}

#[test]
fn a_whole_backup_comes_back_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let attempt = Try::new();
    let restored = attempt.restore(&archive(&GOOD, &sums(&GOOD))).expect("restored");
    assert_eq!(restored, Restored { files: 4, has_store: true });
    for (name, content) in GOOD {
        let path = attempt.data().join(name);
        assert_eq!(fs::read_to_string(&path).expect(name), content);
        assert_eq!(fs::metadata(&path).expect(name).permissions().mode() & 0o777, 0o600);
    }
    assert!(!attempt.data().join(RESTORING).exists());
}

#[test]
fn a_folder_with_something_in_it_is_not_touched() {
    let attempt = Try::new();
    fs::create_dir(attempt.data()).expect("a folder");
    fs::write(attempt.data().join("mine"), "text").expect("written");
    let error = attempt.restore(&archive(&GOOD, &sums(&GOOD))).expect_err("refused");
    assert!(matches!(error, RestoreError::NotEmpty(_)), "{error}");
    assert_eq!(fs::read_dir(attempt.data()).expect("a folder").count(), 1);
}

#[test]
fn no_changed_byte_and_no_cut_goes_unnoticed() {
    let whole = archive(&GOOD, &sums(&GOOD));
    let attempt = Try::new();
    let end = whole.len() - 1024;
    for length in (0..end - 512).step_by(100) {
        let unfit = attempt.refused(&whole[..length]);
        let expected = if length < 1024 { [Unfit::Cut, Unfit::Foreign] } else { [Unfit::Cut, Unfit::Cut] };
        assert!(expected.contains(&unfit), "{length}: {unfit}");
    }
    for at in 0..end / 512 {
        let mut changed = whole.clone();
        changed[at * 512] ^= 1;
        attempt.refused(&changed);
    }
}

#[test]
fn a_file_that_is_not_on_the_list_or_not_there_is_refused() {
    let attempt = Try::new();
    assert_eq!(attempt.refused(&archive(&GOOD, &sums(&GOOD[..3]))), Unfit::Damaged(GOOD[3].0.to_owned()));
    assert_eq!(attempt.refused(&archive(&GOOD[..3], &sums(&GOOD))), Unfit::Damaged(GOOD[3].0.to_owned()));
    assert_eq!(attempt.refused(&archive(&GOOD[2..], &sums(&GOOD[2..]))), Unfit::Damaged(STORE.to_owned()));
}

#[test]
fn what_leads_out_of_the_folder_is_refused() {
    for name in ["../evil", "/tmp/evil", "events/../../evil", "lock", "events//x", "restore.part/x"] {
        let files = [GOOD[0], GOOD[1], (name, "x")];
        assert_eq!(Try::new().refused(&archive(&files, &sums(&files))), Unfit::Hostile, "{name}");
    }
}

#[test]
fn links_devices_and_long_names_of_other_dialects_are_refused() {
    use tar::EntryType;
    for kind in [
        EntryType::Symlink,
        EntryType::Link,
        EntryType::Char,
        EntryType::Fifo,
        EntryType::Directory,
        EntryType::GNUSparse,
        EntryType::GNULongName,
        EntryType::XHeader,
        EntryType::XGlobalHeader,
        EntryType::Continuous,
    ] {
        let mut archive = tar::Builder::new(Vec::new());
        entry(&mut archive, HEAD, EntryType::Regular, &head());
        entry(&mut archive, "events/x", kind, b"");
        let bytes = archive.into_inner().expect("memory takes everything");
        assert_eq!(Try::new().refused(&bytes), Unfit::Hostile, "{kind:?}");
    }
}

#[test]
fn a_file_that_is_there_twice_or_in_a_folder_s_place_is_refused() {
    let twice = [GOOD[0], GOOD[1], GOOD[2], GOOD[2]];
    assert_eq!(Try::new().refused(&archive(&twice, &sums(&twice))), Unfit::Hostile);
}

#[test]
fn an_entry_that_claims_to_be_larger_than_the_archive_takes_no_room() {
    let mut archive = tar::Builder::new(Vec::new());
    entry(&mut archive, HEAD, tar::EntryType::Regular, &head());
    let mut bytes = archive.into_inner().expect("memory takes everything");
    bytes.truncate(bytes.len() - 1024);
    for name in [SUMS, "events/x"] {
        let mut header = tar::Header::new_ustar();
        header.set_path(name).expect("a short name");
        header.set_entry_type(tar::EntryType::Regular);
        header.set_size(200 << 20);
        header.set_cksum();
        let hostile = [bytes.as_slice(), header.as_bytes(), &[b'x'; 4096]].concat();
        assert_eq!(Try::new().refused(&hostile), Unfit::Cut);
    }
}

#[test]
fn something_else_is_no_backup() {
    let mut other = tar::Builder::new(Vec::new());
    entry(&mut other, "holiday.jpg", tar::EntryType::Regular, b"beach");
    let other = other.into_inner().expect("memory takes everything");
    for bytes in [other.as_slice(), b"text", &[0xff; 2048], &[0; 2048]] {
        assert!(matches!(Try::new().refused(bytes), Unfit::Foreign | Unfit::Cut));
    }
}

#[tokio::test]
async fn nobody_starts_beside_a_restore_that_did_not_come_to_its_end() {
    use crate::{App, AppConfig, Clock, OpenError};
    let attempt = Try::new();
    let folder = Folder::take(&attempt.data()).expect("nobody has it");
    fs::create_dir(attempt.data().join(RESTORING)).expect("a folder");
    let opened = App::open(&folder, AppConfig::default(), Clock::fake(0)).await;
    assert!(matches!(opened, Err(OpenError::HalfRestored(_))));
    folder.release();
}
