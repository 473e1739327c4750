//! Sites: whose pages are measured, under which hosts, and by which rules.
//!
//! A host belongs to one site, whether as its own or as an alias; the database keeps that, also where two processes
//! add it at once. What the collector does with the rules is the engine's matter.

mod row;

use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder, Set,
};
use uc_engine::event::{Millis, SiteId};

use crate::{Host, Store, StoreError, error, random};

/// A site, as it is measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// Its public id, as it stands in the page's script tag.
    pub id: SiteId,
    /// Its own host.
    pub host: Host,
    /// Other hosts that are the same site.
    pub aliases: Vec<Host>,
    /// Query parameters that are stored although nobody knows them; names without blanks.
    pub keep_parameters: Vec<String>,
    /// Which of two sources is counted, where both see the same page views.
    pub pageviews_from: PageviewsFrom,
    /// After how many days its events are deleted; `None` keeps them.
    pub retention_days: Option<u32>,
    /// Where its days begin: a name of the IANA time zone database.
    pub timezone: String,
    /// When it was added.
    pub created_at: Millis,
}

/// Where a site's page views come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageviewsFrom {
    /// The script on its pages.
    Tracker,
    /// The access log of its server.
    Log,
}

impl PageviewsFrom {
    /// All sources, with the names that columns and the command line use.
    pub const NAMES: [(Self, &'static str); 2] = [(Self::Tracker, "tracker"), (Self::Log, "log")];

    /// Returns the source's name.
    pub fn name(self) -> &'static str {
        let row = Self::NAMES.iter().find(|(value, _)| *value == self);
        row.expect("the table of names has a row for each value").1
    }

    /// Finds a source by its name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, known)| *known == name).map(|(value, _)| *value)
    }
}

impl Site {
    const ID_LENGTH: usize = 8;

    fn new(host: Host, now: Millis) -> Result<Self, StoreError> {
        let id = SiteId::parse(&random::word(random::CLEAR, Self::ID_LENGTH)?);
        Ok(Self {
            id: id.expect("the alphabet is legal in an id"),
            host,
            aliases: Vec::new(),
            keep_parameters: Vec::new(),
            pageviews_from: PageviewsFrom::Tracker,
            retention_days: None,
            timezone: "UTC".to_owned(),
            created_at: now,
        })
    }

    /// Returns its own host and then its aliases.
    pub fn hosts(&self) -> impl Iterator<Item = &Host> {
        std::iter::once(&self.host).chain(&self.aliases)
    }

    fn check(&self) -> Result<(), StoreError> {
        let invalid = |why: String| Err(StoreError::Invalid(why));
        if let Some(name) = self.keep_parameters.iter().find(|name| !is_parameter(name)) {
            return invalid(format!("{name:?} is no name of a query parameter"));
        }
        if jiff::tz::TimeZone::get(&self.timezone).is_err() {
            return invalid(format!("{:?} is no time zone; it looks like Europe/Berlin", self.timezone));
        }
        if self.retention_days == Some(0) {
            return invalid("events cannot be deleted after 0 days; leave it out to keep them".to_owned());
        }
        let hosts: Vec<&Host> = self.hosts().collect();
        let twice = hosts.iter().enumerate().find(|(at, host)| hosts[..*at].contains(host));
        twice.map_or(Ok(()), |(_, host)| invalid(format!("{host} is named twice")))
    }
}

impl Store {
    /// Adds a site under `host`, with the rules that most sites have.
    ///
    /// Fails with [`StoreError::Conflict`], which names the site that has the host.
    pub async fn add_site(&self, host: Host, now: Millis) -> Result<Site, StoreError> {
        const ATTEMPTS: usize = 3;
        let mut site = Site::new(host, now)?;
        for _ in 1..ATTEMPTS {
            match self.insert_site(&site).await {
                // The id was drawn before: with eight letters that happens once in hundreds of thousands of sites.
                Err(StoreError::NotFound(_)) => site = Site::new(site.host, now)?,
                result => return result.map(|()| site),
            }
        }
        self.insert_site(&site).await.map(|()| site)
    }

    /// Returns all sites, oldest first.
    pub async fn sites(&self) -> Result<Vec<Site>, StoreError> {
        let rows =
            row::Entity::find().find_with_related(row::host::Entity).order_by_asc(row::host::Column::Place);
        let rows = rows.all(&self.db).await?.into_iter();
        let mut sites = rows.map(|(site, hosts)| row::restore(site, hosts)).collect::<Result<Vec<_>, _>>()?;
        // Not the database's work, since joining brings its own order first: that of the ids.
        sites.sort_by(|one, other| (one.created_at, &one.id).cmp(&(other.created_at, &other.id)));
        Ok(sites)
    }

    /// Returns the site with this id.
    pub async fn site_by_id(&self, id: &SiteId) -> Result<Option<Site>, StoreError> {
        let rows = row::Entity::find_by_id(id.as_str())
            .find_with_related(row::host::Entity)
            .order_by_asc(row::host::Column::Place);
        let found = rows.all(&self.db).await?.into_iter().next();
        found.map(|(site, hosts)| row::restore(site, hosts)).transpose()
    }

