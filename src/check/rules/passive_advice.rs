//! Advice in the passive voice, or to nobody in particular.
//!
//! Why it matters: "should be taken" leaves open who takes it. A reader who is told "take" knows what to do.
//!
//! Example:
//!
//!     Fluids should be taken. Patients should avoid driving.
//!
//! Instead:
//!
//!     Drink water. Do not drive.
//!
//! What happens to the reader is no advice: "you should be seen within a week" is fine, and so is "if you are told to
//! stop". Nor is what others do ("the bill should be included with the letter"), what is said by whom ("must be changed
//! by your nurse"), or what stands in quotation marks. So, outside of do-lists, only what a patient does for themselves
//! counts: taken, kept dry, avoided.
//!
//! Source: PEMAT, items 5 and 21; NHS digital service manual, content guide: speak to the reader as "you".

use super::word_lists::{Lists, WordSet};
use super::{Run, Subject};
use crate::base::diagnostic::Diagnostic;
pub(super) use crate::base::diagnostic::code::PASSIVE_ADVICE as CODE;
use crate::site::reading::{Unit, UnitKind};
use std::ops::Range;

pub(super) const RUN: Run = Run::Article(run);

/// Farthest that "by your nurse" stands behind the verb, in words.
const DOER_REACH: usize = 6;

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let lists = subject.lists;
    let mut found = Vec::new();
    let units = subject.reading.all().filter(|unit| unit.kind != UnitKind::Quoted && !unit.kind.is_picture());
    let may_be_passive =
        |unit: &&Unit<'_>| unit.is_advice || lists.impersonal.may_be_in(unit) || lists.modals.may_be_in(unit);
    for unit in units.filter(may_be_passive) {
        for sentence in &unit.sentence_words {
            let is_said =
                |words: &Range<usize>| !unit.is_quoted(words) && !names_doer(unit, words.end, sentence.end, lists);
            let impersonal = lists
                .impersonal
                .find(unit, sentence.clone())
                .map(|phrase| phrase.words)
                .find(|words| !unit.is_quoted(words) && !is_behind(unit, words.start, sentence, &lists.clauses));
            let Some((words, impersonal)) = impersonal
                .map(|words| (words, true))
                .or_else(|| with_modal(unit, sentence, lists).filter(is_said).map(|words| (words, false)))
                .or_else(|| in_do_list(unit, sentence, lists).filter(is_said).map(|words| (words, false)))
            else {
                continue;
            };
            let shown = unit.shown(&words);
            let message = if impersonal {
                format!("\"{shown}\" does not speak to the reader")
            } else {
                format!("\"{shown}\" does not say who is to do it")
            };
            found.push(subject.problem_at(CODE, unit, &words, message).help(
                "tell the reader what to do: begin with the verb, such as \"take\", \"drink\" or \"do not drive\"",
            ));
        }
    }
    found
}

/// "should be taken", unless it tells the reader what to expect: "you should be seen".
fn with_modal(unit: &Unit<'_>, sentence: &Range<usize>, lists: &Lists) -> Option<Range<usize>> {
    lists.modals.find(unit, sentence.clone()).find_map(|modal| {
        let before = modal.words.start.checked_sub(1).filter(|before| *before >= sentence.start);
        if before.is_some_and(|before| lists.readers.contains(unit.word(before)))
            || is_behind(unit, modal.words.start, sentence, &lists.describing)
        {
            return None;
        }
        let be = skip_between(unit, modal.words.end, sentence.end, lists);
        let end = participle_after(unit, be, sentence.end, lists)?;
        (lists.acts.is_empty() || lists.acts.contains(unit.word(end - 1))).then_some(modal.words.start..end)
    })
}

/// Whether the word before a place in a sentence is in a list: "if you are asked to", "stitches do not need to be removed".
fn is_behind(unit: &Unit<'_>, at: usize, sentence: &Range<usize>, list: &WordSet) -> bool {
    at > sentence.start && list.contains(unit.word(at - 1))
}

/// Whether the words behind a verb say who does it: "by your nurse", but not "by mouth".
fn names_doer(unit: &Unit<'_>, from: usize, end: usize, lists: &Lists) -> bool {
    let by = (from..end.min(from + DOER_REACH)).find(|index| lists.doers.contains(unit.word(*index)));
    let is_doer = |index: usize| {
        let word = unit.word(index);
        !word.starts_with(|c: char| c.is_ascii_digit()) && !lists.not_doers.contains(word)
    };
    by.map(|by| by + 1..end.min(by + 3)).is_some_and(|mut behind| !behind.is_empty() && behind.all(is_doer))
}

/// "is changed daily" in a do or do-not list, where everything is advice up to the word that begins a clause.
fn in_do_list(unit: &Unit<'_>, sentence: &Range<usize>, lists: &Lists) -> Option<Range<usize>> {
    if !unit.is_advice {
        return None;
    }
    let advice = sentence.clone().take_while(|index| !lists.clauses.contains(unit.word(*index)));
    let end = sentence.start + advice.clone().count();
    advice.into_iter().find_map(|be| Some(be..participle_after(unit, be, end, lists)?))
}

/// The end of a form of "be" with its participle, when one stands at a word.
fn participle_after(unit: &Unit<'_>, be: usize, end: usize, lists: &Lists) -> Option<usize> {
    if be >= end || !lists.be.contains(unit.word(be)) {
        return None;
    }
    let participle = skip_between(unit, be + 1, end, lists);
    (participle < end && lists.is_participle(unit.word(participle))).then_some(participle + 1)
}

/// The next word that is no "not" or "always"; two of them at most.
fn skip_between(unit: &Unit<'_>, from: usize, end: usize, lists: &Lists) -> usize {
    (from..end.min(from + 2)).find(|index| !lists.between.contains(unit.word(*index))).unwrap_or(from + 2)
}
