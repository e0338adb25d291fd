//! What the words beside a typed number say about it: that it is to be called, that it is no phone number, or that calling
//! it is not enough.

use std::ops::Range;

use super::shape::digits;
use super::{SiteNumber, is_known};
use crate::check::Subject;
use crate::check::word_lists::WordSet;
use crate::prose::{ListSet, digit};
use crate::site::reading::Unit;

/// How near before a short number there is a word such as "call": "call 999 or 112".
const CALL_REACH: usize = 3;
/// How far before a number something may say that calling it is not enough, in words.
const MORE_BEFORE: usize = 12;
/// The same, behind it.
const MORE_BEHIND: usize = 3;
/// Most digits of what is dialled to get a line.
const LINE_DIGITS: usize = 4;
/// How near behind "dial" they are: "dial the number 9".
const LINE_REACH: usize = 3;

/// A number that is typed into the text.
pub(super) struct Typed<'t> {
    pub(super) subject: &'t Subject<'t>,
    pub(super) unit: &'t Unit<'t>,
    /// Where it is in the unit's text.
    pub(super) range: Range<usize>,
    /// The numbers of the site.
    pub(super) known: &'t [SiteNumber<'t>],
    /// Its words, by their indices: from the first to the one behind it.
    words: Range<usize>,
}

