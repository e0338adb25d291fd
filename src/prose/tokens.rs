//! The words of a text: where they are, and ready to be compared.

use std::ops::{Deref, Range};

use super::{char_at, is_mark, is_word_char, plain_figure};

/// The words of a text: where each is, and how it is written in lower case.
#[derive(Debug, Default)]
pub struct Tokens {
    ranges: Vec<Range<usize>>,
    /// The words again, one after another, in lower case, with straight apostrophes and figures from 0 to 9.
    lower: String,
    lower_ranges: Vec<Range<usize>>,
    standouts: Vec<usize>,
}

impl Tokens {
    /// Reads a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        // A word of a leaflet has five letters and a space; room for all of them is made once.
        let mut words = Self { ranges: Vec::with_capacity(text.len() / 5 + 1), ..Self::default() };
        let mut at = 0;
        while at < text.len() {
            let behind_small = at + small_letters(&text.as_bytes()[at..]);
            // As a rule a word is nothing but small letters, and no more needs to be asked.
            if at < behind_small && is_behind_word(&text.as_bytes()[behind_small..]) {
                words.ranges.push(at..behind_small);
                at = behind_small + 1;
                continue;
            }
            let Some(start) = next_word_char(text, at) else { break };
            if at < start {
                at = start;
                continue;
            }
            let Some(end) = behind_word(text, start) else { break };
            if end != behind_small {
                words.standouts.push(words.ranges.len());
            }
            words.ranges.push(start..end);
            at = end;
        }
        if text.is_ascii() {
            words.lower = text.to_ascii_lowercase();
            return words;
        }
        words.lower.reserve(text.len());
        words.lower_ranges.reserve(words.ranges.len());
        let mut standouts = words.standouts.iter().copied().peekable();
        for (index, word) in words.ranges.iter().enumerate() {
            let (start, word) = (words.lower.len(), &text[word.clone()]);
            if standouts.next_if_eq(&index).is_some() {
                let straight = word.chars().map(|c| if c == '’' { '\'' } else { plain_figure(c) });
                words.lower.extend(straight.flat_map(char::to_lowercase));
            } else {
                words.lower.push_str(word);
            }
            words.lower_ranges.push(start..words.lower.len());
        }
        words
    }

    /// The words that are not all small letters from a to z, by their indices: one in ten. Names, short forms, numbers and
    /// compounds are among them, and whoever looks for those looks at no others.
    #[must_use]
    pub(crate) fn standouts(&self) -> &[usize] {
        &self.standouts
    }

    /// Those of them among some words.
    #[must_use]
    pub(crate) fn standouts_of(&self, words: &Range<usize>) -> &[usize] {
        let start = self.standouts.partition_point(|standout| *standout < words.start);
        let end = self.standouts.partition_point(|standout| *standout < words.end);
        &self.standouts[start..end]
    }

    /// All words in lower case, one after another, and where each of them is there.
    pub(super) fn all_lower(&self) -> (&str, &[Range<usize>]) {
        (&self.lower, self.ranges_in_lower())
    }

    /// A word in lower case, with straight apostrophes.
    #[must_use]
    pub fn lower(&self, index: usize) -> &str {
        &self.lower[self.ranges_in_lower()[index].clone()]
    }

    /// Where each word is in the text in lower case. Plain English keeps its length there, and then there is one list
    /// of places.
    fn ranges_in_lower(&self) -> &[Range<usize>] {
        if self.lower_ranges.is_empty() { &self.ranges } else { &self.lower_ranges }
    }

    /// The words of each sentence of the text, by their indices: no word is outside all sentences.
    #[must_use]
    pub(crate) fn of_each(&self, sentences: &[Range<usize>]) -> Vec<Range<usize>> {
        let mut words = Vec::with_capacity(sentences.len());
        let mut start = 0;
        for sentence in sentences {
            let end = start + self.ranges[start..].partition_point(|word| word.start < sentence.end);
            words.push(start..end);
            start = end;
        }
        words
    }

    /// The words that begin in a range of the text, by their indices.
    #[must_use]
    pub fn within(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.ranges.partition_point(|word| word.start < range.start);
        let end = self.ranges.partition_point(|word| word.start < range.end);
        start..end
    }
}

/// The places of the words, as byte ranges of the text.
impl Deref for Tokens {
    type Target = [Range<usize>];

    fn deref(&self) -> &Self::Target {
        &self.ranges
    }
}

