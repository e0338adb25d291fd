//! Front matter as a form: the same entries, for programs that show fields in place of text.

use serde_json::Value;

use super::schemas::{Part, schema};

/// A field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Field {
    /// The entry that it writes.
    pub name: String,
    /// What it is called on the screen.
    pub label: String,
    /// What an editor should know of it.
    pub hint: String,
    /// Whether it has to be filled in.
    pub is_required: bool,
    /// Whether only the program writes it. It has to be kept, and is not shown.
    pub is_kept: bool,
    /// What goes into it.
    pub shape: Shape,
}

/// What goes into a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Words.
    Text {
        /// The greatest number of characters.
        most: Option<u64>,
        /// A regular expression that they match.
        pattern: Option<String>,
    },
    /// A whole number.
    Number,
    /// A day, written as `2026-05-03`.
    Date,
    /// One of several words, each with what it means.
    Choice(Vec<(String, String)>),
    /// Any number of words or lines.
    List,
    /// Further fields.
    Group(Vec<Field>),
    /// Any number of entries with the same fields.
    Groups(Vec<Field>),
}

/// The fields of an article's front matter.
#[must_use]
pub(crate) fn front_matter() -> Vec<Field> {
    fields(&schema(Part::FrontMatter))
}

fn fields(schema: &Value) -> Vec<Field> {
    let required = schema["required"].as_array().map_or(&[][..], Vec::as_slice);
    let properties = schema["properties"].as_object().into_iter().flatten();
    properties
        .map(|(name, property)| Field {
            name: name.clone(),
            label: label(name),
            hint: property["description"].as_str().unwrap_or_default().replace('`', ""),
            is_required: required.iter().any(|required| required == name),
            is_kept: property["readOnly"] == true,
            shape: shape(property),
        })
        .collect()
}

/// `publish_on` → `Publish on`
fn label(name: &str) -> String {
    let words = name.replace('_', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn shape(schema: &Value) -> Shape {
    if let Some(choices) = schema["oneOf"].as_array() {
        Shape::Choice(choices.iter().map(|choice| (text(&choice["const"]), text(&choice["description"]))).collect())
    } else if schema["items"]["properties"].is_object() {
        Shape::Groups(fields(&schema["items"]))
    } else if is_of_type(schema, "array") {
        Shape::List
    } else if is_of_type(schema, "object") {
        Shape::Group(fields(schema))
    } else if is_of_type(schema, "integer") {
        Shape::Number
    } else if schema["format"] == "date" {
        Shape::Date
    } else {
        let pattern = schema["pattern"].as_str().map(str::to_owned);
        Shape::Text { most: schema["maxLength"].as_u64(), pattern }
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn is_of_type(schema: &Value, name: &str) -> bool {
    schema["type"] == name || schema["type"].as_array().is_some_and(|names| names.contains(&name.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_entry_has_its_kind_of_field() {
        let fields = front_matter();
        let field = |name: &str| fields.iter().find(|field| field.name == name).expect("a field");
        assert_eq!(field("title").shape, Shape::Text { most: Some(65), pattern: None });
        assert!(field("title").is_required && !field("order").is_required);
        assert_eq!(field("order").shape, Shape::Number);
        assert_eq!((field("publish_on").label.as_str(), &field("publish_on").shape), ("Publish on", &Shape::Date));
        assert_eq!(field("topics").shape, Shape::List);
        let Shape::Choice(kinds) = &field("kind").shape else { panic!("{:?}", field("kind")) };
        assert_eq!(
            kinds.iter().map(|(kind, _)| kind.as_str()).collect::<Vec<_>>(),
            ["guide", "article", "myths", "faq"]
        );
        assert!(matches!(&field("waivers").shape, Shape::Groups(fields) if fields.len() == 5));
        let Shape::Group(review) = &field("review").shape else { panic!("{:?}", field("review")) };
        // The mark of what was approved is the program's own.
        let names: Vec<(&str, bool)> = review.iter().map(|field| (field.name.as_str(), field.is_kept)).collect();
        let kept = ("approved", true);
        assert_eq!(
            names,
            [("reviewed_by", false), ("last_reviewed", false), ("next_review", false), ("version", false), kept]
        );
    }
}
