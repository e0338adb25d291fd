//! A page of kind `faq` without its structure: a question without an answer, or no question at all.
//!
//! Why it matters: a question that opens to nothing is worse than none.
//!
//! Example:
//!
//! ```text
//! ## When can I have coffee?
//!
//! ## May I drive?
//! ```
//!
//! Instead:
//!
//! ```text
//! ## When can I have coffee?
//!
//! Wait [at least 1 hour](claim:caffeine-wait).
//! ```
//!
//! Source: schema.org, Question: an accepted answer belongs to it.

use super::{Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::content::article::Kind;
use crate::content::document::BlockKind;

pub(super) const CODE: Code = Code::error("question-without-answer");
pub(super) const RUN: Run = Run::Article(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    if subject.article.front.kind != Kind::Faq {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut questions = 0;
    for block in &subject.document.blocks {
        let BlockKind::Question(pair) = &block.kind else { continue };
        questions += 1;
        if pair.answer.is_empty() {
            found.push(subject.problem(CODE, &pair.heading.span, "this question has no answer").help(
                "write the answer below it; a card for urgent help needs a heading of its own, outside the answers",
            ));
        }
    }
    if questions == 0 {
        let place = subject.article.field(&[crate::base::yaml::Step::Key("kind")]);
        found.push(Diagnostic::new(CODE, "a page of kind `faq` without a question").at(place).help(
            "write headings that end in a question mark, such as `## When can I have coffee?`, or set `kind: article`",
        ));
    }
    found
}
