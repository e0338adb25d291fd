//! Markers of cards in every form but the right one: `> [! CAUTION]`, `> [!DANGER]`, `[!WARNING]` without its `>`.

use std::ops::Range;

use memchr::memmem;

use super::run::{GlyphRun, STAND_IN, is_space};
use super::{Mark, MarkKind, Scene, Search, mark};
use crate::base::diagnostic::certain;
use crate::content::document::Span;

/// The words of the five markers.
pub(super) const MARKERS: [&str; 5] = ["CAUTION", "WARNING", "IMPORTANT", "TIP", "NOTE"];

/// What each of them makes.
pub(super) const FIVE: &str = "the five are `> [!CAUTION]` (an emergency), `> [!WARNING]` (call at once), `> [!IMPORTANT]` \
                               (call in opening hours), `> [!TIP]` (a key fact) and `> [!NOTE]` (more to know)";

/// A failed marker.
struct Marker {
    /// From its bracket to its end.
    range: Range<usize>,
    /// The word in it, in capitals.
    word: String,
    /// Whether it has the exclamation mark of a marker.
    has_bang: bool,
}

impl Search<'_> {
    /// Markers of cards that make no card.
    pub(super) fn cards(&mut self, run: &GlyphRun, scene: Scene) {
        let mut is_first_line = true;
        for line in run.lines() {
            let start = run.skip(line.clone(), is_before_marker);
            if let Some(marker) = marker_at_line(run, start, &line, scene) {
                let mark = self.card(run, &line, &marker, is_first_line, scene);
                self.of_run.push(mark);
            } else {
                let open = (line.start..line.end).find(|at| run.at(*at) == Some('['));
                if let Some(marker) = open.and_then(|open| marker_from(run, open, line.end)).filter(|m| m.has_bang) {
                    let mark = self.card(run, &line, &marker, false, scene);
                    self.of_run.push(mark);
                }
            }
            is_first_line = false;
        }
    }

    /// `[!CAUTION]: call` defines a link, and vanishes from the page.
    pub(super) fn defined_markers(&mut self) {
        let (source, body) = (self.source(), self.article.body_range.clone());
        for at in memmem::find_iter(source[body.clone()].as_bytes(), "[!") {
            let at = body.start + at;
            let length = source[at..].bytes().take(40).take_while(|byte| !matches!(byte, b']' | b'\n')).count();
            let is_defined = source.as_bytes()[at + length..].starts_with(b"]:");
            let before = source[..at].trim_end_matches(['>', ' ']);
            if is_defined && (before.is_empty() || before.ends_with('\n')) {
                let help =
                    "leave the marker alone on its line, without a colon, and begin each line of the card with `> `";
                let span = at..at + length + 2;
                self.found
                    .push(mark(span, "this line does not make a card, and is not shown at all", help).grave_if(true));
            }
        }
    }

    fn card(&self, run: &GlyphRun, line: &Range<usize>, marker: &Marker, is_first_line: bool, scene: Scene) -> Mark {
        let shown = run.words(marker.range.clone());
        let span = run.span_with_escape(&marker.range);
        let known = MARKERS.iter().find(|known| **known == marker.word);
        let Some(word) = known else {
            let near =
                certain(&marker.word, MARKERS).map_or_else(String::new, |near| format!("did you mean `[!{near}]`? "));
            return mark(span, format!("`{}` makes no card", shown.trim()), format!("{near}{FIVE}")).grave_if(true);
        };
        if !scene.is_in_quote && !scene.is_in_card {
            let help = format!(
                "begin this line and every line of the card with `> `, and leave the marker alone on its line: `> [!{word}]`"
            );
            return mark(span, "there is no `>` before this marker, and so it makes no card", help).grave_if(true);
        }
        let begins_quote =
            scene.is_in_quote && scene.is_first_in_quote && is_first_line && scene.kind != MarkKind::Heading;
        if !begins_quote {
            let help =
                format!("leave an empty line above it, without `>`, and begin the card with a line `> [!{word}]`");
            return mark(span, "this marker comes too late to make a card", help).grave_if(true);
        }
        let rest = run.words(marker.range.end..line.end);
        let rest = rest.trim().trim_start_matches(['*', '_', ':']).trim();
        self.first_line_of_card(span, word, rest)
    }

    /// A line that begins a quote with something like the marker of a card, and with the words `rest` after it.
    fn first_line_of_card(&self, span: Span, word: &str, rest: &str) -> Mark {
        let source = self.source();
        let line_start = source[..span.start].rfind('\n').map_or(0, |end| end + 1);
        let prefix = source[line_start..span.start].rfind('>').map_or(line_start, |at| line_start + at + 1);
        let from = prefix + source[prefix..].len() - source[prefix..].trim_start_matches(' ').len();
        let length = source[from..].find('\n').unwrap_or(source.len() - from);
        // The line without the `>` before it and the spaces after it.
        let whole = from..from + source[from..from + length].trim_end().len();
        if rest.is_empty() {
            let help = format!("write `> [!{word}]`, and nothing else on that line");
            let told = mark(span, "this is not quite the marker of a card, and so makes none", help);
            return told.grave_if(true).fix(self.edit(whole, &format!("[!{word}]")));
        }
        let before = &source[line_start..from];
        let is_plain = before.chars().all(|c| matches!(c, '>' | ' ')) && source[span.end..whole.end].trim() == rest;
        let end = self.site.words_of(self.article).card_heading_end.to_lowercase();
        let with = match word {
            _ if !is_plain => None,
            "TIP" | "NOTE" if rest.starts_with(char::is_alphanumeric) => Some(format!("[!{word}]\n{before}{rest}")),
            _ if rest.to_lowercase().ends_with(&end) => {
                Some(format!("[!{word}]\n{before}## {}", rest.trim_start_matches(['#', ' '])))
            }
            _ => None,
        };
        let help = format!("leave `> [!{word}]` alone on its line, and begin the next line with `> `");
        let told = mark(span, "there is something after the marker, and so this makes no card", help);
        told.grave_if(true).fix(with.map(|with| self.edit(whole, &with)))
    }
}

