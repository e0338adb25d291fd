//! A page that runs a script, or asks for more than itself, its stylesheet and pictures of this site.
//!
//! Why it matters: whoever is asked for something learns who reads about which illness, and when. A page that needs
//! nothing else is there at once, even on an old phone, and needs no cookie banner. Articles can't cause this; a
//! template of the site can.
//!
//! Example, in templates/base.html:
//!
//! ```text
//! <script src="https://statistics.example/count.js"></script>
//! ```
//!
//! Instead, take it out. A font or a picture that you need goes into static/, and is named from there.
//!
//! Source: European Court of Justice, C-184/20; United States, Federal Trade Commission, file 2023090 (advertising
//! trackers on a health site).

use memchr::memchr;

use super::{Run, WrittenPage};
use crate::base::diagnostic::{Code, Diagnostic, Location};

pub(super) const CODE: Code = Code::error("extra-request");
pub(super) const RUN: Run = Run::Page(run);

/// Elements that load something, run something, or send something.
const UNWELCOME: [&str; 10] =
    ["iframe", "frame", "object", "embed", "video", "audio", "form", "base", "applet", "portal"];

/// Attributes whose address is loaded with the page.
const LOADING: [&str; 4] = ["src", "srcset", "poster", "background"];

fn run(page: &WrittenPage<'_>) -> Vec<Diagnostic> {
    let mut stylesheets = 0;
    let mut found: Vec<String> = Vec::new();
    each_tag(page.html, |name, attributes| {
        // Most elements of a page have no attributes, and shorter names than any that loads something.
        if name.len() <= 3 && attributes.is_empty() {
            return;
        }
        let tag = StartTag { name, attributes };
        stylesheets += usize::from(tag.is("link") && tag.value("rel") == "stylesheet");
        tag.examine(&mut found);
    });
    if stylesheets > 1 {
        found.push(format!("{stylesheets} stylesheets; one is the most"));
    }
    found.dedup();
    if found.is_empty() {
        return Vec::new();
    }
    vec![
        Diagnostic::new(CODE, format!("the page as it is written has {}", found.join("; ")))
            .at(Location::file(page.source))
            .help("take it out of the site's own templates; pages ask nobody for anything but themselves"),
    ]
}

/// A start tag.
struct StartTag<'t, 'h> {
    name: &'h [u8],
    attributes: &'t [Attribute<'h>],
}

impl<'h> StartTag<'_, 'h> {
    fn is(&self, element: &str) -> bool {
        is_named(self.name, element)
    }

    /// The value of an attribute; empty if there is none.
    fn value(&self, name: &str) -> &'h str {
        let attribute = self.attributes.iter().find(|(known, _)| is_named(known, name));
        attribute.map_or("", |(_, value)| text(value))
    }

    /// Adds what the element asks for or runs, in words.
    fn examine(&self, found: &mut Vec<String>) {
        let is_judged = self.examine_element(found);
        for (name, value) in self.attributes {
            if !is_judged && LOADING.iter().any(|loading| is_named(name, loading)) {
                // A `srcset` names several files, each followed by its width.
                let end = if is_named(name, "srcset") { ',' } else { '\0' };
                let elsewhere = text(value).split(end).map(str::trim).filter(|address| loads_elsewhere(address));
                found.extend(elsewhere.map(|address| format!("something of another website, {address}")));
            }
            if name.len() > 2 && name[..2].eq_ignore_ascii_case(b"on") {
                found.push(format!("a script in the attribute {}", text(name).to_ascii_lowercase()));
            }
        }
    }

    /// The same for the element itself. Returns whether it is one whose attributes load nothing besides.
    fn examine_element(&self, found: &mut Vec<String>) -> bool {
        if self.is("script") {
            if self.value("type") != "application/ld+json" {
                found.push("a script".to_owned());
            }
        } else if self.is("link") {
            found.extend(self.link_request());
        } else if let Some(element) = UNWELCOME.iter().find(|element| self.is(element)) {
            found.push(format!("the element <{element}>"));
        } else {
            return false;
        }
        true
    }

    fn link_request(&self) -> Option<String> {
        let address = self.value("href");
        match self.value("rel") {
            "stylesheet" => loads_elsewhere(address).then(|| format!("a stylesheet of another website, {address}")),
            "icon" if !address.starts_with("data:") => Some("a request for its icon".to_owned()),
            "icon" | "canonical" | "alternate" | "prev" | "next" => None,
            other => Some(format!("a link of the kind \"{other}\", which asks for something more")),
        }
    }
}

