//! Figures in prose: whole numbers, and "1 in 10" as a number of people out of so many.

use std::ops::Range;

use super::text::Passage;
use super::words::Lists;

/// "24 in 100".
#[derive(Debug)]
pub(super) struct Ratio {
    /// The words that say it.
    pub(super) words: Range<usize>,
    /// How many.
    pub(super) count: u64,
    /// Out of how many.
    pub(super) of: u64,
}

/// Every "N in M" in a stretch of a passage.
pub(super) fn ratios(passage: &Passage<'_>, within: Range<usize>, lists: &Lists) -> Vec<Ratio> {
    let mut found = Vec::new();
    for between in lists.ratios.find(passage, within.clone()) {
        let (before, after) = (between.words.start.checked_sub(1), between.words.end);
        let Some(before) = before.filter(|before| *before >= within.start && after < within.end) else { continue };
        let numbers = (number(passage.word(before), lists), number(passage.word(after), lists));
        let (Some(count), Some(of)) = numbers else { continue };
        // "24 in 2005" names a year, "1 in 2000" does not.
        let year = is_year(passage.word(after)) && count != 1;
        if (2..).contains(&of) && count <= of && !year {
            found.push(Ratio { words: before..after + 1, count, of });
        }
    }
    found
}

/// A whole number in digits, with or without marks between thousands, or as a listed word.
fn number(word: &str, lists: &Lists) -> Option<u64> {
    let mut groups = word.split([',', '.']);
    let first = groups.next()?;
    let digits = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    if !first.is_empty() && digits(first) {
        let rest: Vec<&str> = groups.collect();
        let thousands = rest.iter().all(|group| group.len() == 3 && digits(group));
        return thousands.then(|| format!("{first}{}", rest.concat()).parse().ok()).flatten();
    }
    lists.numbers.get(word).copied()
}

/// Whether a stretch holds a number that can say how often something happens.
pub(super) fn has_number(passage: &Passage<'_>, within: Range<usize>, lists: &Lists) -> bool {
    let in_digits = within
        .clone()
        .map(|index| passage.word(index))
        .any(|word| word.starts_with(|c: char| c.is_ascii_digit()) && !is_year(word));
    in_digits || !ratios(passage, within, lists).is_empty()
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse().is_ok_and(|year: u16| (1900..2100).contains(&year))
}
