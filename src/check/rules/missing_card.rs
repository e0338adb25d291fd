//! A page that tells people how to look after themselves and not when to get help: no emergency card and no urgent
//! card.
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
//! something ("Rest. Drink."). Where the heading leaves no doubt ("Going home", "After your operation", "When to call us",
//! "Looking after your wound"), a list of any kind counts on any page, and so does a paragraph that tells people to do
//! something ("Keep it dry. Call us if it bleeds."). A paragraph that only tells of something is no advice, but for one
//! below a heading that says whom to call ("When to call us"). The page that names a folder is left alone.
//!
//! Source: NHS digital service manual, care cards; PEMAT, item 20: what to do, and when to call.

use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::ops::Range;

use super::phrases::Phrases;
use super::{Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic, Location};
use crate::base::yaml::Step;
use crate::content::article::Kind;
use crate::content::document::{BlockKind, CardLevel, Heading, Span};
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
    let is_guide = subject.article.front.kind == Kind::Guide;
    // Headings that say "after", by their place: units know the words, blocks know what follows.
    let lists = &subject.lists.aftercare;
    let says = |unit: &Unit<'_>, phrases: &Phrases<()>| phrases.find(unit, 0..unit.words.len()).next().is_some();
    let headings = || subject.reading.units.iter().filter(|unit| unit.kind.is_heading());
    let places = |is_one: &dyn Fn(&Unit<'_>) -> bool| -> BTreeSet<usize> {
        headings().filter(|unit| is_one(unit)).map(|unit| subject.span(unit, &(0..unit.text.len())).start).collect()
    };
    let after = places(&|unit| says(unit, &lists.after));
    let sure = places(&|unit| says(unit, &lists.headings));
    let home = places(&|unit| lists.home.contains(&unit.text.trim().to_lowercase()));
    let us = places(&|unit| (0..unit.words.len()).any(|index| lists.us.contains(unit.word(index))));
    let is_in = |places: &BTreeSet<usize>, heading: &Heading<'_>| places.range(heading.span.clone()).next().is_some();
    let weight = |heading: &Heading<'_>| match (is_in(&sure, heading), is_in(&after, heading)) {
        (true, _) if is_in(&us, heading) => Some(Says::AlreadyCalls),
        (true, _) => Some(Says::Surely),
        (false, true) if is_guide => Some(Says::InAnyList),
        (false, _) if is_in(&home, heading) => Some(Says::InOrders),
        (false, true) => Some(Says::Perhaps),
        (false, false) => None,
    };
    let advised = advised_section(subject, &weight)?;
    Some(subject.article.source.at(advised.span.clone()))
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
    let is_order = |unit: &&Unit<'_>| unit.sentence_words.iter().any(|sentence| tells_to_act(unit, sentence, subject));
    subject.reading.all().filter(is_order).map(|unit| subject.span(unit, &(0..unit.text.len())).start).collect()
}

/// Whether a clause of a sentence begins with a word such as "keep" or "you should". In German it may end with it: "die
/// Wunde trocken halten".
fn tells_to_act(unit: &Unit<'_>, sentence: &Range<usize>, subject: &Subject<'_>) -> bool {
    let ends_with_verb = subject.reading.language == Language::German;
    let begins = |index: usize| {
        index == sentence.start
            || unit.gap_before(index).contains([',', ':', ';', '–', '—', '،', '؛', '(', '-'])
            || subject.lists.aftercare.before_orders.contains(unit.word(index - 1))
    };
    let has_comma = || (sentence.start + 1..sentence.end).any(|index| unit.gap_before(index).contains([',', '،']));
    if subject.lists.aftercare.conditions.contains(unit.word(sentence.start)) && !has_comma() {
        return true;
    }
    let found = subject.lists.aftercare.orders.find(unit, sentence.clone());
    found.map(|phrase| phrase.words).any(|words| begins(words.start) || (ends_with_verb && words.end == sentence.end))
}

fn advised_section<'s>(
    subject: &Subject<'s>,
    weight: &impl Fn(&Heading<'_>) -> Option<Says>,
) -> Option<&'s Heading<'s>> {
    let mut open: Option<(&Heading<'_>, Says)> = None;
    let orders = LazyCell::new(|| orders(subject));
    let tells = |span: &Span| orders.range(span.clone()).next().is_some();
    for block in &subject.document.blocks {
        match (&block.kind, open) {
            (BlockKind::Heading(heading), _) => {
                let says = weight(heading).map(|says| (heading, says));
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
                if tells(&block.span) =>
            {
                return Some(heading);
            }
            _ => {}
        }
    }
    None
}
