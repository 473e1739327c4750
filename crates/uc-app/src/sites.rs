//! The sites, kept in memory as the collector asks for them: the store is asked again only when one was changed.

use std::sync::{Arc, PoisonError, RwLock};

use hashbrown::HashMap;
use uc_engine::event::SiteId;
use uc_engine::ingest::{HostCheck, PageviewsFrom, SiteRules};
use uc_store::{Host, Site, Store, StoreError};

use crate::{App, AppError, erase};

/// The rules of all sites.
#[derive(Debug, Default)]
pub(crate) struct Sites {
    /// By id, as it is sent: an event costs no copy of it.
    rules: RwLock<HashMap<Box<str>, Arc<SiteRules>>>,
}

impl Sites {
    /// Returns the rules of a site.
    pub(crate) fn rules(&self, id: &str) -> Option<Arc<SiteRules>> {
        self.rules.read().unwrap_or_else(PoisonError::into_inner).get(id).map(Arc::clone)
    }

    /// Reads all sites anew.
    pub(crate) async fn refresh(&self, store: &Store) -> Result<(), AppError> {
        let sites = store.sites().await?;
        let rules =
            sites.into_iter().map(|site| (site.id.as_str().into(), Arc::new(rules_of(&site)))).collect();
        *self.rules.write().unwrap_or_else(PoisonError::into_inner) = rules;
        Ok(())
    }
}

/// Adds a site, which takes events from now on.
///
/// # Errors
/// When the host is none, or is another site's.
pub async fn add(app: &App, host: &str) -> Result<Site, AppError> {
    let site = app
        .store
        .add_site(Host::parse(host)?, app.clock.now())
        .await
        .map_err(|error| app.note(error.into()))?;
    app.sites.refresh(&app.store).await?;
    Ok(site)
}

/// What to change of a site; what is not named stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Change {
    /// Hosts that are the same site from now on.
    pub add_aliases: Vec<String>,
    /// Hosts that are no longer.
    pub remove_aliases: Vec<String>,
    /// Query parameters that are stored from now on.
    pub keep_parameters: Vec<String>,
    /// Query parameters that are no longer.
    pub drop_parameters: Vec<String>,
    /// How long its events are kept.
    pub retention: Option<Retention>,
    /// Whose page views count.
    pub pageviews_from: Option<uc_store::PageviewsFrom>,
}

/// How long events are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retention {
    /// Until somebody erases them.
    Forever,
    /// So many days.
    Days(u32),
}

/// Changes a site that is named by one of its hosts or its id, from now on. Events that are too old then are erased at
/// once; returns how many.
///
/// # Errors
/// When there is no such site, what it should be is not possible, or a store does not answer.
pub async fn change(app: &App, named: &str, change: &Change) -> Result<(Site, u64), AppError> {
    let mut site = find(app, named).await?;
    change.apply(&mut site)?;
    app.store.change_site(&site).await.map_err(|error| app.note(error.into()))?;
    app.sites.refresh(&app.store).await?;
    let erased = if change.retention.is_some() { erase::keep_retention(app, &site).await? } else { 0 };
    Ok((site, erased))
}

impl Change {
    fn apply(&self, site: &mut Site) -> Result<(), AppError> {
        for alias in &self.remove_aliases {
            let alias = Host::parse(alias)?;
            let place = site.aliases.iter().position(|had| *had == alias);
            let none = || StoreError::Invalid(format!("{} has no alias {alias}", site.host));
            site.aliases.remove(place.ok_or_else(none)?);
        }
        for alias in &self.add_aliases {
            let alias = Host::parse(alias)?;
            if !site.hosts().any(|had| *had == alias) {
                site.aliases.push(alias);
            }
        }
        for name in &self.drop_parameters {
            let place = site.keep_parameters.iter().position(|had| had == name);
            let none = || StoreError::Invalid(format!("{} keeps no parameter {name:?}", site.host));
            site.keep_parameters.remove(place.ok_or_else(none)?);
        }
        for name in &self.keep_parameters {
            if !site.keep_parameters.contains(name) {
                site.keep_parameters.push(name.clone());
            }
        }
        match self.retention {
            Some(Retention::Forever) => site.retention_days = None,
            Some(Retention::Days(days)) => site.retention_days = Some(days),
            None => {}
        }
        if let Some(from) = self.pageviews_from {
            site.pageviews_from = from;
        }
        Ok(())
    }
}

/// Returns all sites, oldest first.
///
/// # Errors
/// When the store does not answer.
pub async fn list(app: &App) -> Result<Vec<Site>, AppError> {
    app.store.sites().await.map_err(|error| app.note(error.into()))
}

/// Finds a site by one of its hosts, or by its id.
///
/// # Errors
/// When there is none, or the store does not answer.
pub async fn find(app: &App, named: &str) -> Result<Site, AppError> {
    if let Some(id) = SiteId::parse(named)
        && let Some(site) = app.store.site_by_id(&id).await?
    {
        return Ok(site);
    }
    let unknown = || AppError::UnknownSite(named.to_owned());
    let host = Host::parse(named).map_err(|_| unknown())?;
    app.store.site_by_host(&host).await?.ok_or_else(unknown)
}

fn rules_of(site: &Site) -> SiteRules {
    SiteRules {
        id: site.id.clone(),
        hosts: site.hosts().map(|host| host.as_str().to_owned()).collect(),
        keep_parameters: site.keep_parameters.clone(),
        pageviews_from: match site.pageviews_from {
            uc_store::PageviewsFrom::Tracker => PageviewsFrom::Tracker,
            uc_store::PageviewsFrom::Log => PageviewsFrom::Log,
        },
        checks_host: HostCheck::Listed,
    }
}
