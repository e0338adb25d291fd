//! The names that a site knows, made ready for "did you mean". There may be as many as articles.

use std::collections::{BTreeMap, HashMap};

use super::Site;
use crate::base::diagnostic::NameIndex;

/// The names that an article can use, by what they name.
#[derive(Debug)]
pub struct KnownNames {
    /// Names of claims.
    pub claims: NameIndex<String>,
    /// Names of sources.
    pub sources: NameIndex<String>,
    /// Paths of articles, below `content`.
    pub articles: NameIndex<String>,
    /// Those of guides.
    pub guides: NameIndex<String>,
    /// Names of glossary entries by language: an entry of another language would be as unknown.
    terms: BTreeMap<String, NameIndex<String>>,
    phones: BTreeMap<String, KnownPhones>,
    none: NameIndex<String>,
}

/// The phone numbers of a language.
#[derive(Debug)]
struct KnownPhones {
    names: NameIndex<String>,
    /// The first name of each number, by its digits.
    by_digits: HashMap<String, String>,
}

impl KnownPhones {
    fn of(numbers: &BTreeMap<String, String>) -> Self {
        let mut by_digits = HashMap::new();
        for (name, number) in numbers {
            by_digits.entry(digits(number)).or_insert_with(|| name.clone());
        }
        Self { names: numbers.keys().cloned().collect(), by_digits }
    }
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

impl KnownNames {
    fn of(site: &Site) -> Self {
        let references = &site.references;
        let guides = site.ids().filter(|id| site.is_guide(*id)).map(|id| site[id].path().to_owned());
        let mut terms = BTreeMap::<String, Vec<String>>::new();
        for (name, entry) in &references.glossary {
            for language in entry.keys() {
                terms.entry(language.clone()).or_default().push(name.clone());
            }
        }
        let phones = site.config.phones.iter();
        Self {
            claims: references.claims.keys().cloned().collect(),
            sources: references.citations.keys().cloned().collect(),
            articles: site.paths().map(str::to_owned).collect(),
            guides: guides.collect(),
            terms: terms.into_iter().map(|(language, names)| (language, names.into_iter().collect())).collect(),
            phones: phones.map(|(language, numbers)| (language.clone(), KnownPhones::of(numbers))).collect(),
            none: NameIndex::default(),
        }
    }

    /// Names of the glossary entries of a language.
    #[must_use]
    pub fn terms(&self, language: &str) -> &NameIndex<String> {
        self.terms.get(language).unwrap_or(&self.none)
    }

    /// Names of the phone numbers of a language.
    #[must_use]
    pub fn phones(&self, language: &str) -> &NameIndex<String> {
        self.phones.get(language).map_or(&self.none, |phones| &phones.names)
    }

    /// The name of the phone number with the digits of a text, if it has any.
    #[must_use]
    pub(crate) fn phone_of_digits(&self, language: &str, text: &str) -> Option<&str> {
        let digits = Some(digits(text)).filter(|digits| !digits.is_empty())?;
        self.phones.get(language)?.by_digits.get(&digits).map(String::as_str)
    }
}

impl Site {
    /// The names that the site knows; made ready when the first unknown one is met.
    pub fn known(&self) -> &KnownNames {
        self.known.get_or_init(|| KnownNames::of(self))
    }
}