/// What may come before a marker without being part of it.
fn is_before_marker(sign: char) -> bool {
    is_space(sign) || matches!(sign, STAND_IN | '*' | '_' | '>' | '＞' | '#' | '\\' | '-' | '"' | '“' | '„')
}

fn is_opening(sign: char) -> bool {
    matches!(sign, '[' | '［' | '【' | '〔' | '{' | '(' | '（' | '<' | '⟦')
}

fn is_closing(sign: char) -> bool {
    matches!(sign, ']' | '］' | '】' | '〕' | '}' | ')' | '）' | '>' | '⟧')
}

fn is_bang(sign: char) -> bool {
    matches!(sign, '!' | '！' | '¡' | 'ǃ' | '❗' | '‼')
}

/// A marker, or what is certainly meant as one, at the beginning of a line.
fn marker_at_line(run: &GlyphRun, start: usize, line: &Range<usize>, scene: Scene) -> Option<Marker> {
    let marker = marker_from(run, start, line.end)?;
    let is_known = MARKERS.contains(&marker.word.as_str());
    // `![CAUTION]` has its first two characters the wrong way round.
    let bracket = run.skip(start..line.end, is_bang);
    let is_square = matches!(run.at(bracket), Some('[' | '［' | '【'));
    let rest = run.words(marker.range.end..line.end);
    let is_alone = rest.trim_matches(['*', '_', ' ', ':', '.']).is_empty();
    let letters = run.words(marker.range.clone());
    let is_loud = letters.contains(&marker.word);
    let is_in_box = scene.is_first_in_quote || scene.is_in_card;
    let is_meant = match (marker.has_bang, is_square) {
        // A failed picture begins in the same way.
        (true, true) if bracket > start => is_known && is_alone,
        // No sentence has `[!` in it.
        (true, true) => true,
        // `(!CAUTION)`, `!CAUTION`
        (true, false) => is_known && (is_in_box || (is_loud && is_alone)),
        // `[CAUTION]`
        (false, true) => is_known && is_alone && (scene.is_first_in_quote || is_loud),
        (false, false) => false,
    };
    is_meant.then_some(marker)
}

/// A word in brackets or after an exclamation mark, from a place on: `[!CAUTION]`, `[! Caution`, `!CAUTION`, `[NOTE]`.
fn marker_from(run: &GlyphRun, start: usize, end: usize) -> Option<Marker> {
    let bracket = run.skip(start..end, is_bang);
    let opened = run.skip(bracket..end, is_opening);
    if opened - bracket > 2 {
        return None;
    }
    let letter = run.skip(opened..end, |c| is_space(c) || is_bang(c));
    let has_bang = (start..letter).any(|at| is_bang(run.signs[at].sign));
    if opened == start && !has_bang {
        return None;
    }
    let word_end = run.skip(letter..end, |c| c.is_alphabetic() || matches!(c, '-' | '_'));
    if word_end == letter {
        return None;
    }
    let closed = run.skip(word_end..end, |c| is_space(c) || is_bang(c) || c == ':');
    let is_closed = closed < end && is_closing(run.signs[closed].sign);
    // `[Caution with lifts]` is a sentence in brackets.
    if !has_bang && !is_closed {
        return None;
    }
    let close = if is_closed { run.skip(closed..end, is_closing) } else { word_end };
    Some(Marker { range: start..close, word: run.words(letter..word_end).to_uppercase(), has_bang })
}
