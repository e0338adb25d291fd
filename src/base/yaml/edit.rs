//! Entries set in a YAML text without touching anything else: comments, order, quotes and line ends stay as they are.
//!
//! Each function gives the whole new text, or `None` if the text can't be read or holds something else at that place.
//! Read the result again before you rely on it: an entry in an unusual form may come out otherwise than meant.

use std::ops::Range;

use super::tree::{self, Key, Node, Value};

/// The text with one entry of a mapping inside the outermost one set, such as `version` in `review`. `value` is YAML for
/// one line. What is not there is added.
#[must_use]
pub fn set(text: &str, mapping: &str, name: &str, value: &str) -> Option<String> {
    let (root, problems) = tree::read(text).ok()?;
    let Value::Map(entries) = &root.value else { return None };
    if !problems.is_empty() {
        return None;
    }
    let line = format!("{name}: {value}");
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let Some((key, node)) = find(entries, mapping) else {
        let gap = if text.is_empty() || text.ends_with('\n') { "" } else { line_end };
        return Some(format!("{text}{gap}{mapping}:{line_end}  {line}{line_end}"));
    };
    match &node.value {
        Value::Null => {
            let text = replaced(text, written(text, node), "");
            let at = end_of_line(&text, key.range.end);
            Some(replaced(&text, at..at, &format!("{line_end}{}  {line}", indent(&text, key)?)))
        }
        Value::Map(entries) => match find(entries, name) {
            Some((key, Node { range, value: Value::Scalar { .. } })) => {
                // A text over several lines (`>-`) begins below its mark and ends behind its last line end.
                let end = range.start + text[range.clone()].trim_end().len();
                let colon = key.range.end + text[key.range.end..].find(':')? + 1;
                match &text[colon..range.start] {
                    between if !between.contains('\n') => Some(replaced(text, range.start..end, value)),
                    between if !between.contains('#') => Some(replaced(text, colon..end, &format!(" {value}"))),
                    _ => None,
                }
            }
            Some((key, node @ Node { value: Value::Null, .. })) => {
                let text = replaced(text, written(text, node), "");
                let colon = key.range.end + text[key.range.end..].find(':')? + 1;
                Some(replaced(&text, colon..colon, &format!(" {value}")))
            }
            Some(_) => None,
            None if text[node.range.clone()].starts_with('{') => {
                let inside = text[node.range.start..node.range.end].strip_suffix('}')?.trim_end();
                let at = node.range.start + inside.len();
                let before = if entries.is_empty() { " " } else { ", " };
                let after = if text[at..].starts_with('}') { " " } else { "" };
                Some(replaced(text, at..at, &format!("{before}{line}{after}")))
            }
            None => {
                let (first, _) = entries.first()?;
                let last = entries.iter().map(|(key, node)| key.range.end.max(written(text, node).end)).max()?;
                let at = end_of_line(text, last);
                Some(replaced(text, at..at, &format!("{line_end}{}{line}", indent(text, first)?)))
            }
        },
        _ => None,
    }
}

/// The text with one more item in a list of the outermost mapping, such as `aliases`. `value` is YAML for one line.
#[must_use]
pub fn push(text: &str, list: &str, value: &str) -> Option<String> {
    let (root, problems) = tree::read(text).ok()?;
    let Value::Map(entries) = &root.value else { return None };
    if !problems.is_empty() {
        return None;
    }
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let Some((key, node)) = find(entries, list) else {
        let gap = if text.is_empty() || text.ends_with('\n') { "" } else { line_end };
        return Some(format!("{text}{gap}{list}: [{value}]{line_end}"));
    };
    match &node.value {
        Value::Null => {
            let text = replaced(text, written(text, node), "");
            let colon = key.range.end + text[key.range.end..].find(':')? + 1;
            Some(replaced(&text, colon..colon, &format!(" [{value}]")))
        }
        Value::List(items) if text[node.range.clone()].starts_with('[') => {
            let inside = text[node.range.clone()].strip_suffix(']')?.trim_end();
            let at = node.range.start + inside.len();
            let before = if items.is_empty() || inside.ends_with(',') { "" } else { "," };
            let space = if items.is_empty() { "" } else { " " };
            Some(replaced(text, at..at, &format!("{before}{space}{value}")))
        }
        Value::List(items) => {
            let end = items.last()?.range.clone();
            let start = text[..end.start].rfind('\n').map_or(0, |n| n + 1);
            let mark = &text[start..end.start];
            let at = end_of_line(text, end.end);
            (mark.trim() == "-").then(|| replaced(text, at..at, &format!("{line_end}{mark}{value}")))
        }
        _ => None,
    }
}

/// A text in place of another one, written in the same way: with or without quotes. `written` is how the other one is
/// in a file; `None` where it is not written as expected.
#[must_use]
pub(crate) fn rewritten(written: &str, old: &str, new: &str) -> Option<String> {
    let quote = written.chars().next().filter(|first| matches!(first, '"' | '\''));
    let inside = quote.map_or(Some(written), |quote| written.strip_prefix(quote)?.strip_suffix(quote));
    if inside != Some(old) || new.contains(['\n', '\\', '"', '\'']) {
        return None;
    }
    let plain = new.chars().all(|c| c.is_alphanumeric() || "-_./".contains(c)) && !new.starts_with('-');
    match quote {
        Some(quote) => Some(format!("{quote}{new}{quote}")),
        None if plain => Some(new.to_owned()),
        None => Some(format!("\"{new}\"")),
    }
}

