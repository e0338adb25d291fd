//! English: vowel groups, with rules for mute vowels and for neighbours that
//! are two syllables, and a list of exceptions.
//!
//! Counts are those of a dictionary with the full pronunciation. As in the
//! CMU Pronouncing Dictionary, `-ire` has two syllables (`tired`).

mod exceptions;
mod vowels;

use exceptions::EXCEPTIONS;
use vowels::{has_vowel, is_vowel, sounds, splits};

/// Syllables of a lower-case word, apostrophes included.
pub(super) fn count(lower: &str) -> usize {
    let folded: String = lower.chars().filter_map(fold).collect();
    if let Some(known) = exception(&folded) {
        return known;
    }
    // An accent shows that a final e is read: fiancé, but not fiancée.
    let read_e = usize::from(lower.ends_with('é') && folded.len() > 1);
    let (word, tail) = match folded.find('\'') {
        Some(at) => (&folded[..at], &folded[at + 1..]),
        None => (folded.as_str(), ""),
    };
    of_plain(word) + read_e + contraction(&folded, word, tail)
}

/// ASCII for a letter of English or of its borrowed words.
fn fold(c: char) -> Option<char> {
    Some(match c {
        'à' | 'á' | 'â' | 'ä' | 'å' => 'a',
        'è' | 'é' | 'ê' | 'ë' | 'œ' | 'æ' => 'e',
        'í' | 'î' | 'ï' => 'i',
        'ó' | 'ô' | 'ö' => 'o',
        'ú' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        'a'..='z' | '\'' => c,
        _ => return None,
    })
}

/// Syllables that what is after an apostrophe adds to `word`.
fn contraction(whole: &str, word: &str, tail: &str) -> usize {
    let after_consonant = word.ends_with(|c| !is_vowel(c) && c != 'y');
    usize::from(match tail {
        "s" => hisses(word),
        // didn't, but not don't, can't, won't, aren't.
        "t" => {
            let stem = word.strip_suffix('n').unwrap_or(word);
            stem.ends_with(['d', 's']) || whole == "mightn't" || whole == "mustn't"
        }
        "ll" | "ve" | "d" => after_consonant,
        _ => false,
    })
}

/// Whether a plural or possessive s is a syllable of its own after `word`.
fn hisses(word: &str) -> bool {
    ["s", "x", "z", "ch", "sh", "ce", "se", "ge", "ze", "xe"].iter().any(|end| word.ends_with(end))
}

/// Longest word in bytes that is taken apart; the rest is junk, for which the
/// plain rules do, in linear time and without deep recursion.
const LONGEST: usize = 48;

fn of_plain(word: &str) -> usize {
    if word.len() > LONGEST {
        return stem(word);
    }
    if let Some(known) = exception(word) {
        return known;
    }
    if let Some(stem) = word.strip_suffix('s')
        && let Some(known) = exception(stem)
    {
        return known + usize::from(hisses(stem) && !stem.ends_with("es"));
    }
    // The final s of areas must not look like that of release.
    if word.ends_with("eas") {
        return of_plain(&word[..word.len() - 1]);
    }
    compound(word).or_else(|| suffixed(word)).unwrap_or_else(|| stem(word))
}

fn exception(word: &str) -> Option<usize> {
    let at = EXCEPTIONS.binary_search_by_key(&word, |&(word, _)| word);
    at.ok().map(|at| usize::from(EXCEPTIONS[at].1))
}

/// First parts of compounds; their final e is mute.
const FIRST_PARTS: &[&str] = &[
    "bare", "base", "bone", "care", "cheese", "drive", "every", "eye", "face", "fire", "fore", "gate", "guide", "home",
    "horse", "house", "life", "like", "lime", "make", "mile", "name", "nose", "note", "nurse", "one", "pace", "price",
    "safe", "share", "side", "smoke", "some", "stone", "take", "there", "time", "trade", "use", "wave", "where",
    "white", "whole", "wide", "wire",
];

