//! Words of a link to a claim that do not state its figure; or a wording in `claims.yaml` that does not.
//!
//! Why it matters: leaflets that contradict each other do harm. After one and the same operation, leaflets told people to
//! go back to office work after 1 week, or after 6.
//!
//! Example, when the entry says 30 minutes:
//!
//! ```text
//! wait [at least 20 minutes](claim:drive-wait)
//! ```
//!
//! Instead, one of the entry's wordings, or nothing between the brackets:
//!
//! ```text
//! wait [at least 30 minutes](claim:drive-wait)
//! wait [](claim:drive-wait)
//! ```
//!
//! When a figure has changed, keep the old words in the entry, and `carepress check --fix` types the new ones everywhere:
//!
//! ```text
//! wording: { en: ["at least 30 minutes"] }
//! formerly: { en: ["at least 20 minutes"] }
//! ```
//!
//! The same holds for a claim that is drawn: the words between the brackets state it, and its caption has no other figure.
//!
//! Source: BMJ 2013;347:f4748, on leaflets that differ about going back to work.

use super::{Run, Subject};
use crate::base::diagnostic::Diagnostic;
pub(super) use crate::base::diagnostic::code::CLAIM_MISMATCH as CODE;
use crate::content::document::{Image, plain_text};
use crate::content::references::{Claim, figures_in};
use crate::prose::normalised;
use crate::site::Destination;

pub(super) const RUN: Run = Run::Article(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let language = &subject.article.place.language;
    let mut found = Vec::new();
    for (link, to) in subject.links {
        let Ok(Destination::Claim(id, claim)) = to else { continue };
        if subject.site.references.faulty.claims.contains(*id) {
            continue;
        }
        let wordings = claim.wording.get(language).map_or(&[][..], Vec::as_slice);
        let words = plain_text(&link.content);
        if (words.is_empty() && !wordings.is_empty()) || claim.is_stated_by(&words, language) {
            continue;
        }
        let message = if words.is_empty() {
            format!("the claim `{id}` has no wording in `{language}` to fill in here")
        } else {
            format!("\"{words}\" does not state the claim `{id}`")
        };
        let help = match wordings {
            [] => format!("add a wording in `{language}` to the claim in claims.yaml"),
            wordings => format!(
                "if this claim is meant, write one of its wordings: \"{}\"; or change its entry in claims.yaml, for all \
                 pages; for another figure, such as all the others, add a claim of its own",
                wordings.join("\", \"")
            ),
        };
        let span = subject.words_span(&link.span);
        let fix = restated(&words, claim, language)
            .filter(|text| subject.article.source.text[span.clone()] == *words && claim.is_stated_by(text, language))
            .map(|text| subject.article.source.fix(span.clone(), text));
        found.push(subject.problem(CODE, &span, message).help(help).fix(fix));
    }
    found.extend(subject.images.iter().filter_map(|image| drawn(subject, image)));
    found
}

/// The wording that replaced words that once stated this very claim. Any other words are left to a person: "the other 76
/// in 100 did not" is as true as "24 in 100 did", and only a person knows which was meant.
fn restated(words: &str, claim: &Claim, language: &str) -> Option<String> {
    let words_now = normalised(words);
    let former = claim.formerly.get(language)?;
    let place = former.iter().position(|wording| normalised(wording) == words_now)?;
    let wording = match claim.wording.get(language)?.as_slice() {
        [only] => only,
        wordings if wordings.len() == former.len() => &wordings[place],
        _ => return None,
    };
    let mut letters = wording.chars();
    let first = letters.next()?;
    // At the beginning of a sentence the claim's words begin with a capital.
    let capital = words.chars().next().is_some_and(char::is_uppercase);
    Some(if capital { first.to_uppercase().chain(letters).collect() } else { wording.clone() })
}

/// A claim that is drawn: the words for those who can't see the dots have to state it, and the caption may not differ.
fn drawn(subject: &Subject<'_>, image: &Image<'_>) -> Option<Diagnostic> {
    let language = &subject.article.place.language;
    let Ok(Destination::Claim(id, claim)) = subject.site.resolve(subject.article, &image.target) else { return None };
    let figures = claim.figures();
    let strange = figures_in(&image.caption).into_iter().find(|figure| !figures.contains(figure));
    let message = match strange {
        _ if image.alt.is_empty() => return None,
        _ if !claim.is_stated_by(&image.alt, language) => format!("\"{}\" does not state the claim `{id}`", image.alt),
        Some(figure) => format!("the caption says {figure}, and the claim `{id}` does not"),
        None => return None,
    };
    let wordings = claim.wording.get(language).map_or(&[][..], Vec::as_slice);
    let help = format!("use one of its wordings: \"{}\"", wordings.join("\", \""));
    Some(subject.problem(CODE, &image.span, message).help(help))
}
