//! Words that come near the marks and headings of the house style. In lower case, unless said otherwise.

use std::ops::Range;

use memchr::memmem::Finder;
use serde::Deserialize;

use super::WordSet;

/// The lists under `near`; `en.yaml` says what each of them is.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::check) struct Near {
    /// "TBC", in capitals: says that a part is still to be written.
    pub(in crate::check) unfinished: Finders,
    /// "insert": what a note to the writer begins with, in brackets.
    pub(in crate::check) fill_in: WordSet,
    /// "days": what a number counts, after a blank such as "XX days".
    pub(in crate::check) measured: WordSet,
    /// "dos": near the heading of a do-list.
    pub(in crate::check) do_headings: WordSet,
    /// "don't": near the heading of a do-not list.
    pub(in crate::check) do_not_headings: WordSet,
    /// "what not to do": may be meant to head a do-not list, but makes none.
    pub(in crate::check) loose_headings: WordSet,
    /// "don't", "never": begins an item that says what not to do.
    pub(in crate::check) not_starts: Vec<String>,
    /// "please": what may come before it.
    pub(in crate::check) openers: Vec<String>,
    /// "not", "never": before "call", they say not to call.
    pub(in crate::check) denials: WordSet,
    /// "nicht": denies a verb that comes before it. Most languages have none.
    pub(in crate::check) denials_behind: WordSet,
    /// "and": ends what such a word denies.
    pub(in crate::check) joins: WordSet,
    /// "swim", as items of a list begin with it that are no infinitives.
    pub(in crate::check) deeds: WordSet,
    /// "of": behind a word that may be a verb, it makes it a thing.
    pub(in crate::check) thing_joins: WordSet,
    /// "ing": the end of a word that does so.
    pub(in crate::check) thing_endings: Vec<String>,
    /// "forget": "do not forget" is advice to do something.
    pub(in crate::check) not_denied: WordSet,
    /// "caution": what a card for getting help is called by those who don't know its marker.
    pub(in crate::check) card_names: WordSet,
    /// "call": begins words that tell somebody to call.
    pub(in crate::check) calls_now: WordSet,
    /// "dos and don'ts": one heading for both.
    pub(in crate::check) both_headings: WordSet,
    /// "can I": begins a question.
    pub(in crate::check) questions: WordSet,
}

/// Texts that are looked for in every text, prepared once.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(in crate::check) struct Finders(Vec<Finder<'static>>);

impl From<Vec<String>> for Finders {
    fn from(texts: Vec<String>) -> Self {
        Self(texts.iter().map(|text| Finder::new(text).into_owned()).collect())
    }
}

impl Finders {
    /// Where each of them is, one text after the other.
    pub(in crate::check) fn places(&self, text: &str) -> impl Iterator<Item = Range<usize>> {
        self.0.iter().flat_map(|finder| {
            let length = finder.needle().len();
            finder.find_iter(text.as_bytes()).map(move |at| at..at + length)
        })
    }
}
