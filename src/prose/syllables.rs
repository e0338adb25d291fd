//! Counts the syllables of a word, for the readability formulas.
//!
//! English spelling does not show its syllables, so English has rules with a
//! list of exceptions. Spanish is all but exact by rule, Portuguese nearly so,
//! German is simple. Counts follow the dictionary's full pronunciation, not
//! hurried speech: `medicine` has three.

use crate::prose::{Language, is_mark};

mod english;
mod german;
mod portuguese;
mod spanish;
#[cfg(test)]
mod tests;

/// Syllables of one word as [`crate::prose::words`] yields it.
///
/// A part of digits counts one syllable (`999`, `1.5`): the golden values of
/// the research note, and textstat, count so. Parts of a compound are added
/// (`follow-up` has three). Capitals that cannot be read as a word are spelled
/// out (`NHS` has three). A word has at least one syllable; a string without a
/// letter or digit has none.
#[must_use]
pub(crate) fn count(word: &str, lang: Language) -> usize {
    parts(word)
        .into_iter()
        .map(|part| match part {
            WordPart::Digits => 1,
            WordPart::Letters(letters) => {
                spelled_out(&letters, lang).unwrap_or_else(|| of_letters(&letters.to_lowercase(), lang).max(1))
            }
        })
        .sum()
}

fn of_letters(lower: &str, lang: Language) -> usize {
    match lang {
        Language::English => english::count(lower),
        Language::Spanish => spanish::count(lower),
        Language::Portuguese => portuguese::count(lower),
        Language::German => german::count(lower),
        Language::Arabic | Language::Other => vowel_groups(lower),
    }
}

/// A piece of a word between hyphens, stops and changes of kind.
enum WordPart {
    /// A number, its separators included.
    Digits,
    /// Letters and apostrophes, accents composed.
    Letters(String),
}

fn parts(word: &str) -> Vec<WordPart> {
    let mut parts = Vec::new();
    let mut open = false;
    for c in word.chars() {
        match (c, parts.last_mut()) {
            ('\u{ad}', _) => {} // a soft hyphen is not read
            (c, Some(WordPart::Digits)) if open && (c.is_numeric() || is_separator(c)) => {}
            (c, Some(WordPart::Letters(letters))) if open && is_mark(c) => {
                if let Some(base) = letters.pop() {
                    letters.push(compose(base, c));
                }
            }
            (c, Some(WordPart::Letters(letters))) if open && c.is_alphabetic() => letters.push(c),
            ('\'' | '\u{2019}' | '\u{2bc}', Some(WordPart::Letters(letters))) if open => {
                letters.push('\'');
            }
            (c, _) if c.is_alphabetic() => {
                parts.push(WordPart::Letters(c.to_string()));
                open = true;
            }
            (c, _) if c.is_numeric() => {
                parts.push(WordPart::Digits);
                open = true;
            }
            _ => open = false,
        }
    }
    parts
}

fn is_separator(c: char) -> bool {
    matches!(c, '.' | ',' | ':' | '/')
}

/// The letter that `base` and a combining accent make, if it is a vowel.
fn compose(base: char, mark: char) -> char {
    let row = match mark {
        '\u{300}' => "àèìòùÀÈÌÒÙ",
        '\u{301}' => "áéíóúÁÉÍÓÚ",
        '\u{302}' => "âêîôûÂÊÎÔÛ",
        '\u{303}' => "ãẽĩõũÃẼĨÕŨ",
        '\u{308}' => "äëïöüÄËÏÖÜ",
        _ => return base,
    };
    let at = "aeiouAEIOU".chars().position(|vowel| vowel == base);
    at.and_then(|at| row.chars().nth(at)).unwrap_or(base)
}

/// Capitals with a vowel that are spelled out all the same.
const SPELLED_OUT: &[&str] = &[
    "AED", "CEO", "EBV", "ECG", "EEG", "EKG", "EU", "GUM", "HIV", "IBS", "ICU", "IUD", "IV", "IVF", "MRI", "OCD", "UK",
    "US", "USA", "UTI",
];

/// Syllables of capitals that are read letter by letter; none for a word.
///
/// A letter counts one syllable (the English W three). That is too few for
/// some Spanish and Portuguese letter names, which a leaflet seldom needs.
fn spelled_out(letters: &str, lang: Language) -> Option<usize> {
    let capitals = letters.strip_suffix('s').or_else(|| letters.strip_suffix("'s")).unwrap_or(letters);
    let length = capitals.chars().count();
    if !(1..=5).contains(&length) || !capitals.chars().all(char::is_uppercase) {
        return None;
    }
    let vowel = capitals.chars().any(|c| "AEIOUY".contains(c) || !c.is_ascii());
    let listed = lang == Language::English && SPELLED_OUT.binary_search(&capitals).is_ok();
    if vowel && !listed {
        return None;
    }
    let extra = if lang == Language::English { 2 } else { 0 };
    Some(length + extra * capitals.matches('W').count())
}

/// Groups of vowels: the guess for a language without rules here.
fn vowel_groups(lower: &str) -> usize {
    let mut groups = 0;
    let mut inside = false;
    for c in lower.chars() {
        let vowel = is_latin_vowel(c);
        groups += usize::from(vowel && !inside);
        inside = vowel;
    }
    groups
}

fn is_latin_vowel(c: char) -> bool {
    "aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýœ".contains(c)
}
