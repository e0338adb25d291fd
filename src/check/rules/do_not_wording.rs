//! An item of a do-not list that does not begin with "do not", or one of a do-list that does.
//!
//! Why it matters: people scan lists. Whoever misses the heading reads "drive home" as advice.
//!
//! Example:
//!
//! ```text
//! ### Do not
//!
//! - drive while you are sleepy
//! ```
//!
//! Instead:
//!
//! ```text
//! ### Do not
//!
//! - do not drive while you are sleepy
//! ```
//!
//! In a do-list, "do not swim" and "you must never swim" have a tick before them: they belong to a do-not list. "Do not
//! forget to drink" may stay. A list within an item is told where it begins with a verb, such as "swim", and the item above
//! it does not end in a colon.
//!
//! How an item begins is `do_not_start` in the words of the language.
//!
//! Source: NHS digital service manual, do and don't lists: "do not" is repeated in each item.

use super::{Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic, Fix};
use crate::content::document::{Block, BlockKind, DoList, Item, Span, has_words, is_without_width, plain_text};
use crate::prose::normalised;

pub(super) const CODE: Code = Code::error("do-not-wording");
pub(super) const RUN: Run = Run::Article(run);

/// Most words from the beginning of an item to the one that denies it.
const FARTHEST_DENIAL: usize = 5;

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let start = subject.site.words_of(subject.article).do_not_start.to_lowercase();
    let mut found = Vec::new();
    subject.document.each_block(&mut |block| {
        let BlockKind::DoList(DoList { negative, items, .. }) = &block.kind else { return };
        let (empty, full): (Vec<&Item<'_>>, Vec<&Item<'_>>) =
            items.iter().partition(|item| is_empty(item, *negative, &start));
        found.extend(empty.into_iter().map(|item| empty_item(subject, item)));
        if !negative {
            found.extend(full.into_iter().filter_map(|item| denied(subject, item)));
            return;
        }
        let all: Vec<(&Item<'_>, String)> = full.into_iter().map(|item| (item, words_of(item))).collect();
        let wrong = all.iter().filter(|(_, words)| !begins_with(words, &start));
        let wrong: Vec<&Span> = wrong.map(|(item, _)| &item.span).collect();
        // A list of which one half is mended reads as if the other half was allowed.
        let fixes: Option<Vec<Fix>> = wrong.iter().map(|item| with_start(subject, item, &start)).collect();
        let mut fixes = fixes.into_iter().flatten();
        for item in wrong {
            found.push(
                subject
                    .problem(CODE, item, format!("an item of a do-not list does not begin with \"{start}\""))
                    .help(format!("write \"{start}\" in each item, even below that heading"))
                    .fix(fixes.next()),
            );
        }
        found.extend(all.iter().flat_map(|(item, words)| nested(subject, item, words, &start)));
    });
    found
}

/// The first words of an item as they are typed, with straight apostrophes.
fn typed_words(item: &Item<'_>) -> String {
    let mut words = String::new();
    if let Some(first) = item.blocks.first() {
        first.each_run(&mut |run| words.push_str(&plain_text(run)));
    }
    words.replace(['’', '´', 'ʼ', '`'], "'")
}

/// The first words of an item, in lower case.
fn words_of(item: &Item<'_>) -> String {
    normalised(&typed_words(item).replace(is_without_width, ""))
}

fn begins_with(words: &str, start: &str) -> bool {
    words.strip_prefix(start).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Whether an item says nothing, or nothing behind "do not".
fn is_empty(item: &Item<'_>, is_negative: bool, start: &str) -> bool {
    let words = words_of(item);
    let words = words.trim_matches(|c: char| !c.is_alphanumeric());
    match &item.blocks[..] {
        [] => is_negative,
        [Block { kind: BlockKind::Paragraph(content) | BlockKind::Plain(content), .. }] => {
            words == start || (is_negative && !has_words(content))
        }
        _ => false,
    }
}

fn empty_item(subject: &Subject<'_>, item: &Item<'_>) -> Diagnostic {
    let message = "this item does not say what not to do";
    subject.problem(CODE, &item.span, message).help("write what was meant here, or take the line out")
}

/// An item of a do-list that tells what not to do.
fn denied(subject: &Subject<'_>, item: &Item<'_>) -> Option<Diagnostic> {
    let typed = typed_words(item);
    // A character without width may be in a word, or in place of a space.
    let denial = denial(subject, &normalised(&typed.replace(is_without_width, "")))
        .or_else(|| denial(subject, &normalised(&typed.replace(is_without_width, " "))))?;
    let house = subject.site.words_of(subject.article);
    let message = format!("an item of a do-list says \"{denial}\", and has a tick before it");
    let help = format!("move it to a list below `### {}`", house.do_not_heading);
    Some(subject.problem(CODE, &item.span, message).help(help))
}

/// The words of an item that tell not to do what it says: "do not", or "nicht" behind a verb.
fn denial<'l>(subject: &'l Subject<'_>, words: &str) -> Option<&'l str> {
    /// How far behind its beginning there may be a word such as "forget": "do not ever forget".
    const REACH: usize = 3;
    let near = &subject.lists.near;
    let words = without_openers(words, &near.openers);
    if let Some(start) =
        near.not_starts.iter().filter(|start| begins_with(words, start)).max_by_key(|start| start.len())
    {
        let rest: Vec<&str> = parts(&words[start.len()..]).filter(|word| !word.is_empty()).collect();
        // German has the verb at the end: "nicht zu lange warten".
        let reach = if near.denials_behind.is_empty() { REACH } else { rest.len() };
        let mut denied = rest.iter().take(reach).take_while(|word| !near.joins.contains(**word));
        let is_advice = denied.any(|word| near.not_denied.contains(*word));
        return (!is_advice).then_some(start);
    }
    // "Fahren Sie nicht Auto", but not "fahren Sie, wenn Sie nicht müde sind".
    let clause = words.split([',', ';', ':', '.', '–', '(']).next().unwrap_or_default();
    let first: Vec<&str> = parts(clause).take_while(|word| !near.joins.contains(*word)).collect();
    let at = first.iter().take(FARTHEST_DENIAL).position(|word| near.denials_behind.contains(*word))?;
    let is_advice = first.iter().any(|word| near.not_denied.contains(*word));
    let is_condition = first[..at].iter().any(|word| subject.lists.aftercare.conditions.contains(*word));
    let denial = near.denials_behind.get(first[at])?;
    (!is_advice && !is_condition).then_some(denial)
}

/// The words in a stretch of text, with empty ones between two characters that are no letters.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic())
}

