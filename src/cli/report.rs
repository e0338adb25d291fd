//! Diagnostics → what a terminal, a program or a code host reads.

use std::fmt::Write as _;
use std::io::{self, Write};

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use rayon::prelude::*;
use serde::Serialize;
use serde_json::{Value, json};
use similar::ChangeTag;

use crate::base::diagnostic::excerpt::{shown_line, visible, visible_name};
use crate::base::diagnostic::{Diagnostic, Location, Severity};
use crate::check;

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

/// Warnings that are shown with their line, for people. A site with more has other cares than the look of each; and to
/// draw a hundred thousand frames takes longer than to make the site.
const FRAMED: usize = 100;

/// Prints diagnostics in a format. `color` only touches [`Format::Human`].
pub fn print(diagnostics: &[Diagnostic], format: Format, color: bool, out: &mut dyn Write) -> io::Result<()> {
    let out = &mut io::BufWriter::new(out);
    match format {
        Format::Human => {
            let mut warnings = 0;
            let (framed, brief): (Vec<&Diagnostic>, Vec<&Diagnostic>) = diagnostics.iter().partition(|diagnostic| {
                warnings += usize::from(diagnostic.severity == Severity::Warning);
                diagnostic.severity == Severity::Error || warnings <= FRAMED
            });
            each(&framed, |diagnostic| human(diagnostic, color) + "\n\n", out)?;
            if !brief.is_empty() {
                writeln!(out, "and, in one line each, {} more warnings:", brief.len())?;
                each(&brief, |diagnostic| one_line(diagnostic), out)?;
                writeln!(out)?;
            }
        }
        Format::Json => each(diagnostics, |diagnostic| format!("{}\n", json(diagnostic)), out)?,
        Format::Github => each(diagnostics, |diagnostic| format!("{}\n", github(diagnostic)), out)?,
        Format::Sarif => writeln!(out, "{:#}", sarif(diagnostics))?,
    }
    out.flush()
}

/// Prints each of many things, on every core, in order.
fn each<T: Sync>(things: &[T], text: impl Fn(&T) -> String + Sync, out: &mut impl Write) -> io::Result<()> {
    for some in things.chunks(4_096) {
        let texts: Vec<String> = some.par_iter().map(&text).collect();
        texts.iter().try_for_each(|text| out.write_all(text.as_bytes()))?;
    }
    Ok(())
}

/// `content/faq.md:12:5: warning[long-sentence]: …`
fn one_line(diagnostic: &Diagnostic) -> String {
    let place = diagnostic.location.as_ref().map_or_else(String::new, |place| {
        format!("{}:{}:{}: ", visible_name(place.path()), place.line(), place.column())
    });
    format!("{place}{}[{}]: {}\n", diagnostic.severity.as_str(), diagnostic.code, visible(&diagnostic.message))
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
    let title = level.primary_title(&*message).id(diagnostic.code.as_str());
    // A place whose line can't be shown is named in the frame's head all the same.
    let excerpt = place.map(shown_line);
    let mut group = title.elements(std::iter::empty::<Snippet<'_, annotate_snippets::Annotation<'_>>>());
    match (place, &excerpt) {
        // A problem of the file as a whole has no line to show.
        (Some(place), Some((text, _))) if text.is_empty() => {
            let origin = Origin::path(place.path());
            let is_whole = (place.line(), place.column()) == (1, 1);
            let origin = if is_whole { origin } else { origin.line(place.line()).char_column(place.column()) };
            group = group.element(origin);
        }
        (Some(place), Some((text, range))) => {
            let snippet = Snippet::source(text.as_str()).line_start(place.line()).path(place.path());
            group = group.element(snippet.annotation(AnnotationKind::Primary.span(range.clone())));
        }
        _ => {}
    }
    let help = diagnostic.help.as_deref().map(visible);
    if let Some(help) = &help {
        group = group.element(Level::HELP.message(&**help));
    }
    renderer.render(&[group])
}

