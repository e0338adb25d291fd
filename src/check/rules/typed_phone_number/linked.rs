//! The numbers shown inside a link to a phone number. There, each row of digits is a number that somebody will dial,
//! whatever is beside it or between its digits: `9.9.9`, `£999`, `call999`, `999/112`.

use std::ops::Range;

use super::is_same;
use crate::content::document::is_without_width;
use crate::prose::digit;

/// Most digits that are tried as one number: more than any has, with the code of its country.
const MOST_DIGITS: usize = 20;

/// The last hour of a day: a greater number of one or two digits is no time.
const LAST_HOUR: u32 = 24;

/// Digits with nothing that shows between them.
struct DigitGroup {
    range: Range<usize>,
    digits: String,
}

/// The numbers in the words of a link that are not the one it calls. Hours and days ("24/7", "8:00–18:00") are no
/// numbers to dial. `is_known` tells a short number that people call: 999.
pub(super) fn other_numbers(shown: &str, called: &str, is_known: impl Fn(&str) -> bool) -> Vec<Range<usize>> {
    let groups = groups(shown);
    let is_called = called_among(&groups, shown, called);
    let mut found = Vec::new();
    let mut first = 0;
    while first < groups.len() {
        let mut following = first + 1..groups.len();
        let end = following.find(|next| is_called[*next] != is_called[first] || !is_joined(&groups, *next, shown));
        let end = end.unwrap_or(groups.len());
        if !is_called[first] {
            found.extend(numbers_of_row(&groups[first..end], shown, &is_known));
        }
        first = end;
    }
    found
}

/// What is shown between a group and the one before it.
fn gap_before<'s>(groups: &[DigitGroup], index: usize, shown: &'s str) -> &'s str {
    &shown[groups[index - 1].range.end..groups[index].range.start]
}

/// Whether a group may be of one number with the group before it.
fn is_joined(groups: &[DigitGroup], index: usize, shown: &str) -> bool {
    gap_before(groups, index, shown).chars().all(is_between)
}

/// The groups of digits in some words.
fn groups(shown: &str) -> Vec<DigitGroup> {
    let mut found: Vec<DigitGroup> = Vec::new();
    let mut is_open = false;
    for (at, c) in shown.char_indices() {
        let end = at + c.len_utf8();
        match (digit(c), found.last_mut().filter(|_| is_open)) {
            (Some(digit), Some(group)) => {
                group.digits.push(digit);
                group.range.end = end;
            }
            (Some(digit), None) => {
                found.push(DigitGroup { range: at..end, digits: digit.to_string() });
                is_open = true;
            }
            (None, _) => is_open &= does_not_show(c),
        }
    }
    found
}

/// Whether a character shows nothing between digits. The frame around a digit, as in 9️⃣, separates it from no other.
fn does_not_show(c: char) -> bool {
    is_without_width(c) || c == '\u{20e3}'
}

/// Whether a character may come between the digits of one number.
fn is_between(c: char) -> bool {
    does_not_show(c)
        || c.is_whitespace()
        || matches!(c, '-' | '‐' | '‑' | '–' | '—' | '.' | '·' | '/' | '(' | ')' | '+')
}

/// Which groups make the number that the link calls.
fn called_among(groups: &[DigitGroup], shown: &str, called: &str) -> Vec<bool> {
    let mut is_called = vec![false; groups.len()];
    for first in 0..groups.len() {
        let mut dialled = String::new();
        for last in first..groups.len() {
            let is_one = last == first || is_joined(groups, last, shown);
            dialled.push_str(&groups[last].digits);
            if !is_one || dialled.len() > MOST_DIGITS {
                break;
            }
            if is_same(called, &dialled) {
                is_called[first..=last].fill(true);
            }
        }
    }
    is_called
}

/// The numbers in a row of groups that could be one. A slash separates whole numbers, `999/112`, and joins single digits.
fn numbers_of_row(row: &[DigitGroup], shown: &str, is_known: &impl Fn(&str) -> bool) -> Vec<Range<usize>> {
    if !row.iter().any(|group| group.digits.len() > 2) {
        return if is_dialled(row, shown, is_known) { vec![range_of(row)] } else { Vec::new() };
    }
    let mut found = Vec::new();
    let mut first = 0;
    for end in 1..=row.len() {
        if end < row.len() && !gap_before(row, end, shown).contains('/') {
            continue;
        }
        let part = &row[first..end];
        let is_long = part.iter().any(|group| group.digits.len() > 2);
        let is_all = part[0].digits == "100" && shown[part[0].range.end..].trim_start().starts_with(['%', '٪']);
        if (is_long && !is_all) || (!is_long && is_dialled(part, shown, is_known)) {
            found.push(range_of(part));
        }
        first = end;
    }
    found
}

