//! A short form in capitals that is not explained where the page first uses it.
//!
//! Why it matters: the same letters mean different things to different people, and nothing at all to many.
//!
//! Example:
//!
//! ```text
//! You will have an MRI scan.
//! ```
//!
//! Instead:
//!
//! ```text
//! You will have a scan with strong magnets (magnetic resonance imaging, or MRI).
//! ```
//!
//! "MRI (magnetic resonance imaging)", "magnetic resonance imaging, or MRI", "this is called an MRI", "MRI: a scan with
//! magnets" at the beginning of a paragraph or item, a list or a table of short forms, and a link to the glossary are fine
//! as well. Words in capitals for stress, letters after a name ("Ann Lee, RN"), days and months are not short forms. Those
//! that are better known than what they stand for, such as NHS or DNA, need no explanation. Add your own in site.yaml:
//!
//! ```text
//! words: { en: { acronyms: [TENS] } }
//! ```
//!
//! Source: NHS digital service manual, content guide; WCAG 2.2, 3.1.4 Abbreviations; CDC Clear Communication Index,
//! item 7.

use std::cell::LazyCell;
use std::collections::HashSet;
use std::ops::Range;

use super::to_fill_in::places;
use super::word_lists::{Lists, is_in_capitals};
use super::{Run, Subject};
use crate::base::diagnostic::Diagnostic;
pub(super) use crate::base::diagnostic::code::UNEXPLAINED_ACRONYM as CODE;
use crate::content::document::Target;
use crate::site::reading::{Reading, Unit, UnitKind};

pub(super) const RUN: Run = Run::Article(run);

/// Letters behind a name that say what somebody has learnt or was given: "Ann Lee, RN".
const DEGREES: [&str; 60] = [
    "AO", "APRN", "ARNP", "BA", "BDS", "BM", "BN", "BS", "BSc", "BSN", "CBE", "CNM", "CNP", "CRNA", "DC", "DDS", "DMD",
    "DNP", "DO", "DPM", "DPT", "EdD", "FAAP", "FACP", "FACS", "FFARCS", "FRCA", "FRCGP", "FRCOG", "FRCP", "FRCPCH",
    "FRCS", "JD", "LCSW", "LMFT", "LPN", "LVN", "MA", "MBBS", "MBChB", "MBA", "MBE", "MD", "MPH", "MRCGP", "MRCP",
    "MS", "MSc", "MSN", "MSW", "NP", "OBE", "OD", "OT", "PA", "PT", "RD", "RGN", "RM", "RN",
];

/// Letters from which on a word that can be spoken is taken for an ordinary one in capitals.
const LONG: usize = 6;
/// Letters from which on one word can be what a short form of three or more stands for: "electrocardiogram".
const ONE_WORD: usize = 9;
/// How far from a short form the words may be that it is made of, in words.
const NEAR: usize = 14;

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let lists = subject.lists;
    if !lists.is_known {
        return Vec::new();
    }
    let mut known = listed(subject.reading, lists);
    let small = LazyCell::new(|| small_words(subject.reading));
    let mut found = Vec::new();
    for unit in subject.reading.all() {
        let unfinished = if unit.words.standouts().is_empty() { Vec::new() } else { places(&unit.text, lists, true) };
        for index in unit.words.standouts().iter().copied() {
            let (words, range) = (index..index + 1, &unit.words[index]);
            let Some(acronym) = acronym(&unit.text[range.clone()]) else { continue };
            // A part that is still to be written is told as that.
            if unfinished.iter().any(|place| place.start <= range.start && range.end <= place.end) {
                continue;
            }
            let bare = acronym.replace('.', "");
            if lists.capitals.contains(&*bare)
                || known.contains(&*bare)
                || is_stressed(unit, index, &bare, lists)
                || small.contains(&*bare.to_lowercase())
                || is_behind_name(unit, index, &bare)
                || begins_name(unit, index, acronym)
                || ends_name(unit, index, acronym, lists)
                || is_of_postcode(unit, index)
            {
                continue;
            }
            // The words of a link to the glossary are explained, and those of a claim are the registry's own.
            let by_link = matches!(unit.target(range.start), Some(Target::Term(_) | Target::Claim(_)));
            if by_link || lists.is_explained(unit, &words) || is_explained_beside(unit, index, &bare, lists) {
                known.insert(bare);
            } else if unit.kind.has_explanations() {
                found.push(subject.problem_at(CODE, unit, &words, format!("\"{acronym}\" is not explained")).help(
                    format!(
                        "write what it stands for and then ({acronym}), or plain words instead; if every reader \
                             knows it, add it under `words` in site.yaml"
                    ),
                ));
                known.insert(bare);
            }
        }
    }
    found
}

/// Whether it is half of a British postcode, such as "N7 9GU" (Royal Mail, PAF Programmers' Guide).
fn is_of_postcode(unit: &Unit<'_>, index: usize) -> bool {
    unit.words[index.saturating_sub(1)..]
        .windows(2)
        .take(1 + usize::from(index > 0))
        .any(|pair| begins_postcode(&unit.text[pair[0].clone()]) && ends_postcode(&unit.text[pair[1].clone()]))
}

