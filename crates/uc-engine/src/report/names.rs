//! Names of pages, as people read them.

use crate::gather::Gathered;

/// Names pages as people read them.
pub(super) struct PageNames<'a> {
    pub(super) gathered: &'a Gathered,
    /// Whether a page's host must be told.
    pub(super) several_hosts: bool,
}

impl PageNames<'_> {
    /// Returns the path, with its host in front when the site has several.
    pub(super) fn name(&self, page: u32) -> String {
        let path = String::from_utf8_lossy(self.gathered.pages.path(page)).into_owned();
        match self.gathered.pages.host(page) {
            Some(host) if self.several_hosts => format!("{}{path}", self.gathered.pages.hosts[host]),
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
