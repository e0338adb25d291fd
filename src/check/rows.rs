//! The rows of a table as they are written, line by line.

use super::Subject;
use crate::content::document::{Block, Span};

/// A line of a table.
pub(super) struct Row {
    /// Its place, without the marks of the quote or list that it is in.
    pub(super) span: Span,
    /// Its cells.
    pub(super) cells: Vec<Span>,
    /// Whether it has a bar: a line without one was hardly meant as a row.
    pub(super) has_bars: bool,
}

/// The lines of a table; the second one is the row of hyphens.
pub(super) fn rows(subject: &Subject<'_>, block: &Block<'_>) -> Vec<Row> {
    let text = &subject.article.source.text[block.span.clone()];
    let mut at = block.span.start;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        let row = line.trim_start_matches(['>', ' ', '\t']);
        let start = at + line.len() - row.len();
        let row = row.trim_end();
        if !row.is_empty() {
            let bars = bars(row);
            let cells = cells(row, &bars).map(|cell| start + cell.start..start + cell.end).collect();
            found.push(Row { span: start..start + row.len(), cells, has_bars: !bars.is_empty() });
        }
        at += line.len();
    }
    found
}

/// Where the bars of a row are. One after a backslash is part of the words.
fn bars(row: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut is_escaped = false;
    for (at, byte) in row.bytes().enumerate() {
        if byte == b'|' && !is_escaped {
            found.push(at);
        }
        is_escaped = byte == b'\\' && !is_escaped;
    }
    found
}

/// What is between the bars of a row. There is no cell before a bar that begins the row, and none after one that ends it.
fn cells(row: &str, bars: &[usize]) -> impl Iterator<Item = Span> {
    let first = usize::from(row.starts_with('|'));
    let last = if bars.last() == Some(&(row.len() - 1)) && bars.len() > first { row.len() - 1 } else { row.len() };
    let starts =
        std::iter::once(first).chain(bars[first..].iter().map(|bar| bar + 1).filter(move |start| *start <= last));
    let ends = bars[first..].iter().copied().filter(move |bar| *bar < last).chain([last]);
    starts.zip(ends).map(|(start, end)| {
        let cell = &row[start..end];
        let start = start + cell.len() - cell.trim_start().len();
        start..start + cell.trim().len()
    })
}
