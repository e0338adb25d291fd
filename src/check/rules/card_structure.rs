//! A card for getting help that is not built as one: no heading that ends in "if:", no list below it, an empty item in
//! its lists, a link that leads away from an emergency, two cards of one level, a second heading in one card, an emergency
//! in a card of another colour, or a quotation where a card was meant.
//!
//! Why it matters: a frightened reader scans. "Call 999 now if:" and a list of signs can be read in seconds, and
//! nothing in it leads away from the phone.
//!
//! Example:
//!
//! ```text
//! > [!CAUTION]
//! > ## Emergencies
//! >
//! > Chest pain can be serious. [Read about chest pain](chest-pain.md).
//! ```
//!
//! Instead:
//!
//! ```text
//! > [!CAUTION]
//! > ## Call [999](tel:emergency) now if:
//! >
//! > - you have chest pain
//! > - you are suddenly short of breath
//! ```
//!
//! This holds for emergency, urgent and non-urgent cards; key facts and information are free. What a heading ends in is
//! `card_heading_end` in the words of the language. Without its marker, such as `> [!CAUTION]`, a card is a quotation,
//! in grey and without its name: so a quotation in which such a heading, or such a sentence with a phone number, stands
//! above a list is told as well, and one that begins with "Caution:" or "Call" and has a number to call. A card stands by
//! itself: in a list item or in another quotation it is told. Everything below the heading is shown in the colour of the
//! card, so whoever else is to be called needs a card of their own; and a card that calls the emergency number is one of
//! `> [!CAUTION]`.
//!
//! Source: NHS digital service manual, care cards.

use std::collections::BTreeSet;

use super::{Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::content::document::{
    Block, BlockKind, Card, CardLevel, DoList, Heading, Inline, List, Span, Target, has_words, plain_text,
};

pub(super) const CODE: Code = Code::error("card-structure");
pub(super) const RUN: Run = Run::Article(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let words = subject.site.words_of(subject.article);
    let end = words.card_heading_end.to_lowercase();
    let mut levels = BTreeSet::new();
    let mut found = Vec::new();
    subject.document.each_block(&mut |block| {
        found.extend(beside_cards(subject, block, &end));
        let BlockKind::Card(card) = &block.kind else { return };
        if let Some(place) = emergency_of_other_colour(subject, card, &end) {
            let message = "this card is for an emergency, and does not look like one";
            let help = "write `> [!CAUTION]` in the line above: only that card is red";
            found.push(subject.problem(CODE, &place, message).help(help));
        }
        if !card.level.seeks_help() {
            return;
        }
        let name = words.card.of(card.level).to_lowercase();
        let first_line = || block.first_line(&subject.article.source.text);
        let place = card.heading.as_ref().map_or_else(first_line, |heading| heading.span.clone());
        let mut problem = |span: &Span, message: String, help: String| {
            found.push(subject.problem(CODE, span, message).help(help));
        };
        match &card.heading {
            None => problem(
                &place,
                format!("the card \"{name}\" has no heading"),
                format!("begin it with a line such as `> ## Call the clinic {end}`"),
            ),
            Some(heading) if !ends_in(&heading.content, &end) => problem(
                &place,
                format!("the heading of the card \"{name}\" does not end in \"{end}\""),
                format!("say whom to call and end in \"{end}\", so that the list below completes the sentence"),
            ),
            Some(_) => {}
        }
        if !matches!(card.blocks.first(), Some(Block { kind: BlockKind::List(_), .. })) {
            problem(
                &place,
                format!("no list follows the heading of the card \"{name}\""),
                "write each sign on a line of its own that begins with `> - `".to_owned(),
            );
        }
        let mut empty = Vec::new();
        empty_items(&card.blocks, &mut empty);
        for span in empty {
            problem(
                &span,
                format!("an item of the card \"{name}\" is empty"),
                "write the sign that was meant here, or take the line out".to_owned(),
            );
        }
        for again in second_headings(card, &end) {
            problem(
                &again.span,
                format!("a second heading in the card \"{name}\": all below it is shown in the colour of that card"),
                if again.is_same {
                    "take this heading out, so that all signs stand in one list".to_owned()
                } else {
                    "put an empty line without `>` above it, and begin a card of its own with a line such as \
                     `> [!WARNING]` (call at once) or `> [!IMPORTANT]` (call in opening hours)"
                        .to_owned()
                },
            );
        }
        for span in run_on_lines(subject, &card.blocks) {
            problem(
                &span,
                "this line is joined to the item above it".to_owned(),
                "leave a line with nothing but `>` above it; if it belongs to the item, put two more spaces before it"
                    .to_owned(),
            );
        }
        if card.level == CardLevel::Emergency {
            for span in ways_out(card) {
                problem(
                    &span,
                    "a link leads away from an emergency".to_owned(),
                    "take the link out: only phone numbers stand in this card".to_owned(),
                );
            }
        }
        if !levels.insert(card.level) {
            problem(
                &place,
                format!("a second card \"{name}\" on this page"),
                "put all signs of one level into one card".to_owned(),
            );
        }
    });
    found
}

/// Quotations that were meant as cards, and cards that don't stand by themselves.
fn beside_cards(subject: &Subject<'_>, block: &Block<'_>, end: &str) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for card in cards_inside(block) {
        let message = "this card stands in a list or a quotation, and not by itself";
        let help = "begin each line of the card with `> ` alone, without a `-`, a number or another `>` before it, and \
                    leave an empty line above it";
        found.push(subject.problem(CODE, &card.first_line(&subject.article.source.text), message).help(help));
    }
    if let BlockKind::Quote(blocks) = &block.kind
        && (is_meant_as_card(blocks, end) || calls_out(subject, blocks))
        && let line = block.first_line(&subject.article.source.text)
        && !begins_with_marker(&subject.article.source.text[line.clone()])
    {
        let message = "this reads like a card for getting help, and is only a quotation";
        let help = "put a line above it, `> [!CAUTION]` for an emergency, `> [!WARNING]` to call at once or \
                    `> [!IMPORTANT]` to call in opening hours, and begin the next line with `> ## `";
        found.push(subject.problem(CODE, &line, message).help(help));
    }
    found
}

