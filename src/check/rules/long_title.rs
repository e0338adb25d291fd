//! A title of more than 65 characters, or an empty one.
//!
//! Why it matters: search engines and browser tabs cut longer ones off, and readers skip them.
//!
//! Example:
//!
//! ```text
//! title: Everything that you need to know about feeling tired after your first acupuncture session
//! ```
//!
//! Instead:
//!
//! ```text
//! title: Feeling tired after acupuncture
//! ```
//!
//! Source: NHS digital service manual, content guide: at most 65 characters.

use super::{Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::yaml::Step;

pub(super) const CODE: Code = Code::error("long-title");
pub(super) const RUN: Run = Run::FrontMatter(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let length = subject.article.front.title.trim().chars().count();
    let message = match length {
        1..=65 => return Vec::new(),
        0 => "the title is empty".to_owned(),
        _ => format!("the title has {length} characters; 65 is the most"),
    };
    let place = subject.article.field(&[Step::Key("title")]);
    vec![Diagnostic::new(CODE, message).at(place).help("say what the page is about in a few words")]
}
