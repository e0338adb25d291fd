//! A waiver whose last day has passed. What it waived is reported again.
//!
//! Why it matters: a reason that held last year may not hold now. Somebody has to look again.
//!
//! Example, built in 2027:
//!
//! ```text
//! waivers:
//!   - check: long-list
//!     reason: the ten exercises belong together
//!     by: Lead physiotherapist
//!     until: 2026-12-31
//! ```
//!
//! Instead, fix the page and take the waiver out, or let the role decide again and set a later day.
//!
//! Source: NHS Standard for creating health content (2024), 1: planned review.

use super::{Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::yaml::Step;

pub(super) const CODE: Code = Code::warning("expired-waiver");
pub(super) const RUN: Run = Run::Article(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let (site, article) = (subject.site, subject.article);
    let waivers = article.front.waivers.iter().enumerate();
    waivers
        .filter(|(_, waiver)| waiver.until < site.config.today)
        .map(|(index, waiver)| {
            let last = site.words_of(article).date(waiver.until);
            Diagnostic::new(CODE, format!("the waiver of `{}` ended on {last}", waiver.check))
                .at(article.field(&[Step::Key("waivers"), Step::Index(index), Step::Key("until")]))
                .help(format!("fix the page and take the waiver out, or ask again: {}", waiver.by))
        })
        .collect()
}
