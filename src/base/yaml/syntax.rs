//! What an editor did where a text is no YAML.
//!
//! A parser notices a slip where it can't go on, often lines below it. The usual slips (a tab, a quote or bracket that is
//! never closed, no space behind a colon, a colon in the text) are looked for from the top, line by line, and the first
//! one at or just behind the place where the parser stopped is the one to blame. Only then has the parser the word.

mod slip;

use std::ops::Range;

use serde_yaml::granit_parser::ErrorKind;

use self::slip::{first_slip, name_and_value, no_colon};
use super::problem::{Problem, line_end};
use super::remedy::{quoted_line, quotes_around, sure};
use crate::base::diagnostic::code;

const SECOND_COLON: &str = "a second colon on this line is read as the start of another entry";
const QUOTE_COLONS: &str = "put quotes around text that contains `: `";

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
    match kind {
        ErrorKind::MappingValueNotAllowed if !line[..at - start].contains(": ") && line.starts_with(' ') => {
            let indent = line.len() - line.trim_start().len();
            let message = "this line begins further to the right than the one above";
            Problem::new(code::YAML_SYNTAX, start..start + indent, message)
                .help("take out the spaces at its beginning, or those that are too many")
        }
        ErrorKind::InvalidTrailingDoubleQuotedScalar | ErrorKind::InvalidTrailingSingleQuotedScalar
            if line[..at - start].contains('[') =>
        {
            Problem::new(code::YAML_SYNTAX, at..at, "this list lacks a comma")
                .help("put a comma between its entries: [one, two, three]")
        }
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => {
            let colon = at..at + usize::from(text[at..].starts_with(':'));
            Problem::new(code::YAML_SYNTAX, colon, SECOND_COLON)
                .help(quoted_line(line).unwrap_or_else(|| QUOTE_COLONS.to_owned()))
        }
        ErrorKind::UnclosedFlowCollection { open } | ErrorKind::MismatchedFlowCollectionEnd { open, .. } => {
            let close = if *open == '[' { ']' } else { '}' };
            Problem::new(code::YAML_SYNTAX, at..at, format!("`{open}` is opened and never closed"))
                .help(format!("add `{close}` at the end of the list"))
        }
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => no_colon(line, start),
        ErrorKind::UnexpectedCharacter { character } => {
            let (_, value) = name_and_value(line.trim_end());
            let whole = start + value..start + line.trim_end().len();
            let fix = (whole.start == at).then(|| quotes_around(text, whole)).flatten();
            let help = quoted_line(line).filter(|_| fix.is_some());
            Problem::new(code::YAML_SYNTAX, at..at, format!("text can't begin with `{character}` here"))
                .help(help.as_deref().unwrap_or("put quotes around the text"))
                .fix(sure(text, fix))
        }
        ErrorKind::UnknownAnchor | ErrorKind::MissingAnchorOrAliasName => star_or_ampersand(at..line_end(text, at)),
        _ => {
            let (message, help) = in_plain_words(kind);
            Problem::new(code::YAML_SYNTAX, at..at, message).help(help)
        }
    }
}

/// What is wrong and what to do, where the line itself makes no difference.
fn in_plain_words(kind: &ErrorKind) -> (&'static str, &'static str) {
    match kind {
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => {
            ("a quote is opened here and never closed", "add the closing quote at the end of the text")
        }
        ErrorKind::InvalidTrailingDoubleQuotedScalar | ErrorKind::InvalidTrailingSingleQuotedScalar => (
            "there is text behind the closing quote",
            "put the whole text between quotes; inside double quotes write a quote as \\\"",
        ),
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidUnicodeEscape => {
            ("a backslash in double quotes has a meaning of its own", "write two backslashes, or use single quotes")
        }
        ErrorKind::UnexpectedEofFlowSequence | ErrorKind::ExpectedFlowSequenceSeparator => {
            ("this list in `[…]` is not closed or lacks a comma", "write it as [one, two, three]")
        }
        ErrorKind::UnexpectedEofFlowMapping | ErrorKind::ExpectedFlowMappingSeparator => {
            ("these entries in `{…}` are not closed or lack a comma", "write them as { name: value, other: value }")
        }
        ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::InvalidIndentation
        | ErrorKind::BlockSequenceEntryNotAllowed => (
            "this line does not fit the lines above it",
            "entries that belong together begin in the same column; lists begin with `- `",
        ),
        ErrorKind::RecursionLimitExceeded => {
            ("lists and groups are nested too deeply to be meant", "take out the extra brackets")
        }
        _ => ("this can't be read as YAML", "compare the line with one that works: `name: value`"),
    }
}
