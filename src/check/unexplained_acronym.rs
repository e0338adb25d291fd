//! A short form in capitals that is not explained where the page first uses it.
//!
//! Why it matters: the same letters mean different things to different people, and nothing at all to many.
//!
//! Example:
//!
//!     You will have an MRI scan.
//!
//! Instead:
//!
//!     You will have a scan with strong magnets (magnetic resonance imaging, or MRI).
//!
//! "MRI (magnetic resonance imaging)", "this is called an MRI" and a link to the glossary do as well. Short forms that
//! are better known than what they stand for, such as NHS or DNA, need no explanation. Add your own in site.yaml:
//!
//!     words: { en: { acronyms: [TENS] } }
//!
//! Source: NHS digital service manual, content guide; WCAG 2.2, 3.1.4 Abbreviations; CDC Clear Communication Index,
//! item 7.

use std::collections::HashSet;

use super::Subject;
use super::words::is_in_capitals;
use crate::diagnostic::Diagnostic;
use crate::document::Target;
use crate::reading::Unit;

check!("unexplained-acronym", Warning, "unexplained_acronym.rs", super::Run::Article(run));

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let lists = subject.lists;
    if !lists.is_known {
        return Vec::new();
    }
    let mut known = HashSet::new();
    let mut found = Vec::new();
    for unit in subject.reading.all() {
        for index in unit.words.standouts().iter().copied() {
            let (words, range) = (index..index + 1, &unit.words[index]);
            let Some(acronym) = acronym(&unit.text[range.clone()]) else { continue };
            if lists.capitals.contains(acronym) || known.contains(acronym) || is_shouted(unit, index) {
                continue;
            }
            // The words of a link to the glossary are explained, and those of a claim are the registry's own.
            let by_link = matches!(unit.target(range.start), Some(Target::Term(_) | Target::Claim(_)));
            if by_link || lists.is_explained(unit, &words) {
                known.insert(acronym);
            } else if unit.kind.has_explanations() {
                known.insert(acronym);
                found.push(
                    subject
                        .problem_at("unexplained-acronym", unit, &words, format!("\"{acronym}\" is not explained"))
                        .help(format!(
                            "write what it stands for and then ({acronym}), or plain words instead; if every reader \
                             knows it, add it under `words` in site.yaml"
                        )),
                );
            }
        }
    }
    found
}

/// The short form that a word is: two letters or more, all of them capitals, but no number in Roman figures. A plural
/// in -s counts as its singular.
fn acronym(word: &str) -> Option<&str> {
    // Most words end the matter at once.
    if word.bytes().take(2).any(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    let stem = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
    let stem = stem.strip_suffix('s').unwrap_or(stem);
    // "type II", "stage IIIA"
    let roman = stem.trim_end_matches(['A', 'B', 'C']).chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    (is_in_capitals(stem) && !roman).then_some(stem)
}

/// Whether a word belongs to three or more words in a row that are all in capitals.
fn is_shouted(unit: &Unit<'_>, index: usize) -> bool {
    let loud = |at: usize| unit.words.get(at).is_some_and(|word| is_in_capitals(&unit.text[word.clone()]));
    let before = (1..=2).take_while(|back| index.checked_sub(*back).is_some_and(loud)).count();
    let after = (1..=2).take_while(|ahead| loud(index + ahead)).count();
    before + after >= 2
}
