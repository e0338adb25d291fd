//! Two claims with the same topic and the same population that state different figures, and do not say why.
//!
//! Why it matters: a reader who is told two things trusts neither, or follows the wrong one. Units make no difference:
//! 24 hours and 1 day are one figure.
//!
//! Example, in claims.yaml:
//!
//! ```text
//! drive-wait:
//!   topic: wait before driving
//!   population: adults
//!   value: 30
//!   unit: minutes
//! taxi-wait:
//!   topic: wait before driving
//!   population: adults
//!   value: 2
//!   unit: hours
//! ```
//!
//! Instead, one claim that all pages use. If both are true, say what tells them apart: another topic, another
//! population, or the reason:
//!
//! ```text
//! differs_because: "Those who drive for a living were asked to wait longer."
//! ```
//!
//! Source: BMJ 2013;347:f4748: after one and the same operation, leaflets gave 1 to 6 weeks.

use std::collections::HashMap;

use super::Run;
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::yaml::{Places, Step};
use crate::content::references::Claim;
use crate::prose::normalised;
use crate::site::Site;

pub(super) const CODE: Code = Code::error("contradicting-claims");
pub(super) const RUN: Run = Run::Given(run);

fn run(site: &Site) -> Vec<Diagnostic> {
    let text = &site.references.texts.claims;
    let mut places = None;
    let mut first_of_topic = HashMap::<(String, String), (&String, &Claim)>::new();
    let mut found = Vec::new();
    // One explanation is enough for two claims, so only those without one can contradict each other.
    for (id, claim) in site.references.claims.iter().filter(|(_, claim)| claim.differs_because.is_none()) {
        let about = (normalised(&claim.topic), normalised(&claim.population));
        let (first, other) = *first_of_topic.entry(about).or_insert((id, claim));
        let (Some(here), Some(there)) = (claim.quantity(), other.quantity()) else { continue };
        if here.equals(&there) {
            continue;
        }
        let message = format!("`{id}` says {}, and `{first}` says {} on the same topic", said(claim), said(other));
        let place = places.get_or_insert_with(|| Places::of(&text.text)).locate(&[Step::Key(id)]);
        found.push(
            Diagnostic::new(CODE, message)
                .at(text.at(place))
                .help("keep one of them; or tell the topics or populations apart; or add `differs_because: …`"),
        );
    }
    found
}

/// The figure of a claim, in words.
fn said(claim: &Claim) -> String {
    let figure = match (claim.value, claim.from, claim.to) {
        (Some(value), ..) => value.to_string(),
        (None, from, to) => format!("{} to {}", from.unwrap_or_default(), to.unwrap_or_default()),
    };
    match claim.of {
        Some(of) => format!("{figure} in {of}"),
        None => format!("{figure} {}", claim.unit),
    }
}
