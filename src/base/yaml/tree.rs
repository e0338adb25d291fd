//! YAML as a tree that knows where everything is. Only read when something is wrong, so clarity goes before speed.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use serde_yaml::granit_parser::{Event, Parser, ScalarStyle, Span};

use super::problem::Problem;
use super::remedy::{nothing_but_a_note, read_otherwise, uncurled};
use super::syntax::{star_or_ampersand, syntax_problem};
use crate::base::diagnostic::code;

/// One step of the way to a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'a> {
    /// Into a mapping, by key.
    Key(&'a str),
    /// Into a list, by position from 0.
    Index(usize),
    /// To the name before the colon itself, in place of what follows it; the last step.
    Name(&'a str),
}

/// The same, kept beyond the text that names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum OwnedStep {
    Key(String),
    Index(usize),
}

/// Whether a path leads to a field of the group at another.
pub(super) fn is_field_of(path: &[OwnedStep], group: &[OwnedStep], field: &str) -> bool {
    path.split_last()
        .is_some_and(|(last, above)| matches!(last, OwnedStep::Key(name) if name == field) && above == group)
}

/// A value with its place.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) range: Range<usize>,
    pub(super) value: Value,
}

#[derive(Debug, Clone)]
pub(super) enum Value {
    /// Nothing written, `~` or `null`.
    Null,
    /// Text; `plain` when written without quotes.
    Scalar {
        text: String,
        plain: bool,
    },
    List(Vec<Node>),
    Map(Vec<(Key, Node)>),
    /// Stands in for a value that was reported already; reads as whatever is asked for.
    Anything,
}

#[derive(Debug, Clone)]
pub(super) struct Key {
    pub(super) name: String,
    pub(super) range: Range<usize>,
}

