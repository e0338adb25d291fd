//! Portuguese: the spelling of the 1990 agreement, with the counts of school
//! grammar.
//!
//! Unlike in Spanish, a weak vowel before a strong one begins a syllable of
//! its own (`di-e-ta`, `sa-ú-de`), but for the unstressed ending of a word
//! with a written accent (`his-tó-ria`), which grammars read as one syllable.

/// A vowel as it takes part in a diphthong.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Vowel {
    /// `a e o`, with any accent.
    Strong,
    /// `i u y` without an accent.
    Weak,
    /// `í ú`: never part of a diphthong.
    Accented,
}

/// Parts of words in which two vowels are two syllables against the rules.
const HIATUSES: &[&str] = &[
    "autoi", "arruina", "diur", "extrau", "intrau", "jesuit", "proib", "reidr", "reini", "reuni", "reutil", "suic",
    "uiç", "viuv",
];

/// Syllables of a lower-case word.
pub(super) fn count(lower: &str) -> usize {
    let letters: Vec<char> = lower.chars().collect();
    let mut syllables = 0;
    let mut accented = false; // an accent is written before this place
    let mut at = 0;
    while at < letters.len() {
        let start = at;
        while at < letters.len() && vowel(&letters, at).is_some() {
            at += 1;
        }
        if start == at {
            at += 1;
            continue;
        }
        let falls = accented && matches!(letters[at..], [] | ['s']);
        syllables += nuclei(&letters, start..at, falls);
        accented |= letters[start..at].iter().any(|&c| "áéíóúâêô".contains(c));
    }
    syllables + hiatuses(lower)
}

fn hiatuses(lower: &str) -> usize {
    let parted = HIATUSES.iter().filter(|part| lower.contains(*part)).count();
    // -uidade is parted, but in ambiguidade the u belongs to the g.
    let quality = lower.find("uidade").is_some_and(|at| !lower[..at].ends_with(['g', 'q']));
    parted + usize::from(quality)
}

/// The vowel at `at`; none for a consonant or a mute or gliding u (que, água).
fn vowel(letters: &[char], at: usize) -> Option<Vowel> {
    let c = letters[at];
    if "aeoáéóâêôãõàèò".contains(c) {
        return Some(Vowel::Strong);
    }
    if "íú".contains(c) {
        return Some(Vowel::Accented);
    }
    let glide = "uü".contains(c)
        && at > 0
        && "qg".contains(letters[at - 1])
        && letters.get(at + 1).is_some_and(|&c| "aeoiáéóíâêôãõ".contains(c));
    ("iuyü".contains(c) && !glide).then_some(Vowel::Weak)
}

/// Syllables of a run of vowels. `falls`: it ends the word, unstressed.
fn nuclei(letters: &[char], run: std::ops::Range<usize>, falls: bool) -> usize {
    let mut nuclei = 0;
    let mut at = run.start;
    while at < run.end {
        nuclei += 1;
        at += if at + 1 < run.end && is_diphthong(letters, at, run.end, falls) { 2 } else { 1 };
    }
    nuclei
}

/// Whether the vowels at `at` and after it share a syllable; `end` is the end
/// of their run.
fn is_diphthong(letters: &[char], at: usize, end: usize, falls: bool) -> bool {
    let pair = [letters[at], letters[at + 1]];
    if matches!(pair, ['ã', 'o' | 'e' | 'i'] | ['õ', 'e']) {
        return true;
    }
    let last = at + 2 == end;
    match (vowel(letters, at), vowel(letters, at + 1)) {
        (Some(first), Some(Vowel::Weak)) => {
            // caiu is ca-iu: the last two weak vowels stay together.
            let weak_follows = at + 3 == end && vowel(letters, at + 2) == Some(Vowel::Weak);
            first != Vowel::Accented && pair[0] != pair[1] && !weak_follows && !(last && closes_syllable(letters, end))
        }
        // The ending of água, história, órgão's kin: one syllable.
        (Some(Vowel::Weak | Vowel::Strong), Some(Vowel::Strong)) => falls && last,
        _ => false,
    }
}

/// Whether the consonants from `at` close the syllable of a weak vowel, which
/// then does not lean on the vowel before it: ra-i-nha, ra-iz, a-in-da.
fn closes_syllable(letters: &[char], at: usize) -> bool {
    let Some(&consonant) = letters.get(at) else {
        return false;
    };
    let after = letters.get(at + 1).copied();
    match (consonant, after) {
        ('n', Some('h')) | ('l' | 'm' | 'n' | 'r' | 'z', None) => true,
        ('m' | 'n' | 'l' | 'r', Some(c)) => c != 'h' && vowel(letters, at + 1).is_none(),
        _ => false,
    }
}
