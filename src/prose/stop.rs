//! Stops, and whether one ends a sentence.

use super::abbreviations::{self, Abbreviation};
use super::{Language, char_at, is_raised_figure, last_token};

/// What a run of stops is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum StopKind {
    /// One full stop, which may belong to an abbreviation.
    FullStop,
    /// `...` or `…`: the sentence may go on.
    Ellipsis,
    /// A run with `!`, `?` or a stop of another script.
    Mark,
}

/// What closes right after the stops, if anything.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Closer {
    Nothing,
    Quote,
    Bracket,
}

/// A run of stops and what closes the sentence with it.
pub(super) struct Stop {
    /// Where the first stop begins, in bytes.
    begin: usize,
    /// Where the run ends, closing quotes, brackets and reference marks included.
    pub(super) end: usize,
    kind: StopKind,
    closer: Closer,
    /// The run has a stop of a script that puts no space after it.
    needs_no_space: bool,
}

impl Stop {
    /// Reads the run that begins at `begin`, where a stop must be.
    pub(super) fn read(text: &str, begin: usize) -> Self {
        let mut stop =
            Self { begin, end: begin, kind: StopKind::Ellipsis, closer: Closer::Nothing, needs_no_space: false };
        while let Some(c) = char_at(text, stop.end).filter(|&c| is_stop(c)) {
            if !matches!(c, '.' | '…') {
                stop.kind = StopKind::Mark;
            }
            stop.needs_no_space |= matches!(c, '。' | '！' | '？');
            stop.end += c.len_utf8();
        }
        if &text[begin..stop.end] == "." {
            stop.kind = StopKind::FullStop;
        }
        while let Some(c) = char_at(text, stop.end).filter(|&c| is_closer(c)) {
            if stop.closer == Closer::Nothing {
                stop.closer = match c {
                    ')' | ']' | '}' => Closer::Bracket,
                    _ => Closer::Quote,
                };
            }
            stop.end += c.len_utf8();
        }
        stop.end += reference_mark(&text[stop.end..]);
        stop
    }

    /// Whether the sentence that began at `start` ends here; `first`: it is the
    /// first of the block.
    pub(super) fn ends_sentence(&self, text: &str, start: usize, first: bool, lang: Language) -> bool {
        let rest = &text[self.end..];
        if !rest.starts_with(char::is_whitespace) {
            return rest.is_empty() || self.needs_no_space;
        }
        let next = rest.chars().find(|&c| !c.is_whitespace() && !is_opener(c)).unwrap_or(' ');
        let goes_on = self.kind == StopKind::Ellipsis || self.closer != Closer::Nothing;
        if goes_on && next.is_lowercase() {
            return false;
        }
        if self.kind != StopKind::FullStop {
            return true;
        }
        let token = last_token(&text[start..self.begin]);
        let before = text[start..self.begin - token.len()].trim_end();
        let alone = before.is_empty();
        // Not so for the answer to a question: "Does it hurt? No. 9 in 10 …".
        if alone && !first && token.eq_ignore_ascii_case("no") {
            return true;
        }
        match abbreviations::look_up(token, before, lang) {
            Abbreviation::Leads => false,
            Abbreviation::MayEnd => {
                self.closer != Closer::Bracket
                    && !next.is_lowercase()
                    && !next.is_numeric()
                    && !abbreviations::is_day_after_hour(token, rest, lang)
            }
            Abbreviation::Number => {
                // "1. Rest" numbers a list; German ordinals end in a stop.
                let ordinal = lang == Language::German && token.len() <= 2;
                !(alone && token.len() <= 3 || ordinal)
            }
            // An unlisted abbreviation before a small letter is short.
            Abbreviation::None => !next.is_lowercase() || token.chars().count() >= 4,
        }
    }
}

/// Length in bytes of a reference mark such as `[3]`, `[1,2]` or `¹`.
fn reference_mark(rest: &str) -> usize {
    if let Some(inner) = rest.strip_prefix('[') {
        let digits = inner.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b',' | b' ' | b'-')).count();
        let closed = digits > 0 && inner[digits..].starts_with(']');
        return if closed { digits + 2 } else { 0 };
    }
    rest.find(|c| !is_raised_figure(c)).unwrap_or(rest.len())
}

pub(super) fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '‽' | '。' | '！' | '？' | '؟' | '۔' | '।')
}

fn is_closer(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '"' | '\'' | '”' | '’' | '“' | '‘' | '»' | '«' | '›' | '‹')
}

pub(super) fn is_opener(c: char) -> bool {
    is_closer(c) || matches!(c, '(' | '[' | '{' | '„' | '‚' | '¿' | '¡' | '–' | '—' | '*' | '_')
}
