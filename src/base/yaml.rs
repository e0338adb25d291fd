//! The one adapter over `serde_yaml`: YAML text in, typed values or *all* of its problems out.
//!
//! The fast way is the crate's own typed reading. It stops at the first error, and an editor wants all of them, so a
//! text that fails is read again into a tree (`tree`) and explained from there (`explain`). The middle keeps no
//! spans: a later stage that finds fault with a value asks [`locate`] where it is.

mod edit;
mod explain;
mod meant;
pub mod problem;
mod readable;
mod remedy;
mod syntax;
mod tree;

use crate::base::diagnostic::code;
use std::collections::HashMap;
use std::ops::Range;

use serde::de::DeserializeOwned;

use problem::Problem;
use problem::line_around;
use problem::line_end;
use problem::offset_of_line;

use readable::{Readable, readable};

pub(crate) use edit::rewritten;
pub use edit::{push, set};
pub use tree::Step;

/// Reads a typed value from a YAML text.
///
/// # Errors
/// Every problem of the text: either the first syntax error, or all unknown, missing, repeated and mistyped fields.
pub fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Vec<Problem>> {
    match parse_mended(text) {
        (Some(value), problems) if problems.is_empty() => Ok(value),
        (_, problems) => Err(problems),
    }
}

/// Reads a typed value, and beside every problem also the value as far as it could be made out: fields with a problem
/// are empty in it. For error recovery only.
#[must_use]
pub(crate) fn parse_mended<T: DeserializeOwned>(text: &str) -> (Option<T>, Vec<Problem>) {
    // An empty mapping and no text at all mean the same to an editor.
    let given = if text.trim().is_empty() { "{}" } else { text };
    let error = match serde_yaml::from_str_with_options::<T>(given, options(text.len())) {
        Ok(value) if !remedy::may_be_read_otherwise(text) => return (Some(value), Vec::new()),
        Ok(value) => return (Some(value), tree::read(text).map_or_else(|_| Vec::new(), |(_, problems)| problems)),
        Err(error) => error,
    };
    let (value, mut problems) = read_all(text);
    if problems.is_empty() {
        // Nothing is passed over in silence: the two readings disagree, and the first one stopped here. Its own words are
        // for programmers.
        let at = error.location().and_then(|l| offset_of_line(text, l.line())).unwrap_or(0);
        problems.push(
            Problem::new(code::YAML_SYNTAX, at..line_end(text, at), "this line can't be read")
                .help("compare it with one that works: `name: value`, with quotes around text that has signs in it"),
        );
    }
    problems.sort_by_key(|p| (p.range.start, p.range.end));
    (value, problems)
}

/// Everything that is wrong with a text. A line that can't be read as YAML is reported and left out, and the rest is
/// read without it, so that one slip of the keyboard does not hide the others.
fn read_all<T: DeserializeOwned>(text: &str) -> (Option<T>, Vec<Problem>) {
    let Readable { tree, mut problems, left_out } = readable(text);
    let Some((tree, found)) = tree else { return (None, problems) };
    // A line that was left out is another one in the text itself.
    problems.extend(found.into_iter().map(|problem| problem.within(text)));
    let (value, found) = explain::problems::<T>(tree);
    let found = found.into_iter().map(|problem| problem.within(text));
    // What is on a line that was left out is not missing, and what is above it is not empty.
    let news: Vec<Problem> = found
        .filter(|problem| match problem.code {
            code::MISSING_FIELD => !left_out.iter().any(|key| problem.message.contains(&format!("`{key}`"))),
            _ => !is_just_above_one_of(&problems, problem, text),
        })
        .collect();
    problems.extend(news);
    (value, problems)
}

/// Whether a problem is that nothing follows, where the line below has a problem of its own.
fn is_just_above_one_of(known: &[Problem], problem: &Problem, text: &str) -> bool {
    let next = line_end(text, problem.range.end) + 1;
    problem.range.is_empty() && known.iter().any(|known| line_around(text, known.range.start).start == next)
}

