//! A figure that stands near the words of a claim's topic, and is not tied to the claim.
//!
//! Why it matters: when the figure changes in claims.yaml, this page goes on saying the old one. A figure typed by hand
//! is how two leaflets come to contradict each other.
//!
//! Example, where claims.yaml has a claim on driving:
//!
//!     Do not drive for 2 hours.
//!
//! Instead, the claim, or a claim of its own for another fact:
//!
//!     Do not drive for [at least 30 minutes](claim:drive-wait).
//!
//! A figure is a number with a unit of time, amount or sessions, a percentage, or "1 in 10"; in digits or in words. It
//! is near when the sentence, or the line that leads into its list, or the heads of its row and column, hold one of the
//! claim's `words`. A claim without `words` is found by what its topic names that few other topics name, and then, as
//! under a heading that holds its words, only figures of its own kind count: times for a time, amounts for an amount.
//! `words` is one list for all languages of the site. Years, dates, ages, times of day, phone numbers and opening hours
//! are no figures. A summary and the words of a picture can't refer to a claim; a figure there has to equal it.
//!
//! Source: McCartney M. BMJ 2013;347:f4748.

use std::collections::HashMap;

use super::Subject;
use crate::diagnostic::Diagnostic;
use crate::figures::{self, Figure, Quantity};
use crate::reading::{Origin, Unit, UnitKind};
use crate::reference::{Near, References, stems};

check!("unregistered-number", Error, "unregistered_number.rs", super::Run::Article(run));

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let references = &subject.site.references;
    let mut found = Vec::new();
    for unit in &subject.reading.units {
        for sentence in &unit.sentences {
            let language = subject.reading.language;
            let mut figures = figures::find(&unit.text, sentence.clone(), language, &references.topics.units);
            figures.retain(|figure| {
                !unit.origins(&figure.at).any(|origin| matches!(origin, Origin::Claim(_) | Origin::Address))
            });
            if figures.is_empty() {
                continue;
            }
            let near = NearBy::of(subject, unit, &unit.text[sentence.clone()]);
            found.extend(figures.iter().filter_map(|figure| problem(subject, unit, figure, &near)));
        }
    }
    found
}

/// The claims that a sentence may be about.
struct NearBy<'s> {
    /// By its own words, the line that leads into its list, and the heads of its row and column.
    sentence: Vec<Near<'s>>,
    /// By the heading above.
    heading: Vec<Near<'s>>,
}

impl<'s> NearBy<'s> {
    fn of(subject: &Subject<'s>, unit: &Unit, sentence: &str) -> Self {
        let topics = &subject.site.references.topics;
        let units = &subject.reading.units;
        let mut words: HashMap<String, String> = stems(sentence);
        unit.context.iter().for_each(|index| words.extend(stems(&units[*index].text)));
        let heading = unit.heading.map_or_else(Vec::new, |index| topics.near(&stems(&units[index].text)));
        Self { sentence: topics.near(&words), heading }
    }

    /// Those that a quantity may belong to, the likeliest first.
    fn to(&self, quantity: &Quantity, unit: &Unit, references: &References) -> Vec<&'s str> {
        let of_claim = |near: &Near<'_>| references.claims[near.claim].quantity();
        let same_kind = |near: &&Near<'_>| of_claim(near).is_some_and(|of_claim| of_claim.kind == quantity.kind);
        let any_kind = |near: &&Near<'_>| (near.named && unit.kind != UnitKind::Heading) || same_kind(near);
        let mut claims: Vec<&Near<'s>> = self.sentence.iter().filter(any_kind).collect();
        claims.extend(self.heading.iter().filter(same_kind));
        claims.sort_by_key(|near| {
            let equal = of_claim(near).is_some_and(|of_claim| of_claim.equals(quantity));
            (!equal, !same_kind(near))
        });
        let mut ids: Vec<&str> = Vec::new();
        claims.iter().for_each(|near| {
            if !ids.contains(&near.claim) {
                ids.push(near.claim);
            }
        });
        ids
    }
}

fn problem(subject: &Subject<'_>, unit: &Unit, figure: &Figure, near: &NearBy<'_>) -> Option<Diagnostic> {
    let references = &subject.site.references;
    let ids = near.to(&figure.quantity, unit, references);
    let claim = &references.claims[*ids.first()?];
    let equal = claim.quantity().is_some_and(|quantity| quantity.equals(&figure.quantity));
    let words = &unit.text[figure.at.clone()];
    let wording = claim.wording.get(&subject.article.place.language).and_then(|wordings| wordings.first());
    let written = format!("[{}](claim:{})", wording.map_or("", String::as_str), ids[0]);
    let help = match (unit.kind.has_links(), equal) {
        (false, true) => return None,
        (false, false) => "say it here without the figure, or with the claim's own".to_owned(),
        (true, true) => format!("write {written}"),
        (true, false) => format!("write {written}; for another fact, add a claim of its own to claims.yaml"),
    };
    let named: Vec<String> = ids.iter().take(3).map(|id| format!("`{id}`")).collect();
    let message = match &named[..] {
        [one] => format!("\"{words}\" is not tied to a claim, and stands where the claim {one} may be meant"),
        several => {
            format!("\"{words}\" is not tied to a claim, and stands where one of the claims {} may be meant", several.join(", "))
        }
    };
    Some(subject.problem_in("unregistered-number", unit, &figure.at, message).help(help))
}
