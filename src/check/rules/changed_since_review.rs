//! A page that was approved, and whose text has changed since: its title, summary or body, or a claim or glossary entry
//! that it uses.
//!
//! Why it matters: the page says that a clinician has read it, and the clinician has read another text. One word can
//! turn advice round.
//!
//! Example: `carepress approve` was run, and later "do not drive" became "do drive".
//!
//! Instead, have the new text read, and record it:
//!
//! ```text
//! carepress approve content/PAGE.md --by "Lead nurse"
//! ```
//!
//! White space at the ends of lines does not count. If nobody is at hand to read it, take `reviewed_by`, `last_reviewed`
//! and `approved` out: the page then says that it is not reviewed.
//!
//! Source: NHS.UK: a clinician signs every clinical change; NHS Standard for creating health content (2024), 1.

use super::{Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::yaml::Step;
use crate::site::review::{ReviewChange, change};

pub(super) const CODE: Code = Code::error("changed-since-review");
pub(super) const RUN: Run = Run::FrontMatter(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let article = subject.article;
    let message = match change(subject.site, article) {
        None => return Vec::new(),
        Some(ReviewChange::Text) => "the text has changed since it was approved",
        Some(ReviewChange::References) => {
            "a claim or a glossary entry that this page uses has changed since it was approved"
        }
    };
    vec![
        Diagnostic::new(CODE, message)
            .at(article.field(&[Step::Key("review"), Step::Key("approved")]))
            .help(format!("have it read again, then run `carepress approve {} --by ROLE`", article.source.path)),
    ]
}
