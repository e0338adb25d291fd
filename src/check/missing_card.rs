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
//!     > [!WARNING]
//!     > ## [Call the clinic](tel:clinic) at once if:
//!     >
//!     > - you faint
//!
//! A page gives aftercare advice when its topics say so (`aftercare`, `recovery`), or when it has a do list or a do-not
//! list in a section whose heading, or the heading above it, says "after", "recovery" or "at home"; on a guide, any
//! list in such a section counts. The page that names a folder is left alone.
//!
//! Source: NHS digital service manual, care cards; PEMAT, item 20: what to do, and when to call.

use std::collections::BTreeSet;

use super::Subject;
use crate::article::Kind;
use crate::diagnostic::{Diagnostic, Location};
use crate::document::{BlockKind, CardLevel, Heading};
use crate::yaml::Step;

check!("missing-card", Error, "missing_card.rs", super::Run::Article(run));

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
        Diagnostic::error("missing-card", "aftercare advice without a card that says when to get help")
            .at(place)
            .help("add a card with `> [!CAUTION]` or `> [!WARNING]`, a heading such as `> ## Call the clinic at once if:` and a list"),
    ]
}

fn by_topic(subject: &Subject<'_>) -> Option<Location> {
    let topics = &subject.article.front.topics;
    let index = topics.iter().position(|topic| subject.lists.aftercare_topics.contains(&topic.to_lowercase()))?;
    Some(subject.article.field(&[Step::Key("topics"), Step::Index(index)]))
}

/// The heading of a section with advice for the time after.
fn by_section(subject: &Subject<'_>) -> Option<Location> {
    let is_guide = subject.article.front.kind == Kind::Guide;
    // Headings that say "after", by their place: units know the words, blocks know what follows.
    let headings = subject.reading.units.iter().filter(|unit| unit.kind.is_heading());
    let after: BTreeSet<usize> = headings
        .filter(|unit| subject.lists.after.find(unit, 0..unit.words.len()).next().is_some())
        .map(|unit| subject.span(unit, &(0..unit.text.len())).start)
        .collect();
    let is_after = |heading: &Heading<'_>| after.range(heading.span.clone()).next().is_some();
    let advised = advised_section(subject, &is_after, is_guide)?;
    Some(subject.article.source.at(advised.span.clone()))
}

fn advised_section<'s>(
    subject: &Subject<'s>,
    is_after: &impl Fn(&Heading<'_>) -> bool,
    is_guide: bool,
) -> Option<&'s Heading<'s>> {
    let mut open: Option<&Heading<'_>> = None;
    for block in &subject.document.blocks {
        match &block.kind {
            BlockKind::Heading(heading) if open.is_none_or(|open| heading.level <= open.level) => {
                open = is_after(heading).then_some(heading);
            }
            BlockKind::DoList(_) if open.is_some() => return open,
            BlockKind::List(_) if open.is_some() && is_guide => return open,
            _ => {}
        }
    }
    None
}
