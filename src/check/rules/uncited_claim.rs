//! A claim without a source, or that does not say how certain it is; or a survey's figure that does not say who was asked.
//!
//! Why it matters: readers have a right to know where a figure comes from. Who was asked changes it: asked themselves,
//! 24 in 100 patients felt tired after acupuncture; when the practitioners reported it, about 4 in 100.
//!
//! Example, in claims.yaml:
//!
//! ```text
//! tired:
//!   topic: feeling tired after a session
//!   population: adults
//!   value: 24
//!   of: 100
//!   unit: people
//! ```
//!
//! Instead, add:
//!
//! ```text
//! certainty: firm          # or likely, or weak
//! sources: [macpherson-2005]
//! asked: "9,408 patients in Britain, who filled in a form after one treatment"
//! ```
//!
//! If it is not known who was asked, say so under `asked`.
//!
//! Source: DISCERN, items 4 and 8; Acupuncture in Medicine 2005;23:112-120, which asked the patients.

use super::Run;
use crate::base::diagnostic::Diagnostic;
pub(super) use crate::base::diagnostic::code::UNCITED_CLAIM as CODE;
use crate::base::yaml::{Places, Step};
use crate::site::Site;

pub(super) const RUN: Run = Run::Given(run);

fn run(site: &Site) -> Vec<Diagnostic> {
    let text = &site.references.texts.claims;
    let mut places = None;
    let mut found = Vec::new();
    let faulty = &site.references.faulty.claims;
    for (id, claim) in site.references.claims.iter().filter(|(id, _)| !faulty.contains(*id)) {
        let missing = [
            (claim.sources.is_empty(), "no source", "add `sources: [name]`, a name from sources.yaml"),
            (claim.certainty.is_none(), "no certainty", "add `certainty: firm`, `likely` or `weak`"),
            (
                claim.of.is_some() && claim.asked.as_deref().is_none_or(|asked| asked.trim().is_empty()),
                "no word on who was asked",
                "add `asked: \"…\"`: who was asked, how many, and by whom",
            ),
        ];
        for (_, what, help) in missing.into_iter().filter(|(is_missing, ..)| *is_missing) {
            let place = places.get_or_insert_with(|| Places::of(&text.text)).locate(&[Step::Name(id)]);
            let message = format!("the claim `{id}` has {what}");
            found.push(Diagnostic::new(CODE, message).at(text.at(place)).help(help));
        }
    }
    found
}
