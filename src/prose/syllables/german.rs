//! German: vowel groups with the diphthongs, as the Duden divides words.
//!
//! `-tion` has two syllables there (`Ope-ra-ti-on`).

/// Two letters for one vowel.
const DIGRAPHS: &[&str] = &["aa", "ai", "au", "ay", "ee", "ei", "eu", "ey", "ie", "oi", "oo", "ou", "oy", "äu"];

/// Beginnings where a prefix ends in a vowel and the stem begins with one,
/// with the number of letters of the prefix.
const PREFIXES: &[(&str, usize)] = &[
    ("beein", 2),
    ("beend", 2),
    ("beinhalt", 2),
    ("beurlaub", 2),
    ("beurteil", 2),
    ("geeign", 2),
    ("geein", 2),
    ("geimpf", 2),
    ("reinfekt", 2),
    ("reinfar", 2),
];

/// Endings in which `ie` or `eu` is two vowels.
const PARTED: &[&str] = &["ient", "ienten", "eum", "ientin", "ientinnen", "iente", "ienz", "ienzen"];

/// Syllables of a lower-case word.
pub(super) fn count(lower: &str) -> usize {
    let prefix = PREFIXES.iter().find(|(start, _)| lower.starts_with(start)).map_or(0, |&(_, letters)| letters);
    let hygiene = usize::from(lower.contains("hygiene"));
    let parted = usize::from(PARTED.iter().any(|end| {
        // Not so in dient, verdient.
        lower.strip_suffix(end).is_some_and(|stem| !stem.ends_with('d'))
    }));
    groups(&lower[..prefix]) + groups(&lower[prefix..]) + parted + hygiene
}

fn groups(letters: &str) -> usize {
    let chars: Vec<char> = letters.chars().collect();
    let mut groups = 0;
    let mut at = 0;
    while at < chars.len() {
        let mute_u = chars[at] == 'u' && at > 0 && chars[at - 1] == 'q';
        // A y before a vowel at the start is a consonant: Yoga.
        let consonant_y = chars[at] == 'y' && at == 0 && chars.len() > 1;
        if mute_u || consonant_y && is_vowel(chars[1]) || !is_vowel(chars[at]) {
            at += 1;
            continue;
        }
        groups += 1;
        let pair: String = chars[at..].iter().take(2).collect();
        at += if DIGRAPHS.contains(&pair.as_str()) { 2 } else { 1 };
    }
    groups
}

fn is_vowel(c: char) -> bool {
    "aeiouyäöüáàâéèêíóôúëï".contains(c)
}
