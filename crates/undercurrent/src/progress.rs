//! The progress bar while logs are read: on a terminal only, and on standard error.

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use uc_app::report_log::{Progress, total_size};

/// How often the bar is drawn anew.
const TICK: Duration = Duration::from_millis(80);

/// A bar that follows the reading until it is dropped.
pub(crate) struct Bar {
    bar: ProgressBar,
    done: Arc<AtomicBool>,
    painter: Option<JoinHandle<()>>,
}

impl Bar {
    /// Shows how far reading has come, if anyone can see it.
    pub(crate) fn follow(files: &[PathBuf], progress: &Arc<Progress>, message: String) -> Option<Self> {
        if !io::stderr().is_terminal() {
            return None;
        }
        let bar = match total_size(files) {
            Some(total) => ProgressBar::new(total).with_style(style("{msg}  {bar:30}  {percent} %")),
            None => ProgressBar::new_spinner().with_style(style("{spinner} {msg}  {bytes}")),
        };
        bar.set_message(message);
        let done = Arc::new(AtomicBool::new(false));
        let painter = {
            let (bar, done, progress) = (bar.clone(), Arc::clone(&done), Arc::clone(progress));
            thread::Builder::new()
                .name("progress".into())
                .spawn(move || {
                    while !done.load(Ordering::Relaxed) {
                        bar.set_position(progress.read.load(Ordering::Relaxed));
                        thread::park_timeout(TICK);
                    }
                })
                .ok()
        };
        Some(Self { bar, done, painter })
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.done.store(true, Ordering::Relaxed);
        if let Some(painter) = self.painter.take() {
            painter.thread().unpark();
            if painter.join().is_err() {
                eprintln!("undercurrent: the progress bar failed");
            }
        }
        self.bar.finish_and_clear();
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).expect("the template is fixed and right").progress_chars("█▌░")
}
