//! Why a tree is not the value that was asked for: all reasons, not just the first.
//!
//! `serde` stops at the first error. So the tree is read, the error kept, the tree mended at that place (an unknown key
//! taken out, a missing field put in, a value of the wrong type replaced by one that reads as anything), and read
//! again, until it reads or can't be mended further.

use std::fmt;

use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};

use super::meant::{REVIEW, elsewhere, meant_key, number_help, plain_number, written_out};
use super::problem::Problem;
use super::tree::{Key, Node, OwnedStep, Value, is_field_of};
use crate::base::diagnostic::{Code, certain, code, nearest};
use crate::base::refusal::Refusal;

/// More problems than this in one file help nobody; it also bounds the work.
const MOST: usize = 100;

/// All reasons why a tree does not read as a `T`, and the `T` that it reads as once they are mended.
pub(super) fn problems<T: DeserializeOwned>(mut tree: Node) -> (Option<T>, Vec<Problem>) {
    let mut problems = Vec::new();
    // What was left out: that it is missing then is no news.
    let mut left_out: Vec<Vec<OwnedStep>> = Vec::new();
    while problems.len() < MOST {
        let fault = match T::deserialize(&tree) {
            Ok(value) => return (Some(value), problems),
            Err(fault) => fault,
        };
        let path: Vec<OwnedStep> = fault.path.iter().rev().cloned().collect();
        if let Kind::Missing(field) = fault.kind
            && left_out.iter().any(|known| is_field_of(known, &path, field))
        {
            // Without it, what it belongs to can't be made out either.
            if !tree.remove(&path) {
                break;
            }
            left_out.push(path);
            continue;
        }
        match mend(&mut tree, &path, fault.kind) {
            Some(problem) => problems.push(problem),
            // What was reported already and can't be made out is left out, so that it takes nothing else with it.
            None if tree.remove(&path) => left_out.push(path),
            None => break,
        }
    }
    (None, problems)
}

/// Turns a fault into a problem and mends the tree where it is. `None` when the same place was mended before.
fn mend(tree: &mut Node, path: &[OwnedStep], kind: Kind) -> Option<Problem> {
    let name = path.iter().rev().find_map(|step| match step {
        OwnedStep::Key(name) => Some(name.clone()),
        OwnedStep::Index(_) => None,
    });
    let owner = tree.key_range(path);
    let node = tree.at_mut(path)?;
    match kind {
        Kind::Unknown { name, expected } => {
            let Value::Map(entries) = &mut node.value else { return None };
            mend_key(entries, &name, expected)
        }
        Kind::Missing(field) => {
            let at = node.range.start..node.range.start;
            let Value::Map(entries) = &mut node.value else { return None };
            entries.push((
                Key { name: field.to_owned(), range: at.clone() },
                Node { range: at.clone(), value: Value::Anything },
            ));
            // The name of the group that lacks it; the whole text has none.
            let range = owner.unwrap_or(at);
            let owner = name.map(|n| format!(" in `{n}`")).unwrap_or_default();
            Some(
                Problem::new(code::MISSING_FIELD, range, format!("`{field}` is missing{owner}"))
                    .help(format!("add a line `{field}: …`")),
            )
        }
        Kind::Value { code, message, help, meant } => {
            if matches!(node.value, Value::Anything) {
                return None;
            }
            let range = node.range.clone();
            // A value in quotes, or over several lines, is longer than its text, and left to the editor.
            let is_plain = matches!(&node.value, Value::Scalar { text, plain: true } if text.len() == range.len());
            let meant = match &node.value {
                Value::Scalar { text, .. } if code == code::BAD_DATE => written_out(text),
                _ => meant,
            };
            let fix = meant.filter(|_| is_plain).map(|meant| (range.clone(), meant));
            node.value = Value::Anything;
            let subject = name.map_or_else(|| "this ".to_owned(), |name| format!("`{name}` "));
            let problem = Problem::new(code, range, format!("{subject}{message}"));
            Some(Problem { help, fix, ..problem })
        }
    }
}

