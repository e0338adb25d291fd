//! Words that stand for a claim and do not state its figure; or a wording in `claims.yaml` that does not.
//!
//! Why it matters: leaflets that contradict each other do harm. After one and the same operation, leaflets told people to
//! go back to office work after 1 week, or after 6.
//!
//! Example, when the entry says 30 minutes:
//!
//!     wait [at least 20 minutes](claim:drive-wait)
//!
//! Instead, one of the entry's wordings, or nothing between the brackets:
//!
//!     wait [at least 30 minutes](claim:drive-wait)
//!     wait [](claim:drive-wait)
//!
//! Source: BMJ 2013;347:f4748, on leaflets that differ about going back to work.

use super::Subject;
use crate::diagnostic::Diagnostic;
use crate::document::{Inline, plain_text};
use crate::site::Destination;

check!("claim-mismatch", Error, "claim_mismatch.rs", super::Run::Article(run));

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let language = &subject.article.place.language;
    let mut found = Vec::new();
    subject.document.each_inline(&mut |inline| {
        let Inline::Link(link) = inline else { return };
        let Ok(Destination::Claim(id, claim)) = subject.site.resolve(subject.article, &link.target) else { return };
        let wordings = claim.wording.get(language).map_or(&[][..], Vec::as_slice);
        let words = plain_text(&link.content);
        if (words.is_empty() && !wordings.is_empty()) || claim.is_stated_by(&words, language) {
            return;
        }
        let message = if words.is_empty() {
            format!("the claim `{id}` has no wording in `{language}` to fill in here")
        } else {
            format!("\"{words}\" does not state the claim `{id}`")
        };
        let help = match wordings {
            [] => format!("add a wording in `{language}` to the claim in claims.yaml"),
            wordings => format!("write one of its wordings: \"{}\"; or change the entry in claims.yaml, for all pages", wordings.join("\", \"")),
        };
        found.push(subject.problem("claim-mismatch", &subject.words_span(&link.span), message).help(help));
    });
    found
}
