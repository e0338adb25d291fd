//! Days of a review that are impossible: a last review in the future, or a next one that is not after the last.
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
use crate::content::article::Article;

pub(super) const CODE: Code = Code::error("impossible-review");
pub(super) const RUN: Run = Run::FrontMatter(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let article = subject.article;
    let Some(review) = &article.front.review else { return Vec::new() };
    let Some(last) = review.last_reviewed else { return Vec::new() };
    let mut found = Vec::new();
    // The reviewer's day may begin before the day of the computer that builds the site.
    if last > subject.site.config.today.plus_days(1) {
        let message = format!("the last review, {last}, is in the future");
        found.push(problem(article, "last_reviewed", message, "write the day on which it took place"));
    }
    if let Some(next) = review.next_review.filter(|next| *next <= last) {
        let message = format!("the next review, {next}, is not after the last, {last}");
        let help = "write a later day, or correct the day of the last review";
        found.push(problem(article, "next_review", message, help));
    }
    found
}

fn problem(article: &Article, key: &str, message: String, help: &'static str) -> Diagnostic {
    let place = article.field(&[Step::Key("review"), Step::Key(key)]);
    Diagnostic::new(CODE, message).at(place).help(help)
}
