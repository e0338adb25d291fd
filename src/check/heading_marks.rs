//! Attributes after the words of a heading, which other programs read: `## Before you come {#before}`. Here a heading gets
//! its anchor from its words, braces included.
//!
//! Taking them out gives the heading another anchor. That is safe only if every link still leads where it was meant to,
//! and every other heading keeps its anchor.

use std::collections::{HashMap, HashSet};

use memchr::memmem;

use crate::content::document::{Document, Heading, Span, Target, plain_text};
use crate::content::markdown::anchors_of;

/// Attributes in braces that end a heading.
#[derive(Debug)]
pub(super) struct HeadingMark {
    /// Where the braces are.
    pub(super) span: Span,
    /// The name in them: `before`.
    pub(super) name: Option<String>,
    /// The anchor of the heading once they are taken out.
    pub(super) anchor: String,
    /// Whether they can be taken out without leading anybody astray.
    pub(super) is_certain: bool,
}

/// All of a page, in reading order. `targets` are those of its links.
pub(super) fn of_page(source: &str, document: &Document<'_>, targets: &[Target]) -> Vec<HeadingMark> {
    if memmem::find(source.as_bytes(), b"{").is_none() {
        return Vec::new();
    }
    let headings = document.headings();
    let marked: Vec<_> =
        headings.iter().enumerate().filter_map(|(at, heading)| Some((at, braces(source, heading)?))).collect();
    if marked.is_empty() {
        return Vec::new();
    }
    let after = anchors_without_braces(&headings, &marked);
    let is_certain = BracedAnchors::of(&headings, &marked, &after, targets).can_change(&marked);
    let made = marked.into_iter().map(|(at, braces)| HeadingMark {
        span: braces.span,
        name: braces.name.map(str::to_owned),
        anchor: after[at].clone(),
        is_certain,
    });
    made.collect()
}

/// The anchor of each heading once all braces are taken out. `marked` are the headings with braces, by their places.
fn anchors_without_braces(headings: &[&Heading<'_>], marked: &[(usize, Braces<'_>)]) -> Vec<String> {
    let mut words: Vec<String> = headings.iter().map(|heading| plain_text(&heading.content)).collect();
    for (at, braces) in marked {
        words[*at].clone_from(&braces.words);
    }
    anchors_of(words)
}

/// The anchors of a page, as they are and once all braces are taken out. Headings are known by their places.
struct BracedAnchors<'p> {
    headings: &'p [&'p Heading<'p>],
    /// Which heading has each anchor now.
    before: HashMap<&'p str, usize>,
    /// The anchor of each heading without the braces, and which heading has each of these.
    after: &'p [String],
    owners: HashMap<&'p str, usize>,
    /// How many headings have each name in their braces.
    names: HashMap<&'p str, usize>,
    /// The anchors that the page links to.
    linked: HashSet<&'p str>,
}

impl<'p> BracedAnchors<'p> {
    fn of(
        headings: &'p [&'p Heading<'p>],
        marked: &[(usize, Braces<'p>)],
        after: &'p [String],
        targets: &'p [Target],
    ) -> Self {
        let mut names = HashMap::new();
        for name in marked.iter().filter_map(|(_, braces)| braces.name) {
            *names.entry(name).or_default() += 1;
        }
        Self {
            headings,
            before: headings.iter().enumerate().map(|(at, heading)| (&*heading.id, at)).collect(),
            after,
            owners: after.iter().enumerate().map(|(at, anchor)| (&**anchor, at)).collect(),
            names,
            linked: targets.iter().filter_map(own_anchor).collect(),
        }
    }

    /// Whether all braces can be taken out without leading anybody astray.
    fn can_change(&self, marked: &[(usize, Braces<'_>)]) -> bool {
        self.others_stay(marked)
            && !self.has_lost_link()
            && marked.iter().all(|(at, braces)| self.is_free(*at, braces) && self.leads_back(*at, braces))
    }

    /// Whether the headings without braces keep their anchors: those with the same words are numbered.
    fn others_stay(&self, marked: &[(usize, Braces<'_>)]) -> bool {
        let places: HashSet<usize> = marked.iter().map(|(at, _)| *at).collect();
        (0..self.headings.len()).all(|at| places.contains(&at) || self.headings[at].id == self.after[at])
    }

    /// Whether a link that leads nowhere may be meant for a name in braces, of which it is nearly the same.
    fn has_lost_link(&self) -> bool {
        let near: HashSet<String> = self.names.keys().map(|name| letters(name)).collect();
        let mut lost = self.linked.iter().filter(|anchor| !self.before.contains_key(*anchor));
        lost.any(|anchor| !self.names.contains_key(anchor) && near.contains(&letters(anchor)))
    }

    /// Whether no other heading has the name or the new anchor, and no link leads to the old one.
    fn is_free(&self, at: usize, braces: &Braces<'_>) -> bool {
        braces.name.is_none_or(|name| self.names[name] == 1 && !self.is_of_other(at, name))
            && !self.is_of_other(at, &self.after[at])
            && !self.linked.contains(&*self.headings[at].id)
    }

    fn is_of_other(&self, at: usize, anchor: &str) -> bool {
        self.before.get(anchor).is_some_and(|owner| *owner != at)
    }

    /// Whether a link by the name in the braces leads to this heading afterwards, or nowhere.
    fn leads_back(&self, at: usize, braces: &Braces<'_>) -> bool {
        braces.name.and_then(|name| self.owners.get(name)).is_none_or(|owner| *owner == at)
    }
}

/// The anchor that a link leads to on its own page.
fn own_anchor(target: &Target) -> Option<&str> {
    if let Target::Anchor(anchor) = target { Some(anchor) } else { None }
}

/// Letters and digits alone, in lower case: `my_rest` and `My-rest` are the same.
fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Braces at the end of a heading.
struct Braces<'s> {
    span: Span,
    name: Option<&'s str>,
    /// The words before them.
    words: String,
}

fn braces<'s>(source: &'s str, heading: &Heading<'_>) -> Option<Braces<'s>> {
    let text = &source[heading.span.clone()];
    let start = text.rfind('{').filter(|start| !text[..*start].ends_with('\\'))?;
    let end = start + text[start..].find('}')? + 1;
    let is_last = text[end..].trim_matches(['#', '=', '-', ' ', '\t', '\r', '\n', '>']).is_empty();
    let words = plain_text(&heading.content);
    let words = words.trim_end().strip_suffix(&text[start..end]).filter(|_| is_last)?.trim_end().to_owned();
    let name = text[start + 1..end - 1].split_whitespace().find_map(|part| part.strip_prefix('#'));
    let span = heading.span.start + start..heading.span.start + end;
    Some(Braces { span, name: name.filter(|name| !name.is_empty()), words })
}
