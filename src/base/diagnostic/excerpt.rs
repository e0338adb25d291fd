//! A line of content as it is shown, without the characters that could take hold of a terminal.

use std::borrow::Cow;

use super::Location;

/// The byte of a 1-based column.
fn byte_of(line: &str, column: usize) -> usize {
    line.char_indices().nth(column - 1).map_or(line.len(), |(at, _)| at)
}

/// The line of a place and the bytes to underline in it, without the characters that could take hold of a terminal.
#[must_use]
pub(crate) fn shown_line(place: &Location) -> (String, std::ops::Range<usize>) {
    let excerpt = place.excerpt();
    let start = byte_of(excerpt, place.column());
    let end = if place.end_line() > place.line() { excerpt.len() } else { byte_of(excerpt, place.end_column()) };
    // One character for another: columns stay as they are.
    let (before, inside, behind) = (&excerpt[..start], &excerpt[start..end.max(start)], &excerpt[end.max(start)..]);
    let (before, inside, behind) = (visible(before), visible(inside), visible(behind));
    let range = before.len()..before.len() + inside.len();
    ([before, inside, behind].concat(), range)
}

/// Text without the characters by which content could take hold of a terminal, or show itself in another order than it
/// has.
#[must_use]
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\t')) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace(is_harmful, "\u{fffd}"))
}

/// A control character, or one that turns the direction of a line.
fn is_harmful(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t')) || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The same for a name within a line, which could otherwise begin another one.
#[must_use]
pub(crate) fn visible_name(name: &str) -> Cow<'_, str> {
    match visible(name) {
        shown if shown.contains(['\n', '\t']) => Cow::Owned(shown.replace(['\n', '\t'], "\u{fffd}")),
        shown => shown,
    }
}
