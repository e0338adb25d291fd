//! A sentence of more than 20 words.
//!
//! Why it matters: a reader who is ill, tired or new to the language loses the beginning before the end. Most people
//! take in a sentence of up to 20 words at once.
//!
//! Example:
//!
//! ```text
//! If you are still tired after a day and it is not getting better, or if anything else worries you, you should
//! call the clinic.
//! ```
//!
//! Instead:
//!
//! ```text
//! Call the clinic if you are still tired after a day. Call as well if anything else worries you.
//! ```
//!
//! A list item, a cell and a heading count as sentences, with or without a full stop. The meaning of a glossary term,
//! printed in brackets after it, is not counted. Set the limit in site.yaml: `thresholds: { sentence_words: 20 }`.
//!
//! Source: NHS digital service manual, content guide: at most 20 words.

use super::{Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::site::reading::UnitKind;

pub(super) const CODE: Code = Code::warning("long-sentence");
pub(super) const RUN: Run = Run::Article(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let most = subject.site.config.thresholds.sentence_words;
    let mut found = Vec::new();
    // The words for a picture list what it shows, whatever their form.
    for unit in subject.reading.units.iter().filter(|unit| unit.kind != UnitKind::Alternative) {
        for (sentence, words) in unit.sentences.iter().zip(&unit.sentence_words) {
            let words = words.len();
            if words > most {
                let message = format!("a sentence of {words} words; {most} is the most");
                let problem = subject.problem_in(CODE, unit, sentence, message);
                found.push(problem.help("make two of it, each with one thought; or make a list"));
            }
        }
    }
    found
}