/// Whether a quotation holds what only a card does: who is to be called "if:", and a list that completes the sentence.
fn is_meant_as_card(quote: &[Block<'_>], end: &str) -> bool {
    quote.windows(2).any(|pair| asks(&pair[0], end) && matches!(pair[1].kind, BlockKind::List(_)))
}

/// Whether a block says whom to call "if:".
fn asks(block: &Block<'_>, end: &str) -> bool {
    match &block.kind {
        BlockKind::Heading(heading) => ends_in(&heading.content, end),
        BlockKind::Paragraph(content) => ends_in(content, end) && holds_number(content),
        _ => false,
    }
}

/// Whether a quotation begins as a card would: with "Caution:" above or before a number to call, or with "Call 999".
fn calls_out(subject: &Subject<'_>, quote: &[Block<'_>]) -> bool {
    let Some(BlockKind::Paragraph(content)) = quote.first().map(|first| &first.kind) else { return false };
    let words = plain_text(content).to_lowercase();
    let name = words.split([':', '!', '.']).next().unwrap_or_default().trim();
    let is_named = words.len() > name.len() || matches!(&content[..], [Inline::Strong(_), ..]);
    let holds = |block: &Block<'_>| {
        let mut holds = false;
        block.each_run(&mut |run| holds |= holds_number(run));
        holds
    };
    (is_named && subject.lists.near.card_names.contains(name) && quote.iter().any(holds))
        || (begins_with_call(subject, &words) && calls_emergency_alone(content))
}

/// Whether words in lower case begin with "call" or "dial".
fn begins_with_call(subject: &Subject<'_>, words: &str) -> bool {
    words.split_whitespace().next().is_some_and(|first| subject.lists.near.calls_now.contains(first))
}

