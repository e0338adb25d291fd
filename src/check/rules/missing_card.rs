//! A page that tells people how to look after themselves, but not when to get help: it has no emergency card and no
//! urgent card.
//!
//! Why it matters: what goes wrong, goes wrong at home. The page that says "rest" is the one that people have in hand
//! then.
//!
//! Example: a page with the topic `aftercare` that ends after its do list.
//!
//! Instead, add at least one of them:
//!
//! ```text
//! > [!WARNING]
//! > ## [Call the clinic](tel:clinic) at once if:
//! >
//! > - you faint
//! ```
//!
//! A page gives aftercare advice when its topics say so (`aftercare`, `recovery`), or when it has a do list or a do-not
//! list in a section whose heading, or the heading above it, says "after", "recovery" or "at home"; on a guide, any
//! list in such a section counts, and below a heading that says no more than "At home", a list that tells people to do
//! something ("Rest. Drink."). If the heading leaves no doubt ("Going home", "After your operation", "When to call us",
//! "Looking after your wound"), a list of any kind counts on any page, and so does a paragraph that tells people to do
//! something ("Keep it dry. Call us if it bleeds."). A paragraph that only describes something is not advice, except below
//! a heading that says whom to call ("When to call us"). The page that names a folder is left alone.
//!
//! Source: NHS digital service manual, care cards; PEMAT, item 20: what to do, and when to call.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::phrases::Phrases;
use super::{Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic, Location};
use crate::base::yaml::Step;
use crate::content::article::Kind;
use crate::content::document::{BlockKind, CardLevel, Heading};
use crate::prose::Language;
use crate::site::reading::Unit;

pub(super) const CODE: Code = Code::error("missing-card");
pub(super) const RUN: Run = Run::Article(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut has_card = false;
    subject.document.each_block(&mut |block| {
        has_card |= matches!(&block.kind, BlockKind::Card(card) if card.level <= CardLevel::Urgent);
    });
    if has_card || subject.article.place.is_index() {
        return Vec::new();
    }
    let Some(place) = by_topic(subject).or_else(|| by_section(subject)) else { return Vec::new() };
    vec![
        Diagnostic::new(CODE, "aftercare advice without a card that says when to get help")
            .at(place)
            .help("add a card with `> [!CAUTION]` or `> [!WARNING]`, a heading such as `> ## Call the clinic at once if:` and a list"),
    ]
}

fn by_topic(subject: &Subject<'_>) -> Option<Location> {
    let topics = &subject.article.front.topics;
    let index = topics.iter().position(|topic| subject.lists.aftercare.topics.contains(&topic.to_lowercase()))?;
    Some(subject.article.field(&[Step::Key("topics"), Step::Index(index)]))
}

/// The heading of a section with advice for the time after.
fn by_section(subject: &Subject<'_>) -> Option<Location> {
    // By their places: units know the words, blocks know what follows.
    let mut headings = BTreeMap::new();
    for unit in subject.reading.units.iter().filter(|unit| unit.kind.is_heading()) {
        if let Some(says) = said_by(subject, unit) {
            headings.insert(subject.span(unit, &(0..unit.text.len())).start, says);
        }
    }
    let advised = advised_section(subject, &headings)?;
    Some(subject.article.source.at(advised.span.clone()))
}

/// How sure a heading is of the time after, by its words. `None` if it does not speak of it.
fn said_by(subject: &Subject<'_>, heading: &Unit<'_>) -> Option<Says> {
    let lists = &subject.lists.aftercare;
    if has_phrase(heading, &lists.headings) {
        let calls = (0..heading.words.len()).any(|index| lists.us.contains(heading.word(index)));
        return Some(if calls { Says::AlreadyCalls } else { Says::Surely });
    }
    let is_after = has_phrase(heading, &lists.after);
    if is_after && subject.article.front.kind == Kind::Guide {
        Some(Says::InAnyList)
    } else if lists.home.contains(&heading.text.trim().to_lowercase()) {
        Some(Says::InOrders)
    } else {
        is_after.then_some(Says::Perhaps)
    }
}