fn find<'n>(entries: &'n [(Key, Node)], name: &str) -> Option<&'n (Key, Node)> {
    entries.iter().find(|(key, _)| key.name == name)
}

/// Bytes that a value takes up. A value that was left out has a place all the same, which may be on another line.
fn written(text: &str, node: &Node) -> Range<usize> {
    let range = node.range.clone();
    if text[range.clone()].trim().is_empty() { 0..0 } else { range }
}

fn replaced(text: &str, range: Range<usize>, with: &str) -> String {
    format!("{}{with}{}", &text[..range.start], &text[range.end..])
}

/// The end of the line that holds a byte, before its line end.
fn end_of_line(text: &str, at: usize) -> usize {
    let end = super::problem::line_end(text, at);
    if text[..end].ends_with('\r') && end > at { end - 1 } else { end }
}

/// The spaces before a key; `None` where something else comes before it.
fn indent<'t>(text: &'t str, key: &Key) -> Option<&'t str> {
    let start = text[..key.range.start].rfind('\n').map_or(0, |n| n + 1);
    let before = &text[start..key.range.start];
    before.bytes().all(|b| b == b' ').then_some(before)
}

#[cfg(test)]
mod tests {
    use super::{push, rewritten, set};

    #[test]
    fn an_item_is_added_to_a_list_in_the_way_the_list_is_written() {
        for (text, expected) in [
            ("a: 1\n", Some("a: 1\nlist: [NEW]\n")),
            ("a: 1\r\n", Some("a: 1\r\nlist: [NEW]\r\n")),
            ("", Some("list: [NEW]\n")),
            ("list: # none\na: 1\n", Some("list: [NEW] # none\na: 1\n")),
            ("list: []\n", Some("list: [NEW]\n")),
            ("list: [x, 'y'] # two\n", Some("list: [x, 'y', NEW] # two\n")),
            ("list: [\n  x,\n  y,\n]\n", Some("list: [\n  x,\n  y, NEW\n]\n")),
            ("list:\n  - x # one\n  - y # two\n# end\n", Some("list:\n  - x # one\n  - y # two\n  - NEW\n# end\n")),
            ("list:\r\n- x\r\na: 1\r\n", Some("list:\r\n- x\r\n- NEW\r\na: 1\r\n")),
            ("list: text\n", None),
            ("list: { a: 1 }\n", None),
        ] {
            assert_eq!(push(text, "list", "NEW").as_deref(), expected, "{text:?}");
        }
    }

    #[test]
    fn a_text_is_replaced_in_the_way_it_is_written() {
        assert_eq!(rewritten("faq.md", "faq.md", "a/b.md").as_deref(), Some("a/b.md"));
        assert_eq!(rewritten("'faq.md'", "faq.md", "b.md").as_deref(), Some("'b.md'"));
        assert_eq!(rewritten("faq.md", "faq.md", "my file.md").as_deref(), Some("\"my file.md\""));
        assert_eq!(rewritten("", "faq.md", "b.md"), None);
        assert_eq!(rewritten("faq.md # x", "faq.md", "b.md"), None);
    }

    #[test]
    fn an_entry_is_replaced_or_added_and_nothing_else_changes() {
        for (text, expected) in [
            ("review:\n  by: \"A\" # who\n  v: 1\n", "review:\n  by: NEW # who\n  v: 1\n"),
            ("review:\n  by: old words  # who\n", "review:\n  by: NEW  # who\n"),
            ("review: # to do\n  v: 1 # one\n# end\nx: y\n", "review: # to do\n  v: 1 # one\n  by: NEW\n# end\nx: y\n"),
            ("review:\r\n    v: 1\r\nx: y\r\n", "review:\r\n    v: 1\r\n    by: NEW\r\nx: y\r\n"),
            ("review: { v: 1 }\n", "review: { v: 1, by: NEW }\n"),
            ("review: {v: 1, by: 'A'}\n", "review: {v: 1, by: NEW}\n"),
            ("review: {}\n", "review: { by: NEW }\n"),
            ("title: x\n", "title: x\nreview:\n  by: NEW\n"),
            ("title: x\r\n", "title: x\r\nreview:\r\n  by: NEW\r\n"),
            ("review:\ntitle: x\n", "review:\n  by: NEW\ntitle: x\n"),
            ("review: ~\ntitle: x\n", "review: \n  by: NEW\ntitle: x\n"),
            ("review: # later\ntitle: x\n", "review: # later\n  by: NEW\ntitle: x\n"),
            ("review:\n  by: >-\n    two\n    lines\n  v: 1\n", "review:\n  by: NEW\n  v: 1\n"),
            ("review:\n  by: 'two\n    lines'\n  v: 1\n", "review:\n  by: NEW\n  v: 1\n"),
            ("review:\n  by:\n  v: 1\n", "review:\n  by: NEW\n  v: 1\n"),
            ("review:\n  by: # who\n  v: 1\n", "review:\n  by: NEW # who\n  v: 1\n"),
            ("review:\n  v: 1\n  by:\n", "review:\n  v: 1\n  by: NEW\n"),
            ("review:\n  v: 1\n  w:\n", "review:\n  v: 1\n  w:\n  by: NEW\n"),
        ] {
            assert_eq!(set(text, "review", "by", "NEW").as_deref(), Some(expected), "{text:?}");
        }
        for text in ["review: [a]\n", "review: text\n", "review:\n  by: [a]\n", "review: {\n", "a: 1\na: 2\n"] {
            assert_eq!(set(text, "review", "by", "NEW"), None, "{text:?}");
        }
    }
}
