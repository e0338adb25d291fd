//! A link to a phone number whose words, or the words right before it, name somebody else; or one that runs
//! into the words beside it, or has a bracket too many.
//!
//! Why it matters: who taps "the clinic" and reaches the ambulance, or taps "an ambulance" and reaches an answering
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
//! Words that name both, such as "the clinic's emergency number", are let through, and so are numbers that the site gives
//! a name of its own.
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

/// Farthest look back from a number for whom it calls, in bytes.
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
                // A number that is filled in is none of the words before the next.
                if link.content.is_empty() {
                    before.words.push(';');
                }
            }
            other => before.words.push_str(&plain_text(std::slice::from_ref(other))),
        }
    }
}

/// What is said of the clinic's number and the emergency number under each other's name.
fn other_words(subject: &Subject<'_>, link: &Link<'_>, name: &str, before: &str) -> Option<Diagnostic> {
    let phones = &subject.lists.phones;
    let own = plain_text(&link.content).to_lowercase();
    // Of words that are no part of the link, the last alone says whom the number calls: "reach the clinic, call 999".
    let (clinic, ambulance) = if own.contains(char::is_alphabetic) {
        (own.clone(), own)
    } else {
        let words = called_before(subject, before)?;
        (words.rsplit(' ').next().unwrap_or_default().to_owned(), words)
    };
    let number = |name: &str| subject.site.config.phone(&subject.article.place.language, name).unwrap_or_default();
    let (message, help) = match name {
        "emergency" if phones.of_clinic(&clinic) && !phones.of_emergency(&clinic) => {
            ("these words name the clinic, and the link calls the emergency number", "tel:clinic")
        }
        "clinic" if phones.of_ambulance(&ambulance) && !phones.of_clinic(&ambulance) => {
            ("these words name the emergency services, and the link calls the clinic", "tel:emergency")
        }
        _ => return None,
    };
    let (clinic, emergency) = (number("clinic"), number("emergency"));
    let help = format!(
        "write `{help}` in the round brackets, or other words: `tel:clinic` calls {clinic}, and `tel:emergency` calls {emergency}"
    );
    Some(subject.problem(CODE, &link.span, message).help(help))
}

/// Whom a number calls that stands behind these words: "the clinic" of "call the clinic on".
fn called_before(subject: &Subject<'_>, before: &str) -> Option<String> {
    let near = before.char_indices().rev().map(|(at, _)| at).take_while(|at| before.len() - at <= FARTHEST);
    let tail = before[near.last()?..].trim_end();
    let label = tail.trim_end_matches([' ', ':', '–', '—', '-']);
    let is_end = ['.', ',', ';', ':', '!', '?', '(', '،', '؛', '؟', '–', '—'];
    let clause = label.rsplit(is_end).next().unwrap_or_default().to_lowercase();
    let mut words: Vec<&str> = clause.split_whitespace().collect();
    // "The clinic: 020…" is a label, and "If you can't reach the clinic: 999" is none.
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

/// A number that is shown right beside a letter or a digit.
fn run_in(subject: &Subject<'_>, link: &Link<'_>) -> Option<Diagnostic> {
    let source = &subject.article.source.text;
    let shown = plain_text(&link.content);
    // Elsewhere a link may well be the last part of a longer word.
    let is_english = subject.article.place.language.starts_with("en");
    // Arabic writes some short words together with the next: "بـ999".
    let is_word = |c: char| c.is_alphanumeric() && !('\u{600}'..='\u{6ff}').contains(&c);
    let is_marks = |c: char| matches!(c, '*' | '_');
    let is_number = |c: Option<char>| c.is_none_or(|c| c.is_numeric() || c == '+');
    let before = source[..link.span.start].trim_end_matches(is_marks).chars().next_back();
    let behind = source[link.span.end..].trim_start_matches(is_marks).chars().next();
    let is_beside = ((is_english || is_number(shown.chars().next())) && before.is_some_and(is_word))
        || (is_number(shown.chars().next_back()) && behind.is_some_and(is_word));
    let message = "the link to a number runs into the words beside it";
    if is_beside {
        let help = "leave a space before the link and behind it";
        return Some(subject.problem(CODE, &link.span, message).help(help));
    }
    is_run_together(&shown, is_word).then(|| {
        let message = "a word and a number run together in this link";
        subject.problem(CODE, &link.span, message).help("leave a space between the word and the number")
    })
}

/// Whether a number of three digits or more stands right beside a letter: "call999", but not "24h".
fn is_run_together(shown: &str, is_word: impl Fn(char) -> bool) -> bool {
    let is_digit = |c: char| digit(c).is_some();
    let is_letter = |c: char| is_word(c) && !is_digit(c);
    shown.split(|c| !is_word(c)).any(|word| {
        let is_number = |part: &str| part.chars().filter(|c| is_digit(*c)).count() >= 3;
        word.contains(is_letter) && word.split(is_letter).any(is_number)
    })
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

/// Brackets that close and end no words of a link, found once for all places before them.
#[derive(Default)]
struct Brackets {
    /// Where was looked from.
    from: usize,
    /// Where the next one is, or the line ends.
    next: usize,
}

impl Brackets {
    /// Whether one comes behind a place, on the same line.
    fn is_closed_in_line(&mut self, source: &str, at: usize) -> bool {
        let bytes = source.as_bytes();
        if !(self.from..=self.next).contains(&at) || self.next == 0 {
            let is_end = |index: &usize| match bytes[*index] {
                b'\n' => true,
                b']' => bytes.get(index + 1) != Some(&b'('),
                _ => false,
            };
            (self.from, self.next) = (at, (at..bytes.len()).find(is_end).unwrap_or(bytes.len()));
        }
        bytes.get(self.next) == Some(&b']')
    }
}
