//! Words that come near the signs and headings of the house, in lower case but for those in capitals.

use serde::Deserialize;

use super::WordSet;

/// The lists under `near`; `en.yaml` says what each of them is.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::check) struct Near {
    /// "TBC", in capitals: says that a part is still to be written.
    pub(in crate::check) unfinished: Vec<String>,
    /// "insert": what a note to the writer begins with, in brackets.
    pub(in crate::check) fill_in: WordSet,
    /// "days": what a number counts, behind a blank such as "XX days".
    pub(in crate::check) measured: WordSet,
    /// "dos": near the heading of a do-list.
    pub(in crate::check) do_headings: WordSet,
    /// "don't": near the heading of a do-not list.
    pub(in crate::check) do_not_headings: WordSet,
    /// "dos and don'ts": one heading for both.
    pub(in crate::check) both_headings: WordSet,
    /// "can I": begins a question.
    pub(in crate::check) questions: WordSet,
}
