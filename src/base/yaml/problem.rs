//! Something wrong in a YAML text, and the lines that it is about.

use std::ops::Range;

use crate::base::diagnostic::{Code, Diagnostic, Text, floor_boundary};

/// Something wrong in a YAML text, with its byte range in that text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Code of the diagnostic that it becomes.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// Bytes of the text that it is about.
    pub range: Range<usize>,
    /// Bytes of the text that go, and what is there afterwards, where there is no doubt what was meant.
    pub fix: Option<(Range<usize>, String)>,
}

impl Problem {
    /// The same as a diagnostic. The YAML text begins at a byte of a file's text.
    #[must_use]
    pub(crate) fn in_text(self, text: &Text, begin: usize) -> Diagnostic {
        let place = text.at(self.range.start + begin..self.range.end + begin);
        let fix = self.fix.map(|(range, with)| text.fix(range.start + begin..range.end + begin, with));
        Diagnostic { help: self.help.map(Into::into), ..Diagnostic::new(self.code, self.message).at(place).fix(fix) }
    }

    /// The same for another text of the same length, whose characters begin and end elsewhere.
    pub(super) fn within(mut self, text: &str) -> Self {
        let end = (self.range.end..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
        self.range = floor_boundary(text, self.range.start)..end;
        self.fix = self.fix.filter(|(range, _)| text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
        self
    }

    pub(crate) fn new(code: Code, range: Range<usize>, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), help: None, range, fix: None }
    }

    pub(crate) fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    pub(crate) fn fix(self, fix: Option<(Range<usize>, String)>) -> Self {
        Self { fix, ..self }
    }
}

/// The line that holds a byte, without its line end.
pub(super) fn line_around(text: &str, at: usize) -> Range<usize> {
    let at = at.min(text.len());
    let start = text[..at].rfind('\n').map_or(0, |n| n + 1);
    start..line_end(text, start)
}

pub(super) fn offset_of_line(text: &str, line: u64) -> Option<usize> {
    let mut at = 0;
    for _ in 1..line {
        at += text.get(at..)?.find('\n')? + 1;
    }
    Some(at)
}

pub(super) fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |n| at + n)
}

/// Spaces that a line begins with.
pub(super) fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}