/// Gives an unknown key the name that was meant, or takes its entry out. `None` when it was mended before.
fn mend_key(entries: &mut Vec<(Key, Node)>, name: &str, expected: &'static [&'static str]) -> Option<Problem> {
    let position = entries.iter().position(|(key, _)| key.name == name)?;
    let range = entries[position].0.range.clone();
    let meant = meant_key(name, expected);
    let mut fix = None;
    // A field that is there under a wrong name is not missing: it is read under the right one.
    match meant.filter(|meant| entries.iter().all(|(key, _)| key.name != *meant)) {
        Some(meant) => {
            let sure = elsewhere(name, expected).is_some() || certain(name, expected.iter().copied()).is_some();
            // A key in quotes is longer than its name, and left to the editor.
            fix = (sure && range.len() == name.len()).then(|| (range.clone(), meant.to_owned()));
            meant.clone_into(&mut entries[position].0.name);
        }
        None => drop(entries.remove(position)),
    }
    let help = match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None if REVIEW.contains(&name) && expected.contains(&"review") => {
            "it belongs to the review: put it below a line `review:`, indented by two spaces".to_owned()
        }
        None => format!("the keys that can stand here: {}", expected.join(", ")),
    };
    let problem = Problem::new(code::UNKNOWN_KEY, range, format!("`{name}` is not a key that can stand here"));
    Some(problem.help(help).fix(fix))
}

/// One fault: what, and the way to it, innermost step first.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) path: Vec<OwnedStep>,
    pub(super) kind: Kind,
}

#[derive(Debug)]
pub(super) enum Kind {
    Unknown {
        name: String,
        expected: &'static [&'static str],
    },
    Missing(&'static str),
    /// `meant` is YAML for what was certainly meant.
    Value {
        code: Code,
        message: String,
        help: Option<String>,
        meant: Option<String>,
    },
}

impl Fault {
    fn within(mut self, step: OwnedStep) -> Self {
        self.path.push(step);
        self
    }

    fn wrong(node: &Node, wanted: &str, help: impl Into<String>) -> Self {
        let found = match &node.value {
            Value::Null => "is empty".to_owned(),
            Value::Scalar { text, .. } => format!("is \"{}\"", shortened(text)),
            Value::List(_) => "is a list".to_owned(),
            Value::Map(_) => "is a group of entries".to_owned(),
            Value::Anything => "is not given".to_owned(),
        };
        let message = format!("{found}, where {wanted} is needed");
        Self {
            path: Vec::new(),
            kind: Kind::Value { code: code::WRONG_TYPE, message, help: Some(help.into()), meant: None },
        }
    }

    /// The same, with YAML for what was certainly meant.
    fn meant(mut self, text: Option<String>) -> Self {
        if let Kind::Value { meant, .. } = &mut self.kind {
            *meant = text;
        }
        self
    }
}

fn shortened(text: &str) -> String {
    if text.chars().count() > 40 { text.chars().take(40).chain(['…']).collect() } else { text.to_owned() }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.kind)
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    /// A type's own check failed.
    fn custom<T: fmt::Display>(message: T) -> Self {
        let text = message.to_string();
        let (code, message, help) = match Refusal::carried_by(&text) {
            Some((code, why)) => (code, why.message, Some(why.help)),
            None => (code::BAD_VALUE, text, None),
        };
        Self { path: Vec::new(), kind: Kind::Value { code, message, help, meant: None } }
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        Self { path: Vec::new(), kind: Kind::Unknown { name: field.to_owned(), expected } }
    }

    fn missing_field(field: &'static str) -> Self {
        Self { path: Vec::new(), kind: Kind::Missing(field) }
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        let help = nearest(variant, expected.iter().copied())
            .map_or_else(|| format!("use one of: {}", expected.join(", ")), |near| format!("did you mean `{near}`?"));
        let message = format!("can't be \"{}\"", shortened(variant));
        let meant = certain(variant, expected.iter().copied()).map(str::to_owned);
        Self { path: Vec::new(), kind: Kind::Value { code: code::UNKNOWN_VALUE, message, help: Some(help), meant } }
    }
}

macro_rules! number {
    ($($method:ident $visit:ident $type:ty),*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            match &self.value {
                Value::Scalar { text, plain: true } => match text.parse::<$type>() {
                    _ if let Some(plain) = plain_number(text) => {
                        Err(Fault::wrong(self, "a plain number", format!("write {plain}")).meant(Some(plain)))
                    }
                    Ok(number) => visitor.$visit(number),
                    Err(_) if text.len() > 9 && text.bytes().all(|b| b.is_ascii_digit()) => {
                        Err(Fault::wrong(self, "a smaller number", "numbers as large as this one can't be used"))
                    }
                    Err(_) => Err(Fault::wrong(self, "a number", number_help(text))),
                },
                Value::Anything => visitor.$visit(<$type>::default()),
                Value::Scalar { text, .. } if text.parse::<$type>().is_ok() => {
                    Err(Fault::wrong(self, "a number", format!("take the quotes away: {text}")))
                }
                Value::Scalar { text, .. } => Err(Fault::wrong(self, "a number", number_help(text))),
                _ => Err(Fault::wrong(self, "a number", "write digits only, without quotes or brackets, such as 30")),
            }
        }
    )*};
}

