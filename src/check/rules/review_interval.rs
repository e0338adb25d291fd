//! More than three years between two reviews, or more than `review_years` under `thresholds` in `site.yaml`.
//!
//! Why it matters: medical knowledge changes faster than that. A page that is looked at every ten years is wrong for some
//! of them.
//!
//! Example:
//!
//! ```text
//! last_reviewed: 2026-05-03
//! next_review: 2036-05-03
//! ```
//!
//! Instead, three years at most:
//!
//! ```text
//! last_reviewed: 2026-05-03
//! next_review: 2029-05-03
//! ```
//!
//! Source: NHS.UK pattern for page reviews: 3 years; NHS Ayrshire and Arran reviews its leaflets at least every 3
//! years.

use super::{Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::yaml::Step;

pub(super) const CODE: Code = Code::warning("review-interval");
pub(super) const RUN: Run = Run::FrontMatter(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let (site, article) = (subject.site, subject.article);
    let years = site.config.thresholds.review_years;
    let Some(review) = &article.front.review else { return Vec::new() };
    let (Some(last), Some(next)) = (review.last_reviewed, review.next_review) else { return Vec::new() };
    let latest = last.plus_years(years);
    if next <= latest {
        return Vec::new();
    }
    vec![
        Diagnostic::new(CODE, format!("the next review is more than {years} years after the last"))
            .at(article.field(&[Step::Key("review"), Step::Key("next_review")]))
            .help(format!("{latest} is the latest day")),
    ]
}
