//! How advice for the time after a treatment is written: its headings, and the words that tell somebody to do something.

use serde::Deserialize;

use super::{Maker, WordSet, set};
use crate::check::phrases::Phrases;

/// The lists under `aftercare` in the file of a language.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct AftercareEntries {
    after: Vec<String>,
    headings: Vec<String>,
    home: Vec<String>,
    topics: Vec<String>,
    orders: Vec<String>,
    before_orders: Vec<String>,
    conditions: Vec<String>,
    us: Vec<String>,
}

/// The same, as checks look them up.
#[derive(Debug, Default)]
pub(in crate::check) struct Aftercare {
    /// "after", "recovery": in the heading of a section on aftercare.
    pub(in crate::check) after: Phrases<()>,
    /// "going home", "after your operation": headings that by themselves announce aftercare.
    pub(in crate::check) headings: Phrases<()>,
    /// "at home", as a whole heading.
    pub(in crate::check) home: WordSet,
    /// Topics of pages that give aftercare advice.
    pub(in crate::check) topics: WordSet,
    /// "keep", "you should": a clause that begins with one tells somebody to do something.
    pub(in crate::check) orders: Phrases<()>,
    /// "please", "and": such a clause may begin behind one.
    pub(in crate::check) before_orders: WordSet,
    /// "if": a sentence that begins with one and has no comma says when to call.
    pub(in crate::check) conditions: WordSet,
    /// "us": in such a heading ("When to call us"), this says whom to call.
    pub(in crate::check) us: WordSet,
}

impl Aftercare {
    pub(super) fn new(entries: AftercareEntries, lists: &mut Maker) -> Self {
        Self {
            after: lists.of_phrases(entries.after),
            headings: lists.of_phrases(entries.headings),
            home: set(entries.home),
            topics: set(entries.topics),
            orders: lists.of_phrases(entries.orders),
            before_orders: set(entries.before_orders),
            conditions: set(entries.conditions),
            us: set(entries.us),
        }
    }
}
