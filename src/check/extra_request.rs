//! A page that runs a script, or asks for more than itself, its stylesheet and pictures of this site.
//!
//! Why it matters: whoever is asked for something learns who reads about which illness, and when. A page that needs
//! nothing else is there at once, also on an old phone, and needs no cookie banner. Articles can't cause this; a
//! template of the site can.
//!
//! Example, in templates/base.html:
//!
//!     <script src="https://statistics.example/count.js"></script>
//!
//! Instead, take it out. A font or a picture that you need goes into static/, and is named from there.
//!
//! Source: European Court of Justice, C-184/20; United States, Federal Trade Commission, file 2023090 (advertising
//! trackers on a health site).

use super::WrittenPage;
use crate::diagnostic::{Diagnostic, Location};

check!("extra-request", Error, "extra_request.rs", super::Run::Page(run));

/// Elements that load something, run something, or send something.
const UNWELCOME: [&str; 10] =
    ["iframe", "frame", "object", "embed", "video", "audio", "form", "base", "applet", "portal"];

/// Attributes whose address is loaded with the page.
const LOADING: [&str; 4] = ["src", "srcset", "poster", "background"];

fn run(page: &WrittenPage<'_>) -> Vec<Diagnostic> {
    let html = String::from_utf8_lossy(page.html);
    let mut stylesheets = 0;
    let mut found: Vec<String> = Vec::new();
    for tag in tags(&html) {
        let name = tag.split([' ', '\n', '\t', '/', '>']).next().unwrap_or_default();
        let is = |element: &str| name.eq_ignore_ascii_case(element);
        let value = |wanted: &str| {
            let mut all = attributes(&tag[name.len()..]);
            all.find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map_or("", |(_, value)| value)
        };
        let loads = |address: &str| !address.is_empty() && !address.starts_with("data:") && is_elsewhere(address);
        if is("script") {
            found.extend((value("type") != "application/ld+json").then(|| "a script".to_owned()));
        } else if is("link") {
            match value("rel") {
                "stylesheet" => {
                    stylesheets += 1;
                    if loads(value("href")) {
                        found.push(format!("a stylesheet of another website, {}", value("href")));
                    }
                }
                "icon" if !value("href").starts_with("data:") => found.push("a request for its icon".to_owned()),
                "icon" | "canonical" | "alternate" | "prev" | "next" => {}
                other => found.push(format!("a link of the kind \"{other}\", which asks for something more")),
            }
        } else if let Some(element) = UNWELCOME.iter().find(|element| is(element)) {
            found.push(format!("the element <{element}>"));
        }
        let is_judged = is("script") || is("link") || UNWELCOME.iter().any(|element| is(element));
        for (name, value) in attributes(&tag[name.len()..]) {
            let is = |attribute: &&str| name.eq_ignore_ascii_case(attribute);
            if !is_judged && LOADING.iter().any(|attribute| is(attribute)) && loads(value) {
                found.push(format!("something of another website, {value}"));
            }
            if name.len() > 2 && name.as_bytes()[..2].eq_ignore_ascii_case(b"on") {
                found.push(format!("a script in the attribute {}", name.to_ascii_lowercase()));
            }
        }
    }
    if stylesheets > 1 {
        found.push(format!("{stylesheets} stylesheets, where one is the most"));
    }
    found.dedup();
    if found.is_empty() {
        return Vec::new();
    }
    vec![
        Diagnostic::error("extra-request", format!("the page as it is written has {}", found.join("; ")))
            .at(Location::file(page.source))
            .help("take it out of the site's own templates; pages ask nobody for anything but themselves"),
    ]
}

/// What stands between `<` and `>` of every start tag. Text can't be mistaken for one: it is escaped.
fn tags(html: &str) -> impl Iterator<Item = &str> {
    let starts = html.match_indices('<').map(|(at, _)| &html[at + 1..]);
    starts.filter(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic())).map(|rest| &rest[..end_of(rest)])
}

/// The byte of the `>` that ends a tag: one in quotes does not.
fn end_of(tag: &str) -> usize {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    tag.len()
}

/// Names and values of attributes.
fn attributes(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        let end = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
        if end == 0 {
            return None;
        }
        let name = &rest[..end];
        rest = rest[end..].trim_start();
        let Some(after) = rest.strip_prefix('=') else { return Some((name, "")) };
        let after = after.trim_start();
        let (value, left) = match after.chars().next() {
            Some(quote @ ('"' | '\'')) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
            _ => after.split_at(after.find(char::is_whitespace).unwrap_or(after.len())),
        };
        rest = left;
        Some((name, value))
    })
}

/// Whether an address, or one of a list of them, leads to another website.
pub(super) fn is_elsewhere(address: &str) -> bool {
    address.split(',').map(str::trim).any(|address| address.starts_with("//") || address.contains("://"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_as_a_browser_reads_them() {
        let found: Vec<&str> = tags("<p title='a > b'>x</p><img src=a.png><br/>").collect();
        assert_eq!(found, ["p title='a > b'", "img src=a.png", "br/"]);
        let read: Vec<(&str, &str)> = attributes(r#" SRC = "a b" async onload='x("y")' data-x=1"#).collect();
        assert_eq!(read, [("SRC", "a b"), ("async", ""), ("onload", "x(\"y\")"), ("data-x", "1")]);
    }
}
