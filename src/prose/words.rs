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
        // Plain English keeps its length in lower case, and then there is one list of places.
        let ranges = if self.lower_ranges.is_empty() { &self.ranges } else { &self.lower_ranges };
        &self.lower[ranges[index].clone()]
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

/// The number of a word in a [`Vocabulary`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WordId(u32);

impl WordId {
    /// What every word has that is not in the vocabulary.
    pub const UNKNOWN: Self = Self(0);

    /// The number itself, to be used as an index; 0 for an unknown word.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Words that somebody looks for, in lower case, each with its number.
#[derive(Debug, Default)]
pub struct Vocabulary(HashMap<String, WordId, FixedState>);

impl Vocabulary {
    /// The number of a word, which is added if it is new.
    ///
    /// # Panics
    /// Beyond four thousand million words.
    pub fn add(&mut self, word: &str) -> WordId {
        if let Some(id) = self.0.get(word) {
            return *id;
        }
        let id = WordId(u32::try_from(self.0.len() + 1).expect("lists of words are short"));
        self.0.insert(word.to_owned(), id);
        id
    }

    /// The number of each word of a text.
    #[must_use]
    pub fn ids(&self, words: &Words) -> Vec<WordId> {
        (0..words.len()).map(|index| self.0.get(words.lower(index)).copied().unwrap_or(WordId::UNKNOWN)).collect()
    }
}
