//! A percentage without "1 in 10" or "10 in 100" in the same sentence.
//!
//! Why it matters: many people can't picture a percentage. They can picture 10 of 100 people.
//!
//! Example:
//!
//!     About 10% of people get a bruise.
//!
//! Instead:
//!
//!     About 10 in 100 people get a bruise.
//!
//! The strength of a medicine, such as "a 1% cream", is no number of people, and 0% and 100% are easy to picture.
//!
//! Source: NHS digital service manual, content guide: "1 in 7" and not 14.3%; PEMAT, item 6; CDC Clear Communication
//! Index, items 15 to 17.

use super::Subject;
use super::words::Lists;
use crate::diagnostic::Diagnostic;
use crate::reading::Unit;

check!("bare-percentage", Warning, "bare_percentage.rs", super::Run::Article(run));

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let lists = subject.lists;
    if !lists.is_known {
        return Vec::new();
    }
    let mut found = Vec::new();
    for unit in subject.reading.all().filter(|unit| unit.has_numbers()) {
        for (number, sentence) in unit.sentence_words.iter().enumerate() {
            let percentages = sentence.clone().filter_map(|index| percentage(unit, index, sentence.end, lists));
            let mut percentages = percentages.peekable();
            if percentages.peek().is_none() || subject.reading.ratios(unit, number).next().is_some() {
                continue;
            }
            found.extend(percentages.map(|range| {
                let shown = &unit.text[range.clone()];
                let number = shown.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
                let whole =
                    shown.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start().starts_with(['%', 'p', 'P']);
                let help = if whole {
                    format!("write it as a number of people, such as \"{number} in 100 people\"")
                } else {
                    "write it as a number of people, in whole numbers, such as \"1 in 1,000 people\"".to_owned()
                };
                let message = format!("\"{shown}\" is a percentage, without a number of people");
                subject.problem("bare-percentage", &subject.span(unit, &range), message).help(help)
            }));
        }
    }
    found
}

/// The place of a number and its "%" or "per cent", unless it is a part or the strength of something.
fn percentage(unit: &Unit<'_>, index: usize, end: usize, lists: &Lists) -> Option<std::ops::Range<usize>> {
    let word = &unit.words[index];
    let number = unit.word(index);
    (number.starts_with(|c: char| c.is_ascii_digit()) && !matches!(number, "0" | "100")).then_some(())?;
    let behind = &unit.text[word.end..];
    let sign = behind.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let (text_end, next) = if sign.starts_with('%') {
        (word.end + behind.len() - sign.len() + 1, index + 1)
    } else {
        let named = (index + 1 < end).then(|| lists.percent.at(unit, index + 1)).flatten()?;
        (unit.words[named.words.end - 1].end, named.words.end)
    };
    let part = (next..(next + 2).min(end)).any(|index| lists.parts.contains(unit.word(index)));
    (!part).then_some(word.start..text_end)
}
