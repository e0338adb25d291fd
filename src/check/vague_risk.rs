//! A risk in words such as "rare" or "common", without a number.
//!
//! Why it matters: readers take "common" and "rare" to mean far more people than they do: up to half as many again of
//! them expect the harm. Numbers mislead less.
//!
//! Example:
//!
//!     Infection is rare.
//!
//! Instead:
//!
//!     Infection is rare: it happens to about 1 in 1,000 people.
//!
//! The number may stand in the same sentence, or as "1 in 1,000" in the one that follows. A sentence is about a risk
//! when it names one, such as "side effect" or "bruise", or when it points back to one that does ("But this is very
//! rare"). "A common question" is no risk.
//!
//! Source: Büchter RB and others. BMC Med Inform Decis Mak 2014;14:76; Webster RK and others. Drug Saf 2017,
//! 10.1007/s40264-017-0542-1; Patient Information Forum: a verbal term only with a number.

use super::Subject;
use super::figures::{has_number, ratios};
use super::text::Role;
use crate::diagnostic::Diagnostic;

check!("vague-risk", Warning, "vague_risk.rs", super::Run::Article(run));

/// Most words of a sentence, such as "But that is very rare", that speaks of the risk in the one before it.
const SHORT: usize = 8;

/// How near to its beginning the "this" or "they" stands that points back.
const POINTER_REACH: usize = 3;

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let lists = subject.lists;
    let mut found = Vec::new();
    let passages = subject.passages.iter().filter(|passage| !matches!(passage.role, Role::Quoted | Role::Picture));
    for passage in passages {
        let names_risk = |index: usize| {
            let sentence = passage.sentences.get(index);
            sentence.is_some_and(|words| lists.risks.find(passage, words.clone()).next().is_some())
        };
        for (index, words) in passage.sentences.iter().enumerate() {
            let Some(frequency) = lists.frequencies.find(passage, words.clone()).next() else { continue };
            let points_back = words.len() <= SHORT
                && words.clone().take(POINTER_REACH).any(|index| lists.pointers.contains(passage.word(index)));
            let about_risk = names_risk(index) || (points_back && index.checked_sub(1).is_some_and(names_risk));
            let next = passage.sentences.get(index + 1).cloned().unwrap_or(0..0);
            let counted = has_number(passage, words.clone(), lists) || !ratios(passage, next, lists).is_empty();
            if about_risk && !counted {
                let shown = passage.shown(&frequency.words);
                let message = format!("\"{shown}\" says how often a harm happens, without a number");
                found.push(
                    subject
                        .problem("vague-risk", &passage.span(&frequency.words), message)
                        .help("add the number, such as \"about 1 in 1,000 people\"; or leave the word out"),
                );
            }
        }
    }
    found
}
