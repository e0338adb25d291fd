//! Numbers in text by their shape: where one begins and ends, and whether it is that of a phone number.

use std::ops::Range;

use crate::content::document::is_without_width;
use crate::prose::digit;

/// The digits of a number, in any script, as those from 0 to 9.
pub(super) fn digits(text: &str) -> String {
    text.chars().filter_map(digit).collect()
}

/// Stretches that could be phone numbers: digits, with spaces, hyphens and brackets between them, and nothing that makes
/// them a part of something else, such as `10.1136/abc` or `1,000`. Points and slashes separate the groups of a number
/// only where all of it has that shape: `202.555.0143`, `030/123456`, `9.9.9`.
pub(super) fn numbers(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| is_digit(c) || c == '+').map(|n| at + n) {
        let plain = end_of(text, start, is_inside);
        let pointed = end_of(text, start, |c| is_inside(c) || matches!(c, '.' | '/'));
        let end = if pointed > plain && has_points_of_a_phone(&text[start..pointed]) { pointed } else { plain };
        if end > start && !goes_on(text, end) && !is_led_up_to(text, start) {
            // A bracket around the area code belongs to the number.
            let open = usize::from(text[..start].ends_with('(') && text[start..end].contains(')'));
            found.push(start - open..end);
        }
        at = end.max(plain).max(start + 1);
        while !text.is_char_boundary(at) {
            at += 1;
        }
    }
    found
}

fn is_digit(c: char) -> bool {
    digit(c).is_some()
}

/// Whether a character may be inside a number.
fn is_inside(c: char) -> bool {
    is_digit(c) || is_without_width(c) || matches!(c, ' ' | '\u{a0}' | '-' | '‑' | '(' | ')' | '+')
}

/// Behind the last digit of a number that may hold such characters.
fn end_of(text: &str, start: usize, is_inside: impl Fn(char) -> bool) -> usize {
    let end = text[start..].find(|c: char| !is_inside(c)).map_or(text.len(), |n| start + n);
    start + text[start..end].trim_end_matches(|c: char| !is_digit(c)).len()
}

/// Whether what is before a number makes it a part of something else: "B12", "£200", "1.5".
fn is_led_up_to(text: &str, start: usize) -> bool {
    let before = text[..start].chars().next_back();
    !separates_numbers(text, start.saturating_sub(1))
        && before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | '/' | ':' | '-' | '£' | '$' | '€'))
}

/// Whether what is behind a number makes it a part of something else: "200mg", "50%", "1,000".
fn goes_on(text: &str, end: usize) -> bool {
    let mut after = text[end..].chars();
    let (next, second) = (after.next(), after.next());
    let is_of_word = next.is_some_and(|c| c.is_alphabetic() || matches!(c, '/' | '%' | '٪' | '_' | '@'));
    let is_decimal = next.is_some_and(|c| matches!(c, '.' | ',' | ':' | '٫' | '٬')) && second.is_some_and(is_digit);
    (is_of_word && !separates_numbers(text, end)) || is_decimal
}

/// Whether a slash at a place separates two short numbers: `999/112`.
fn separates_numbers(text: &str, at: usize) -> bool {
    text.get(at..).is_some_and(|behind| behind.starts_with('/'))
        && begins_short_number(text[..at].chars().rev())
        && begins_short_number(text[at + 1..].chars())
}

/// Whether characters begin with as many digits as a short number has.
fn begins_short_number(chars: impl Iterator<Item = char>) -> bool {
    matches!(chars.take(7).take_while(|c| is_digit(*c)).count(), 3..=6)
}

/// Whether points or slashes are where phone numbers have them: `202.555.0143`, `01.23.45.67.89`, `+49 30/123456`. A
/// date, a version, a decimal and a DOI have others.
fn has_points_of_a_phone(shown: &str) -> bool {
    let groups = groups(shown);
    let slashes = shown.matches('/').count();
    let is_french = groups == [2, 2, 2, 2, 2] && shown.chars().next().and_then(digit) == Some('0');
    let is_german = slashes == 1 && !shown.contains('.') && (shown.starts_with('+') || digits(shown).starts_with('0'));
    let is_pointed =
        slashes == 0 && (groups == [3, 3, 4] || groups == [1, 1, 1] || is_french || shown.starts_with('+'));
    is_pointed || (is_german && digits(shown).len() >= 9)
}

/// How many digits each group of a number has.
fn groups(shown: &str) -> Vec<usize> {
    let groups = shown.split(|c: char| !is_digit(c)).filter(|group| !group.is_empty());
    groups.map(|group| group.chars().count()).collect()
}

/// Whether a long number has the shape of a phone number: `+44 …`, `020 …`, `555-123-4567`; any, when people are told to
/// call it.
pub(super) fn is_number(shown: &str, called: bool) -> bool {
    let groups = groups(shown);
    let dialled: usize = groups.iter().sum();
    let first = shown.trim_start_matches('(').chars().next().map(|c| digit(c).unwrap_or(c));
    // 2026-05-03 is a date, and 0-306-40615-2 and 978-0-306-40615-7 are books.
    let date = groups == [4, 2, 2] || groups == [2, 2, 4];
    let book = shown.contains('-') && matches!(groups[..], [1, _, _, 1] | [3, 1, _, _, 1]);
    // Other numbers come in such groups as well, but with spaces: 943 476 5919 is a patient's.
    let american = groups == [3, 3, 4] && shown.contains(['-', '.']);
    let begins_like_one = (first == Some('+') && dialled >= 7) || (first == Some('0') && dialled >= 9);
    !date && !book && (called || begins_like_one || american)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        numbers(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn points_and_scripts_make_no_difference() {
        assert_eq!(found("Ring 202.555.0143."), ["202.555.0143"]);
        assert_eq!(found("Tel. 01.23.45.67.89, 030/1234567."), ["01.23.45.67.89", "030/1234567"]);
        assert_eq!(found("اتصل على ٠١١ ٥٥٥ ٠١٤٣"), ["٠١١ ٥٥٥ ٠١٤٣"]);
        assert_eq!(digits("٠١١ ۵۵۵ 0143"), "0115550143");
        // A DOI, a version, a decimal and an amount are none.
        for text in ["10.1136/bmj.f4748", "12.0.2", "3.5 mg", "1,000", "٣٫٥"] {
            assert!(found(text).iter().all(|number| !is_number(number, false)), "{text}: {:?}", found(text));
        }
        assert!(!is_number("03-05-2026", false) && !is_number("978-0-306-40615-7", false));
        assert!(!is_number("0-306-40615-2", false) && is_number("٠١١ ٥٥٥ ٠١٤٣", false));
    }
}
