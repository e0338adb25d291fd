//! A line in bold, alone in its paragraph, in the place of a heading.
//!
//! Why it matters: it looks like a heading, but isn't one. It is not in the table of contents, nothing can link to it, and
//! people who listen to a page jump from heading to heading and miss it. In bold, a question on a page of questions, a
//! myth and the heading of a card do not work as such.
//!
//! Example:
//!
//! ```text
//! **When to call us**
//!
//! Call us when the pain does not go away.
//! ```
//!
//! Instead:
//!
//! ```text
//! ## When to call us
//!
//! Call us when the pain does not go away.
//! ```
//!
//! A sentence in bold is not reported when it ends in a full stop.
//!
//! Source: WCAG 2.2, 1.3.1 Info and Relationships, failure F2; PEMAT, item 8.

use memchr::memmem;

use super::{Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::content::article::Kind;
use crate::content::document::{Block, BlockKind, Inline, Target, plain_text};

pub(super) const CODE: Code = Code::warning("bold-heading");
pub(super) const RUN: Run = Run::Article(run);

/// Most characters and words of a heading.
const LONGEST: (usize, usize) = (70, 10);

/// Most words of a line that is certainly meant as a heading.
const SURE: usize = 6;

/// Fewest words before a colon and a list that are a sentence leading into it.
const LEADING: usize = 5;

/// A line in bold that may be meant as a heading.
struct BoldLine<'d> {
    block: &'d Block<'d>,
    /// Its words, without a colon at the end.
    words: String,
    has_colon: bool,
    is_before_list: bool,
    /// Whether it is certain that it is a heading.
    is_sure: bool,
}

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let body = &subject.article.source.text.as_bytes()[subject.article.body_range.clone()];
    if memmem::find(body, b"**").is_none() && memmem::find(body, b"__").is_none() {
        return Vec::new();
    }
    let mut lines = Vec::new();
    gather(&subject.document.blocks, true, &mut lines);
    let card_end = subject.site.words_of(subject.article).card_heading_end.trim_end_matches(':').to_lowercase();
    lines.retain(|line| !subject.is_marked(&line.block.span) && !leads_in(line, &card_end));
    // On a page with headings, or lines that may be some, a new one could be of the same level as these or of a lower one.
    let is_certain = lines.len() > 1
        && lines.iter().all(|line| line.is_sure)
        && subject.document.headings().is_empty()
        && matches!(subject.article.front.kind, Kind::Article | Kind::Guide);
    lines.iter().map(|line| problem(subject, line, is_certain)).collect()
}

fn gather<'d>(blocks: &'d [Block<'d>], is_top: bool, lines: &mut Vec<BoldLine<'d>>) {
    for (index, pair) in blocks.windows(2).enumerate() {
        let [block, next] = pair else { continue };
        if let BlockKind::Myth(pair) | BlockKind::Question(pair) = &block.kind {
            gather(&pair.answer, false, lines);
        }
        let (BlockKind::Paragraph(content), true) = (&block.kind, can_stand_below(next)) else { continue };
        let Some((words, has_colon)) = heading_in(content) else { continue };
        let is_before_list = matches!(next.kind, BlockKind::List(_));
        let is_followed_by_text = !matches!(&next.kind, BlockKind::Paragraph(content) if heading_in(content).is_some());
        // The first line of a page may be its message.
        let is_sure = is_top
            && !has_colon
            && is_followed_by_text
            && (index > 0 || words.ends_with(['?', '؟']))
            && words.split_whitespace().count() <= SURE
            && matches!(&content[..], [Inline::Strong(inner)] if matches!(&inner[..], [Inline::Text(..)]));
        lines.push(BoldLine { block, words, has_colon, is_before_list, is_sure });
    }
    if let Some(Block { kind: BlockKind::Myth(pair) | BlockKind::Question(pair), .. }) = blocks.last() {
        gather(&pair.answer, false, lines);
    }
}

/// Whether a line leads into the list below it as part of a sentence: "Wash your hands before:".
fn leads_in(line: &BoldLine<'_>, card_end: &str) -> bool {
    if !line.is_before_list || !line.has_colon || line.words.to_lowercase().ends_with(card_end) {
        return false;
    }
    let last = line.words.split_whitespace().next_back().unwrap_or_default();
    let is_small = last.chars().all(char::is_lowercase) && last.chars().nth(3).is_none();
    is_small || line.words.split_whitespace().count() >= LEADING
}

