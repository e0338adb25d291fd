//! `carepress register`: every page with its review, reading level and problems; or every claim with the pages that state it.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};
use serde::ser::{Error as _, Serialize, Serializer};

use super::put;
use super::terminal::{print_for_people, say};
use crate::base::date::Date;
use crate::build::compile;
use crate::content::article::Waiver;
use crate::content::config::Options;
use crate::site::reading;
use crate::site::register::instruments::ItemSet;
use crate::site::register::{self, ClaimRow, Row};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// How it is printed
    #[arg(long, value_enum, default_value = "table")]
    format: RegisterFormat,
    /// List the claims, each with the pages that state it
    #[arg(long)]
    claims: bool,
    /// Judge reviews as on this day
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = super::arguments::date)]
    today: Option<Date>,
}

/// A row as JSON: its fields, and behind them `indexes`, the formulas of readability made for its language, by name.
#[derive(Debug)]
struct Measured<'r> {
    row: &'r Row,
    indexes: BTreeMap<&'static str, f64>,
}

impl Serialize for Measured<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut value = serde_json::to_value(self.row).map_err(S::Error::custom)?;
        value["indexes"] = serde_json::to_value(&self.indexes).map_err(S::Error::custom)?;
        value.serialize(serializer)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum RegisterFormat {
    /// Columns, for people
    Table,
    /// Comma-separated values, for spreadsheets
    Csv,
    /// One JSON object a line
    Json,
}

pub(super) fn run(root: &Path, arguments: &Arguments) -> Result<ExitCode> {
    let today = arguments.today.unwrap_or_else(Date::today);
    let compiled = compile(root, Options { today, drafts: false, portable: false })?;
    let Some(plan) = &compiled.plan else {
        print_for_people(&compiled.diagnostics)?;
        return Ok(ExitCode::from(1));
    };
    let text = if arguments.claims {
        let claims = register::claims(&plan.site);
        match arguments.format {
            RegisterFormat::Table => table(&CLAIM_TABLE, claims.iter().map(claim_cells)),
            RegisterFormat::Csv => csv(&CLAIM_TABLE, claims.iter().map(claim_cells)),
            RegisterFormat::Json => json(&claims)?,
        }
    } else {
        match arguments.format {
            RegisterFormat::Table => pages(plan.rows()),
            RegisterFormat::Csv => csv(&PAGE_CSV, plan.rows().iter().map(page_cells)),
            RegisterFormat::Json => {
                let measured = plan.rows().iter().zip(reading::indexes(&plan.site));
                json(&measured.map(|(row, indexes)| Measured { row, indexes }).collect::<Vec<_>>())?
            }
        }
    };
    if !text.is_empty() {
        let text = text.trim_end_matches(['\r', '\n']);
        if matches!(arguments.format, RegisterFormat::Table) { say(text)? } else { put(text)? }
    }
    Ok(ExitCode::SUCCESS)
}

const CLAIM_TABLE: [&str; 5] = ["claim", "topic", "population", "value", "places"];

fn claim_cells(row: &ClaimRow) -> Vec<String> {
    let ClaimRow { claim, topic, population, value, places } = row;
    vec![claim.clone(), topic.clone(), population.clone(), value.clone(), places.join(" ")]
}

const PAGE_TABLE: [&str; 10] =
    ["page", "review", "next review", "version", "on the site", "words", "ARI", "CLI", "errors", "warnings"];

fn page_line(row: &Row) -> Vec<String> {
    vec![
        row.path.clone(),
        row.state.name().to_owned(),
        shown(row.next_review),
        row.version.clone().unwrap_or_default(),
        row.publication.name().to_owned(),
        row.words.to_string(),
        grade(row.ari),
        grade(row.coleman_liau),
        row.errors.to_string(),
        row.warnings.to_string(),
    ]
}

const WAIVER_TABLE: [&str; 6] = ["page", "waived", "words", "reason", "by", "until"];

/// The table of pages, and below it the one of what is waived on them, if anything is.
fn pages(rows: &[Row]) -> String {
    let mut text = table(&PAGE_TABLE, rows.iter().map(page_line));
    if rows.iter().any(|row| !row.waivers.is_empty()) {
        text.push('\n');
        text.push_str(&table(&WAIVER_TABLE, rows.iter().flat_map(waiver_lines)));
    }
    text
}

fn waiver_lines(row: &Row) -> impl Iterator<Item = Vec<String>> {
    row.waivers.iter().map(|Waiver { check, words, reason, by, until }| {
        let words = words.clone().unwrap_or_default();
        vec![row.path.clone(), check.clone(), words, reason.clone(), by.clone(), until.to_string()]
    })
}

