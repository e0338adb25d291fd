//! Markdown → [`Document`], the one use of pulldown-cmark.
//!
//! `CommonMark` with GFM tables, task lists, footnotes, alerts and bare addresses, and with definition lists, so that every
//! article previews correctly in any editor. Struck-out words are read, to be refused. The house's conventions (cards, do-lists, myths, questions) are recognised on the tree, in `arrange`.

mod addresses;
mod arrange;
mod bare;
mod builder;
mod colons;
mod html;
mod small_signs;

use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser};

use crate::base::diagnostic::{Diagnostic, Text, code};
use crate::content::document::{Anchors, Document};
pub(crate) use addresses::addresses;
pub(crate) use arrange::{RESERVED, anchors_of};
use arrange::{arrange, assign_anchors};
use builder::{Builder, is_block};

/// The words and the kind of page that turn headings into structure.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Conventions<'w> {
    /// Heading of a do-list, such as `Do`.
    pub do_heading: &'w str,
    /// Heading of a do-not list, such as `Do not`.
    pub do_not_heading: &'w str,
    /// What a myth's heading begins with, such as `Myth:`; `None` outside kind `myths`.
    pub myth: Option<&'w str>,
    /// Whether headings of level 2 are questions (kind `faq`).
    pub questions: bool,
}

/// What is read beside `CommonMark`.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_GFM);

/// Most parts of an article. Each takes up to 3 kB of memory while the article is examined, a block more than the words in
/// it; a book of 5 MB has half as many.
const MOST_PARTS: usize = 600_000;

/// Reads the part of a source that is its body. Ranges in the document count from the start of the whole source. Anchors
/// are given to its headings; those that are `known` from an earlier reading are not made again.
#[must_use]
pub(crate) fn parse<'a>(
    source: &'a Text,
    body: Range<usize>,
    conventions: Conventions<'_>,
    known: &Anchors,
) -> (Document<'a>, Vec<Diagnostic>) {
    let text = &source.text[body.clone()];
    let mut builder = Builder::new(source);
    let undefined = match colons::hide(text) {
        None => read(text, body.start, &mut builder, |event, _| event),
        Some(hidden) => read(&hidden.text, body.start, &mut builder, |event, range| hidden.shown(event, range, text)),
    };
    for (span, name) in undefined {
        let place = source.at(span.start + body.start..span.end + body.start);
        builder.problems.push(
            Diagnostic::new(code::BROKEN_LINK, format!("no line defines the link `[{name}]`"))
                .at(place)
                .help("write the address in round brackets behind the words: [words](file.md)"),
        );
    }
    let (blocks, footnotes, problems) = builder.finish();
    let mut document = Document { blocks: arrange(blocks, conventions), footnotes };
    assign_anchors(&mut document, known);
    (document, problems)
}

/// Reads a text that begins at a byte of the source, event by event, each made one of the source. Gives the links whose
/// address is defined nowhere, each with its name.
fn read<'a, 't>(
    text: &'t str,
    start: usize,
    builder: &mut Builder<'a>,
    of_source: impl Fn(Event<'t>, &Range<usize>) -> Event<'a>,
) -> Vec<(Range<usize>, String)> {
    let mut undefined = Vec::new();
    let parser = Parser::new_with_broken_link_callback(
        text,
        OPTIONS,
        Some(|link: BrokenLink<'_>| {
            // `[word]` alone is ordinary prose; `[words][name]` can only be meant as a link.
            if link.link_type == LinkType::Reference {
                undefined.push((link.span.clone(), link.reference.to_string()));
            }
            None::<(CowStr<'_>, CowStr<'_>)>
        }),
    );
    let mut parts = 0;
    for (event, range) in parser.into_offset_iter() {
        parts += if matches!(&event, Event::Start(tag) if is_block(tag)) { 4 } else { 1 };
        if parts > MOST_PARTS {
            builder.too_many_parts(range.start + start);
            break;
        }
        builder.event(of_source(event, &range), range.start + start..range.end + start);
    }
    undefined
}
