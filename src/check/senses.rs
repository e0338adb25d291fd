//! Banned words that have a harmless sense as well: germs make toxins, and a law guarantees sick leave.

use serde::Deserialize;

use super::words::WordSet;

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
    /// Whether a banned phrase, in small letters, is one of its words.
    pub(super) fn is_of(&self, phrase: &str) -> bool {
        self.words.contains(phrase)
    }

    /// Whether a sentence with one of the words makes a promise, by its other words.
    pub(super) fn is_promise<'w>(&self, treatments: &WordSet, words: &(impl Iterator<Item = &'w str> + Clone)) -> bool {
        let has = |set: &WordSet| words.clone().any(|word| set.contains(word));
        !has(&self.never)
            && (has(treatments) || (!has(&self.facts) && (self.promises.is_empty() || has(&self.promises))))
    }
}
