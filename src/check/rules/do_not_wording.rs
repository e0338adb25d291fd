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
//! In a do-list, "do not swim" has a tick before it: it belongs to a do-not list. "Do not forget to drink" may stay. A list
//! within an item is told where it begins with a verb, such as "swim", and the item above it does not end in a colon.
//!
//! How an item begins is `do_not_start` in the words of the language.
//!
//! Source: NHS digital service manual, do and don't lists: "do not" is repeated in each item.

use super::{Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic, Fix};
use crate::content::document::{BlockKind, DoList, Item, Span, is_without_width, plain_text};
use crate::prose::normalised;

pub(super) const CODE: Code = Code::error("do-not-wording");
pub(super) const RUN: Run = Run::Article(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let start = subject.site.words_of(subject.article).do_not_start.to_lowercase();
    let mut found = Vec::new();
    subject.document.each_block(&mut |block| {
        let BlockKind::DoList(DoList { negative, items, .. }) = &block.kind else { return };
        let all: Vec<(&Item<'_>, String)> = items.iter().map(|item| (item, words_of(item))).collect();
        if !negative {
            found.extend(all.iter().filter_map(|(item, words)| denied(subject, item, words)));
            return;
        }
        let is_wrong = |words: &str| !begins_with(words, &start);
        let wrong: Vec<&Span> = all.iter().filter(|(_, words)| is_wrong(words)).map(|(item, _)| &item.span).collect();
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

/// The first words of an item, in lower case.
fn words_of(item: &Item<'_>) -> String {
    let mut words = String::new();
    if let Some(first) = item.blocks.first() {
        first.each_run(&mut |run| words.push_str(&plain_text(run)));
    }
    normalised(&words.replace(is_without_width, "").replace(['’', '´', 'ʼ', '`'], "'"))
}

fn begins_with(words: &str, start: &str) -> bool {
    words.strip_prefix(start).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// An item of a do-list that tells what not to do.
fn denied(subject: &Subject<'_>, item: &Item<'_>, words: &str) -> Option<Diagnostic> {
    let near = &subject.lists.near;
    let start = near.not_starts.iter().filter(|start| begins_with(words, start)).max_by_key(|start| start.len())?;
    let is_word = |c: char| c.is_alphabetic();
    let mut rest = words[start.len()..].split(|c: char| !is_word(c));
    if rest.any(|word| near.not_denied.contains(word)) {
        return None;
    }
    let house = subject.site.words_of(subject.article);
    let message = format!("an item of a do-list begins with \"{start}\", and has a tick before it");
    let help = format!("move it to a list below `### {}`", house.do_not_heading);
    Some(subject.problem(CODE, &item.span, message).help(help))
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
    let is_advice = |inner: &&Item<'_>| {
        let words = words_of(inner);
        let mut parts = words.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        // "Drink" alone and "drink with alcohol" are things as well; so is "milk and sugar".
        parts.next().is_some_and(|first| subject.lists.verbs.contains(first))
            && !matches!(parts.next(), Some("of" | "and"))
    };
    let told = |inner: &Item<'_>| {
        let message = "this item reads like advice: the words above it don't lead on to it";
        let help = format!("begin it with \"{start}\", or end the item above it in a colon");
        subject.problem(CODE, &inner.span, message).help(help)
    };
    lists.flatten().filter(is_advice).map(told).collect()
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
    let is_thing = matches!(next, "of" | "and") || next.trim_end_matches(|c: char| !c.is_alphabetic()).ends_with("ing");
    // "Drink plenty of water" and "make sure you rest" may well stand in the wrong list.
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
