//! Names of pages, as people read them.

use crate::gather::Gathered;

/// Names pages as people read them.
pub(super) struct PageNames<'a> {
    pub(super) gathered: &'a Gathered,
    /// The site's own hosts.
    pub(super) own: &'a [String],
}

impl PageNames<'_> {
    /// Returns the path, with its host in front when the site has several or the page lies elsewhere.
    pub(super) fn name(&self, page: u32) -> String {
        let path = String::from_utf8_lossy(self.gathered.pages.path(page)).into_owned();
        let host = self.gathered.pages.host(page).map(|host| &self.gathered.pages.hosts[host]);
        match host {
            Some(host) if self.own != std::slice::from_ref(host) => format!("{host}{path}"),
            _ => path,
        }
    }

    /// Orders pages by name, for lists in which two are equally big.
    pub(super) fn order(&self, a: u32, b: u32) -> std::cmp::Ordering {
        let pages = &self.gathered.pages;
        let host = |page| pages.host(page).map(|host| &pages.hosts[host]);
        pages.path(a).cmp(pages.path(b)).then_with(|| host(a).cmp(&host(b)))
    }
}
