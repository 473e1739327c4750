//! Which pages are home and section pages: those that people type, bookmark and pass through.
//!
//! The owner can name them. Otherwise they are found from the log: the root and language roots are home pages; a section is a
//! short path with several pages below it, or one plain word that a person could type.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::gather::Pages;
use crate::kind::page_path;

/// What kind of page a path is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum PageClass {
    /// The front door.
    Home,
    /// A page that lists others, or that is easily typed.
    Section,
    /// Any other: an article, a product, a recipe.
    Deep,
}

/// How many pages must lie below a path to make it a section.
const PAGES_BELOW: u32 = 3;
/// Sections have at most this many segments: `/rezepte/kuchen`.
const SECTION_DEPTH: usize = 2;
/// The longest word that counts as easily typed, in letters.
const TYPED_WORD: usize = 12;

/// Decides the class of every page. `viewed` tells which pages people saw; `named` are the owner's home and section
/// paths, and if there are any, they alone decide.
pub(crate) fn classify(pages: &Pages, viewed: &[u32], named: &[String]) -> Vec<PageClass> {
    if !named.is_empty() {
        let named: Vec<Vec<u8>> = named.iter().map(|name| as_path(name)).collect();
        return (0..viewed.len()).map(|page| by_name(pages.path(number(page)), &named)).collect();
    }
    let mut below: HashMap<(Option<usize>, &[u8]), u32, FixedState> = HashMap::default();
    for page in (0..viewed.len()).filter(|page| viewed[*page] > 0).map(number) {
        for parent in parents(pages.path(page)) {
            *below.entry((pages.host(page), parent)).or_default() += 1;
        }
    }
    (0..viewed.len())
        .map(number)
        .map(|page| {
            let path = bare(pages.path(page));
            let many_below =
                || below.get(&(pages.host(page), path)).is_some_and(|count| *count >= PAGES_BELOW);
            match depth(path) {
                0 => PageClass::Home,
                1 if is_language(&path[1..]) => PageClass::Home,
                1 if is_typed_word(&path[1..]) => PageClass::Section,
                1..=SECTION_DEPTH if many_below() => PageClass::Section,
                _ => PageClass::Deep,
            }
        })
        .collect()
}

fn number(page: usize) -> u32 {
    u32::try_from(page).expect("pages are numbered with four bytes")
}

/// Reads a path as its owner may write it: with or without host and leading slash, with letters that a log escapes.
fn as_path(name: &str) -> Vec<u8> {
    let after_host =
        name.split_once("://").map(|(_, rest)| rest.find('/').map_or("", |slash| &rest[slash..]));
    let path = after_host.unwrap_or(name).trim_start_matches('/');
    let escaped: String = percent_encoding::utf8_percent_encode(path, percent_encoding::CONTROLS).collect();
    page_path(format!("/{escaped}").as_bytes()).into_owned()
}

/// Returns the class that the owner's names give a path. A name that ends in `*` stands for all that begins with it.
fn by_name(path: &[u8], named: &[Vec<u8>]) -> PageClass {
    let fits = |name: &Vec<u8>| match name.strip_suffix(b"*") {
        Some(beginning) => path.starts_with(beginning),
        None => bare(path) == bare(name),
    };
    match (bare(path).is_empty(), named.iter().any(fits)) {
        (true, _) => PageClass::Home,
        (false, true) => PageClass::Section,
        (false, false) => PageClass::Deep,
    }
}

/// Returns a path without its closing slash; the root becomes empty.
fn bare(path: &[u8]) -> &[u8] {
    path.strip_suffix(b"/").unwrap_or(path)
}

fn depth(path: &[u8]) -> usize {
    memchr::memchr_iter(b'/', path).count()
}

/// Returns the paths above one, the root left out, as far as they can be sections.
fn parents(path: &[u8]) -> impl Iterator<Item = &[u8]> {
    let path = bare(path);
    memchr::memchr_iter(b'/', path).filter(|slash| *slash > 0).take(SECTION_DEPTH).map(|slash| &path[..slash])
}

/// Tells whether a segment is a language's code: `de`, `pt-br`, `en_US`.
fn is_language(segment: &[u8]) -> bool {
    let is_code = |code: &[u8]| code.len() == 2 && code.iter().all(u8::is_ascii_alphabetic);
    match segment.len() {
        2 => is_code(segment),
        5 => is_code(&segment[..2]) && matches!(segment[2], b'-' | b'_') && is_code(&segment[3..]),
        _ => false,
    }
}

fn is_typed_word(segment: &[u8]) -> bool {
    !segment.is_empty() && segment.len() <= TYPED_WORD && segment.iter().all(u8::is_ascii_lowercase)
}

#[cfg(test)]
mod tests {
    use super::{PageClass, classify};
    use crate::gather::Pages;

    const SEEN: [&str; 14] = [
        "/",
        "/de/",
        "/en-gb",
        "/rezepte/",
        "/rezepte/brot-ohne-kneten",
        "/rezepte/kuchen",
        "/rezepte/kuchen/a",
        "/rezepte/kuchen/b",
        "/rezepte/kuchen/c",
        "/rezepte/kuchen/c/seite-2",
        "/kontakt",
        "/adventstorte-2026",
        "/2026/11/01/was-der-rat-beschloss",
        "/unsere-oeffnungszeiten",
    ];

    fn check(named: &[&str], home: &[&str], section: &[&str]) {
        let named: Vec<String> = named.iter().map(|name| (*name).to_owned()).collect();
        let classes = classify(&Pages::of_paths(&SEEN), &[1; SEEN.len()], &named);
        let of = |class| -> Vec<&str> {
            SEEN.iter().zip(&classes).filter(|(_, found)| **found == class).map(|(path, _)| *path).collect()
        };
        assert_eq!((of(PageClass::Home), of(PageClass::Section)), (home.to_vec(), section.to_vec()));
    }

    #[test]
    fn home_and_section_pages_are_found_from_the_log() {
        check(&[], &["/", "/de/", "/en-gb"], &["/rezepte/", "/rezepte/kuchen", "/kontakt"]);
    }

    #[test]
    fn the_owners_names_alone_decide() {
        let sections = ["/kontakt", "/2026/11/01/was-der-rat-beschloss"];
        check(&["/kontakt/", "/2026/*"], &["/"], &sections);
        check(&["kontakt", "https://baeckerei.example/2026/*"], &["/"], &sections);
        check(&["/rezepte/index.html"], &["/"], &["/rezepte/"]);
    }

    #[test]
    fn a_page_that_nobody_saw_makes_no_section() {
        let paths = ["/a-b/1", "/a-b/2", "/a-b/3", "/a-b"];
        let classes = classify(&Pages::of_paths(&paths), &[1, 1, 0, 1], &[]);
        assert_eq!(classes[3], PageClass::Deep);
    }
}
