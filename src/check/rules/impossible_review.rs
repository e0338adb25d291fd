//! Days of a review that can't be: a last review that lies ahead, or a next one that is not after the last.
//!
//! Why it matters: the page tells its readers that a clinician has read it on that day.
//!
//! Example, built in 2026:
//!
//! ```text
//! last_reviewed: 2062-05-03
//! next_review: 2028-05-03
//! ```
//!
//! Instead, the days as they were:
//!
//! ```text
//! last_reviewed: 2026-05-03
//! next_review: 2028-05-03
//! ```
//!
//! Source: DISCERN, item 5: is it clear when the information was produced?

use super::{Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::yaml::Step;

pub(super) const CODE: Code = Code::error("impossible-review");
pub(super) const RUN: Run = Run::FrontMatter(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let article = subject.article;
    let Some(review) = &article.front.review else { return Vec::new() };
    let Some(last) = review.last_reviewed else { return Vec::new() };
    let mut found = Vec::new();
    let mut problem = |key, message: String, help: &'static str| {
        let place = article.field(&[Step::Key("review"), Step::Key(key)]);
        found.push(Diagnostic::new(CODE, message).at(place).help(help));
    };
    // Where a reviewer works, the day may have begun that is still to come where the site is built.
    if last > subject.site.config.today.plus_days(1) {
        problem(
            "last_reviewed",
            format!("the last review, {last}, lies ahead"),
            "write the day on which it took place",
        );
    }
    if let Some(next) = review.next_review.filter(|next| *next <= last) {
        let message = format!("the next review, {next}, is not after the last, {last}");
        problem("next_review", message, "write a later day, or correct the day of the last review");
    }
    found
}
