//! Bare web and e-mail addresses in running text → links.

use std::ops::Range;

use pulldown_cmark::CowStr;

use crate::base::address::written;
use crate::content::document::{Inline, Link, Span, Target};

/// Words with their place in the source. The parser gives a text in several pieces, where a character might have had a meaning.
type PlacedWords<'a> = (CowStr<'a>, Span);

/// Makes links of the addresses in running text, as GFM does: not within code or another link.
pub(super) fn linked(content: Vec<Inline<'_>>) -> Vec<Inline<'_>> {
    // Most runs have none, and stay as they are.
    if !content.iter().any(may_have_links) {
        return content;
    }
    let mut out = Vec::with_capacity(content.len() + 2);
    let mut words = Vec::new();
    for inline in content {
        match inline {
            Inline::Text(text, span) => words.push((text, span)),
            other => {
                push_linked(&std::mem::take(&mut words), &mut out);
                out.push(match other {
                    Inline::Emphasis(content) => Inline::Emphasis(linked(content)),
                    Inline::Strong(content) => Inline::Strong(linked(content)),
                    other => other,
                });
            }
        }
    }
    push_linked(&words, &mut out);
    out
}

fn may_have_links(inline: &Inline<'_>) -> bool {
    match inline {
        Inline::Text(text, _) => written::may_have_links(text),
        Inline::Emphasis(content) | Inline::Strong(content) => content.iter().any(may_have_links),
        _ => false,
    }
}

/// Adds words that follow one another, with the links that are among them.
fn push_linked<'a>(words: &[PlacedWords<'a>], out: &mut Vec<Inline<'a>>) {
    let whole: String = words.iter().map(|(text, _)| text.as_ref()).collect();
    let mut pieces = Pieces { words, start: 0 };
    let mut at = 0;
    for (range, address) in written::links(&whole) {
        pieces.take(at..range.start, out);
        let mut content = Vec::new();
        pieces.take(range.clone(), &mut content);
        at = range.end;
        if let (Some(Inline::Text(_, first)), Some(Inline::Text(_, last))) = (content.first(), content.last()) {
            let span = first.start..last.end;
            out.push(Inline::Link(Box::new(Link { target: Target::parse(&address), content, span })));
        }
    }
    pieces.take(at..whole.len(), out);
}

/// Pieces of words that are yet to be taken.
struct Pieces<'p, 'a> {
    words: &'p [PlacedWords<'a>],
    /// Where the first of them begins in all words together.
    start: usize,
}

impl<'a> Pieces<'_, 'a> {
    /// Takes the words in a range of all words together; each range begins where the one before it ended.
    fn take(&mut self, range: Range<usize>, out: &mut Vec<Inline<'a>>) {
        while let Some(((text, span), rest)) = self.words.split_first() {
            let end = self.start + text.len();
            let (from, to) = (range.start.max(self.start), range.end.min(end));
            if from < to {
                out.push(part(text, span, from - self.start..to - self.start));
            }
            if end > range.end {
                return;
            }
            (self.words, self.start) = (rest, end);
        }
    }
}

/// A part of some words. Words that are written otherwise in the source, such as `&amp;`, keep their whole place.
fn part<'a>(text: &CowStr<'a>, span: &Span, range: Range<usize>) -> Inline<'a> {
    let place = if text.len() == span.len() { span.start + range.start..span.start + range.end } else { span.clone() };
    let words = match text {
        CowStr::Borrowed(text) => CowStr::Borrowed(&text[range]),
        text => CowStr::from(text[range].to_owned()),
    };
    Inline::Text(words, place)
}
