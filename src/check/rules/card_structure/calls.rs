//! Whom a card calls.

use super::{CODE, ends_in, is_list};
use crate::base::diagnostic::Diagnostic;
use crate::check::Subject;
use crate::check::word_lists::WordSet;
use crate::content::document::{Block, BlockKind, Card, CardLevel, Heading, Inline, Span, Target, plain_text};

/// How many words may stand between "not" and "call": "you do not need to call".
const DENIAL_REACH: usize = 3;

/// A card that is not red, and calls for help in an emergency.
pub(super) fn of_other_colour(subject: &Subject<'_>, card: &Card<'_>, end: &str) -> Option<Diagnostic> {
    let place = emergency_of_other_colour(subject, card, end)?;
    let message = "this card is for an emergency, and does not look like one";
    let help = "write `> [!CAUTION]` in the line above: only that card is red";
    Some(subject.problem(CODE, &place, message).help(help))
}

/// Whether the clinic is all that a red card calls, by a link or in words.
pub(super) fn clinic_alone(subject: &Subject<'_>, card: &Card<'_>) -> bool {
    let numbers = numbers_of(card);
    let number = |name: &str| subject.site.config.phone(&subject.article.place.language, name);
    let is_clinic = |name: &&str| *name == "clinic" || number(name).is_some_and(|own| number("clinic") == Some(own));
    let Some(heading) = &card.heading else { return !numbers.is_empty() && numbers.iter().all(is_clinic) };
    let words = plain_text(&heading.content).to_lowercase();
    let phones = &subject.lists.phones;
    let is_said = phones.of_clinic(&words) && numbers.is_empty() && calls_by_word(subject, &words);
    !phones.of_emergency(&words) && (is_said || (!numbers.is_empty() && numbers.iter().all(is_clinic)))
}

/// Whether some words in lower case tell somebody to call.
fn calls_by_word(subject: &Subject<'_>, words: &str) -> bool {
    words.split(|c: char| !c.is_alphanumeric()).any(|word| subject.lists.calls.contains(word))
}

/// The names of all numbers that a card links to.
fn numbers_of<'d>(card: &'d Card<'_>) -> Vec<&'d str> {
    fn collect<'d>(blocks: &'d [Block<'_>], found: &mut Vec<&'d str>) {
        for block in blocks {
            block.each_run(&mut |run| found.extend(numbers(run)));
            block.children(&mut |children| collect(children, found));
        }
    }
    let mut found: Vec<&str> = card.heading.iter().flat_map(|heading| numbers(&heading.content)).collect();
    collect(&card.blocks, &mut found);
    found
}

/// The headings and lines of a card that say when not to call: "Do not call 999 if:".
pub(super) fn denied(subject: &Subject<'_>, card: &Card<'_>, end: &str) -> Vec<Span> {
    let source = &subject.article.source.text;
    let heading = card.heading.iter().map(|heading| (&heading.content, heading.span.clone(), true));
    let blocks = card.blocks.iter().enumerate().filter_map(|(index, block)| match &block.kind {
        BlockKind::Heading(heading) => Some((&heading.content, heading.span.clone(), true)),
        BlockKind::Paragraph(content) => {
            let leads_on = ends_in(content, end) || card.blocks.get(index + 1).is_some_and(is_list);
            Some((content, block.trimmed(source), leads_on))
        }
        _ => None,
    });
    let told = |(content, place, leads_on): (&Vec<Inline<'_>>, Span, bool)| {
        (leads_on && denies_call(subject, &plain_text(content))).then_some(place)
    };
    heading.chain(blocks).filter_map(told).collect()
}

/// Whether words say not to call: "do not call", "you don't need to ring", "rufen Sie nicht". "Do not wait: call" and "do
/// not hesitate to call" say to call.
fn denies_call(subject: &Subject<'_>, words: &str) -> bool {
    let lists = subject.lists;
    let near = &lists.near;
    let words = words.replace(['’', '‘', '´', 'ʼ'], "'").to_lowercase();
    let clauses = words.split(['.', ',', ';', ':', '!', '?', '–', '—', '،', '؛', '؟', '(', ')']);
    let mut denied = clauses.map(|clause| {
        let words: Vec<&str> =
            clause.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty()).collect();
        let reach = |at: usize, far: usize| at + 1..words.len().min(at + 2 + far);
        let is_in = |list: &WordSet, at: usize| list.contains(words[at]);
        (0..words.len()).any(|at| {
            let leads_to = |from: &WordSet, to: &WordSet| {
                is_in(from, at)
                    && reach(at, DENIAL_REACH).any(|next| {
                        is_in(to, next)
                            && !(at..(next + 2).min(words.len()))
                                .any(|between| is_in(&near.not_denied, between) || is_in(&near.joins, between))
                    })
            };
            leads_to(&near.denials, &lists.calls) || leads_to(&lists.calls, &near.denials_behind)
        })
    });
    denied.any(|is_denied| is_denied)
}

/// Whether words in lower case begin with "call" or "dial".
pub(super) fn begins_with_call(subject: &Subject<'_>, words: &str) -> bool {
    words.split_whitespace().next().is_some_and(|first| subject.lists.near.calls_now.contains(first))
}

/// Whether the emergency number is linked to, and no other number.
pub(super) fn calls_emergency_alone(content: &[Inline<'_>]) -> bool {
    let numbers = numbers(content);
    !numbers.is_empty() && numbers.iter().all(|name| *name == "emergency")
}

/// The heading or the words of a card that is not red, and calls the emergency number or an ambulance.
fn emergency_of_other_colour(subject: &Subject<'_>, card: &Card<'_>, end: &str) -> Option<Span> {
    if card.level == CardLevel::Emergency {
        return None;
    }
    let has_list = |index: usize| card.blocks.get(index).is_some_and(is_list);
    let is_call = |content: &[Inline<'_>], has_list: bool| {
        let words = plain_text(content).to_lowercase();
        let asks = ends_in(content, end);
        let is_called = calls_emergency_alone(content) && (asks || begins_with_call(subject, &words));
        let is_said = || {
            let phones = &subject.lists.phones;
            asks && has_list && numbers(content).is_empty() && phones.of_ambulance(&words) && !phones.of_clinic(&words)
        };
        is_called || (card.level.seeks_help() && has_list && calls_emergency_alone(content)) || is_said()
    };
    if let Some(heading) = card.heading.as_ref().filter(|heading| is_call(&heading.content, has_list(0))) {
        return Some(heading.span.clone());
    }
    card.blocks.iter().enumerate().find_map(|(index, block)| match &block.kind {
        BlockKind::Heading(Heading { content, .. }) | BlockKind::Paragraph(content)
            if is_call(content, has_list(index + 1)) =>
        {
            Some(block.trimmed(&subject.article.source.text))
        }
        _ => None,
    })
}

/// Whether text links to a phone number.
pub(super) fn holds_number(content: &[Inline<'_>]) -> bool {
    !numbers(content).is_empty()
}

/// The names of the phone numbers that text links to.
pub(super) fn numbers<'d>(content: &'d [Inline<'_>]) -> Vec<&'d str> {
    fn collect<'d>(content: &'d [Inline<'_>], found: &mut Vec<&'d str>) {
        for inline in content {
            match inline {
                Inline::Link(link) => {
                    if let Target::Phone(name) = &link.target {
                        found.push(name);
                    }
                }
                Inline::Emphasis(content) | Inline::Strong(content) => collect(content, found),
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    collect(content, &mut found);
    found
}
