//! Short lines, such as those of an address or of opening hours, that Markdown joins into one.
//!
//! Why it matters: a single line end in an article is a space on the page. An address that was typed line by line runs on
//! as one line, and nobody can copy it onto an envelope.
//!
//! Example:
//!
//! ```text
//! Riverside Clinic
//! 12 High Street
//! London N1 9GU
//! ```
//!
//! Instead, with a backslash at the end of each line but the last:
//!
//! ```text
//! Riverside Clinic\
//! 12 High Street\
//! London N1 9GU
//! ```
//!
//! Two spaces at the end of a line do the same, and a list keeps each item on a line of its own. Prose may be broken
//! anywhere: what is reported is three or more short lines that are not sentences, if one of them has a number, a web
//! address or an e-mail address in it.
//!
//! Source: `CommonMark` 0.31, 6.7 Hard line breaks and 6.8 Soft line breaks.

use super::{Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::content::document::{BlockKind, Inline, Link, Target, plain_text};

pub(super) const CODE: Code = Code::warning("joined-lines");
pub(super) const RUN: Run = Run::Article(run);

/// Most characters of a short line.
const SHORT: usize = 45;

/// Nobody wraps prose into lines as narrow as this.
const NARROW: usize = 30;

/// Fewest lines that are meant as lines.
const FEWEST: usize = 3;

/// One line as it was typed.
#[derive(Default)]
struct JoinedLine {
    words: String,
    /// Whether it holds a number to call, a web address or an e-mail address.
    has_address: bool,
}

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    subject.document.each_block(&mut |block| {
        let (BlockKind::Paragraph(content) | BlockKind::Plain(content)) = &block.kind else { return };
        let breaks = content.iter().filter(|inline| matches!(inline, Inline::SoftBreak)).count();
        if breaks == 0 || subject.is_marked(&block.span) || !are_lines(&lines_of(content)) {
            return;
        }
        let text = subject.article.source.text[block.span.clone()].trim_end();
        let length = text.find(['\r', '\n']).unwrap_or(text.len());
        let message = format!("these {} lines are shown as one line", breaks + 1);
        let help = "end each of them but the last with a backslash (\\) or two spaces; or make a list of them";
        found.push(subject.problem(CODE, &(block.span.start..block.span.start + length), message).help(help));
    });
    found
}

/// The lines of a paragraph as they were typed, those that end in a break included.
fn lines_of(content: &[Inline<'_>]) -> Vec<JoinedLine> {
    let mut lines = vec![JoinedLine::default()];
    for inline in content {
        if matches!(inline, Inline::SoftBreak | Inline::HardBreak) {
            lines.push(JoinedLine::default());
        } else if let Some(line) = lines.last_mut() {
            line.words.push_str(&shown(inline));
            line.has_address |= is_address(inline);
        }
    }
    lines
}

/// The words of a piece of text. A phone number or figure that is filled in counts as one.
fn shown(inline: &Inline<'_>) -> String {
    match inline {
        Inline::Link(link) if link.content.is_empty() => "0".to_owned(),
        other => plain_text(std::slice::from_ref(other)),
    }
}

fn is_address(inline: &Inline<'_>) -> bool {
    match inline {
        Inline::Link(link) => is_way_to_reach(link),
        Inline::Strong(content) | Inline::Emphasis(content) => content.iter().any(is_address),
        _ => false,
    }
}

fn is_way_to_reach(link: &Link<'_>) -> bool {
    match &link.target {
        Target::Phone(_) => true,
        Target::External(url) => url.trim_start_matches("mailto:") == plain_text(&link.content),
        _ => false,
    }
}

/// Whether lines were broken to be lines: all of them are short and begin like one, none is part of a sentence, and at
/// least one could have held the first word of the next.
fn are_lines(lines: &[JoinedLine]) -> bool {
    if lines.len() < FEWEST || !lines.iter().all(JoinedLine::may_be_meant) {
        return false;
    }
    let has_evidence = lines.iter().any(|line| line.has_address || line.words.contains(char::is_numeric));
    let widest = lines.iter().map(JoinedLine::width).max().unwrap_or_default().max(NARROW);
    has_evidence && lines.windows(2).any(|pair| pair[0].width() + 1 + pair[1].first_word_width() <= widest)
}

impl JoinedLine {
    /// Whether a line is short, begins like one of its own, and does not end a sentence.
    fn may_be_meant(&self) -> bool {
        let first = self.words.trim_start().chars().next();
        let begins = self.has_address || first.is_some_and(|first| !first.is_lowercase() && first != ')');
        let is_sentence = self.words.trim_end().ends_with(['.', '!', '?', ';', '؟', '؛', '…']);
        (1..=SHORT).contains(&self.width()) && begins && !is_sentence
    }

    /// In characters.
    fn width(&self) -> usize {
        self.words.trim().chars().count()
    }

    fn first_word_width(&self) -> usize {
        self.words.split_whitespace().next().unwrap_or_default().chars().count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> bool {
        let lines =
            text.split('\n').map(|words| JoinedLine { words: words.to_owned(), has_address: words.contains('@') });
        are_lines(&lines.collect::<Vec<_>>())
    }

    #[test]
    fn lines_are_told_from_prose_that_was_wrapped() {
        for text in [
            "Riverside Clinic\n12 High Street\nLondon N1 9GU",
            "Riverside Clinic,\n12 High Street,\nLondon,\nN1 9GU",
            "Klinik am Park\nHauptstraße 5\n10115 Berlin",
            "Clínica Sol\nCalle Mayor, 3\n28013 Madrid",
            "Clínica Sol\nRua das Flores, 123\nSão Paulo - SP\n01310-100",
            "عيادة الشفاء\nشارع الملك فهد ١٢\nالرياض 12345",
            "Monday 9:00–17:00\nTuesday 9:00–12:00\nWednesday closed",
            "Anna Smith\nLead nurse\nanna@clinic.example",
        ] {
            assert!(found(text), "{text}");
        }
        for text in [
            "Take 2 tablets after\nbreakfast and rest for\na while at home.",
            "Bring your card, your\nTablets and 2 Letters\nFrom your Doctor with you.",
            "Rest\nSleep\nWalk",
            "12 High Street\nLondon N1 9GU",
            "This line is far too long to be a line of an address at all\nLondon\nN1 9GU",
            "We see you at 9.\nCome early.\nBring a friend",
        ] {
            assert!(!found(text), "{text}");
        }
    }
}
