//! A part of an article that is still to be written: it says `TO FILL IN`.
//!
//! Why it matters: a reader who meets a note to the writer trusts the rest of the page less, and misses what should
//! stand there.
//!
//! Example, as `carepress new` writes it:
//!
//!     summary: "TO FILL IN: the main message"
//!
//! Instead:
//!
//!     summary: "Rest for a few hours after your session. Call us if you feel unwell."
//!
//! Notes behind a `#` at the top of an article are for its writers, and are left alone.
//!
//! Source: NHS digital service manual, content guide: publish what is finished.

use memchr::memmem;

use super::Subject;
use crate::diagnostic::Diagnostic;

check!("to-fill-in", Warning, "to_fill_in.rs", super::Run::Article(run));

/// Stands where something is still to be written.
pub const TO_FILL_IN: &str = "TO FILL IN";

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let text = &subject.article.source.text;
    let mut found = Vec::new();
    for at in memmem::find_iter(text.as_bytes(), TO_FILL_IN) {
        let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let is_in_front = subject.article.front_range.contains(&at);
        if is_in_front && text[start..at].contains('#') {
            continue;
        }
        let message = "this part is still to be written";
        let help = "write it, or take the line out";
        found.push(subject.problem("to-fill-in", &(at..at + TO_FILL_IN.len()), message).help(help));
    }
    found
}
