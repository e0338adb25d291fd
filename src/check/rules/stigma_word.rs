//! A word that turns a person into an illness, or blames them for it.
//!
//! Why it matters: people who feel judged read no further, ask less and come later.
//!
//! Example:
//!
//! ```text
//! Diabetics and asthma sufferers who are non-compliant …
//! ```
//!
//! Instead:
//!
//! ```text
//! People with diabetes or asthma who do not take their medicine …
//! ```
//!
//! The name of an organisation ("the Diabetics Association") is left alone.
//!
//! A site adds words with better ones, and takes words out, in site.yaml:
//!
//! ```text
//! words: { en: { stigma: { brittle diabetic: a person whose blood sugar swings }, allow: [alcoholics] } }
//! ```
//!
//! Source: NHS digital service manual, inclusive content; Language Matters (NHS England, diabetes); Samaritans' media
//! guidelines; Obesity UK, Positive communication about obesity.

use super::{Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic};

pub(super) const CODE: Code = Code::warning("stigma-word");
pub(super) const RUN: Run = Run::Article(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let stigma = &subject.lists.stigma;
    let mut found = Vec::new();
    for unit in subject.reading.all().filter(|unit| stigma.may_be_in(unit)) {
        for word in stigma.find(unit, 0..unit.words.len()) {
            if unit.is_in_name(&word.words, subject.reading.language) {
                continue;
            }
            let message = format!("\"{}\" may hurt or blame", unit.shown(&word.words));
            found.push(subject.problem_at(CODE, unit, &word.words, message).help(format!("write \"{}\"", word.value)));
        }
    }
    found
}
