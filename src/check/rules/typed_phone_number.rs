//! A phone number that is typed into the text in place of a link to the one in site.yaml, or a link that says another
//! number than it calls.
//!
//! Why it matters: a number that is typed on many pages is wrong on some of them one day, and a number in an emergency
//! has to be one touch away.
//!
//! Example:
//!
//! ```text
//! Call 020 7946 0018, or dial 999.
//! ```
//!
//! Instead:
//!
//! ```text
//! [Call the clinic](tel:clinic), or dial [999](tel:emergency).
//! ```
//!
//! Short numbers, such as 999, count when a word such as "call" stands just before them, or when what they are for does
//! ("Emergency number: 911", "Notruf 112"). Numbers are the same in all scripts: ٩٩٧ is 997. A title or a summary can't
//! hold a link: leave the number to the text. A link without words, `[](tel:emergency)`, shows the number in site.yaml
//! and follows it when it changes.
//!
//! Source: NHS digital service manual, contact details; the emergency numbers of a language are data of the site.

mod linked;

use std::ops::Range;

use super::word_lists::{Lists, WordSet};
use super::{Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::content::document::{Target, is_without_width, plain_text};
use crate::prose::{ListSet, digit};
use crate::site::reading::Unit;

pub(super) const CODE: Code = Code::error("typed-phone-number");
pub(super) const RUN: Run = Run::Article(run);

/// How near before a short number a word such as "call" stands: "call 999 or 112".
const CALL_REACH: usize = 3;

/// A number of the site: its name and its digits.
type Known<'s> = (&'s str, String);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let phones = subject.site.config.phones.get(&subject.article.place.language);
    let known: Vec<Known<'_>> =
        phones.into_iter().flatten().map(|(name, number)| (name.as_str(), digits(number))).collect();
    let mut found = in_links(subject, &known);
    for unit in subject.reading.all().filter(|unit| unit.has_numbers()) {
        let is_linked =
            |range: &Range<usize>| matches!(unit.target(range.start), Some(Target::Phone(_) | Target::Claim(_)));
        let typed = numbers(&unit.text).into_iter().filter(|range| !is_linked(range));
        found.extend(typed.filter_map(|range| in_prose(subject, unit, range, &known)));
    }
    found
}

/// The numbers that a link shows and does not call.
fn in_links(subject: &Subject<'_>, known: &[Known<'_>]) -> Vec<Diagnostic> {
    let is_short = |dialled: &str| {
        subject.lists.short_numbers.contains(dialled) || known.iter().any(|(_, number)| number == dialled)
    };
    let source = &subject.article.source.text;
    let mut found = Vec::new();
    for (link, _) in subject.links {
        let Target::Phone(name) = &link.target else { continue };
        let Some((_, called)) = known.iter().find(|(known, _)| known == name) else { continue };
        let words = plain_text(&link.content);
        for range in linked::other_numbers(&words, called, is_short) {
            let place = match source[link.span.clone()].find(&words) {
                Some(at) => link.span.start + at + range.start..link.span.start + at + range.end,
                None => link.span.clone(),
            };
            let shown = words[range].replace(is_without_width, "");
            let message = format!("the link says \"{shown}\", which is not the number `{name}` in site.yaml");
            let help = format!("write [](tel:{name}): it shows the number that it calls");
            found.push(subject.problem(CODE, &place, message).help(help));
        }
    }
    found
}

