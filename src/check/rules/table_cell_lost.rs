//! Words in a cell of a table that has no column: a row with more cells than the table has headings.
//!
//! Why it matters: such a cell is not shown at all, and what it says is lost: "not with milk".
//!
//! Example:
//!
//! ```text
//! | Medicine | Dose |
//! |---|---|
//! | A | 1 tablet | not with milk |
//! ```
//!
//! Instead, give the cell a column, in the row of hyphens as well:
//!
//! ```text
//! | Medicine | Dose | Take care |
//! |---|---|---|
//! | A | 1 tablet | not with milk |
//! ```
//!
//! To show a bar, put a backslash before it, between backticks as well: `1 \\| 2`.
//!
//! Source: GFM specification, 4.10 Tables: "excess cells are ignored".

use super::rows::{Row, rows};
use super::{Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::content::document::BlockKind;

pub(super) const CODE: Code = Code::error("table-cell-lost");
pub(super) const RUN: Run = Run::Article(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let text = &subject.article.source.text;
    subject.document.each_block(&mut |block| {
        let BlockKind::Table(table) = &block.kind else { return };
        let columns = table.head.len();
        for row in rows(subject, block).iter().skip(2).filter(|row| loses_words(row, columns)) {
            let cells = row.cells[columns..].iter().filter(|cell| !cell.is_empty());
            let (Some(first), Some(last)) = (cells.clone().next(), cells.clone().next_back()) else { continue };
            let place = first.start..last.end;
            let shown: Vec<&str> = cells.map(|cell| &text[cell.clone()]).collect();
            let message = match shown[..] {
                [one] => format!("the cell \"{one}\" has no column and would not be shown"),
                _ => format!("the cells \"{}\" have no column and would not be shown", shown.join("\" and \"")),
            };
            // A bar between backticks leaves one of them on each side.
            let is_torn = row.cells.iter().any(|cell| text[cell.clone()].matches('`').count() % 2 == 1);
            let help = if is_torn {
                "to show a bar, put a backslash before it, between backticks as well: \\|"
            } else {
                "add a heading for it in the first line of the table and `---|` in the second, or move its words into another cell"
            };
            found.push(subject.problem(CODE, &place, message).help(help));
        }
    });
    found
}

/// Whether there are words in cells of a row beyond the last column.
pub(super) fn loses_words(row: &Row, columns: usize) -> bool {
    row.cells.get(columns..).is_some_and(|lost| lost.iter().any(|cell| !cell.is_empty()))
}