/// The words of a text, as byte ranges into it.
///
/// A word begins and ends with a letter or a digit. Inside it may be
/// apostrophes (`it's`), hyphens (`follow-up`), stops and `@` (`e.g`, `a.m`,
/// `nhs.uk`), and between digits also `,`, `:` and `/` (`1,000`, `17:00`,
/// `24/7`). So a number is one word, and bare punctuation is none. An en dash
/// separates words: `5–10` is read as two numbers.
///
/// A reference mark in brackets (`[3]`) is a number like any other: leave such
/// marks out of the text. Raised figures are no words.
///
/// Scripts that put no space between words (Chinese, Thai) are not split.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = next_word_char(text, at)?;
        at = behind_word(text, start)?;
        Some(start..at)
    })
}

/// The end of the word whose first letter or digit is at a byte.
fn behind_word(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let behind_small = start + 1 + small_letters(&bytes[start + 1..]);
    if is_behind_word(&bytes[behind_small..]) {
        return Some(behind_small);
    }
    let (mut end, mut before) = behind_word_char(text, start)?;
    let mut at = end;
    while let Some(c) = char_at(text, at).filter(|c| *c != ' ') {
        if is_word_char(c) {
            (at, before) = behind_word_char(text, at)?;
        } else {
            at += c.len_utf8();
            if !is_mark(c) {
                if !char_at(text, at).is_some_and(|after| joins(before, c, after)) {
                    break;
                }
                continue;
            }
        }
        end = at;
    }
    Some(end)
}

/// Whether a word is sure to end before some text: before a space, and before a character that no letter follows at once.
#[inline]
fn is_behind_word(text: &[u8]) -> bool {
    match text {
        [] | [b' ', ..] => true,
        [sign] | [sign, b' ', ..] => sign.is_ascii_punctuation(),
        _ => false,
    }
}

/// How many small letters from a to z a text begins with. Eight bytes are judged at a time, and few words are longer.
#[inline]
pub(super) fn small_letters(text: &[u8]) -> usize {
    let mut count = 0;
    while let Some(eight) = text[count..].first_chunk() {
        let others = no_small_letters(u64::from_le_bytes(*eight));
        if others != 0 {
            return count + others.trailing_zeros() as usize / 8;
        }
        count += eight.len();
    }
    let rest = &text[count..];
    count + rest.iter().position(|byte| !byte.is_ascii_lowercase()).unwrap_or(rest.len())
}

/// The highest bit of each of eight bytes that is no small letter from a to z.
#[inline]
fn no_small_letters(eight: u64) -> u64 {
    const fn each(byte: u8) -> u64 {
        u64::from_ne_bytes([byte; 8])
    }
    let highest = each(0x80);
    // Seven bits of each byte are added to, so that no sum runs over into the next one.
    let low = eight & !highest;
    let is_from_a = low + each(0x80 - b'a');
    let is_behind_z = low + each(0x7f - b'z');
    (eight | !is_from_a | is_behind_z) & highest
}

/// Where the next letter or digit at or behind a byte is.
#[inline]
fn next_word_char(text: &str, at: usize) -> Option<usize> {
    // Behind a space, as a rule.
    let rest = &text.as_bytes()[at..];
    let at = at + rest.iter().position(|byte| !byte.is_ascii() || IS_PLAIN[usize::from(*byte)])?;
    if text.as_bytes()[at].is_ascii() { Some(at) } else { next_decoded_word_char(text, at) }
}

/// The same where it may be a letter beyond ASCII.
#[cold]
fn next_decoded_word_char(text: &str, at: usize) -> Option<usize> {
    text[at..].char_indices().find(|(_, c)| is_word_char(*c)).map(|(ahead, _)| at + ahead)
}

/// The end of a letter or digit and of the plain ones that follow it at once, and the last of them.
fn behind_word_char(text: &str, at: usize) -> Option<(usize, char)> {
    let c = char_at(text, at)?;
    let next = at + c.len_utf8();
    // Most of them need not be decoded.
    let rest = &text.as_bytes()[next..];
    let end = next + rest.iter().position(|byte| !IS_PLAIN[usize::from(*byte)]).unwrap_or(rest.len());
    Some((end, if end == next { c } else { char::from(text.as_bytes()[end - 1]) }))
}

/// The letters and digits of ASCII.
const IS_PLAIN: [bool; 256] = {
    let mut is_plain = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        is_plain[byte as usize] = byte.is_ascii_alphanumeric();
        byte += 1;
    }
    is_plain
};

/// Whether `c`, which is no letter or digit, keeps its neighbours in one word.
pub(super) fn joins(before: char, c: char, after: char) -> bool {
    match c {
        '\'' | '\u{2019}' | '\u{2bc}' | '-' | '\u{2010}' | '\u{2011}' | '\u{ad}' | '.' | '@' | '_' | '·' => {
            is_word_char(after)
        }
        ',' | ':' | '/' | '٫' | '٬' => before.is_numeric() && after.is_numeric(),
        _ => false,
    }
}
