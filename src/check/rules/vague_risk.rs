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
//! The number may stand in the same sentence, or as "1 in 1,000" in the one that follows. A sentence is about a risk
//! when it names one, such as "side effect" or "bruise", or when it points back to one that does ("But this is very
//! rare"). "A common question" is no risk, and "small, frequent meals" are none.
//!
//! Source: Büchter RB and others. BMC Med Inform Decis Mak 2014;14:76; Webster RK and others. Drug Saf 2017,
//! 10.1007/s40264-017-0542-1; Patient Information Forum: a verbal term only with a number.

use std::ops::Range;

use super::phrases::Found;
use super::word_lists::Lists;
use super::{Run, Subject};
use crate::base::diagnostic::Diagnostic;
pub(super) use crate::base::diagnostic::code::VAGUE_RISK as CODE;
use crate::prose::quantities::is_year;
use crate::site::reading::{Unit, UnitKind};

pub(super) const RUN: Run = Run::Article(run);

/// Most words of a sentence, such as "But that is very rare", that speaks of the risk in the one before it.
const SHORT: usize = 8;

/// How near to "frequent" the word stands that it is said of.
const NOUN_REACH: usize = 4;

/// How near to its beginning the "this" or "they" stands that points back.
const POINTER_REACH: usize = 3;

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let lists = subject.lists;
    let mut found = Vec::new();
    let units = subject.reading.all().filter(|unit| unit.kind != UnitKind::Quoted && !unit.kind.is_picture());
    for unit in units.filter(|unit| lists.frequencies.may_be_in(unit)) {
        let names_risk = |index: usize| {
            let words = unit.sentence_words.get(index);
            words.is_some_and(|words| lists.risks.find(unit, words.clone()).next().is_some())
        };
        let has_ratio = |index: usize| subject.reading.ratios(unit, index).next().is_some();
        for (index, words) in unit.sentence_words.iter().enumerate() {
            let is_of_harm = |found: &Found<'_, ()>| !is_of_something_else(unit, &found.words, words, lists);
            let Some(frequency) = lists.frequencies.find(unit, words.clone()).find(is_of_harm) else { continue };
            let points_back = words.len() <= SHORT
                && words.clone().take(POINTER_REACH).any(|index| lists.pointers.contains(unit.word(index)));
            let about_risk = names_risk(index) || (points_back && index.checked_sub(1).is_some_and(names_risk));
            let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) && !is_year(word);
            let has_number = words.clone().any(|index| is_number(unit.word(index)));
            let counted = has_number || has_ratio(index) || has_ratio(index + 1);
            if about_risk && !counted {
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

/// Whether a word such as "frequent" is said of what is no harm: of the noun behind it ("frequent meals"), or of one that
/// the lists name, near it ("la causa más frecuente").
fn is_of_something_else(unit: &Unit<'_>, frequency: &Range<usize>, sentence: &Range<usize>, lists: &Lists) -> bool {
    let near = frequency.start.saturating_sub(NOUN_REACH).max(sentence.start)..frequency.start;
    // Up to a comma or a word such as "in", all belong together: "rare but serious", "common skin reactions".
    let behind = (frequency.end..sentence.end.min(frequency.end + NOUN_REACH))
        .take_while(|index| unit.gap_before(*index).is_empty() && !lists.joining.contains(unit.word(*index)));
    let behind: Vec<usize> = behind.collect();
    if near.chain(behind.iter().copied()).any(|index| lists.counted.contains(unit.word(index))) {
        return true;
    }
    let is_adverb = unit.word(frequency.end - 1).ends_with("ly");
    if is_adverb {
        return lists.acts_first.contains(unit.word(sentence.start));
    }
    // Only where the noun stands behind its adjective do the words behind tell.
    let is_risk = |index: &usize| lists.risks.at(unit, *index).is_some();
    !lists.joining.is_empty() && !behind.is_empty() && !behind.iter().any(is_risk)
}
