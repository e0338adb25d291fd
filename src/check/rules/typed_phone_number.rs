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
//! Short numbers, such as 999, count when a word such as "call" is just before them, or what they are for is
//! ("Emergency number: 911", "Notruf 112"). Numbers are the same in all scripts: ٩٩٧ is 997. A title or a summary can't
//! hold a link: leave the number to the text. A link without words, `[](tel:emergency)`, shows the number in site.yaml
//! and follows it when it changes.
//!
//! Source: NHS digital service manual, contact details; the emergency numbers of a language are data of the site.

mod beside;
mod linked;
mod shape;

use std::ops::Range;

use self::beside::Typed;
use self::shape::{digits, is_number, numbers};
use super::{Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::content::document::{Target, is_without_width, plain_text};
use crate::site::reading::Unit;

pub(super) const CODE: Code = Code::error("typed-phone-number");
pub(super) const RUN: Run = Run::Article(run);

/// A number of the site: its name and its digits.
type SiteNumber<'s> = (&'s str, String);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let phones = subject.site.config.phones.get(&subject.article.place.language);
    let known: Vec<SiteNumber<'_>> =
        phones.into_iter().flatten().map(|(name, number)| (name.as_str(), digits(number))).collect();
    let mut found = in_links(subject, &known);
    for unit in subject.reading.all().filter(|unit| unit.has_numbers()) {
        let typed = numbers(&unit.text).into_iter().filter(|range| !is_linked(unit, range));
        found.extend(typed.filter_map(|range| in_prose(&Typed::new(subject, unit, range, &known))));
    }
    found
}

/// Whether a number is in a link to a phone, or comes from a claim.
fn is_linked(unit: &Unit<'_>, range: &Range<usize>) -> bool {
    matches!(unit.target(range.start), Some(Target::Phone(_) | Target::Claim(_)))
}

/// The numbers that a link shows and does not call.
fn in_links(subject: &Subject<'_>, known: &[SiteNumber<'_>]) -> Vec<Diagnostic> {
    let source = &subject.article.source.text;
    let mut found = Vec::new();
    for (link, _) in subject.links {
        let Target::Phone(name) = &link.target else { continue };
        let Some((_, called)) = known.iter().find(|(known, _)| known == name) else { continue };
        let words = plain_text(&link.content);
        for range in linked::other_numbers(&words, called, |dialled| is_known(subject, known, dialled)) {
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

/// Whether digits are an emergency or help line of the language, or a number of the site.
fn is_known(subject: &Subject<'_>, known: &[SiteNumber<'_>], dialled: &str) -> bool {
    subject.lists.short_numbers.contains(dialled) || known.iter().any(|(_, number)| number == dialled)
}

/// A phone number that is typed into the text.
fn in_prose(number: &Typed<'_>) -> Option<Diagnostic> {
    let Typed { subject, unit, range, known, .. } = number;
    let typed = &unit.text[range.clone()];
    let dialled = digits(typed);
    let registered = known.iter().find(|(_, number)| is_same(number, &dialled));
    let called = number.is_called();
    let is_phone = if dialled.len() < 6 {
        called && (registered.is_some() || subject.lists.short_numbers.contains(&dialled))
    } else {
        registered.is_some() || (is_number(typed, called) && !number.is_of_a_thing())
    };
    if !is_phone {
        return None;
    }
    let shown = typed.replace(is_without_width, "");
    let is_more = number.is_more_than_a_call();
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
    let span = subject.span(unit, range);
    let text = &subject.article.source.text;
    let is_plain =
        text[span.clone()] == shown && unit.target(range.start).is_none() && !is_in_code(text, &span) && !is_more;
    let fix = registered
        .filter(|_| unit.kind.has_links() && is_plain)
        .map(|(name, _)| subject.article.source.fix(span.clone(), format!("[{shown}](tel:{name})")));
    Some(subject.problem(CODE, &span, message).help(help).fix(fix))
}

/// Whether a place is between backticks of its line: a link there would be shown as it is typed.
fn is_in_code(text: &str, span: &Range<usize>) -> bool {
    let line = text[..span.start].rfind('\n').map_or(0, |end| end + 1);
    text[line..span.start].matches('`').count() % 2 == 1
}

/// Whether two numbers reach the same phone: `020 7946 0018` is `+44 20 7946 0018` at home.
fn is_same(registered: &str, dialled: &str) -> bool {
    let national = dialled.trim_start_matches('0');
    registered == dialled || (national.len() >= 7 && registered.ends_with(national))
}