/// A phone number that is typed into the text.
fn in_prose(subject: &Subject<'_>, unit: &Unit<'_>, range: Range<usize>, known: &[Known<'_>]) -> Option<Diagnostic> {
    let typed = &unit.text[range.clone()];
    let dialled = digits(typed);
    let registered = known.iter().find(|(_, number)| is_same(number, &dialled));
    let called = is_called(subject, unit, &range);
    let is_phone = if dialled.len() < 6 {
        called && (registered.is_some() || subject.lists.short_numbers.contains(&dialled))
    } else {
        registered.is_some() || (is_number(typed, called) && !is_of_a_thing(subject, unit, &range))
    };
    if !is_phone {
        return None;
    }
    let shown = typed.replace(is_without_width, "");
    let is_more = is_more_than_a_call(subject, unit, &range, known);
    let help = match (unit.kind, registered) {
        (kind, _) if !kind.has_links() => {
            "a link can't stand here: leave the number to the text, where it can be touched".to_owned()
        }
        (_, Some((name, _))) if is_more => {
            format!("where people are to call it, with nothing more to dial, write [{shown}](tel:{name})")
        }
        (_, Some((name, _))) => format!("write [{shown}](tel:{name})"),
        (_, None) => {
            format!("name the number in site.yaml, under `phones`, and write that name in [{shown}](tel:NAME)")
        }
    };
    let message = format!("the phone number \"{shown}\" is typed into the text");
    let span = subject.span(unit, &range);
    let text = &subject.article.source.text;
    let is_plain =
        text[span.clone()] == shown && unit.target(range.start).is_none() && !is_in_code(text, &span) && !is_more;
    let fix = registered
        .filter(|_| unit.kind.has_links() && is_plain)
        .map(|(name, _)| subject.article.source.fix(span.clone(), format!("[{shown}](tel:{name})")));
    Some(subject.problem(CODE, &span, message).help(help).fix(fix))
}

/// Whether a place stands between backticks of its line: a link there would be shown as it is typed.
fn is_in_code(text: &str, span: &Range<usize>) -> bool {
    let line = text[..span.start].rfind('\n').map_or(0, |end| end + 1);
    text[line..span.start].matches('`').count() % 2 == 1
}

/// The digits of a number, in any script, as those from 0 to 9.
fn digits(text: &str) -> String {
    text.chars().filter_map(digit).collect()
}

/// Whether two numbers reach the same phone: `020 7946 0018` is `+44 20 7946 0018` at home.
fn is_same(registered: &str, dialled: &str) -> bool {
    let national = dialled.trim_start_matches('0');
    registered == dialled || (national.len() >= 7 && registered.ends_with(national))
}

/// Stretches that could be phone numbers: digits, with spaces, hyphens and brackets between them, and nothing that makes
/// them a part of something else, such as `10.1136/abc` or `1,000`. Points and strokes part the groups of a number only
/// where all of it has that shape: `202.555.0143`, `030/123456`, `9.9.9`.
fn numbers(text: &str) -> Vec<Range<usize>> {
    let is_digit = |c: char| digit(c).is_some();
    let is_inside =
        |c: char| is_digit(c) || is_without_width(c) || matches!(c, ' ' | '\u{a0}' | '-' | '‑' | '(' | ')' | '+');
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| is_digit(c) || c == '+').map(|n| at + n) {
        let before = text[..start].chars().next_back();
        let came_from = !parts_numbers(text, start.saturating_sub(1))
            && before
                .is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | '/' | ':' | '-' | '£' | '$' | '€'));
        let end_of = |is_inside: &dyn Fn(char) -> bool| {
            let end = text[start..].find(|c: char| !is_inside(c)).map_or(text.len(), |n| start + n);
            start + text[start..end].trim_end_matches(|c: char| !is_digit(c)).len()
        };
        let goes_on = |end: usize| {
            let mut after = text[end..].chars();
            let (next, second) = (after.next(), after.next());
            (next.is_some_and(|c| c.is_alphabetic() || matches!(c, '/' | '%' | '٪' | '_' | '@'))
                && !parts_numbers(text, end))
                || (next.is_some_and(|c| matches!(c, '.' | ',' | ':' | '٫' | '٬')) && second.is_some_and(is_digit))
        };
        let plain = end_of(&is_inside);
        let dotted = end_of(&|c| is_inside(c) || matches!(c, '.' | '/'));
        let end = if dotted > plain && has_points_of_a_phone(&text[start..dotted]) { dotted } else { plain };
        if end > start && !goes_on(end) && !came_from {
            // A bracket around the area code belongs to the number.
            let open = usize::from(before == Some('(') && text[start..end].contains(')'));
            found.push(start - open..end);
        }
        at = end.max(plain).max(start + 1);
        while !text.is_char_boundary(at) {
            at += 1;
        }
    }
    found
}

/// Whether a stroke at a place parts two short numbers: `999/112`.
fn parts_numbers(text: &str, at: usize) -> bool {
    let is_short = |digits: usize| matches!(digits, 3..=6);
    let is_digit = |c: &char| digit(*c).is_some();
    text.get(at..).is_some_and(|behind| behind.starts_with('/'))
        && is_short(text[..at].chars().rev().take(7).take_while(is_digit).count())
        && is_short(text[at + 1..].chars().take(7).take_while(is_digit).count())
}

/// Whether points or strokes stand in a number as they do in phone numbers: `202.555.0143`, `01.23.45.67.89`,
/// `+49 30/123456`. A date, a version, a decimal and a DOI have others.
fn has_points_of_a_phone(shown: &str) -> bool {
    let marks = |mark| shown.matches(mark).count();
    let groups = groups(shown);
    let is_french = groups == [2, 2, 2, 2, 2] && shown.chars().next().and_then(digit) == Some('0');
    let is_german = marks('/') == 1 && marks('.') == 0 && (shown.starts_with('+') || digits(shown).starts_with('0'));
    let is_pointed =
        marks('/') == 0 && (groups == [3, 3, 4] || groups == [1, 1, 1] || is_french || shown.starts_with('+'));
    is_pointed || (is_german && digits(shown).len() >= 9)
}

