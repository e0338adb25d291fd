//! Whom a card calls.

use super::{CODE, ends_in, is_list};
use crate::base::diagnostic::Diagnostic;
use crate::check::Subject;
use crate::check::word_lists::{Lists, WordSet};
use crate::content::document::{BlockKind, Card, CardLevel, Heading, Inline, Span, Target, phones_in, plain_text};
use crate::prose::digit;

/// How many words there may be between "not" and "call": "you do not need to call".
const DENIAL_REACH: usize = 3;

/// A card that is not red, and calls for help in an emergency.
pub(super) fn of_other_colour(subject: &Subject<'_>, card: &Card<'_>, end: &str) -> Option<Diagnostic> {
    let place = emergency_of_other_colour(subject, card, end)?;
    let message = "this card is for an emergency, and does not look like one";
    let help = "write `> [!CAUTION]` in the line above: only that card is red";
    Some(subject.problem(CODE, &place, message).help(help))
}

/// Whether a red card calls, by a link or in words, and nobody who helps in an emergency.
pub(super) fn no_help(subject: &Subject<'_>, card: &Card<'_>) -> bool {
    let numbers = [card.phones_of_heading(), card.phones_below()].concat();
    let is_linked = !numbers.is_empty() && !numbers.iter().any(|name| is_for_emergencies(subject, name));
    let Some(heading) = &card.heading else { return is_linked };
    // The words of the links themselves promise what they do not keep.
    let words = words_beside_links(&heading.content).to_lowercase();
    let is_said = numbers.is_empty()
        && calls_by_word(subject, &words)
        && !words.contains("tel:")
        && !words.contains(|c| digit(c).is_some());
    is_said || (is_linked && !subject.lists.phones.of_emergency(&words))
}

/// The words of a run of text without those of links that call.
fn words_beside_links(content: &[Inline<'_>]) -> String {
    content
        .iter()
        .map(|inline| match inline {
            Inline::Link(link) if matches!(link.target, Target::Phone(_)) => String::new(),
            Inline::Emphasis(content) | Inline::Strong(content) => words_beside_links(content),
            other => plain_text(std::slice::from_ref(other)),
        })
        .collect()
}

/// Whether a name of a phone number calls for help in an emergency. One that is not known is told elsewhere.
fn is_for_emergencies(subject: &Subject<'_>, name: &str) -> bool {
    let (config, language) = (&subject.site.config, &subject.article.place.language);
    let number = config.phone(language, name);
    name == "emergency" || number.is_none_or(|number| config.is_for_emergencies(language, number))
}

/// Whether some words in lower case tell somebody to call.
fn calls_by_word(subject: &Subject<'_>, words: &str) -> bool {
    words.split(|c: char| !c.is_alphanumeric()).any(|word| subject.lists.calls.contains(word))
}

/// The headings and lines of a card that say when not to call: "Do not call 999 if:".
pub(super) fn denied(subject: &Subject<'_>, card: &Card<'_>, end: &str) -> Vec<Span> {
    let source = &subject.article.source.text;
    let heading = card.heading.iter().map(|heading| (&heading.content, heading.span.clone()));
    let blocks = card.blocks.iter().enumerate().filter_map(|(index, block)| match &block.kind {
        BlockKind::Heading(heading) => Some((&heading.content, heading.span.clone())),
        BlockKind::Paragraph(content) if ends_in(content, end) || has_list(card, index + 1) => {
            Some((content, block.trimmed(source)))
        }
        _ => None,
    });
    let denied = heading.chain(blocks).filter(|(content, _)| {
        let words = plain_text(content);
        denies_call(subject, &words) || (phones_in(content).len() > 1 && denies(subject.lists, &words))
    });
    denied.map(|(_, place)| place).collect()
}

/// Whether words that call two numbers deny one: "call 999, not the clinic".
fn denies(lists: &Lists, words: &str) -> bool {
    let words = words.to_lowercase();
    let mut words = words.split(|c: char| !c.is_alphanumeric() && c != '\'');
    words.any(|word| lists.near.denials.contains(word) || lists.near.denials_behind.contains(word))
}

/// Whether a block of a card is a list.
fn has_list(card: &Card<'_>, index: usize) -> bool {
    card.blocks.get(index).is_some_and(is_list)
}

/// Whether words say not to call: "do not call", "you don't need to ring", "rufen Sie nicht". "Do not wait: call" and "do
/// not hesitate to call" say to call.
fn denies_call(subject: &Subject<'_>, words: &str) -> bool {
    let words = words.replace(['’', '‘', '´', 'ʼ'], "'").to_lowercase();
    let mut clauses = words.split(['.', ',', ';', ':', '!', '?', '–', '—', '،', '؛', '؟', '(', ')']);
    clauses.any(|clause| clause_denies_call(subject.lists, clause))
}

/// Whether "not" leads to "call" in a clause in lower case, or "rufen" to "nicht".
fn clause_denies_call(lists: &Lists, clause: &str) -> bool {
    let words = clause.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty());
    let words: Vec<&str> = words.collect();
    (0..words.len()).any(|at| {
        let rest = &words[at..];
        (lists.near.denials.contains(rest[0]) && leads_to(rest, &lists.calls, lists))
            || (lists.calls.contains(rest[0]) && leads_to(rest, &lists.near.denials_behind, lists))
    })
}

