//! The lists of words that checks look for, by language, and how they are looked for.
//!
//! The lists are in `word_lists/CODE.yaml` beside this file. A site adds to them, or takes from them, under `words` in its
//! `site.yaml`, and by its glossary. A language without a file has empty lists, and the checks find nothing in it.
//!
//! Only whole words match, in either case, and only in the forms that are listed.

mod aftercare;
mod capitals;
mod copies;
mod near;
mod passive;
mod phones;
mod senses;

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use foldhash::fast::FixedState;
use serde::Deserialize;

use super::phrases::Phrases;
use crate::content::document::Target;
use crate::prose::{Language, Vocabulary, quantities};
use crate::site::Site;
use crate::site::reading::Unit;
use aftercare::Aftercare;
pub(super) use capitals::is_in_capitals;
pub(super) use copies::Copies;
use near::Near;
pub(super) use passive::Passive;
use phones::Phones;
use senses::Sense;

/// Words that are looked up one by one.
pub(super) type WordSet = HashSet<String, FixedState>;

/// The lists inside the program. Regions share them: `pt-br` has those of `pt`.
const EMBEDDED: [(&str, &str); 5] = [
    ("ar", include_str!("word_lists/ar.yaml")),
    ("de", include_str!("word_lists/de.yaml")),
    ("en", include_str!("word_lists/en.yaml")),
    ("es", include_str!("word_lists/es.yaml")),
    ("pt", include_str!("word_lists/pt.yaml")),
];

/// How far to look back, in characters, for the bracket around an explanation. A longer one explains nothing, and looking
/// back to the beginning of a unit for each of its words would be quadratic.
const LONGEST_BRACKET: usize = 200;

/// The lists of one file; `word_lists/en.yaml` says what each of them is.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Entries {
    plain: BTreeMap<String, String>,
    banned: BTreeMap<String, String>,
    treatments: WordSet,
    senses: Vec<Sense>,
    stigma: BTreeMap<String, String>,
    allow: Vec<String>,
    capitals: Vec<String>,
    explaining: Vec<String>,
    ordinary: Vec<String>,
    explains: Vec<String>,
    meanings: Vec<String>,
    titles: Vec<String>,
    or: Vec<String>,
    denials: Vec<String>,
    hearsay: Vec<String>,
    frequencies: Vec<String>,
    counted: Vec<String>,
    joining: Vec<String>,
    acts_first: Vec<String>,
    risks: Vec<String>,
    pointers: Vec<String>,
    percent: Vec<String>,
    parts: Vec<String>,
    people: Vec<String>,
    of_what: Vec<String>,
    changes: Vec<String>,
    changing: Vec<String>,
    of_people: String,
    to: String,
    about: String,
    thousands: String,
    passive: passive::PassiveEntries,
    verbs: Vec<String>,
    advice: Vec<String>,
    opening_hours: Vec<String>,
    calls: Vec<String>,
    short_numbers: Vec<String>,
    lines: Vec<String>,
    not_lines: Vec<String>,
    more_than_calls: Vec<String>,
    then: Vec<String>,
    behind_numbers: Vec<String>,
    vague_headings: Vec<String>,
    vague_links: Vec<String>,
    aftercare: aftercare::AftercareEntries,
    near: Near,
    phones: Phones,
}

