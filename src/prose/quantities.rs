//! Figures in prose: a number with its unit ("2 to 4 hours", "half an hour"), a percentage, "1 in 10".
//!
//! How each language writes them is in `figures/figures.yaml`. Numbers that state nothing about a patient are passed
//! over: years, dates, ages, times of day, phone numbers, numbers of lists and steps ("day 3"), opening hours.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use foldhash::fast::FixedState;
use serde::Deserialize;

use crate::prose::{Language, ListSet, Tokens, Vocabulary};

mod reader;
#[cfg(test)]
mod tests;

use reader::QuantityReader;

/// A quantity in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Bytes of the text, from its first number to its unit.
    pub at: Range<usize>,
    /// How much it is.
    pub quantity: Quantity,
    /// Its two numbers, when it is said as in "24 in 100".
    pub ratio: Option<Ratio>,
}

/// "24 in 100"; of "20 to 24 in 100", the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ratio {
    /// Bytes of the text, from one number to the other.
    pub at: Range<usize>,
    /// What is between the two.
    pub between: Range<usize>,
    /// How many.
    pub count: u64,
    /// Out of how many.
    pub of: u64,
}

/// How much something is: a number or a range, in the smallest unit of its kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// What is measured: `time`, `volume`, `share` …; the stem of the unit's word where the tables do not know it.
    pub kind: String,
    /// The lower end, or the number itself.
    pub low: f64,
    /// The upper end, or the number itself.
    pub high: f64,
}

/// The kind of percentages and of "1 in 10".
pub(crate) const SHARE: &str = "share";

impl Quantity {
    /// Whether two quantities are equal: 24 hours is 1 day, 24 in 100 is 24%.
    #[must_use]
    pub(crate) fn equals(&self, other: &Self) -> bool {
        self.key() == other.key()
    }

    /// Whether another quantity is one of the ends of this range.
    #[must_use]
    pub(crate) fn has_end(&self, other: &Self) -> bool {
        let end = |value| Self { kind: self.kind.clone(), low: value, high: value };
        other.equals(&end(self.low)) || other.equals(&end(self.high))
    }

    /// Whether two quantities are so near each other that they may be meant for one thing: 30 minutes and 2 days may be,
    /// 15 minutes and 3 months may not.
    #[must_use]
    pub(crate) fn is_comparable(&self, other: &Self) -> bool {
        self.kind == other.kind && self.low <= other.high * 200.0 && other.low <= self.high * 200.0
    }

    /// Equal for equal quantities, and for no others. Nine digits tell all figures of a leaflet apart, and none of the
    /// errors of binary fractions.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{} {:.9e} {:.9e}", self.kind, self.low, self.high)
    }
}

/// What a word means as a unit, in any language that is known here: its kind, and how many of the smallest unit it is.
#[must_use]
pub(crate) fn unit(word: &str) -> Option<(&'static str, f64)> {
    let word = word.to_lowercase();
    TABLES.values().find_map(|table| {
        if word == "%" || table.written.percent.contains(&word) {
            return Some((SHARE, 0.01));
        }
        table.units.get(&word).map(|(kind, size)| (kind.as_str(), *size))
    })
}

/// Whether a word is a number or a unit in any language that is known here: such a word tells no topic from another.
#[must_use]
pub(crate) fn is_of_figures(word: &str) -> bool {
    let lower = word.to_lowercase();
    lower.starts_with(|c: char| crate::prose::digit(c).is_some())
        || unit(&lower).is_some()
        || TABLES.values().any(|table| table.written.numbers.contains_key(&lower))
}

/// A vocabulary that knows the words for numbers of a language.
#[must_use]
pub(crate) fn vocabulary(language: Language) -> Vocabulary {
    let mut vocabulary = Vocabulary::default();
    for word in &TABLES[code(language)].numbers {
        vocabulary.add([word.as_str()], ListSet::NUMBERS);
    }
    vocabulary
}

/// Every figure in a sentence, which is a range of a text. `other_units` holds stems of words that are units as well.
#[must_use]
pub(crate) fn find(
    text: &str,
    words: &Tokens,
    sentence: &Range<usize>,
    language: Language,
    other_units: &BTreeSet<String>,
) -> Vec<Figure> {
    let reader = QuantityReader::new(text, words, sentence, language, other_units);
    let mut found = Vec::new();
    let mut at = reader.first();
    while let Some(first) = reader.next_number(at) {
        at = match reader.figure(first) {
            Some((figure, next)) => {
                found.extend(figure);
                next
            }
            None => first + 1,
        };
    }
    found
}

/// Whether a word is a number that can be a year.
#[must_use]
pub(crate) fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse().is_ok_and(|year: u16| (1900..2100).contains(&year))
}

/// One language of `figures.yaml`.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct WrittenLanguage {
    numbers: BTreeMap<String, f64>,
    articles: HashSet<String>,
    half_then: HashSet<String>,
    range: HashSet<String>,
    share: Vec<String>,
    percent: HashSet<String>,
    between: HashSet<String>,
    age_before: HashSet<String>,
    age_after: Vec<String>,
    clock: HashSet<String>,
    idioms: Vec<String>,
    units: Vec<MeasureUnit>,
}

#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
struct MeasureUnit {
    kind: String,
    size: f64,
    words: Vec<String>,
}

/// A language, ready to look up.
struct LanguageTable {
    written: WrittenLanguage,
    /// Words that a figure can begin with: numbers and articles.
    numbers: HashSet<String, FixedState>,
    units: HashMap<String, (String, f64)>,
}

impl LanguageTable {
    fn of(written: WrittenLanguage) -> Self {
        let forms = written.units.iter().flat_map(|unit| unit.words.iter().map(move |word| (word, unit)));
        let units = forms.map(|(word, unit)| (word.clone(), (unit.kind.clone(), unit.size))).collect();
        let numbers: HashSet<String, FixedState> = written.numbers.keys().chain(&written.articles).cloned().collect();
        Self { written, numbers, units }
    }
}

static TABLES: LazyLock<BTreeMap<String, LanguageTable>> = LazyLock::new(|| {
    let mut languages: BTreeMap<String, WrittenLanguage> =
        crate::base::yaml::parse(include_str!("quantities/figures.yaml"))
            .unwrap_or_else(|problems| panic!("the embedded figures.yaml: {problems:?}"));
    let shared = languages.get("all").map(|all| all.units.clone()).unwrap_or_default();
    for written in languages.iter_mut().filter(|(code, _)| *code != "all").map(|(_, written)| written) {
        written.units.extend(shared.iter().cloned());
    }
    languages.into_iter().map(|(code, written)| (code, LanguageTable::of(written))).collect()
});

fn code(language: Language) -> &'static str {
    match language {
        Language::English => "en",
        Language::Spanish => "es",
        Language::Portuguese => "pt",
        Language::German => "de",
        Language::Arabic => "ar",
        Language::Other => "all",
    }
}
