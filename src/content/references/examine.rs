//! What is wrong with the entries of the reference files, as far as they can be read.

use std::cell::{LazyCell, OnceCell};

use super::{References, figures_in};
use crate::base::address::anchor;
use crate::base::diagnostic::{Code, Diagnostic, NameIndex, Text, code, suggest};
use crate::base::yaml::{Places, Step};
use crate::content::config::Config;
use crate::content::document::Target;
use crate::content::markdown::RESERVED;

/// What is wrong in one of the files. Most have nothing, and the places of their entries are not looked up.
struct ReferenceFaults<'t> {
    text: &'t Text,
    places: OnceCell<Places>,
    found: &'t mut Vec<Diagnostic>,
}

impl<'t> ReferenceFaults<'t> {
    const fn of(text: &'t Text, found: &'t mut Vec<Diagnostic>) -> Self {
        Self { text, places: OnceCell::new(), found }
    }

    fn add(&mut self, path: &[Step<'_>], code: Code, message: String, help: String) {
        let places = self.places.get_or_init(|| Places::of(&self.text.text));
        self.found.push(Diagnostic::new(code, message).at(self.text.at(places.locate(path))).help(help));
    }
}

impl References {
    pub(super) fn examine_claims(&self, config: &Config, problems: &mut Vec<Diagnostic>) {
        let mut faults = ReferenceFaults::of(&self.texts.claims, problems);
        let sources = LazyCell::new(|| self.citations.keys().collect::<NameIndex<_>>());
        for (id, claim) in &self.claims {
            let whole = claim.value.is_some();
            let range = claim.from.is_some() && claim.to.is_some();
            if whole == range || claim.from.is_some() != claim.to.is_some() {
                faults.add(
                    &[Step::Name(id)],
                    code::MISSING_FIELD,
                    format!("the claim `{id}` needs one figure or a range"),
                    "write `value: 30`, or `from: 2` and `to: 4`".to_owned(),
                );
                continue;
            }
            for (index, source) in claim.sources.iter().enumerate() {
                if !self.citations.contains_key(source) {
                    faults.add(
                        &[Step::Key(id), Step::Key("sources"), Step::Index(index)],
                        code::UNKNOWN_SOURCE,
                        format!("`{source}` is not in sources.yaml"),
                        sources.suggest(source, "sources"),
                    );
                }
            }
            for (language, wordings) in &claim.wording {
                for (index, wording) in wordings.iter().enumerate() {
                    let stated = figures_in(wording);
                    let figures = claim.figures();
                    if figures.iter().any(|f| !stated.contains(f)) || stated.iter().any(|f| !figures.contains(f)) {
                        faults.add(
                            &[Step::Key(id), Step::Key("wording"), Step::Key(language), Step::Index(index)],
                            code::CLAIM_MISMATCH,
                            format!("the wording \"{wording}\" does not state the claim's own figure"),
                            format!("it has to contain {} and no other figure", figures.join(" and ")),
                        );
                    }
                }
            }
            if claim.wording.get(config.default_language()).is_none_or(Vec::is_empty) {
                faults.add(
                    &[Step::Name(id)],
                    code::MISSING_FIELD,
                    format!("the claim `{id}` has no wording in `{}`", config.default_language()),
                    format!("add `wording: {{ {}: [\"…\"] }}`", config.default_language()),
                );
            }
        }
    }

    pub(super) fn examine_glossary(&self, config: &Config, problems: &mut Vec<Diagnostic>) {
        let mut faults = ReferenceFaults::of(&self.texts.glossary, problems);
        for (id, languages) in &self.glossary {
            if anchor(id) != *id {
                faults.add(
                    &[Step::Name(id)],
                    code::BAD_VALUE,
                    format!("`{id}` can't be the name of a glossary entry"),
                    format!("use lower case letters, digits and hyphens: {}", anchor(id)),
                );
            }
            if RESERVED.contains(&id.as_str()) {
                faults.add(
                    &[Step::Name(id)],
                    code::BAD_VALUE,
                    format!("`{id}` is the name of a part of the glossary's own page"),
                    format!("give the entry another name, such as {id}-word"),
                );
            }
            for language in languages.keys().filter(|l| !config.languages.contains(l)) {
                faults.add(
                    &[Step::Key(id), Step::Name(language)],
                    code::UNKNOWN_VALUE,
                    format!("`{language}` is not a language of this site"),
                    suggest(language, config.languages.iter().map(String::as_str), "languages of the site"),
                );
            }
        }
    }

    pub(super) fn examine_citations(&self, problems: &mut Vec<Diagnostic>) {
        let mut faults = ReferenceFaults::of(&self.texts.citations, problems);
        for (id, citation) in &self.citations {
            if citation.title.is_none() && citation.journal.is_none() {
                faults.add(
                    &[Step::Name(id)],
                    code::MISSING_FIELD,
                    format!("the source `{id}` has neither a title nor a journal"),
                    "add `title: …`, so that a reader can find it".to_owned(),
                );
            }
            if citation.url.as_deref().is_some_and(|url| !matches!(Target::parse(url), Target::External(_))) {
                faults.add(
                    &[Step::Key(id), Step::Key("url")],
                    code::UNSAFE_LINK,
                    format!("the source `{id}` has an address that is not a web address"),
                    "write the whole address, beginning with https://".to_owned(),
                );
            }
            if citation.doi.as_deref().is_some_and(|doi| !doi.starts_with("10.") || doi.contains(char::is_whitespace)) {
                faults.add(
                    &[Step::Key(id), Step::Key("doi")],
                    code::BAD_VALUE,
                    format!("the source `{id}` has a DOI that does not begin with 10."),
                    "write it without https://doi.org/, such as 10.1136/aim.23.3.112".to_owned(),
                );
            }
        }
    }
}
