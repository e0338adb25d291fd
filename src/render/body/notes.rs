//! Footnotes: their marks in the text, and the list below it.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::Writer;
use super::text::{Escaped, letter};
use crate::content::document::{Document, Footnote};

impl Writer<'_> {
    pub(super) fn footnotes(&mut self, document: &Document<'_>) -> Result<(), tera::Error> {
        // Of two notes with one name, the first one counts.
        let texts: HashMap<&str, &Footnote<'_>> =
            document.footnotes.iter().rev().map(|note| (note.name.as_ref(), note)).collect();
        let mut items = Vec::new();
        let mut next = 0;
        // A footnote's own text may carry marks of further ones.
        while next < self.notes.len() {
            let name = self.notes[next].0.clone();
            next += 1;
            let Some(note) = texts.get(name.as_str()) else { continue };
            let text = self.captured(|writer| writer.blocks(&note.blocks))?;
            let back = Escaped(&self.words.back_to_text);
            let letter = letter(next);
            items.push(format!(
                "<li id=\"note-{next}\">{text}<p><a href=\"#note-ref-{next}\">{back} ({letter})</a></p></li>\n"
            ));
        }
        if !items.is_empty() {
            let title = Escaped(&self.words.footnotes);
            let _ = write!(
                self.out,
                "<section class=\"footnotes\" aria-labelledby=\"footnotes\"><h2 id=\"footnotes\">{title}</h2><ol type=\"a\">\n{}</ol></section>\n",
                items.concat()
            );
        }
        Ok(())
    }

    pub(super) fn footnote_mark(&mut self, name: &str) {
        // A sheet of its own has no list of footnotes.
        if self.on_sheet {
            return;
        }
        let index = self.note_places.get(name).copied().unwrap_or_else(|| {
            self.notes.push((name.to_owned(), 0));
            self.note_places.insert(name.to_owned(), self.notes.len() - 1);
            self.notes.len() - 1
        });
        self.notes[index].1 += 1;
        let number = index + 1;
        let repeated = if self.notes[index].1 == 1 { String::new() } else { format!("-{}", self.notes[index].1) };
        let label = Escaped(&self.words.footnote);
        let letter = letter(number);
        let _ = write!(
            self.out,
            "<sup class=\"footnote-ref\"><a href=\"#note-{number}\" id=\"note-ref-{number}{repeated}\" aria-label=\"{label} {letter}\">{letter}</a></sup>"
        );
    }
}
