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
        // A mark is followed by a space, or by nothing.
        let message = match shown.split(' ').next() {
            Some("<<<<<<<") => {
                is_open = true;
                Some("here begins one wording of lines that two people changed")
            }
            Some(">>>>>>>") => {
                is_open = false;
                Some("here ends the other wording of lines that two people changed")
            }
            Some("|||||||") => Some("here begins what these lines said before two people changed them"),
            Some("=======") if is_open => {
                Some("here one wording of lines that two people changed ends, and the other begins")
            }
            _ => None,
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
