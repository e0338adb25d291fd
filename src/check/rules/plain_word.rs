//! A medical or an office word that has a plainer one.
//!
//! Why it matters: a third and more of all adults read at the level of a child in its last years of primary school.
//! They know "start" and "high blood pressure".
//!
//! Example:
//!
//! ```text
//! Discontinue the tablets prior to surgery if you have hypertension.
//! ```
//!
//! Instead:
//!
//! ```text
//! Stop the tablets before your operation if you have high blood pressure (hypertension).
//! ```
//!
//! A medical word is fine where the page explains it: in brackets after plain words, or followed by plain words in
//! brackets. Names, such as "Royal College of Physicians", stay as they are. Each word is reported once a page. A site
//! adds words and takes words out in site.yaml:
//!
//! ```text
//! words: { en: { plain: { ambulate: walk }, allow: [incision] } }
//! ```
//!
//! Source: NHS digital service manual, health writing and A to Z; PEMAT, item 3; CDC Clear Communication Index, item 7.

use std::collections::{BTreeMap, HashSet};

use super::{Run, Subject};
use crate::base::diagnostic::Diagnostic;
pub(super) use crate::base::diagnostic::code::PLAIN_WORD as CODE;

pub(super) const RUN: Run = Run::Article(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let lists = subject.lists;
    let mut explained = HashSet::new();
    // Word by word: its first place, the plainer one, and how often it is used.
    let mut used = BTreeMap::new();
    for unit in subject.reading.all().filter(|unit| lists.plain.may_be_in(unit)) {
        for word in lists.plain.find(unit, 0..unit.words.len()) {
            if unit.is_in_name(&word.words, subject.reading.language) {
                continue;
            }
            let shown = unit.shown(&word.words);
            let name = shown.to_lowercase();
            if lists.is_explained(unit, &word.words) {
                explained.insert(name);
            } else {
                used.entry(name).or_insert((unit, word.words, word.value, 0)).3 += 1;
            }
        }
    }
    used.retain(|name, _| !explained.contains(name));
    used.into_iter()
        .map(|(name, (unit, words, plainer, times))| {
            let again = if times > 1 { format!(", {times} times on this page") } else { String::new() };
            subject
                .problem_at(CODE, unit, &words, format!("\"{name}\" has a plainer word{again}"))
                .help(format!("write \"{plainer}\""))
        })
        .collect()
}
