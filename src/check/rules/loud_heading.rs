//! A title or a heading wholly in capitals, or with an emoji or another symbol for decoration at its beginning or end.
//!
//! Why it matters: words in capitals have no shapes and are slow to read, and some screen readers spell them out. They
//! read out the name of every symbol as well: "Warning sign, When to call us, telephone receiver".
//!
//! Example:
//!
//! ```text
//! ## ☎️ WHEN TO CALL US ☎️
//! ```
//!
//! Instead:
//!
//! ```text
//! ## When to call us
//! ```
//!
//! Short forms such as MRI keep their capitals, and a heading that is only a short form is not reported.
//!
//! Source: NHS digital service manual, content guide: capital letters, emojis; WCAG 2.2, 2.4.6 Headings and Labels.

use std::ops::Range;

use super::word_lists::Lists;
use super::{Run, Subject, TO_FILL_IN};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::content::document::is_without_width;
use crate::site::reading::UnitKind;

pub(super) const CODE: Code = Code::warning("loud-heading");
pub(super) const RUN: Run = Run::Article(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let headings = subject.reading.all().filter(|unit| unit.kind == UnitKind::Title || unit.kind.is_heading());
    for unit in headings.filter(|unit| !unit.text.contains(TO_FILL_IN)) {
        for range in decorations(&unit.text) {
            let message = "a symbol for decoration in a heading: a screen reader reads its name aloud";
            let help = "take it out; what it means belongs in the words";
            found.push(subject.problem_in(CODE, unit, &range, message).help(help));
        }
        let whole = trimmed(&unit.text);
        if is_loud(&unit.text, subject.lists) && !subject.is_marked(&subject.span(unit, &whole)) {
            let message = "all of this is in capitals";
            let help = "write it like a sentence, in lower case but for its first letter, names and short forms";
            found.push(subject.problem_in(CODE, unit, &whole, message).help(help));
        }
    }
    found
}

/// The range of a text without the spaces around it.
fn trimmed(text: &str) -> Range<usize> {
    let start = text.len() - text.trim_start().len();
    start..start + text.trim().len()
}

/// Whether a text is in capitals for stress: all its letters are, and some word is not a short form.
fn is_loud(text: &str, lists: &Lists) -> bool {
    // Nearly every heading has a lower-case letter near its beginning, or letters without case: "علاج DVT".
    if text.chars().any(|c| c.is_alphabetic() && !c.is_uppercase()) || !text.chars().any(char::is_uppercase) {
        return false;
    }
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().nth(1).is_some());
    let words: Vec<&str> = words.collect();
    let least = match words.len() {
        0 | 1 => 6,
        2 | 3 => 4,
        _ => 2,
    };
    words.into_iter().any(|word| {
        let is_word = lists.ordinary.contains(&word.to_lowercase()) || word.chars().nth(least - 1).is_some();
        is_word && !lists.capitals.contains(word)
    })
}

/// Symbols for decoration at the beginning and the end of a text.
fn decorations(text: &str) -> Vec<Range<usize>> {
    let all = trimmed(text);
    let shown = &text[all.clone()];
    let start = keycap(shown).unwrap_or_else(|| shown.len() - shown.trim_start_matches(is_part).len());
    let mut found = Vec::new();
    if shown[..start].contains(is_decoration) || keycap(shown).is_some() {
        found.push(all.start..all.start + shown[..start].trim_end().len());
    }
    let end = shown[start..].trim_end_matches(is_part).len() + start;
    if end > start && shown[end..].contains(is_decoration) {
        let gap = shown[end..].len() - shown[end..].trim_start().len();
        found.push(all.start + end + gap..all.end);
    }
    found
}

/// Whether a character can be part of a decoration, or of the space around it.
fn is_part(c: char) -> bool {
    is_decoration(c) || is_without_width(c) || c == '\u{20e3}' || c.is_whitespace()
}

/// The length of a digit on a key, 1️⃣, if a text begins with one, in bytes.
fn keycap(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(|c: char| c.is_ascii_digit())?;
    let rest = rest.strip_prefix('\u{fe0f}').unwrap_or(rest).strip_prefix('\u{20e3}')?;
    Some(text.len() - rest.len())
}

/// Arrows, boxes, shapes, dingbats, emoji, bullets, and characters that only the font of one program has.
fn is_decoration(c: char) -> bool {
    matches!(c, '•' | '‣' | '⁃' | '·' | '~' | '|' | '¦' | '\u{203c}' | '\u{2049}' | '\u{3030}' | '\u{303d}')
        || matches!(c, '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{23ff}' | '\u{2460}'..='\u{27bf}')
        || matches!(c, '\u{2900}'..='\u{297f}' | '\u{2b00}'..='\u{2bff}' | '\u{e000}'..='\u{f8ff}')
        || matches!(c, '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_for_decoration_are_found_at_both_ends() {
        for (text, wanted) in [
            ("⚠️ When to call", &["⚠️"][..]),
            ("When to call 📞", &["📞"]),
            ("⭐ ⭐ At home ⭐⭐", &["⭐ ⭐", "⭐⭐"]),
            ("1️⃣ Wash your hands", &["1️⃣"]),
            ("► Before", &["►"]),
            ("\u{f0b7} Before", &["\u{f0b7}"]),
            ("👨‍⚕️", &["👨‍⚕️"]),
            ("~ Rest ~", &["~", "~"]),
            ("متى تتصل بنا ☎", &["☎"]),
            ("When to call us?", &[]),
            ("“At home” – 1st week (5 °C, 10 %, £5)", &[]),
            ("Vitamin B12 & iron*", &[]),
            ("Up ↑ or down", &[]),
            ("1 Wash", &[]),
            ("", &[]),
        ] {
            let found: Vec<&str> = decorations(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, wanted, "{text}");
        }
    }

    #[test]
    fn capitals_for_stress_are_told_from_short_forms() {
        let mut lists = Lists::default();
        lists.capitals = ["MRI", "COVID", "NICE"].map(str::to_owned).into_iter().collect();
        lists.ordinary = ["do", "not", "and", "home"].map(str::to_owned).into_iter().collect();
        for text in ["WHAT TO DO AT HOME", "WARNING", "MRI SCAN", "DO NOT", "WAS ZU TUN IST", "SÍNTOMAS", "HOME"] {
            assert!(is_loud(text, &lists), "{text}");
        }
        for text in [
            "MRI",
            "COVID-19",
            "MRI, CT",
            "NICE",
            "MRSA",
            "What to DO",
            "A",
            "",
            "متى",
            "علاج HACCP",
            "MRI/CT",
            "B12",
            "999",
        ] {
            assert!(!is_loud(text, &lists), "{text}");
        }
    }
}