/// The lists of one language of a site.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// The numbers of all words that are looked for as phrases or parts of them.
    pub(super) vocabulary: Vocabulary,
    /// Whether the program knows the language. If not, a check that needs to know what is harmless finds nothing.
    pub(super) is_known: bool,
    /// Words for which there is a plainer one.
    pub(super) plain: Phrases<String>,
    /// Promises and untruths, each with the reason.
    pub(super) banned: Phrases<String>,
    /// Treatments: "acupuncture", "tea".
    pub(super) treatments: WordSet,
    senses: Vec<Sense>,
    /// Words that hurt people, each with a better one.
    pub(super) stigma: Phrases<String>,
    /// Glossary terms in all their forms.
    pub(super) terms: Phrases<Form>,
    /// Short forms in capitals that everybody knows, and words that are merely written in capitals.
    pub(super) capitals: WordSet,
    /// "called", "stands for".
    explaining: Phrases<()>,
    /// Short words that are not short forms: "empty".
    pub(super) ordinary: WordSet,
    /// "stands for", "is a": after a word, they explain it.
    pub(super) explains: Phrases<()>,
    /// "Short form", "Meaning": column headings of a table that explains.
    pub(super) meanings: WordSet,
    /// "dr": comes before a surname.
    pub(super) titles: WordSet,
    /// "or".
    pub(super) or: WordSet,
    /// "no", "not", "myth".
    pub(super) denials: Phrases<()>,
    /// "some say".
    pub(super) hearsay: Phrases<()>,
    /// "rare", "common".
    pub(super) frequencies: Phrases<()>,
    /// "cause", "meals": things that can be frequent without being a risk.
    pub(super) counted: WordSet,
    /// "in", "and": what follows "common" when that is not about the next word.
    pub(super) joining: WordSet,
    /// "wash", "eat": a sentence that begins with one says how often to do it.
    pub(super) acts_first: WordSet,
    /// "side effect", "infection".
    pub(super) risks: Phrases<()>,
    /// "this", "they": point back to the sentence before.
    pub(super) pointers: WordSet,
    /// "per cent".
    pub(super) percent: Phrases<()>,
    /// A percentage of these is not a number of people: "cream".
    pub(super) parts: WordSet,
    /// Whom a percentage counts: "people".
    pub(super) people: WordSet,
    /// "of": after it comes what a percentage is of.
    pub(super) of_what: WordSet,
    /// "by": a percentage after it is a change.
    pub(super) changes: WordSet,
    /// "increase": a percentage before it is a change.
    pub(super) changing: WordSet,
    /// "{} in {} people".
    pub(super) of_people: String,
    /// "to", between the ends of a range.
    pub(super) to: String,
    /// "about", before a number that was rounded.
    pub(super) about: String,
    /// The separator of thousands.
    pub(super) thousands: String,
    /// What makes a sentence of advice passive.
    pub(super) passive: Passive,
    /// "drive", "take": verbs in the form after "do not", which are not nouns as well.
    pub(super) verbs: WordSet,
    /// "plenty", "sure", "only": with these, such a verb may well be what people should do.
    pub(super) advice: WordSet,
    /// "opening hours", in lower case.
    pub(super) opening_hours: Vec<String>,
    /// "call", "dial".
    pub(super) calls: WordSet,
    /// Emergency and help lines: "112".
    pub(super) short_numbers: WordSet,
    /// "emergency", "number": what a phone number is for.
    pub(super) lines: WordSet,
    /// "room", "page": a number after them is not one to call.
    pub(super) not_lines: WordSet,
    /// "fax", "extension": with these, calling a number is not enough, or not what it is for.
    pub(super) more_than_calls: WordSet,
    /// "then": comes before a number that is dialled after another one.
    pub(super) then: WordSet,
    /// "or", "if": may follow a phone number; "people" may not.
    pub(super) behind_numbers: WordSet,
    /// Headings that say nothing.
    pub(super) vague_headings: WordSet,
    /// Link words that say nothing.
    pub(super) vague_links: WordSet,
    /// How aftercare advice is written.
    pub(super) aftercare: Aftercare,
    /// What comes near the marks and headings of the house style.
    pub(super) near: Near,
    /// Whom a phone number calls.
    pub(super) phones: Phones,
}

/// A form of a glossary term.
#[derive(Debug)]
pub(super) struct Form {
    /// Id of its entry.
    pub(super) id: String,
    /// The term, if it is in capitals: it then matches only in capitals, for `ALS` is not "als".
    pub(super) capitals: Option<String>,
}

impl Lists {
    /// The lists of every language of a site.
    pub(super) fn of_site(site: &Site) -> BTreeMap<String, Self> {
        site.config.languages.iter().map(|language| (language.clone(), Self::new(site, language))).collect()
    }

    fn new(site: &Site, language: &str) -> Self {
        let primary = language.split('-').next().unwrap_or_default();
        let embedded = EMBEDDED.iter().find(|(code, _)| *code == primary);
        let mut file = embedded.map_or_else(Entries::default, |(code, text)| Entries::read(code, text));
        if let Some(own) = site.config.words.get(language) {
            file.plain.extend(own.plain.clone());
            file.banned.extend(own.banned.clone());
            file.stigma.extend(own.stigma.clone());
            file.capitals.extend(own.acronyms.iter().cloned());
            file.allow.extend(own.allow.iter().cloned());
        }
        let mut lists = Self {
            is_known: !file.capitals.is_empty() && embedded.is_some(),
            ..Self::of(file, quantities::vocabulary(Language::from_tag(language)))
        };
        for (id, languages) in &site.references.glossary {
            let Some(term) = languages.get(language) else { continue };
            for form in std::iter::once(&term.term).chain(&term.also) {
                let capitals = is_in_capitals(form).then(|| form.clone());
                lists.capitals.extend(capitals.clone());
                let form_of_term = Form { id: id.clone(), capitals };
                lists.terms.insert(form, Some(form_of_term), &mut lists.vocabulary);
                // The glossary explains it; asking for another word as well would contradict that.
                lists.plain.insert(form, None, &mut lists.vocabulary);
            }
        }
        lists
    }

