//! The lists of words that checks look for, by language, and how they are looked for.
//!
//! The lists stand in `words/CODE.yaml` beside this file. A site adds to them, or takes from them, under `words` in its
//! `site.yaml`; the glossary joins in. A language without lists has empty ones, and the checks find nothing in it.
//!
//! Only whole words match, in either case, and only in the forms that are listed.

mod aftercare;
mod capitals;
mod near;
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
use near::Near;
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

/// Farthest look back, in characters, for the bracket that an explanation stands in: one longer than this explains
/// nothing, and a look back to the beginning of a unit for each of its words would be quadratic.
const LONGEST_BRACKET: usize = 200;

/// One file's lists; `words/en.yaml` says what each of them is.
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
    passive: Passive,
    verbs: Vec<String>,
    advice: Vec<String>,
    calls: Vec<String>,
    short_numbers: Vec<String>,
    lines: Vec<String>,
    not_lines: Vec<String>,
    more_than_calls: Vec<String>,
    behind_numbers: Vec<String>,
    vague_headings: Vec<String>,
    vague_links: Vec<String>,
    aftercare: aftercare::Entries,
    near: Near,
    phones: Phones,
}

/// What makes a sentence of advice passive.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Passive {
    phrases: Vec<String>,
    modals: Vec<String>,
    readers: WordSet,
    be: WordSet,
    between: WordSet,
    endings: Vec<String>,
    acts: WordSet,
    participles: WordSet,
    states: WordSet,
    clauses: WordSet,
    describing: WordSet,
    doers: WordSet,
    not_doers: WordSet,
}

/// The lists of one language of a site.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// The numbers of all words that are looked for as phrases or parts of them.
    pub(super) vocabulary: Vocabulary,
    /// Whether the program knows the language. In another, a check that needs to know what is harmless finds nothing.
    pub(super) is_known: bool,
    /// Words with a plainer one.
    pub(super) plain: Phrases<String>,
    /// Promises and untruths, each with the reason.
    pub(super) banned: Phrases<String>,
    /// What is treated with: "acupuncture", "tea".
    pub(super) treatments: WordSet,
    senses: Vec<Sense>,
    /// Words that hurt, each with a better one.
    pub(super) stigma: Phrases<String>,
    /// Glossary terms in all their forms.
    pub(super) terms: Phrases<Form>,
    /// Short forms in capitals that everybody knows, and words that are only written large.
    pub(super) capitals: WordSet,
    /// "called", "stands for".
    explaining: Phrases<()>,
    /// Short words that are no short forms: "empty".
    pub(super) ordinary: WordSet,
    /// "stands for", "is a": behind a word, they explain it.
    pub(super) explains: Phrases<()>,
    /// "Short form", "Meaning": heads of a table that explains.
    pub(super) meanings: WordSet,
    /// "no", "not", "myth".
    pub(super) denials: Phrases<()>,
    /// "some say".
    pub(super) hearsay: Phrases<()>,
    /// "rare", "common".
    pub(super) frequencies: Phrases<()>,
    /// "cause", "meals": what is frequent there is no harm.
    pub(super) counted: WordSet,
    /// "in", "and": what stands behind "common" when that is not said of the next word.
    pub(super) joining: WordSet,
    /// "wash", "eat": a sentence that begins with one tells how often to do it.
    pub(super) acts_first: WordSet,
    /// "side effect", "infection".
    pub(super) risks: Phrases<()>,
    /// "this", "they": point back to the sentence before.
    pub(super) pointers: WordSet,
    /// "per cent".
    pub(super) percent: Phrases<()>,
    /// What a percentage of is no number of people: "cream".
    pub(super) parts: WordSet,
    /// Whom a percentage counts: "people".
    pub(super) people: WordSet,
    /// "of": what stands behind it is what a percentage is of.
    pub(super) of_what: WordSet,
    /// "by": a percentage behind it is a change.
    pub(super) changes: WordSet,
    /// "increase": a percentage before it is a change.
    pub(super) changing: WordSet,
    /// "{} in {} people".
    pub(super) of_people: String,
    /// "to", between the ends of a range.
    pub(super) to: String,
    /// "about", before a number that was rounded.
    pub(super) about: String,
    /// What stands between thousands.
    pub(super) thousands: String,
    /// "it is advised", "patients should".
    pub(super) impersonal: Phrases<()>,
    /// "should", "must".
    pub(super) modals: Phrases<()>,
    /// "you": a passive with this subject tells the reader what to expect.
    pub(super) readers: WordSet,
    /// Forms of "be".
    pub(super) be: WordSet,
    /// "not", "always": may stand between the parts of a verb.
    pub(super) between: WordSet,
    /// What a patient is told to do, as participles: "taken", "washed".
    pub(super) acts: WordSet,
    participle_endings: Vec<String>,
    participles: WordSet,
    states: WordSet,
    /// "if", "when": begin a clause in which nobody is told to do something.
    pub(super) clauses: WordSet,
    /// "sometimes", "not": before "need to be", they say how it is and not what to do.
    pub(super) describing: WordSet,
    /// "by": before whoever does it.
    pub(super) doers: WordSet,
    /// What stands behind "by" and does nothing: "mouth", "Monday".
    pub(super) not_doers: WordSet,
    /// "drive", "take": verbs as they stand behind "do not", which are no nouns.
    pub(super) verbs: WordSet,
    /// "plenty", "sure", "only": with them, such a verb may well be what people should do.
    pub(super) advice: WordSet,
    /// "call", "dial".
    pub(super) calls: WordSet,
    /// Emergency and help lines: "112".
    pub(super) short_numbers: WordSet,
    /// "emergency", "number": what a phone number is for.
    pub(super) lines: WordSet,
    /// "room", "page": a number behind them is none to call.
    pub(super) not_lines: WordSet,
    /// "fax", "extension": with them, to call a number is not enough, or not what it is for.
    pub(super) more_than_calls: WordSet,
    /// "or", "if": may follow a phone number; "people" may not.
    pub(super) behind_numbers: WordSet,
    /// Headings that say nothing.
    pub(super) vague_headings: WordSet,
    /// Link words that say nothing.
    pub(super) vague_links: WordSet,
    /// How aftercare advice is told.
    pub(super) aftercare: Aftercare,
    /// What comes near the signs and headings of the house.
    pub(super) near: Near,
    /// Whom a phone number calls.
    pub(super) phones: Phones,
}