/// How many digits each group of a number has.
fn groups(shown: &str) -> Vec<usize> {
    let groups = shown.split(|c: char| digit(c).is_none()).filter(|group| !group.is_empty());
    groups.map(|group| group.chars().count()).collect()
}

/// Whether a word such as "call" stands just before a number, or what the number is for: "Emergency number: 911".
fn is_called(subject: &Subject<'_>, unit: &Unit<'_>, number: &Range<usize>) -> bool {
    let lists = subject.lists;
    let index = unit.words.partition_point(|word| word.start < number.start);
    let above = unit.sentences.partition_point(|sentence| sentence.start <= number.start);
    let start = above.checked_sub(1).map_or(0, |last| unit.sentence_words[last].start);
    let before = || start.max(index.saturating_sub(CALL_REACH))..index;
    if before().any(|at| lists.calls.contains(unit.word(at))) {
        return true;
    }
    // "112 people" are no number to call; "112 or", "112." and "112 (free)" are.
    let rest = unit.text[number.end..].trim_start();
    let next = unit.words.partition_point(|word| word.start < number.end);
    let stands_alone = !rest.starts_with(|c: char| c.is_alphanumeric())
        || unit.words.get(next).is_some_and(|_| lists.behind_numbers.contains(unit.word(next)));
    let names = |unit: &Unit<'_>, words: Range<usize>| words.into_iter().any(|at| lists.lines.contains(unit.word(at)));
    let is_label = |at: &usize| unit.gap_before(*at).chars().all(|c| matches!(c, ':' | '–' | '-' | '(' | '،' | '…'));
    // All that leads up to it, with nothing but a colon or a dash between.
    let joined =
        before().rev().take_while(|at| *at + 1 >= index || is_label(&(at + 1))).any(|at| names(unit, at..at + 1));
    if joined && stands_alone && !before().any(|at| lists.not_lines.contains(unit.word(at))) {
        return true;
    }
    // A cell or an item that is a number and nothing else is what its head or lead says.
    let is_all = unit.text.trim() == &unit.text[number.clone()];
    let heads = || unit.context.iter().chain(&unit.heading).map(|head| &subject.reading.units[*head]);
    is_all && heads().any(|head| names(head, 0..head.words.len()) || calls(head, lists))
}

fn calls(unit: &Unit<'_>, lists: &Lists) -> bool {
    (0..unit.words.len()).any(|at| lists.calls.contains(unit.word(at)))
}

/// Whether what stands just before a number says that it is one of a book, a room, a form: "ISBN 0-306-40615-2".
fn is_of_a_thing(subject: &Subject<'_>, unit: &Unit<'_>, number: &Range<usize>) -> bool {
    let index = unit.words.partition_point(|word| word.start < number.start);
    (index.saturating_sub(2)..index).any(|at| subject.lists.not_lines.contains(unit.word(at)))
}

/// Whether something about a number says that to call it is not enough, or not what it is for: "Fax 020 7946 0018",
/// "020 7946 0018 ext. 3". It is looked for in the sentence up to the number, and close behind it.
fn is_more_than_a_call(subject: &Subject<'_>, unit: &Unit<'_>, number: &Range<usize>, known: &[Known<'_>]) -> bool {
    const BEFORE: usize = 12;
    const BEHIND: usize = 3;
    // "020 7946 0018-3", "020 7946 0018 / 19", "020 7946 0018 #3", "020 7946 0018 x3"
    let rest = unit.text[number.end..].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '('));
    let sign = rest.trim_start_matches(['-', '–', '/', '#', '*', '+', 'x', 'X', 'p', 'P']);
    if sign.len() < rest.len() && sign.trim_start().starts_with(|c: char| digit(c).is_some()) {
        return true;
    }
    let first = unit.words.partition_point(|word| word.start < number.start);
    let behind = unit.words.partition_point(|word| word.start < number.end);
    let above = unit.sentences.partition_point(|sentence| sentence.start <= number.start);
    let sentence = above.checked_sub(1).map_or(0..unit.words.len(), |last| unit.sentence_words[last].clone());
    let before = sentence.start.max(first.saturating_sub(BEFORE))..first;
    let after = behind..sentence.end.min(behind + BEHIND);
    // "Dial 9. Then dial 020 7946 0018."
    let goes_on = above > 1 && sentence.start < first && subject.lists.then.contains(unit.word(sentence.start));
    let from = if goes_on { unit.sentence_words[above - 2].start } else { sentence.start };
    if is_dialled_beside(subject, unit, from.max(first.saturating_sub(BEFORE))..first, after.clone(), known) {
        return true;
    }
    let about = before.chain(after);
    let head = || unit.context.iter().chain(&unit.heading).map(|head| &subject.reading.units[*head]);
    let is_all = unit.text.trim() == &unit.text[number.clone()];
    let says_more = |unit: &Unit<'_>, at: usize| subject.lists.more_than_calls.contains(unit.word(at));
    about.into_iter().any(|at| says_more(unit, at))
        || (is_all && head().any(|head| (0..head.words.len()).any(|at| says_more(head, at))))
}

