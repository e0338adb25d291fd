//! Readability formulas on counts of words, sentences and syllables.
//!
//! Count each block on its own and add the counts: a list of bullets without
//! full stops is then several sentences, not one giant one. A formula says how
//! hard a text looks; only a reader can say whether it is understood.

use std::collections::BTreeMap;
use std::iter::Sum;
use std::ops::{Add, AddAssign};

use serde::{Deserialize, Serialize};

use crate::prose::{self, Language, is_mark, is_word_char, syllables};

#[cfg(test)]
mod tests;

/// Sentences that SMOG was made for and below which it means nothing.
pub(crate) const SMOG_SENTENCES: usize = 30;

/// What the formulas need to know of a text. Counts of blocks may be added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Words; a number is one word and so is a hyphenated compound.
    pub words: usize,
    /// Sentences, or blocks without a stop.
    pub sentences: usize,
    /// Letters and digits inside words, without apostrophes and hyphens.
    pub letters: usize,
    /// All characters but white space, punctuation included.
    pub characters: usize,
    /// Syllables of all words; a number counts one.
    pub syllables: usize,
    /// Words of three syllables or more.
    pub polysyllables: usize,
    /// Words of more than six letters.
    pub long_words: usize,
}

/// Counts everything but sentences.
#[must_use]
pub(crate) fn count_words(text: &str, lang: Language) -> Counts {
    let mut counts = count_letters(text);
    for range in prose::words(text) {
        let syllables = syllables::count(&text[range], lang);
        counts.syllables += syllables;
        counts.polysyllables += usize::from(syllables >= 3);
    }
    counts
}

/// Counts everything but sentences and syllables: all that ARI, Coleman-Liau and LIX ask for, in a third of the time.
#[must_use]
pub(crate) fn count_letters(text: &str) -> Counts {
    let mut counts = Counts::default();
    for range in prose::words(text) {
        counts.words += 1;
        counts.letters += letters(&text[range.clone()]);
        counts.long_words += usize::from(is_long(&text[range]));
    }
    if counts.words > 0 {
        counts.characters = printed(text);
    }
    counts
}

/// Letters and digits of a word or of several, without apostrophes and hyphens.
#[must_use]
pub(crate) fn letters(text: &str) -> usize {
    let in_ascii = count_bytes(text, |byte| byte.is_ascii_alphanumeric());
    in_ascii.unwrap_or_else(|| text.chars().filter(|&c| is_word_char(c)).count())
}

/// Whether a word has more than six letters.
#[must_use]
pub(crate) fn is_long(word: &str) -> bool {
    word.len() > 6 && word.chars().filter(|c| c.is_alphabetic()).nth(6).is_some()
}

/// All characters of a text but white space, punctuation included.
#[must_use]
pub(crate) fn printed(text: &str) -> usize {
    // A vertical tab is white space to Unicode, and not to the ASCII of the standard library.
    let in_ascii = count_bytes(text, |byte| !byte.is_ascii_whitespace() && byte != 0x0b);
    in_ascii.unwrap_or_else(|| text.chars().filter(|c| !c.is_whitespace() && !is_mark(*c) && *c != '\u{ad}').count())
}

/// How many bytes of a text are of a kind; none where the text is not all ASCII. Counted in pieces short enough for sums
/// of one byte, of which the processor makes a row at once.
fn count_bytes(text: &str, is: impl Fn(u8) -> bool) -> Option<usize> {
    let mut count = 0;
    for piece in text.as_bytes().chunks(usize::from(u8::MAX)) {
        let (in_piece, bits) =
            piece.iter().fold((0_u8, 0_u8), |(count, bits), byte| (count + u8::from(is(*byte)), bits | byte));
        if !bits.is_ascii() {
            return None;
        }
        count += usize::from(in_piece);
    }
    Some(count)
}

/// The value of each formula that was made for a language, by name, to one decimal; LIX for every language.
#[must_use]
pub(crate) fn indexes(counts: &Counts, lang: Language) -> BTreeMap<&'static str, f64> {
    type Formula = (&'static str, fn(&Counts) -> Option<f64>);
    let formulas: &[Formula] = match lang {
        Language::English => &[
            ("ari", Counts::ari),
            ("coleman_liau", Counts::coleman_liau),
            ("flesch_reading_ease", Counts::flesch_reading_ease),
            ("flesch_kincaid", Counts::flesch_kincaid),
            ("smog", Counts::smog),
        ],
        Language::Spanish => &[("inflesz", Counts::inflesz), ("fernandez_huerta", Counts::fernandez_huerta)],
        Language::Portuguese => &[("martins", Counts::martins)],
        Language::German | Language::Arabic | Language::Other => &[],
    };
    let all = formulas.iter().copied().chain([("lix", Counts::lix as fn(&Counts) -> Option<f64>)]);
    all.filter_map(|(name, value)| Some((name, (value(counts)? * 10.0).round() / 10.0))).collect()
}

impl Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            words: self.words + other.words,
            sentences: self.sentences + other.sentences,
            letters: self.letters + other.letters,
            characters: self.characters + other.characters,
            syllables: self.syllables + other.syllables,
            polysyllables: self.polysyllables + other.polysyllables,
            long_words: self.long_words + other.long_words,
        }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sum for Counts {
    fn sum<I: Iterator<Item = Self>>(blocks: I) -> Self {
        blocks.fold(Self::default(), Add::add)
    }
}

/// Every formula is none for a text without a word.
impl Counts {
    /// Words per sentence.
    #[must_use]
    pub(crate) fn words_per_sentence(&self) -> Option<f64> {
        ratio(self.words, self.sentences)
    }

