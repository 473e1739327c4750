//! A log's text, read as from a file.

use uc_app::report_log::{Progress, ReadLogs, read};
use uc_engine::gather::Gathered;
use uc_engine::scan::{Detail, Filter};

/// Writes the text to a file and reads that, each line remembered.
pub(crate) fn gathered(text: &str) -> Gathered {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("access.log");
    std::fs::write(&file, text).expect("a written file");
    let wishes =
        ReadLogs { files: vec![file], format: None, filter: Filter::default(), detail: Detail::EveryLine };
    read(&wishes, 2, &Progress::default()).expect("a readable log").gathered
}
