//! What a check is given: an article or a rendered page, with all that several checks need, computed once.

use std::ops::Range;
use std::sync::Arc;

use super::marks::Mark;
use super::word_lists::Lists;
use crate::base::diagnostic::{Code, Diagnostic};
use crate::content::article::Article;
use crate::content::document::{BlockKind, Document, Image, Inline, Link, Span};
use crate::site::reading::{Reading, Unit};
use crate::site::{ArticleId, Broken, Destination, Site};

/// A page as it is written, for the checks.
#[derive(Debug)]
pub struct WrittenPage<'s> {
    /// The site.
    pub site: &'s Site,
    /// The file that the page comes from.
    pub source: &'s str,
    /// Its bytes.
    pub html: &'s [u8],
    /// Bytes of the site's stylesheet, compressed.
    pub stylesheet: usize,
    /// Whether it is a list that grows with the site.
    pub is_index: bool,
}

/// An article for the checks, with its body as a tree.
#[derive(Debug)]
pub struct Subject<'s> {
    /// The site.
    pub site: &'s Site,
    /// Which article it is.
    pub id: ArticleId,
    /// The article.
    pub article: &'s Article,
    /// Its body.
    pub document: &'s Document<'s>,
    /// Its links, in reading order, each with where it leads or why it leads nowhere.
    pub(super) links: &'s [(&'s Link<'s>, Result<Destination<'s>, Broken>)],
    /// Its pictures, alone or within a line.
    pub(super) images: &'s [&'s Image<'s>],
    /// Marks left in its text that make nothing.
    pub(super) marks: &'s [Mark],
    /// Lists of words in its language.
    pub(super) lists: &'s Lists,
    /// Its words, as a reader reads them.
    pub reading: &'s Reading<'s>,
}

impl<'s> Subject<'s> {
    /// Every link that leads nowhere, with the reason.
    pub(super) fn broken_links(&self) -> impl Iterator<Item = (&'s Link<'s>, &'s Broken)> {
        self.links.iter().filter_map(|(link, to)| Some((*link, to.as_ref().err()?)))
    }

    /// Whether a part of the source holds a leftover mark, which is reported in any case.
    pub(super) fn is_marked(&self, span: &Span) -> bool {
        let next = self.marks.partition_point(|mark| mark.span.end <= span.start);
        self.marks.get(next).is_some_and(|mark| mark.span.start < span.end)
    }

    /// The place in the source of a part of what is read.
    pub(super) fn span(&self, unit: &Unit<'_>, range: &Range<usize>) -> Span {
        self.reading.span(self.article, unit, range)
    }

    /// A problem of this article, at a part of what is read.
    pub(super) fn problem_in(
        &self,
        code: Code,
        unit: &Unit<'_>,
        range: &Range<usize>,
        message: impl Into<Arc<str>>,
    ) -> Diagnostic {
        Diagnostic::new(code, message).at(self.reading.place(self.article, unit, range))
    }

    /// A problem of this article, at some words of what is read, by their indices.
    pub(super) fn problem_at(
        &self,
        code: Code,
        unit: &Unit<'_>,
        words: &Range<usize>,
        message: impl Into<Arc<str>>,
    ) -> Diagnostic {
        self.problem(code, &self.span(unit, &unit.range(words)), message)
    }

    /// The address of a link or picture: what is in its round brackets. All of it if it is written in another way.
    pub(super) fn address_span(&self, span: &Span) -> Span {
        let text = &self.article.source.text[span.clone()];
        let (Some(open), true) = (text.rfind("]("), text.ends_with(')')) else { return span.clone() };
        let inside = &text[open + 2..text.len() - 1];
        let start = open + 2 + inside.len() - inside.trim_start().len();
        let length = inside.trim_start().find(char::is_whitespace).unwrap_or(inside.trim_start().len());
        if length == 0 { span.clone() } else { span.start + start..span.start + start + length }
    }

    /// The words of a link: what is in its square brackets. All of it if there are none.
    pub(super) fn words_span(&self, span: &Span) -> Span {
        let text = &self.article.source.text[span.clone()];
        match text.find("](") {
            Some(end) if end > 1 && text.starts_with('[') => span.start + 1..span.start + end,
            _ => span.clone(),
        }
    }

    /// A problem of this article, at a place of its source.
    pub(super) fn problem(&self, code: Code, span: &Span, message: impl Into<Arc<str>>) -> Diagnostic {
        Diagnostic::new(code, message).at(self.article.source.at(span.clone()))
    }
}

pub(super) type Links<'s> = Vec<(&'s Link<'s>, Result<Destination<'s>, Broken>)>;

/// The links of an article, followed, and its pictures: gathered once for all checks.
pub(super) fn links_and_images<'s>(
    site: &'s Site,
    article: &'s Article,
    document: &'s Document<'s>,
) -> (Links<'s>, Vec<&'s Image<'s>>) {
    let mut images = Vec::new();
    document.each_block(&mut |block| {
        if let BlockKind::Figure(image) = &block.kind {
            images.push(&**image);
        }
    });
    let mut links = Vec::new();
    document.each_inline(&mut |inline| match inline {
        Inline::Link(link) => links.push((&**link, site.resolve(article, &link.target))),
        Inline::Image(image) => images.push(&**image),
        _ => {}
    });
    (links, images)
}