    /// Syllables per word.
    #[must_use]
    pub(crate) fn syllables_per_word(&self) -> Option<f64> {
        ratio(self.syllables, self.words)
    }

    /// Automated Readability Index, a US school grade (age about 5 more).
    ///
    /// Source: Smith and Senter 1967, AMRL-TR-66-220:
    /// 4.71 C/W + 0.5 W/S - 21.43, C with punctuation, as typed.
    #[must_use]
    pub fn ari(&self) -> Option<f64> {
        let characters = ratio(self.characters, self.words)?;
        Some(4.71 * characters + 0.5 * self.words_per_sentence()? - 21.43)
    }

    /// Coleman-Liau index, a US school grade.
    ///
    /// Source: Coleman and Liau 1975, Journal of Applied Psychology 60:283:
    /// 0.0588 (100 L/W) - 0.296 (100 S/W) - 15.8. textstat has 0.058, which
    /// gives grades that are 0.3 to 0.7 too low.
    #[must_use]
    pub fn coleman_liau(&self) -> Option<f64> {
        self.coleman_liau_with(0.0588)
    }

    /// Coleman-Liau with the given weight of letters per 100 words.
    fn coleman_liau_with(&self, weight: f64) -> Option<f64> {
        let letters = 100.0 * ratio(self.letters, self.words)?;
        let sentences = 100.0 * ratio(self.sentences, self.words)?;
        Some(weight * letters - 0.296 * sentences - 15.8)
    }

    /// Flesch reading ease for English; 0 is hard and 100 easy, unbounded.
    ///
    /// Source: Flesch 1948, Journal of Applied Psychology 32:221:
    /// 206.835 - 1.015 W/S - 84.6 Y/W.
    #[must_use]
    pub fn flesch_reading_ease(&self) -> Option<f64> {
        self.ease(206.835, 1.015, 84.6)
    }

    /// Flesch-Kincaid grade for English, a US school grade.
    ///
    /// Source: Kincaid, Fishburne, Rogers and Chissom 1975, Naval Technical
    /// Training Command, Research Branch Report 8-75:
    /// 0.39 W/S + 11.8 Y/W - 15.59.
    #[must_use]
    pub fn flesch_kincaid(&self) -> Option<f64> {
        Some(0.39 * self.words_per_sentence()? + 11.8 * self.syllables_per_word()? - 15.59)
    }

    /// SMOG grade for English; none below [`SMOG_SENTENCES`] sentences.
    ///
    /// Source: `McLaughlin` 1969, Journal of Reading 12:639:
    /// 1.043 sqrt(30 P/S) + 3.1291, made for samples of 30 sentences.
    #[must_use]
    pub(crate) fn smog(&self) -> Option<f64> {
        if self.sentences < SMOG_SENTENCES {
            return None;
        }
        self.smog_formula()
    }

    /// The value of the SMOG formula, whether or not it is valid.
    fn smog_formula(&self) -> Option<f64> {
        let per_sentence = ratio(self.polysyllables, self.sentences)?;
        Some(1.043 * (30.0 * per_sentence).sqrt() + 3.1291)
    }

    /// LIX for any language in Latin script; below 30 is very easy, above 60
    /// very hard.
    ///
    /// Source: Björnsson 1968, Läsbarhet: W/S + 100 (words of more than six
    /// letters)/W.
    #[must_use]
    pub fn lix(&self) -> Option<f64> {
        let long = 100.0 * ratio(self.long_words, self.words)?;
        Some(self.words_per_sentence()? + long)
    }

    /// Szigriszt-Pazos perspicuity for Spanish, read on the INFLESZ scale:
    /// below 40 very hard, 40 to 55 rather hard, 55 to 65 normal, 65 to 80
    /// fairly easy, above 80 very easy.
    ///
    /// Source: Szigriszt Pazos 1993 (doctoral thesis, Madrid) with the scale
    /// of Barrio-Cantalejo et al. 2008, An Sist Sanit Navar 31:135:
    /// 206.835 - 62.3 Y/W - W/S.
    #[must_use]
    pub(crate) fn inflesz(&self) -> Option<f64> {
        self.ease(206.835, 1.0, 62.3)
    }

    /// Fernández Huerta reading ease for Spanish; 0 is hard and 100 easy.
    ///
    /// Source: Fernández Huerta 1959, Consigna 214:29:
    /// 206.84 - 60 Y/W - 1.02 W/S. How the paper's last term is meant is
    /// disputed; this is the common reading, as in textstat.
    #[must_use]
    pub(crate) fn fernandez_huerta(&self) -> Option<f64> {
        self.ease(206.84, 1.02, 60.0)
    }

    /// Flesch reading ease for Portuguese, read in four bands of 25.
    ///
    /// Source: Martins, Ghiraldelo, Nunes and Oliveira 1996, Notas do ICMC 28,
    /// São Carlos: 248.835 - 1.015 W/S - 84.6 Y/W.
    #[must_use]
    pub(crate) fn martins(&self) -> Option<f64> {
        self.ease(248.835, 1.015, 84.6)
    }

    /// The form that Flesch's formula and its translations share.
    fn ease(&self, base: f64, per_sentence: f64, per_word: f64) -> Option<f64> {
        let sentence = per_sentence * self.words_per_sentence()?;
        Some(base - sentence - per_word * self.syllables_per_word()?)
    }
}

#[expect(clippy::cast_precision_loss, reason = "no page has 2^52 words; smaller counts are exact in f64")]
fn ratio(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}
