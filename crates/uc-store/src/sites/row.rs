//! How a site lies in the tables `sites` and `site_hosts`.

use sea_orm::Set;
use sea_orm::entity::prelude::*;
use uc_engine::event::SiteId;

use super::{PageviewsFrom, Site};
use crate::{Host, StoreError};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sites")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub keep_parameters: String,
    pub pageviews_from: String,
    pub retention_days: Option<i64>,
    pub timezone: String,
    pub created_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {
    #[sea_orm(has_many = "host::Entity")]
    Hosts,
}

impl Related<host::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Hosts.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

pub(super) mod host {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "site_hosts")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub host: String,
        pub site_id: String,
        pub place: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {
        #[sea_orm(belongs_to = "super::Entity", from = "Column::SiteId", to = "super::Column::Id")]
        Site,
    }

    impl Related<super::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Site.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Returns the columns of `site`, hosts left out.
pub(super) fn columns(site: &Site) -> ActiveModel {
    ActiveModel {
        id: Set(site.id.as_str().to_owned()),
        keep_parameters: Set(site.keep_parameters.join(" ")),
        pageviews_from: Set(site.pageviews_from.name().to_owned()),
        retention_days: Set(site.retention_days.map(i64::from)),
        timezone: Set(site.timezone.clone()),
        created_at: Set(site.created_at),
    }
}

/// Restores a site from its row and its hosts, the site's own first.
pub(super) fn restore(row: Model, hosts: Vec<host::Model>) -> Result<Site, StoreError> {
    let odd = |what: &str| StoreError::Broken(format!("the site {} has {what}", row.id));
    let mut hosts = hosts.into_iter().map(|row| Host::from_row(row.host));
    Ok(Site {
        id: id(&row.id)?,
        host: hosts.next().ok_or_else(|| odd("no host"))?,
        aliases: hosts.collect(),
        keep_parameters: row.keep_parameters.split_whitespace().map(str::to_owned).collect(),
        pageviews_from: PageviewsFrom::parse(&row.pageviews_from)
            .ok_or_else(|| odd("page views from a source that we do not know"))?,
        retention_days: row
            .retention_days
            .map(u32::try_from)
            .transpose()
            .map_err(|_| odd("a retention that is no number of days"))?,
        timezone: row.timezone,
        created_at: row.created_at,
    })
}

/// Restores a site's id.
pub(super) fn id(text: &str) -> Result<SiteId, StoreError> {
    SiteId::parse(text).ok_or_else(|| StoreError::Broken(format!("{text:?} is no site's id")))
}
