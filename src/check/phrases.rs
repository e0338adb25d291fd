//! Lists of phrases, and how they are found in a unit of prose.
//!
//! Words are compared by their numbers in the vocabulary of the language. One pass over the words of a unit asks of each
//! whether a phrase begins with it, so time grows with the text and not with the lists. Whole words match, in either case; between them stands white space, or what the phrase has.

use std::collections::HashMap;
use std::ops::Range;

use crate::prose::{Vocabulary, WordId, Words};
use crate::reading::Unit;

/// Phrases by their first word. A phrase with no value is one to pass over, and hides the shorter ones inside it.
#[derive(Debug)]
pub(super) struct Phrases<T> {
    by_first: HashMap<usize, Vec<Phrase<T>>>,
    /// One bit for each word of the vocabulary up to the last that a phrase begins with: few words begin one, and this
    /// is the quickest way to say so.
    begins: Vec<u64>,
}

#[derive(Debug)]
struct Phrase<T> {
    /// Each further word, with what stands before it besides white space, such as the sign in "100% safe".
    rest: Vec<(String, WordId)>,
    value: Option<T>,
}

/// A phrase that was found.
#[derive(Debug)]
pub(super) struct Found<'l, T> {
    /// The words of the unit that it stands in.
    pub(super) words: Range<usize>,
    /// What the list says of it.
    pub(super) value: &'l T,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { by_first: HashMap::new(), begins: Vec::new() }
    }
}

impl<T> Phrases<T> {
    /// A list of phrases, and of those to pass over.
    pub(super) fn new(
        entries: impl IntoIterator<Item = (String, T)>,
        allow: &[String],
        vocabulary: &mut Vocabulary,
    ) -> Self {
        let mut phrases = Self::default();
        for (phrase, value) in entries {
            phrases.insert(&phrase, Some(value), vocabulary);
        }
        for phrase in allow {
            phrases.insert(phrase, None, vocabulary);
        }
        phrases
    }

    #[cfg(test)]
    pub(super) fn is_empty(&self) -> bool {
        self.by_first.is_empty()
    }

    /// Adds a phrase, in place of the same one. Longer ones are found first.
    pub(super) fn insert(&mut self, phrase: &str, value: Option<T>, vocabulary: &mut Vocabulary) {
        let words = Words::of(phrase);
        if words.is_empty() {
            return;
        }
        let first = vocabulary.add(words.lower(0)).index();
        let gap = |index: usize| phrase[words[index - 1].end..words[index].start].trim().to_lowercase();
        let rest: Vec<(String, WordId)> =
            (1..words.len()).map(|index| (gap(index), vocabulary.add(words.lower(index)))).collect();
        let same_first = self.by_first.entry(first).or_default();
        same_first.retain(|known| known.rest != rest);
        let at = same_first.partition_point(|known| known.rest.len() >= rest.len());
        same_first.insert(at, Phrase { rest, value });
        self.begins.resize(self.begins.len().max(first / 64 + 1), 0);
        self.begins[first / 64] |= 1 << (first % 64);
    }

    /// The phrase that begins with a word of a unit.
    pub(super) fn at(&self, unit: &Unit<'_>, index: usize) -> Option<Found<'_, T>> {
        let (words, value) = self.match_at(unit, index)?;
        Some(Found { words, value: value? })
    }

    /// Every phrase in a stretch of a unit, from left to right, none inside another.
    pub(super) fn find<'l>(&'l self, unit: &'l Unit<'_>, within: Range<usize>) -> impl Iterator<Item = Found<'l, T>> {
        let mut at = within.start;
        std::iter::from_fn(move || {
            loop {
                at += unit.ids().get(at..within.end)?.iter().position(|word| self.begins(*word))?;
                let Some((words, value)) = self.match_at(unit, at).filter(|(words, _)| words.end <= within.end) else {
                    at += 1;
                    continue;
                };
                at = words.end;
                if let Some(value) = value {
                    return Some(Found { words, value });
                }
            }
        })
    }

    /// Whether a phrase begins with a word.
    fn begins(&self, word: WordId) -> bool {
        let (index, bit) = (word.index() / 64, word.index() % 64);
        self.begins.get(index).is_some_and(|bits| bits >> bit & 1 == 1)
    }

    fn match_at(&self, unit: &Unit<'_>, index: usize) -> Option<(Range<usize>, Option<&T>)> {
        let first = unit.ids()[index];
        let fits = |phrase: &&Phrase<T>| {
            index + phrase.rest.len() < unit.words.len()
                && phrase
                    .rest
                    .iter()
                    .zip(index + 1..)
                    .all(|((gap, word), at)| unit.ids()[at] == *word && unit.gap_before(at) == gap)
        };
        let phrase = self.by_first.get(&first.index()).filter(|_| self.begins(first))?.iter().find(fits)?;
        Some((index..index + phrase.rest.len() + 1, phrase.value.as_ref()))
    }
}
