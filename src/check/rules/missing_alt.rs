//! A picture without words for those who can't see it.
//!
//! Why it matters: a screen reader says only "image", or the name of the file.
//!
//! Example:
//!
//! ```text
//! ![](pictures/hours.svg)
//! ```
//!
//! Instead, say what the picture shows:
//!
//! ```text
//! ![A timeline of the first 48 hours after a session](pictures/hours.svg "What happens when")
//! ```
//!
//! Source: WCAG 2.2, 1.1.1 Non-text Content.

use super::{Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic};

pub(super) const CODE: Code = Code::error("missing-alt");
pub(super) const RUN: Run = Run::Article(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    subject
        .images
        .iter()
        .filter(|image| says_nothing(&image.alt))
        .map(|image| {
            subject
                .problem(CODE, &image.span, "the picture has no words for those who can't see it")
                .help("say what it shows, between the square brackets: ![A timeline of the first 48 hours](…)")
        })
        .collect()
}

/// Whether the words for a picture are missing, or the name of a file.
fn says_nothing(alt: &str) -> bool {
    let alt = alt.trim().to_lowercase();
    alt.is_empty() || [".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif"].iter().any(|ending| alt.ends_with(ending))
}