/// `N7`, `SW1A`
fn begins_postcode(word: &str) -> bool {
    (2..=4).contains(&word.len())
        && word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.contains(|c: char| c.is_ascii_digit())
}

/// `9GU`
fn ends_postcode(word: &str) -> bool {
    matches!(word.as_bytes(), [a, b, c] if a.is_ascii_digit() && b.is_ascii_uppercase() && c.is_ascii_uppercase())
}

/// The short form that a word is: two letters or more, all of them capitals, but no number in Roman figures. A plural
/// in -s counts as its singular.
fn acronym(word: &str) -> Option<&str> {
    // Most words end the matter at once.
    if word.bytes().take(2).any(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    let stem = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
    let stem = stem.strip_suffix('s').unwrap_or(stem);
    // "type II", "stage IIIA", "chapter XL"
    let figures = stem.trim_end_matches(['A', 'B', 'C']);
    let roman = figures.chars().all(|c| matches!(c, 'I' | 'V' | 'X')) || (figures.contains('X') && is_roman(figures));
    // "massage in the form of I-L-U"
    let is_of_shapes = stem.contains('-') && stem.split('-').all(|letter| letter.chars().count() == 1);
    (is_in_capitals(stem) && !roman && !is_of_shapes).then_some(stem)
}

fn is_roman(word: &str) -> bool {
    word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L'))
}

/// The short forms that the page lists with their meanings: in a list of terms, or in a table with such heads. There a
/// reader looks them up, wherever on the page it is.
fn listed(reading: &Reading<'_>, lists: &Lists) -> HashSet<String> {
    let mut listed = HashSet::new();
    for unit in reading.all() {
        let says = match unit.kind {
            UnitKind::Defined => true,
            UnitKind::Cell => unit.context.iter().any(|head| is_of_meanings(&reading.units[*head], lists)),
            _ => false,
        };
        if says {
            let words = unit.words.standouts().iter().map(|index| &unit.text[unit.words[*index].clone()]);
            listed.extend(words.filter_map(acronym).map(|short| short.replace('.', "")));
        }
    }
    listed
}

/// Whether the head of a column says that short forms or their meanings are below it.
fn is_of_meanings(head: &Unit<'_>, lists: &Lists) -> bool {
    lists.meanings.contains(&head.text.trim().to_lowercase())
}

/// The words of a page that are somewhere in small letters.
fn small_words<'r>(reading: &'r Reading<'_>) -> HashSet<&'r str> {
    let words = reading.all().flat_map(|unit| unit.words.iter().map(|range| &unit.text[range.clone()]));
    words.filter(|word| word.len() > 3 && word.starts_with(char::is_lowercase)).collect()
}

/// Whether a word is an ordinary one that was written in capitals for stress.
fn is_stressed(unit: &Unit<'_>, index: usize, word: &str, lists: &Lists) -> bool {
    let lower = word.to_lowercase().replace('’', "'");
    lists.ordinary.contains(&lower) || can_be_spoken(&lower, LONG) || is_shouted(unit, index)
}

/// Whether a word of so many letters or more has vowels and consonants as spoken words have.
fn can_be_spoken(lower: &str, least: usize) -> bool {
    // An accent may be a character of its own, after its letter.
    let letters: Vec<char> = lower.chars().filter(|c| !matches!(c, '\'' | '-' | '\u{300}'..='\u{36f}')).collect();
    let longest = letters.split(|c| is_vowel(*c)).map(<[char]>::len).max().unwrap_or(0);
    letters.len() >= least
        && letters.iter().all(|c| c.is_alphabetic())
        && longest <= 4
        && letters.iter().any(|c| is_vowel(*c))
}

fn is_vowel(c: char) -> bool {
    "aeiouyáéíóúàâãêôõäöüæø".contains(c)
}

/// Whether a word belongs to three or more words in a row that are all in capitals.
fn is_shouted(unit: &Unit<'_>, index: usize) -> bool {
    let before = (index.saturating_sub(2)..index).rev().take_while(|at| is_loud(unit, *at)).count();
    let after = (index + 1..=index + 2).take_while(|at| is_loud(unit, *at)).count();
    before + after >= 2
}

/// Whether there is such a word, in capitals.
fn is_loud(unit: &Unit<'_>, at: usize) -> bool {
    unit.words.get(at).is_some_and(|word| is_in_capitals(&unit.text[word.clone()]))
}

/// Whether letters are behind a name, or behind others that do: "Ann Lee, RN, MD".
fn is_behind_name(unit: &Unit<'_>, index: usize, letters: &str) -> bool {
    let Some(before) = index.checked_sub(1).filter(|_| DEGREES.contains(&letters)) else { return false };
    let word = &unit.text[unit.words[before].clone()];
    matches!(unit.gap_before(index), "" | "," | ".,") && word.starts_with(char::is_uppercase)
}

/// Whether dotted letters are the first names of a person: "J.R. Smith".
fn begins_name(unit: &Unit<'_>, index: usize, word: &str) -> bool {
    let next = unit.words.get(index + 1).map(|range| &unit.text[range.clone()]);
    word.contains('.') && next.is_some_and(|next| next.starts_with(char::is_uppercase) && !is_in_capitals(next))
}

/// Whether a word is a surname in capitals, as some write it: "Dr SMITH", "Ann JONES". Behind a word with a capital that
/// is no title, only one that is too long for most short forms and can be spoken.
fn ends_name(unit: &Unit<'_>, index: usize, word: &str, lists: &Lists) -> bool {
    let Some(before) = index.checked_sub(1).filter(|_| matches!(unit.gap_before(index), "" | ".")) else {
        return false;
    };
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let first = &unit.text[unit.words[before].clone()];
    let is_first_name = first.chars().skip(1).all(char::is_lowercase)
        && first.chars().count() > 1
        && first.starts_with(char::is_uppercase)
        && unit.gap_before(index).is_empty()
        && !unit.sentence_words.iter().any(|sentence| sentence.start == before);
    (letters >= 4 && lists.titles.contains(unit.word(before)))
        || (is_first_name
            && letters == word.chars().count()
            && letters + 1 == LONG
            && can_be_spoken(&word.to_lowercase(), LONG - 1))
}

/// Whether the words beside a short form explain it.
fn is_explained_beside(unit: &Unit<'_>, index: usize, short: &str, lists: &Lists) -> bool {
    let goes_on = unit.words.len() > index + 2;
    let gap = if goes_on { unit.gap_before(index + 1) } else { "" };
    // "UTI: an infection of the bladder", "BMI – body mass index", at the beginning of a paragraph, item or cell.
    let is_first = index == 0 && !unit.kind.is_heading() && !matches!(unit.kind, UnitKind::Title | UnitKind::Summary);
    let next_is_figure = goes_on && unit.word(index + 1).starts_with(|c: char| c.is_ascii_digit());
    if goes_on && is_first && !next_is_figure && matches!(gap, ":" | "–" | "—" | "-" | "=") {
        return true;
    }
    let is_told = matches!(gap, "" | "," | "–" | "—" | "”" | "\"" | "»" | "“") && goes_on;
    (is_told && lists.explains.at(unit, index + 1).is_some())
        || is_one_word_beside(unit, index, short, lists)
        || is_spelt_out(unit, index, short)
}

/// Whether one long word beside a short form has its letters, one after another: "ECG, or electrocardiogram",
/// "echocardiogram – ECHO". A comma or an "and" alone makes a list of two things: "an ECG, echocardiogram and X-ray".
fn is_one_word_beside(unit: &Unit<'_>, index: usize, short: &str, lists: &Lists) -> bool {
    let letters: Vec<char> = short.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let mut beside = index.saturating_sub(2)..unit.words.len().min(index + 3);
    letters.len() >= 3
        && beside.any(|at| {
            unit.word(at).chars().count() >= ONE_WORD
                && is_set_apart(unit, at.min(index), at.max(index), lists)
                && has_letters(unit.word(at), &letters)
        })
}

/// Whether a word begins with the first of some letters and has the others, one after another.
fn has_letters(word: &str, letters: &[char]) -> bool {
    let mut rest = word.chars();
    word.chars().next() == letters.first().copied() && letters.iter().all(|letter| rest.any(|c| c == *letter))
}

/// Whether what is between two words says that they are the same thing: a bracket, a dash, ", or".
fn is_set_apart(unit: &Unit<'_>, from: usize, to: usize, lists: &Lists) -> bool {
    match to - from {
        1 => has_between(unit, from, to, &['(', '–', '—', '-', ':', '=', '/']),
        2 => lists.or.contains(unit.word(from + 1)) && has_between(unit, from, to, &[',', '(', '–', '—', '-']),
        _ => false,
    }
}

/// Whether one of some characters is between two words.
fn has_between(unit: &Unit<'_>, from: usize, to: usize, characters: &[char]) -> bool {
    (from + 1..=to).any(|at| unit.gap_before(at).contains(characters))
}

/// Whether words near a short form begin with its letters, one after another: "magnetic resonance imaging, or MRI".
/// There may be short words such as "of" between.
fn is_spelt_out(unit: &Unit<'_>, index: usize, short: &str) -> bool {
    let letters: Vec<char> = short.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let (start, end) = (index.saturating_sub(NEAR), unit.words.len().min(index + NEAR));
    letters.len() >= 2
        && (start..end).any(|from| {
            // The words up to the short form, or those after it.
            let end = if from <= index { index } else { end };
            spell(unit, from..end, &letters)
        })
}

/// Whether words from the beginning of a range on begin with some letters, one after another.
fn spell(unit: &Unit<'_>, words: Range<usize>, letters: &[char]) -> bool {
    let mut left = letters;
    for at in words.clone() {
        let word = unit.word(at);
        if word.chars().next() == left.first().copied() {
            // A compound counts for each of its parts: "X-ray", "follow-up".
            let parts = word.split('-').filter_map(|part| part.chars().next());
            let spelt = parts.zip(left).take_while(|(part, letter)| part == *letter).count();
            left = &left[spelt..];
            if left.is_empty() {
                return true;
            }
        } else if at == words.start || word.chars().count() > 3 {
            return false;
        }
    }
    false
}