impl Node {
    /// Where the value at a path is. `first` is the position of the path's first name, where it is known.
    pub(super) fn locate(&self, path: &[Step<'_>], first: Option<usize>) -> Range<usize> {
        let Some((step, rest)) = path.split_first() else { return self.range.clone() };
        let child = match (step, &self.value) {
            (Step::Key(name) | Step::Name(name), Value::Map(entries)) => {
                let known = first.and_then(|at| entries.get(at));
                match (known.or_else(|| entries.iter().find(|(key, _)| key.name == *name)), step) {
                    (Some((key, _)), Step::Name(_)) => return key.range.clone(),
                    (entry, _) => entry.map(|(_, node)| node),
                }
            }
            (Step::Index(index), Value::List(items)) => items.get(*index),
            _ => None,
        };
        child.map_or_else(|| self.range.clone(), |node| node.locate(rest, None))
    }

    /// Positions of the entries of a group by their names.
    pub(super) fn positions(&self) -> HashMap<String, usize> {
        match &self.value {
            Value::Map(entries) => entries.iter().enumerate().map(|(at, (key, _))| (key.name.clone(), at)).collect(),
            _ => HashMap::new(),
        }
    }

    /// Where the values of the entries of the group at a path are, by their names.
    pub(super) fn ranges(&self, path: &[Step<'_>]) -> HashMap<String, Range<usize>> {
        let Value::Map(entries) = &self.value else { return HashMap::new() };
        match path.split_first() {
            None => entries.iter().map(|(key, node)| (key.name.clone(), node.range.clone())).collect(),
            Some((Step::Key(name) | Step::Name(name), rest)) => {
                let group = entries.iter().find(|(key, _)| key.name == *name);
                group.map_or_else(HashMap::new, |(_, node)| node.ranges(rest))
            }
            Some((Step::Index(_), _)) => HashMap::new(),
        }
    }

    /// Where the last name on a path is.
    pub(super) fn key_range(&self, path: &[OwnedStep]) -> Option<Range<usize>> {
        let (step, rest) = path.split_first()?;
        match (step, &self.value) {
            (OwnedStep::Key(name), Value::Map(entries)) => {
                let (key, node) = entries.iter().find(|(key, _)| key.name == *name)?;
                node.key_range(rest).or_else(|| Some(key.range.clone()))
            }
            (OwnedStep::Index(index), Value::List(items)) => items.get(*index)?.key_range(rest),
            _ => None,
        }
    }

    /// Takes out the entry or item at a path; false where there is none.
    pub(super) fn remove(&mut self, path: &[OwnedStep]) -> bool {
        let Some((last, above)) = path.split_last() else { return false };
        match (last, self.at_mut(above).map(|node| &mut node.value)) {
            (OwnedStep::Key(name), Some(Value::Map(entries))) => {
                let before = entries.len();
                entries.retain(|(key, _)| key.name != *name);
                entries.len() < before
            }
            (OwnedStep::Index(index), Some(Value::List(items))) if *index < items.len() => {
                items.remove(*index);
                true
            }
            _ => false,
        }
    }

    /// Where each outermost entry begins, with its name, from top to bottom.
    pub(super) fn beginnings(&self) -> Vec<(usize, &str)> {
        match &self.value {
            Value::Map(entries) => entries.iter().map(|(key, _)| (key.range.start, key.name.as_str())).collect(),
            _ => Vec::new(),
        }
    }

    /// The node at a path, to be mended.
    pub(super) fn at_mut(&mut self, path: &[OwnedStep]) -> Option<&mut Self> {
        let Some((step, rest)) = path.split_first() else { return Some(self) };
        match (step, &mut self.value) {
            (OwnedStep::Key(name), Value::Map(entries)) => {
                entries.iter_mut().find(|(key, _)| key.name == *name)?.1.at_mut(rest)
            }
            (OwnedStep::Index(index), Value::List(items)) => items.get_mut(*index)?.at_mut(rest),
            _ => None,
        }
    }
}

/// Deepest nesting that is read; nothing in our files needs more than five.
const DEEPEST: usize = 32;

/// Reads a text into a tree, with its repeated keys and other things that a tree can't hold; or the syntax error.
pub(super) fn read(text: &str) -> Result<(Node, Vec<Problem>), Box<Problem>> {
    let mut reader = Reader { text, problems: Vec::new(), line_ends: OnceCell::new() };
    let mut events = Vec::new();
    let mut depth = 0;
    for next in Parser::new_from_str(text) {
        let (event, span) = next.map_err(|error| syntax_problem(text, error.kind(), error.marker().byte_offset()))?;
        match event {
            Event::SequenceStart(..) | Event::MappingStart(..) => depth += 1,
            Event::SequenceEnd | Event::MappingEnd => depth -= 1,
            _ => {}
        }
        let range = range_of(text, &span);
        if depth > DEEPEST {
            let message = "lists and groups are nested too deeply to be meant";
            return Err(Box::new(Problem::new(code::YAML_SYNTAX, range, message)));
        }
        events.push((event, range));
    }
    let mut events = events.into_iter().peekable();
    let mut root = None;
    while let Some((event, range)) = events.next() {
        match event {
            Event::StreamStart | Event::StreamEnd | Event::DocumentStart(..) | Event::DocumentEnd => {}
            event if root.is_none() => root = Some(reader.node(event, range, &mut events)),
            _ => {
                reader.problems.push(
                    Problem::new(code::YAML_SYNTAX, range, "a second document begins here")
                        .help("take out the `---` line between the two parts"),
                );
                break;
            }
        }
    }
    let root = root.unwrap_or(Node { range: 0..0, value: Value::Map(Vec::new()) });
    // A file with nothing but comments holds no entries; that is not an error of syntax.
    let root = if matches!(root.value, Value::Null) { Node { value: Value::Map(Vec::new()), ..root } } else { root };
    Ok((root, reader.problems))
}

type Events<'a> = std::iter::Peekable<std::vec::IntoIter<(Event<'a>, Range<usize>)>>;

struct Reader<'a> {
    text: &'a str,
    problems: Vec<Problem>,
    /// Ends of the lines, found when they are first asked for.
    line_ends: OnceCell<Vec<usize>>,
}

