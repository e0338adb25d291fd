//! Words in the names of copies, in all languages that computers speak.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The file of these words; it says what each list is.
const EMBEDDED: &str = include_str!("copies.yaml");

/// The lists as they are written, each by language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CopyEntries {
    ends: BTreeMap<String, Vec<String>>,
    begins: BTreeMap<String, Vec<String>>,
    versions: BTreeMap<String, Vec<String>>,
    articles: BTreeMap<String, Vec<String>>,
}

/// The same, of all languages, in lower case.
#[derive(Debug)]
pub(in crate::check) struct Copies {
    /// "copy": comes behind the name of a copy.
    pub(in crate::check) ends: Vec<String>,
    /// "copy of": comes before it.
    pub(in crate::check) begins: Vec<String>,
    /// "final": comes behind the name of a version.
    pub(in crate::check) versions: Vec<String>,
    /// "your": beside "copy", it makes a subject of it.
    pub(in crate::check) articles: Vec<String>,
}

impl Copies {
    /// The words inside the program.
    pub(in crate::check) fn embedded() -> Self {
        let entries: CopyEntries = crate::base::yaml::parse(EMBEDDED)
            .unwrap_or_else(|problems| panic!("the embedded words of copies: {problems:?}"));
        Self {
            ends: entries.ends.into_values().flatten().collect(),
            begins: entries.begins.into_values().flatten().collect(),
            versions: entries.versions.into_values().flatten().collect(),
            articles: entries.articles.into_values().flatten().collect(),
        }
    }
}