/// Whether the emergency number is linked to, and no other number.
fn calls_emergency_alone(content: &[Inline<'_>]) -> bool {
    let numbers = numbers(content);
    !numbers.is_empty() && numbers.iter().all(|name| *name == "emergency")
}

/// The heading or the words of a card that is not red, and calls the emergency number or an ambulance.
fn emergency_of_other_colour(subject: &Subject<'_>, card: &Card<'_>, end: &str) -> Option<Span> {
    if card.level == CardLevel::Emergency {
        return None;
    }
    let has_list = |index: usize| matches!(card.blocks.get(index), Some(Block { kind: BlockKind::List(_), .. }));
    let is_call = |content: &[Inline<'_>], has_list: bool| {
        let words = plain_text(content).to_lowercase();
        let asks = ends_in(content, end);
        let is_called = calls_emergency_alone(content) && (asks || begins_with_call(subject, &words));
        let is_said = || {
            let phones = &subject.lists.phones;
            asks && has_list && numbers(content).is_empty() && phones.of_ambulance(&words) && !phones.of_clinic(&words)
        };
        is_called || (card.level.seeks_help() && has_list && calls_emergency_alone(content)) || is_said()
    };
    if let Some(heading) = card.heading.as_ref().filter(|heading| is_call(&heading.content, has_list(0))) {
        return Some(heading.span.clone());
    }
    card.blocks.iter().enumerate().find_map(|(index, block)| match &block.kind {
        BlockKind::Heading(Heading { content, .. }) | BlockKind::Paragraph(content)
            if is_call(content, has_list(index + 1)) =>
        {
            Some(block.trimmed(&subject.article.source.text))
        }
        _ => None,
    })
}

/// A heading in a card that has one already.
struct Again {
    span: Span,
    /// Whether it calls the same numbers as the first.
    is_same: bool,
}

/// What begins anew within a card: a heading no lower than its own, or one that says whom to call.
fn second_headings(card: &Card<'_>, end: &str) -> Vec<Again> {
    let Some(first) = &card.heading else { return Vec::new() };
    let mut found = Vec::new();
    for (index, block) in card.blocks.iter().enumerate() {
        let is_above_list = matches!(card.blocks.get(index + 1), Some(Block { kind: BlockKind::List(_), .. }));
        let content = match &block.kind {
            BlockKind::Heading(heading)
                if heading.level <= first.level || asks(block, end) || holds_number(&heading.content) =>
            {
                &heading.content
            }
            BlockKind::Paragraph(content) if is_above_list && asks(block, end) => content,
            _ => continue,
        };
        found.push(Again { span: block.span.clone(), is_same: numbers(content) == numbers(&first.content) });
    }
    found
}

/// Most characters of a line that was not wrapped: the next word would have had room on it.
const SHORT: usize = 60;

/// Lines of a card that were meant to stand below a list, and are joined to its last item: they begin where the mark of
/// the item does, with a word that begins a sentence, though the line above had room for it.
fn run_on_lines(subject: &Subject<'_>, blocks: &[Block<'_>]) -> Vec<Span> {
    let source = &subject.article.source.text;
    let items = blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::List(list) => Some(&list.items),
        _ => None,
    });
    let mut found = Vec::new();
    for item in items.flatten() {
        let Some(Block { span, kind: BlockKind::Plain(content) | BlockKind::Paragraph(content) }) = item.blocks.first()
        else {
            continue;
        };
        if !content.iter().any(|inline| matches!(inline, Inline::SoftBreak)) {
            continue;
        }
        let line_start = source[..item.span.start].rfind('\n').map_or(0, |end| end + 1);
        let own_indent = indent_of(&source[line_start..]);
        let mut above = 0;
        let mut at = span.start;
        for line in source[span.clone()].split_inclusive('\n') {
            let words = line.trim_start_matches(['>', ' ', '\t']);
            let word = words.split_whitespace().next().unwrap_or_default();
            let mut letters = word.trim_start_matches(['*', '_', '[', '"', '“', '„', '«', '¿', '¡']).chars();
            let begins = letters.next().is_some_and(|first| first.is_alphabetic() && !first.is_lowercase())
                && !letters.next().is_some_and(char::is_uppercase);
            if at > span.start && begins && indent_of(line) <= own_indent && above + 1 + word.chars().count() <= SHORT {
                let from = at + line.len() - words.len();
                found.push(from..from + words.trim_end().len());
            }
            above = words.trim_end().chars().count();
            at += line.len();
        }
    }
    found
}

