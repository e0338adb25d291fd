//! Lines that begin with a colon and are no definition: `:smile:`, `::: tip`.
//!
//! The parser takes every such line for a definition of the one above it. Here a definition is what the manual says: a
//! colon, a space, and words. The colon of any other line is kept from the parser, and put back into what it made.

use std::ops::Range;

use memchr::memchr_iter;
use pulldown_cmark::{CowStr, Event, Tag};

/// A text with another character in place of such colons.
pub(super) struct Hidden {
    /// The text, as long as it was.
    pub(super) text: String,
    /// The character, which is nowhere else in it.
    sign: char,
}

/// Signs that mean nothing to the parser, and are punctuation to it as a colon is; the last one is never typed.
const SIGNS: [char; 7] = [';', '%', '@', '?', '^', '$', '\u{1}'];

/// Hides the colons at the beginning of lines that are no definitions; nothing to do where there are none, as a rule.
pub(super) fn hide(text: &str) -> Option<Hidden> {
    let bytes = text.as_bytes();
    let places: Vec<usize> = memchr_iter(b':', bytes).filter(|at| begins_line(bytes, *at)).collect();
    if places.is_empty() {
        return None;
    }
    let sign = SIGNS.into_iter().find(|sign| !text.contains(*sign)).unwrap_or(';');
    let mut hidden = String::with_capacity(text.len());
    let mut from = 0;
    for at in places {
        hidden.push_str(&text[from..at]);
        hidden.push(sign);
        from = at + 1;
    }
    hidden.push_str(&text[from..]);
    Some(Hidden { text: hidden, sign })
}

/// Whether a colon is the first character of its line, after the marks of quotes and lists, and begins neither a definition
/// nor the second line of a table.
fn begins_line(bytes: &[u8], at: usize) -> bool {
    let before = bytes[..at].iter().rev().find(|byte| !is_mark(**byte));
    before.is_none_or(|byte| *byte == b'\n')
        && !matches!(bytes.get(at + 1), Some(b' ' | b'\t'))
        && !is_table(&bytes[at..])
}

/// One of the characters that items, quotes and their indentation begin with.
const fn is_mark(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'>' | b'-' | b'*' | b'+' | b'.' | b')' | b'0'..=b'9')
}

/// Whether the first line is the one below the head of a table, as from one of its colons.
fn is_table(bytes: &[u8]) -> bool {
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    line.contains(&b'-') && line.iter().all(|byte| matches!(byte, b':' | b'-' | b'|' | b' ' | b'\t' | b'\r'))
}

impl Hidden {
    /// An event of the hidden text as one of the text itself.
    pub(super) fn shown<'a>(&self, event: Event<'_>, range: &Range<usize>, text: &'a str) -> Event<'a> {
        match event {
            Event::Text(words) if self.text.get(range.clone()) == Some(&*words) => {
                Event::Text(text[range.clone()].into())
            }
            Event::Text(words) => Event::Text(self.restored(&words)),
            Event::Code(words) => Event::Code(self.restored(&words)),
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => Event::Start(Tag::Link {
                link_type,
                dest_url: self.restored(&dest_url),
                title: self.restored(&title),
                id: self.restored(&id),
            }),
            Event::Start(Tag::Image { link_type, dest_url, title, id }) => Event::Start(Tag::Image {
                link_type,
                dest_url: self.restored(&dest_url),
                title: self.restored(&title),
                id: self.restored(&id),
            }),
            other => other.into_static(),
        }
    }

    fn restored<'a>(&self, words: &str) -> CowStr<'a> {
        words.replace(self.sign, ":").into()
    }
}
