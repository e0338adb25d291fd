//! Lists of phrases, and how they are found in a unit of prose.
//!
//! Words are compared by their numbers in the vocabulary of the language. One pass over the words of a unit asks of each
//! whether a phrase begins with it, so time grows with the text and not with the lists. Whole words match, in either case; between them stands white space, or what the phrase has.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::FixedState;

use crate::prose::{ListSet, Vocabulary, WordId, Words};
use crate::reading::Unit;

/// Phrases by their first word. A phrase with no value is one to pass over, and hides the shorter ones inside it.
#[derive(Debug)]
pub(super) struct Phrases<T> {
    by_first: HashMap<WordId, Vec<Phrase<T>>, FixedState>,
    /// This list, in the vocabulary, which knows of each word whether a phrase begins with it: few do.
    list: ListSet,
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
        Self { by_first: HashMap::default(), list: ListSet::default() }
    }
}

impl<T> Phrases<T> {
    /// A list of phrases, and of those to pass over.
    pub(super) fn new(
        entries: impl IntoIterator<Item = (String, T)>,
        allow: &[String],
        vocabulary: &mut Vocabulary,
    ) -> Self {
        let mut phrases = Self { list: vocabulary.list(), ..Self::default() };
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
        if self.list == ListSet::default() {
            self.list = vocabulary.list();
        }
        let ids = vocabulary.add((0..words.len()).map(|index| words.lower(index)), self.list);
        let gap = |index: usize| phrase[words[index - 1].end..words[index].start].trim().to_lowercase();
        let rest: Vec<(String, WordId)> = (1..words.len()).map(|index| (gap(index), ids[index])).collect();
        let same_first = self.by_first.entry(ids[0]).or_default();
        same_first.retain(|known| known.rest != rest);
        let at = same_first.partition_point(|known| known.rest.len() >= rest.len());
        same_first.insert(at, Phrase { rest, value });
    }

    /// Whether a unit has a word that one of them begins with. Few have, and most checks need not look at the others.
    pub(super) fn may_be_in(&self, unit: &Unit<'_>) -> bool {
        unit.begins(self.list)
    }

    /// The phrase that begins with a word of a unit.
    pub(super) fn at(&self, unit: &Unit<'_>, index: usize) -> Option<Found<'_, T>> {
        let (words, value) = self.match_at(unit, index)?;
        Some(Found { words, value: value? })
    }

    /// Every phrase in a stretch of a unit, from left to right, none inside another.
    pub(super) fn find<'l>(&'l self, unit: &'l Unit<'_>, within: Range<usize>) -> impl Iterator<Item = Found<'l, T>> {
        let mut behind = within.start;
        unit.beginnings(self.list, within.clone()).filter_map(move |index| {
            let (words, value) = self.match_at(unit, index).filter(|(words, _)| words.end <= within.end)?;
            if index < behind {
                return None;
            }
            behind = words.end;
            Some(Found { words, value: value? })
        })
    }

    fn match_at(&self, unit: &Unit<'_>, index: usize) -> Option<(Range<usize>, Option<&T>)> {
        let first = unit.entries()[index];
        let fits = |phrase: &&Phrase<T>| {
            index + phrase.rest.len() < unit.words.len()
                && phrase
                    .rest
                    .iter()
                    .zip(index + 1..)
                    .all(|((gap, word), at)| unit.entries()[at].id == *word && unit.gap_before(at) == gap)
        };
        let phrase = first.begins.meets(self.list).then(|| self.by_first.get(&first.id))??.iter().find(fits)?;
        Some((index..index + phrase.rest.len() + 1, phrase.value.as_ref()))
    }
}
