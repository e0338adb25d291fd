//! What makes a sentence of advice passive: "should be taken", where "take" is what the reader has to do.

use serde::Deserialize;

use super::{Maker, WordSet};
use crate::check::phrases::Phrases;

/// The lists under `passive` in the file of a language.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct PassiveEntries {
    phrases: Vec<String>,
    modals: Vec<String>,
    readers: WordSet,
    be: WordSet,
    between: WordSet,
    endings: Vec<String>,
    acts: WordSet,
    participles: WordSet,
    states: WordSet,
    clauses: WordSet,
    describing: WordSet,
    doers: WordSet,
    not_doers: WordSet,
}

/// The same, as checks look them up.
#[derive(Debug, Default)]
pub(in crate::check) struct Passive {
    /// "it is advised", "patients should".
    pub(in crate::check) phrases: Phrases<()>,
    /// "should", "must".
    pub(in crate::check) modals: Phrases<()>,
    /// "you": a passive with this subject tells the reader what to expect.
    pub(in crate::check) readers: WordSet,
    /// Forms of "be".
    pub(in crate::check) be: WordSet,
    /// "not", "always": may come between the parts of a verb.
    pub(in crate::check) between: WordSet,
    /// What a patient is told to do, as participles: "taken", "washed".
    pub(in crate::check) acts: WordSet,
    endings: Vec<String>,
    participles: WordSet,
    states: WordSet,
    /// "if", "when": begin a clause in which nobody is told to do something.
    pub(in crate::check) clauses: WordSet,
    /// "sometimes", "not": before "need to be", these describe and do not advise.
    pub(in crate::check) describing: WordSet,
    /// "by": before whoever does it.
    pub(in crate::check) doers: WordSet,
    /// What may follow "by" and does nothing: "mouth", "Monday".
    pub(in crate::check) not_doers: WordSet,
}

impl Passive {
    pub(super) fn new(entries: PassiveEntries, lists: &mut Maker) -> Self {
        Self {
            phrases: lists.of_phrases(entries.phrases),
            modals: lists.of_phrases(entries.modals),
            readers: entries.readers,
            be: entries.be,
            between: entries.between,
            acts: entries.acts,
            endings: entries.endings,
            participles: entries.participles,
            states: entries.states,
            clauses: entries.clauses,
            describing: entries.describing,
            doers: entries.doers,
            not_doers: entries.not_doers,
        }
    }

    /// Whether a word is a participle and not the name of a state: "taken", but not "tired".
    pub(in crate::check) fn is_participle(&self, word: &str) -> bool {
        !self.states.contains(word)
            && (self.participles.contains(word) || self.endings.iter().any(|ending| has_ending(word, ending)))
    }
}

/// Whether a word ends in this, and has more than two letters before it.
fn has_ending(word: &str, ending: &str) -> bool {
    word.len() > ending.len() + 2 && word.ends_with(ending)
}
