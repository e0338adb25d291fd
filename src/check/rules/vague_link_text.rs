//! A link whose words do not say where it leads: "click here", "read more", a bare web address.
//!
//! Why it matters: people who listen to a page call up the list of its links. Ten links called "here" are no help.
//!
//! Example:
//!
//! ```text
//! For exercises, [click here](exercises.md).
//! ```
//!
//! Instead:
//!
//! ```text
//! You can read more in [exercises for your knee](exercises.md).
//! ```
//!
//! Source: WCAG 2.2, 2.4.4 Link Purpose (In Context) and 2.4.9 Link Purpose (Link Only); NHS digital service manual,
//! links.

use super::link_without_words::is_wordless;
use super::{Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::content::document::{Target, plain_text};
use crate::prose::normalised;

pub(super) const CODE: Code = Code::warning("vague-link-text");
pub(super) const RUN: Run = Run::Article(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (link, _) in subject.links {
        if matches!(link.target, Target::Claim(_) | Target::Term(_) | Target::Unsafe(_)) {
            continue;
        }
        let shown = plain_text(&link.content);
        let words = normalised(&shown);
        let words = words.trim_matches(|c: char| !c.is_alphanumeric());
        let message = match &link.target {
            // Without words, it is filled in; if it can't be, that is an error of its own.
            Target::Phone(_) if words.is_empty() => continue,
            _ if is_wordless(&link.content) => continue,
            _ if words.is_empty() => format!("\"{}\" is a symbol, and says nothing about the page", shown.trim()),
            Target::External(_) if is_address(words) => {
                format!("\"{shown}\" is an address, and says nothing about the page")
            }
            _ if subject.lists.vague_links.contains(words) => format!("\"{shown}\" does not say where the link leads"),
            _ => continue,
        };
        found
            .push(subject.problem(CODE, &link.span, message).help("name the page that it leads to, such as its title"));
    }
    found
}

/// A web address and nothing else. An e-mail address says whom it reaches.
fn is_address(words: &str) -> bool {
    !words.contains(char::is_whitespace) && ["http://", "https://", "www."].iter().any(|start| words.starts_with(start))
}