impl<'a> Reader<'a> {
    fn node(&mut self, event: Event<'a>, range: Range<usize>, events: &mut Events<'a>) -> Node {
        match event {
            Event::Scalar(text, style, anchor, _) => {
                self.refuse_anchor(anchor, &range);
                let plain = style == ScalarStyle::Plain;
                let misread = plain.then(|| read_otherwise(self.text, range.clone())).flatten();
                let meant = misread.as_ref().and_then(|_| uncurled(&text)).map(str::to_owned);
                self.problems.extend(misread);
                let value = match text.as_ref() {
                    "" | "~" | "null" | "Null" | "NULL" if plain => Value::Null,
                    _ => Value::Scalar { text: meant.unwrap_or_else(|| text.into_owned()), plain },
                };
                Node { range, value }
            }
            Event::SequenceStart(_, anchor, _) => {
                self.refuse_anchor(anchor, &range);
                let mut items = Vec::new();
                let mut end = range.end;
                while let Some((event, at)) = events.next() {
                    if event == Event::SequenceEnd {
                        end = at.end.max(end);
                        break;
                    }
                    items.push(self.node(event, at, events));
                }
                Node { range: self.trimmed(range.start..end), value: Value::List(items) }
            }
            Event::MappingStart(_, anchor, _) => {
                self.refuse_anchor(anchor, &range);
                let mut entries: Vec<(Key, Node)> = Vec::new();
                let mut positions = HashMap::new();
                let mut end = range.end;
                while let Some((event, at)) = events.next() {
                    if event == Event::MappingEnd {
                        end = at.end.max(end);
                        break;
                    }
                    let key = self.node(event, at.clone(), events);
                    let Some((event, value_at)) = events.next() else { break };
                    let value = self.node(event, value_at, events);
                    self.entry(&mut entries, &mut positions, key, value);
                }
                Node { range: self.trimmed(range.start..end), value: Value::Map(entries) }
            }
            Event::Alias(_) => {
                self.problems.push(star_or_ampersand(range.clone()));
                Node { range, value: Value::Anything }
            }
            _ => Node { range, value: Value::Null },
        }
    }

    /// The number of lines above a byte.
    fn line_of(&self, at: usize) -> usize {
        let ends = self.line_ends.get_or_init(|| self.text.match_indices('\n').map(|(end, _)| end).collect());
        ends.partition_point(|end| *end < at)
    }

    fn entry(
        &mut self,
        entries: &mut Vec<(Key, Node)>,
        positions: &mut HashMap<String, usize>,
        key: Node,
        mut value: Node,
    ) {
        let name = match key.value {
            Value::Scalar { text, .. } => text,
            Value::Null => "null".to_owned(),
            _ => {
                self.problems.push(
                    Problem::new(code::YAML_SYNTAX, key.range, "the name before the colon is a list or a group")
                        .help("put quotes around text that begins with `[` or `{`"),
                );
                return;
            }
        };
        if name == "<<" {
            self.problems.push(
                Problem::new(code::YAML_SYNTAX, key.range, "`<<` can't be the name of an entry")
                    .help("write every entry on a line of its own: `name: value`"),
            );
            return;
        }
        if let Some((first, _)) = positions.get(&name).and_then(|at| entries.get(*at)) {
            let above = self.line_of(key.range.start) - self.line_of(first.range.start);
            let place = match above {
                0 => "on the same line".to_owned(),
                1 => "on the line above".to_owned(),
                lines => format!("{lines} lines above"),
            };
            self.problems.push(
                Problem::new(code::DUPLICATE_KEY, key.range, format!("`{name}` stands here a second time"))
                    .help(format!("keep one of the two; the other stands {place}")),
            );
            return;
        }
        if matches!(value.value, Value::Null)
            && let Some(problem) = nothing_but_a_note(self.text, key.range.end)
        {
            self.problems.push(problem);
            value.value = Value::Anything;
        }
        positions.insert(name.clone(), entries.len());
        entries.push((Key { name, range: key.range }, value));
    }

    fn refuse_anchor(&mut self, anchor: usize, range: &Range<usize>) {
        if anchor != 0 {
            self.problems.push(star_or_ampersand(range.clone()));
        }
    }

    /// A block's end mark comes after the line ends that follow it; the block itself ends before them.
    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let inside = &self.text[range.clone()];
        range.start..range.start + inside.trim_end().len()
    }
}

fn range_of(text: &str, span: &Span) -> Range<usize> {
    let start = span.start.byte_offset().unwrap_or(0).min(text.len());
    start..span.end.byte_offset().unwrap_or(start).clamp(start, text.len())
}