/// A form of a glossary term.
#[derive(Debug)]
pub(super) struct Form {
    /// Id of its entry.
    pub(super) id: String,
    /// The term in capitals, which only the same capitals mean: `ALS` is not "als".
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
                // The glossary explains it; asking for another word as well would be two rules at once.
                lists.plain.insert(form, None, &mut lists.vocabulary);
            }
        }
        lists
    }

    /// Whether a word is a participle and not the name of a state: "taken", but not "tired".
    pub(super) fn is_participle(&self, word: &str) -> bool {
        let has_ending = |ending: &String| word.len() > ending.len() + 2 && word.ends_with(ending.as_str());
        !self.states.contains(word)
            && (self.participles.contains(word) || self.participle_endings.iter().any(has_ending))
    }

    /// Whether words are explained where they stand: `MRI (magnetic resonance imaging)`, `high blood pressure
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
    /// The lists of a file, beside a vocabulary of numbers.
    fn of(file: Entries, mut vocabulary: Vocabulary) -> Self {
        let set = |words: Vec<String>| words.iter().map(|word| word.to_lowercase()).collect::<WordSet>();
        let allow = file.allow;
        let (plain, banned, stigma) = (
            Phrases::new(file.plain, &allow, &mut vocabulary),
            Phrases::new(file.banned, &allow, &mut vocabulary),
            Phrases::new(file.stigma, &allow, &mut vocabulary),
        );
        let mut list =
            |words: Vec<String>| Phrases::new(words.into_iter().map(|word| (word, ())), &allow, &mut vocabulary);
        Self {
            is_known: true,
            plain,
            banned,
            treatments: file.treatments,
            senses: file.senses,
            stigma,
            terms: Phrases::default(),
            capitals: file.capitals.into_iter().collect(),
            explaining: list(file.explaining),
            ordinary: set(file.ordinary),
            explains: list(file.explains),
            meanings: set(file.meanings),
            denials: list(file.denials),
            hearsay: list(file.hearsay),
            frequencies: list(file.frequencies),
            counted: set(file.counted),
            joining: set(file.joining),
            acts_first: set(file.acts_first),
            risks: list(file.risks),
            pointers: set(file.pointers),
            percent: list(file.percent),
            parts: set(file.parts),
            people: set(file.people),
            of_what: set(file.of_what),
            changes: set(file.changes),
            changing: set(file.changing),
            of_people: file.of_people,
            to: file.to,
            about: file.about,
            thousands: file.thousands,
            impersonal: list(file.passive.phrases),
            modals: list(file.passive.modals),
            readers: file.passive.readers,
            be: file.passive.be,
            between: file.passive.between,
            acts: file.passive.acts,
            doers: file.passive.doers,
            not_doers: file.passive.not_doers,
            participle_endings: file.passive.endings,
            participles: file.passive.participles,
            states: file.passive.states,
            clauses: file.passive.clauses,
            describing: file.passive.describing,
            verbs: set(file.verbs),
            advice: set(file.advice),
            calls: set(file.calls),
            short_numbers: set(file.short_numbers),
            lines: set(file.lines),
            not_lines: set(file.not_lines),
            more_than_calls: set(file.more_than_calls),
            behind_numbers: set(file.behind_numbers),
            vague_headings: set(file.vague_headings),
            vague_links: set(file.vague_links),
            aftercare: Aftercare::new(file.aftercare, &mut list),
            near: file.near,
            phones: file.phones,
            vocabulary,
        }
    }
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
