//! A link to a phone number whose words, or the words right before it, name somebody else; or one that runs
//! into the words beside it, or has a bracket too many.
//!
//! Why it matters: whoever taps "the clinic" and reaches the ambulance, or taps "an ambulance" and reaches an answering
//! machine, loses the minutes that count. And "Call999now" is read out as one word.
//!
//! Example:
//!
//! ```text
//! Call [the clinic](tel:emergency) or [an ambulance](tel:clinic).
//! Call[](tel:emergency)now.
//! ```
//!
//! Instead:
//!
//! ```text
//! Call [the clinic](tel:clinic) or [an ambulance](tel:emergency).
//! Call [](tel:emergency) now.
//! ```
//!
//! Words that name both, such as "the clinic's emergency number", are fine, and so are numbers that the site gives a name
//! of its own.
//!
//! Source: WCAG 2.2, 2.4.4 Link Purpose (In Context).

use super::{Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::content::document::{Inline, Link, Target, plain_text};
use crate::prose::digit;

pub(super) const CODE: Code = Code::error("phone-words");
pub(super) const RUN: Run = Run::Article(run);

/// Most words of a label before a number: "the clinic:".
const LONGEST_LABEL: usize = 3;

/// How far before a number to look for whom it calls, in bytes.
const FARTHEST: usize = 80;

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    subject.document.each_block(&mut |block| {
        block.each_run(&mut |run| links(subject, run, &mut Before::default(), &mut found));
    });
    found
}

/// What comes before a link in a run of text.
#[derive(Default)]
struct Before {
    words: String,
    brackets: Brackets,
}

/// Judges the links to numbers in a run of text.
fn links(subject: &Subject<'_>, content: &[Inline<'_>], before: &mut Before, found: &mut Vec<Diagnostic>) {
    for inline in content {
        match inline {
            Inline::Emphasis(content) | Inline::Strong(content) => links(subject, content, before, found),
            Inline::Link(link) => {
                if let Target::Phone(name) = &link.target {
                    found.extend(other_words(subject, link, name, &before.words));
                    found.extend(run_in(subject, link));
                    found.extend(bracket_beside(subject, link, before));
                }
                before.words.push_str(&plain_text(&link.content));
                // A number that is filled in separates the words before it from the next number.
                if link.content.is_empty() {
                    before.words.push(';');
                }
            }
            other => before.words.push_str(&plain_text(std::slice::from_ref(other))),
        }
    }
}

/// A link to the clinic's number or the emergency number with words that name the other one.
fn other_words(subject: &Subject<'_>, link: &Link<'_>, name: &str, before: &str) -> Option<Diagnostic> {
    let phones = &subject.lists.phones;
    let own = plain_text(&link.content).to_lowercase();
    // Before the link, only the last word says whom the number calls: "reach the clinic, call 999".
    let (clinic, ambulance) = if own.contains(char::is_alphabetic) {
        (own.clone(), own)
    } else {
        let words = called_before(subject, before)?;
        (words.rsplit(' ').next().unwrap_or_default().to_owned(), words)
    };
    let (message, help) = match name {
        "emergency" if phones.of_clinic(&clinic) && !phones.of_emergency(&clinic) => {
            ("these words name the clinic, but the link calls the emergency number", "tel:clinic")
        }
        "clinic" if phones.of_ambulance(&ambulance) && !phones.of_clinic(&ambulance) => {
            ("these words name the emergency services, but the link calls the clinic", "tel:emergency")
        }
        _ => return None,
    };
    let (config, language) = (&subject.site.config, &subject.article.place.language);
    let [clinic, emergency] = ["clinic", "emergency"].map(|name| config.phone(language, name).unwrap_or_default());
    let help = format!(
        "write `{help}` in the round brackets, or other words: `tel:clinic` calls {clinic}, and `tel:emergency` calls {emergency}"
    );
    Some(subject.problem(CODE, &link.span, message).help(help))
}

