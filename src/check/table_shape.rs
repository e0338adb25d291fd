//! A table that is hard to read: more than 4 columns, a column without a heading or with a long one, rows of unequal
//! length.
//!
//! Why it matters: a wide table does not fit a phone. People who listen to it hear the column's heading before each
//! cell, and a cell too many is not shown at all.
//!
//! Example:
//!
//!     | Medicine | |
//!     |---|---|
//!     | Aspirin | stop it | 7 days before |
//!
//! Instead:
//!
//!     | Medicine | What to do | When |
//!     |---|---|---|
//!     | Aspirin | stop it | 7 days before |
//!
//! A heading has 5 words at most.
//!
//! Source: PEMAT, item 19: simple tables with short headings; WCAG 2.2, 1.3.1 Info and Relationships.

use super::Subject;
use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockKind, Span, plain_text};
use crate::prose;

check!("table-shape", Warning, "table_shape.rs", super::Run::Article(run));

/// Most columns, and most words in a heading.
const COLUMNS: usize = 4;
const HEADING_WORDS: usize = 5;

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    subject.document.each_block(&mut |block| {
        let BlockKind::Table(table) = &block.kind else { return };
        let mut problem = |span: &Span, message: String, help: &'static str| {
            found.push(subject.problem("table-shape", span, message).help(help));
        };
        let lines = lines(subject, block);
        let Some((head, _)) = lines.first() else { return };
        let columns = table.head.len();
        if columns > COLUMNS {
            let help = "make two tables of it, or a list";
            problem(head, format!("the table has {columns} columns; {COLUMNS} is the most"), help);
        }
        for cell in &table.head {
            let words = plain_text(cell);
            let count = prose::words(&words).count();
            if count == 0 {
                problem(
                    head,
                    "a column of the table has no heading".to_owned(),
                    "say what the column holds, in a word or two",
                );
            } else if count > HEADING_WORDS {
                let message = format!("the column heading \"{words}\" has {count} words; {HEADING_WORDS} is the most");
                problem(head, message, "shorten it, and say the rest above the table");
            }
        }
        // The second line is the row of hyphens.
        for (line, cells) in lines.iter().skip(2).filter(|(_, cells)| *cells != columns) {
            let message = format!("a row with {cells} cells in a table with {columns} columns");
            let help = if *cells > columns {
                "cells without a column are not shown: add a column, or take a | out"
            } else {
                "add the cells that are missing, with | between them"
            };
            problem(line, message, help);
        }
    });
    found
}

/// The lines of a table in the source, each with its number of cells.
fn lines(subject: &Subject<'_>, block: &Block<'_>) -> Vec<(Span, usize)> {
    let text = &subject.article.source.text[block.span.clone()];
    let mut at = block.span.start;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        let row = line.trim_start_matches(['>', ' ', '\t']);
        let start = at + line.len() - row.len();
        let row = row.trim_end();
        if !row.is_empty() {
            found.push((start..start + row.len(), cells(row)));
        }
        at += line.len();
    }
    found
}

/// Cells of a row: one more than the bars between them, those at its ends and those behind a backslash left out.
fn cells(row: &str) -> usize {
    let inside = row.strip_prefix('|').unwrap_or(row);
    let inside = inside.strip_suffix('|').filter(|rest| !rest.ends_with('\\')).unwrap_or(inside);
    let mut escaped = false;
    let bars = inside.chars().filter(|c| {
        let bar = *c == '|' && !escaped;
        escaped = *c == '\\' && !escaped;
        bar
    });
    1 + bars.count()
}
