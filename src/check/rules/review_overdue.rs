//! A page whose next review is due, today or since some day.
//!
//! Why it matters: nothing shows that advice is old. A reader can't see that the dose, the phone number or the waiting
//! time on a page is the one of five years ago.
//!
//! Example, built on any day from 3 May 2026 on:
//!
//! ```text
//! review:
//!   reviewed_by: Lead nurse
//!   last_reviewed: 2023-05-03
//!   next_review: 2026-05-03
//! ```
//!
//! Instead, have the page reviewed. Then record it:
//!
//! ```text
//! carepress approve content/PAGE.md --by "Lead nurse"
//! ```
//!
//! A page that nobody will review can get an `expires_on:` day: from then on, a notice is shown in its place. Pages that
//! are not published yet, or expired, are not judged.
//!
//! Source: NHS Standard for creating health content (2024), 1: planned review; NHS.UK reviews its pages within 3 years.

use super::{Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::yaml::Step;

pub(super) const CODE: Code = Code::error("review-overdue");
pub(super) const RUN: Run = Run::FrontMatter(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let (site, article) = (subject.site, subject.article);
    let next = article.front.review.as_ref().and_then(|review| review.next_review);
    let Some(next) = next.filter(|next| *next <= site.config.today && site.is_current(article)) else {
        return Vec::new();
    };
    let words = site.words_of(article);
    let which = if article.front.is_reviewed() { "next" } else { "first" };
    let message = if next == site.config.today {
        format!("the {which} review is due today")
    } else {
        format!("the {which} review was due on {}", words.date(next))
    };
    let place = article.field(&[Step::Key("review"), Step::Key("next_review")]);
    let help = format!("have it reviewed, then run `carepress approve {} --by ROLE`", article.source.path);
    vec![Diagnostic::new(CODE, message).at(place).help(help)]
}