fn range_of(row: &[DigitGroup]) -> Range<usize> {
    row[0].range.start..row[row.len() - 1].range.end
}

/// Whether groups of one or two digits make a number that is dialled, and not hours or a day.
fn is_dialled(row: &[DigitGroup], shown: &str, is_known: &impl Fn(&str) -> bool) -> bool {
    let dialled: String = row.iter().map(|group| group.digits.as_str()).collect();
    match row.len() {
        0 | 1 => false,
        // "9-11" is in the morning, and "11 2" a number with a slip in it.
        2 => {
            is_known(&dialled)
                && (gap_before(row, 1, shown).chars().all(char::is_whitespace) || row.iter().any(is_late))
        }
        // "8.30–18.00"
        4 if gap_before(row, 1, shown) == "." && gap_before(row, 3, shown) == "." => false,
        _ => row.iter().all(|group| group.digits.len() == 1) || is_known(&dialled) || dialled.len() >= 7,
    }
}

/// Whether a number is greater than any hour of a day.
fn is_late(group: &DigitGroup) -> bool {
    group.digits.parse().is_ok_and(|hour: u32| hour > LAST_HOUR)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(shown: &str, called: &str) -> Vec<String> {
        let found = other_numbers(shown, called, |number| matches!(number, "999" | "112" | "911"));
        found.into_iter().map(|range| shown[range].to_owned()).collect()
    }

    #[test]
    fn each_row_of_digits_is_a_number() {
        let clinic = "442079460018";
        for shown in [
            "99\u{ad}9",
            "9\u{200b}99",
            "9\u{2060}9\u{2060}9",
            "9.9.9",
            "9-9-9",
            "9/9/9",
            "9 9 9",
            "9·9·9",
            "99 9",
            "99-9",
            "9\u{fe0f}\u{20e3}9\u{fe0f}\u{20e3}9",
            "٩٩٩",
            "９９９",
            "020 7946 0019",
            "01.23.45.67.89",
        ] {
            assert_eq!(found(shown, clinic), [shown]);
        }
        assert_eq!(found("call999", clinic), ["999"]);
        assert_eq!(found("999er", clinic), ["999"]);
        assert_eq!(found("£999", clinic), ["999"]);
        assert_eq!(found("999%", clinic), ["999"]);
        assert_eq!(found("#999*", clinic), ["999"]);
        assert_eq!(found("999/112", clinic), ["999", "112"]);
        assert_eq!(found("999/112", "999"), ["112"]);
        assert_eq!(found("020 7946 0018/999", clinic), ["999"]);
        assert_eq!(found("020 7946 0018, 999", clinic), ["999"]);
        assert_eq!(found("020 7946 0018 999", clinic), ["999"]);
    }

    #[test]
    fn the_number_itself_hours_and_days_are_no_others() {
        let clinic = "442079460018";
        for shown in [
            "020 7946 0018",
            "+44 20 7946\u{a0}0018",
            "(020) 7946-0018",
            "020.7946.0018",
            "020/79460018",
            "020\u{ad}7946\u{200b}0018",
            "٠٢٠ ٧٩٤٦ ٠٠١٨",
            "the clinic (24/7)",
            "us, 24 hours a day",
            "us within 24-48 hours",
            "us (9-11)",
            "us, 8:00–18:00",
            "us, 8.30-18.00",
            "us, 8–12 und 14–18 Uhr",
            "us before 3.5.",
            "us on 3.5.26",
            "020 7946 0018 24/7",
            "020 7946 0018 (8–18 Uhr)",
            "020 7946 0018/19",
            "us for the COVID-19 test",
            "the 100% free line",
        ] {
            assert_eq!(found(shown, clinic), [""; 0], "{shown}");
        }
        assert_eq!(found("112, 24/7", "112"), [""; 0]);
        assert_eq!(found("1-1-2", "112"), [""; 0]);
    }
}
