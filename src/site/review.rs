//! Where a page stands with its review, and the fingerprint of what a reviewer approved.
//!
//! `carepress approve` writes a fingerprint of the approved text into the front matter. It is kept there, and not in a
//! file of its own for all pages, because it then goes where the text goes: a file that is renamed, moved, copied or
//! merged keeps it, and a copy that is rewritten shows that nobody has approved it yet.

use std::collections::BTreeSet;
use std::fmt;

use serde::Serialize;

use crate::base::digest::Parts;
use crate::content::article::Article;
use crate::content::document::Target;
use crate::site::Site;

/// Where a page stands with its review, on the day that the site is built for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Nothing is said about a review.
    Missing,
    /// It says that nobody has reviewed it yet: a version, and no more.
    NotReviewed,
    /// A review is named, without its day, its reviewer or the day of the next one.
    Incomplete,
    /// The text, or a claim or term that it uses, is another one than the reviewer approved.
    Changed,
    /// The day of the next review has come.
    Overdue,
    /// The next review is near.
    DueSoon,
    /// Reviewed, and not due for some time.
    Current,
}

impl State {
    /// All states, in the order in which reviews are worked through: what a reader may be misled by comes first.
    pub(crate) const BY_URGENCY: [Self; 7] = [
        Self::Overdue,
        Self::Changed,
        Self::Incomplete,
        Self::Missing,
        Self::DueSoon,
        Self::NotReviewed,
        Self::Current,
    ];

    /// Its place in that order, from 0.
    #[must_use]
    pub(crate) fn urgency(self) -> usize {
        Self::BY_URGENCY.iter().position(|known| *known == self).unwrap_or(Self::BY_URGENCY.len())
    }

    /// Its name, as serialised.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::NotReviewed => "not-reviewed",
            Self::Incomplete => "incomplete",
            Self::Changed => "changed",
            Self::Overdue => "overdue",
            Self::DueSoon => "due-soon",
            Self::Current => "current",
        }
    }
}

/// The state of an article's review.
#[must_use]
pub(crate) fn state(site: &Site, article: &Article) -> State {
    let Some(review) = &article.front.review else { return State::Missing };
    let today = site.config.today;
    let soon = today.plus_days(site.config.thresholds.review_soon_days);
    match (&review.reviewed_by, review.last_reviewed, review.next_review) {
        (None, None, None) if review.version.is_none() => State::Missing,
        _ if change(site, article).is_some() => State::Changed,
        (_, _, Some(next)) if next <= today => State::Overdue,
        (None, None, _) => State::NotReviewed,
        (Some(_), Some(_), Some(next)) if next <= soon => State::DueSoon,
        (Some(_), Some(_), Some(_)) => State::Current,
        _ => State::Incomplete,
    }
}

/// Whether a page may say that it was reviewed: it names who and when, and is still the text that was approved.
#[must_use]
pub(crate) fn is_reviewed(site: &Site, article: &Article) -> bool {
    article.front.is_reviewed() && change(site, article).is_none()
}

/// What is not as it was approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReviewChange {
    /// The title, the summary or the body.
    Text,
    /// A claim or a glossary entry that the text uses.
    References,
}

/// What has changed since the text was approved; none too where no approval was recorded.
#[must_use]
pub(crate) fn change(site: &Site, article: &Article) -> Option<ReviewChange> {
    let approved = article.front.review.as_ref()?.approved.as_deref()?;
    let now = fingerprint(site, article);
    match approved.rsplit_once('-') {
        Some((text, references)) if text == now.text => {
            (references != now.references).then_some(ReviewChange::References)
        }
        _ => Some(ReviewChange::Text),
    }
}

/// What a reviewer approves, in short: a hash of the page's words, and one of the claims and terms that they rest on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fingerprint {
    /// Version of the recipe and hash of title, summary and body.
    text: String,
    /// Hash of the claims and terms.
    references: String,
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.text, self.references)
    }
}

/// The fingerprint of an article as it is now. White space at the ends of lines, empty lines around the body and the way
/// in which lines end are no part of it: editors change them unasked.
#[must_use]
pub(crate) fn fingerprint(site: &Site, article: &Article) -> Fingerprint {
    let body: Vec<&str> = article.source.text[article.body_range.clone()].lines().map(str::trim_end).collect();
    let mut text = Parts::default();
    text.add(article.front.title.trim());
    text.add(article.front.summary.trim());
    text.add(body.join("\n").trim_matches('\n'));
    Fingerprint {
        text: format!("v1-{}", text.digest().short()),
        references: references(site, article).digest().short(),
    }
}

/// What a reader of this page sees of its claims and terms. What only concerns other languages or the checks is no part.
fn references(site: &Site, article: &Article) -> Parts {
    let language = &article.place.language;
    let mut parts = Parts::default();
    for claim in claims_of(site, article).iter().filter_map(|id| site.references.claims.get(*id)) {
        for figure in [claim.value, claim.from, claim.to, claim.of] {
            parts.add(figure.map(|figure| figure.to_string()).unwrap_or_default());
        }
        parts.add(&claim.unit);
        parts.add(&claim.population);
        parts.add(format!("{:?}", claim.certainty));
        parts.add(claim.asked.as_deref().unwrap_or_default());
        claim.sources.iter().for_each(|source| parts.add(source));
        claim.wording.get(language).into_iter().flatten().for_each(|wording| parts.add(wording));
    }
    let targets = site.body_of(article).targets.iter();
    let terms: BTreeSet<&str> =
        targets.filter_map(|target| if let Target::Term(id) = target { Some(id.as_str()) } else { None }).collect();
    for (_, term) in terms.iter().filter_map(|id| site.term(language, id)) {
        for words in [&term.term, &term.plain, &term.definition] {
            parts.add(words);
        }
    }
    parts
}

/// Ids of the claims that an article states by reference, each once, in order.
#[must_use]
pub(crate) fn claims_of<'a>(site: &Site, article: &'a Article) -> BTreeSet<&'a str> {
    let targets = site.body_of(article).targets.iter();
    targets.filter_map(|target| if let Target::Claim(id) = target { Some(id.as_str()) } else { None }).collect()
}