/// Words without what may come before an order: a character for decoration, "please", "also".
fn without_openers<'w>(words: &'w str, openers: &[String]) -> &'w str {
    let mut words = words.trim_start_matches(is_decoration);
    while let Some(opener) = openers.iter().find(|opener| begins_with(words, opener)) {
        words = words[opener.len()..].trim_start_matches(is_decoration);
    }
    words
}

fn is_decoration(c: char) -> bool {
    !c.is_alphanumeric()
}

/// Items within an item of a do-not list that read like advice.
fn nested(subject: &Subject<'_>, item: &Item<'_>, words: &str, start: &str) -> Vec<Diagnostic> {
    if words.ends_with(':') {
        return Vec::new();
    }
    let lists = item.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::List(list) => Some(&list.items),
        _ => None,
    });
    let message = "this item reads like advice: the words above it don't lead on to it";
    let help = format!("begin it with \"{start}\", or end the item above it in a colon");
    let advice = lists.flatten().filter(|inner| reads_like_advice(subject, inner));
    advice.map(|inner| subject.problem(CODE, &inner.span, message).help(help.clone())).collect()
}

/// Whether an item begins with a verb that tells somebody to do something.
fn reads_like_advice(subject: &Subject<'_>, item: &Item<'_>) -> bool {
    let words = words_of(item);
    let mut words = parts(&words).filter(|word| !word.is_empty());
    // "Drink" alone and "drink with alcohol" are things as well; so is "milk and sugar".
    words.next().is_some_and(|first| subject.lists.verbs.contains(first))
        && !words.next().is_some_and(|next| subject.lists.near.thing_joins.contains(next))
}

/// The edit that puts "do not" before an item's first word, where that is certainly a verb: "do not alcohol" is no advice.
/// A capital moves to the new first word, but in German, where it may belong to the old one.
fn with_start(subject: &Subject<'_>, item: &Span, start: &str) -> Option<Fix> {
    let text = &subject.article.source.text[item.clone()];
    let mark = text.find([' ', '\t'])?;
    let begin = mark + text[mark..].len() - text[mark..].trim_start_matches([' ', '\t']).len();
    let letter = text[begin..].find(char::is_alphabetic).map(|at| begin + at)?;
    // Bold before the word is part of it; a quotation, a link with its title and a picture are not.
    let is_plain = text[begin..letter].chars().all(|c| "*_".contains(c));
    let word: String = text[letter..].chars().take_while(|c| c.is_alphabetic()).collect::<String>().to_lowercase();
    // "Use of" begins with a noun, and so do "use-by dates" and "take-away food".
    let behind = &text[letter..][text[letter..].find(|c: char| !c.is_alphabetic()).unwrap_or(text.len() - letter)..];
    let next = behind.split_whitespace().next().unwrap_or_default();
    let goes_on = behind.starts_with(['-', '‐', '‑', '–', '\'', '’', '/', ':']);
    // "Drink driving" and "wear and tear" are things, not deeds.
    let near = &subject.lists.near;
    let bare = next.trim_end_matches(|c: char| !c.is_alphabetic());
    let is_thing = near.thing_joins.contains(next) || near.thing_endings.iter().any(|end| bare.ends_with(end.as_str()));
    // "Drink plenty of water" and "make sure you rest" may well be in the wrong list.
    let mut words = text[letter..].split(|c: char| !c.is_alphabetic() && !matches!(c, '\'' | '’'));
    let is_advice = words.any(|word| subject.lists.advice.contains(&word.replace('’', "'").to_lowercase()));
    if !is_plain || !subject.lists.verbs.contains(&word) || is_thing || goes_on || is_advice {
        return None;
    }
    let mut letters = text[letter..].chars();
    let first = letters.next()?;
    let is_name = letters.next().is_some_and(char::is_uppercase);
    if !first.is_uppercase() || is_name {
        return Some(subject.article.source.fix(item.start + begin..item.start + begin, format!("{start} ")));
    }
    if subject.article.place.language.starts_with("de") {
        return None;
    }
    let capital: String = start.chars().take(1).flat_map(char::to_uppercase).chain(start.chars().skip(1)).collect();
    let with = format!("{capital} {}{}", &text[begin..letter], first.to_lowercase());
    Some(subject.article.source.fix(item.start + begin..item.start + letter + first.len_utf8(), with))
}
