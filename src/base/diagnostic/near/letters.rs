//! The letters of a name: what tells in some nanoseconds that two names are far apart, or are the same but for capitals.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// How often each letter occurs in a name. Some characters are counted together.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letters {
    counts: [u8; 32],
    /// The sum of all counts.
    all: u16,
}

impl Letters {
    /// Of a name in lower case.
    pub(super) fn of(lower: &str) -> Self {
        let mut counts = [0_u8; 32];
        for c in lower.chars() {
            let count = &mut counts[(u32::from(c) % 32) as usize];
            *count = count.saturating_add(1);
        }
        Self { counts, all: counts.iter().copied().map(u16::from).sum() }
    }

    /// Whether no more than some edits may lie between two names, and at least how many do. An edit adds a character,
    /// takes one away, or does both, so it takes as many as one name has letters that the other has not, or the other
    /// way round.
    pub(super) fn least_distance(&self, other: &Self, most: usize) -> Option<usize> {
        let longer = self.all.abs_diff(other.all);
        if usize::from(longer) > most {
            return None;
        }
        let differences: u16 = self.counts.iter().zip(&other.counts).map(|(a, b)| u16::from(a.abs_diff(*b))).sum();
        // What one has more and what the other has more make this sum; they differ by as much as the lengths do.
        let least = usize::from(differences.midpoint(longer));
        (least <= most).then_some(least)
    }
}

/// Letters and digits alone, and small. An accent can make another word: "año" is a year, and "ano" is none. Two figures
/// that something parts stay two.
pub(crate) fn bare(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut is_parted = false;
    let plain: Cow<'_, str> = if name.is_ascii() { name.into() } else { name.nfc().collect::<String>().into() };
    for c in plain.chars() {
        if !c.is_alphanumeric() {
            is_parted = true;
            continue;
        }
        if is_parted && c.is_numeric() && out.ends_with(char::is_numeric) {
            out.push(' ');
        }
        is_parted = false;
        out.extend(c.to_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use strsim::damerau_levenshtein;

    use super::Letters;

    #[test]
    fn counting_letters_never_says_that_names_are_farther_apart_than_they_are() {
        let names =
            ["", "a", "ab", "ba", "Straße", "STRASSE", "ΟΔΟΣ", "οδος", "sleep-1", "sleep-21", "slepe", "day-3-rest"];
        for a in names {
            for b in names {
                let distance = damerau_levenshtein(&a.to_lowercase(), &b.to_lowercase());
                let least = Letters::of(&a.to_lowercase()).least_distance(&Letters::of(&b.to_lowercase()), distance);
                assert!(least.is_some_and(|least| least <= distance), "{a} and {b}: {least:?}, {distance}");
            }
        }
        assert_eq!(Letters::of("slepe").least_distance(&Letters::of("sleep-21"), 8), Some(3));
        assert!(Letters::of(&"a".repeat(700)).least_distance(&Letters::of("b"), 700).is_some());
    }
}