/// Whether a tag or an attribute has a name, in either case.
fn is_named(name: &[u8], wanted: &str) -> bool {
    name.eq_ignore_ascii_case(wanted.as_bytes())
}

/// Whether an address is loaded from another website.
fn loads_elsewhere(address: &str) -> bool {
    !address.is_empty() && !address.starts_with("data:") && is_elsewhere(address)
}

/// Its name and its value.
type Attribute<'h> = (&'h [u8], &'h [u8]);

/// A part of a page as text: pages are UTF-8, and only cut at ASCII bytes.
fn text(part: &[u8]) -> &str {
    str::from_utf8(part).unwrap_or_default()
}

/// Shows every start tag, with the names and values of its attributes, as a browser reads them. Text can't be mistaken
/// for a tag: it is escaped.
fn each_tag<'h>(html: &'h [u8], mut see: impl FnMut(&'h [u8], &[Attribute<'h>])) {
    let mut attributes = Vec::new();
    let mut at = 0;
    while let Some(open) = first(b'<', &html[at..]) {
        let start = at + open + 1;
        at = start;
        if !html.get(start).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        at = find(html, start, |byte| matches!(byte, b'/' | b'>') || byte.is_ascii_whitespace());
        let name = &html[start..at];
        attributes.clear();
        loop {
            let start = find(html, at, |byte| byte != b'/' && !byte.is_ascii_whitespace());
            if matches!(html.get(start), None | Some(b'>')) {
                break;
            }
            // An equals sign at the beginning is part of the name.
            let end = find(html, start + 1, |byte| matches!(byte, b'/' | b'>' | b'=') || byte.is_ascii_whitespace());
            let attribute = &html[start..end];
            at = find(html, end, |byte| !byte.is_ascii_whitespace());
            if html.get(at) != Some(&b'=') {
                attributes.push((attribute, &[][..]));
                continue;
            }
            let start = find(html, at + 1, |byte| !byte.is_ascii_whitespace());
            let (value, next) = if let Some(quote @ (b'"' | b'\'')) = html.get(start) {
                let inside = &html[start + 1..];
                let length = first(*quote, inside).unwrap_or(inside.len());
                (&inside[..length], (start + length + 2).min(html.len()))
            } else {
                let end = find(html, start, |byte| byte == b'>' || byte.is_ascii_whitespace());
                (&html[start..end], end)
            };
            attributes.push((attribute, value));
            at = next;
        }
        see(name, &attributes);
    }
}

/// The place of the first byte of a kind, from a place on; the end if there is none.
#[inline]
fn find(bytes: &[u8], from: usize, is: impl Fn(u8) -> bool) -> usize {
    bytes[from..].iter().position(|byte| is(*byte)).map_or(bytes.len(), |length| from + length)
}

/// The first place of a byte. Mostly it is near, and found in less time than a quick search takes to begin.
#[inline]
fn first(wanted: u8, bytes: &[u8]) -> Option<usize> {
    let (near, far) = bytes.split_at(bytes.len().min(8));
    let found = near.iter().position(|byte| *byte == wanted);
    found.or_else(|| memchr(wanted, far).map(|at| near.len() + at))
}

/// Whether an address, or one of a list of them, leads to another website.
pub(super) fn is_elsewhere(address: &str) -> bool {
    address.split(',').map(str::trim).any(|address| address.starts_with("//") || address.contains("://"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(html: &str) -> Vec<String> {
        let mut found = Vec::new();
        each_tag(html.as_bytes(), |name, attributes| {
            let attributes: Vec<_> = attributes.iter().map(|(name, value)| (text(name), text(value))).collect();
            found.push(format!("{} {attributes:?}", text(name)));
        });
        found
    }

    #[test]
    fn tags_are_read_as_a_browser_reads_them() {
        assert_eq!(
            tags("<p title='a > b'>x < y</p><!-- z --><img src=a.png><br/><a"),
            [r#"p [("title", "a > b")]"#, r#"img [("src", "a.png")]"#, "br []", "a []"]
        );
        assert_eq!(
            tags(r#"<i SRC = "a b" async onload='x("y")' é=1 data-x=1>"#),
            [r#"i [("SRC", "a b"), ("async", ""), ("onload", "x(\"y\")"), ("é", "1"), ("data-x", "1")]"#]
        );
        assert_eq!(tags("<p a=\"never closed>"), [r#"p [("a", "never closed>")]"#]);
        assert_eq!(tags("<p a=\"a long value\">A long text.<b>"), [r#"p [("a", "a long value")]"#, "b []"]);
    }
}
