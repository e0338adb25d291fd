//! Splits the plain text of one block into sentences and words.
//!
//! A block is a paragraph, a list item, a table cell or a heading. The caller
//! splits blocks, because a bullet without a full stop is a unit of its own
//! and no rule on characters can see where it ends.
//!
//! All ranges are byte ranges into the text that was passed in, lie on
//! character boundaries, ascend and do not overlap. Time is linear in the
//! length of the text.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr3;

mod abbreviations;
pub(crate) mod quantities;
pub(crate) mod readability;
mod stem;
mod stop;
pub(crate) mod syllables;
#[cfg(test)]
mod tests;
mod tokens;
mod vocabulary;

pub use stem::stem;
use stop::{Stop, is_opener, is_stop};
pub use tokens::{Tokens, words};
pub use vocabulary::{Entry, ListSet, Vocabulary, WordId};

/// A language whose prose can be segmented and whose syllables can be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// English, of any region.
    English,
    /// Spanish, of any region.
    Spanish,
    /// Portuguese, of any region.
    Portuguese,
    /// German, of any region.
    German,
    /// Arabic, of any region. Its figures are read; its words are counted as those of any other language.
    Arabic,
    /// Any other language: sentences end at stops, with no abbreviation known,
    /// and syllables are a guess that no formula should rest on.
    Other,
}

impl Language {
    /// The language of a BCP 47 tag such as `en`, `en-GB` or `pt_BR`.
    ///
    /// Only the primary subtag counts, in either case.
    #[must_use]
    pub(crate) fn from_tag(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "en" => Self::English,
            "es" => Self::Spanish,
            "pt" => Self::Portuguese,
            "de" => Self::German,
            "ar" => Self::Arabic,
            _ => Self::Other,
        }
    }
}

/// The sentences of one block, as byte ranges into `text`.
///
/// A sentence ends at a stop (`.`, `!`, `?`, `…` and their like in other
/// scripts) together with the quotes, brackets and reference marks that follow
/// it. Stops of abbreviations, initials, decimals, addresses and list numbers
/// end no sentence. Where a stop is ambiguous, the case of the next letter
/// decides.
///
/// A text without a stop is one sentence. A text without a word has none.
/// Ranges leave out the white space between sentences.
#[must_use]
pub fn sentences(text: &str, lang: Language) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    let mut has_word = false;
    let mut at = 0;
    let is_ascii = text.is_ascii();
    while at < text.len() {
        // Nearly every character can be no stop, and none of those needs to be decoded.
        let rest = &text.as_bytes()[at..];
        let plain =
            if is_ascii { memchr3(b'.', b'!', b'?', rest) } else { rest.iter().position(|byte| may_be_stop(*byte)) };
        let plain = &rest[..plain.unwrap_or(rest.len())];
        has_word = has_word || plain.iter().any(u8::is_ascii_alphanumeric);
        at += plain.len();
        let Some(c) = char_at(text, at) else { break };
        let next = at + c.len_utf8();
        // A piece without a word, such as "…" on its own, joins what follows.
        if !is_stop(c) || !has_word {
            has_word |= is_word_char(c);
            at = next;
            continue;
        }
        let stop = Stop::read(text, at);
        if stop.ends_sentence(text, start, found.is_empty(), lang) {
            found.push(trimmed(text, start..stop.end));
            start = stop.end;
            has_word = false;
        }
        at = stop.end;
    }
    let rest = trimmed(text, start..text.len());
    if has_word {
        found.push(rest);
    } else if let Some(last) = found.last_mut()
        && !rest.is_empty()
    {
        // A closing emoji or dash belongs to the sentence before it.
        last.end = rest.end;
    }
    found
}

/// A decimal digit of any of the scripts that leaflets are written in, as the one from 0 to 9: ٥ and ۵ are 5.
#[must_use]
pub fn digit(c: char) -> Option<char> {
    /// The zeros of Arabic, Persian, Devanagari, Bengali, Gurmukhi, Gujarati, Tamil, Thai and of wide figures.
    const ZEROS: [char; 9] = ['٠', '۰', '०', '০', '੦', '૦', '௦', '๐', '０'];
    if c.is_ascii() {
        return c.is_ascii_digit().then_some(c);
    }
    let value = ZEROS.iter().find_map(|zero| u32::from(c).checked_sub(u32::from(*zero)).filter(|value| *value < 10))?;
    char::from_digit(value, 10)
}

/// The character of a number as the checks compare it: any script's digit as one from 0 to 9, and the Arabic characters of
/// fractions, thousands and per cent as those of English.
#[must_use]
pub(crate) fn plain_figure(c: char) -> char {
    match c {
        '٫' => '.',
        '٬' => ',',
        '٪' => '%',
        _ if c.is_ascii() => c,
        _ => digit(c).unwrap_or(c),
    }
}

/// A text with figures from 0 to 9 in place of those of other scripts: a claim is the same in Arabic figures.
#[must_use]
pub(crate) fn plain_figures(text: &str) -> Cow<'_, str> {
    if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(text.chars().map(plain_figure).collect()) }
}

/// A letter or a digit, but no raised figure: that is a reference mark.
#[inline]
pub(crate) fn is_word_char(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() && !is_raised_figure(c) }
}

fn is_raised_figure(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// Whether `c` continues a letter: a combining accent, vowel sign or joiner.
///
/// The standard library knows letters but not marks; these are the blocks of
/// the scripts that a leaflet is likely to be translated into.
#[inline]
pub(crate) fn is_mark(c: char) -> bool {
    !c.is_ascii()
        && matches!(c,
        '\u{300}'..='\u{36f}'       // accents after a Latin letter
        | '\u{591}'..='\u{5c7}'     // Hebrew points
        | '\u{64b}'..='\u{65f}'     // Arabic vowel signs
        | '\u{94d}' | '\u{9cd}' | '\u{a4d}' | '\u{acd}' | '\u{bcd}' | '\u{c4d}' // viramas
        | '\u{200c}' | '\u{200d}') // joiners
}

/// Lower case, and one space between what white space parts, so that a line end in the source makes no difference.
#[must_use]
pub(crate) fn normalised(text: &str) -> String {
    // A vertical tab is white space to Unicode, and not to the ASCII of the standard library.
    if text.is_ascii() && !text.contains('\u{b}') {
        let mut normalised = with_spaces(text.split_ascii_whitespace(), text.len());
        normalised.make_ascii_lowercase();
        return normalised;
    }
    with_spaces(text.split_whitespace(), text.len()).to_lowercase()
}

/// Words with one space between them, in a string with room for some bytes.
fn with_spaces<'w>(words: impl Iterator<Item = &'w str>, room: usize) -> String {
    let mut joined = String::with_capacity(room);
    for word in words {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    joined
}

/// Whether a sentence may end in a character that begins with this byte.
fn may_be_stop(byte: u8) -> bool {
    !byte.is_ascii() || matches!(byte, b'.' | b'!' | b'?')
}

/// The end of `text` back to white space, a bracket, a quote or a dash.
fn last_token(text: &str) -> &str {
    text.rsplit(|c: char| c.is_whitespace() || is_opener(c) || matches!(c, '/' | ',' | ';' | ':'))
        .next()
        .unwrap_or(text)
}

#[inline]
fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at)? {
        byte if byte.is_ascii() => Some(char::from(*byte)),
        _ => text[at..].chars().next(),
    }
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let piece = &text[range.clone()];
    let end = range.start + piece.trim_end().len();
    let start = range.end - piece.trim_start().len();
    start.min(end)..end
}