/// Whom a number after these words calls: "the clinic" of "call the clinic on".
fn called_before(subject: &Subject<'_>, before: &str) -> Option<String> {
    let near = before.char_indices().rev().map(|(at, _)| at).take_while(|at| before.len() - at <= FARTHEST);
    let tail = before[near.last()?..].trim_end();
    let label = tail.trim_end_matches([' ', ':', '–', '—', '-']);
    let is_end = ['.', ',', ';', ':', '!', '?', '(', '،', '؛', '؟', '–', '—'];
    let clause = label.rsplit(is_end).next().unwrap_or_default().to_lowercase();
    let mut words: Vec<&str> = clause.split_whitespace().collect();
    // "The clinic: 020…" is a label, but "If you can't reach the clinic: 999" is not.
    if label.len() < tail.len() && words.len() > LONGEST_LABEL {
        return None;
    }
    while words.last().is_some_and(|last| subject.lists.phones.before_number.contains(*last)) {
        words.pop();
    }
    // Two words, for "emergency services".
    let last = words[words.len().saturating_sub(2)..].join(" ");
    (!last.is_empty()).then_some(last)
}

/// A number that touches a letter or a digit.
fn run_in(subject: &Subject<'_>, link: &Link<'_>) -> Option<Diagnostic> {
    let source = &subject.article.source.text;
    let shown = plain_text(&link.content);
    // Elsewhere a link may well be the last part of a longer word.
    let is_english = subject.article.place.language.starts_with("en");
    let before = source[..link.span.start].trim_end_matches(['*', '_']).chars().next_back();
    let after = source[link.span.end..].trim_start_matches(['*', '_']).chars().next();
    let is_beside = ((is_english || is_edge_of_number(shown.chars().next())) && before.is_some_and(is_in_word))
        || (is_edge_of_number(shown.chars().next_back()) && after.is_some_and(is_in_word));
    if is_beside {
        let message = "the link to a number runs into the words beside it";
        let help = "leave a space before the link and after it";
        return Some(subject.problem(CODE, &link.span, message).help(help));
    }
    is_run_together(&shown).then(|| {
        let message = "a word and a number run together in this link";
        subject.problem(CODE, &link.span, message).help("leave a space between the word and the number")
    })
}

/// Whether a number of three digits or more touches a letter: "call999", but not "24h".
fn is_run_together(shown: &str) -> bool {
    shown.split(|c| !is_in_word(c)).any(|word| {
        let mut numbers = word.split(is_letter);
        word.contains(is_letter) && numbers.any(|part| part.chars().filter_map(digit).count() >= 3)
    })
}

/// Whether a character is part of a word. Arabic joins some short words to the next one: "بـ999".
fn is_in_word(c: char) -> bool {
    c.is_alphanumeric() && !('\u{600}'..='\u{6ff}').contains(&c)
}

fn is_letter(c: char) -> bool {
    is_in_word(c) && digit(c).is_none()
}

/// Whether the first or last character of a link is one of a number. A link without words shows a number.
fn is_edge_of_number(c: Option<char>) -> bool {
    c.is_none_or(|c| c.is_numeric() || c == '+')
}

/// A square bracket too many: `[[999](tel:emergency)`.
fn bracket_beside(subject: &Subject<'_>, link: &Link<'_>, before: &mut Before) -> Option<Diagnostic> {
    let source = &subject.article.source.text;
    let (left, right) = (&source[..link.span.start], &source[link.span.end..]);
    let opens =
        left.ends_with('[') && !left.ends_with("\\[") && !before.brackets.is_closed_in_line(source, link.span.end);
    let closes = right.starts_with(']') && !left.ends_with('[') && !before.words.contains('[');
    (opens || closes).then(|| {
        let sign = if opens { '[' } else { ']' };
        let message = format!("there is a `{sign}` too many beside this number");
        let place = if opens { link.span.start - 1..link.span.end } else { link.span.start..link.span.end + 1 };
        subject.problem(CODE, &place, message).help(format!("take one `{sign}` out"))
    })
}

/// Brackets that close, but not after the words of a link, found once for all places before them.
#[derive(Default)]
struct Brackets {
    /// The place from which the last search began.
    from: usize,
    /// The place of the next one, or the end of the line.
    next: usize,
}

impl Brackets {
    /// Whether one follows a place, on the same line.
    fn is_closed_in_line(&mut self, source: &str, at: usize) -> bool {
        let bytes = source.as_bytes();
        if !(self.from..=self.next).contains(&at) || self.next == 0 {
            (self.from, self.next) = (at, next_bracket(bytes, at));
        }
        bytes.get(self.next) == Some(&b']')
    }
}

/// The next bracket that closes something other than the words of a link, or the end of the line.
fn next_bracket(bytes: &[u8], from: usize) -> usize {
    let mut places = from..bytes.len();
    places
        .find(|at| bytes[*at] == b'\n' || (bytes[*at] == b']' && bytes.get(at + 1) != Some(&b'(')))
        .unwrap_or(bytes.len())
}
