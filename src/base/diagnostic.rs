//! What can be wrong in content, as plain data.
//!
//! A [`Diagnostic`] is something that an editor can mend: it says where, what is wrong, and what to do. It never stops
//! a stage; stages collect diagnostics beside their result. When the world fails instead (a folder that cannot be
//! read, a full disk), that is an [`anyhow::Error`] and belongs to the doors and edges.

pub(crate) mod code;
mod control;
pub(crate) mod excerpt;
mod near;
mod slip;

use std::borrow::Cow;
use std::ops::{Deref, Range};
use std::sync::{Arc, OnceLock};

use memchr::memchr_iter;

pub use code::Code;
pub(crate) use control::first_control;
pub use near::{NameIndex, nearest};
pub(crate) use near::{certain, suggest};

/// One problem in the content, in words for an editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of problem it is; `carepress explain CODE` prints its page.
    pub code: Code,
    /// How much it weighs; the site's settings may change it.
    pub severity: Severity,
    /// What is wrong: a fact, in a lowercase fragment. Shared by all copies: a large site may have many.
    pub message: Arc<str>,
    /// Where; absent only when no file can be named.
    pub location: Option<Location>,
    /// What to do about it.
    pub help: Option<Cow<'static, str>>,
    /// What mends it, where there is no doubt what was meant. Boxed, because most problems have none.
    pub fix: Option<Box<Fix>>,
}

/// An edit of one place that mends a problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What goes: some bytes of a file's text, or none. A byte-order mark is no part of the text.
    pub at: Location,
    /// What is there afterwards.
    pub with: String,
}

impl Diagnostic {
    /// A problem of a kind, with the weight of that kind.
    pub fn new(code: Code, message: impl Into<Arc<str>>) -> Self {
        let severity = code.severity();
        Self { code, severity, message: message.into(), location: None, help: None, fix: None }
    }

    /// The same diagnostic, with its place.
    #[must_use]
    pub fn at(self, location: Location) -> Self {
        Self { location: Some(location), ..self }
    }

    /// The same diagnostic, with what to do.
    #[must_use]
    pub fn help(self, help: impl Into<Cow<'static, str>>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// The same diagnostic, with what mends it where that is certain.
    #[must_use]
    pub fn fix(self, fix: Option<Fix>) -> Self {
        Self { fix: fix.map(Box::new), ..self }
    }

    /// Path of the file that it is about, relative to the site's folder; empty where no file can be named.
    #[must_use]
    pub fn path(&self) -> &str {
        self.location.as_ref().map_or("", Location::path)
    }

    /// The order in which an editor works: by file, then by place.
    #[must_use]
    pub(crate) fn sort_key(&self) -> (&str, usize, &str, &str) {
        let (path, start) = self.location.as_ref().map_or(("", 0), |place| (place.path(), place.span.start));
        (path, start, self.code.as_str(), &self.message)
    }
}

/// How much a problem weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth mending; does not stop a build unless it is strict.
    Warning,
    /// Stops the build: nothing is published.
    Error,
}

impl Severity {
    /// `error` or `warning`, as printed and as written in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A place in a file that an editor can jump to. Lines and columns are counted when they are asked for: a large site may
/// have a hundred thousand warnings.
#[derive(Debug, Clone)]
pub struct Location {
    text: Text,
    /// Bytes of the text, on character boundaries.
    span: Range<usize>,
}

/// Longest line, in bytes, that is worth printing around a problem.
const LONGEST_EXCERPT: usize = 2_000;

impl Location {
    /// The beginning of a file whose text is not at hand.
    #[must_use]
    pub fn file(path: impl Into<String>) -> Self {
        Self { text: Text::new(path, ""), span: 0..0 }
    }

    /// Path relative to the site's folder, with `/` between parts.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.text.path
    }

    /// The file's text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text.text
    }

    /// Bytes of the file's text.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// 1-based line of the first character.
    #[must_use]
    pub fn line(&self) -> usize {
        self.text.line_of(self.span.start).0
    }

    /// 1-based column of the first character, counted in characters.
    #[must_use]
    pub fn column(&self) -> usize {
        self.text.column_of(self.span.start)
    }

    /// 1-based line of the end.
    #[must_use]
    pub fn end_line(&self) -> usize {
        self.text.line_of(self.span.end).0
    }

    /// 1-based column just behind the last character.
    #[must_use]
    pub fn end_column(&self) -> usize {
        self.text.column_of(self.span.end)
    }

    /// The first line itself, without its line end, to show in the message. Very long lines are left out.
    #[must_use]
    pub fn excerpt(&self) -> &str {
        let rest = &self.text.text[self.text.line_of(self.span.start).1..];
        // Not beyond: there may be many problems in a line without end.
        let end = rest.bytes().take(LONGEST_EXCERPT + 2).position(|byte| byte == b'\n');
        let line = rest[..end.unwrap_or(rest.len())].trim_end_matches('\r');
        if line.len() > LONGEST_EXCERPT { "" } else { line }
    }
}

