//! A page that does not say whether anybody has reviewed it, or names a review without its day, its reviewer or the day
//! of the next one.
//!
//! Why it matters: readers trust a page of a clinic as they trust its staff. They have to be able to see whether a
//! clinician has read it, and when. A page that nobody has reviewed yet may say so; a page that says nothing may not.
//!
//! A page that only names a section or the site, and lists its pages, needs no review. One that gives advice (a card, a
//! do list, a claim) does.
//!
//! Example:
//!
//! ```text
//! review:
//!   reviewed_by: Lead nurse
//! ```
//!
//! Instead, a whole review, which `carepress approve PAGE --by "Lead nurse"` writes for you:
//!
//! ```text
//! review:
//!   reviewed_by: Lead nurse
//!   last_reviewed: 2026-05-03
//!   next_review: 2028-05-03
//!   version: "1.0"
//! ```
//!
//! or, for as long as nobody has reviewed the page, only its version:
//!
//! ```text
//! review:
//!   version: "0.1"
//! ```
//!
//! Source: NHS Standard for creating health content (2024), 1: clinical approval and planned review.

use super::{Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic, Fix};
use crate::base::yaml::{self, Step};
use crate::content::article::{Article, FrontMatter, Review};
use crate::content::document::BlockKind;
use crate::site::review::claims_of;

pub(super) const CODE: Code = Code::warning("review-missing");
pub(super) const RUN: Run = Run::FrontMatter(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let article = subject.article;
    if subject.site.is_expired(article) {
        return Vec::new();
    }
    let Some(review) = &article.front.review else {
        if article.place.is_index() && !gives_advice(subject) {
            return Vec::new();
        }
        return vec![
            Diagnostic::new(CODE, "this page does not say whether it was reviewed")
                .at(article.field(&[Step::Key("title")]))
                .help("add `review:`, and below it, two spaces to the right, `version: \"0.1\"` for as long as nobody has reviewed it")
                .fix(not_yet_reviewed(article)),
        ];
    };
    let approve = format!("run `carepress approve {} --by ROLE` when it is reviewed", article.source.path);
    let (message, key, help) = match (&review.reviewed_by, review.last_reviewed, review.next_review) {
        (None, None, None) if review.version.is_none() => (
            "`review` is empty",
            "review",
            "write `version: \"0.1\"` below it for as long as nobody has reviewed the page".to_owned(),
        ),
        (None, None, _) | (Some(_), Some(_), Some(_)) => return Vec::new(),
        (Some(_), None, _) => ("`review` names a reviewer, but no day in `last_reviewed`", "reviewed_by", approve),
        (None, Some(_), _) => ("`review` names a day, but no role in `reviewed_by`", "last_reviewed", approve),
        (Some(_), Some(_), None) => (
            "`review` does not say when the next one is due",
            "last_reviewed",
            "add `next_review:` with its day".to_owned(),
        ),
    };
    let place = article.field(&[Step::Key("review"), Step::Key(key)]);
    let fix = if key == "review" { not_yet_reviewed(article) } else { None };
    vec![Diagnostic::new(CODE, message).at(place).help(help).fix(fix)]
}

/// The edit that says that nobody has reviewed the page yet, which is true of every page without a review.
fn not_yet_reviewed(article: &Article) -> Option<Fix> {
    let version = "0.1".to_owned();
    let front = &article.source.text[article.front_range.clone()];
    let text = yaml::set(front, "review", "version", &format!("\"{version}\""));
    let none =
        Review { reviewed_by: None, last_reviewed: None, next_review: None, version: Some(version), approved: None };
    article.with_front(text, &FrontMatter { review: Some(none), ..article.front.clone() })
}

/// Whether an index page does more than name its section.
fn gives_advice(subject: &Subject<'_>) -> bool {
    let mut found = !claims_of(subject.site, subject.article).is_empty();
    subject.document.each_block(&mut |block| {
        found |= match &block.kind {
            BlockKind::Card(card) => card.level.seeks_help(),
            BlockKind::DoList(_) => true,
            _ => false,
        };
    });
    found
}
