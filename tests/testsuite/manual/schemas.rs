//! Tables of what editors write in YAML, from the schemas that `carepress schema` prints, and the table of checks.

use std::fmt::Write as _;

use carepress::check::{CHECKS, Check};
use carepress::cli::schema::schemas::{Part, schema};
use serde_json::Value;

pub(crate) fn front_matter() -> String {
    entries(&schema(Part::FrontMatter), "")
}

pub(crate) fn settings() -> String {
    entries(&schema(Part::Site), "")
}

pub(crate) fn claims() -> String {
    entries(&schema(Part::Claims)["additionalProperties"], "")
}

pub(crate) fn glossary() -> String {
    entries(&schema(Part::Glossary)["additionalProperties"]["additionalProperties"], "")
}

pub(crate) fn sources() -> String {
    entries(&schema(Part::Sources)["additionalProperties"], "")
}

/// A table of the entries of a schema, those within others below them: `review`, then `review.version`.
fn entries(schema: &Value, usually: &str) -> String {
    let mut out = "| Entry | Needed | Takes | What it says |\n|---|---|---|---|\n".to_owned();
    rows(schema, usually, &mut out);
    out
}

fn rows(schema: &Value, above: &str, out: &mut String) {
    let required = |name: &str| schema["required"].as_array().is_some_and(|names| names.iter().any(|n| n == name));
    for (name, entry) in schema["properties"].as_object().into_iter().flatten() {
        let path = format!("{above}{name}");
        let needed = if required(name) { "yes" } else { "" };
        let _ = writeln!(out, "| `{path}` | {needed} | {} | {} |", takes(entry), says(entry));
        // What each check finds is a chapter of its own.
        if path != "checks" {
            below(entry, &path, out);
        }
    }
}

/// The rows of what an entry holds.
fn below(entry: &Value, path: &str, out: &mut String) {
    let open = &entry["additionalProperties"];
    if open["properties"].is_object() {
        rows(open, &format!("{path}.LANGUAGE."), out);
    } else if entry["items"]["properties"].is_object() {
        rows(&entry["items"], &format!("{path}[]."), out);
    } else {
        rows(entry, &format!("{path}."), out);
    }
}

fn has_type(schema: &Value, name: &str) -> bool {
    schema["type"] == name || schema["type"].as_array().is_some_and(|types| types.iter().any(|kind| kind == name))
}

/// What an entry takes, in words.
fn takes(schema: &Value) -> String {
    // What may be left out is written as itself or nothing.
    if let Some(inner) = schema["anyOf"].as_array().and_then(|parts| parts.iter().find(|part| part["type"] != "null")) {
        return takes(inner);
    }
    let choices = schema["oneOf"].as_array().into_iter().flatten().filter_map(|choice| choice["const"].as_str());
    let choices: Vec<String> = choices.map(|choice| format!("`{choice}`")).collect();
    let is_short = !choices.is_empty() && choices.len() < 10;
    match () {
        () if is_short => choices.join(", "),
        () if !choices.is_empty() => "the name of a check".to_owned(),
        () if schema["format"] == "date" => "a day".to_owned(),
        () if has_type(schema, "boolean") => "`true` or `false`".to_owned(),
        () if has_type(schema, "array") && schema["items"]["properties"].is_object() => "a list of groups".to_owned(),
        () if has_type(schema, "array") => "a list".to_owned(),
        () if has_type(schema, "object") => "a group".to_owned(),
        () if has_type(schema, "string") => "text".to_owned(),
        () if has_type(schema, "integer") => "a whole number".to_owned(),
        () if has_type(schema, "number") => "a number".to_owned(),
        () => "text".to_owned(),
    }
}

/// The description of an entry, with what it is where it is not written.
fn says(schema: &Value) -> String {
    let text = schema["description"].as_str().unwrap_or_default().replace('\n', " ").replace('|', "\\|");
    match &schema["default"] {
        Value::Number(number) => format!("{text} Usually {}.", grouped(&number.to_string())),
        _ => text,
    }
}

/// `14000` → `14,000`
fn grouped(number: &str) -> String {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let mut out = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if part.chars().any(|digit| digit != '0') { format!("{out}.{part}") } else { out }
}

/// Every check: what it finds, what it weighs, and who can change that.
pub(crate) fn checks() -> String {
    let mut out = "| Check | Usually | A page may waive it | What it finds |\n|---|---|---|---|\n".to_owned();
    for check in CHECKS {
        let summary = check.manual().split("\n\n").next().unwrap_or_default().replace('\n', " ").replace('|', "\\|");
        let weight = if check.can_be_set() { "" } else { ", always" };
        let _ = writeln!(
            out,
            "| `{}` | {}{weight} | {} | {summary} |",
            check.code,
            check.code.severity().as_str(),
            may_be_waived(check)
        );
    }
    out
}

fn may_be_waived(check: &Check) -> &'static str {
    match (check.can_be_waived(), check.lets_words_through()) {
        (true, _) => "yes",
        (_, true) => "single words",
        _ => "no",
    }
}
