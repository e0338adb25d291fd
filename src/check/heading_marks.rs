//! What other programs read behind the words of a heading: `## Before you come {#before}`. Here a heading gets its anchor
//! from its words, these signs among them.
//!
//! To take them out gives the heading another anchor. That is certain only where every link still leads where it was
//! meant to, and every other heading keeps its anchor.

use std::collections::{HashMap, HashSet};

use memchr::memmem;

use crate::content::document::{Document, Heading, Span, Target, plain_text};
use crate::content::markdown::anchors_of;

/// Signs in braces that end a heading.
#[derive(Debug)]
pub(super) struct HeadingMark {
    /// Where the braces stand.
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
    let mut names = HashMap::<&str, usize>::new();
    marked.iter().filter_map(|(_, braces)| braces.name).for_each(|name| *names.entry(name).or_default() += 1);
    let mut words: Vec<String> = headings.iter().map(|heading| plain_text(&heading.content)).collect();
    for (at, braces) in &marked {
        words[*at].clone_from(&braces.words);
    }
    let after = anchors_of(words);
    let before: HashMap<&str, usize> = headings.iter().enumerate().map(|(at, heading)| (&*heading.id, at)).collect();
    let linked: HashSet<&str> =
        targets.iter().filter_map(|target| if let Target::Anchor(to) = target { Some(&**to) } else { None }).collect();
    let is_other = |at: usize, anchor: &str| before.get(anchor).is_some_and(|owner| *owner != at);
    let is_clear = |(at, braces): &(usize, Braces<'_>)| {
        let is_free = |name: &str| names[name] == 1 && !is_other(*at, name);
        braces.name.is_none_or(is_free) && !is_other(*at, &after[*at]) && !linked.contains(&*headings[*at].id)
    };
    // One that stays as it is would give the others other numbers.
    let places: HashSet<usize> = marked.iter().map(|(at, _)| *at).collect();
    let others_stay = (0..headings.len()).all(|at| places.contains(&at) || headings[at].id == after[at]);
    let owners: HashMap<&str, usize> = after.iter().enumerate().map(|(at, anchor)| (&**anchor, at)).collect();
    let leads_back = |(at, braces): &(usize, Braces<'_>)| {
        braces.name.and_then(|name| owners.get(name)).is_none_or(|owner| owner == at)
    };
    // A link that leads nowhere may have been meant for one of them, by a name that is not quite theirs.
    let near: HashSet<String> = names.keys().map(|name| letters(name)).collect();
    let is_lost = |anchor: &str| !before.contains_key(anchor) && !names.contains_key(anchor);
    let has_lost_link = linked.iter().any(|anchor| is_lost(anchor) && near.contains(&letters(anchor)));
    let is_certain = others_stay && !has_lost_link && marked.iter().all(|mark| is_clear(mark) && leads_back(mark));
    let made = marked.into_iter().map(|(at, braces)| HeadingMark {
        span: braces.span,
        name: braces.name.map(str::to_owned),
        anchor: after[at].clone(),
        is_certain,
    });
    made.collect()
}

/// Letters and digits alone, as small ones: `my_rest` is `My-rest`.
fn letters(name: &str) -> String {
    name.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
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
