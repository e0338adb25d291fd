//! Lists of phrases, and how they are found in a unit of prose.
//!
//! One pass over the words of a unit looks each of them up as the first word of a phrase, so time grows with the text
//! and not with the lists. Whole words match, in either case; between them stands white space, or what the phrase has.

use std::collections::HashMap;
use std::ops::Range;

use crate::prose;
use crate::reading::Unit;

/// Phrases by their first word. A phrase with no value is one to pass over, and hides the shorter ones inside it.
#[derive(Debug)]
pub(super) struct Phrases<T>(HashMap<String, Vec<Phrase<T>>>);

#[derive(Debug)]
struct Phrase<T> {
    /// Each further word, with what stands before it besides white space, such as the sign in "100% safe".
    rest: Vec<(String, String)>,
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
        Self(HashMap::new())
    }
}

impl<T> Phrases<T> {
    /// A list of phrases, and of those to pass over.
    pub(super) fn new(entries: impl IntoIterator<Item = (String, T)>, allow: &[String]) -> Self {
        let mut phrases = Self::default();
        for (phrase, value) in entries {
            phrases.insert(&phrase, Some(value));
        }
        for phrase in allow {
            phrases.insert(phrase, None);
        }
        phrases
    }

    #[cfg(test)]
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds a phrase, in place of the same one. Longer ones are found first.
    pub(super) fn insert(&mut self, phrase: &str, value: Option<T>) {
        let phrase = phrase.to_lowercase().replace('’', "'");
        let words: Vec<Range<usize>> = prose::words(&phrase).collect();
        let Some(first) = words.first() else { return };
        let rest: Vec<(String, String)> = words
            .windows(2)
            .map(|pair| (phrase[pair[0].end..pair[1].start].trim().to_owned(), phrase[pair[1].clone()].to_owned()))
            .collect();
        let same_first = self.0.entry(phrase[first.clone()].to_owned()).or_default();
        same_first.retain(|known| known.rest != rest);
        let at = same_first.partition_point(|known| known.rest.len() >= rest.len());
        same_first.insert(at, Phrase { rest, value });
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
            while at < within.end {
                let Some((words, value)) = self.match_at(unit, at).filter(|(words, _)| words.end <= within.end) else {
                    at += 1;
                    continue;
                };
                at = words.end;
                if let Some(value) = value {
                    return Some(Found { words, value });
                }
            }
            None
        })
    }

    fn match_at(&self, unit: &Unit<'_>, index: usize) -> Option<(Range<usize>, Option<&T>)> {
        let phrases = self.0.get(unit.word(index))?;
        let fits =
            |phrase: &&Phrase<T>| {
                index + phrase.rest.len() < unit.words.len()
                    && phrase.rest.iter().enumerate().all(|(i, (gap, word))| {
                        unit.word(index + i + 1) == word && unit.gap_before(index + i + 1) == gap
                    })
            };
        let phrase = phrases.iter().find(fits)?;
        Some((index..index + phrase.rest.len() + 1, phrase.value.as_ref()))
    }
}
