//! A link to a claim that `claims.yaml` does not hold.
//!
//! Why it matters: a figure without its entry has no source, and can differ from page to page.
//!
//! Example:
//!
//!     [at least 1 hour](claim:cafeine-wait)
//!
//! Instead, the name of an entry:
//!
//!     [at least 1 hour](claim:caffeine-wait)
//!
//! Source: DISCERN, item 4 (it is clear what sources of information were used).

use super::Subject;
use crate::diagnostic::{Diagnostic, suggest};
use crate::document::Target;
use crate::site::Broken;

check!("unknown-claim", Error, "unknown_claim.rs", super::Run::Article(run));

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let known = subject.site.references.claims.keys().map(String::as_str);
    let mut found = Vec::new();
    for (link, broken) in subject.broken_links() {
        if let (Broken::NoClaim, Target::Claim(id)) = (broken, &link.target) {
            let message = format!("`{id}` is not in claims.yaml");
            found.push(subject.problem("unknown-claim", &subject.address_span(&link.span), message).help(suggest(id, known.clone(), "claims")));
        }
    }
    found
}
