//! A published site as a browser would see it: its HTML files parsed, its links followed through the files on disk.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use carepress::build::cache::Cache;
use carepress::build::{Outcome, compile, publish};
use carepress::content::config::Options;
use scraper::node::Node;
use scraper::{ElementRef, Html, Selector};

/// A published folder.
pub(crate) struct Written {
    /// Where it is.
    pub(crate) root: PathBuf,
    /// Its HTML files by path, with `/` between parts.
    pub(crate) pages: BTreeMap<String, Html>,
}

/// Builds the site in a folder and reads what was written. The target may hold an earlier build.
pub(crate) fn build(site: &Path, options: Options, target: &Path) -> Written {
    let compiled = compile(site, options).expect("the folder can be read");
    let problems: Vec<String> =
        compiled.diagnostics.iter().map(|problem| carepress::cli::report::human(problem, false)).collect();
    let plan = compiled.plan.unwrap_or_else(|| panic!("{}", problems.join("\n")));
    assert!(compiled.diagnostics.iter().all(|d| d.severity.as_str() == "warning"), "{}", problems.join("\n"));
    match publish(&plan, &mut Cache::default(), site, target, &|_| ()).expect("published") {
        Outcome::Published(_) => read(target),
        Outcome::Refused(problems) => panic!("{problems:?}"),
    }
}

/// Reads a published folder.
pub(crate) fn read(root: &Path) -> Written {
    let pages = files(root)
        .into_iter()
        .filter(|path| is_page(path))
        .map(|path| {
            let html = fs::read_to_string(root.join(&path)).expect("a page");
            (path, Html::parse_document(&html))
        })
        .collect();
    Written { root: root.to_owned(), pages }
}

/// Whether a published file is a page.
pub(crate) fn is_page(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|ending| ending == "html")
}

/// Every file below a folder, with `/` between parts.
pub(crate) fn files(root: &Path) -> Vec<String> {
    let entries = walkdir::WalkDir::new(root).sort_by_file_name().into_iter().map(|entry| entry.expect("an entry"));
    let files = entries.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| entry.path().strip_prefix(root).expect("inside").to_str().expect("a name").replace('\\', "/"))
        .collect()
}

/// A selector that is known to be one.
pub(crate) fn select(selector: &str) -> Selector {
    Selector::parse(selector).expect("a selector")
}

/// The elements of a page that a selector finds.
pub(crate) fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&select(selector)).collect()
}

/// What a link's address names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// A file of the site, and a fragment.
    File(String, Option<String>),
    /// Another website, a phone number, a mail address.
    Elsewhere,
}

/// Follows an address from a page: to the file that a server would answer with.
pub(crate) fn follow(page: &str, href: &str) -> Result<Target, String> {
    if ["https:", "http:", "mailto:", "tel:"].iter().any(|scheme| href.starts_with(scheme)) {
        return Ok(Target::Elsewhere);
    }
    let (path, fragment) = href.split_once('#').map_or((href, None), |(path, fragment)| (path, Some(fragment)));
    let mut parts: Vec<String> = match path.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => page.split('/').map(str::to_owned).collect(),
    };
    if !path.is_empty() {
        if !path.starts_with('/') {
            parts.pop();
        }
        for part in path.trim_start_matches('/').split('/') {
            match part {
                "." => {}
                ".." => drop(parts.pop().ok_or(format!("{page}: {href} leads out of the site"))?),
                part => parts.push(percent_decoded(part)),
            }
        }
        if matches!(path.rsplit('/').next(), Some("" | "." | "..")) {
            if parts.last().is_some_and(String::is_empty) {
                parts.pop();
            }
            parts.push("index.html".to_owned());
        }
    }
    Ok(Target::File(parts.join("/"), fragment.map(percent_decoded)))
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        if *first == b'%' {
            let hex = std::str::from_utf8(&behind[..2]).expect("two digits");
            bytes.push(u8::from_str_radix(hex, 16).expect("hexadecimal"));
            rest = &behind[2..];
        } else {
            bytes.push(*first);
            rest = behind;
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}

impl Written {
    /// The files that the links of a part of a page lead to, in order.
    pub(crate) fn files_of(&self, page: &str, selector: &str) -> Vec<String> {
        all(&self.pages[page], selector).into_iter().map(|link| file_of(page, link)).collect()
    }

