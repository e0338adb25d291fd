//! What an editor did where a text is no YAML.
//!
//! A parser notices a slip where it can't go on, often lines below it. The usual slips (a tab, a quote or bracket that is
//! never closed, no space behind a colon, a colon in the text) are looked for from the top, line by line, and the first
//! one at or just behind the place where the parser stopped is the one to blame. Only then has the parser the word.

use std::ops::Range;

use serde_yaml::granit_parser::ErrorKind;

use super::problem::{Problem, indent_of, line_end};
use super::remedy::{quoted, quoted_line, quotes_around, space_behind_colon, sure, with_colon};
use crate::base::diagnostic::code;

pub(super) fn star_or_ampersand(range: Range<usize>) -> Problem {
    Problem::new(
        code::YAML_SYNTAX,
        range,
        "`&` and `*` at the beginning of a value have a meaning of their own in YAML",
    )
    .help("put quotes around the text")
}

/// A syntax error in an editor's words.
pub(super) fn syntax_problem(text: &str, kind: &ErrorKind, offset: Option<usize>) -> Problem {
    let at = offset.unwrap_or(text.len()).min(text.len());
    let stopped = line_end(text, at);
    // A tab at the beginning of the next line is noticed at the end of this one.
    let next = line_end(text, (stopped + 1).min(text.len()));
    if let Some(slip) = first_slip(&text[..next]).filter(|slip| slip.range.start <= stopped || slip.is_tab()) {
        let fix = sure(text, slip.problem.fix);
        return Problem { fix, ..slip.problem };
    }
    let start = text[..at].rfind('\n').map_or(0, |n| n + 1);
    let line = &text[start..stopped];
    let problem = |message: &str, help: &str| Problem::new(code::YAML_SYNTAX, at..at, message).help(help);
    match kind {
        ErrorKind::MappingValueNotAllowed if !line[..at - start].contains(": ") && line.starts_with(' ') => {
            let indent = line.len() - line.trim_start().len();
            Problem::new(
                code::YAML_SYNTAX,
                start..start + indent,
                "this line begins further to the right than the one above",
            )
            .help("take out the spaces at its beginning, or those that are too many")
        }
        ErrorKind::InvalidTrailingDoubleQuotedScalar | ErrorKind::InvalidTrailingSingleQuotedScalar
            if line[..at - start].contains('[') =>
        {
            problem("this list lacks a comma", "put a comma between its entries: [one, two, three]")
        }
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => Problem::new(
            code::YAML_SYNTAX,
            at..at + usize::from(text[at..].starts_with(':')),
            "a second colon on this line is read as the start of another entry",
        )
        .help(quoted_line(line).unwrap_or_else(|| "put quotes around text that contains `: `".to_owned())),
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => {
            problem("a quote is opened here and never closed", "add the closing quote at the end of the text")
        }
        ErrorKind::InvalidTrailingDoubleQuotedScalar | ErrorKind::InvalidTrailingSingleQuotedScalar => problem(
            "there is text behind the closing quote",
            "put the whole text between quotes; inside double quotes write a quote as \\\"",
        ),
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidUnicodeEscape => problem(
            "a backslash in double quotes has a meaning of its own",
            "write two backslashes, or use single quotes",
        ),
        ErrorKind::UnclosedFlowCollection { open } | ErrorKind::MismatchedFlowCollectionEnd { open, .. } => {
            let close = if *open == '[' { ']' } else { '}' };
            problem(&format!("`{open}` is opened and never closed"), &format!("add `{close}` at the end of the list"))
        }
        ErrorKind::UnexpectedEofFlowSequence | ErrorKind::ExpectedFlowSequenceSeparator => {
            problem("this list in `[…]` is not closed or lacks a comma", "write it as [one, two, three]")
        }
        ErrorKind::UnexpectedEofFlowMapping | ErrorKind::ExpectedFlowMappingSeparator => problem(
            "these entries in `{…}` are not closed or lack a comma",
            "write them as { name: value, other: value }",
        ),
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => no_colon(line, start),
        ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::InvalidIndentation
        | ErrorKind::BlockSequenceEntryNotAllowed => problem(
            "this line does not fit the lines above it",
            "entries that belong together begin in the same column; lists begin with `- `",
        ),
        ErrorKind::UnexpectedCharacter { character } => {
            let (_, value) = name_and_value(line.trim_end());
            let whole = start + value..start + line.trim_end().len();
            let fix = (whole.start == at).then(|| quotes_around(text, whole)).flatten();
            let help = quoted_line(line).filter(|_| fix.is_some());
            problem(
                &format!("text can't begin with `{character}` here"),
                help.as_deref().unwrap_or("put quotes around the text"),
            )
            .fix(sure(text, fix))
        }
        ErrorKind::UnknownAnchor | ErrorKind::MissingAnchorOrAliasName => star_or_ampersand(at..line_end(text, at)),
        ErrorKind::RecursionLimitExceeded => {
            problem("lists and groups are nested too deeply to be meant", "take out the extra brackets")
        }
        _ => problem("this can't be read as YAML", "compare the line with one that works: `name: value`"),
    }
}

