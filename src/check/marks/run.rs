//! Running text as readers see it, character by character, each with its place in the source.

use std::ops::Range;

use crate::content::document::{Inline, Span};

/// In place of what is not text: code, a picture, the edge of a link.
pub(super) const STAND_IN: char = '\u{fffc}';

/// One character of a run.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    /// The character; an end of line for any break.
    pub(super) sign: char,
    /// Whether it is written in a way that keeps it from being markup: `\*` or `&ast;`.
    pub(super) is_escaped: bool,
    /// Its place, without its backslash.
    pub(super) span: Span,
}

/// A paragraph, a heading or a cell.
#[derive(Debug, Default)]
pub(super) struct GlyphRun {
    pub(super) signs: Vec<Glyph>,
    /// Whether there is emphasis in it.
    pub(super) has_emphasis: bool,
}

/// Bytes that can be part of a mark, wherever they are.
const IS_SIGN: [bool; 256] = {
    let mut table = [false; 256];
    let signs = b"*_[]{|=~^$\t\\:#%<";
    let mut at = 0;
    while at < signs.len() {
        table[signs[at] as usize] = true;
        at += 1;
    }
    table
};

/// Whether a run is worth a look: it has a character that could be markup, or a line begins with one.
pub(super) fn may_hold_marks(content: &[Inline<'_>], source: &str) -> bool {
    let mut is_line_start = true;
    content.iter().any(|inline| {
        let begins_line = std::mem::replace(&mut is_line_start, false);
        match inline {
            Inline::Text(text, span) => {
                text.bytes().any(|byte| IS_SIGN[usize::from(byte)])
                    || (begins_line && may_begin_mark(text))
                    || source.as_bytes().get(span.start.wrapping_sub(1)) == Some(&b'\\')
            }
            Inline::SoftBreak | Inline::HardBreak => {
                is_line_start = true;
                false
            }
            Inline::Emphasis(content) | Inline::Strong(content) => {
                is_line_start = begins_line && content.is_empty();
                may_hold_marks(content, source)
            }
            Inline::Link(link) => may_hold_marks(&link.content, source),
            Inline::Code(..) | Inline::Image(_) | Inline::FootnoteReference(_) => false,
        }
    })
}

/// Whether the beginning of a line could be that of a list or of a card: `• `, `1.`, `a)`, `!!!`.
fn may_begin_mark(text: &str) -> bool {
    let mut signs = text.chars();
    let first = signs.next().unwrap_or_default();
    !first.is_alphabetic()
        || signs.next().is_some_and(|second| !second.is_alphabetic() && second != ' ')
        || text.starts_with("o ")
}

impl GlyphRun {
    /// The characters of a run.
    pub(super) fn of(content: &[Inline<'_>], source: &str) -> Self {
        let mut run = Self::default();
        run.add(content, source);
        run
    }

    fn add(&mut self, content: &[Inline<'_>], source: &str) {
        for inline in content {
            match inline {
                Inline::Text(text, span) => self.text(text, span, source),
                Inline::SoftBreak | Inline::HardBreak => self.push('\n', false, self.end()..self.end()),
                Inline::Emphasis(content) | Inline::Strong(content) => {
                    self.has_emphasis = true;
                    self.add(content, source);
                }
                Inline::Code(_, span) => self.push(STAND_IN, true, span.clone()),
                Inline::Link(link) => {
                    self.push(STAND_IN, true, link.span.start..link.span.start);
                    let from = self.len();
                    self.add(&link.content, source);
                    // There is no markup in an address.
                    if self.starts_with(from, "http") || self.starts_with(from, "www.") {
                        self.signs[from..].iter_mut().for_each(|sign| sign.is_escaped = true);
                    }
                    self.push(STAND_IN, true, link.span.end..link.span.end);
                }
                Inline::Image(image) => self.push(STAND_IN, true, image.span.clone()),
                Inline::FootnoteReference(_) => self.push(STAND_IN, true, self.end()..self.end()),
            }
        }
    }

    fn text(&mut self, text: &str, span: &Span, source: &str) {
        if source.get(span.clone()) != Some(text) {
            // Written in another way, such as `&ast;`.
            for sign in text.chars() {
                self.push(sign, !sign.is_alphanumeric() && !sign.is_whitespace(), span.clone());
            }
            return;
        }
        let before = source[..span.start].bytes().rev().take_while(|byte| *byte == b'\\').count();
        let is_first_escaped = before % 2 == 1 && text.starts_with(|first: char| first.is_ascii_punctuation());
        for (at, sign) in text.char_indices() {
            let start = span.start + at;
            self.push(sign, is_first_escaped && at == 0, start..start + sign.len_utf8());
        }
    }

    fn push(&mut self, sign: char, is_escaped: bool, span: Span) {
        self.signs.push(Glyph { sign, is_escaped, span });
    }

    /// Where the last character so far ends.
    fn end(&self) -> usize {
        self.signs.last().map_or(0, |sign| sign.span.end)
    }

    pub(super) fn len(&self) -> usize {
        self.signs.len()
    }

    /// A character by its index, whether it is escaped or not.
    pub(super) fn at(&self, index: usize) -> Option<char> {
        self.signs.get(index).map(|sign| sign.sign)
    }

    /// The character before another one; an end of line at the beginning.
    pub(super) fn before(&self, index: usize) -> char {
        index.checked_sub(1).and_then(|before| self.at(before)).unwrap_or('\n')
    }

    /// A character; an end of line after the last one.
    pub(super) fn or_end(&self, index: usize) -> char {
        self.at(index).unwrap_or('\n')
    }

    /// Whether a character is there, and not escaped.
    pub(super) fn is(&self, index: usize, sign: char) -> bool {
        self.signs.get(index).is_some_and(|found| found.sign == sign && !found.is_escaped)
    }

    /// Whether a text begins there, in either case, escaped or not.
    pub(super) fn starts_with(&self, index: usize, text: &str) -> bool {
        let mut at = index;
        text.chars().all(|wanted| {
            let is_there = self.at(at).is_some_and(|sign| sign.eq_ignore_ascii_case(&wanted));
            at += 1;
            is_there
        })
    }

    /// The next place of a character, on the same line and not far away: anything longer is not a mark.
    pub(super) fn find(&self, from: usize, sign: char) -> Option<usize> {
        const FAR: usize = 300;
        let far = self.len().min(from + FAR);
        let mut line = (from..far).take_while(|index| self.signs[*index].sign != '\n');
        line.find(|index| self.signs[*index].sign == sign)
    }

    /// The first place in a range whose character does not pass, or else its end.
    pub(super) fn skip(&self, range: Range<usize>, passes: impl Fn(char) -> bool) -> usize {
        let end = range.end;
        range.into_iter().find(|index| !passes(self.signs[*index].sign)).unwrap_or(end)
    }

    /// The first place from here on that has no white space, or the end of a line.
    pub(super) fn skip_spaces(&self, from: usize) -> usize {
        self.skip(from..self.len().max(from), is_space).min(self.len())
    }

    /// Words as readers see them, without what is in place of something else.
    pub(super) fn words(&self, range: Range<usize>) -> String {
        self.signs[range].iter().map(|sign| sign.sign).filter(|sign| *sign != STAND_IN).collect()
    }

    /// The place of a range in the source. It must not be empty.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        let start = self.signs[range.start].span.start;
        start..self.signs[range.end - 1].span.end.max(start)
    }

    /// The same, with the backslash before the first of them.
    pub(super) fn span_with_escape(&self, range: &Range<usize>) -> Span {
        let span = self.span(range);
        let is_escaped = self.signs[range.start].is_escaped && self.signs[range.start].sign != STAND_IN;
        span.start - usize::from(is_escaped)..span.end
    }

    /// A range, extended to the ends of its lines.
    pub(super) fn line_around(&self, range: Range<usize>) -> Range<usize> {
        let start = (0..range.start).rev().find(|at| self.signs[*at].sign == '\n').map_or(0, |end| end + 1);
        let end = (range.end..self.len()).find(|at| self.signs[*at].sign == '\n').unwrap_or(self.len());
        start..end
    }

    /// Its lines, without their ends.
    pub(super) fn lines(&self) -> impl Iterator<Item = Range<usize>> {
        let mut start = 0;
        let ends = (0..=self.len()).filter(|index| self.at(*index).is_none_or(|sign| sign == '\n'));
        ends.map(move |end| std::mem::replace(&mut start, end + 1)..end)
    }
}

/// White space that does not end a line, of any width, visible or not.
pub(super) fn is_space(sign: char) -> bool {
    (sign.is_whitespace() && sign != '\n') || matches!(sign, '\u{200b}' | '\u{feff}' | '\u{2060}')
}
