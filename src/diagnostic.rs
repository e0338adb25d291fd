//! What can be wrong in content, as plain data.
//!
//! A [`Diagnostic`] is something that an editor can mend: it says where, what is wrong, and what to do. It never stops
//! a stage; stages collect diagnostics beside their result. When the world fails instead (a folder that cannot be
//! read, a full disk), that is an [`anyhow::Error`] and belongs to the doors and edges.

use std::ops::Range;
use std::sync::OnceLock;

/// One problem in the content, in words for an editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Kebab-case name of the kind of problem, such as `broken-link`; `carepress explain CODE` prints its page.
    pub code: &'static str,
    /// How much it weighs; the site's settings may change it.
    pub severity: Severity,
    /// What is wrong: a fact, in a lowercase fragment.
    pub message: String,
    /// Where; absent only when no file can be named.
    pub location: Option<Location>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error: the site is not published while it is there.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, severity: Severity::Error, message: message.into(), location: None, help: None }
    }

    /// A warning: it fails the build only with `--strict`.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message) }
    }

    /// The same diagnostic, with its place.
    #[must_use]
    pub fn at(self, location: Location) -> Self {
        Self { location: Some(location), ..self }
    }

    /// The same diagnostic, with what to do.
    #[must_use]
    pub fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// The order in which an editor works: by file, then by place.
    #[must_use]
    pub fn sort_key(&self) -> (&str, usize, usize, &str, &str) {
        let (path, line, column) = self.location.as_ref().map_or(("", 0, 0), |l| (l.path.as_str(), l.line, l.column));
        (path, line, column, self.code, &self.message)
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

/// A place in a file that an editor can jump to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// Path relative to the site's folder, with `/` between parts.
    pub path: String,
    /// 1-based line of the first character.
    pub line: usize,
    /// 1-based column of the first character, counted in characters.
    pub column: usize,
    /// 1-based line of the end.
    pub end_line: usize,
    /// 1-based column just behind the last character.
    pub end_column: usize,
    /// The first line itself, without its line end, to show in the message. Very long lines are left out.
    pub excerpt: String,
}

/// Longest line, in bytes, that is worth printing around a problem.
const LONGEST_EXCERPT: usize = 2_000;

impl Location {
    /// The beginning of a file whose text is not at hand.
    #[must_use]
    pub fn file(path: impl Into<String>) -> Self {
        Self { path: path.into(), line: 1, column: 1, end_line: 1, end_column: 1, excerpt: String::new() }
    }
}

/// A text that knows its path and turns byte ranges into [`Location`]s.
#[derive(Debug, Default)]
pub struct Text {
    /// Path relative to the site's folder, with `/` between parts.
    pub path: String,
    /// The whole text.
    pub text: String,
    line_starts: OnceLock<Vec<usize>>,
}

impl Text {
    /// A text and the path that it is called by.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into(), line_starts: OnceLock::new() }
    }

    /// The place of a byte range. Ranges beyond the text or inside a character are moved back to what exists.
    #[must_use]
    pub fn at(&self, range: Range<usize>) -> Location {
        let start = floor_boundary(&self.text, range.start);
        let end = floor_boundary(&self.text, range.end.max(start));
        let (line, line_start) = self.line_of(start);
        let (end_line, end_line_start) = self.line_of(end);
        let rest = &self.text[line_start..];
        let length = rest.find('\n').unwrap_or(rest.len());
        let excerpt = rest[..length].trim_end_matches('\r');
        let long = excerpt.len() > LONGEST_EXCERPT;
        // Counting the characters of a line of megabytes for each of its problems would be quadratic; bytes do there.
        let column = |from: usize, to: usize| {
            if to - from > LONGEST_EXCERPT { to - from + 1 } else { self.text[from..to].chars().count() + 1 }
        };
        Location {
            path: self.path.clone(),
            line,
            column: column(line_start, start),
            end_line,
            end_column: column(end_line_start, end),
            excerpt: if long { String::new() } else { excerpt.to_owned() },
        }
    }

    /// 1-based number and first byte of the line that holds a byte.
    fn line_of(&self, byte: usize) -> (usize, usize) {
        let starts = self.line_starts.get_or_init(|| {
            std::iter::once(0)
                .chain(self.text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i + 1))
                .collect()
        });
        let line = starts.partition_point(|start| *start <= byte);
        (line, starts[line - 1])
    }
}

/// The nearest character boundary at or before a byte, inside the text.
fn floor_boundary(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

/// The known name nearest to one that is not known, if it is near enough to be meant: at most a third of its length
/// away, or else the shortest that contains it.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = name.to_lowercase();
    let length = name.chars().count();
    let allowed = (length / 3).max(1);
    let rank = |candidate: &'a str| {
        let lower = candidate.to_lowercase();
        let distance = strsim::damerau_levenshtein(&name, &lower);
        // Names that contain it come behind all that are near, the shortest first.
        let contains = length > 2 && lower.contains(&name);
        if distance <= allowed {
            Some((distance, candidate))
        } else {
            contains.then_some((1_000 + distance, candidate))
        }
    };
    known.into_iter().filter_map(rank).min().map(|(_, candidate)| candidate)
}

/// "did you mean" where a near name exists, else the list of what there is (at most a dozen).
pub fn suggest<'a>(name: &str, known: impl IntoIterator<Item = &'a str> + Clone, there_is: &str) -> String {
    if let Some(near) = nearest(name, known.clone()) {
        return format!("did you mean `{near}`?");
    }
    let mut names: Vec<&str> = known.into_iter().collect();
    let more = names.len().saturating_sub(12);
    names.truncate(12);
    match (names.is_empty(), more) {
        (true, _) => format!("there is no {there_is} yet"),
        (false, 0) => format!("{there_is}: {}", names.join(", ")),
        (false, more) => format!("{there_is}: {}, and {more} more", names.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters_not_bytes() {
        let text = Text::new("a.md", "é\nüx = 1\r\nlast");
        let place = text.at(5..6);
        assert_eq!((place.line, place.column, place.end_column), (2, 2, 3));
        assert_eq!(place.excerpt, "üx = 1");
        let beyond = text.at(500..600);
        assert_eq!((beyond.line, beyond.column), (3, 5));
    }

    #[test]
    fn near_names_are_suggested_and_far_ones_are_listed() {
        assert_eq!(nearest("tilte", ["title", "summary"]), Some("title"));
        assert_eq!(nearest("zebra", ["title", "summary"]), None);
        assert_eq!(nearest("vagus", ["sacral-nerves", "vagus-nerve"]), Some("vagus-nerve"));
        assert_eq!(suggest("zebra", ["title", "summary"], "known keys"), "known keys: title, summary");
    }
}
