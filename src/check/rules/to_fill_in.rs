//! A part of an article that is still to be written: it says `TO FILL IN`, `TBC` or `[DATE]`, has placeholder text
//! such as "Lorem ipsum", or blanks for figures, such as `XX:XX`, `XX/XX/XXXX` and `0XXX XXX XXX`.
//!
//! Why it matters: a reader who meets a note to the writer trusts the rest of the page less, and misses what should
//! be there.
//!
//! Example, as `carepress new` writes it:
//!
//! ```text
//! summary: "TO FILL IN: the main message"
//! ```
//!
//! Instead:
//!
//! ```text
//! summary: "Rest for a few hours after your session. Call us if you feel unwell."
//! ```
//!
//! A row of `____` or of dots is reported as well: readers can't write on a screen. If a page is made to be printed,
//! waive it.
//!
//! Notes after a `#` at the top of an article are for its writers, and are left alone.
//!
//! Source: NHS digital service manual, content guide: publish what is finished.

use std::ops::Range;

use memchr::{memchr, memchr2, memchr3, memmem};

use super::blanks::blanks;
use super::word_lists::Lists;
use super::{Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic};

pub(super) const CODE: Code = Code::warning("to-fill-in");
pub(super) const RUN: Run = Run::Article(run);

/// Marks something that is still to be written.
pub(crate) const TO_FILL_IN: &str = "TO FILL IN";

/// Longest note to the writer, in bytes, that is looked for in brackets.
const LONGEST: usize = 100;

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let text = &subject.article.source.text;
    let mut found = Vec::new();
    let help = "write it, or take the line out";
    let front = &subject.article.front_range;
    let mut comments = Comments::default();
    for at in memmem::find_iter(text.as_bytes(), TO_FILL_IN) {
        if front.contains(&at) && comments.hold(text, at) {
            continue;
        }
        let message = "this part is still to be written";
        found.push(subject.problem(CODE, &(at..at + TO_FILL_IN.len()), message).help(help));
    }
    let needles = ["orem ipsum", "XX", "xx", ".....", "………"];
    let has_blanks = needles.iter().any(|needle| memmem::find(text.as_bytes(), needle.as_bytes()).is_some());
    for unit in subject.reading.all() {
        let has_capitals = has_blanks || !unit.words.standouts().is_empty();
        for range in places(&unit.text, subject.lists, has_capitals) {
            let shown = &unit.text[range.clone()];
            let (message, help) = if shown.starts_with(['_', '.', '…']) {
                (
                    "a line to write on, which nobody can use on a screen".to_owned(),
                    "write what belongs there, or take it out",
                )
            } else {
                (format!("something is still to be written in place of \"{shown}\""), help)
            };
            found.push(subject.problem_in(CODE, unit, &range, message).help(help));
        }
    }
    found
}

/// The comments of front matter, looked through once from its beginning.
#[derive(Default)]
struct Comments {
    seen: usize,
    is_within: bool,
}

impl Comments {
    /// Whether a place is in a comment. Each place asked for has to come after the one before.
    fn hold(&mut self, text: &str, at: usize) -> bool {
        let new = &text[self.seen..at];
        let (line, is_same_line) = new.rsplit_once('\n').map_or((new, true), |(_, line)| (line, false));
        self.is_within = (is_same_line && self.is_within) || line.contains('#');
        self.seen = at;
        self.is_within
    }
}

/// Where a text says that a part of it is still to be written. Few texts have words in capitals; the others need not be
/// searched for those.
pub(super) fn places(text: &str, lists: &Lists, has_capitals: bool) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let has_sign = memchr3(b'[', b'{', b'_', bytes).is_some() || memchr2(b'?', b'<', bytes).is_some();
    if !has_sign && !has_capitals {
        return Vec::new();
    }
    let mut found = Vec::new();
    found.extend(rows(text));
    if has_capitals {
        let notes = lists.near.unfinished.places(text).filter(|range| !is_within_capitals(text, range));
        found.extend(notes.chain(pattern(text)).filter(|range| is_whole(text, range)));
        found.extend(blanks(text, &|word| lists.near.measured.contains(word)));
    }
    found.extend(notes(text, lists));
    found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    // A note in brackets may hold any of the others.
    let mut end = 0;
    found.retain(|range| {
        let is_new = range.start >= end;
        end = end.max(range.end);
        is_new
    });
    found
}

/// The first words of the usual placeholder text: "Lorem ipsum".
fn pattern(text: &str) -> impl Iterator<Item = Range<usize>> {
    const END: &str = "orem ipsum";
    memmem::find_iter(text.as_bytes(), END)
        .filter(|at| text[..*at].ends_with(['L', 'l']))
        .map(|at| at - 1..at + END.len())
}

/// Whether there is a word in capitals before it: all of "WHAT TO DO" is loud, and nothing is left to be written.
fn is_within_capitals(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].strip_suffix(' ').unwrap_or_default();
    let letters = before.chars().rev().take_while(|c| c.is_alphabetic());
    letters.clone().nth(1).is_some() && letters.clone().all(char::is_uppercase)
}

/// Whether no letter or digit touches a word.
fn is_whole(text: &str, range: &Range<usize>) -> bool {
    !text[..range.start].ends_with(char::is_alphanumeric) && !text[range.end..].starts_with(char::is_alphanumeric)
}

