//! From the words of a sentence to its figures.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Figure, LanguageTable, Quantity, Ratio, SHARE, TABLES, code, is_year};
use crate::prose::{Language, Tokens, stem};

/// What is between the parts of one word: `30-minute`.
const HYPHENS: [char; 3] = ['-', '‑', '‐'];

/// What follows a percentage, in Latin and in Arabic script.
const PERCENT: [char; 2] = ['%', '٪'];

/// Reads figures off the words of a sentence.
pub(super) struct QuantityReader<'t> {
    text: &'t str,
    words: &'t Tokens,
    /// The sentence, in words.
    of_sentence: Range<usize>,
    /// Its last byte.
    end: usize,
    table: &'static LanguageTable,
    other_units: &'t BTreeSet<String>,
}

/// A number as it is at a word: one value, or two for `2-4`, and the unit when it is part of the word, as in `24h`.
struct ReadNumber {
    values: Vec<f64>,
    unit: Option<String>,
    /// A word for 1 that more often means "a".
    article: bool,
    digits: bool,
}

impl<'t> QuantityReader<'t> {
    pub(super) fn new(
        text: &'t str,
        words: &'t Tokens,
        sentence: &Range<usize>,
        language: Language,
        other_units: &'t BTreeSet<String>,
    ) -> Self {
        let of_sentence = words.within(sentence);
        Self { text, words, of_sentence, end: sentence.end, table: &TABLES[code(language)], other_units }
    }

    /// The first word of the sentence.
    pub(super) fn first(&self) -> usize {
        self.of_sentence.start
    }

    /// The next word that a figure can begin with, at or behind one.
    pub(super) fn next_number(&self, from: usize) -> Option<usize> {
        (from..self.of_sentence.end).find(|index| {
            let word = self.words.lower(*index);
            let head = word.split(HYPHENS).next().unwrap_or_default();
            word.starts_with(|c: char| c.is_ascii_digit()) || self.table.numbers.contains(head)
        })
    }

    /// The figure that begins at a word, and the word behind it. No figure, and yet a word to go on from, where an idiom
    /// or an age is.
    pub(super) fn figure(&self, first: usize) -> Option<(Option<Figure>, usize)> {
        let mut number = self.number(first)?;
        let mut next = first + 1;
        if number.unit.is_none()
            && let Some((second, after)) = self.range_end(next)
        {
            number.values.extend(&second.values);
            number.unit = second.unit;
            number.digits = second.digits;
            next = after;
        }
        let mut ratio = None;
        let (kind, size, next) = match &number.unit {
            Some(unit) => self.known_unit(unit).map(|(kind, size)| (kind, size, next))?,
            None => match self.share(next, &number) {
                Some((of, after)) => {
                    ratio = self.ratio(next - 1..after, number.values[number.values.len() - 1], of);
                    (SHARE.to_owned(), 1.0 / of, after)
                }
                None => self.unit_after(next, &number).filter(|(kind, ..)| kind == SHARE || !number.article)?,
            },
        };
        if self.is_idiom(first) || kind == "time" && (self.is_age(first, next, size) || self.is_clock(first)) {
            return Some((None, next));
        }
        let scaled = number.values.iter().map(|value| value * size);
        let low = scaled.clone().fold(f64::INFINITY, f64::min);
        let high = scaled.fold(f64::NEG_INFINITY, f64::max);
        let mut end = self.words[next - 1].end;
        if kind == SHARE && self.text[end..self.end].trim_start().starts_with(PERCENT) {
            let sign = self.text[end..].char_indices().find(|(_, c)| PERCENT.contains(c));
            end += sign.map_or(0, |(at, sign)| at + sign.len_utf8());
        }
        let at = self.words[first].start - self.point_before(first).unwrap_or(0)..end;
        Some((Some(Figure { at, quantity: Quantity { kind, low, high }, ratio }), next))
    }

    fn word(&self, index: usize) -> Option<&str> {
        self.of_sentence.contains(&index).then(|| &self.text[self.words[index].clone()])
    }

    fn lower(&self, index: usize) -> Option<&str> {
        self.of_sentence.contains(&index).then(|| self.words.lower(index))
    }

