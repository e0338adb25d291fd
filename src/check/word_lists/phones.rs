//! Words that say whom a phone number calls, in lower case.

use serde::Deserialize;

use super::WordSet;

/// The lists under `phones`; `en.yaml` says what each of them is.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::check) struct Phones {
    /// "clinic", "us".
    clinic: Vec<String>,
    /// "an ambulance", "paramedics".
    ambulance: Vec<String>,
    /// "emergency", "help": other words for what the emergency number calls.
    emergency: Vec<String>,
    /// "on", "at": between whom to call and the number.
    pub(in crate::check) before_number: WordSet,
}

impl Phones {
    /// Whether words in lower case name the clinic.
    pub(in crate::check) fn of_clinic(&self, words: &str) -> bool {
        names(words, &self.clinic)
    }

    /// Whether words in lower case name an ambulance, or whoever else comes in an emergency.
    pub(in crate::check) fn of_ambulance(&self, words: &str) -> bool {
        names(words, &self.ambulance)
    }

    /// Whether words in lower case fit the emergency number.
    pub(in crate::check) fn of_emergency(&self, words: &str) -> bool {
        self.of_ambulance(words) || names(words, &self.emergency)
    }
}

/// Whether words contain one of some phrases, as whole words.
fn names(words: &str, phrases: &[String]) -> bool {
    phrases.iter().any(|phrase| {
        words.match_indices(phrase.as_str()).any(|(at, found)| {
            !words[..at].ends_with(is_in_word) && !words[at + found.len()..].starts_with(char::is_alphanumeric)
        })
    })
}

fn is_in_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\'' | '’')
}