/// What is waived on a page, in one cell: `banned-phrase "a guaranteed place": the law (Lead nurse, until 2027-12-31)`.
fn waivers_cell(row: &Row) -> String {
    let shown = row.waivers.iter().map(|Waiver { check, words, reason, by, until }| {
        let words = words.as_ref().map(|words| format!(" \"{words}\"")).unwrap_or_default();
        format!("{check}{words}: {reason} ({by}, until {until})")
    });
    shown.collect::<Vec<_>>().join("; ")
}

fn numbers(items: ItemSet) -> String {
    items.numbers().map(|number| number.to_string()).collect::<Vec<_>>().join(" ")
}

const PAGE_CSV: [&str; 29] = [
    "path",
    "address",
    "language",
    "title",
    "kind",
    "version",
    "state",
    "reviewed_by",
    "last_reviewed",
    "next_review",
    "publication",
    "publish_on",
    "expires_on",
    "words",
    "ari",
    "coleman_liau",
    "errors",
    "warnings",
    "waived",
    "claims",
    "languages",
    "pemat_yes",
    "pemat_no",
    "cdc_yes",
    "cdc_no",
    "discern_yes",
    "discern_no",
    "for_a_person",
    "waivers",
];

fn page_cells(row: &Row) -> Vec<String> {
    let kind = serde_json::to_value(row.kind).ok().and_then(|kind| kind.as_str().map(str::to_owned));
    let person = [("PEMAT", &row.pemat), ("CDC", &row.cdc), ("DISCERN", &row.discern)]
        .map(|(name, answers)| format!("{name} {}", numbers(answers.person)));
    let mut cells = vec![
        row.path.clone(),
        row.address.clone(),
        row.language.clone(),
        row.title.clone(),
        kind.unwrap_or_default(),
        row.version.clone().unwrap_or_default(),
        row.state.name().to_owned(),
        row.reviewed_by.clone().unwrap_or_default(),
        shown(row.last_reviewed),
        shown(row.next_review),
        row.publication.name().to_owned(),
        shown(row.publish_on),
        shown(row.expires_on),
        row.words.to_string(),
        grade(row.ari),
        grade(row.coleman_liau),
    ];
    cells.extend([row.errors, row.warnings, row.waived].map(|count| count.to_string()));
    cells.extend([&row.claims, &row.languages].map(|names| names.join(" ")));
    for answers in [&row.pemat, &row.cdc, &row.discern] {
        cells.extend([numbers(answers.yes), numbers(answers.no)]);
    }
    cells.extend([person.join("; "), waivers_cell(row)]);
    cells
}

fn shown<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// Always with its decimal, so that figures line up.
fn grade(grade: Option<f64>) -> String {
    grade.map(|grade| format!("{grade:.1}")).unwrap_or_default()
}

/// Columns as wide as their widest cell; figures to the right.
fn table(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let lines: Vec<Vec<String>> =
        std::iter::once(head.iter().map(|name| (*name).to_owned()).collect()).chain(rows).collect();
    let widths: Vec<usize> = (0..head.len())
        .map(|column| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or_default())
        .collect();
    let mut out = String::new();
    for line in &lines {
        let cells: Vec<String> = line.iter().zip(&widths).map(|(cell, width)| padded(cell, *width)).collect();
        out.push_str(cells.join("  ").trim_end());
        out.push('\n');
    }
    out
}

/// Comma-separated values (RFC 4180), safe to open in a spreadsheet.
/// A cell as wide as its column, numbers to the right.
fn padded(cell: &str, width: usize) -> String {
    if cell.parse::<f64>().is_ok() { format!("{cell:>width$}") } else { format!("{cell:<width$}") }
}

fn csv(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let head = head.iter().map(|name| (*name).to_owned()).collect();
    std::iter::once(head)
        .chain(rows)
        .map(|cells| cells.iter().map(|cell| csv_cell(cell)).collect::<Vec<_>>().join(",") + "\r\n")
        .collect()
}

/// A spreadsheet runs a cell that begins with one of these characters as a formula, unless it is a plain number; an apostrophe
/// before it makes it text (OWASP, CSV Injection).
fn csv_cell(cell: &str) -> String {
    let is_formula = cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        || cell.starts_with(['\t', '\r', '\n']);
    let text = if is_formula && cell.parse::<f64>().is_err() { format!("'{cell}") } else { cell.to_owned() };
    if text.contains(['"', ',', ';', '\n', '\r', '\t', '\'']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

fn json(rows: &[impl Serialize]) -> Result<String> {
    let lines = rows.iter().map(serde_json::to_string).collect::<Result<Vec<String>, _>>()?;
    Ok(lines.join("\n"))
}