impl<'t> Typed<'t> {
    pub(super) fn new(
        subject: &'t Subject<'t>,
        unit: &'t Unit<'t>,
        range: Range<usize>,
        known: &'t [SiteNumber<'t>],
    ) -> Self {
        let first = unit.words.partition_point(|word| word.start < range.start);
        let behind = unit.words.partition_point(|word| word.start < range.end);
        Self { subject, unit, range, known, words: first..behind }
    }

    /// Whether a word such as "call" is just before it, or what it is for: "Emergency number: 911".
    pub(super) fn is_called(&self) -> bool {
        let lists = self.subject.lists;
        has_any(self.unit, &lists.calls, self.shortly_before())
            || self.is_labelled()
            || self.heads().any(|head| {
                let words = 0..head.words.len();
                has_any(head, &lists.lines, words.clone()) || has_any(head, &lists.calls, words)
            })
    }

    /// Whether what it is for leads up to it, with nothing but a colon or a dash between.
    fn is_labelled(&self) -> bool {
        let lists = self.subject.lists;
        let mut joined =
            self.shortly_before().rev().take_while(|at| at + 1 >= self.words.start || self.is_joined(at + 1));
        joined.any(|at| lists.lines.contains(self.unit.word(at)))
            && self.is_alone()
            && !has_any(self.unit, &lists.not_lines, self.shortly_before())
    }

    /// Whether nothing but a colon or a dash is before a word.
    fn is_joined(&self, word: usize) -> bool {
        self.unit.gap_before(word).chars().all(|c| matches!(c, ':' | '–' | '-' | '(' | '،' | '…'))
    }

    /// Whether it counts nothing: "112 people" are no number to call; "112 or", "112." and "112 (free)" are.
    fn is_alone(&self) -> bool {
        let next = self.words.end;
        !self.rest().trim_start().starts_with(char::is_alphanumeric)
            || (next < self.unit.words.len() && self.subject.lists.behind_numbers.contains(self.unit.word(next)))
    }

    /// Whether what is just before it says that it is one of a book, a room, a form: "ISBN 0-306-40615-2".
    pub(super) fn is_of_a_thing(&self) -> bool {
        has_any(self.unit, &self.subject.lists.not_lines, self.words.start.saturating_sub(2)..self.words.start)
    }

    /// Whether something about it says that to call it is not enough, or not what it is for: "Fax 020 7946 0018", "020
    /// 7946 0018 ext. 3". It is looked for in the sentence up to the number, and close behind it.
    pub(super) fn is_more_than_a_call(&self) -> bool {
        let more = &self.subject.lists.more_than_calls;
        self.has_extension()
            || self.is_dialled_after_a_line()
            || self.leads_on_to_more()
            || has_any(self.unit, more, self.far_before(self.sentence().start))
            || has_any(self.unit, more, self.close_behind())
            || self.heads().any(|head| has_any(head, more, 0..head.words.len()))
    }

    /// "020 7946 0018-3", "020 7946 0018 / 19", "020 7946 0018 #3", "020 7946 0018 x3"
    fn has_extension(&self) -> bool {
        let rest = self.rest().trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '('));
        let behind_mark = rest.trim_start_matches(['-', '–', '/', '#', '*', '+', 'x', 'X', 'p', 'P']);
        behind_mark.len() < rest.len() && behind_mark.trim_start().starts_with(|c: char| digit(c).is_some())
    }

    /// Whether something else is dialled before it: "Dial 9, then 020 7946 0018", "Dial 9. Then dial 020 7946 0018."
    fn is_dialled_after_a_line(&self) -> bool {
        let lists = self.subject.lists;
        let before = self.far_before(self.start_of_instruction());
        let leads_on = has_any(self.unit, &lists.then, before.end.saturating_sub(2).max(before.start)..before.end);
        let mut numbers = self.unit.beginnings(ListSet::NUMBERS, before.clone()).filter(|at| self.is_for_a_line(*at));
        numbers.any(|at| {
            let just_before = before.start.max(at.saturating_sub(LINE_REACH))..at;
            leads_on || has_any(self.unit, &lists.calls, just_before)
        })
    }

    /// Whether something else is dialled behind it: "020 7946 0018, then 3".
    fn leads_on_to_more(&self) -> bool {
        let behind = self.close_behind();
        let mut numbers = self.unit.beginnings(ListSet::NUMBERS, behind.clone()).filter(|at| self.is_for_a_line(*at));
        numbers.any(|at| at > behind.start && self.subject.lists.then.contains(self.unit.word(at - 1)))
    }

    /// Whether a word is a number that is dialled to get a line, and none to call by itself.
    fn is_for_a_line(&self, at: usize) -> bool {
        let dialled = digits(self.unit.word(at));
        // "Call 2 days before" says when.
        let is_measured =
            at + 1 < self.unit.words.len() && self.subject.lists.near.measured.contains(self.unit.word(at + 1));
        dialled.len() <= LINE_DIGITS && !is_known(self.subject, self.known, &dialled) && !is_measured
    }

    /// What follows it in its unit.
    fn rest(&self) -> &'t str {
        &self.unit.text[self.range.end..]
    }

    /// How many sentences of its unit begin up to it.
    fn sentences(&self) -> usize {
        self.unit.sentences.partition_point(|sentence| sentence.start <= self.range.start)
    }

    /// The words of its sentence.
    fn sentence(&self) -> Range<usize> {
        let last = self.sentences().checked_sub(1);
        last.map_or(0..self.unit.words.len(), |last| self.unit.sentence_words[last].clone())
    }

    /// The first word of its sentence, or of the one above where that goes on: "Dial 9. Then dial 020 7946 0018."
    fn start_of_instruction(&self) -> usize {
        let start = self.sentence().start;
        match self.sentences().checked_sub(2) {
            Some(above) if start < self.words.start && self.subject.lists.then.contains(self.unit.word(start)) => {
                self.unit.sentence_words[above].start
            }
            _ => start,
        }
    }

    /// The words of its sentence that are just before it.
    fn shortly_before(&self) -> Range<usize> {
        let first = self.sentence().start;
        let near = first.max(self.words.start.saturating_sub(CALL_REACH));
        let is_number = |at: usize| self.unit.word(at).starts_with(|c: char| digit(c).is_some());
        // "Call 020 7946 0018 or 999": what calls the one number calls the other.
        let Some(other) = (near..self.words.start).rev().find(|at| is_number(*at)) else {
            return near..self.words.start;
        };
        let begins = (first..=other).rev().take_while(|at| is_number(*at)).last().unwrap_or(other);
        first.max(begins.saturating_sub(CALL_REACH))..self.words.start
    }

    /// The words before it, back to a word.
    fn far_before(&self, from: usize) -> Range<usize> {
        from.max(self.words.start.saturating_sub(MORE_BEFORE))..self.words.start
    }

    /// The words of its sentence that are close behind it.
    fn close_behind(&self) -> Range<usize> {
        self.words.end..self.sentence().end.min(self.words.end + MORE_BEHIND)
    }

    /// What a cell or an item that is a number and nothing else is read with: its heads, its lead. Else nothing.
    fn heads(&self) -> impl Iterator<Item = &'t Unit<'t>> {
        let is_all = self.unit.text.trim() == &self.unit.text[self.range.clone()];
        let heads = self.unit.context.iter().chain(&self.unit.heading).filter(move |_| is_all);
        heads.map(|head| &self.subject.reading.units[*head])
    }
}

/// Whether one of some words of a unit is in a list.
fn has_any(unit: &Unit<'_>, list: &WordSet, mut words: Range<usize>) -> bool {
    words.any(|at| list.contains(unit.word(at)))
}
