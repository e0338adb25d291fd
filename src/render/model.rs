//! What templates are given, piece by piece: links, entries, the state of a review.

use std::ops::Not;

use serde::Serialize;

#[derive(Debug, Serialize)]
pub(super) struct PageLink<'s> {
    pub(super) href: String,
    pub(super) text: &'s str,
    /// Whether it leads to the page that it is on. Like all that is left out, it counts as false in a template.
    #[serde(skip_serializing_if = "Not::not")]
    pub(super) current: bool,
}

#[derive(Debug, Serialize)]
pub(super) struct ListEntry<'s> {
    pub(super) href: String,
    pub(super) text: &'s str,
    pub(super) summary: &'s str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) entries: Vec<ListEntry<'s>>,
}

#[derive(Debug, Serialize)]
pub(super) struct ReviewState<'s> {
    pub(super) reviewed: bool,
    pub(super) by: Option<&'s str>,
    pub(super) last: Option<String>,
    pub(super) last_iso: Option<String>,
    pub(super) next: Option<String>,
    pub(super) next_iso: Option<String>,
    pub(super) version: Option<&'s str>,
}

#[derive(Debug, Serialize)]
pub(super) struct Source<'s> {
    pub(super) number: usize,
    /// Authors, title, journal and year, as far as they are known.
    pub(super) text: String,
    pub(super) href: Option<String>,
    pub(super) link_text: Option<String>,
    pub(super) note: Option<&'s str>,
}

#[derive(Debug, Serialize)]
pub(super) struct TranslationLink<'s> {
    pub(super) language: &'s str,
    pub(super) name: &'s str,
    pub(super) direction: crate::content::locale::Direction,
    pub(super) href: String,
    pub(super) absolute: String,
    pub(super) current: bool,
}

#[derive(Debug, Serialize)]
pub(super) struct GlossaryEntry<'s> {
    pub(super) id: &'s str,
    pub(super) term: &'s str,
    pub(super) plain: &'s str,
    pub(super) definition: &'s str,
    pub(super) also: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Letter {
    pub(super) id: String,
    pub(super) name: String,
    /// Its pages as list items, by their titles alone. As HTML, since there may be very many: as the engine wants them,
    /// each would take half a kilobyte of memory.
    pub(super) items: String,
}