fn can_stand_below(block: &Block<'_>) -> bool {
    matches!(
        block.kind,
        BlockKind::Paragraph(_)
            | BlockKind::List(_)
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::Definitions(_)
    )
}

/// The words of a paragraph that looks like a heading, without a colon at its end, and whether it has one.
fn heading_in(content: &[Inline<'_>]) -> Option<(String, bool)> {
    let (inner, behind) = match content {
        [Inline::Strong(inner)] => (inner, ""),
        [Inline::Strong(inner), Inline::Text(behind, _)] => (inner, behind.trim()),
        [Inline::Emphasis(outer)] => match &outer[..] {
            [Inline::Strong(inner)] => (inner, ""),
            _ => return None,
        },
        _ => return None,
    };
    if !matches!(behind, "" | ":" | "：") || !inner.iter().all(is_plain) {
        return None;
    }
    let text = plain_text(inner);
    let words = text.trim().trim_end_matches([':', '：', ' ', '\u{a0}']);
    let has_colon = words.len() < text.trim().len() || !behind.is_empty();
    let (characters, count) = (words.chars().count(), words.split_whitespace().count());
    let begins = words.chars().next().is_some_and(|first| !first.is_lowercase());
    let is_sentence = words.ends_with(['.', '!', ',', ';', '…', '؛', '،', '-', '–']);
    // A date, a price or a phone number is not a heading.
    let is_figure = words.chars().filter(char::is_ascii_digit).count() > 4;
    let is_word = words.chars().filter(|c| c.is_alphabetic()).nth(3).is_some();
    let is_short = characters <= LONGEST.0 && count <= LONGEST.1;
    (begins && is_word && is_short && !is_sentence && !is_figure).then(|| (words.to_owned(), has_colon))
}

/// Whether something can be in a heading: words, short forms, claims and terms. A line that is a link is for navigation.
fn is_plain(inline: &Inline<'_>) -> bool {
    match inline {
        Inline::Text(..) | Inline::Code(..) => true,
        Inline::Emphasis(content) => content.iter().all(is_plain),
        Inline::Link(link) => matches!(link.target, Target::Claim(_) | Target::Term(_)) && !link.content.is_empty(),
        _ => false,
    }
}

fn problem(subject: &Subject<'_>, line: &BoldLine<'_>, is_certain: bool) -> Diagnostic {
    let house = subject.site.words_of(subject.article);
    let words = &line.words;
    let lower = words.to_lowercase();
    let (message, help) = match subject.article.front.kind {
        Kind::Faq if words.ends_with(['?', '؟']) => (
            "a question in bold is an ordinary line: it does not open its answer, and is not in the list of questions",
            format!("write `## {words}`"),
        ),
        Kind::Myths if lower.starts_with(&house.myth.trim_end_matches(':').to_lowercase()) => (
            "a myth in bold is an ordinary line: no fact answers it",
            format!("write `## {words}`, and below it **{}** and what is true", house.fact),
        ),
        _ if line.is_before_list && line.has_colon && lower.ends_with(house.card_heading_end.trim_end_matches(':')) => {
            (
                "a line in bold makes no card: it is not set apart, and is not on the fridge sheet",
                format!(
                    "if it says when to get help, write a card: `> [!WARNING]`, `> ## {words}:`, and `> ` before each \
                 line of the list"
                ),
            )
        }
        _ if line.has_colon => (
            "this line in bold looks like a heading, but isn't one",
            format!(
                "write `## {words}` or, for a part of a section, `### {words}`; if it leads into what follows, leave \
                 out the bold"
            ),
        ),
        _ => (
            "this line in bold looks like a heading, but isn't one",
            format!(
                "write `## {words}` or, for a part of a section, `### {words}`; if it is a sentence, end it with a \
                 full stop"
            ),
        ),
    };
    let place = line.block.trimmed(&subject.article.source.text);
    let fix = is_certain.then(|| subject.article.source.fix_part(place.clone(), &format!("## {words}")));
    subject.problem(CODE, &place, message).help(help).fix(fix)
}
