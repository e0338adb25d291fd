//! Words that stand for a claim and do not state its figure; or a wording in `claims.yaml` that does not.
//!
//! Why it matters: leaflets that contradict each other do harm. After one and the same operation, leaflets told people to
//! go back to office work after 1 week, or after 6.
//!
//! Example, when the entry says 30 minutes:
//!
//!     wait [at least 20 minutes](claim:drive-wait)
//!
//! Instead, one of the entry's wordings, or nothing between the brackets:
//!
//!     wait [at least 30 minutes](claim:drive-wait)
//!     wait [](claim:drive-wait)
//!
//! The same holds for a claim that is drawn: the words between the brackets state it, and its caption has no other figure.
//!
//! Source: BMJ 2013;347:f4748, on leaflets that differ about going back to work.

use super::Subject;
use crate::diagnostic::Diagnostic;
use crate::document::{Image, plain_text};
use crate::reference::figures_in;
use crate::site::Destination;

check!("claim-mismatch", Error, "claim_mismatch.rs", super::Run::Article(run));

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let language = &subject.article.place.language;
    let mut found = Vec::new();
    for (link, to) in subject.links {
        let Ok(Destination::Claim(id, claim)) = to else { continue };
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
                "write one of its wordings: \"{}\"; or change the entry in claims.yaml, for all pages",
                wordings.join("\", \"")
            ),
        };
        let span = subject.words_span(&link.span);
        let fix = restated(&words, wordings)
            .filter(|text| subject.article.source.text[span.clone()] == *words && claim.is_stated_by(text, language))
            .map(|text| subject.article.source.fix(span.clone(), text));
        found.push(subject.problem("claim-mismatch", &span, message).help(help).fix(fix));
    }
    found.extend(subject.images.iter().filter_map(|image| drawn(subject, image)));
    found
}

/// The words with the claim's own figures in place of others: those of the one wording that says the same but for its
/// figures; or else the only wording that there is.
fn restated(words: &str, wordings: &[String]) -> Option<String> {
    let figures = |text: &str| text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect::<String>();
    let masked = |text: &str| {
        let mut out = figures(&text.to_lowercase());
        while out.contains("00") {
            out = out.replace("00", "0");
        }
        out
    };
    let same: Vec<&String> = wordings.iter().filter(|wording| masked(wording) == masked(words)).collect();
    let wording = match (&same[..], wordings) {
        ([one], _) => *one,
        // Words without a figure may be meant to stand here beside the claim's own.
        ([], [one]) if words.contains(|c: char| c.is_ascii_digit()) => one,
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
    Some(subject.problem("claim-mismatch", &image.span, message).help(help))
}
