//! The site's phone numbers, by language and name.

use std::collections::BTreeMap;

use super::Config;
use crate::base::phone;

/// Phone numbers as readers see them, by language and then by the number as it is written.
pub(super) fn shown(phones: &BTreeMap<String, BTreeMap<String, String>>) -> BTreeMap<String, BTreeMap<String, String>> {
    let of_language = |numbers: &BTreeMap<String, String>| {
        let clinic = numbers.get("clinic").map(String::as_str);
        numbers.values().map(|number| (number.clone(), phone::shown(number, clinic))).collect()
    };
    phones.iter().map(|(language, numbers)| (language.clone(), of_language(numbers))).collect()
}

impl Config {
    /// A phone number by name, in a language.
    #[must_use]
    pub fn phone(&self, language: &str, name: &str) -> Option<&str> {
        self.phones.get(language)?.get(name).map(String::as_str)
    }

    /// Whether a number calls for help in an emergency: the emergency number of a language, or another one of the country
    /// where the clinic is.
    #[must_use]
    pub(crate) fn is_for_emergencies(&self, language: &str, number: &str) -> bool {
        let beside = |clinic| phone::emergency_numbers_beside(clinic).contains(&&*phone::digits(number));
        self.phone(language, "emergency") == Some(number) || self.phone(language, "clinic").is_some_and(beside)
    }

    /// A phone number of the site as its readers see it: in one piece, and as people near the clinic write it.
    #[must_use]
    pub(crate) fn shown_phone<'n>(&'n self, language: &str, number: &'n str) -> &'n str {
        self.shown_phones.get(language).and_then(|numbers| numbers.get(number)).map_or(number, String::as_str)
    }
}