/// A construct that goes on over line ends.
enum Open {
    /// A quoted text, by its quote.
    Quote(char),
    /// So many brackets.
    Brackets(usize),
}

struct Slip {
    problem: Problem,
    range: Range<usize>,
}

impl Slip {
    fn new(problem: Problem) -> Self {
        Self { range: problem.range.clone(), problem }
    }

    fn is_tab(&self) -> bool {
        self.problem.message.contains("tab")
    }
}

/// The first line that holds one of the usual slips.
fn first_slip(text: &str) -> Option<Slip> {
    // What is open, and where it was opened.
    let mut open: Option<(Open, usize)> = None;
    // Text below `name: |`, by the indentation of the name.
    let mut block: Option<usize> = None;
    let mut column_of_entries = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let line_start = start;
        start += line.len();
        let bare = line.trim();
        let indent = indent_of(line);
        if bare.is_empty() || bare.starts_with('#') || block.is_some_and(|above| indent > above) {
            continue;
        }
        block = None;
        if line[indent..].starts_with('\t') {
            let tab = line_start + indent;
            let before = line.len() - line.trim_start_matches([' ', '\t']).len();
            let fix = (line_start..line_start + before, line[..before].replace('\t', "  "));
            return Some(Slip::new(
                Problem::new(code::YAML_SYNTAX, tab..tab + 1, "this line is indented with a tab")
                    .help("use spaces: two for each step to the right")
                    .fix(Some(fix)),
            ));
        }
        let content = line_start + indent + item_marks(&line[indent..]);
        let entry = line_start + line.trim_end().len();
        let (name, value) = name_and_value(&text[content..entry]);
        let value = content + value;
        if let Some((what, opened)) = open.take() {
            if name.is_some() {
                return Some(Slip::new(never_closed(&what, &text[opened..], opened)));
            }
            open = still_open(&what, &text[line_start..entry]).map(|what| (what, opened));
            continue;
        }
        let Some(_) = name else {
            let is_item = content > line_start + indent;
            // A text may go on in the next line, further to the right than its name.
            if !is_item && column_of_entries.is_none_or(|column| indent <= column) {
                return Some(Slip::new(no_colon(bare, line_start + indent)));
            }
            continue;
        };
        column_of_entries = Some(content - line_start);
        match text[value..entry].chars().next() {
            Some(quote @ ('"' | '\'')) => match behind_quote(&text[value + 1..entry], quote) {
                None => open = Some((Open::Quote(quote), value)),
                Some(behind) => {
                    let rest = &text[value + 1 + behind..entry];
                    if !rest.trim_start().is_empty() && !rest.trim_start().starts_with('#') {
                        let behind = value + 1 + behind..entry;
                        return Some(Slip::new(behind_closing_quote(text, content, value, behind)));
                    }
                }
            },
            Some('[' | '{') => {
                open = still_open(&Open::Brackets(0), &text[value..entry]).map(|what| (what, value));
            }
            Some('|' | '>') => block = Some(indent),
            Some(_) => {
                let plain = &text[value..entry];
                let plain = plain.split(" #").next().unwrap_or(plain);
                let colon = plain.find(": ").or_else(|| plain.ends_with(':').then(|| plain.len() - 1));
                if let Some(colon) = colon {
                    let at = value + colon;
                    return Some(Slip::new(
                        Problem::new(
                            code::YAML_SYNTAX,
                            at..at + 1,
                            "a second colon on this line is read as the start of another entry",
                        )
                        .help(
                            quoted_line(&text[content..entry])
                                .unwrap_or_else(|| "put quotes around text that contains `: `".to_owned()),
                        )
                        .fix(quotes_around(text, value..entry)),
                    ));
                }
            }
            None => {}
        }
    }
    let (what, opened) = open?;
    Some(Slip::new(never_closed(&what, &text[opened..], opened)))
}

