//! A percentage without "1 in 10" or "10 in 100" in the same sentence.
//!
//! Why it matters: many people can't picture a percentage. They can picture 10 of 100 people.
//!
//! Example:
//!
//! ```text
//! About 10% of people get a bruise.
//! ```
//!
//! Instead:
//!
//! ```text
//! About 10 in 100 people get a bruise.
//! ```
//!
//! A percentage that counts no people is left alone: the strength of a medicine ("a 1% cream"), a part of one person ("10%
//! of the skin"), oxygen in the blood, humidity, money, a battery. So are 0% and 100%, which are easy to picture. The help
//! works the number of people out; a change ("cut the risk by 50%") is no number of people, and then it names none.
//!
//! Source: NHS digital service manual, content guide: "1 in 7" and not 14.3%; PEMAT, item 6; CDC Clear Communication
//! Index, items 15 to 17.

use std::ops::Range;

use super::word_lists::Lists;
use super::{Run, Subject};
use crate::base::diagnostic::Diagnostic;
pub(super) use crate::base::diagnostic::code::BARE_PERCENTAGE as CODE;
use crate::prose::quantities::{Figure, SHARE};
use crate::site::reading::{Unit, UnitKind};

pub(super) const RUN: Run = Run::Article(run);

/// How far behind "of" stands what a percentage is of, in words: "of the top layer of the skin".
const OF_REACH: usize = 6;
/// How far before a percentage stands what it is of, in words, within its clause: "keep the battery above 10%".
const BEFORE_REACH: usize = 8;
/// What may stand between the two ends of a range.
const TO: [&str; 9] = ["-", "–", "—", "to", "a", "al", "bis", "até", "إلى"];

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let lists = subject.lists;
    // A language whose words for people are not known has no alarms that could be trusted.
    if lists.people.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for unit in subject.reading.all().filter(|unit| unit.has_numbers()) {
        for (number, sentence) in unit.sentence_words.iter().enumerate() {
            if subject.reading.ratios(unit, number).next().is_some() {
                continue;
            }
            // Where the last percentage that counts no people ends.
            let mut part = None;
            for percentage in percentages(subject, unit, number, lists) {
                let words = unit.words.within(&percentage.at);
                // "more than 25% of the skin (20% in children)"
                let goes_on = part.is_some_and(|end| unit.text[end..percentage.at.start].contains('('));
                if goes_on || is_label(unit, &percentage.at) || !counts_people(subject, unit, &words, sentence, lists) {
                    part = Some(percentage.at.end);
                    continue;
                }
                let is_by = words.start > sentence.start && lists.changes.contains(unit.word(words.start - 1));
                let is_change = is_by || (words.end < sentence.end && lists.changing.contains(unit.word(words.end)));
                let help = match percentage.people(lists).filter(|_| !is_change) {
                    Some(people) => format!("write it as a number of people, such as \"{people}\""),
                    None if is_change => {
                        "say how many people it happens to without it, and how many with it".to_owned()
                    }
                    None => "write it as a number of people, in whole numbers".to_owned(),
                };
                // The bracket of "three (3) percent" is no part of it.
                let shown = unit.text[percentage.at.clone()].replacen(')', "", 1);
                let message = format!("\"{shown}\" is a percentage, without a number of people");
                found.push(subject.problem(CODE, &subject.span(unit, &percentage.at), message).help(help));
            }
        }
    }
    found
}

/// A percentage, or a range of them, from 0 to 1.
struct Percentage {
    at: Range<usize>,
    low: f64,
    high: f64,
}

/// The percentages of a sentence; "5% to 7%" is one.
fn percentages(subject: &Subject<'_>, unit: &Unit<'_>, sentence: usize, lists: &Lists) -> Vec<Percentage> {
    let is_percentage = |figure: &&Figure| {
        let has_sign = unit.text[figure.at.clone()].ends_with(['%', '٪']);
        figure.quantity.kind == SHARE
            && (has_sign || lists.percent.find(unit, unit.words.within(&figure.at)).next().is_some())
    };
    let mut all: Vec<Percentage> = Vec::new();
    for figure in subject.reading.figures(unit, sentence).filter(is_percentage) {
        let (low, high) = (figure.quantity.low, figure.quantity.high);
        match all.last_mut() {
            Some(last) if TO.contains(&unit.text[last.at.end..figure.at.start].trim()) => {
                last.at.end = figure.at.end;
                (last.low, last.high) = (last.low.min(low), last.high.max(high));
            }
            _ => all.push(Percentage { at: figure.at.clone(), low, high }),
        }
    }
    // What is more than everybody counts nobody.
    all.retain(|percentage| percentage.high > 0.0 && percentage.low < 1.0 && percentage.high <= 1.0);
    all
}

