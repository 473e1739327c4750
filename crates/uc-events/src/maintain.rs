//! Keeping the table in order: small files become large ones, what was erased leaves the disk.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use datafusion::catalog::TableProvider;
use datafusion::logical_expr::{Expr, col, lit};
use deltalake::kernel::LogicalFileView;
use uc_engine::event::{Millis, SiteId};

use crate::columns::MONTH;
use crate::error::EventsError;
use crate::events::{Events, Inner};
use crate::log::lock;
use crate::query::moment;

/// So many files of like size in one month are brought together.
const CROWD: usize = 8;
/// Rows of a file that is large enough.
const LARGE: usize = 500_000;

/// No query and no run of the model reads for so long.
pub(crate) const LONGEST_READING: Duration = Duration::from_hours(1);

/// Which events are to be erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erase {
    /// Of which site.
    pub site: SiteId,
    /// Those that happened before this; `None` for all.
    pub before: Option<Millis>,
    /// Those of this visitor's pseudonym only.
    pub visitor: Option<u64>,
}

/// What the table consists of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// Parquet files.
    pub files: usize,
    /// Rows in them.
    pub rows: usize,
    /// Bytes of them.
    pub bytes: u64,
}

impl Events {
    /// Brings small files together, as long as there are many of like size in a month. Returns how many were replaced.
    ///
    /// # Errors
    /// The table is as before then.
    pub async fn compact(&self) -> Result<usize, EventsError> {
        let inner = Arc::clone(&self.inner);
        self.run(async move { inner.compact().await }).await?
    }

    /// Erases events for good: from the log, the table, its earlier versions and the estimates. Returns when they are off
    /// the disk. Queries that run are waited for.
    ///
    /// # Errors
    /// A part may be erased then; ask again.
    pub async fn erase(&self, erase: &Erase) -> Result<(), EventsError> {
        self.flush().await?;
        let (inner, rows) = (Arc::clone(&self.inner), erase.rows());
        let site = erase.site.clone();
        let work = async move {
            let mut rollups = inner.rollups.lock().await;
            let mut table = inner.table.lock().await;
            table.delete(rows).await?;
            let provider = table.provider().await?;
            {
                let mut visible = lock(&inner.journal.visible);
                visible.settled(provider, None);
                visible.change_rolled(|rolled| rolled.forget(&site));
            }
            let _nobody_reads = inner.readers.write().await;
            table.vacuum(Duration::ZERO).await?;
            drop(table);
            inner.forget_estimates_without_events(&site).await?;
            inner.forget_rollups(&mut rollups, &site).await?;
            rollups.vacuum(Duration::ZERO).await.map(drop)
        };
        self.run(work).await?
    }

    /// Deletes files that were left by compaction and erasure longer ago than that. Queries that run are waited for if
    /// they could still read such files.
    ///
    /// # Errors
    /// Files stay then; nothing else is touched.
    pub async fn vacuum(&self, left_for: Duration) -> Result<usize, EventsError> {
        let inner = Arc::clone(&self.inner);
        let work = async move { inner.vacuum(left_for).await };
        self.run(work).await?
    }

    /// Tells what the table consists of.
    ///
    /// # Errors
    /// Those of reading the table's log.
    pub async fn kept(&self) -> Result<Kept, EventsError> {
        let inner = Arc::clone(&self.inner);
        let work = async move {
            let files = inner.table.lock().await.files().await?;
            Ok(Kept {
                files: files.len(),
                rows: files.iter().map(rows_of).sum(),
                bytes: files.iter().map(|file| file.size().unsigned_abs()).sum(),
            })
        };
        self.run(work).await?
    }
}

impl Inner {
    /// Locks are taken in this order everywhere: the rollups, the table, the readers, the estimates.
    pub(crate) async fn vacuum(&self, left_for: Duration) -> Result<usize, EventsError> {
        let mut rollups = self.rollups.lock().await;
        let mut table = self.table.lock().await;
        let _nobody_reads = if left_for < LONGEST_READING { Some(self.readers.write().await) } else { None };
        let events = table.vacuum(left_for).await?;
        let estimates = self.estimates.lock().await.vacuum(left_for).await?;
        Ok(events + estimates + rollups.vacuum(left_for).await?)
    }

    pub(crate) async fn compact(&self) -> Result<usize, EventsError> {
        let mut replaced = 0;
        loop {
            let mut table = self.table.lock().await;
            let files = table.files().await?;
            let Some(crowd) = crowd(files) else { return Ok(replaced) };
            let paths: Vec<String> = crowd.iter().map(|file| file.path().into_owned()).collect();
            let rows = self.library.rows_of(table.provider_of(&paths).await?).await?;
            table.replace(&crowd, &rows).await?;
            replaced += crowd.len();
            let provider = table.provider().await?;
            lock(&self.journal.visible).settled(provider, None);
        }
    }

    async fn forget_estimates_without_events(&self, site: &SiteId) -> Result<(), EventsError> {
        let now = lock(&self.journal.visible).now();
        let kept = self.library.estimates_with_events(now, site).await?;
        let mut estimates = self.estimates.lock().await;
        let months: Vec<String> = estimates
            .files()
            .await?
            .iter()
            .filter_map(|file| {
                let values = file.partition_values_map();
                let of_site = values.get("site").is_some_and(|had| had.as_deref() == Some(site.as_str()));
                values.get(MONTH).cloned().flatten().filter(|_| of_site)
            })
            .collect();
        for month in months {
            let rows = kept.get(&month).cloned().unwrap_or_default();
            estimates.replace_part(&[("site", site.as_str()), (MONTH, &month)], &rows).await?;
        }
        let provider: Arc<dyn TableProvider> = estimates.provider().await?;
        lock(&self.journal.visible).judged(provider);
        estimates.vacuum(Duration::ZERO).await?;
        Ok(())
    }
}

impl Erase {
    fn rows(&self) -> Expr {
        let mut rows = col("site").eq(lit(self.site.as_str()));
        if let Some(before) = self.before {
            rows = rows.and(col("at").lt(moment(before)));
        }
        if let Some(visitor) = self.visitor {
            rows = rows.and(col("visitor").eq(lit(visitor.cast_signed())));
        }
        rows
    }
}

/// Finds files of one month and of like size, if there are many, of which together one large file can be made.
fn crowd(files: Vec<LogicalFileView>) -> Option<Vec<LogicalFileView>> {
    let mut tiers: BTreeMap<(Option<String>, u32), Vec<LogicalFileView>> = BTreeMap::new();
    for file in files.into_iter().filter(|file| rows_of(file) < LARGE / 2) {
        let month = file.partition_values_map().get(MONTH).cloned().flatten();
        let tier = rows_of(&file).max(1).ilog2() / 3;
        tiers.entry((month, tier)).or_default().push(file);
    }
    let crowd = tiers.into_values().find(|files| files.len() >= CROWD)?;
    let mut rows = 0;
    let fits = |file: &LogicalFileView| {
        rows += rows_of(file);
        rows <= LARGE
    };
    let taken: Vec<_> = crowd.into_iter().take_while(fits).collect();
    (taken.len() > 1).then_some(taken)
}

fn rows_of(file: &LogicalFileView) -> usize {
    file.num_records().unwrap_or_default()
}
