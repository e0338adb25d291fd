//! Tables.

use std::fmt::Write as _;

use pulldown_cmark::Alignment;

use super::Writer;
use crate::content::document::{Inline, Table};

impl Writer<'_> {
    pub(super) fn table(&mut self, table: &Table<'_>) {
        let _ = write!(
            self.out,
            "<div class=\"table\" tabindex=\"0\" role=\"group\" aria-labelledby=\"{}\">",
            if self.section.is_empty() { "title" } else { &self.section }
        );
        self.out.push_str("<table>\n<thead><tr>");
        for (index, cell) in table.head.iter().enumerate() {
            // An empty corner is no heading of anything.
            if cell.is_empty() {
                self.out.push_str("<td></td>");
            } else {
                let _ = write!(self.out, "<th scope=\"col\"{}>", alignment(table, index));
                self.run(cell);
                self.out.push_str("</th>");
            }
        }
        self.out.push_str("</tr></thead>\n<tbody>\n");
        let has_row_headings = table.has_row_headings();
        for row in &table.rows {
            self.out.push_str("<tr>");
            for (index, cell) in row.iter().enumerate() {
                let is_heading = index == 0 && has_row_headings && !cell.is_empty();
                let (open, close) = if is_heading { ("th scope=\"row\"", "th") } else { ("td", "td") };
                let _ = write!(self.out, "<{open}{}>", alignment(table, index));
                match cell.as_slice() {
                    // A heading is bold by itself.
                    [Inline::Strong(words)] if is_heading => self.run(words),
                    cell => self.run(cell),
                }
                let _ = write!(self.out, "</{close}>");
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</tbody></table></div>\n");
    }
}

fn alignment(table: &Table<'_>, index: usize) -> &'static str {
    match table.alignments.get(index) {
        Some(Alignment::Center) => " class=\"center\"",
        Some(Alignment::Right) => " class=\"end\"",
        _ => "",
    }
}
