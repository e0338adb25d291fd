//! The rows of a table as they are written, line by line.

use super::Subject;
use crate::content::document::{Block, Span};

/// A line of a table.
pub(super) struct Row {
    /// Where it stands, without what stands before it in a quote or a list.
    pub(super) span: Span,
    /// Its cells.
    pub(super) cells: Vec<Span>,
    /// Whether there is a bar in it: a line without one was hardly meant as a row.
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

/// Where the bars of a row stand: those behind a backslash are words.
fn bars(row: &str) -> Vec<usize> {
    let mut escaped = false;
    let is_bar = |(_, byte): &(usize, u8)| {
        let bar = *byte == b'|' && !escaped;
        escaped = *byte == b'\\' && !escaped;
        bar
    };
    row.bytes().enumerate().filter(is_bar).map(|(at, _)| at).collect()
}

/// What stands between the bars of a row: nothing before a bar at its beginning, and nothing behind one at its end.
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