impl PartialEq for Location {
    fn eq(&self, other: &Self) -> bool {
        self.span == other.span && self.path() == other.path()
    }
}

impl Eq for Location {}

/// A text that knows its path and turns byte ranges into [`Location`]s. A copy is another handle on the same text.
#[derive(Debug, Clone, Default)]
pub struct Text(Arc<Lines>);

/// What a [`Text`] holds.
#[derive(Debug, Default)]
pub struct Lines {
    /// Path relative to the site's folder, with `/` between parts.
    pub path: String,
    /// The whole text.
    pub text: String,
    starts: OnceLock<Vec<usize>>,
}

impl Deref for Text {
    type Target = Lines;

    fn deref(&self) -> &Lines {
        &self.0
    }
}

impl Text {
    /// A text and the path that it is called by.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self(Arc::new(Lines { path: path.into(), text: text.into(), starts: OnceLock::new() }))
    }

    /// Whether this is another handle on the very same text.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// The place of a byte range. Ranges beyond the text or inside a character are moved back to what exists.
    #[must_use]
    pub fn at(&self, range: Range<usize>) -> Location {
        let start = floor_boundary(&self.text, range.start);
        let end = floor_boundary(&self.text, range.end.max(start));
        Location { text: self.clone(), span: start..end }
    }

    /// The place of some columns of a line, both 1-based, columns counted in characters.
    #[must_use]
    pub(crate) fn at_columns(&self, line: usize, columns: Range<usize>) -> Location {
        let start = self.starts().get(line.saturating_sub(1)).copied().unwrap_or(self.text.len());
        let [start, end] = [columns.start, columns.end].map(|column| {
            let before = self.text[start..].chars().take(column.saturating_sub(1));
            start + before.map(char::len_utf8).sum::<usize>()
        });
        self.at(start..end)
    }

    fn starts(&self) -> &[usize] {
        self.starts.get_or_init(|| {
            let ends = memchr_iter(b'\n', self.text.as_bytes());
            std::iter::once(0).chain(ends.map(|end| end + 1)).collect()
        })
    }

    /// An edit of this text.
    #[must_use]
    pub fn fix(&self, range: Range<usize>, with: impl Into<String>) -> Fix {
        Fix { at: self.at(range), with: with.into() }
    }

    /// The edit that makes another text of a part of this one: what both have in common stays.
    #[must_use]
    pub(crate) fn fix_part(&self, part: Range<usize>, new: &str) -> Fix {
        let old = &self.text[part.clone()];
        let start = length_shared(old.chars(), new.chars());
        let (old_rest, new_rest) = (&old[start..], &new[start..]);
        let end = length_shared(old_rest.chars().rev(), new_rest.chars().rev());
        self.fix(part.start + start..part.end - end, &new_rest[..new_rest.len() - end])
    }

    /// 1-based number and first byte of the line that holds a byte.
    fn line_of(&self, byte: usize) -> (usize, usize) {
        let starts = self.starts();
        let line = starts.partition_point(|start| *start <= byte);
        (line, starts[line - 1])
    }

    /// 1-based column of a byte. Counting the characters of a line of megabytes for each of its problems would be
    /// quadratic; bytes do there.
    fn column_of(&self, byte: usize) -> usize {
        let start = self.line_of(byte).1;
        if byte - start > LONGEST_EXCERPT { byte - start + 1 } else { self.text[start..byte].chars().count() + 1 }
    }
}

/// Bytes of the characters that two texts have in common from the first one on.
fn length_shared(one: impl Iterator<Item = char>, other: impl Iterator<Item = char>) -> usize {
    one.zip(other).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum()
}

/// The nearest character boundary at or before a byte, inside the text.
#[must_use]
pub(crate) fn floor_boundary(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters_not_bytes() {
        let text = Text::new("a.md", "é\nüx = 1\r\nlast");
        let place = text.at(5..6);
        assert_eq!((place.line(), place.column(), place.end_column()), (2, 2, 3));
        assert_eq!(place.excerpt(), "üx = 1");
        let beyond = text.at(500..600);
        assert_eq!((beyond.line(), beyond.column()), (3, 5));
    }

    #[test]
    fn an_edit_is_as_small_as_can_be() {
        let text = Text::new("a.md", "a: é1\nb: ü2\n");
        let fix = text.fix_part(0..text.text.len(), "a: é1\nb: ö2\n");
        assert_eq!((fix.at.span(), fix.with.as_str(), fix.at.line(), fix.at.column()), (10..12, "ö", 2, 4));
        let fix = text.fix_part(0..7, "a: é1\nc: 1\n");
        assert_eq!((fix.at.span(), fix.with.as_str()), (7..7, "c: 1\n"));
    }
}
