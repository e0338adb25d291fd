//! Marks that a program leaves in a file when two people changed the same lines.

use memchr::memmem;

use crate::base::diagnostic::{Diagnostic, Text, code};

/// The marks in a text: each at the beginning of a line. `=======` may underline a heading, and is one only between others.
pub(super) fn in_text(text: &Text) -> Vec<Diagnostic> {
    let source = &text.text;
    let bytes = source.as_bytes();
    let has_any = ["<<<<<<<", ">>>>>>>", "|||||||"].iter().any(|mark| memmem::find(bytes, mark.as_bytes()).is_some());
    if !has_any {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut is_open = false;
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        let shown = line.trim_end();
        let is_mark =
            |mark: &str| shown.strip_prefix(mark).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
        let message = if is_mark("<<<<<<<") {
            is_open = true;
            Some("here begins one wording of lines that two people changed")
        } else if is_mark(">>>>>>>") {
            is_open = false;
            Some("here ends the other wording of lines that two people changed")
        } else if is_mark("|||||||") {
            Some("here begins what stood in these lines before two people changed them")
        } else if is_open && is_mark("=======") {
            Some("here one wording of lines that two people changed ends, and the other begins")
        } else {
            None
        };
        found.extend(message.map(|message| {
            Diagnostic::new(code::MERGE_CONFLICT, message)
                .at(text.at(at..at + shown.len()))
                .help("keep the lines that hold, and take out the others and all the lines of marks")
        }));
        at += line.len();
    }
    found
}
