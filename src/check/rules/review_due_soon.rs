//! A page whose next review is due within the next months: 180 days, or `review_soon_days` under `thresholds` in
//! `site.yaml`.
//!
//! Why it matters: a review takes time, and once its day has come, the site can no longer be built.
//!
//! Example, built on 1 April 2026:
//!
//! ```text
//! next_review: 2026-05-03
//! ```
//!
//! Instead, have the page reviewed now. Then record it:
//!
//! ```text
//! carepress approve content/PAGE.md --by "Lead nurse"
//! ```
//!
//! Source: policy on procedural documents of the NHS trust for Rotherham, Doncaster and South Humber: the review begins 6
//! months before the document expires.

use super::{Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::yaml::Step;

pub(super) const CODE: Code = Code::warning("review-due-soon");
pub(super) const RUN: Run = Run::FrontMatter(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let (site, article) = (subject.site, subject.article);
    let today = site.config.today;
    let soon = today.plus_days(site.config.thresholds.review_soon_days);
    let next = article.front.review.as_ref().and_then(|review| review.next_review);
    let Some(next) = next.filter(|next| today < *next && *next <= soon && site.is_current(article)) else {
        return Vec::new();
    };
    let message = format!("the next review is due on {}", site.words_of(article).date(next));
    let place = article.field(&[Step::Key("review"), Step::Key("next_review")]);
    let help = format!("have it reviewed in time, then run `carepress approve {} --by ROLE`", article.source.path);
    vec![Diagnostic::new(CODE, message).at(place).help(help)]
}