impl Percentage {
    /// The same as a number of people, in the words of a language: out of 100 where that comes out whole, or else out of
    /// the least power of ten that gives some people to picture. None for what is rarer than that.
    fn people(&self, lists: &Lists) -> Option<String> {
        let ends = |total: f64| [self.low * total, self.high * total];
        let is_whole = |count: f64| (count - count.round()).abs() < 1e-6 && count.round() >= 1.0;
        let is_exact = |total: f64| ends(total).into_iter().all(is_whole);
        let total = if is_exact(100.0) {
            100.0
        } else {
            [1_000.0, 10_000.0, 100_000.0].into_iter().find(|total| is_exact(*total) || self.low * total > 4.999)?
        };
        let [low, high] = ends(total).map(|count| grouped(count.round(), &lists.thousands));
        let count = if low == high { low } else { format!("{low} {} {high}", lists.to) };
        let people = lists.of_people.replacen("{}", &count, 1).replacen("{}", &grouped(total, &lists.thousands), 1);
        Some(if is_exact(total) { people } else { format!("{} {people}", lists.about) })
    }
}

/// A whole number as it is printed, with its thousands apart: `10,000`.
fn grouped(number: f64, between: &str) -> String {
    let digits = format!("{number:.0}");
    match digits.len().checked_sub(3).filter(|thousands| *thousands > 0) {
        Some(thousands) => format!("{}{between}{}", &digits[..thousands], &digits[thousands..]),
        None => digits,
    }
}

/// Whether a percentage is all that the head of a column says, such as the strength of a solution.
fn is_label(unit: &Unit<'_>, at: &Range<usize>) -> bool {
    unit.kind == UnitKind::ColumnHead && unit.text.trim() == &unit.text[at.clone()]
}

/// Whether a percentage counts people, as far as the words around it tell: what it is of, what stands before it in its
/// clause, the heads of its row and column.
fn counts_people(
    subject: &Subject<'_>,
    unit: &Unit<'_>,
    at: &Range<usize>,
    sentence: &Range<usize>,
    lists: &Lists,
) -> bool {
    let breaks = |index: &usize| unit.gap_before(*index).contains([',', ';', ':', '–', '—', '•']);
    let goes_on = |index: &usize| *index == at.end || !breaks(index);
    let reach = if at.end < sentence.end && lists.of_what.contains(unit.word(at.end)) { OF_REACH } else { 2 };
    let behind = (at.end..sentence.end.min(at.end + reach)).take_while(goes_on);
    if let Some(counts) = behind.into_iter().find_map(|index| lists.counts(unit.word(index))) {
        return counts;
    }
    let earliest = sentence.start.max(at.start.saturating_sub(BEFORE_REACH));
    let clause = (earliest + 1..at.start).rev().find(breaks).unwrap_or(earliest);
    // "20% DEET", and in a list of figures "Oxygen: 95%".
    let before = (clause..at.start).rev().chain((earliest..clause).rev().take(3));
    if let Some(counts) = before.into_iter().find_map(|index| lists.counts(unit.word(index))) {
        return counts;
    }
    let rest = (at.end..sentence.end).any(|index| lists.people.contains(unit.word(index)));
    // The cells of a table are of what its heading says: "strengths of chlorine solution".
    let heading = unit.heading.filter(|_| matches!(unit.kind, UnitKind::Cell | UnitKind::ColumnHead));
    let heads = unit.context.iter().chain(&heading).flat_map(|head| {
        let head = &subject.reading.units[*head];
        (0..head.words.len()).map(|index| head.word(index))
    });
    rest || !heads.into_iter().any(|word| lists.parts.contains(word))
}

impl Lists {
    /// Whether a word beside a percentage says that it counts people, or that it does not; most words say neither.
    fn counts(&self, word: &str) -> Option<bool> {
        self.people.contains(word).then_some(true).or_else(|| self.parts.contains(word).then_some(false))
    }
}
