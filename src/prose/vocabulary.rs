//! The dictionary that gives each word that somebody looks for a number.
//!
//! A dozen checks look for a few thousand words. Each word of a page is looked up once, here; from then on a check
//! compares numbers.

use std::collections::HashMap;
use std::ops::{BitAnd, BitOr, BitOrAssign, Range};

use foldhash::fast::FixedState;

use super::tokens::{Tokens, small_letters};

/// The number of a word in a [`Vocabulary`]; the same for all words that are not in it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct WordId(u32);

/// Some of 31 lists of phrases and the list of numbers, as a set of bits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ListSet(u32);

impl ListSet {
    /// Words that begin with a digit, and those that the owner of a vocabulary says are numbers.
    pub(crate) const NUMBERS: Self = Self(1);

    /// Whether two sets have a list in common.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for ListSet {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitAnd for ListSet {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

impl BitOrAssign for ListSet {
    fn bitor_assign(&mut self, other: Self) {
        *self = *self | other;
    }
}

/// A word of a text, as a check compares it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Entry {
    /// Its number.
    pub id: WordId,
    /// The lists in which a phrase begins with it and, if it has several words, goes on with the word that follows.
    pub begins: ListSet,
}

/// Words that somebody looks for, in lower case, each with its number and its place in phrases.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// The words that can be packed: nearly all, and nearly all that are on a page.
    short: HashMap<u128, KnownWord, FixedState>,
    long: HashMap<String, KnownWord, FixedState>,
    lists: u32,
}

/// What is known of a word.
#[derive(Debug, Clone, Copy)]
struct KnownWord {
    id: WordId,
    /// The lists in which it is a phrase by itself.
    alone: ListSet,
    /// Those in which a phrase of several words begins with it.
    first: ListSet,
    /// Those in which it is the second word of a phrase.
    second: ListSet,
}

impl Vocabulary {
    /// A new list.
    ///
    /// # Panics
    /// Beyond 31 lists.
    pub fn list(&mut self) -> ListSet {
        self.lists += 1;
        ListSet(1_u32.checked_shl(self.lists).expect("a bit is left"))
    }

    /// Adds the words of a phrase of a list, and gives their numbers.
    ///
    /// # Panics
    /// Beyond four thousand million words.
    pub fn add<'w>(&mut self, phrase: impl IntoIterator<Item = &'w str>, list: ListSet) -> Vec<WordId> {
        let words: Vec<&str> = phrase.into_iter().collect();
        match words[..] {
            [] => {}
            [word] => self.known(word).alone |= list,
            [first, second, ..] => {
                self.known(first).first |= list;
                self.known(second).second |= list;
            }
        }
        words.into_iter().map(|word| self.known(word).id).collect()
    }

    fn known(&mut self, word: &str) -> &mut KnownWord {
        let id = u32::try_from(self.short.len() + self.long.len() + 1).expect("lists of words are short");
        let new = KnownWord { id: WordId(id), ..KnownWord::NOTHING };
        match packed(word.as_bytes(), &(0..word.len())) {
            Some(packed) => self.short.entry(packed).or_insert(new),
            None => self.long.entry(word.to_owned()).or_insert(new),
        }
    }

    /// The entry of each word of a text.
    #[must_use]
    pub fn entries(&self, words: &Tokens) -> Vec<Entry> {
        let (lower, ranges) = words.all_lower();
        let mut entries = vec![Entry::default(); ranges.len()];
        // Lists in which the word that follows is the second of a phrase: from the last word to the first.
        let mut second = ListSet::default();
        for (entry, range) in entries.iter_mut().zip(ranges).rev() {
            let known = self.look_up(lower, range);
            *entry = Entry { id: known.id, begins: known.alone | known.first & second };
            second = known.second;
        }
        for index in words.standouts() {
            let word = words.lower(*index);
            if word.as_bytes()[0].is_ascii_digit() || self.has_number_before_hyphen(word) {
                entries[*index].begins |= ListSet::NUMBERS;
            }
        }
        entries
    }

    /// What is known of the word that is at a range of a text.
    #[inline]
    fn look_up(&self, text: &str, word: &Range<usize>) -> &KnownWord {
        let known = match packed(text.as_bytes(), word) {
            Some(packed) => self.short.get(&packed),
            None => self.look_up_long(&text[word.clone()]),
        };
        known.unwrap_or(&KnownWord::NOTHING)
    }

    /// The same for a word that can't be packed, apart from the rest because few words are so long.
    #[cold]
    fn look_up_long(&self, word: &str) -> Option<&KnownWord> {
        self.long.get(word)
    }

    /// `twenty-four`
    fn has_number_before_hyphen(&self, word: &str) -> bool {
        // Most are nothing but letters.
        let hyphen =
            if small_letters(word.as_bytes()) < word.len() { word.find(['-', '\u{2010}', '\u{2011}']) } else { None };
        hyphen.is_some_and(|end| self.look_up(word, &(0..end)).alone.meets(ListSet::NUMBERS))
    }
}