/// Where the value at a path is in a YAML text; the nearest value above it when the path leads nowhere.
#[must_use]
pub(crate) fn locate(text: &str, path: &[Step<'_>]) -> Range<usize> {
    Places::of(text).locate(path)
}

/// Where everything in a YAML text is: read once, and asked for each of many problems.
#[derive(Debug)]
pub struct Places {
    tree: Option<tree::Node>,
    /// Positions of the outermost entries, which may be many.
    outermost: HashMap<String, usize>,
}

impl Places {
    /// Reads a text for its places.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let tree = readable(text).tree.map(|(tree, _)| tree);
        let outermost = tree.as_ref().map_or_else(HashMap::new, tree::Node::positions);
        Self { tree, outermost }
    }

    /// The outermost entry that a byte of the text belongs to.
    #[must_use]
    pub(crate) fn entry_at(&self, byte: usize) -> Option<&str> {
        let beginnings = self.tree.as_ref()?.beginnings();
        let above = beginnings.partition_point(|(start, _)| *start <= byte);
        Some(beginnings[above.checked_sub(1)?].1)
    }

    /// Where the values of all entries of the group at a path are, by name; empty where there is no group.
    #[must_use]
    pub fn entries(&self, path: &[Step<'_>]) -> HashMap<String, Range<usize>> {
        self.tree.as_ref().map_or_else(HashMap::new, |tree| tree.ranges(path))
    }

    /// Where the value at a path is; the nearest value above it when the path leads nowhere.
    #[must_use]
    pub(crate) fn locate(&self, path: &[Step<'_>]) -> Range<usize> {
        let Some(tree) = &self.tree else { return 0..0 };
        let first = match path.first() {
            Some(Step::Key(name) | Step::Name(name)) => self.outermost.get(*name).copied(),
            _ => None,
        };
        tree.locate(path, first)
    }
}

/// A value as YAML, one entry a line.
///
/// # Panics
/// When the value can't be written as YAML. One that is made of texts, numbers, lists and named entries always can.
#[must_use]
pub fn written(value: &impl serde::Serialize) -> String {
    serde_yaml::to_string(value).expect("texts, numbers, lists and named entries")
}

/// Strict YAML 1.2 as editors mean it: only `true` and `false` are booleans, `0123` is text, no anchors, no merge keys,
/// and budgets that grow with the text, so that nothing nested or repeated can hold the build up.
fn options(bytes: usize) -> serde_yaml::Options {
    let mut budget = serde_yaml::Budget::default();
    budget.max_anchors = 0;
    budget.max_aliases = 0;
    budget.max_depth = 32;
    budget.max_documents = 1;
    budget.max_events = bytes + 64;
    budget.max_nodes = bytes + 64;
    budget.max_total_scalar_bytes = bytes + 64;
    serde_yaml::options! {
        strict_booleans: true,
        with_snippet: false,
        leading_zero_numbers_as_strings: true,
        merge_keys: serde_yaml::MergeKeyPolicy::Error,
        budget: Some(budget)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code, reason = "only its reading is tested")]
    struct Front {
        title: String,
        order: Option<u32>,
        #[serde(default)]
        topics: Vec<String>,
        inner: Option<Inner>,
        kind: Option<Kind>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code, reason = "only its reading is tested")]
    struct Inner {
        version: String,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Kind {
        Guide,
        Article,
    }

    fn codes(text: &str) -> Vec<(&'static str, String)> {
        parse::<Front>(text)
            .expect_err("has problems")
            .into_iter()
            .map(|p| (p.code.as_str(), text[p.range].to_owned()))
            .collect()
    }

    #[test]
    fn all_problems_come_at_once() {
        let found = codes("titel: x\norder: soon\ntopics: pain\ninner: {}\nkind: guid\norder: 3\n");
        let names: Vec<&str> = found.iter().map(|(code, _)| *code).collect();
        for code in ["unknown-key", "missing-field", "wrong-type", "unknown-value", "duplicate-key"] {
            assert!(names.contains(&code), "{code} in {found:?}");
        }
        assert_eq!(names.iter().filter(|n| **n == "wrong-type").count(), 2);
        // `titel` was meant as the title, so only the version is missing.
        assert_eq!(names.iter().filter(|n| **n == "missing-field").count(), 1);
    }

    #[test]
    fn a_line_that_cannot_be_read_does_not_hide_the_others() {
        let found = codes("title: Sleep: a guide\nordr: 3\nkind: guid\n");
        let names: Vec<&str> = found.iter().map(|(code, _)| *code).collect();
        assert_eq!(names, ["yaml-syntax", "unknown-key", "unknown-value"]);
    }

    #[test]
    fn text_stays_text() {
        let front: Front = parse("title: 0123\ninner: { version: 1.10 }").expect("reads");
        assert_eq!(front.title, "0123");
        assert_eq!(front.inner.expect("is there").version, "1.10");
        assert_eq!(codes("title: ~"), [("wrong-type", "~".to_owned())]);
        assert_eq!(codes("title: x\norder: yes"), [("wrong-type", "yes".to_owned())]);
    }

    #[test]
    fn hostile_yaml_is_refused_quickly() {
        for text in [
            "a: &a [x]\nb: [*a, *a]".to_owned(),
            format!("title: {}", "[".repeat(100_000)),
            format!("title: {}", "{a: ".repeat(100_000)),
            "title: x\n---\ntitle: y".to_owned(),
            "<<: {title: x}".to_owned(),
        ] {
            assert!(!parse::<Front>(&text).expect_err("refused").is_empty());
        }
    }

    #[test]
    fn values_are_located_by_path() {
        let text = "title: x\ntopics: [pain, 'sleep']\ninner:\n  version: 2\n";
        assert_eq!(&text[locate(text, &[Step::Key("topics"), Step::Index(1)])], "'sleep'");
        assert_eq!(&text[locate(text, &[Step::Key("inner"), Step::Key("version")])], "2");
    }
}
