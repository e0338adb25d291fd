//! A language of the site without the phone numbers that another one has.
//!
//! Why it matters: the foot of each page and every card name the numbers of the page's own language. Without them, those
//! who read that language are not told whom to call.
//!
//! Example:
//!
//! ```text
//! languages: [en, es]
//! phones:
//!   en: { clinic: "+44 300 311 22 33", emergency: "999" }
//! ```
//!
//! Instead:
//!
//! ```text
//! languages: [en, es]
//! phones:
//!   en: { clinic: "+44 300 311 22 33", emergency: "999" }
//!   es: { clinic: "+44 300 311 22 33", emergency: "999" }
//! ```
//!
//! Source: NHS digital service manual, Contact details: tell people how to get help in an emergency.

use std::collections::BTreeMap;

use super::Run;
use crate::base::diagnostic::{Code, Diagnostic};
use crate::site::Site;

pub(super) const CODE: Code = Code::error("missing-number");
pub(super) const RUN: Run = Run::Given(run);

/// Numbers that every language has to have.
const NEEDED: [&str; 2] = ["clinic", "emergency"];

fn run(site: &Site) -> Vec<Diagnostic> {
    let config = &site.config;
    let mut found = Vec::new();
    // The numbers of the first language that has them: mostly they are the same.
    let known: BTreeMap<&str, &str> = NEEDED
        .into_iter()
        .filter_map(|name| Some((name, config.languages.iter().find_map(|language| config.phone(language, name))?)))
        .collect();
    for (language, place) in config.languages.iter().zip(&config.language_places) {
        let missing: Vec<&str> = known.keys().copied().filter(|name| config.phone(language, name).is_none()).collect();
        let has_none = config.phones.get(language).is_none_or(BTreeMap::is_empty);
        let (message, numbers) = if known.is_empty() && has_none {
            let example = "clinic: \"+44 20 7946 0018\", emergency: \"999\"".to_owned();
            (format!("`{language}` has no phone numbers, and its pages can't say whom to call"), example)
        } else if missing.is_empty() {
            continue;
        } else {
            let names: Vec<String> = missing.iter().map(|name| format!("`{name}`")).collect();
            let given: Vec<String> = missing.iter().map(|name| format!("{name}: \"{}\"", known[name])).collect();
            (format!("`{language}` has no phone number {}", names.join(" and none ")), given.join(", "))
        };
        let help = if has_none {
            format!("write below `phones`, with your numbers: {language}: {{ {numbers} }}")
        } else {
            format!("write below `phones` and `{language}`: {numbers}")
        };
        found.push(Diagnostic::new(CODE, message).at(place.clone()).help(help));
    }
    found
}