fn has_phrase(unit: &Unit<'_>, phrases: &Phrases<()>) -> bool {
    phrases.find(unit, 0..unit.words.len()).next().is_some()
}

/// How sure a heading is of the time after.
#[derive(Clone, Copy)]
enum Says {
    /// A do or do-not list has to follow.
    Perhaps,
    /// Such a list, or one that tells somebody to do something.
    InOrders,
    /// Any list.
    InAnyList,
    /// Any list, or a paragraph that tells somebody to do something.
    Surely,
    /// Any list or paragraph: "When to call us" is advice by itself.
    AlreadyCalls,
}

/// The places of units that tell somebody to do something.
fn orders(subject: &Subject<'_>) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    for unit in subject.reading.all() {
        if unit.sentence_words.iter().any(|sentence| tells_to_act(unit, sentence, subject)) {
            found.insert(subject.span(unit, &(0..unit.text.len())).start);
        }
    }
    found
}

/// Whether a clause of a sentence begins with a word such as "keep" or "you should". In German it may end with it: "die
/// Wunde trocken halten".
fn tells_to_act(unit: &Unit<'_>, sentence: &Range<usize>, subject: &Subject<'_>) -> bool {
    let lists = &subject.lists.aftercare;
    if lists.conditions.contains(unit.word(sentence.start)) && !has_comma(unit, sentence) {
        return true;
    }
    let ends_with_verb = subject.reading.language == Language::German;
    let mut found = lists.orders.find(unit, sentence.clone()).map(|phrase| phrase.words);
    found.any(|words| {
        words.start == sentence.start
            || begins_clause(subject, unit, words.start)
            || (ends_with_verb && words.end == sentence.end)
    })
}

fn has_comma(unit: &Unit<'_>, sentence: &Range<usize>) -> bool {
    (sentence.start + 1..sentence.end).any(|index| unit.gap_before(index).contains([',', '،']))
}

/// Whether a clause begins with a word that is not the first of its sentence.
fn begins_clause(subject: &Subject<'_>, unit: &Unit<'_>, index: usize) -> bool {
    unit.gap_before(index).contains([',', ':', ';', '–', '—', '،', '؛', '(', '-'])
        || subject.lists.aftercare.before_orders.contains(unit.word(index - 1))
}

/// The heading of the first section that gives advice for the time after. `headings` are those that may, by their places.
fn advised_section<'s>(subject: &Subject<'s>, headings: &BTreeMap<usize, Says>) -> Option<&'s Heading<'s>> {
    let mut open: Option<(&Heading<'_>, Says)> = None;
    let orders = LazyCell::new(|| orders(subject));
    for block in &subject.document.blocks {
        match (&block.kind, open) {
            (BlockKind::Heading(heading), _) => {
                let says = headings.range(heading.span.clone()).next().map(|(_, says)| (heading, *says));
                // A heading further down does not end its section; it may be surer.
                if matches!(says, Some((_, Says::Surely | Says::AlreadyCalls)))
                    || open.is_none_or(|(open, _)| heading.level <= open.level)
                {
                    open = says;
                }
            }
            (BlockKind::DoList(_), Some((heading, _)))
            | (BlockKind::List(_), Some((heading, Says::InAnyList | Says::Surely | Says::AlreadyCalls))) => {
                return Some(heading);
            }
            (BlockKind::Paragraph(_), Some((heading, Says::AlreadyCalls))) => return Some(heading),
            (BlockKind::List(_), Some((heading, Says::InOrders)))
            | (BlockKind::Paragraph(_), Some((heading, Says::Surely)))
                if orders.range(block.span.clone()).next().is_some() =>
            {
                return Some(heading);
            }
            _ => {}
        }
    }
    None
}
