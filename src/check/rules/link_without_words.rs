//! A link without words: there is nothing in its square brackets, or nothing but punctuation or a space.
//!
//! Why it matters: nobody can see it or touch it, and people who listen to the page hear an address, or nothing.
//!
//! Example:
//!
//! ```text
//! Read more at [](https://www.nhs.uk/tests-and-treatments/acupuncture/).
//! ```
//!
//! Instead:
//!
//! ```text
//! Read more about [acupuncture, on the website of the NHS](https://www.nhs.uk/tests-and-treatments/acupuncture/).
//! ```
//!
//! Some links bring their own words: `[](feeling-tired.md)` shows the title of that page, and follows it when it changes;
//! `[](tel:clinic)` shows the number, and `[](claim:tired-patients-asked)` the figure. A link to a heading needs words of
//! its own: the title of the page would not say which part of it is meant.
//!
//! Source: WCAG 2.2, 2.4.4 Link Purpose (In Context) and 4.1.2 Name, Role, Value.

use super::{Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::content::document::{Inline, is_without_width, plain_text};
use crate::site::Destination;

pub(super) const CODE: Code = Code::error("link-without-words");
pub(super) const RUN: Run = Run::Article(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (link, to) in subject.links {
        // A link that leads nowhere is an error of its own.
        let Ok(to) = to else { continue };
        let has_own_words = to.own_words(subject.site, &subject.article.place.language).is_some();
        let is_filled_in = has_own_words && link.content.is_empty();
        // So is a picture without words.
        let holds_picture = link.content.iter().any(|inline| matches!(inline, Inline::Image(_)));
        if is_filled_in || holds_picture || !is_wordless(&link.content) {
            continue;
        }
        let help = if has_own_words {
            "leave nothing between the square brackets, and the link shows the words of what it leads to; or write your own"
        } else if matches!(to, Destination::Anchor(_) | Destination::Article(_, Some(_))) {
            "write between the square brackets what that heading says"
        } else {
            "say between the square brackets where it leads: [when to get help](…)"
        };
        found.push(subject.problem(CODE, &link.span, "a link without words").help(help));
    }
    found
}

/// Whether text shows no more than punctuation, spaces and invisible characters.
pub(super) fn is_wordless(content: &[Inline<'_>]) -> bool {
    plain_text(content).chars().all(says_nothing)
}

fn says_nothing(c: char) -> bool {
    c.is_whitespace()
        || is_without_width(c)
        || (c.is_ascii() && !c.is_ascii_alphanumeric())
        || matches!(c, '¡' | '¿' | '«' | '»' | '·' | '،' | '؛' | '؟' | '۔')
        || matches!(c, '\u{2010}'..='\u{205e}' | '\u{3001}'..='\u{3011}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}' | '\u{ff1b}' | '\u{ff1f}')
}
