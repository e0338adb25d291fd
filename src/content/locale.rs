//! The words of the templates, one file a language, so that a language is added without touching a template.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::date::Date;
use crate::base::diagnostic::{Diagnostic, Text, code};
use crate::content::config::{self, Config};
use crate::content::document::CardLevel;
use crate::content::markdown::Conventions;
use crate::disk::source::theme::WORDS;

/// All words of one language. Every field is a key of the language file and is there.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each field is the English text of its own name in templates/words/en.yaml")]
pub struct Locale {
    pub language: String,
    pub direction: Direction,
    pub date: String,
    pub months: Vec<String>,
    pub skip: String,
    pub sample: String,
    pub site_navigation: String,
    pub home: String,
    pub breadcrumb: String,
    pub contents: String,
    pub main_guide: String,
    pub get_help: String,
    pub a_to_z: String,
    pub a_to_z_summary: String,
    pub glossary: String,
    pub glossary_summary: String,
    pub topics: String,
    pub topics_summary: String,
    pub topic_summary: String,
    pub pages: String,
    pub in_this_guide: String,
    pub in_this_section: String,
    pub related: String,
    pub sources: String,
    pub source: String,
    pub topic: String,
    pub back_to_guide: String,
    pub back_home: String,
    pub previous: String,
    pub next: String,
    pub pager: String,
    pub also_called: String,
    pub other_languages: String,
    pub about_page: String,
    pub not_reviewed: String,
    pub not_reviewed_note: String,
    pub reviewed: String,
    pub reviewed_by: String,
    pub next_review: String,
    pub version: String,
    pub audience: String,
    pub page_address: String,
    pub qr_code: String,
    pub fridge_card: String,
    pub fridge_card_summary: String,
    pub fridge_card_link: String,
    pub card: CardWords,
    pub do_heading: String,
    pub do_not_heading: String,
    pub do_not_start: String,
    pub card_heading_end: String,
    pub card_call: String,
    pub opening_hours: String,
    pub email: String,
    pub address: String,
    pub myth: String,
    pub fact: String,
    pub not_found: String,
    pub not_found_summary: String,
    pub not_found_help: String,
    pub moved: String,
    pub moved_help: String,
    pub expired: String,
    pub expired_help: String,
    pub footnotes: String,
    pub footnote: String,
    pub back_to_text: String,
    pub ticked: String,
    pub not_ticked: String,
    pub footer: String,
    pub footer_emergency: String,
    pub accessibility: AccessibilityWords,
}

/// Which way a language is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

/// What each card says before its heading.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each field is a card level")]
pub struct CardWords {
    pub emergency: String,
    pub urgent: String,
    pub routine: String,
    pub key_fact: String,
    pub information: String,
}

/// What the accessibility statement says.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each field is the English text of its own name in templates/words/en.yaml")]
pub struct AccessibilityWords {
    pub title: String,
    pub summary: String,
    pub aim: String,
    pub checked: String,
    pub checks: Vec<String>,
    pub not_checked: String,
    pub gaps: Vec<String>,
    pub report: String,
    pub report_help: String,
    pub call: String,
}

impl CardWords {
    /// The words of one level.
    #[must_use]
    pub fn of(&self, level: CardLevel) -> &str {
        match level {
            CardLevel::Emergency => &self.emergency,
            CardLevel::Urgent => &self.urgent,
            CardLevel::Routine => &self.routine,
            CardLevel::KeyFact => &self.key_fact,
            CardLevel::Information => &self.information,
        }
    }
}

impl Locale {
    /// A date in this language.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        let (year, month, day) = date.parts();
        let index = usize::try_from(month - 1).unwrap_or_default();
        let month = self.months.get(index).map_or("", String::as_str);
        self.date.replace("{day}", &day.to_string()).replace("{month}", month).replace("{year}", &year.to_string())
    }

    /// The headings and beginnings that give an article its structure.
    #[must_use]
    pub(crate) fn conventions(&self, myths: bool, questions: bool) -> Conventions<'_> {
        Conventions {
            do_heading: &self.do_heading,
            do_not_heading: &self.do_not_heading,
            myth: myths.then_some(self.myth.as_str()),
            questions,
        }
    }
}

/// The words of every language of the site: its own file where there is one, else the one that the program brings.
/// A language without words can't be built, so its absence is an error and the default language's words stand in.
#[must_use]
pub fn read(own: &[Text], config: &Config) -> (BTreeMap<String, Locale>, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let mut words = BTreeMap::new();
    for (language, place) in config.languages.iter().zip(&config.language_places) {
        let embedded = WORDS.iter().find(|(code, _)| code == language);
        let file = own.iter().find(|text| text.path.ends_with(&format!("/{language}.yaml")));
        let found = match (file, embedded) {
            (Some(text), _) => {
                config::parse::<Locale>(text).inspect_err(|found| problems.extend(found.iter().cloned())).ok()
            }
            (None, Some((code, text))) => Some(embedded_words(code, text)),
            (None, None) => {
                let known: Vec<&str> = WORDS.iter().map(|(code, _)| *code).collect();
                problems.push(
                    Diagnostic::new(code::MISSING_WORDS, format!("there are no words for the language `{language}`"))
                        .at(place.clone())
                        .help(format!(
                            "write templates/words/{language}.yaml, a translation of the English words; carepress brings along: {}",
                            known.join(", ")
                        )),
                );
                None
            }
        };
        let found = found.unwrap_or_else(|| embedded_words(WORDS[0].0, WORDS[0].1));
        if found.months.len() != 12
            && let Some(text) = file
        {
            let place = text.at(crate::base::yaml::locate(&text.text, &[crate::base::yaml::Step::Key("months")]));
            let message = format!("`months` has {} names", found.months.len());
            problems.push(Diagnostic::new(code::BAD_VALUE, message).at(place).help("write all twelve, January first"));
        }
        words.insert(language.clone(), found);
    }
    (words, problems)
}

fn embedded_words(code: &str, text: &str) -> Locale {
    crate::base::yaml::parse(text).unwrap_or_else(|problems| panic!("the embedded words of `{code}`: {problems:?}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn embedded_words_are_complete() {
        for (code, text) in WORDS {
            let words = embedded_words(code, text);
            assert_eq!(words.months.len(), 12, "{code}");
            let day = words.date(Date::parse("2026-05-03").expect("a date"));
            let expected = match code {
                "ar" => "3 مايو 2026",
                "de" => "3. Mai 2026",
                "es" => "3 de mayo de 2026",
                "pt-br" => "3 de maio de 2026",
                _ => "3 May 2026",
            };
            assert_eq!(day, expected, "{code}");
        }
    }

    /// Each language file holds the same keys in the same order, so that two of them can be read side by side, and no
    /// key was left as it is in English by oversight.
    #[test]
    fn languages_are_translations_line_by_line() {
        let keys = |text: &str| -> Vec<String> {
            let lines = text.lines().filter(|line| !line.trim_start().starts_with('#') && !line.trim().is_empty());
            lines.map(|line| line.split_once(':').map_or("-", |(key, _)| key).to_owned()).collect()
        };
        let english = embedded_words(WORDS[0].0, WORDS[0].1);
        for (code, text) in &WORDS[1..] {
            assert_eq!(keys(text), keys(WORDS[0].1), "{code}");
            let words = embedded_words(code, text);
            assert_ne!(words.not_reviewed_note, english.not_reviewed_note, "{code}");
            assert_ne!(words.card.emergency, english.card.emergency, "{code}");
            assert_eq!(words.accessibility.checks.len(), english.accessibility.checks.len(), "{code}");
        }
    }
}
