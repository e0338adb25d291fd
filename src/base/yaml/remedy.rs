//! What to type in place of a line that is no YAML, or that YAML reads otherwise than it was meant.

use std::ops::Range;

use memchr::memchr_iter;
use serde_yaml::granit_parser::Parser;

use super::problem::{Problem, indent_of, line_end};
use crate::base::diagnostic::code;

/// Bytes that go, and what is there afterwards.
pub(super) type Edit = (Range<usize>, String);

/// An edit after which a parser gets further than its line: else something else was meant.
pub(super) fn sure(text: &str, edit: Option<Edit>) -> Option<Edit> {
    let (range, with) = edit?;
    let mended = format!("{}{with}{}", &text[..range.start], &text[range.end..]);
    let line = line_end(&mended, range.start + with.len());
    let stopped = Parser::new_from_str(&mended).find_map(Result::err);
    let further = stopped.is_none_or(|error| error.marker().byte_offset().is_some_and(|at| at > line));
    further.then_some((range, with))
}

/// Quotes around a value that ends with its line.
pub(super) fn quotes_around(text: &str, value: Range<usize>) -> Option<Edit> {
    let line = line_end(text, value.start);
    let start = text[..value.start].rfind('\n').map_or(0, |n| n + 1);
    // Text that goes on further to the right in the next line belongs to the value.
    let next = text.get(line + 1..).unwrap_or_default().split('\n').next().unwrap_or_default();
    let goes_on = !next.trim().is_empty() && indent_of(next) > indent_of(&text[start..line]);
    (!goes_on && !text[value.clone()].contains(" #")).then(|| (value.clone(), quoted(&text[value])))
}

/// A text in straight quotes, of the kind that leaves it as it is where there is one.
pub(super) fn quoted(text: &str) -> String {
    let text = uncurled(text).unwrap_or(text);
    if !text.contains(['"', '\\']) {
        format!("\"{text}\"")
    } else if text.contains('\'') {
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
    } else {
        format!("'{text}'")
    }
}

/// The text between curly quotes, such as a word processor types, when they are around all of it.
pub(super) fn uncurled(text: &str) -> Option<&str> {
    const OPEN: [char; 5] = ['“', '„', '”', '‘', '‚'];
    const CLOSE: [char; 5] = ['”', '“', '"', '’', '‘'];
    let first = text.chars().next().filter(|first| OPEN.contains(first))?;
    let inside = text[first.len_utf8()..].strip_suffix(CLOSE)?;
    let is_double = matches!(first, '“' | '„' | '”');
    let others: &[char] = if is_double { &['“', '”', '„', '"'] } else { &['‘', '‚'] };
    (!inside.is_empty() && !inside.contains(others)).then_some(inside)
}

/// Whether a text may hold what [`read_otherwise`] looks for. Most hold none of it, and need no second look.
pub(super) fn may_be_read_otherwise(text: &str) -> bool {
    memchr_iter(b'#', text.as_bytes()).any(|at| is_behind_value(&text[..at]))
        || !text.is_ascii() && text.match_indices(['“', '„', '”', '‘', '‚']).any(|(at, _)| is_at_a_value(&text[..at]))
}

/// A note on a line of its own cuts nothing short.
fn is_behind_value(before: &str) -> bool {
    let value = before.trim_end_matches([' ', '\t']);
    value.len() < before.len() && !value.is_empty() && !value.ends_with('\n')
}

fn is_at_a_value(before: &str) -> bool {
    before.ends_with([' ', '\n', '[', '{', ',', '\t'])
}

