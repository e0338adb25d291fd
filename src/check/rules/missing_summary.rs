//! A summary that says nothing beyond the title, or is too long to be one. (An empty one is `missing-field`.)
//!
//! Why it matters: many readers take away the first lines and nothing else. These are at the top of the page, in lists
//! of pages and in search results.
//!
//! Example:
//!
//! ```text
//! title: Rest well
//! summary: Rest well.
//! ```
//!
//! Instead, the main message in 1 to 3 short sentences:
//!
//! ```text
//! summary: Feeling tired is normal. Do not drive while you are sleepy.
//! ```
//!
//! How many sentences and words are too many follows `paragraph_sentences` and `sentence_words` under `thresholds` in
//! site.yaml.
//!
//! Source: CDC Clear Communication Index, items 1 and 2; PEMAT, item 11.

use super::{Run, Subject};
use crate::base::diagnostic::Diagnostic;
pub(super) use crate::base::diagnostic::code::MISSING_SUMMARY as CODE;
use crate::base::yaml::Step;
use crate::site::reading::UnitKind;

pub(super) const RUN: Run = Run::FrontMatter(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let front = &subject.article.front;
    let limits = &subject.site.config.thresholds;
    let most_words = limits.paragraph_sentences * limits.sentence_words;
    let summary = subject.reading.units.iter().find(|unit| unit.kind == UnitKind::Summary);
    let (words, sentences) = summary.map_or((0, 0), |unit| (unit.words.len(), unit.sentences.len()));
    let message = if words == 0 {
        return Vec::new();
    } else if bare(&front.summary) == bare(&front.title) {
        "the summary repeats the title".to_owned()
    } else if sentences > limits.paragraph_sentences {
        format!("the summary has {sentences} sentences; {} is the most", limits.paragraph_sentences)
    } else if words > most_words {
        format!("the summary has {words} words; {most_words} is the most")
    } else {
        return Vec::new();
    };
    let help = "say what matters most in 1 to 3 short sentences";
    vec![Diagnostic::new(CODE, message).at(subject.article.field(&[Step::Key("summary")])).help(help)]
}

/// A text without its full stop and capitals.
fn bare(text: &str) -> String {
    text.trim().trim_end_matches('.').to_lowercase()
}