/// Syllables of a compound such as `something`.
fn compound(word: &str) -> Option<usize> {
    FIRST_PARTS.iter().find_map(|first| {
        let rest = word.strip_prefix(first)?;
        let second = rest.len() >= 2 && has_vowel(rest) && !rest.starts_with(is_vowel) && !rest.starts_with(['r', 'n']);
        (second || rest == "one").then(|| of_plain(first) + of_plain(rest))
    })
}

/// Endings that are added to a whole word.
const SUFFIXES: &[&str] = &[
    "fulness", "lessness", "liness", "fully", "lessly", "ness", "nesses", "ments", "ment", "less", "ful", "ly", "ty",
    "ties", "some",
];

/// Syllables of a word whose mute e comes before a suffix: `safely`.
fn suffixed(word: &str) -> Option<usize> {
    SUFFIXES.iter().find_map(|suffix| {
        let base = word.strip_suffix(suffix)?;
        let body = base.strip_suffix('e')?;
        let consonant = body.ends_with(|c| !is_vowel(c)) || body.ends_with("qu") || body.ends_with("gu");
        let mute = body.contains(is_vowel) && consonant;
        mute.then(|| of_plain(base) + of_plain(suffix))
    })
}

/// Syllables of a word that is no compound.
fn stem(word: &str) -> usize {
    let (body, extra) = without_mute_ending(word);
    let letters: Vec<char> = body.chars().collect();
    let mut syllables = extra;
    let mut open = false;
    for at in 0..letters.len() {
        if !sounds(&letters, at) {
            open = false;
            continue;
        }
        if !open || splits(body, &letters, at) {
            syllables += 1;
        }
        open = true;
    }
    syllables.max(1)
}

/// The word without a mute ending, and the syllables that no vowel letter of
/// the rest shows (`ta-ble`, `pris-m`, `ti-red`).
fn without_mute_ending(word: &str) -> (&str, usize) {
    let singular = word.strip_suffix('s').unwrap_or(word);
    for end in ["ism", "asm", "ysm", "thm"] {
        if singular.ends_with(end) {
            return (word, 1);
        }
    }
    let body = if let Some(body) = word.strip_suffix("ed") {
        if body.ends_with(['t', 'd']) || is_liquid(body, 'r') && !body.ends_with("rr") {
            return (word, 0);
        }
        body
    } else if let Some(body) = word.strip_suffix("es") {
        let hiss = body.ends_with(['s', 'x', 'z', 'c', 'g']);
        if hiss || body.ends_with("ch") || body.ends_with("sh") {
            return (word, 0);
        }
        body
    } else if let Some(body) = word.strip_suffix('e') {
        body
    } else {
        return (word, 0);
    };
    if body.ends_with("gu") || body.ends_with("qu") {
        return (&body[..body.len() - 1], 0);
    }
    if body.ends_with(is_vowel) || !has_vowel(body) {
        return (word, 0);
    }
    // ta-ble, han-dled, cen-tre: the last consonant carries a syllable.
    if is_liquid(body, 'l') && !body.ends_with("ll") && !body.ends_with("rl") || is_centre(body) {
        return (body, 1);
    }
    // ti-red, re-qui-re, as the CMU dictionary has it.
    let ire = body
        .strip_suffix("ir")
        .is_some_and(|head| !["a", "e", "o", "p", "m", "sh"].iter().any(|end| head.ends_with(end)));
    (body, usize::from(ire))
}

/// Whether `body` ends in a consonant and then `liquid`.
fn is_liquid(body: &str, liquid: char) -> bool {
    body.strip_suffix(liquid)
        .and_then(|rest| rest.chars().next_back())
        .is_some_and(|c| !is_vowel(c) && !matches!(c, 'y' | 'w'))
}

/// British spellings: centre, litre, fibre, acre.
fn is_centre(body: &str) -> bool {
    ["tr", "br", "cr"].iter().any(|end| body.ends_with(end))
}