/// What changes in a file, line by line with the lines around it. Shows no character that could take hold of a terminal.
#[must_use]
pub fn difference(path: &str, old: &str, new: &str, color: bool) -> String {
    let diff = similar::TextDiff::from_lines(old, new);
    let path = visible_name(path);
    let mut out = format!("--- {path}\n+++ {path}\n");
    for hunk in diff.unified_diff().context_radius(2).iter_hunks() {
        let _ = writeln!(out, "{}", hunk.header());
        for change in hunk.iter_changes() {
            let (sign, paint) = match change.tag() {
                ChangeTag::Delete => ('-', "\x1b[31m"),
                ChangeTag::Insert => ('+', "\x1b[32m"),
                ChangeTag::Equal => (' ', ""),
            };
            let (paint, end) = if color && !paint.is_empty() { (paint, "\x1b[0m") } else { ("", "") };
            let line = visible(change.value().trim_end_matches(['\r', '\n']));
            let _ = writeln!(out, "{paint}{sign}{line}{end}");
        }
    }
    out + "\n"
}

/// One object with the fields that the command line promises.
#[must_use]
pub fn json(diagnostic: &Diagnostic) -> String {
    #[derive(Serialize)]
    struct Promised<'d> {
        code: &'d str,
        severity: &'d str,
        message: &'d str,
        path: Option<&'d str>,
        line: Option<usize>,
        column: Option<usize>,
        end_line: Option<usize>,
        end_column: Option<usize>,
        help: Option<&'d str>,
    }
    let place = diagnostic.location.as_ref();
    let promised = Promised {
        code: diagnostic.code.as_str(),
        severity: diagnostic.severity.as_str(),
        message: &diagnostic.message,
        path: place.map(Location::path),
        line: place.map(Location::line),
        column: place.map(Location::column),
        end_line: place.map(Location::end_line),
        end_column: place.map(Location::end_column),
        help: diagnostic.help.as_deref(),
    };
    serde_json::to_string(&promised).unwrap_or_default()
}

/// `::error file=…,line=…::message`
fn github(diagnostic: &Diagnostic) -> String {
    let place = diagnostic.location.as_ref().map_or_else(String::new, |place| {
        let columns = if place.line() == place.end_line() {
            format!(",col={},endColumn={}", place.column(), place.end_column())
        } else {
            String::new()
        };
        let file = escaped(place.path()).replace(':', "%3A").replace(',', "%2C");
        format!("file={file},line={},endLine={}{columns},", place.line(), place.end_line())
    });
    let message = match &diagnostic.help {
        Some(help) => format!("{}\nhelp: {help}", diagnostic.message),
        None => diagnostic.message.to_string(),
    };
    format!("::{} {place}title={}::{}", diagnostic.severity.as_str(), diagnostic.code, escaped(&message))
}

/// A text in a command to GitHub.
fn escaped(text: &str) -> String {
    visible(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A log of one run (SARIF 2.1.0, OASIS).
fn sarif(diagnostics: &[Diagnostic]) -> Value {
    let rules: Vec<Value> = check::CHECKS
        .iter()
        .map(|check| {
            let manual = check.manual();
            let summary = manual.split("\n\n").next().unwrap_or_default().replace('\n', " ");
            json!({"id": check.code.as_str(), "shortDescription": {"text": summary}, "help": {"text": manual, "markdown": manual},
                "defaultConfiguration": {"level": check.code.severity().as_str()}})
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
        None => diagnostic.message.to_string(),
    };
    let mut result =
        json!({"ruleId": diagnostic.code.as_str(), "level": diagnostic.severity.as_str(), "message": {"text": text}});
    if let Some(index) = check::place(diagnostic.code.as_str()) {
        result["ruleIndex"] = json!(index);
    }
    if let Some(place) = &diagnostic.location {
        // An address in this format is a URI: what isn't allowed in one is percent-encoded.
        let uri = crate::base::address::Address::file(place.path()).absolute("");
        result["locations"] = json!([{"physicalLocation": {
            "artifactLocation": {"uri": uri},
            "region": region(place),
        }}]);
    }
    if let Some(fix) = &diagnostic.fix {
        let uri = crate::base::address::Address::file(fix.at.path()).absolute("");
        result["fixes"] = json!([{"artifactChanges": [{
            "artifactLocation": {"uri": uri},
            "replacements": [{"deletedRegion": region(&fix.at), "insertedContent": {"text": fix.with}}],
        }]}]);
    }
    result
}

fn region(place: &Location) -> Value {
    json!({"startLine": place.line(), "startColumn": place.column(), "endLine": place.end_line(), "endColumn": place.end_column()})
}