/// Rows of one character: `____`, `???`, and `XXX` if it is not among digits.
fn rows(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let length = bytes[at..].iter().take_while(|byte| **byte == bytes[at]).count();
        let range = at..at + length;
        let is_row = match bytes[at] {
            b'_' => length >= 3,
            // At the beginning, `??? note` is a box of another program.
            b'?' => length >= 3 && (at > 0 || length == bytes.len()),
            b'X' => length >= 3 && is_whole(text, &range) && !is_beside_digits(text, &range),
            _ => false,
        };
        if is_row {
            found.push(range);
        }
        at += length;
    }
    found
}

/// Whether there are digits or more of the same next to a row, as in "0800 XXX XXX".
fn is_beside_digits(text: &str, range: &Range<usize>) -> bool {
    text[..range.start].trim_end_matches([' ', '-', '.']).ends_with(is_digit_or_blank)
        || text[range.end..].trim_start_matches([' ', '-', '.']).starts_with(is_digit_or_blank)
}

fn is_digit_or_blank(c: char) -> bool {
    c.is_ascii_digit() || c == 'X'
}

/// Notes to the writer in brackets: `[DATE]`, `[insert dose here]`, `{{NAME}}`, `<<name>>`.
fn notes(text: &str, lists: &Lists) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    for (open, close) in [('[', ']'), ('{', '}'), ('<', '>')] {
        while let Some(start) = memchr(open as u8, &text.as_bytes()[at..]).map(|next| at + next) {
            let width = text[start..].bytes().take_while(|byte| *byte == open as u8).count();
            let inside = start + width;
            let far = text[inside..].bytes().take(LONGEST).position(|byte| byte == close as u8 || byte == open as u8);
            at = inside;
            let Some(end) = far.map(|far| inside + far).filter(|end| text[*end..].starts_with(close)) else { continue };
            let behind = end + text[end..].bytes().take(width).take_while(|byte| *byte == close as u8).count();
            if is_note(&text[inside..end], open, width, lists) {
                found.push(start..behind);
            }
            at = behind;
        }
        at = 0;
    }
    found
}

/// Whether words in brackets are addressed to the writer.
fn is_note(inside: &str, open: char, width: usize, lists: &Lists) -> bool {
    let words = inside.trim();
    if words.is_empty() || words.starts_with(['!', '^', '#', '.', ':', '/', '%']) || words.len() < inside.len() {
        return false;
    }
    let lower = words.to_lowercase().replace('_', " ");
    let first_words = lower.match_indices(' ').map(|(at, _)| &lower[..at]).take(3).chain(std::iter::once(&lower[..]));
    let begins_as_note = first_words.into_iter().any(|beginning| lists.near.fill_in.contains(beginning));
    let is_loud = !words.contains(char::is_lowercase) && words.chars().filter(|c| c.is_uppercase()).count() >= 3;
    let is_name = words.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | ' ' | '-'));
    let count = words.split([' ', '_', '-']).count();
    // "[STEP 2]" counts something.
    let is_counted = words.ends_with(|c: char| c.is_ascii_digit());
    match open {
        '[' => {
            words.contains("???")
                || (begins_as_note && (is_loud || count > 1))
                || (is_loud && count > 1 && !is_counted && is_name)
        }
        // Two, with words in lower case, are markup of another program.
        '{' => is_name && (is_loud || (width == 1 && begins_as_note)),
        // One alone may mean less or more: `<phone>`, but not `<5 or >3`.
        _ => is_name && (width > 1 || begins_as_note || is_loud),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_still_to_be_written_is_told_from_what_says_so_on_purpose() {
        let mut lists = Lists::default();
        lists.near.unfinished = vec!["TBC".to_owned(), "TODO".to_owned(), "TO DO".to_owned()].into();
        lists.near.fill_in = ["insert", "date", "name of", "check with"].map(str::to_owned).into_iter().collect();
        for (text, wanted) in [
            ("Come on [DATE] and ask for [NAME OF NURSE].", &["[DATE]", "[NAME OF NURSE]"][..]),
            ("TODO check. Your dose is [insert dose here].", &["TODO", "[insert dose here]"]),
            ("Dear {{NAME}}, see {DATE} and <<first name>>.", &["{{NAME}}", "{DATE}", "<<first name>>"]),
            (
                "Name: ____ Insurance: [CHECK WITH INSURANCE???] Price: XXX pounds, ???",
                &["____", "[CHECK WITH INSURANCE???]", "XXX", "???"],
            ),
            ("Lorem ipsum dolor.", &["Lorem ipsum"]),
            ("See [1], [sic], [WHO], [NHS] and [optional]; a {set}; really?? <b>; 1 < 2 > 1.", &[]),
            (
                "Ring <date> or &lt; at XX:XX, 0800 XXX XXX, <NAME OF WARD>",
                &["<date>", "XX:XX", "0800 XXX XXX", "<NAME OF WARD>"],
            ),
            ("WHAT TO DO AT HOME and THINGS TO DO", &[]),
            ("TO DO: ask Anna", &["TO DO"]),
            ("Size XXXL, TBCs and a TODOS list. [Date with destiny", &[]),
            ("snake_case, __init__, [add] and [date]", &[]),
        ] {
            let found: Vec<&str> = places(text, &lists, true).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, wanted, "{text}");
        }
    }
}
