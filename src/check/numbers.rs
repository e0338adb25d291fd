//! The phone numbers of a site, each with its place in `site.yaml`.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use super::TO_FILL_IN;
use crate::base::diagnostic::Location;
use crate::base::phone::country_code;
use crate::base::yaml::{Places, Step};
use crate::content::config::Config;

/// The numbers of a site in one language.
pub(super) struct Numbers<'s> {
    config: &'s Config,
    pub(super) language: &'s str,
    places: OnceCell<HashMap<String, Range<usize>>>,
}

/// A number of a site.
#[derive(Clone, Copy)]
pub(super) struct Number<'s> {
    /// `clinic`
    pub(super) name: &'s str,
    pub(super) number: &'s str,
}

impl<'s> Numbers<'s> {
    /// Those of all languages.
    pub(super) fn of_all(config: &'s Config) -> impl Iterator<Item = Self> {
        config.phones.keys().map(move |language| Self { config, language, places: OnceCell::new() })
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Number<'s>> + use<'s> {
        let numbers = self.config.phones.get(self.language).into_iter().flatten();
        numbers.map(|(name, number)| Number { name, number })
    }

    /// The place of a number.
    pub(super) fn place(&self, number: Number<'_>) -> Location {
        let source = &self.config.source;
        let path = [Step::Key("phones"), Step::Key(self.language)];
        let places = self.places.get_or_init(|| Places::of(&source.text).entries(&path));
        source.at(places.get(number.name).cloned().unwrap_or_default())
    }

    /// The number by which the country is known: the clinic's, or another one with the code of its country.
    pub(super) fn of_known_country(&self) -> Option<&'s str> {
        let own = self.iter().filter(|number| number.name != "emergency").map(|number| number.number);
        let elsewhere = self.config.phones.values().filter_map(|numbers| numbers.get("clinic")).map(String::as_str);
        let clinic = self.config.phone(self.language, "clinic");
        let mut all = clinic.into_iter().chain(own).chain(elsewhere);
        all.find(|number| country_code(number).is_some()).or(clinic)
    }
}

/// Whether a place is on a line that is still to be filled in, which is reported already.
pub(super) fn is_open(place: &Location) -> bool {
    place.excerpt().contains(TO_FILL_IN)
}
