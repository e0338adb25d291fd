//! A page of kind `myths` without its structure: a myth that no fact answers, or no myth at all.
//!
//! Why it matters: a myth by itself is remembered as true.
//!
//! Example:
//!
//! ```text
//! ## Myth: The needles make me lose blood
//!
//! ## Myth: …
//! ```
//!
//! Instead:
//!
//! ```text
//! ## Myth: The needles make me lose blood
//!
//! **Fact:** Needles are solid and very thin.
//! ```
//!
//! Source: Lewandowsky S and others. The Debunking Handbook 2020: a myth is followed by the fact at once.

use super::{Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::content::article::Kind;
use crate::content::document::{Block, BlockKind, Inline, plain_text};

pub(super) const CODE: Code = Code::error("myth-without-fact");
pub(super) const RUN: Run = Run::Article(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    if subject.article.front.kind != Kind::Myths {
        return Vec::new();
    }
    let words = subject.site.words_of(subject.article);
    let fact = words.fact.trim_end_matches(':');
    let mut found = Vec::new();
    let mut myths = 0;
    for block in &subject.document.blocks {
        let BlockKind::Myth(pair) = &block.kind else { continue };
        myths += 1;
        if !pair.answer.first().is_some_and(|first| begins_with_fact(first, fact)) {
            found.push(
                subject
                    .problem(CODE, &pair.heading.span, "no fact answers this myth")
                    .help(format!("begin the paragraph below it with **{}** and say what is true", words.fact)),
            );
        }
    }
    if myths == 0 {
        let place = subject.article.field(&[crate::base::yaml::Step::Key("kind")]);
        found.push(
            Diagnostic::new(CODE, "a page of kind `myths` without a myth")
                .at(place)
                .help(format!("write headings such as `## {} …`, or set `kind: article`", words.myth)),
        );
    }
    found
}

/// `**Fact:** …`: bold words at the very beginning, with something after them.
fn begins_with_fact(block: &Block<'_>, fact: &str) -> bool {
    let BlockKind::Paragraph(content) = &block.kind else { return false };
    let Some(Inline::Strong(strong)) = content.first() else { return false };
    let label = plain_text(strong);
    let says_fact =
        label.trim().trim_end_matches(':').trim().eq_ignore_ascii_case(fact) || label.starts_with(&format!("{fact}:"));
    says_fact && (content.len() > 1 || label.len() > fact.len() + 1)
}