    /// Everything that is wrong with links, ids and nesting on any page.
    pub(crate) fn faults(&self) -> Vec<String> {
        let ids: BTreeMap<&str, BTreeSet<&str>> =
            self.pages.iter().map(|(path, page)| (path.as_str(), ids_of(page).into_iter().collect())).collect();
        let mut faults = Vec::new();
        for (path, page) in &self.pages {
            let mut fault = |what: String| faults.push(format!("{path}: {what}"));
            page_faults(page, &mut fault);
            for element in all(page, "a[href], link[href], img[src]") {
                let href = element.attr("href").or(element.attr("src")).unwrap_or_default();
                if href.starts_with("data:") {
                    continue;
                }
                // A server shows this page for addresses at any depth, so its links start at the server's top.
                let from_top = path == "404.html" && !href.starts_with('#');
                match follow(path, href) {
                    Err(why) => fault(why),
                    Ok(Target::Elsewhere) => {}
                    Ok(Target::File(..)) if href.starts_with('/') != from_top => {
                        fault(format!("{href} is relative to the wrong place"));
                    }
                    Ok(Target::File(file, fragment)) => {
                        if !self.root.join(&file).is_file() {
                            fault(format!("{href} leads to {file}, which is not there"));
                        }
                        let has = |part: &str| ids.get(file.as_str()).is_some_and(|ids| ids.contains(part));
                        if fragment.is_some_and(|fragment| !has(&fragment)) {
                            fault(format!("{href} leads to no part of {file}"));
                        }
                    }
                }
            }
        }
        faults
    }
}

/// Where a link of a page leads within the site.
pub(crate) fn file_of(page: &str, link: ElementRef<'_>) -> String {
    let href = link.attr("href").unwrap_or_else(|| panic!("{page}: a link without an address"));
    match follow(page, href) {
        Ok(Target::File(file, _)) => file,
        other => panic!("{page}: {href} leads to {other:?}"),
    }
}

fn ids_of(page: &Html) -> Vec<&str> {
    all(page, "[id]").into_iter().filter_map(|element| element.attr("id")).collect()
}

/// What a browser would quietly mend, or a screen reader stumble over.
fn page_faults(page: &Html, fault: &mut impl FnMut(String)) {
    let mut seen = BTreeSet::new();
    for id in ids_of(page) {
        if !seen.insert(id) {
            fault(format!("the id {id:?} stands twice"));
        }
        if id.is_empty() || id.contains(char::is_whitespace) {
            fault(format!("{id:?} is no id"));
        }
    }
    for element in all(page, "[aria-labelledby]") {
        let name = element.attr("aria-labelledby").unwrap_or_default();
        if !seen.contains(name) {
            fault(format!("nothing is called {name:?}, which should name a part"));
        }
    }
    for link in all(page, "a") {
        if text(link).is_empty() && all_in(link, "img[alt]").is_empty() {
            fault(format!("the link to {:?} has no words", link.attr("href")));
        }
    }
    for heading in all(page, "h1, h2, h3, h4, h5, h6") {
        if text(heading).is_empty() && all_in(heading, "img[alt]").is_empty() {
            fault("a heading has no words".to_owned());
        }
    }
    // The parser says what it had to mend: a link in a link, a block in a paragraph, an element that is never closed.
    for error in &page.errors {
        fault(error.to_string());
    }
}

fn all_in<'a>(element: ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    element.select(&select(selector)).collect()
}

/// The words of an element as a reader sees them: no source numbers, single spaces, a space between blocks.
pub(crate) fn text(element: ElementRef<'_>) -> String {
    let mut out = String::new();
    push_text(element, &mut out);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn push_text(element: ElementRef<'_>, out: &mut String) {
    const INLINE: [&str; 11] = ["a", "em", "strong", "dfn", "bdi", "code", "span", "time", "img", "sup", "abbr"];
    let name = element.value().name();
    if name == "sup" {
        return;
    }
    let gap = if INLINE.contains(&name) { "" } else { " " };
    out.push_str(gap);
    for child in element.children() {
        match child.value() {
            Node::Text(text) => out.push_str(text),
            Node::Element(_) => push_text(ElementRef::wrap(child).expect("an element"), out),
            _ => {}
        }
    }
    out.push_str(gap);
}
