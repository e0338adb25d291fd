//! The site's single sources of truth: claims, glossary, citations.
//!
//! A figure that is on several pages is written once, in `claims.yaml`; pages state it by reference, so two leaflets
//! can't contradict each other. (Leaflets do: one study, BMJ 2013;347:f4748, found advice on returning to office work
//! after the same operation to range from 1 to 6 weeks.)

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Deserialize;

use crate::base::date::Date;
use crate::base::diagnostic::{Diagnostic, Text};
use crate::base::yaml;
use crate::content::config::Config;
use crate::disk::source::ReferenceTexts;
use crate::prose::{normalised, plain_figures};

mod claim_index;
mod examine;

pub use claim_index::{ClaimTopic, ClaimTopics, Fit};
pub(crate) use claim_index::{NAMED, stems};

/// The three reference files. A file that is not there is an empty one.
#[derive(Debug, Default)]
pub struct References {
    /// Claims by id.
    pub claims: BTreeMap<String, Claim>,
    /// Glossary entries by id, then by language.
    pub glossary: BTreeMap<String, BTreeMap<String, Term>>,
    /// Languages that the glossary has a term in: every page asks whether to link to it.
    pub glossary_languages: BTreeSet<String>,
    /// Citations by id.
    pub citations: BTreeMap<String, Citation>,
    /// Claims by the words of their topics.
    pub topics: ClaimTopics,
    /// Entries with a mistake: what uses them is judged once they are mended.
    pub faulty: Faulty,
    /// The texts, to point into.
    pub texts: ReferenceTexts,
}

/// Names of entries that could not be read whole, by file.
#[derive(Debug, Default)]
pub struct Faulty {
    /// In `claims.yaml`.
    pub claims: BTreeSet<String>,
    /// In `glossary.yaml`.
    pub glossary: BTreeSet<String>,
    /// In `sources.yaml`.
    pub citations: BTreeSet<String>,
}

/// A statement with a figure: one value, its sources, its certainty.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("oneOf" = [
    { "required": ["value"], "not": { "anyOf": [{ "required": ["from"] }, { "required": ["to"] }] } },
    { "required": ["from", "to"], "not": { "required": ["value"] } }
]))]
pub struct Claim {
    /// What it is about, such as `coffee after a session`.
    pub topic: String,
    /// Whom it is about, such as `adults`.
    pub population: String,
    /// The figure, when it is one. For a range, write `from` and `to` instead.
    pub value: Option<f64>,
    /// The lower end, when it is a range.
    pub from: Option<f64>,
    /// The upper end, when it is a range.
    pub to: Option<f64>,
    /// Out of how many: `value: 24` and `of: 100` is 24 in 100.
    pub of: Option<f64>,
    /// What is counted: `hours`, `mL`, `people`.
    pub unit: String,
    /// The wordings that a page may use, by language. The first one fills an empty link.
    #[serde(default)]
    pub wording: BTreeMap<String, Vec<String>>,
    /// Wordings of an earlier figure, by language: `carepress check --fix` types the new ones in their place, in the same order.
    #[serde(default)]
    pub formerly: BTreeMap<String, Vec<String>>,
    /// How firmly it may be put.
    pub certainty: Option<Certainty>,
    /// Where it comes from: names of entries in `sources.yaml`.
    #[serde(default)]
    pub sources: Vec<String>,
    /// For a survey: who was asked, and how many.
    pub asked: Option<String>,
    /// The day of the last look at its sources.
    pub reviewed: Option<Date>,
    /// Why another claim on the same topic and population may have another value.
    pub differs_because: Option<String>,
    /// Words near which a bare figure is suspicious.
    #[serde(default)]
    pub words: Vec<String>,
}

/// How firmly a page may put a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// Safety advice or a plain description.
    Firm,
    /// An accepted mechanism: "thought to".
    Likely,
    /// Mixed or small studies: said plainly.
    Weak,
}

/// A glossary entry in one language.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The term as it is written.
    pub term: String,
    /// A few plain words that fit in brackets behind it.
    pub plain: String,
    /// One or two plain sentences for the glossary.
    pub definition: String,
    /// Other forms that mean the same.
    #[serde(default)]
    pub also: Vec<String>,
}

/// A source that claims and pages rest on.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("anyOf" = [{ "required": ["title"] }, { "required": ["journal"] }]))]
pub struct Citation {
    /// Its authors as printed, such as `White A, Hayhoe S`.
    pub authors: Option<String>,
    /// The year of publication.
    pub year: Option<u16>,
    /// The title of the work.
    pub title: Option<String>,
    /// The journal, volume and pages.
    pub journal: Option<String>,
    /// Its digital object identifier, without `https://doi.org/`, such as `10.1136/aim.23.3.112`.
    #[schemars(regex(pattern = r"^10\.\S+$"))]
    #[schemars(extend("patternErrorMessage" = "write it without https://doi.org/, such as 10.1136/aim.23.3.112"))]
    pub doi: Option<String>,
    /// Its web address, when there is no DOI.
    #[schemars(regex(pattern = r"^https?://\S+$"))]
    #[schemars(extend("patternErrorMessage" = "write the whole address, beginning with https://"))]
    pub url: Option<String>,
    /// What a reader should know of it: who was asked, what is not published.
    pub note: Option<String>,
}

impl Claim {
    /// Every figure that a wording has to state, as printed.
    #[must_use]
    pub fn figures(&self) -> Vec<String> {
        [self.value, self.from, self.to, self.of].into_iter().flatten().map(printed).collect()
    }

