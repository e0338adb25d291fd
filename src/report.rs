//! Diagnostics → what a terminal, a program or a code host reads.

use std::io::{self, Write};

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use serde_json::{Value, json};

use crate::check;
use crate::diagnostic::{Diagnostic, Location, Severity};

/// How diagnostics are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Words with the line in question, for people.
    Human,
    /// One JSON object a line.
    Json,
    /// Annotations of GitHub Actions.
    Github,
    /// One SARIF 2.1.0 log.
    Sarif,
}

/// Prints diagnostics in a format. `color` only touches [`Format::Human`].
pub fn print(diagnostics: &[Diagnostic], format: Format, color: bool, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Human => diagnostics.iter().try_for_each(|diagnostic| writeln!(out, "{}\n", human(diagnostic, color))),
        Format::Json => diagnostics.iter().try_for_each(|diagnostic| writeln!(out, "{}", json(diagnostic))),
        Format::Github => diagnostics.iter().try_for_each(|diagnostic| writeln!(out, "{}", github(diagnostic))),
        Format::Sarif => writeln!(out, "{:#}", sarif(diagnostics)),
    }
}

/// The frame that the Rust project uses, without a trailing line end.
#[must_use]
pub fn human(diagnostic: &Diagnostic, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let place = diagnostic.location.as_ref();
    let message = visible(&diagnostic.message);
    let title = level.primary_title(message.as_str()).id(diagnostic.code);
    // A place whose line can't be shown is named in the frame's head all the same.
    let excerpt = place.map(shown_line);
    let mut group = title.elements(std::iter::empty::<Snippet<'_, annotate_snippets::Annotation<'_>>>());
    match (place, &excerpt) {
        // A problem of the file as a whole has no line to show.
        (Some(place), Some((text, _))) if text.is_empty() => {
            let origin = Origin::path(place.path.as_str());
            let is_whole = (place.line, place.column) == (1, 1);
            let origin = if is_whole { origin } else { origin.line(place.line).char_column(place.column) };
            group = group.element(origin);
        }
        (Some(place), Some((text, range))) => {
            let snippet = Snippet::source(text.as_str()).line_start(place.line).path(place.path.as_str());
            group = group.element(snippet.annotation(AnnotationKind::Primary.span(range.clone())));
        }
        _ => {}
    }
    let help = diagnostic.help.as_deref().map(visible);
    if let Some(help) = &help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    renderer.render(&[group])
}

/// The line of a place and the bytes to underline in it.
fn shown_line(place: &Location) -> (String, std::ops::Range<usize>) {
    let byte = |column: usize| place.excerpt.char_indices().nth(column - 1).map_or(place.excerpt.len(), |(at, _)| at);
    let start = byte(place.column);
    let end = if place.end_line > place.line { place.excerpt.len() } else { byte(place.end_column) };
    // One sign for another: columns stay as they are.
    let (before, inside, behind) =
        (&place.excerpt[..start], &place.excerpt[start..end.max(start)], &place.excerpt[end.max(start)..]);
    let (before, inside, behind) = (visible(before), visible(inside), visible(behind));
    let range = before.len()..before.len() + inside.len();
    (before + &inside + &behind, range)
}

/// Text without the signs by which content could take hold of a terminal, or show itself in another order than it has.
fn visible(text: &str) -> String {
    let harmful = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\t')) || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.replace(harmful, "\u{fffd}")
}

/// One object with the fields that the command line promises.
#[must_use]
pub fn json(diagnostic: &Diagnostic) -> Value {
    let place = diagnostic.location.as_ref();
    json!({
        "code": diagnostic.code,
        "severity": diagnostic.severity.as_str(),
        "message": diagnostic.message,
        "path": place.map(|place| &place.path),
        "line": place.map(|place| place.line),
        "column": place.map(|place| place.column),
        "end_line": place.map(|place| place.end_line),
        "end_column": place.map(|place| place.end_column),
        "help": diagnostic.help,
    })
}

/// `::error file=…,line=…::message`
fn github(diagnostic: &Diagnostic) -> String {
    let escaped = |text: &str| visible(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| escaped(text).replace(':', "%3A").replace(',', "%2C");
    let place = diagnostic.location.as_ref().map_or_else(String::new, |place| {
        let columns = if place.line == place.end_line {
            format!(",col={},endColumn={}", place.column, place.end_column)
        } else {
            String::new()
        };
        format!("file={},line={},endLine={}{columns},", property(&place.path), place.line, place.end_line)
    });
    let message = match &diagnostic.help {
        Some(help) => format!("{}\nhelp: {help}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    format!("::{} {place}title={}::{}", diagnostic.severity.as_str(), diagnostic.code, escaped(&message))
}

/// A log of one run (SARIF 2.1.0, OASIS).
fn sarif(diagnostics: &[Diagnostic]) -> Value {
    let rules: Vec<Value> = check::CHECKS
        .iter()
        .map(|check| {
            let manual = check.manual();
            let summary = manual.split("\n\n").next().unwrap_or_default().replace('\n', " ");
            json!({"id": check.code, "shortDescription": {"text": summary}, "help": {"text": manual, "markdown": manual},
                "defaultConfiguration": {"level": check.severity.as_str()}})
        })
        .collect();
    let results: Vec<Value> = diagnostics.iter().map(sarif_result).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "carepress", "version": env!("CARGO_PKG_VERSION"), "rules": rules}},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn sarif_result(diagnostic: &Diagnostic) -> Value {
    let text = match &diagnostic.help {
        Some(help) => format!("{}. Help: {help}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    let mut result =
        json!({"ruleId": diagnostic.code, "level": diagnostic.severity.as_str(), "message": {"text": text}});
    if let Some(index) = check::CHECKS.iter().position(|check| check.code == diagnostic.code) {
        result["ruleIndex"] = json!(index);
    }
    if let Some(place) = &diagnostic.location {
        // An address in this format is a URI: what may not stand in one is percent-encoded.
        let uri = crate::address::Address::file(place.path.clone()).absolute("");
        result["locations"] = json!([{"physicalLocation": {
            "artifactLocation": {"uri": uri},
            "region": {"startLine": place.line, "startColumn": place.column, "endLine": place.end_line, "endColumn": place.end_column},
        }}]);
    }
    result
}
