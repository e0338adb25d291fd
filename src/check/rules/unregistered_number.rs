//! A figure near the words of a claim's topic that is not linked to the claim.
//!
//! Why it matters: when the figure changes in claims.yaml, this page goes on saying the old one. A figure typed by hand
//! is how two leaflets come to contradict each other.
//!
//! Example, where claims.yaml has a claim on driving:
//!
//! ```text
//! Do not drive for 2 hours.
//! ```
//!
//! Instead, the claim, or a claim of its own for another fact:
//!
//! ```text
//! Do not drive for [at least 30 minutes](claim:drive-wait).
//! ```
//!
//! A figure is a number with a unit of time, amount or sessions, a percentage, or "1 in 10"; in digits or in words. It
//! is near if the sentence, or the line that leads into its list, or the headings of its row and column have one of the
//! claim's `words`, which are one list for all languages of the site. Without `words`, half of the words that are in the
//! topic, but not in the page's title, have to be there. Then, as in the first text below a heading that has the words,
//! only figures that could be the claim's count: a time for a time, and not 3 months for 15 minutes.
//!
//! Years, dates, ages, times of day, phone numbers and opening hours are not figures. A summary and the words of a
//! picture can't refer to a claim; a figure there has to equal it, or one end of its range.
//!
//! Source: BMJ 2013;347:f4748, on leaflets that differ about going back to work.

use std::cell::LazyCell;
use std::collections::{BTreeSet, HashSet};

use super::{Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::content::references::{ClaimTopic, ClaimTopics, Fit, NAMED, stems};
use crate::prose::quantities::{Figure, Quantity};
use crate::site::reading::Unit;

pub(super) const CODE: Code = Code::error("unregistered-number");
pub(super) const RUN: Run = Run::Article(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    // Most pages have no figure that needs it.
    let page = LazyCell::new(|| stems(&subject.article.front.title));
    let mut found = Vec::new();
    for (index, unit) in subject.reading.units.iter().enumerate().filter(|(_, unit)| unit.has_numbers()) {
        for (number, sentence) in unit.sentences.iter().enumerate() {
            let figures = subject.reading.figures(unit, number).filter(|figure| !unit.is_registered(&figure.at));
            let mut figures = figures.peekable();
            if figures.peek().is_none() {
                continue;
            }
            let near = NearBy::of(subject, index, &unit.text[sentence.clone()], &page);
            found.extend(figures.filter_map(|figure| problem(subject, unit, figure, &near)));
        }
    }
    found
}

/// The topics that a sentence may be about.
struct NearBy<'s> {
    /// By its own words, the line that leads into its list, and the headings of its row and column.
    sentence: Vec<&'s ClaimTopic>,
    /// By the heading above, if it is in the first text below it.
    heading: Vec<&'s ClaimTopic>,
}

impl<'s> NearBy<'s> {
    fn of(subject: &Subject<'s>, index: usize, sentence: &str, page: &BTreeSet<String>) -> Self {
        let topics = &subject.site.references.topics;
        let units = &subject.reading.units;
        let unit = &units[index];
        let mut words = stems(sentence);
        for index in &unit.context {
            words.extend(stems(&units[*index].text));
        }
        let heading = unit.heading.filter(|heading| heading + 1 == index);
        let heading = heading.map_or_else(Vec::new, |index| topics.near(&stems(&units[index].text), page));
        Self { sentence: topics.near(&words, page), heading }
    }

    /// The first few claims that a quantity may belong to, the likeliest first.
    fn to(&self, quantity: &Quantity, unit: &Unit<'_>, topics: &'s ClaimTopics) -> Vec<&'s str> {
        // Text that states the claim answers its heading, and the next figure is about something else.
        let stated: HashSet<&str> = if self.heading.is_empty() { HashSet::new() } else { unit.claims().collect() };
        let mut ids: Vec<&'s str> = Vec::new();
        for fit in [Fit::Equal, Fit::Comparable, Fit::Any] {
            let sentence = self.sentence.iter().copied();
            let sentence = sentence.filter(|topic| fit != Fit::Any || (topic.named && !unit.kind.is_heading()));
            let heading = self.heading.iter().copied().filter(|_| fit != Fit::Any);
            let sentence = topics.first(sentence, fit, quantity, &HashSet::new());
            for id in sentence.into_iter().chain(topics.first(heading, fit, quantity, &stated)) {
                if !ids.contains(&id) && ids.len() < NAMED {
                    ids.push(id);
                }
            }
        }
        ids
    }
}

fn problem(subject: &Subject<'_>, unit: &Unit<'_>, figure: &Figure, near: &NearBy<'_>) -> Option<Diagnostic> {
    let references = &subject.site.references;
    let ids = near.to(&figure.quantity, unit, &references.topics);
    let claim = &references.claims[*ids.first()?];
    let quantity = claim.quantity()?;
    let equal = quantity.equals(&figure.quantity);
    let wording = claim.first_wording(&subject.article.place.language).unwrap_or_default();
    let written = format!("[{wording}](claim:{})", ids[0]);
    let help = match unit.kind.has_links() {
        false if equal || quantity.has_end(&figure.quantity) => return None,
        false => format!("say it here without a figure, or with the claim's own: {wording}"),
        true if equal => format!("write {written}"),
        true => format!("write {written}; for another fact, add a claim of its own to claims.yaml"),
    };
    let words = &unit.text[figure.at.clone()];
    let named: Vec<String> = ids.iter().map(|id| format!("`{id}`")).collect();
    let claims = if named.len() == 1 { "claim" } else { "claims" };
    let message = format!("\"{words}\" is typed by hand near the words of the {claims} {}", named.join(", "));
    Some(subject.problem_in(CODE, unit, &figure.at, message).help(help))
}
