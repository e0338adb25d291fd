//! Lists of phrases, and how they are found in a unit of prose.
//!
//! Words are compared by their numbers in the vocabulary of the language. One pass over the words of a unit looks whether a
//! phrase begins with each, and follows it word by word, so that time grows with the text and not with the lists. Whole
//! words match, in either case; between them there is white space, or what the phrase has.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::FixedState;

use crate::prose::{ListSet, Tokens, Vocabulary, WordId};
use crate::site::reading::Unit;

/// A tree of words: each path down from its root spells a phrase. A phrase without a value is allowed, and hides the
/// shorter ones inside it.
#[derive(Debug)]
pub(super) struct Phrases<T> {
    /// From a place, by the gap before the next word and by that word, to the next place.
    ways: HashMap<(usize, Gap, WordId), usize, FixedState>,
    /// What ends at each place; the first one is the root.
    ends: Vec<End<T>>,
    /// What is between words, besides white space.
    gaps: HashMap<String, Gap, FixedState>,
    /// This list, in the vocabulary, which knows which words begin a phrase: few do.
    list: ListSet,
}

/// The number of what is between two words, such as the percent sign in "100% safe"; mostly nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
struct Gap(usize);

/// What ends at a place.
#[derive(Debug)]
enum End<T> {
    Nothing,
    ToPassOver,
    Phrase(T),
}

/// A phrase that was found.
#[derive(Debug)]
pub(super) struct PhraseMatch<'l, T> {
    /// Its words in the unit.
    pub(super) words: Range<usize>,
    /// What the list says about it.
    pub(super) value: &'l T,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        let (ways, gaps) = (HashMap::default(), HashMap::default());
        Self { ways, ends: vec![End::Nothing], gaps, list: ListSet::default() }
    }
}

impl<T> Phrases<T> {
    /// A list of phrases, and of those that are allowed.
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
        self.ways.is_empty()
    }

    /// Adds a phrase, in place of the same one.
    pub(super) fn insert(&mut self, phrase: &str, value: Option<T>, vocabulary: &mut Vocabulary) {
        let words = Tokens::of(phrase);
        if words.is_empty() {
            return;
        }
        if self.list == ListSet::default() {
            self.list = vocabulary.list();
        }
        let ids = vocabulary.add((0..words.len()).map(|index| words.lower(index)), self.list);
        let mut at = 0;
        for (index, id) in ids.into_iter().enumerate() {
            let behind = index.checked_sub(1).map(|before| words[before].end);
            let gap = behind.map_or("", |end| phrase[end..words[index].start].trim()).to_lowercase();
            let unused = Gap(self.gaps.len() + 1);
            let gap = if gap.is_empty() { Gap::default() } else { *self.gaps.entry(gap).or_insert(unused) };
            at = *self.ways.entry((at, gap, id)).or_insert(self.ends.len());
            if at == self.ends.len() {
                self.ends.push(End::Nothing);
            }
        }
        self.ends[at] = value.map_or(End::ToPassOver, End::Phrase);
    }

    /// Whether a unit has a word that begins one of them. Few have, and most checks need not look at the others.
    pub(super) fn may_be_in(&self, unit: &Unit<'_>) -> bool {
        unit.begins(self.list)
    }

    /// The phrase that begins with a word of a unit.
    pub(super) fn at(&self, unit: &Unit<'_>, index: usize) -> Option<PhraseMatch<'_, T>> {
        let (words, value) = self.match_at(unit, index)?;
        Some(PhraseMatch { words, value: value? })
    }

    /// Every phrase in a stretch of a unit, from left to right, none inside another.
    pub(super) fn find<'l>(
        &'l self,
        unit: &'l Unit<'_>,
        within: Range<usize>,
    ) -> impl Iterator<Item = PhraseMatch<'l, T>> {
        let mut behind = within.start;
        unit.beginnings(self.list, within.clone()).filter_map(move |index| {
            let (words, value) = self.match_at(unit, index).filter(|(words, _)| words.end <= within.end)?;
            if index < behind {
                return None;
            }
            behind = words.end;
            Some(PhraseMatch { words, value: value? })
        })
    }

    /// The longest phrase that begins with a word of a unit.
    fn match_at(&self, unit: &Unit<'_>, index: usize) -> Option<(Range<usize>, Option<&T>)> {
        let entries = &unit.entries()[index..];
        if !entries.first()?.begins.meets(self.list) {
            return None;
        }
        let mut found = None;
        let mut at = 0;
        for (word, entry) in (index..).zip(entries) {
            let gap = if word == index { "" } else { unit.gap_before(word) };
            let gap = if gap.is_empty() { Some(Gap::default()) } else { self.gaps.get(gap).copied() };
            let Some(next) = gap.and_then(|gap| self.ways.get(&(at, gap, entry.id))) else { break };
            at = *next;
            match &self.ends[at] {
                End::Nothing => {}
                End::ToPassOver => found = Some((index..word + 1, None)),
                End::Phrase(value) => found = Some((index..word + 1, Some(value))),
            }
        }
        found
    }
}