/// What is wrong with a text without quotes that YAML can read and an editor meant otherwise: one that a `#` cuts short,
/// and one in curly quotes.
pub(super) fn read_otherwise(text: &str, value: Range<usize>) -> Option<Problem> {
    let value = value.start..value.start + text[value.clone()].trim_end().len();
    let written = &text[value.clone()];
    if let Some(inside) = uncurled(written) {
        let is_long = inside.contains('\n');
        let fix = (!is_long || !inside.contains(['"', '\\'])).then(|| quoted(inside));
        let shown = if is_long { "\"" } else { &quoted(inside) };
        let help = format!("type straight quotes in their place: {shown}");
        let message = "these are curly quotes, which would be shown as a part of the text";
        let fix = fix.map(|with| (value.clone(), with));
        return Some(Problem::new(code::YAML_SYNTAX, value, message).help(help).fix(fix));
    }
    // Many values may be on one line: its end is looked for once only, behind the value that a note follows.
    if !text[value.end..].trim_start_matches(|c: char| c.is_whitespace() && c != '\n').starts_with('#') {
        return None;
    }
    let line = line_end(text, value.end);
    let rest = text[value.end..line].trim_end();
    let note = rest.trim_start();
    let gap = rest.len() - note.len();
    let behind = note.strip_prefix('#')?;
    let is_cut = !behind.is_empty() && !behind.starts_with([' ', '\t', '#']);
    // A number, a date, a file or one of our own words is whole by itself.
    let is_name = written.contains('.') || !written.chars().any(char::is_uppercase);
    let is_word = is_name && written.is_ascii() && !written.contains(' ');
    if !is_cut && (is_word || gap > 1) {
        return None;
    }
    let whole = value.start..value.end + rest.len();
    let line_start = text[..value.start].rfind('\n').map_or(0, |n| n + 1);
    let name = text[line_start..value.start].trim_start();
    let typed = format!("{name}{}", quoted(&text[whole.clone()]));
    let one_line = !written.contains('\n');
    let help = match (one_line, is_cut) {
        (true, true) => format!("put quotes around the text: {typed}"),
        (true, false) => format!("put quotes around the text: {typed}; before a note, leave two spaces"),
        (false, _) => "put quotes around the whole text; before a note, leave two spaces".to_owned(),
    };
    let fix =
        (one_line && is_cut && !rest[gap..].contains(" # ")).then(|| (whole.clone(), quoted(&text[whole.clone()])));
    let shown = value.end + gap..whole.end;
    Some(
        Problem::new(code::YAML_SYNTAX, shown, "from the `#` on, this line is a note and not shown")
            .help(help)
            .fix(fix),
    )
}

/// A value that is nothing but a note: `summary: #1 tip`.
pub(super) fn nothing_but_a_note(text: &str, key_end: usize) -> Option<Problem> {
    let line = line_end(text, key_end);
    let rest = text[key_end..line].trim_end();
    let note = rest.strip_prefix(':')?.trim_start();
    let behind = note.strip_prefix('#')?;
    if behind.is_empty() || behind.starts_with([' ', '\t', '#']) {
        return None;
    }
    let range = key_end + rest.len() - note.len()..key_end + rest.len();
    let help = format!("put quotes around the text: {}", quoted(note));
    let fix = Some((range.clone(), quoted(note)));
    Some(
        Problem::new(code::YAML_SYNTAX, range, "from the `#` on, this line is a note and not shown")
            .help(help)
            .fix(fix),
    )
}

/// `title: Myths: true or not` → what to type instead.
pub(super) fn quoted_line(line: &str) -> Option<String> {
    let (name, value) = line.split_once(": ")?;
    Some(format!("put quotes around the text: {}: {}", name.trim_start(), quoted(value.trim())))
}

/// `title:Feeling tired` → `title: Feeling tired`.
pub(super) fn with_colon(line: &str) -> Option<String> {
    let (name, value) = line.split_once(':')?;
    Some(format!("put a space after the colon: {}: {}", name.trim(), value.trim()))
}

/// The missing space behind the colon of a line that begins at a byte and holds a name of ours.
pub(super) fn space_behind_colon(line: &str, start: usize) -> Option<Edit> {
    let (name, value) = line.split_once(':')?;
    let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    let at = start + name.len() + 1;
    if is_name && value.starts_with('\u{a0}') {
        return Some((at..at + '\u{a0}'.len_utf8(), " ".to_owned()));
    }
    (is_name && !value.is_empty() && !value.starts_with(['/', ' '])).then(|| (at..at, " ".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::may_be_read_otherwise;

    #[test]
    fn a_text_is_looked_at_twice_only_where_a_note_or_a_curly_quote_stands_in_it() {
        for text in ["a: b # c", "a: b\t#c", "a: #b", "- # b", "a: „b“", "a: [“b”]", "a:\n  ‘b’", "a: é # b"]
        {
            assert!(may_be_read_otherwise(text), "{text}");
        }
        for text in ["", "# a", "  # a\nb: c", "a: b\n\t# c\n", "a: b#c", "a: it’s"] {
            assert!(!may_be_read_otherwise(text), "{text}");
        }
    }
}