/// Whether something else is dialled before a number, "Dial 9, then 020 7946 0018", or behind it: "020 7946 0018, then 3".
/// `before` are the words of its sentence up to it, and `behind` those that follow.
fn is_dialled_beside(
    subject: &Subject<'_>,
    unit: &Unit<'_>,
    before: Range<usize>,
    behind: Range<usize>,
    known: &[Known<'_>],
) -> bool {
    /// Most digits of what is dialled to get a line.
    const MOST: usize = 4;
    /// How near behind "dial" it stands: "dial the number 9".
    const REACH: usize = 3;
    let lists = subject.lists;
    let any_of = |list: &WordSet, mut words: Range<usize>| words.any(|at| list.contains(unit.word(at)));
    let is_dialled = |at: &usize| {
        let dialled = digits(unit.word(*at));
        let is_number = lists.short_numbers.contains(&dialled) || known.iter().any(|(_, number)| *number == dialled);
        // "Call 2 days before" says when.
        let is_measured = *at + 1 < unit.words.len() && lists.near.measured.contains(unit.word(*at + 1));
        dialled.len() <= MOST && !is_number && !is_measured
    };
    let leads_on = any_of(&lists.then, before.end.saturating_sub(2).max(before.start)..before.end);
    let is_called = |at: &usize| leads_on || any_of(&lists.calls, before.start.max(at.saturating_sub(REACH))..*at);
    unit.beginnings(ListSet::NUMBERS, before.clone()).filter(is_dialled).any(|at| is_called(&at))
        || unit
            .beginnings(ListSet::NUMBERS, behind.clone())
            .filter(is_dialled)
            .any(|at| at > behind.start && lists.then.contains(unit.word(at - 1)))
}

/// Whether a long number has the shape of a phone number: `+44 …`, `020 …`, `555-123-4567`; any, when people are told to
/// call it.
fn is_number(shown: &str, called: bool) -> bool {
    let groups = groups(shown);
    let dialled: usize = groups.iter().sum();
    let first = shown.trim_start_matches('(').chars().next();
    let begins = |sign| first == Some(sign) || first.and_then(digit) == Some(sign);
    // 2026-05-03 is a date, and 0-306-40615-2 and 978-0-306-40615-7 are books.
    let date = groups == [4, 2, 2] || groups == [2, 2, 4];
    let book = shown.contains('-') && matches!(groups[..], [1, _, _, 1] | [3, 1, _, _, 1]);
    // Other numbers come in such groups as well, but with spaces: 943 476 5919 is a patient's.
    let american = groups == [3, 3, 4] && shown.contains(['-', '.']);
    !date && !book && (called || (begins('+') && dialled >= 7) || (begins('0') && dialled >= 9) || american)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_and_scripts_make_no_difference() {
        let found = |text: &str| numbers(text).into_iter().map(|range| text[range].to_owned()).collect::<Vec<_>>();
        assert_eq!(found("Ring 202.555.0143."), ["202.555.0143"]);
        assert_eq!(found("Tel. 01.23.45.67.89, 030/1234567."), ["01.23.45.67.89", "030/1234567"]);
        assert_eq!(found("اتصل على ٠١١ ٥٥٥ ٠١٤٣"), ["٠١١ ٥٥٥ ٠١٤٣"]);
        assert_eq!(digits("٠١١ ۵۵۵ 0143"), "0115550143");
        // A DOI, a version, a decimal and an amount are none.
        for text in ["10.1136/bmj.f4748", "12.0.2", "3.5 mg", "1,000", "٣٫٥"] {
            assert!(found(text).iter().all(|number| !is_number(number, false)), "{text}: {:?}", found(text));
        }
        assert!(!is_number("03-05-2026", false) && !is_number("978-0-306-40615-7", false));
        assert!(!is_number("0-306-40615-2", false) && is_number("٠١١ ٥٥٥ ٠١٤٣", false));
    }
}
