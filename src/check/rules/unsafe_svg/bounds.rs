//! How much an SVG picture may hold, found in one pass before it is read as XML: what is nested very deeply, or has very
//! many names in one place, takes a reader of XML time that grows with the square of it, or worse.

use std::collections::HashSet;
use std::ops::Range;

use foldhash::fast::FixedState;
use memchr::memmem;

/// Elements within one another; browsers themselves stop at some thousands.
const DEPTH: usize = 1_000;

/// Attributes of one element. Drawing programs write some dozens.
const ATTRIBUTES: usize = 256;

/// Names of namespaces in one file. Drawing programs write about ten.
const NAMESPACES: usize = 40;

/// What there is too much of, and where.
pub(super) fn fault_of(svg: &str) -> Option<(&'static str, Range<usize>)> {
    too_many_tags(svg).or_else(|| too_many_namespaces(svg))
}

fn too_many_tags(svg: &str) -> Option<(&'static str, Range<usize>)> {
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(found) = memchr::memchr(b'<', &svg.as_bytes()[at..]) {
        let start = at + found;
        let tag = Tag::at(svg, start);
        at = tag.end;
        if tag.attributes > ATTRIBUTES {
            return Some(("an element of the picture has more attributes than any drawing needs", start..tag.end));
        }
        match tag.kind {
            TagKind::Open => depth += 1,
            TagKind::Close => depth = depth.saturating_sub(1),
            TagKind::Empty | TagKind::Other => {}
        }
        if depth > DEPTH {
            return Some(("the picture has too many elements within one another", start..tag.end));
        }
    }
    None
}

/// A tag, or whatever else follows a `<`.
struct Tag {
    kind: TagKind,
    attributes: usize,
    /// The byte behind it.
    end: usize,
}

enum TagKind {
    Open,
    Close,
    Empty,
    /// A comment, an instruction, or text as it is.
    Other,
}

impl Tag {
    fn at(svg: &str, start: usize) -> Self {
        let rest = &svg[start..];
        for (open, close) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")] {
            if let Some(inside) = rest.strip_prefix(open) {
                let length = memmem::find(inside.as_bytes(), close.as_bytes()).map(|at| open.len() + at + close.len());
                return Self { kind: TagKind::Other, attributes: 0, end: start + length.unwrap_or(rest.len()) };
            }
        }
        let (mut quote, mut attributes) = (None, 0);
        let mut end = svg.len();
        for (at, byte) in rest.bytes().enumerate() {
            match (byte, quote) {
                (b'>', None) => {
                    end = start + at + 1;
                    break;
                }
                (b'=', None) => attributes += 1,
                (b'"' | b'\'', None) => quote = Some(byte),
                (byte, Some(open)) if byte == open => quote = None,
                _ => {}
            }
        }
        let kind = match &svg[start..end] {
            tag if tag.starts_with("</") => TagKind::Close,
            tag if tag.ends_with("/>") => TagKind::Empty,
            _ => TagKind::Open,
        };
        Self { kind, attributes, end }
    }
}

fn too_many_namespaces(svg: &str) -> Option<(&'static str, Range<usize>)> {
    let mut names = HashSet::with_hasher(FixedState::default());
    memmem::find_iter(svg.as_bytes(), "xmlns:").find_map(|at| {
        let name = svg[at..].split(|c: char| c == '=' || c.is_whitespace()).next().unwrap_or_default();
        names.insert(name);
        let what = "the picture names more namespaces than any drawing needs";
        (names.len() > NAMESPACES).then(|| (what, at..at + name.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::fault_of;

    #[test]
    fn what_is_in_quotes_comments_and_text_is_not_counted() {
        let many = "a=\"1\" ".repeat(300);
        for fine in [
            format!("<svg><!-- <g {many}> '\" --><![CDATA[<g {many}]]><?x {many}?></svg>"),
            format!("<svg a='{}' b=\"{}\"/>", "=>".repeat(300), "='>".repeat(300)),
            format!("<svg>{}</svg>", "<g/>".repeat(5_000)),
            format!("<svg>{}</svg>", "<g a=\">\"></g>".repeat(5_000)),
            format!("<svg>{}</svg>", "<g xmlns:a=\"u\" xmlns:b=\"v\"/>".repeat(500)),
        ] {
            assert!(fault_of(&fine).is_none(), "{:?}", fault_of(&fine));
        }
    }

    fn namespaces(n: usize) -> String {
        (0..n).map(|i| format!("<g xmlns:a{i}=\"u\">")).collect::<Vec<_>>().concat()
    }

    fn attributes(n: usize) -> String {
        (0..n).map(|i| format!(" a{i}=\"1\"")).collect::<Vec<_>>().concat()
    }

    #[test]
    fn what_no_drawing_needs_is_found_in_its_place() {
        for (svg, word) in [
            ("<g>".repeat(1_001), "within one another"),
            ("<g a='/>'>".repeat(1_001), "within one another"),
            (format!("<g{}>", attributes(257)), "attributes"),
            (format!("<!-- ' --><g{}>", attributes(257)), "attributes"),
            (namespaces(41), "namespaces"),
        ] {
            let (what, range) = fault_of(&svg).expect("a fault");
            assert!(what.contains(word) && !svg[range].is_empty(), "{what}");
        }
        for svg in ["<g>".repeat(1_000), format!("<g{}>", attributes(256)), namespaces(40), "<".to_owned()] {
            assert!(fault_of(&svg).is_none());
        }
    }
}