/// How many spaces stand between the `>` of a line and its first sign.
fn indent_of(line: &str) -> usize {
    let inside = line.trim_start_matches(['>', ' ', '\t']);
    let before = &line[..line.len() - inside.len()];
    before.len() - before.rfind('>').map_or(0, |at| at + 1)
}

/// Cards for getting help right within a quotation, or at the beginning of a list item.
fn cards_inside<'d, 'a>(block: &'d Block<'a>) -> Vec<&'d Block<'a>> {
    let is_card = |block: &&'d Block<'a>| matches!(&block.kind, BlockKind::Card(card) if card.level.seeks_help());
    match &block.kind {
        BlockKind::Quote(blocks) | BlockKind::Card(Card { blocks, .. }) => blocks.iter().filter(is_card).collect(),
        BlockKind::List(List { items, .. }) | BlockKind::DoList(DoList { items, .. }) => {
            items.iter().filter_map(|item| item.blocks.first()).filter(is_card).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether the first line of a quotation is a marker that is not quite one, as `> [CAUTION]`: that is a broken mark.
fn begins_with_marker(line: &str) -> bool {
    let words = line.trim_start_matches(['>', ' ']);
    words.starts_with('!') || (words.starts_with('[') && !words.contains("]("))
}

/// Whether text ends in these words, in lower case.
fn ends_in(content: &[Inline<'_>], end: &str) -> bool {
    plain_text(content).trim_end().to_lowercase().ends_with(end)
}

/// Whether text links to a phone number.
fn holds_number(content: &[Inline<'_>]) -> bool {
    !numbers(content).is_empty()
}

/// The names of the phone numbers that text links to.
fn numbers<'d>(content: &'d [Inline<'_>]) -> Vec<&'d str> {
    fn collect<'d>(content: &'d [Inline<'_>], found: &mut Vec<&'d str>) {
        for inline in content {
            match inline {
                Inline::Link(link) => {
                    if let Target::Phone(name) = &link.target {
                        found.push(name);
                    }
                }
                Inline::Emphasis(content) | Inline::Strong(content) => collect(content, found),
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    collect(content, &mut found);
    found
}

/// Items of lists that show nothing, as after a `-` that nobody went on from.
fn empty_items(blocks: &[Block<'_>], found: &mut Vec<Span>) {
    for block in blocks {
        let BlockKind::List(List { items, .. }) = &block.kind else { continue };
        for item in items {
            if item.blocks.iter().all(shows_nothing) {
                found.push(item.span.clone());
            } else {
                empty_items(&item.blocks, found);
            }
        }
    }
}

fn shows_nothing(block: &Block<'_>) -> bool {
    match &block.kind {
        BlockKind::Paragraph(content) | BlockKind::Plain(content) => !has_words(content),
        BlockKind::Quote(blocks) => blocks.iter().all(shows_nothing),
        BlockKind::List(List { items, .. }) => items.iter().all(|item| item.blocks.iter().all(shows_nothing)),
        _ => false,
    }
}

/// Links in a card that lead to a page.
fn ways_out(card: &Card<'_>) -> Vec<Span> {
    fn links(content: &[Inline<'_>], found: &mut Vec<Span>) {
        for inline in content {
            match inline {
                Inline::Link(link) if !matches!(link.target, Target::Phone(_) | Target::Claim(_) | Target::Term(_)) => {
                    found.push(link.span.clone());
                }
                Inline::Emphasis(content) | Inline::Strong(content) => links(content, found),
                _ => {}
            }
        }
    }
    fn blocks(inside: &[Block<'_>], found: &mut Vec<Span>) {
        for block in inside {
            block.each_run(&mut |run| links(run, found));
            block.children(&mut |children| blocks(children, found));
        }
    }
    let mut found = Vec::new();
    card.heading.iter().for_each(|heading| links(&heading.content, &mut found));
    blocks(&card.blocks, &mut found);
    found
}
