//! The lines of `---` around an article's front matter.

use std::ops::Range;

use crate::base::diagnostic::code::MISSING_FRONT_MATTER as CODE;
use crate::base::diagnostic::{Diagnostic, Text};

/// Finds the front matter between its `---` lines, and the body below.
pub(super) fn split(source: &Text, problems: &mut Vec<Diagnostic>) -> (Range<usize>, Range<usize>) {
    let text = &source.text;
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    let opens = is_fence(first) || (is_meant_as_fence(first) && looks_like_front_matter(text));
    if !opens {
        problems.push(not_at_the_beginning(source, first));
        return (0..0, 0..text.len());
    }
    if !is_fence(first) {
        problems.push(not_a_fence(source, 0, first));
    }
    let start = first.len();
    let mut at = start;
    let mut meant = None;
    for line in lines {
        if is_fence(line) {
            return (start..at, at + line.len()..text.len());
        }
        if is_meant_as_fence(line) && meant.is_none() {
            meant = Some((at, line));
        }
        at += line.len();
    }
    if let Some((at, line)) = meant {
        problems.push(not_a_fence(source, at, line));
        return (start..at, at + line.len()..text.len());
    }
    problems.push(
        Diagnostic::new(CODE, "the front matter is opened here and never closed")
            .at(source.at(0..first.trim_end().len()))
            .help("put a line `---` behind its last entry"),
    );
    (start..start, start..text.len())
}

fn is_fence(line: &str) -> bool {
    line.starts_with("---") && line.trim_end() == "---"
}

/// A line of dashes that are no three hyphens: a word processor makes one dash of them, and a hand slips.
fn is_meant_as_fence(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && !is_fence(line) && line.chars().all(|c| matches!(c, '-' | '–' | '—' | '―' | '‐' | '−'))
}

/// Whether the second line is an entry: else a line of dashes is a part of the text.
fn looks_like_front_matter(text: &str) -> bool {
    text.lines().nth(1).is_some_and(|line| line.contains(':'))
}

fn not_a_fence(source: &Text, at: usize, line: &str) -> Diagnostic {
    let shown = line.trim();
    let range = at..at + line.trim_end().len();
    Diagnostic::new(CODE, format!("this line is `{shown}`, where three hyphens are needed"))
        .at(source.at(range.clone()))
        .help("type `---`, without a space before it; some programs make one long dash of hyphens while you type")
        .fix(Some(source.fix(range, "---")))
}

/// What to do where the first line opens nothing.
fn not_at_the_beginning(source: &Text, first: &str) -> Diagnostic {
    let text = &source.text;
    let place = source.at(0..first.trim_end().len());
    let blank = text.len() - text.trim_start().len();
    if is_fence(text[blank..].lines().next().unwrap_or_default()) {
        return Diagnostic::new(CODE, "there is something above the front matter")
            .at(place)
            .help("take out the empty lines and spaces above the first `---`")
            .fix(Some(source.fix(0..blank, "")));
    }
    // A title that somebody put above the front matter, or the first line that got lost.
    let fences: Vec<usize> =
        text.lines().take(60).enumerate().filter(|(_, line)| is_fence(line)).map(|(n, _)| n).collect();
    let (message, help) = match fences[..] {
        [_, _, ..] => (
            "there is something above the front matter",
            "move what is above the first `---` to below the second `---`",
        ),
        [_] if looks_like_entry(first) => ("the front matter has no `---` above it", "put a line `---` above this one"),
        _ => (
            "the article has no front matter",
            "the file begins with a line `---`, then `title: …`, `summary: …`, `kind: article`, then a line `---`",
        ),
    };
    Diagnostic::new(CODE, message).at(place).help(help)
}

/// `title: Sleep`
fn looks_like_entry(line: &str) -> bool {
    line.split_once(": ").is_some_and(|(name, _)| name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'))
}
