//! A promise or an untruth that has no place in health information: toxins, detox, miracle, guaranteed, 100% safe.
//!
//! Why it matters: a reader who believes it may put off real help, stop a medicine, or take getting worse for a good
//! sign.
//!
//! Example:
//!
//! ```text
//! Drink water to flush out the toxins. Acupuncture has no side effects.
//! ```
//!
//! Instead, what is known, and for how many people:
//!
//! ```text
//! Drink water if you are thirsty. About 9 in 100 people have a side effect.
//! ```
//!
//! A page may name such a claim in order to correct it. So three things are left alone: the heading of a myth on a page
//! of kind `myths` and of a question on a page of kind `faq`; words with a denial before them in the same clause
//! ("there is no evidence that it flushes out toxins"); and what others say, when a denial follows in the sentence
//! ("some say that it clears toxins, but that has not been shown"). Words that have a harmless sense as well are judged by
//! the others in their sentence: germs make toxins, a law guarantees sick leave, a ward is for medical detox. If a
//! harmless sense is not recognised, name the exact words, with at least one word beside the banned one, and say why:
//!
//! ```text
//! waivers:
//!   - check: banned-phrase
//!     words: guaranteed for every child
//!     reason: the law gives each child a place
//!     by: Lead nurse
//!     until: 2027-12-31
//! ```
//!
//! Only these words are allowed, and nothing else on the page; words that name a treatment can't be. A site adds
//! phrases with the reason, and takes phrases out for all pages, in site.yaml:
//!
//! ```text
//! words: { en: { banned: { energy healing: no study shows it }, allow: [guaranteed place] } }
//! ```
//!
//! Source: DISCERN, item 6 (balanced and unbiased); NHS Standard for creating health content, evidence; UK CAP Code,
//! section 12 (medicines and health-related claims).

use std::ops::Range;

use super::word_lists::Lists;
use super::{Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::site::reading::{Unit, UnitKind};

pub(super) const CODE: Code = Code::error("banned-phrase");
pub(super) const RUN: Run = Run::Article(run);

/// How far a denial can be before what it denies, in words: "no study that we found shows that it clears …".
const DENIAL_REACH: usize = 9;

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let lists = subject.lists;
    let mut found = Vec::new();
    let units = subject.reading.all().filter(|unit| unit.kind != UnitKind::Quoted && lists.banned.may_be_in(unit));
    for unit in units {
        for sentence in &unit.sentence_words {
            for phrase in lists.banned.find(unit, sentence.clone()) {
                if !lists.is_promise(unit, sentence, &phrase.words) || is_denied(unit, sentence, &phrase.words, lists) {
                    continue;
                }
                let shown = unit.shown(&phrase.words);
                let message = format!("\"{shown}\" has no place in health information");
                found.push(subject.problem_at(CODE, unit, &phrase.words, message).help(format!(
                    "take it out: {}; in a harmless sense, allow the exact words: on this page under \
                             `waivers`, on all pages under `words: {{ {}: {{ allow: […] }} }}` in site.yaml",
                    phrase.value, subject.article.place.language
                )));
            }
        }
    }
    found
}

/// Whether a sentence takes a phrase back: before it in its clause, or after it when others are said to say it.
fn is_denied(unit: &Unit<'_>, sentence: &Range<usize>, phrase: &Range<usize>, lists: &Lists) -> bool {
    let earliest = sentence.start.max(phrase.start.saturating_sub(DENIAL_REACH));
    let clause = (earliest + 1..=phrase.start)
        .rev()
        .find(|index| unit.gap_before(*index).contains([',', ':', ';', '–', '—']))
        .unwrap_or(earliest);
    let is_hearsay = lists.hearsay.find(unit, earliest..phrase.start).next().is_some();
    lists.denials.find(unit, clause..phrase.start).next().is_some()
        || (is_hearsay && lists.denials.find(unit, phrase.end..sentence.end).next().is_some())
}
