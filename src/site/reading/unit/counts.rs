//! What is counted of a unit for the formulas of readability.

use std::ops::Range;

use super::{Piece, Unit};
use crate::prose::Language;
use crate::prose::readability::{self, Counts};

/// A longer word is a long one.
const LETTERS_OF_SHORT: usize = 6;

impl Unit<'_> {
    /// What the formulas that its language is judged by need to know of it.
    ///
    /// Left out are names (WCAG 2.2, 3.1.5, judges a text "after removal of proper names and titles"), terms, which the
    /// page explains where they are used, and numbers and addresses to call or write to.
    #[must_use]
    pub fn counts(&self, language: Language) -> Counts {
        self.sentence_counts(language).iter().copied().sum()
    }

    /// The same for each of its sentences.
    pub(crate) fn sentence_counts(&self, language: Language) -> &[Counts] {
        self.counts.get_or_init(|| {
            self.sentences
                .iter()
                .zip(&self.sentence_words)
                .map(|(sentence, words)| self.count(sentence, words, language))
                .collect()
        })
    }

    /// The same for the unit, with the syllables that some formulas ask for beyond those that its language is judged by.
    #[must_use]
    pub(crate) fn counts_with_syllables(&self, language: Language) -> Counts {
        let sentences = self.sentences.iter().zip(&self.sentence_words);
        let measured = sentences.map(|(sentence, words)| self.measured(sentence, words, language));
        measured.map(|text| one_sentence(readability::count_words(&text, language))).sum()
    }

    fn count(&self, sentence: &Range<usize>, words: &Range<usize>, language: Language) -> Counts {
        if language != Language::English {
            return one_sentence(readability::count_words(&self.measured(sentence, words, language), language));
        }
        // English is judged by indexes that need no syllables, and counting those takes longer than all else here.
        let whole = &self.text[sentence.clone()];
        let mut counts = Counts { words: words.len(), characters: readability::printed(whole), ..Counts::default() };
        // Nearly every word has as many letters as bytes, and stays.
        for word in &self.words[words.clone()] {
            counts.letters += word.len();
            counts.long_words += usize::from(word.len() > LETTERS_OF_SHORT);
        }
        self.look_at(words, |word| {
            let text = &self.text[word.clone()];
            counts.letters -= word.len();
            counts.long_words -= usize::from(word.len() > LETTERS_OF_SHORT);
            if self.is_left_out(word, sentence.start, language) {
                counts.words -= 1;
                counts.characters -= readability::printed(text);
            } else {
                counts.letters += readability::letters(text);
                counts.long_words += usize::from(readability::is_long(text));
            }
        });
        one_sentence(if counts.words > 0 { counts } else { Counts::default() })
    }

    /// What is measured of a sentence.
    fn measured(&self, sentence: &Range<usize>, words: &Range<usize>, language: Language) -> String {
        let mut kept = String::with_capacity(sentence.len());
        let mut at = sentence.start;
        self.look_at(words, |word| {
            if self.is_left_out(word, sentence.start, language) {
                kept.push_str(&self.text[at..word.start]);
                at = word.end;
            }
        });
        kept.push_str(&self.text[at..sentence.end]);
        kept
    }

    /// Calls back with the words of a sentence that may be left out, or have fewer letters than bytes: those that stand
    /// out, and all where some are given.
    fn look_at(&self, words: &Range<usize>, see: impl FnMut(&Range<usize>)) {
        if self.has_given {
            self.words[words.clone()].iter().for_each(see);
        } else {
            self.words.standouts_of(words).iter().map(|index| &self.words[*index]).for_each(see);
        }
    }

    /// Whether a word is a name, a term, or a part of a number or an address.
    fn is_left_out(&self, word: &Range<usize>, sentence: usize, language: Language) -> bool {
        self.is_name(word, sentence, language) || self.has_given && self.touched(word).any(Piece::is_given)
    }

    /// A capital within a sentence. German writes every noun so, and can't be read that way.
    fn is_name(&self, word: &Range<usize>, sentence: usize, language: Language) -> bool {
        let text = &self.text[word.clone()];
        language != Language::German
            && text.starts_with(char::is_uppercase)
            && !(language == Language::English && text.starts_with('I') && !text[1..].starts_with(char::is_alphanumeric))
            // A sentence may begin after a colon or in quotes.
            && self.text[sentence..word.start].trim_end().ends_with(|c: char| c.is_alphanumeric() || c == ',')
    }
}

/// A sentence of which no word is left is none.
fn one_sentence(counts: Counts) -> Counts {
    Counts { sentences: usize::from(counts.words > 0), ..counts }
}