    /// Whether words are explained where they are: `MRI (magnetic resonance imaging)`, `high blood pressure
    /// (hypertension)`, `a heart tracing, called an ECG`, or inside a link to the glossary.
    pub(super) fn is_explained(&self, unit: &Unit<'_>, words: &Range<usize>) -> bool {
        let range = unit.range(words);
        matches!(unit.target(range.start), Some(Target::Term(_)))
            || unit.text[range.end..].trim_start().starts_with('(')
            || is_in_brackets(unit, range.start)
            || (words.start.saturating_sub(4)..words.start)
                .any(|at| self.explaining.at(unit, at).is_some_and(|found| found.words.end <= words.start))
    }
}

/// Whether a place is inside round brackets that follow some words.
fn is_in_brackets(unit: &Unit<'_>, at: usize) -> bool {
    let mut before = unit.text[..at].char_indices().rev().take(LONGEST_BRACKET);
    let bracket = before.find(|(_, c)| matches!(c, '(' | ')'));
    bracket.is_some_and(|(open, c)| c == '(' && unit.words.first().is_some_and(|word| word.start < open))
}

impl Entries {
    fn read(code: &str, text: &str) -> Self {
        crate::base::yaml::parse(text).unwrap_or_else(|problems| panic!("the embedded lists of `{code}`: {problems:?}"))
    }
}

impl Lists {
    /// The lists of a file, with a vocabulary that has the words for numbers.
    fn of(file: Entries, vocabulary: Vocabulary) -> Self {
        let mut lists = Maker { allow: file.allow, vocabulary };
        Self {
            is_known: true,
            plain: lists.of_pairs(file.plain),
            banned: lists.of_pairs(file.banned),
            treatments: file.treatments,
            senses: file.senses,
            stigma: lists.of_pairs(file.stigma),
            terms: Phrases::default(),
            capitals: file.capitals.into_iter().collect(),
            explaining: lists.of_phrases(file.explaining),
            ordinary: set(file.ordinary),
            explains: lists.of_phrases(file.explains),
            meanings: set(file.meanings),
            titles: set(file.titles),
            or: set(file.or),
            denials: lists.of_phrases(file.denials),
            hearsay: lists.of_phrases(file.hearsay),
            frequencies: lists.of_phrases(file.frequencies),
            counted: set(file.counted),
            joining: set(file.joining),
            acts_first: set(file.acts_first),
            risks: lists.of_phrases(file.risks),
            pointers: set(file.pointers),
            percent: lists.of_phrases(file.percent),
            parts: set(file.parts),
            people: set(file.people),
            of_what: set(file.of_what),
            changes: set(file.changes),
            changing: set(file.changing),
            of_people: file.of_people,
            to: file.to,
            about: file.about,
            thousands: file.thousands,
            passive: Passive::new(file.passive, &mut lists),
            verbs: set(file.verbs),
            advice: set(file.advice),
            opening_hours: file.opening_hours,
            calls: set(file.calls),
            short_numbers: set(file.short_numbers),
            lines: set(file.lines),
            not_lines: set(file.not_lines),
            more_than_calls: set(file.more_than_calls),
            then: set(file.then),
            behind_numbers: set(file.behind_numbers),
            vague_headings: set(file.vague_headings),
            vague_links: set(file.vague_links),
            aftercare: Aftercare::new(file.aftercare, &mut lists),
            near: file.near,
            phones: file.phones,
            vocabulary: lists.vocabulary,
        }
    }
}

/// Makes lists of phrases for one language.
struct Maker {
    /// Phrases that no list finds.
    allow: Vec<String>,
    vocabulary: Vocabulary,
}

impl Maker {
    /// A list of phrases, each with a word about it.
    fn of_pairs(&mut self, pairs: BTreeMap<String, String>) -> Phrases<String> {
        Phrases::new(pairs, &self.allow, &mut self.vocabulary)
    }

    fn of_phrases(&mut self, phrases: Vec<String>) -> Phrases<()> {
        Phrases::new(phrases.into_iter().map(|phrase| (phrase, ())), &self.allow, &mut self.vocabulary)
    }
}

/// A set of words, in lower case.
fn set(words: Vec<String>) -> WordSet {
    words.into_iter().map(|word| word.to_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn embedded_lists_can_be_read() {
        for (code, text) in EMBEDDED {
            let lists = Lists::of(Entries::read(code, text), Vocabulary::default());
            assert!(!lists.aftercare.headings.is_empty() && !lists.aftercare.orders.is_empty(), "{code}");
            // Arabic has none of these yet.
            assert_eq!(!lists.banned.is_empty() && !lists.plain.is_empty(), code != "ar", "{code}");
        }
    }
}
