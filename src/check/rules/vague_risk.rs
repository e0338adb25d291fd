//! A risk in words such as "rare" or "common", without a number.
//!
//! Why it matters: readers take "common" and "rare" to mean far more people than they do: up to half as many again of
//! them expect the harm. Numbers mislead less.
//!
//! Example:
//!
//! ```text
//! Infection is rare.
//! ```
//!
//! Instead:
//!
//! ```text
//! Infection is rare: it happens to about 1 in 1,000 people.
//! ```
//!
//! The number may be in the same sentence, or, as "1 in 1,000", in the one that follows. A sentence is about a risk
//! when it names one, such as "side effect" or "bruise", or when it points back to one that does ("But this is very
//! rare"). "A common question" is not a risk, and neither are "small, frequent meals".
//!
//! Source: Büchter RB and others. BMC Med Inform Decis Mak 2014;14:76; Webster RK and others. Drug Saf 2017,
//! 10.1007/s40264-017-0542-1; Patient Information Forum: a verbal term only with a number.

use std::ops::Range;

use super::word_lists::Lists;
use super::{Run, Subject};
use crate::base::diagnostic::Diagnostic;
pub(super) use crate::base::diagnostic::code::VAGUE_RISK as CODE;
use crate::prose::quantities::is_year;
use crate::site::reading::{Unit, UnitKind};

pub(super) const RUN: Run = Run::Article(run);

/// Most words of a sentence that is about the risk in the one before it, such as "But that is very rare".
const SHORT: usize = 8;

/// How near to "frequent" to look for what it is about, in words.
const NOUN_REACH: usize = 4;

/// How near to the beginning of a sentence to look for a "this" or "they" that points back, in words.
const POINTER_REACH: usize = 3;

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let lists = subject.lists;
    let mut found = Vec::new();
    let units = subject.reading.all().filter(|unit| unit.kind != UnitKind::Quoted && !unit.kind.is_picture());
    for unit in units.filter(|unit| lists.frequencies.may_be_in(unit)) {
        for (index, words) in unit.sentence_words.iter().enumerate() {
            let mut frequencies = lists.frequencies.find(unit, words.clone());
            let frequency = frequencies.find(|found| !is_of_something_else(unit, &found.words, words, lists));
            let Some(frequency) = frequency else { continue };
            if is_about_risk(unit, index, lists) && !has_number(subject, unit, index) {
                let shown = unit.shown(&frequency.words);
                let message = format!("\"{shown}\" says how often a harm happens, without a number");
                found.push(
                    subject
                        .problem_at(CODE, unit, &frequency.words, message)
                        .help("add the number, such as \"about 1 in 1,000 people\"; or leave the word out"),
                );
            }
        }
    }
    found
}

/// Whether a sentence of a unit names a risk, or points back to one that does.
fn is_about_risk(unit: &Unit<'_>, index: usize, lists: &Lists) -> bool {
    let words = &unit.sentence_words[index];
    let points_back = words.len() <= SHORT
        && words.clone().take(POINTER_REACH).any(|index| lists.pointers.contains(unit.word(index)));
    let is_after_risk = points_back && index > 0 && names_risk(unit, &unit.sentence_words[index - 1], lists);
    names_risk(unit, words, lists) || is_after_risk
}

fn names_risk(unit: &Unit<'_>, sentence: &Range<usize>, lists: &Lists) -> bool {
    lists.risks.find(unit, sentence.clone()).next().is_some()
}

/// Whether a sentence has a number, or the next one a ratio such as "1 in 1,000".
fn has_number(subject: &Subject<'_>, unit: &Unit<'_>, index: usize) -> bool {
    let mut words = unit.sentence_words[index].clone().map(|index| unit.word(index));
    words.any(|word| word.starts_with(|c: char| c.is_ascii_digit()) && !is_year(word))
        || (index..index + 2).any(|index| subject.reading.ratios(unit, index).next().is_some())
}

/// Whether a word such as "frequent" is not about a risk, but about the noun after it ("frequent meals"), or about one
/// near it that the lists name ("la causa más frecuente").
fn is_of_something_else(unit: &Unit<'_>, frequency: &Range<usize>, sentence: &Range<usize>, lists: &Lists) -> bool {
    let near = frequency.start.saturating_sub(NOUN_REACH).max(sentence.start)..frequency.start;
    // Up to a comma or a word such as "in", all belong together: "rare but serious", "common skin reactions".
    let after: Vec<usize> = (frequency.end..sentence.end.min(frequency.end + NOUN_REACH))
        .take_while(|index| unit.gap_before(*index).is_empty() && !lists.joining.contains(unit.word(*index)))
        .collect();
    if near.chain(after.iter().copied()).any(|index| lists.counted.contains(unit.word(index))) {
        return true;
    }
    let is_adverb = unit.word(frequency.end - 1).ends_with("ly");
    if is_adverb {
        return lists.acts_first.contains(unit.word(sentence.start));
    }
    // The words after it only tell in a language in which the noun follows its adjective.
    !lists.joining.is_empty() && !after.is_empty() && !after.iter().any(|index| lists.risks.at(unit, *index).is_some())
}