    /// What is between a word and the one before it.
    fn gap_before(&self, index: usize) -> &str {
        if index <= self.of_sentence.start || index >= self.of_sentence.end {
            return "";
        }
        &self.text[self.words[index - 1].end..self.words[index].start]
    }

    /// Whether a word follows the one before it with nothing but space, or a hyphen, between.
    fn follows(&self, index: usize) -> bool {
        index < self.of_sentence.end && self.gap_before(index).chars().all(|c| c.is_whitespace() || c == '-')
    }

    /// Whether the words from here on are those of a phrase.
    fn says(&self, index: usize, phrase: &str) -> Option<usize> {
        let mut at = index;
        for word in phrase.split(' ') {
            if !self.follows(at) || self.lower(at)? != word {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// The same where a closing bracket may come before the phrase.
    fn says_behind_bracket(&self, index: usize, phrase: &str) -> Option<usize> {
        if self
            .gap_before(index)
            .trim_start()
            .strip_prefix(')')
            .is_some_and(|rest| rest.chars().all(char::is_whitespace))
        {
            let words = phrase.split(' ').count();
            let said = index..self.of_sentence.end.min(index + words);
            let is_said =
                said.len() == words && said.zip(phrase.split(' ')).all(|(at, word)| self.lower(at) == Some(word));
            return is_said.then_some(index + words);
        }
        self.says(index, phrase)
    }

    fn number(&self, index: usize) -> Option<ReadNumber> {
        let word = self.lower(index)?;
        if self.table.written.articles.contains(word) {
            return Some(ReadNumber { values: vec![1.0], unit: None, article: true, digits: false });
        }
        let parts: Vec<&str> = word.split(HYPHENS).collect();
        let (last, before) = parts.split_last()?;
        let mut values = Vec::new();
        for part in before {
            values.push(self.value(part)?);
        }
        let letters = last.find(|c: char| c.is_alphabetic()).unwrap_or(last.len());
        let unit = match self.value(last) {
            Some(value) => {
                values.push(value);
                None
            }
            // `30min`, or the `minute` of `30-minute`.
            None if letters > 0 => {
                values.push(self.value(&last[..letters])?);
                Some(last[letters..].to_owned())
            }
            None if !before.is_empty() => Some((*last).to_owned()),
            None => return None,
        };
        let digits = word.starts_with(|c: char| c.is_ascii_digit());
        if digits && self.point_before(index).is_some() {
            // ".5" is a half, and not five.
            values = values.iter().take(1).filter_map(|_| format!("0.{}", parts[0]).parse().ok()).collect();
        }
        if let ([tens, ones], false) = (&values[..], digits) {
            // `twenty-four`
            if *tens >= 20.0 && *ones < 10.0 {
                values = vec![tens + ones];
            }
        }
        Some(ReadNumber { values, unit, article: false, digits })
    }

    /// Bytes of the point of ".5", where one comes just before a word and nothing but space before that.
    fn point_before(&self, index: usize) -> Option<usize> {
        let before = &self.text[..self.words[index].start];
        let point = before.chars().next_back().filter(|c| matches!(c, '.' | ',' | '٫'))?;
        let is_alone = before[..before.len() - point.len_utf8()]
            .chars()
            .next_back()
            .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '<' | '>' | '~' | '≈' | '–' | '-'));
        is_alone.then_some(point.len_utf8())
    }

    fn value(&self, word: &str) -> Option<f64> {
        if let Some(value) = self.table.written.numbers.get(word) {
            return Some(*value);
        }
        if !word.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        // Either mark is between thousands in some country of each language; a leaflet has no use for three decimals.
        let grouped = !word.starts_with('0') && word.split([',', '.']).skip(1).all(|group| group.len() == 3);
        word.replace([',', '.'], if grouped { "" } else { "." }).parse().ok()
    }

    /// The end of a range whose first number comes just before: `to 4`, `–4`.
    fn range_end(&self, index: usize) -> Option<(ReadNumber, usize)> {
        let dash = matches!(self.gap_before(index).trim(), "–" | "—" | "−");
        let at = match dash {
            true => index,
            false if self.follows(index) && self.table.written.range.contains(self.lower(index)?) => index + 1,
            false => return None,
        };
        let number = self.number(at).filter(|number| !number.article && (dash || self.follows(at)))?;
        Some((number, at + 1))
    }

    /// `in 10` behind the first number of "1 in 10": the ten, and the word behind it.
    fn share(&self, index: usize, number: &ReadNumber) -> Option<(f64, usize)> {
        let at = self.table.written.share.iter().find_map(|phrase| self.says(index, phrase))?;
        let of = self.number(at).filter(|of| of.unit.is_none() && self.follows(at))?;
        let [of_value] = of.values[..] else { return None };
        // "24 in 2005" names a year, "1 in 2000" does not.
        let year = is_year(self.lower(at)?) && number.values != [1.0];
        // "2 in 24 hours" says how often; "1 in 20 sessions" says how many of them.
        let unit = self.unit_after(at + 1, &of);
        let then_unit = unit.is_some_and(|(kind, ..)| !matches!(kind.as_str(), SHARE | "doses" | "sessions"));
        let part = number.values.iter().all(|value| *value < of_value);
        (part && !year && !then_unit).then_some((of_value, at + 1))
    }

    /// Both numbers of a share in words, when they are whole.
    fn ratio(&self, words: Range<usize>, count: f64, of: f64) -> Option<Ratio> {
        let (first, last) = (&self.words[words.start], &self.words[words.end - 1]);
        let (count, of) = (count.to_string().parse().ok()?, of.to_string().parse().ok()?);
        Some(Ratio { at: first.start..last.end, between: first.end..last.start, count, of })
    }

    fn unit_after(&self, index: usize, number: &ReadNumber) -> Option<(String, f64, usize)> {
        let end = self.words[index - 1].end;
        let sign = self.text[end..self.end].trim_start().chars().next();
        if sign.is_some_and(|sign| PERCENT.contains(&sign)) {
            return Some((SHARE.to_owned(), 0.01, index));
        }
        if let Some('°' | '℃') = sign {
            let degree = self.word(index).filter(|word| word.len() == 1).map_or(index, |_| index + 1);
            return Some(("temperature".to_owned(), 1.0, degree));
        }
        // "Three (3) percent": the bracket says the number once more.
        let percent = &self.table.written.percent;
        if let Some(after) = percent.iter().find_map(|phrase| self.says_behind_bracket(index, phrase)) {
            return Some((SHARE.to_owned(), 0.01, after));
        }
        if !self.follows(index) {
            return None;
        }
        let half = number.values == [0.5];
        let word = self.lower(index)?;
        let passed_over =
            self.table.written.between.contains(word) || half && self.table.written.half_then.contains(word);
        let at = if passed_over && self.follows(index + 1) { index + 1 } else { index };
        let (kind, size) = self.known_unit(self.lower(at)?)?;
        Some((kind, size, at + 1))
    }

    fn known_unit(&self, word: &str) -> Option<(String, f64)> {
        if let Some((kind, size)) = self.table.units.get(word) {
            return Some((kind.clone(), *size));
        }
        let stem = stem(word);
        self.other_units.contains(&stem).then_some((stem, 1.0))
    }

    /// `aged 65 years`, `children under 12 years`, `65 years old`: from months on.
    fn is_age(&self, first: usize, next: usize, size: f64) -> bool {
        let before = (first.saturating_sub(3).max(self.of_sentence.start)..first).filter_map(|index| self.lower(index));
        let written = &self.table.written;
        size >= 2_600_000.0
            && (before.into_iter().any(|word| written.age_before.contains(word))
                || written.age_after.iter().any(|phrase| self.says(next, phrase).is_some()))
    }

    /// `a las 8 h`
    fn is_clock(&self, first: usize) -> bool {
        first > self.of_sentence.start
            && self.lower(first - 1).is_some_and(|word| self.table.written.clock.contains(word))
    }

    fn is_idiom(&self, first: usize) -> bool {
        let rest = &self.text[self.words[first].start..self.end];
        self.table.written.idioms.iter().any(|idiom| {
            let mut rest = rest.chars().flat_map(char::to_lowercase);
            idiom.chars().all(|c| rest.next() == Some(c))
        })
    }
}