    /// How many people out of how many, where that can be drawn as one dot for each person: at most 100.
    #[must_use]
    pub fn people(&self) -> Option<(u32, u32)> {
        let (part, whole) = (whole_number(self.value?)?, whole_number(self.of?)?);
        (part <= whole && whole > 0).then_some((part, whole))
    }

    /// The words that fill a link to this claim which has none of its own; `None` where a language has no wording.
    #[must_use]
    pub(crate) fn first_wording(&self, language: &str) -> Option<&str> {
        self.wording.get(language)?.first().map(String::as_str)
    }

    /// Whether a page's words state this claim: they contain one of its wordings and no other figure.
    #[must_use]
    pub(crate) fn is_stated_by(&self, words: &str, language: &str) -> bool {
        let words = normalised(words);
        let words = plain_figures(&words);
        let wordings = self.wording.get(language).map_or(&[][..], Vec::as_slice);
        wordings.iter().any(|wording| words.contains(&*plain_figures(&normalised(wording))))
            && figures_in(&words).iter().all(|figure| self.figures().contains(figure))
    }
}

/// A number as a page prints it: no `.0`.
fn printed(number: f64) -> String {
    format!("{number}")
}

/// The figures in a piece of text, as printed, in any script: `1,500` is 1500, `0,5` stays as it is.
#[must_use]
pub fn figures_in(text: &str) -> Vec<String> {
    let mut figures = Vec::new();
    let plain = plain_figures(text);
    let mut rest = &*plain;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let end = rest[start..]
            .find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','))
            .map_or(rest.len(), |n| start + n);
        let figure = rest[start..end].trim_end_matches(['.', ',']);
        let thousands = figure.split(',').skip(1).all(|group| group.len() == 3) && figure.contains(',');
        let figure = if thousands { figure.replace(',', "") } else { figure.to_owned() };
        // "2.0" and "2" are one figure.
        figures.push(figure.parse::<f64>().map_or(figure, printed));
        rest = &rest[end..];
    }
    figures
}

/// Reads the reference files and looks whether they hold together.
#[must_use]
pub fn read(texts: ReferenceTexts, config: &Config) -> (References, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let (claims, faulty_claims) = entries(&texts.claims, &mut problems);
    let (glossary, faulty_glossary) = entries(&texts.glossary, &mut problems);
    let (citations, faulty_citations) = entries(&texts.citations, &mut problems);
    let topics = ClaimTopics::of(&claims);
    let glossary_languages = glossary.values().flat_map(BTreeMap::keys).cloned().collect();
    let faulty = Faulty { claims: faulty_claims, glossary: faulty_glossary, citations: faulty_citations };
    let references = References { claims, glossary, glossary_languages, citations, topics, faulty, texts };
    if references.faulty.claims.is_empty() {
        references.examine_claims(config, &mut problems);
    }
    if references.faulty.glossary.is_empty() {
        references.examine_glossary(config, &mut problems);
    }
    if references.faulty.citations.is_empty() {
        references.examine_citations(&mut problems);
    }
    (references, problems)
}

/// The entries of one file, and the names of those with a mistake. Where the file can't be read whole, the entries are
/// what could be made out: enough to know which names there are, so that their uses are not reported as unknown.
fn entries<T: for<'de> Deserialize<'de>>(
    text: &Text,
    problems: &mut Vec<Diagnostic>,
) -> (BTreeMap<String, T>, BTreeSet<String>) {
    let (entries, found) = yaml::parse_mended(&text.text);
    let mut faulty = BTreeSet::new();
    if !found.is_empty() {
        let places = yaml::Places::of(&text.text);
        // A slip above all entries, or in a line that names one, is nobody's.
        faulty =
            found.iter().map(|problem| places.entry_at(problem.range.start).unwrap_or_default().to_owned()).collect();
    }
    problems.extend(found.into_iter().map(|problem| problem.in_text(text, 0)));
    (entries.unwrap_or_default(), faulty)
}

/// A number of 0 to 100 without a fraction.
fn whole_number(number: f64) -> Option<u32> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "looked at in the same line")]
    ((0.0..=100.0).contains(&number) && number.fract() == 0.0).then_some(number as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(yaml_text: &str) -> Claim {
        yaml::parse(yaml_text).expect("a claim")
    }

    #[test]
    fn a_claim_is_stated_by_its_wording_and_no_other_figure() {
        let wait = claim("topic: t\npopulation: p\nvalue: 30\nunit: minutes\nwording: { en: [at least 30 minutes] }");
        assert!(wait.is_stated_by("wait At least\n٣٠ minutes", "en"));
        assert!(!wait.is_stated_by("at least 20 minutes", "en"));
        assert!(!wait.is_stated_by("30 minutes", "en"));
        assert!(!wait.is_stated_by("at least 30 minutes or 2 hours", "en"));
        assert!(!wait.is_stated_by("at least 30 minutes", "de"));
    }

    #[test]
    fn figures_are_read_as_printed() {
        assert_eq!(
            figures_in("2 to 4 hours, 1.5 and 9,408 of 10,000. In 2005."),
            ["2", "4", "1.5", "9408", "10000", "2005"]
        );
        assert_eq!(claim("topic: t\npopulation: p\nfrom: 2\nto: 4\nunit: hours").figures(), ["2", "4"]);
    }
}
