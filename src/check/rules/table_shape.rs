//! A table that is hard to read: more than 4 columns, a column without a heading or with a long one, rows of unequal
//! length, a line of text right after it, which is read as a row.
//!
//! Why it matters: a wide table does not fit a phone. People who listen to it hear the column's heading before each
//! cell.
//!
//! Example:
//!
//! ```text
//! | Medicine | |
//! |---|---|
//! | Aspirin | stop it |
//! Ask us if you are not sure.
//! ```
//!
//! Instead:
//!
//! ```text
//! | Medicine | What to do | When |
//! |---|---|---|
//! | Aspirin | stop it | 7 days before |
//!
//! Ask us if you are not sure.
//! ```
//!
//! A heading has 5 words at most. Above a first column that holds headings of its own, the corner may be empty. Leave an
//! empty line after a table.
//!
//! Source: PEMAT, item 19: simple tables with short headings; WCAG 2.2, 1.3.1 Info and Relationships.

use super::rows::{Row, rows};
use super::table_cell_lost::loses_words;
use super::{Run, Subject};
pub(super) use crate::base::diagnostic::code::TABLE_SHAPE as CODE;
use crate::base::diagnostic::{Diagnostic, Fix};
use crate::content::document::{Block, BlockKind, Span, Table, plain_text};
use crate::prose;

pub(super) const RUN: Run = Run::Article(run);

/// Most columns, and most words in a heading.
const COLUMNS: usize = 4;
const HEADING_WORDS: usize = 5;

/// Fewest words of a line after a table that is certainly a sentence, if it ends like one.
const SENTENCE_WORDS: usize = 3;

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    subject.document.each_block(&mut |block| {
        if let BlockKind::Table(table) = &block.kind {
            examine(subject, block, table, &mut found);
        }
    });
    found
}

fn examine(subject: &Subject<'_>, block: &Block<'_>, table: &Table<'_>, found: &mut Vec<Diagnostic>) {
    let rows = rows(subject, block);
    let columns = table.head.len();
    let Some(head) = rows.first() else { return };
    if columns > COLUMNS {
        let message = format!("the table has {columns} columns; {COLUMNS} is the most");
        found.push(subject.problem(CODE, &head.span, message).help("make two tables of it, or a list"));
    }
    for (index, cell) in table.head.iter().enumerate() {
        let words = plain_text(cell);
        let count = prose::words(&words).count();
        // An empty corner makes headings of the cells below it.
        if count == 0 && (index > 0 || columns == 1) {
            let problem = subject.problem(CODE, &head.span, "a column of the table has no heading");
            found.push(problem.help("say what the column holds, in a word or two"));
        } else if count > HEADING_WORDS {
            let message = format!("the column heading \"{words}\" has {count} words; {HEADING_WORDS} is the most");
            let problem = subject.problem(CODE, &head.span, message);
            found.push(problem.help("shorten it, and say the rest above the table"));
        }
    }
    // The second line is the row of hyphens.
    let below = rows.get(2..).unwrap_or_default();
    let (inside, after) = below.split_at(below.iter().rposition(|row| row.has_bars).map_or(0, |last| last + 1));
    for row in inside.iter().filter(|row| row.cells.len() != columns && !loses_words(row, columns)) {
        let message = format!("a row with {} cells in a table with {columns} columns", row.cells.len());
        let help = if row.cells.len() > columns {
            "take out the bars after the last cell that has a column"
        } else {
            "add the cells that are missing, with | between them"
        };
        found.push(subject.problem(CODE, &row.span, message).help(help));
    }
    found.extend(after.first().map(|row| text_after(subject, row)));
}

/// A line right after a table is a row of it.
fn text_after(subject: &Subject<'_>, row: &Row) -> Diagnostic {
    let text = &subject.article.source.text;
    let words = &text[row.span.clone()];
    let problem = subject.problem(CODE, &row.span, "this line is read as a row of the table above it");
    if words.starts_with('{') && words.ends_with('}') {
        return problem.help("take it out: it is markup of another program, and readers would see it");
    }
    let is_sentence = words.trim_end_matches(['*', '_', '"', '”', ')']).ends_with(['.', '!', '?', ':', '؟', '…', '。'])
        && prose::words(words).count() >= SENTENCE_WORDS;
    problem.help("leave an empty line between the table and this line").fix(if is_sentence {
        empty_line_before(subject, &row.span)
    } else {
        None
    })
}

/// The edit that puts an empty line before one, within the same quote.
fn empty_line_before(subject: &Subject<'_>, line: &Span) -> Option<Fix> {
    let source = &subject.article.source;
    let start = source.text[..line.start].rfind('\n')? + 1;
    let before = source.text[start..line.start].trim_end();
    let end = if source.text[..start].ends_with("\r\n") { "\r\n" } else { "\n" };
    Some(source.fix(start..start, format!("{before}{end}")))
}