    /// Returns the site that has this host, as its own or as an alias.
    pub async fn site_by_host(&self, host: &Host) -> Result<Option<Site>, StoreError> {
        match self.holder(host).await? {
            Some(id) => self.site_by_id(&id).await,
            None => Ok(None),
        }
    }

    /// Writes `site` as it now is; its id says which one, and the instant at which it was added stays.
    pub async fn change_site(&self, site: &Site) -> Result<(), StoreError> {
        site.check()?;
        let tx = self.begin().await?;
        let mut changed = row::columns(site);
        changed.created_at = sea_orm::NotSet;
        match changed.update(&tx).await {
            Err(DbErr::RecordNotUpdated) => return Err(StoreError::NotFound("site")),
            result => result?,
        };
        row::host::Entity::delete_many()
            .filter(row::host::Column::SiteId.eq(site.id.as_str()))
            .exec(&tx)
            .await?;
        let written = insert_hosts(&tx, site).await;
        self.finish(tx, written, site).await
    }

    /// Removes a site, with its hosts and the tokens that were for it alone. Its events are another store's matter.
    pub async fn remove_site(&self, id: &SiteId) -> Result<(), StoreError> {
        let done = row::Entity::delete_by_id(id.as_str()).exec(&self.db).await?;
        if done.rows_affected == 0 { Err(StoreError::NotFound("site")) } else { Ok(()) }
    }

    async fn insert_site(&self, site: &Site) -> Result<(), StoreError> {
        let tx = self.begin().await?;
        let written = match row::Entity::insert(row::columns(site)).exec_without_returning(&tx).await {
            Ok(_) => insert_hosts(&tx, site).await,
            Err(error) => Err(error),
        };
        self.finish(tx, written, site).await
    }

    /// Commits what was `written`, or finds out who has one of the hosts. [`StoreError::NotFound`] says that nobody
    /// has: then it was the id that is taken, or the host has become free since.
    async fn finish(
        &self,
        tx: DatabaseTransaction,
        written: Result<(), DbErr>,
        site: &Site,
    ) -> Result<(), StoreError> {
        let error = match written {
            Ok(()) => return Ok(tx.commit().await?),
            Err(error) => error,
        };
        tx.rollback().await?;
        if !error::is_duplicate(&error) {
            return Err(error.into());
        }
        for host in site.hosts() {
            if let Some(holder) = self.holder(host).await?.filter(|holder| *holder != site.id) {
                return Err(StoreError::Conflict { host: host.clone(), site: holder });
            }
        }
        Err(StoreError::NotFound("site with this host"))
    }

    async fn holder(&self, host: &Host) -> Result<Option<SiteId>, StoreError> {
        let found = row::host::Entity::find_by_id(host.as_str()).one(&self.db).await?;
        found.map(|row| row::id(&row.site_id)).transpose()
    }
}

async fn insert_hosts(tx: &DatabaseTransaction, site: &Site) -> Result<(), DbErr> {
    let rows = site.hosts().zip(0..).map(|(host, place)| row::host::ActiveModel {
        host: Set(host.as_str().to_owned()),
        site_id: Set(site.id.as_str().to_owned()),
        place: Set(place),
    });
    row::host::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

/// Names are kept with blanks between them.
fn is_parameter(name: &str) -> bool {
    let legal = |letter: char| !letter.is_whitespace() && !letter.is_control() && !"&=#?".contains(letter);
    (1..=100).contains(&name.len()) && name.chars().all(legal)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(change: impl FnOnce(&mut Site), expected: bool) {
        let mut site = Site::new(Host::parse("example.org").expect("a host"), 0).expect("a site");
        change(&mut site);
        assert_eq!(site.check().is_ok(), expected, "{site:?}");
    }

    #[test]
    fn rules_that_make_no_sense_are_refused() {
        let host = |text: &str| Host::parse(text).expect("a host");
        check(|_| (), true);
        check(|site| site.keep_parameters = vec!["q".to_owned(), "page[size]".to_owned()], true);
        for name in ["", "a b", "a&b", "a=b", "\n"] {
            check(|site| site.keep_parameters = vec![name.to_owned()], false);
        }
        check(|site| site.timezone = "Europe/Stockholm".to_owned(), true);
        check(|site| site.timezone = "Europe/Atlantis".to_owned(), false);
        check(|site| site.timezone = String::new(), false);
        check(|site| site.retention_days = Some(30), true);
        check(|site| site.retention_days = Some(0), false);
        check(|site| site.aliases = vec![host("example.net")], true);
        check(|site| site.aliases = vec![host("www.example.org")], false);
    }

    #[test]
    fn every_source_of_page_views_has_a_name() {
        for (value, name) in PageviewsFrom::NAMES {
            assert_eq!((value.name(), PageviewsFrom::parse(name)), (name, Some(value)));
        }
        assert_eq!(PageviewsFrom::parse("both"), None);
    }
}