impl<'de> Deserializer<'de> for &'de Node {
    type Error = Fault;

    number!(
        deserialize_u8 visit_u8 u8, deserialize_u16 visit_u16 u16, deserialize_u32 visit_u32 u32,
        deserialize_u64 visit_u64 u64, deserialize_i8 visit_i8 i8, deserialize_i16 visit_i16 i16,
        deserialize_i32 visit_i32 i32, deserialize_i64 visit_i64 i64, deserialize_f32 visit_f32 f32,
        deserialize_f64 visit_f64 f64
    );

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.value {
            Value::List(_) => self.deserialize_seq(visitor),
            Value::Map(_) => self.deserialize_map(visitor),
            Value::Null | Value::Anything => visitor.visit_unit(),
            Value::Scalar { text, .. } => visitor.visit_str(text),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.value {
            Value::Scalar { text, plain: true } if matches!(text.as_str(), "true" | "True" | "TRUE") => {
                visitor.visit_bool(true)
            }
            Value::Scalar { text, plain: true } if matches!(text.as_str(), "false" | "False" | "FALSE") => {
                visitor.visit_bool(false)
            }
            Value::Anything => visitor.visit_bool(false),
            _ => Err(Fault::wrong(self, "`true` or `false`", "write `true` or `false`, without quotes")),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.value {
            Value::Scalar { text, .. } => visitor.visit_str(text),
            Value::Anything => visitor.visit_str(""),
            Value::Null => Err(Fault::wrong(self, "text", "write the text behind the colon")),
            Value::List(_) => Err(Fault::wrong(self, "one text", "write it without `[`, `]` and `-`")),
            Value::Map(_) => {
                Err(Fault::wrong(self, "one text", "put quotes around text that contains `: `, `{` or `}`"))
            }
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.value {
            Value::Null | Value::Anything => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.value {
            Value::List(items) => visitor.visit_seq(Items { items, next: 0 }),
            Value::Anything => visitor.visit_seq(Items { items: &[], next: 0 }),
            Value::Scalar { text, .. } if text.starts_with('-') => {
                Err(Fault::wrong(self, "a list", "put a space behind the `-` at the beginning of each item"))
            }
            Value::Scalar { text, plain } => {
                let words = text.chars().all(|c| c.is_alphanumeric() || " ,-./'’".contains(c));
                let list = format!("[{}]", shortened(text));
                let help = format!("put it in square brackets: {list}");
                Err(Fault::wrong(self, "a list", help).meant((*plain && words && !list.contains('…')).then_some(list)))
            }
            _ => Err(Fault::wrong(self, "a list", "write it as [one, two] or with `- ` before each item")),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.value {
            Value::Map(entries) => visitor.visit_map(Entries { entries, next: 0 }),
            Value::Anything | Value::Null => visitor.visit_map(Entries { entries: &[], next: 0 }),
            _ => {
                Err(Fault::wrong(self, "a group of entries", "write `name: value` lines, each indented by two spaces"))
            }
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        if matches!(self.value, Value::Anything) {
            // A whole group that was reported already: its own missing fields are no news.
            return Err(Fault::wrong(self, "a group of entries", ""));
        }
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match &self.value {
            Value::Scalar { text, .. } => visitor.visit_enum(text.as_str().into_deserializer()),
            Value::Anything => visitor.visit_enum(variants.first().copied().unwrap_or_default().into_deserializer()),
            _ => Err(Fault::wrong(self, "one word", format!("use one of: {}", variants.join(", ")))),
        }
    }

    serde::forward_to_deserialize_any! { i128 u128 char bytes byte_buf unit unit_struct tuple tuple_struct ignored_any }
}

struct Items<'de> {
    items: &'de [Node],
    next: usize,
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        let Some(node) = self.items.get(self.next) else { return Ok(None) };
        self.next += 1;
        seed.deserialize(node).map(Some).map_err(|fault| fault.within(OwnedStep::Index(self.next - 1)))
    }
}

struct Entries<'de> {
    entries: &'de [(Key, Node)],
    next: usize,
}

impl<'de> MapAccess<'de> for Entries<'de> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        let Some((key, _)) = self.entries.get(self.next) else { return Ok(None) };
        self.next += 1;
        seed.deserialize(key.name.as_str().into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        let (key, node) = &self.entries[self.next - 1];
        seed.deserialize(node).map_err(|fault| fault.within(OwnedStep::Key(key.name.clone())))
    }
}
