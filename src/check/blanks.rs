//! Blanks to fill in with figures: `XX:XX`, `XX/XX/XXXX`, `0XXX XXX XXX`, `£XX`, and rows of dots to write on.

use std::ops::Range;

use memchr::memmem;

/// Most bytes of one blank: the longest phone number, with space between its parts.
const LONGEST: usize = 40;

/// What measures something, before or after a number.
const SIGNS: [char; 5] = ['%', '€', '£', '$', '°'];
const UNITS: [&str; 14] = ["mg", "ml", "mcg", "µg", "kg", "g", "cm", "mm", "m", "l", "ng", "IU", "am", "pm"];

/// Every blank of a text. `measures` tells whether a word, in lower case, is what a number counts: "days".
pub(super) fn blanks(text: &str, measures: &dyn Fn(&str) -> bool) -> Vec<Range<usize>> {
    let mut found = dots(text);
    for sign in ['X', 'x'] {
        let row = [sign as u8; 2];
        let mut end = 0;
        for at in memmem::find_iter(text.as_bytes(), &row) {
            if at < end {
                continue;
            }
            let range = figure_around(text, at, sign);
            end = range.end.max(at + 1);
            if is_blank(text, &range, sign, measures) {
                found.push(range);
            }
        }
    }
    found
}

/// Rows of five dots or more, or of three ellipses.
fn dots(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (row, sign) in [(".....", '.'), ("………", '…')] {
        let mut end = 0;
        for at in memmem::find_iter(text.as_bytes(), row) {
            if at >= end {
                end = text.len() - text[at..].trim_start_matches(sign).len();
                found.push(at..end);
            }
        }
    }
    found
}

/// The characters of a number around a place: digits, the letter in place of one, and what joins them.
fn figure_around(text: &str, at: usize, letter: char) -> Range<usize> {
    let before = text[..at].char_indices().rev().take(LONGEST).take_while(|(_, c)| is_part(*c, letter));
    let from = before.last().map_or(at, |(at, _)| at);
    let after = text[at..].chars().take(LONGEST).take_while(|c| is_part(*c, letter));
    let to = at + after.map(char::len_utf8).sum::<usize>();
    let figure = text[from..to].trim_start_matches(|c| is_joint(c) && !matches!(c, '+' | '('));
    let start = to - figure.len();
    let figure = figure.trim_end_matches(is_joint);
    // A bracket around the whole is no part of it.
    let is_open = figure.starts_with('(') && !figure.contains(')');
    start + usize::from(is_open)..start + figure.len()
}

fn is_part(c: char, letter: char) -> bool {
    c == letter || c.is_ascii_digit() || is_joint(c)
}

fn is_joint(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | ':' | '/' | '.' | '-' | '–' | '(' | ')' | '+')
}

fn is_blank(text: &str, range: &Range<usize>, sign: char, measures: &dyn Fn(&str) -> bool) -> bool {
    let (shown, before, behind) = (&text[range.clone()], &text[..range.start], &text[range.end..]);
    if before.ends_with(char::is_alphanumeric) || behind.starts_with(char::is_alphanumeric) {
        return false;
    }
    let groups: Vec<&str> = shown.split(is_joint).filter(|group| !group.is_empty()).collect();
    let signs = shown.matches(sign).count();
    let digits = shown.bytes().filter(u8::is_ascii_digit).count();
    let has_colon = shown.contains(':');
    let is_date =
        groups.iter().all(|group| group.len() <= 4) && !shown.contains(' ') && shown.contains([':', '/', '.']);
    match (groups.len(), digits) {
        // `XX days`, `£XX`. Nothing measures chromosomes.
        (1, 0) => signs == 2 && sign == 'X' && is_measured(before, behind, measures),
        // `20XX`, `0XXXXXXXXX`
        (1, _) => (signs == 2 && digits == 2 && shown.starts_with("20")) || (signs >= 3 && signs + digits >= 8),
        // `XX:XX`, `XX.XX.XXXX`, `(XX) XXXX XXXX`
        (_, 0) => signs >= 6 || (is_date && signs >= if has_colon { 3 } else { 4 }),
        // `XX/XX/20XX`, `10:XX`
        (count, _) if is_date && signs >= 2 => has_colon || count >= 3,
        // `0XXX XXX XXX`, `+44 20 XXXX XXXX`
        _ => signs >= 3 && signs + digits >= 7,
    }
}

fn is_measured(before: &str, behind: &str, measures: &dyn Fn(&str) -> bool) -> bool {
    let next = behind.trim_start();
    let word = next.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    before.trim_end().ends_with(SIGNS)
        || next.starts_with(SIGNS)
        || UNITS.contains(&word)
        || (!word.is_empty() && measures(&word.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_told_from_names_and_patterns() {
        let measures = |word: &str| ["days", "uhr"].contains(&word);
        for (text, wanted) in [
            ("Come at XX:XX on XX/XX/XXXX.", &["XX:XX", "XX/XX/XXXX"][..]),
            ("Um XX.XX Uhr am xx.xx.xxxx, (xx:xx)", &["XX.XX", "xx.xx.xxxx", "xx:xx"]),
            ("Ring 0XXX XXX XXX or +44 20 XXXX XXXX.", &["0XXX XXX XXX", "+44 20 XXXX XXXX"]),
            ("Ring 0800 XXX XXX, 555-XXX-XXXX or (XX) XXXX-XXXX", &["0800 XXX XXX", "555-XXX-XXXX", "(XX) XXXX-XXXX"]),
            ("It is £XX, XX %, XX mg, XX days, um XX Uhr; 20XX", &["XX", "XX", "XX", "XX", "XX", "20XX"]),
            ("On XX/XX/2027 at 10:XX", &["XX/XX/2027", "10:XX"]),
            ("Name: ........ Ward: …………", &["........", "…………"]),
            ("Size XXL or XX, XX/XY, 46,XX and 45,X/46,XX, 47,XXX; Exxon; the XX sex; XXX", &[]),
            ("Wait... and then… go. XXI, XX. Jahrhundert, 2x2, maxx 20", &[]),
        ] {
            let mut found = blanks(text, &measures);
            found.sort_by_key(|range| range.start);
            let shown: Vec<&str> = found.into_iter().map(|range| &text[range]).collect();
            assert_eq!(shown, wanted, "{text}");
        }
    }
}
