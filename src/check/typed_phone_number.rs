//! A phone number that is typed into the text in place of a link to the one in site.yaml, or a link that says another
//! number than it calls.
//!
//! Why it matters: a number that is typed on many pages is wrong on some of them one day, and a number in an emergency
//! has to be one touch away.
//!
//! Example:
//!
//!     Call 020 7946 0018, or dial 999.
//!
//! Instead:
//!
//!     [Call the clinic](tel:clinic), or dial [999](tel:emergency).
//!
//! Short numbers, such as 999, count when a word such as "call" stands just before them. A title or a summary can't
//! hold a link: leave the number to the text. A link without words, `[](tel:emergency)`, shows the number in site.yaml
//! and follows it when it changes.
//!
//! Source: NHS digital service manual, contact details; the emergency numbers of a language are data of the site.

use std::ops::Range;

use super::Subject;
use crate::diagnostic::Diagnostic;
use crate::document::Target;
use crate::reading::Unit;

check!("typed-phone-number", Error, "typed_phone_number.rs", super::Run::Article(run));

/// How near before a short number a word such as "call" stands: "call 999 or 112".
const CALL_REACH: usize = 3;

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let phones = subject.site.config.phones.get(&subject.article.place.language);
    let known: Vec<(&str, String)> =
        phones.into_iter().flatten().map(|(name, number)| (name.as_str(), digits(number))).collect();
    let mut found = Vec::new();
    for unit in subject.reading.all().filter(|unit| unit.has_numbers()) {
        for range in numbers(&unit.text) {
            let shown = &unit.text[range.clone()];
            let dialled = digits(shown);
            if let Some(Target::Phone(name)) = unit.target(range.start) {
                let called = known.iter().find(|(known, _)| known == name).map(|(_, number)| number);
                // "Call within 24 hours" says no number to call.
                if dialled.len() > 2 && called.is_some_and(|number| !is_same(number, &dialled)) {
                    let message = format!("the link says \"{shown}\", which is not the number `{name}` in site.yaml");
                    let help = format!("write [](tel:{name}): it shows the number that it calls");
                    let place = subject.span(unit, &range);
                    found.push(subject.problem("typed-phone-number", &place, message).help(help));
                }
                continue;
            }
            let registered = known.iter().find(|(_, number)| is_same(number, &dialled));
            let called = is_called(subject, unit, &range);
            let short = registered.is_some() || subject.lists.short_numbers.contains(&dialled);
            let is_phone =
                if dialled.len() < 6 { called && short } else { registered.is_some() || is_number(shown, called) };
            if !is_phone || matches!(unit.target(range.start), Some(Target::Claim(_))) {
                continue;
            }
            let help = match (unit.kind, registered) {
                (kind, _) if !kind.has_links() => {
                    "a link can't stand here: leave the number to the text, where it can be touched".to_owned()
                }
                (_, Some((name, _))) => format!("write [{shown}](tel:{name})"),
                (_, None) => {
                    format!("name the number in site.yaml, under `phones`, and write that name in [{shown}](tel:NAME)")
                }
            };
            let message = format!("the phone number \"{shown}\" is typed into the text");
            let span = subject.span(unit, &range);
            let is_plain = subject.article.source.text[span.clone()] == *shown && unit.target(range.start).is_none();
            let fix = registered
                .filter(|_| unit.kind.has_links() && is_plain)
                .map(|(name, _)| subject.article.source.fix(span.clone(), format!("[{shown}](tel:{name})")));
            found.push(subject.problem("typed-phone-number", &span, message).help(help).fix(fix));
        }
    }
    found
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Whether two numbers reach the same phone: `020 7946 0018` is `+44 20 7946 0018` at home.
fn is_same(registered: &str, dialled: &str) -> bool {
    let national = dialled.trim_start_matches('0');
    registered == dialled || (national.len() >= 7 && registered.ends_with(national))
}

/// Stretches that could be phone numbers: digits, with spaces, hyphens and brackets between them, and nothing that makes
/// them a part of something else, such as `10.1136/abc` or `1,000`.
fn numbers(text: &str) -> Vec<Range<usize>> {
    let is_inside = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '\u{a0}' | '-' | '(' | ')' | '+');
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit() || c == '+').map(|n| at + n) {
        let end = text[start..].find(|c: char| !is_inside(c)).map_or(text.len(), |n| start + n);
        let number = text[start..end].trim_end_matches(|c: char| !c.is_ascii_digit());
        let before = text[..start].chars().next_back();
        let mut after = text[start + number.len()..].chars();
        let (next, second) = (after.next(), after.next());
        let goes_on = next.is_some_and(|c| c.is_alphabetic() || c == '/' || c == '%')
            || (next.is_some_and(|c| matches!(c, '.' | ',' | ':')) && second.is_some_and(|c| c.is_ascii_digit()));
        let came_from =
            before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | '/' | ':' | '-' | '£' | '$' | '€'));
        if !number.is_empty() && !goes_on && !came_from {
            // A bracket around the area code belongs to the number.
            let open = usize::from(before == Some('(') && number.contains(')'));
            found.push(start - open..start + number.len());
        }
        at = end.max(start + 1);
    }
    found
}

/// Whether a word such as "call" stands just before a number.
fn is_called(subject: &Subject<'_>, unit: &Unit<'_>, number: &Range<usize>) -> bool {
    let index = unit.words.partition_point(|word| word.start < number.start);
    let above = unit.sentences.partition_point(|sentence| sentence.start <= number.start);
    let start = above.checked_sub(1).map_or(0, |last| unit.sentence_words[last].start);
    (start.max(index.saturating_sub(CALL_REACH))..index).any(|at| subject.lists.calls.contains(unit.word(at)))
}

/// Whether a long number has the shape of a phone number: `+44 …`, `020 …`, `555-123-4567`; any, when people are told to
/// call it.
fn is_number(shown: &str, called: bool) -> bool {
    let groups: Vec<usize> =
        shown.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).map(str::len).collect();
    let dialled: usize = groups.iter().sum();
    let begins = |c| shown.trim_start_matches('(').starts_with(c);
    // 2026-05-03 is a date.
    let date = groups == [4, 2, 2] || groups == [2, 2, 4];
    // Other numbers come in such groups as well, but with spaces: 943 476 5919 is a patient's.
    let american = groups == [3, 3, 4] && shown.contains('-');
    !date && (called || (begins('+') && dialled >= 7) || (begins('0') && dialled >= 9) || american)
}
