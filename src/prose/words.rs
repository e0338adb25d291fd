//! The words of a text, ready to be compared, and the dictionary that gives each a number.
//!
//! A dozen checks look for a few thousand words. Each word of a page is looked up once, here; from then on a check
//! compares numbers.

use std::collections::HashMap;
use std::ops::{Deref, Range};

use foldhash::fast::FixedState;

/// The words of a text: where each stands, and how it is written in lower case.
#[derive(Debug, Default)]
pub struct Words {
    ranges: Vec<Range<usize>>,
    /// The words again, one after another, in lower case and with straight apostrophes.
    lower: String,
    lower_ranges: Vec<Range<usize>>,
}

impl Words {
    /// Reads a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        // A word of a leaflet has five letters and a space; room for all of them is made once.
        let mut words = Self { ranges: Vec::with_capacity(text.len() / 5 + 1), ..Self::default() };
        words.ranges.extend(super::words(text));
        if text.is_ascii() {
            words.lower = text.to_ascii_lowercase();
            return words;
        }
        words.lower.reserve(text.len());
        words.lower_ranges.reserve(words.ranges.len());
        for word in &words.ranges {
            let start = words.lower.len();
            let straight = text[word.clone()].chars().map(|c| if c == '’' { '\'' } else { c });
            words.lower.extend(straight.flat_map(char::to_lowercase));
            words.lower_ranges.push(start..words.lower.len());
        }
        words
    }

    /// A word in lower case, with straight apostrophes.
    #[must_use]
    pub fn lower(&self, index: usize) -> &str {
        &self.lower[self.ranges_in_lower()[index].clone()]
    }

    /// Where each word stands in the text in lower case. Plain English keeps its length there, and then there is one list
    /// of places.
    fn ranges_in_lower(&self) -> &[Range<usize>] {
        if self.lower_ranges.is_empty() { &self.ranges } else { &self.lower_ranges }
    }

    /// The words that begin in a range of the text, by their indices.
    #[must_use]
    pub fn within(&self, range: &Range<usize>) -> Range<usize> {
        let at = |byte: usize| self.ranges.partition_point(|word| word.start < byte);
        at(range.start)..at(range.end)
    }
}

/// The places of the words, as byte ranges of the text.
impl Deref for Words {
    type Target = [Range<usize>];

    fn deref(&self) -> &Self::Target {
        &self.ranges
    }
}

/// The number of a word in a [`Vocabulary`]; the same for all words that are not in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct WordId(u32);

/// Some of 31 lists of phrases and the list of numbers, as a set of bits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ListSet(u32);

impl ListSet {
    /// Words that begin with a digit, and those that the owner of a vocabulary says are numbers.
    pub const NUMBERS: Self = Self(1);

    /// Whether two sets have a list in common.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl std::ops::BitOrAssign for ListSet {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// A word of a text, as a check compares it.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// Its number.
    pub id: WordId,
    /// The lists in which a phrase begins with it.
    pub begins: ListSet,
}

/// Words that somebody looks for, in lower case, each with its number and the lists in which a phrase begins with it.
#[derive(Debug, Default)]
pub struct Vocabulary {
    entries: HashMap<String, Entry, FixedState>,
    lists: u32,
}

impl Vocabulary {
    /// A new list.
    ///
    /// # Panics
    /// Beyond 31 lists.
    pub fn list(&mut self) -> ListSet {
        self.lists += 1;
        ListSet(1_u32.checked_shl(self.lists).expect("a bit is left"))
    }

    /// The number of a word, which is added if it is new.
    ///
    /// # Panics
    /// Beyond four thousand million words.
    pub fn add(&mut self, word: &str) -> WordId {
        self.begin(word, ListSet::default())
    }

    /// The same for the first word of a phrase of a list.
    ///
    /// # Panics
    /// Beyond four thousand million words.
    pub fn begin(&mut self, word: &str, list: ListSet) -> WordId {
        if let Some(entry) = self.entries.get_mut(word) {
            entry.begins |= list;
            return entry.id;
        }
        let id = WordId(u32::try_from(self.entries.len() + 1).expect("lists of words are short"));
        self.entries.insert(word.to_owned(), Entry { id, begins: list });
        id
    }

    /// The entry of each word of a text.
    #[must_use]
    pub fn entries(&self, words: &Words) -> Vec<Entry> {
        let has_hyphens = words.lower.bytes().fold(false, |found, byte| found || byte == b'-' || !byte.is_ascii());
        let entry = |range: &Range<usize>| {
            let word = &words.lower[range.clone()];
            let mut entry = self.entries.get(word).copied().unwrap_or(Entry::UNKNOWN);
            if is_number(word) || has_hyphens && self.has_number_before_hyphen(word) {
                entry.begins |= ListSet::NUMBERS;
            }
            entry
        };
        words.ranges_in_lower().iter().map(entry).collect()
    }

    /// `twenty-four`
    fn has_number_before_hyphen(&self, word: &str) -> bool {
        let head =
            word.bytes().position(|byte| byte == b'-' || !byte.is_ascii()).filter(|end| word.is_char_boundary(*end));
        let entry = head.and_then(|end| self.entries.get(&word[..end]));
        entry.is_some_and(|entry| entry.begins.meets(ListSet::NUMBERS))
    }
}

/// Whether a word begins with a digit of ours.
fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

impl Entry {
    const UNKNOWN: Self = Self { id: WordId(0), begins: ListSet(0) };
}