/// Bytes of the `- ` marks before an item.
fn item_marks(line: &str) -> usize {
    line.len() - line.trim_start_matches("- ").len()
}

/// The name before a colon, and where what follows it begins.
fn name_and_value(entry: &str) -> (Option<&str>, usize) {
    let colon = entry.find(": ").or_else(|| entry.ends_with(':').then(|| entry.len() - 1));
    let Some(colon) = colon.filter(|colon| !entry[..*colon].contains(['"', '\'', '[', '{', '#'])) else {
        return (None, 0);
    };
    let behind = &entry[colon + 1..];
    (Some(&entry[..colon]), entry.len() - behind.trim_start().len())
}

/// Where a quoted text ends: just behind its closing quote.
fn behind_quote(text: &str, quote: char) -> Option<usize> {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' if quote == '"' => drop(chars.next()),
            '\'' if quote == '\'' && chars.peek().is_some_and(|(_, next)| *next == '\'') => drop(chars.next()),
            c if c == quote => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// What is open at the end of a piece of text.
fn still_open(what: &Open, text: &str) -> Option<Open> {
    match what {
        Open::Quote(quote) => behind_quote(text, *quote).is_none().then_some(Open::Quote(*quote)),
        Open::Brackets(depth) => {
            let mut depth = *depth;
            let mut rest = text;
            while let Some(at) = rest.find(['[', ']', '{', '}', '"', '\'']) {
                let sign = rest[at..].chars().next().unwrap_or_default();
                rest = &rest[at + 1..];
                match sign {
                    '[' | '{' => depth += 1,
                    ']' | '}' => depth = depth.saturating_sub(1),
                    quote => rest = &rest[behind_quote(rest, quote).unwrap_or(0)..],
                }
            }
            (depth > 0).then_some(Open::Brackets(depth))
        }
    }
}

fn never_closed(what: &Open, text: &str, at: usize) -> Problem {
    let sign = text.chars().next().unwrap_or_default();
    let close = match sign {
        '[' => ']',
        '{' => '}',
        quote => quote,
    };
    let line = text.lines().next().unwrap_or_default().trim_end();
    // A line that ends in a comma goes on, and one with a note has its end before it.
    let is_whole = !line.ends_with(',') && !line.contains(" #") && !line[1..].contains(['"', '\'', '[', '{']);
    let fix = is_whole.then(|| (at + line.len()..at + line.len(), close.to_string()));
    let problem =
        |message: String, help: String| Problem::new(code::YAML_SYNTAX, at..at + 1, message).help(help).fix(fix);
    match what {
        Open::Quote(_) => problem(
            "a quote is opened here and never closed".to_owned(),
            format!("add the closing `{sign}` at the end of the text"),
        ),
        Open::Brackets(_) => problem(
            format!("`{sign}` is opened here and never closed"),
            format!("add `{close}` at the end, behind the last entry"),
        ),
    }
}

/// `title: 'What's new'`: the entry and its value begin at two bytes.
fn behind_closing_quote(text: &str, entry: usize, value: usize, behind: Range<usize>) -> Problem {
    let whole = value..behind.end;
    let meant = without_wrapping_quotes(&text[whole.clone()]).map(quoted);
    let help = match &meant {
        Some(meant) => format!("put one pair of quotes around the whole text: {}{meant}", &text[entry..value]),
        None => "put one pair of quotes around the whole text, and type those within it curly: “ and ”".to_owned(),
    };
    let fix = meant.filter(|_| quotes_around(text, whole.clone()).is_some()).map(|meant| (whole, meant));
    Problem::new(code::YAML_SYNTAX, behind, "there is text behind the closing quote").help(help).fix(fix)
}

/// The text that an editor meant by one that begins with a quote and goes on behind the next: `"Your "bad" back"` is
/// between quotes, and `"Yes" or "no"` has quotes of its own at both ends. None where it may be either.
fn without_wrapping_quotes(written: &str) -> Option<&str> {
    let quote = written.chars().next()?;
    let Some(inside) = written[1..].strip_suffix(quote) else {
        // An apostrophe between single quotes ends the text for YAML, and nobody closed it.
        let apostrophe = quote == '\'' && quotes_in(&written[1..], quote).is_empty();
        return Some(if apostrophe { &written[1..] } else { written });
    };
    // A backslash may have been typed for YAML, or not.
    if inside.contains('\\') {
        return None;
    }
    let signs = quotes_in(inside, quote);
    let [opens_first, closes_first] = [true, false].map(|opens| signs.chunks(2).all(|pair| pair == [opens, !opens]));
    match (opens_first, closes_first) {
        (true, _) => Some(inside),
        (false, true) => Some(written),
        (false, false) => None,
    }
}

/// Of each quote in a text, whether it opens or closes. One between letters is an apostrophe, and none.
fn quotes_in(text: &str, quote: char) -> Vec<bool> {
    let signs = text.match_indices(quote).filter_map(|(at, sign)| {
        let before = text[..at].chars().next_back().filter(|c| !c.is_whitespace());
        let behind = text[at + sign.len()..].chars().next().filter(|c| !c.is_whitespace());
        let is_apostrophe = before.is_some_and(char::is_alphanumeric) && behind.is_some_and(char::is_alphanumeric);
        (!is_apostrophe).then(|| behind.is_some() && before.is_none_or(|c| !c.is_alphanumeric()))
    });
    signs.collect()
}

fn no_colon(line: &str, start: usize) -> Problem {
    let line = line.trim_end();
    if let Some((name, value)) = line.split_once(":\u{a0}") {
        let at = start + name.len() + 1;
        let message = "the space behind this colon is one that never breaks, as some programs type it";
        return Problem::new(code::YAML_SYNTAX, at..at + '\u{a0}'.len_utf8(), message)
            .help(format!("delete it and type a space: {name}: {}", value.trim()))
            .fix(space_behind_colon(line, start));
    }
    Problem::new(code::YAML_SYNTAX, start..start + line.len(), "this line has no colon with a space behind it")
        .help(with_colon(line).unwrap_or_else(|| "write `name: value`, with a space after the colon".to_owned()))
        .fix(space_behind_colon(line, start))
}

#[cfg(test)]
mod tests {
    use super::without_wrapping_quotes;

    #[test]
    fn quotes_around_a_text_are_told_from_quotes_in_it() {
        for (written, meant) in [
            (r#""Your "bad" back""#, Some(r#"Your "bad" back"#)),
            (r#""Your "bad" and "good" back""#, Some(r#"Your "bad" and "good" back"#)),
            (r#""Yes" or "no""#, Some(r#""Yes" or "no""#)),
            (r#""Bad" backs"#, Some(r#""Bad" backs"#)),
            ("'Don't worry'", Some("Don't worry")),
            ("'Don't worry", Some("Don't worry")),
            ("'Yes' or 'no'", Some("'Yes' or 'no'")),
            ("'It's the kids' turn'", None),
            (r#""The 6" cut""#, None),
        ] {
            assert_eq!(without_wrapping_quotes(written), meant, "{written}");
        }
    }
}
