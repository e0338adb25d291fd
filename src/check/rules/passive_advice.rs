//! Advice in the passive voice, or to nobody in particular.
//!
//! Why it matters: "should be taken" does not say who takes it. A reader who is told "take" knows what to do.
//!
//! Example:
//!
//! ```text
//! Fluids should be taken. Patients should avoid driving.
//! ```
//!
//! Instead:
//!
//! ```text
//! Drink water. Do not drive.
//! ```
//!
//! What happens to the reader is not advice: "you should be seen within a week" is fine, and so is "if you are told to
//! stop". Nor is what others do ("the bill should be included with the letter"), a passive that says who does it ("must be
//! changed by your nurse"), or anything in quotation marks. So, outside do-lists, only what a patient does for themselves
//! counts: taken, kept dry, avoided.
//!
//! Source: PEMAT, items 5 and 21; NHS digital service manual, content guide: speak to the reader as "you".

use super::word_lists::{Passive, WordSet};
use super::{Run, Subject};
use crate::base::diagnostic::Diagnostic;
pub(super) use crate::base::diagnostic::code::PASSIVE_ADVICE as CODE;
use crate::site::reading::{Unit, UnitKind};
use std::ops::Range;

pub(super) const RUN: Run = Run::Article(run);

/// How far "by your nurse" can be from the verb, in words.
const DOER_REACH: usize = 6;

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let lists = &subject.lists.passive;
    let mut found = Vec::new();
    for unit in subject.reading.all().filter(|unit| may_be_passive(unit, lists)) {
        for sentence in &unit.sentence_words {
            let (words, wrong) = if let Some(words) = impersonal(unit, sentence, lists) {
                (words, "does not speak to the reader")
            } else if let Some(words) = passive(unit, sentence, lists) {
                (words, "does not say who is to do it")
            } else {
                continue;
            };
            let message = format!("\"{}\" {wrong}", unit.shown(&words));
            found.push(subject.problem_at(CODE, unit, &words, message).help(
                "tell the reader what to do: begin with the verb, such as \"take\", \"drink\" or \"do not drive\"",
            ));
        }
    }
    found
}

fn may_be_passive(unit: &Unit<'_>, lists: &Passive) -> bool {
    unit.kind != UnitKind::Quoted
        && !unit.kind.is_picture()
        && (unit.is_advice || lists.phrases.may_be_in(unit) || lists.modals.may_be_in(unit))
}

/// "it is advised", unless it is in a clause: "if it is advised".
fn impersonal(unit: &Unit<'_>, sentence: &Range<usize>, lists: &Passive) -> Option<Range<usize>> {
    let mut phrases = lists.phrases.find(unit, sentence.clone()).map(|phrase| phrase.words);
    phrases.find(|words| !unit.is_quoted(words) && !is_after(unit, words.start, sentence, &lists.clauses))
}

/// A passive that is not quoted and does not say who does it.
fn passive(unit: &Unit<'_>, sentence: &Range<usize>, lists: &Passive) -> Option<Range<usize>> {
    let passives = [with_modal(unit, sentence, lists), in_do_list(unit, sentence, lists)];
    let mut passives = passives.into_iter().flatten();
    passives.find(|words| !unit.is_quoted(words) && !names_doer(unit, words.end, sentence.end, lists))
}

/// "should be taken", unless it tells the reader what to expect: "you should be seen".
fn with_modal(unit: &Unit<'_>, sentence: &Range<usize>, lists: &Passive) -> Option<Range<usize>> {
    lists.modals.find(unit, sentence.clone()).find_map(|modal| {
        let before = modal.words.start.checked_sub(1).filter(|before| *before >= sentence.start);
        if before.is_some_and(|before| lists.readers.contains(unit.word(before)))
            || is_after(unit, modal.words.start, sentence, &lists.describing)
        {
            return None;
        }
        let be = skip_between(unit, modal.words.end, sentence.end, lists);
        let end = participle_after(unit, be, sentence.end, lists)?;
        (lists.acts.is_empty() || lists.acts.contains(unit.word(end - 1))).then_some(modal.words.start..end)
    })
}

/// Whether the word before a place in a sentence is in a list: "if you are asked to", "stitches do not need to be removed".
fn is_after(unit: &Unit<'_>, at: usize, sentence: &Range<usize>, list: &WordSet) -> bool {
    at > sentence.start && list.contains(unit.word(at - 1))
}

/// Whether the words after a verb say who does it: "by your nurse", but not "by mouth".
fn names_doer(unit: &Unit<'_>, from: usize, end: usize, lists: &Passive) -> bool {
    let by = (from..end.min(from + DOER_REACH)).find(|index| lists.doers.contains(unit.word(*index)));
    by.map(|by| by + 1..end.min(by + 3))
        .is_some_and(|mut after| !after.is_empty() && after.all(|index| is_doer(unit.word(index), lists)))
}

fn is_doer(word: &str, lists: &Passive) -> bool {
    !word.starts_with(|c: char| c.is_ascii_digit()) && !lists.not_doers.contains(word)
}

/// "is changed daily" in a do or do-not list, where everything is advice up to the word that begins a clause.
fn in_do_list(unit: &Unit<'_>, sentence: &Range<usize>, lists: &Passive) -> Option<Range<usize>> {
    if !unit.is_advice {
        return None;
    }
    let advice = sentence.clone().take_while(|index| !lists.clauses.contains(unit.word(*index)));
    let end = sentence.start + advice.clone().count();
    advice.into_iter().find_map(|be| Some(be..participle_after(unit, be, end, lists)?))
}

/// The end of a form of "be" with its participle, if there is one at a word.
fn participle_after(unit: &Unit<'_>, be: usize, end: usize, lists: &Passive) -> Option<usize> {
    if be >= end || !lists.be.contains(unit.word(be)) {
        return None;
    }
    let participle = skip_between(unit, be + 1, end, lists);
    (participle < end && lists.is_participle(unit.word(participle))).then_some(participle + 1)
}

/// The next word other than "not" or "always"; two of these at most.
fn skip_between(unit: &Unit<'_>, from: usize, end: usize, lists: &Passive) -> usize {
    (from..end.min(from + 2)).find(|index| !lists.between.contains(unit.word(*index))).unwrap_or(from + 2)
}
