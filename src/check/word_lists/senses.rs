//! Banned words that have a harmless sense as well: germs make toxins, and a law guarantees sick leave.

use std::ops::Range;

use serde::Deserialize;

use super::{Lists, WordSet};
use crate::site::reading::Unit;

/// Banned words that have a harmless sense as well, and what tells the two apart: words in the same sentence.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Sense {
    words: WordSet,
    never: WordSet,
    facts: WordSet,
    promises: WordSet,
}

impl Sense {
    /// Whether a banned phrase, in lower case, is one of its words.
    pub(super) fn is_of(&self, phrase: &str) -> bool {
        self.words.contains(phrase)
    }

    /// Whether a sentence with one of the words makes a promise, by its other words.
    fn is_promise<'w>(&self, treatments: &WordSet, words: &(impl Iterator<Item = &'w str> + Clone)) -> bool {
        !has(words, &self.never)
            && (has(words, treatments)
                || (!has(words, &self.facts) && (self.promises.is_empty() || has(words, &self.promises))))
    }
}

/// Whether one of some words is in a set.
fn has<'w>(words: &(impl Iterator<Item = &'w str> + Clone), set: &WordSet) -> bool {
    words.clone().any(|word| set.contains(word))
}

impl Lists {
    /// Whether a banned phrase is meant as one in its sentence: with two senses, it is only if the sentence makes a
    /// promise about a treatment.
    pub(in crate::check) fn is_promise(&self, unit: &Unit<'_>, sentence: &Range<usize>, phrase: &Range<usize>) -> bool {
        let shown = unit.shown(phrase).to_lowercase();
        let sense = self.senses.iter().find(|sense| sense.is_of(&shown));
        let others = sentence.clone().filter(|index| !phrase.contains(index)).map(|index| unit.word(index));
        sense.is_none_or(|sense| sense.is_promise(&self.treatments, &others))
    }
}