/// Bytes of the longest word that can be packed.
const MOST: usize = size_of::<u128>();

/// Of each length that a packed word may have, the bits of its bytes.
const OF_LENGTH: [u128; MOST + 1] = {
    let mut of_length = [0; MOST + 1];
    let mut length = 1;
    while length <= MOST {
        of_length[length] = of_length[length - 1] << 8 | 0xff;
        length += 1;
    }
    of_length
};

/// A word of up to 16 bytes as a number: its bytes and as many zeros as are missing. No word holds a zero.
#[inline]
fn packed(text: &[u8], word: &Range<usize>) -> Option<u128> {
    let of_word = OF_LENGTH.get(word.len())?;
    if let Some(with_more) = text[word.start..].first_chunk() {
        return Some(u128::from_le_bytes(*with_more) & of_word);
    }
    let mut bytes = [0; MOST];
    bytes[..word.len()].copy_from_slice(&text[word.clone()]);
    Some(u128::from_le_bytes(bytes))
}

impl KnownWord {
    const NOTHING: Self = Self { id: WordId(0), alone: ListSet(0), first: ListSet(0), second: ListSet(0) };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begins(vocabulary: &Vocabulary, text: &str, list: ListSet) -> Vec<String> {
        let words = Tokens::of(text);
        let entries = vocabulary.entries(&words);
        let found = (0..words.len()).filter(|index| entries[*index].begins.meets(list));
        found.map(|index| words.lower(index).to_owned()).collect()
    }

    #[test]
    fn a_phrase_begins_where_its_second_word_follows() {
        let mut vocabulary = Vocabulary::default();
        let (risks, places) = (vocabulary.list(), vocabulary.list());
        vocabulary.add(["side", "effect"], risks);
        vocabulary.add(["bruise"], risks);
        vocabulary.add(["bruise", "effect"], places);
        let text = "Side by side, effect: a bruise, a SIDE EFFECT. Bruise effect, side";
        assert_eq!(begins(&vocabulary, text, risks), ["side", "bruise", "side", "bruise"]);
        assert_eq!(begins(&vocabulary, text, places), ["bruise"]);
    }

    #[test]
    fn numbers_begin_with_a_digit_or_are_known() {
        let mut vocabulary = Vocabulary::default();
        for number in ["twenty", "zwölf"] {
            vocabulary.add([number], ListSet::NUMBERS);
        }
        let text = "Twenty-four or 24, 5-year; well-known twentieth, für-twenty: zwölf-mal, twenty\u{2011}one";
        let numbers = ["twenty-four", "24", "5-year", "zwölf-mal", "twenty\u{2011}one"];
        assert_eq!(begins(&vocabulary, text, ListSet::NUMBERS), numbers);
    }

    #[test]
    fn words_of_any_length_are_told_apart() {
        let words: Vec<String> = (1..=20).flat_map(|length| ["a".repeat(length), "é".repeat(length)]).collect();
        let mut vocabulary = Vocabulary::default();
        let ids: Vec<WordId> =
            words.iter().flat_map(|word| vocabulary.add([word.as_str()], ListSet::default())).collect();
        let seen = |text: &str| vocabulary.entries(&Tokens::of(text)).iter().map(|entry| entry.id).collect::<Vec<_>>();
        assert_eq!(seen(&words.join(" ")), ids);
        for (word, id) in words.iter().zip(&ids) {
            assert_eq!(seen(word), [*id]);
            assert_eq!(seen(&format!("{word}b {word}")), [WordId(0), *id]);
        }
        assert_eq!(ids.iter().collect::<std::collections::HashSet<_>>().len(), ids.len());
    }
}
