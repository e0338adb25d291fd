//! The words of a text, ready to be compared.

use std::ops::{Deref, Range};

/// The words of a text: where each stands, and how it is written in lower case.
#[derive(Debug, Default)]
pub struct Words {
    ranges: Vec<Range<usize>>,
    /// The words again, one after another, in lower case and with straight apostrophes.
    lower: String,
    lower_ranges: Vec<Range<usize>>,
    standouts: Vec<usize>,
}

impl Words {
    /// Reads a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        // A word of a leaflet has five letters and a space; room for all of them is made once.
        let mut words = Self { ranges: Vec::with_capacity(text.len() / 5 + 1), ..Self::default() };
        let mut at = 0;
        while let Some((word, is_small)) = super::next_word(text, at) {
            at = word.end;
            if !is_small {
                words.standouts.push(words.ranges.len());
            }
            words.ranges.push(word);
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
                let straight = word.chars().map(|c| if c == '’' { '\'' } else { c });
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
    pub fn standouts(&self) -> &[usize] {
        &self.standouts
    }

    /// Those of them among some words.
    #[must_use]
    pub fn standouts_of(&self, words: &Range<usize>) -> &[usize] {
        let at = |index: usize| self.standouts.partition_point(|standout| *standout < index);
        &self.standouts[at(words.start)..at(words.end)]
    }

    /// All words in lower case, one after another, and where each of them stands there.
    pub(super) fn all_lower(&self) -> (&str, &[Range<usize>]) {
        (&self.lower, self.ranges_in_lower())
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

    /// The words of each sentence of the text, by their indices: no word stands outside of all sentences.
    #[must_use]
    pub fn of_each(&self, sentences: &[Range<usize>]) -> Vec<Range<usize>> {
        let mut end = 0;
        let words = |sentence: &Range<usize>| {
            let start = end;
            end += self.ranges[start..].partition_point(|word| word.start < sentence.end);
            start..end
        };
        sentences.iter().map(words).collect()
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