/// Whether the first of some words leads to one of a list, with nothing about them that turns the meaning round.
fn leads_to(words: &[&str], to: &WordSet, lists: &Lists) -> bool {
    (1..words.len().min(2 + DENIAL_REACH)).any(|next| {
        let mut around = words.iter().take(next + 2);
        to.contains(words[next])
            && !around.any(|word| lists.near.not_denied.contains(*word) || lists.near.joins.contains(*word))
    })
}

/// Whether words in lower case begin with "call" or "dial".
pub(super) fn begins_with_call(subject: &Subject<'_>, words: &str) -> bool {
    words.split_whitespace().next().is_some_and(|first| subject.lists.near.calls_now.contains(first))
}

/// Whether the emergency number is linked to, and no other number.
pub(super) fn calls_emergency_alone(content: &[Inline<'_>]) -> bool {
    let numbers = phones_in(content);
    !numbers.is_empty() && numbers.iter().all(|name| *name == "emergency")
}

/// The heading or the words of a card that is not red, and calls the emergency number or an ambulance.
fn emergency_of_other_colour(subject: &Subject<'_>, card: &Card<'_>, end: &str) -> Option<Span> {
    if card.level == CardLevel::Emergency {
        return None;
    }
    if let Some(heading) = &card.heading
        && CallLead::new(card, &heading.content, 0, end).calls_emergency(subject)
    {
        return Some(heading.span.clone());
    }
    card.blocks.iter().enumerate().find_map(|(index, block)| match &block.kind {
        BlockKind::Heading(Heading { content, .. }) | BlockKind::Paragraph(content)
            if CallLead::new(card, content, index + 1, end).calls_emergency(subject) =>
        {
            Some(block.trimmed(&subject.article.source.text))
        }
        _ => None,
    })
}

/// Words of a card that may lead on to a list of when to call.
struct CallLead<'c> {
    content: &'c [Inline<'c>],
    /// Whether they end in "if:".
    asks: bool,
    /// Whether a list is right below them.
    has_list: bool,
    /// Whether the card is one for getting help.
    seeks_help: bool,
}

impl<'c> CallLead<'c> {
    /// `below` is the index of the block below them, and `end` what a heading ends in.
    fn new(card: &Card<'_>, content: &'c [Inline<'c>], below: usize, end: &str) -> Self {
        let seeks_help = card.level.seeks_help();
        Self { content, asks: ends_in(content, end), has_list: has_list(card, below), seeks_help }
    }

    /// Whether they call the emergency number, by a link, or an ambulance, in words.
    fn calls_emergency(&self, subject: &Subject<'_>) -> bool {
        let words = plain_text(self.content).to_lowercase();
        if calls_emergency_alone(self.content) {
            return self.asks || begins_with_call(subject, &words) || (self.seeks_help && self.has_list);
        }
        let phones = &subject.lists.phones;
        let is_said = phones.of_ambulance(&words) && !phones.of_clinic(&words);
        self.asks && self.has_list && phones_in(self.content).is_empty() && is_said
    }
}

/// Whether text links to a phone number.
pub(super) fn holds_number(content: &[Inline<'_>]) -> bool {
    !phones_in(content).is_empty()
}
