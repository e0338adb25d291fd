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
//! A percentage that does not count people is left alone: the strength of a medicine ("a 1% cream"), a part of one person
//! ("10% of the skin"), oxygen in the blood, humidity, money, a battery. So are 0% and 100%, which are easy to picture. The
//! help works out the number of people; a change ("cut the risk by 50%") is not a number of people, so it names none.
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

/// How far after "of" to look for what a percentage is of, in words: "of the top layer of the skin".
const OF_REACH: usize = 6;
/// How far before a percentage to look for what it is of, in words, within its clause: "keep the battery above 10%".
const BEFORE_REACH: usize = 8;
/// What may be between the two ends of a range.
const TO: [&str; 9] = ["-", "–", "—", "to", "a", "al", "bis", "até", "إلى"];

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let lists = subject.lists;
    // In a language whose words for people are not known, no alarm could be trusted.
    if lists.people.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for unit in subject.reading.all().filter(|unit| unit.has_numbers()) {
        for (number, sentence) in unit.sentence_words.iter().enumerate() {
            if subject.reading.ratios(unit, number).next().is_some() {
                continue;
            }
            // The end of the last percentage that does not count people.
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
                // The bracket of "three (3) percent" is not part of it.
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
    let mut all: Vec<Percentage> = Vec::new();
    for figure in subject.reading.figures(unit, sentence).filter(|figure| is_percentage(unit, figure, lists)) {
        let (low, high) = (figure.quantity.low, figure.quantity.high);
        match all.last_mut() {
            Some(last) if TO.contains(&unit.text[last.at.end..figure.at.start].trim()) => {
                last.at.end = figure.at.end;
                (last.low, last.high) = (last.low.min(low), last.high.max(high));
            }
            _ => all.push(Percentage { at: figure.at.clone(), low, high }),
        }
    }
    // More than 100% can't be people.
    all.retain(|percentage| percentage.high > 0.0 && percentage.low < 1.0 && percentage.high <= 1.0);
    all
}

/// Whether a figure is a share, and written as a percentage.
fn is_percentage(unit: &Unit<'_>, figure: &Figure, lists: &Lists) -> bool {
    figure.quantity.kind == SHARE
        && (unit.text[figure.at.clone()].ends_with(['%', '٪'])
            || lists.percent.find(unit, unit.words.within(&figure.at)).next().is_some())
}

impl Percentage {
    /// The same as a number of people, in the words of a language: out of 100 if that gives whole numbers, or else out of
    /// the smallest power of ten that gives enough people to picture. `None` for anything rarer.
    fn people(&self, lists: &Lists) -> Option<String> {
        let total = if self.is_exact(100.0) {
            100.0
        } else {
            [1_000.0, 10_000.0, 100_000.0]
                .into_iter()
                .find(|total| self.is_exact(*total) || self.low * total > 4.999)?
        };
        let [low, high] = self.out_of(total).map(|count| grouped(count.round(), &lists.thousands));
        let count = if low == high { low } else { format!("{low} {} {high}", lists.to) };
        let people = lists.of_people.replacen("{}", &count, 1).replacen("{}", &grouped(total, &lists.thousands), 1);
        Some(if self.is_exact(total) { people } else { format!("{} {people}", lists.about) })
    }

    /// Both ends, out of a total.
    fn out_of(&self, total: f64) -> [f64; 2] {
        [self.low * total, self.high * total]
    }

    /// Whether both ends are whole numbers of people, out of a total.
    fn is_exact(&self, total: f64) -> bool {
        self.out_of(total).into_iter().all(|count| (count - count.round()).abs() < 1e-6 && count.round() >= 1.0)
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

/// Whether a percentage is all that a column heading says, such as the strength of a solution.
fn is_label(unit: &Unit<'_>, at: &Range<usize>) -> bool {
    unit.kind == UnitKind::ColumnHead && unit.text.trim() == &unit.text[at.clone()]
}

/// Whether a percentage counts people, judging by the words around it: what it is of, what comes before it in its clause,
/// the headings of its row and column.
fn counts_people(
    subject: &Subject<'_>,
    unit: &Unit<'_>,
    at: &Range<usize>,
    sentence: &Range<usize>,
    lists: &Lists,
) -> bool {
    let reach = if at.end < sentence.end && lists.of_what.contains(unit.word(at.end)) { OF_REACH } else { 2 };
    let after = at.end..sentence.end.min(at.end + reach);
    let mut after = after.take_while(|index| *index == at.end || !begins_clause(unit, *index));
    if let Some(counts) = after.find_map(|index| lists.counts(unit.word(index))) {
        return counts;
    }
    let earliest = sentence.start.max(at.start.saturating_sub(BEFORE_REACH));
    let clause = (earliest + 1..at.start).rev().find(|index| begins_clause(unit, *index)).unwrap_or(earliest);
    // "20% DEET", and in a list of figures "Oxygen: 95%".
    let before = (clause..at.start).rev().chain((earliest..clause).rev().take(3));
    if let Some(counts) = before.into_iter().find_map(|index| lists.counts(unit.word(index))) {
        return counts;
    }
    let rest = (at.end..sentence.end).any(|index| lists.people.contains(unit.word(index)));
    // The heading says what the cells of a table are: "strengths of chlorine solution".
    let heading = unit.heading.filter(|_| matches!(unit.kind, UnitKind::Cell | UnitKind::ColumnHead));
    let heads = unit.context.iter().chain(&heading).flat_map(|head| {
        let head = &subject.reading.units[*head];
        (0..head.words.len()).map(|index| head.word(index))
    });
    rest || !heads.into_iter().any(|word| lists.parts.contains(word))
}

/// Whether a word comes after a comma or the like.
fn begins_clause(unit: &Unit<'_>, index: usize) -> bool {
    unit.gap_before(index).contains([',', ';', ':', '–', '—', '•'])
}

impl Lists {
    /// Whether a word near a percentage says that it counts people, or that it does not; most words say neither.
    fn counts(&self, word: &str) -> Option<bool> {
        self.people.contains(word).then_some(true).or_else(|| self.parts.contains(word).then_some(false))
    }
}
