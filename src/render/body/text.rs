//! From what this folder wrote back to words: for contents lists, JSON-LD and what a phone dials.

use std::fmt::{self, Display};

use pulldown_cmark_escape::{FmtWriter, escape_html};

/// A phone number as a phone dials it.
#[must_use]
pub(in crate::render) fn dialled(number: &str) -> String {
    number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

/// Text in the form that an element or an attribute may hold.
pub(in crate::render) struct Escaped<'t>(pub(in crate::render) &'t str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        escape_html(FmtWriter(f), self.0)
    }
}

/// The words of HTML that this file wrote, as a reader sees them: no marks, no source numbers, single spaces.
#[must_use]
pub(in crate::render) fn text_of(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        text.push_str(&rest[..start]);
        let tag = &rest[start..];
        if tag.starts_with("<sup") {
            rest = tag.find("</sup>").map_or("", |end| &tag[end + "</sup>".len()..]);
            continue;
        }
        let end = tag.find('>').map_or(tag.len(), |end| end + 1);
        let name = tag[1..end].trim_start_matches('/');
        if !["a", "em", "strong", "dfn", "bdi", "code", "span"]
            .iter()
            .any(|inline| name.strip_prefix(inline).is_some_and(|rest| rest.starts_with([' ', '>'])))
        {
            text.push(' ');
        }
        rest = &tag[end..];
    }
    text.push_str(rest);
    // Few words have a character that is written in another way.
    if text.contains('&') {
        let escapes = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&amp;", "&")];
        text = escapes.iter().fold(text, |text, (escape, character)| text.replace(escape, character));
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// 1 → a, 26 → z, 27 → aa: letters, so that footnotes are not taken for sources.
pub(super) fn letter(number: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = number;
    while rest > 0 {
        letters.push(char::from(b'a' + u8::try_from((rest - 1) % 26).unwrap_or_default()));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_what_a_reader_sees() {
        let html = "<p>Wait <a href=\"x\">1 hour</a><sup class=\"ref\"><a>1</a></sup>.</p>\n<ul>\n<li>a &amp; b</li><li>c</li></ul>";
        assert_eq!(text_of(html), "Wait 1 hour. a & b c");
    }

    #[test]
    fn footnotes_have_letters() {
        assert_eq!([1, 26, 27, 28].map(letter), ["a", "z", "aa", "ab"]);
    }
}
