//! The sites, kept in memory as the collector asks for them: the store is asked again only when one was changed.

use std::sync::{Arc, PoisonError, RwLock};

use hashbrown::HashMap;
use uc_engine::event::SiteId;
use uc_engine::ingest::{HostCheck, PageviewsFrom, SiteRules};
use uc_store::{Host, Site, Store};

use crate::{App, AppError};

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

/// Says whose page views count, on a site that is named by one of its hosts or its id; from now on.
///
/// # Errors
/// When there is no such site, or the store does not answer.
pub async fn change(
    app: &App,
    named: &str,
    pageviews_from: uc_store::PageviewsFrom,
) -> Result<Site, AppError> {
    let site = Site { pageviews_from, ..find(app, named).await? };
    app.store.change_site(&site).await.map_err(|error| app.note(error.into()))?;
    app.sites.refresh(&app.store).await?;
    Ok(site)
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
