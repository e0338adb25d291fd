//! The top of an article, typed. The documentation of each field is also what an editor reads of it, in
//! a text editor ([`crate::cli::schema::schemas`]) or in the browser (`carepress cms`).

use schemars::JsonSchema;
use serde::de::{Deserializer, IntoDeserializer};
use serde::{Deserialize, Serialize};

use crate::base::address::Slug;
use crate::base::date::Date;

/// The lines at the top of an article, between the two lines of `---`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FrontMatter {
    /// The page's title, at most 65 characters.
    #[schemars(length(min = 1, max = 65))]
    pub title: String,
    /// The main message in one to three short sentences. It is shown at the top of the page.
    #[schemars(length(min = 1))]
    pub summary: String,
    /// What kind of page it is.
    pub kind: Kind,
    /// The guide that it belongs to, a path below `content`; the site's main guide unless given.
    #[serde(default, deserialize_with = "unless_empty")]
    pub guide: Option<String>,
    /// Its place in the guide: smaller numbers come first.
    pub order: Option<i64>,
    /// The last part of its web address, if other than the file's name.
    #[serde(default, deserialize_with = "unless_empty")]
    pub slug: Option<Slug>,
    /// Old addresses that lead here, such as `/old-name/`.
    #[serde(default, deserialize_with = "nothing_as_none")]
    pub aliases: Vec<String>,
    /// Topics, such as `sleep`; each topic has a page that lists its articles.
    #[serde(default, deserialize_with = "nothing_as_none")]
    pub topics: Vec<String>,
    /// Articles to read next, as paths from this file, such as `faq.md`.
    #[serde(default, deserialize_with = "nothing_as_none")]
    pub related: Vec<String>,
    /// Whom it is for, such as `Patients`.
    #[serde(default, deserialize_with = "unless_empty")]
    pub audience: Option<String>,
    /// What the page as a whole rests on: names of entries in `content/sources.yaml`.
    #[serde(default, deserialize_with = "nothing_as_none")]
    pub sources: Vec<String>,
    /// Codes of clinical vocabularies, for links from health records.
    #[serde(default, deserialize_with = "nothing_as_none")]
    pub codes: Vec<Code>,
    /// The first day on which it is on the site.
    #[serde(default, deserialize_with = "unless_empty")]
    pub publish_on: Option<Date>,
    /// The first day on which it is no longer shown.
    #[serde(default, deserialize_with = "unless_empty")]
    pub expires_on: Option<Date>,
    /// Who reviewed it, and when.
    pub review: Option<Review>,
    /// What it was translated from.
    pub translation: Option<Box<Translation>>,
    /// Checks that this page is excused from, each with a reason and a last day.
    #[serde(default, deserialize_with = "nothing_as_none")]
    pub waivers: Vec<Waiver>,
}

/// An optional text. Forms and other programs write `slug: ""` where nothing was filled in: it counts as not there.
fn unless_empty<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Option<T>, D::Error> {
    // What the program itself keeps is as it wrote it.
    if !from.is_human_readable() {
        return Option::<T>::deserialize(from);
    }
    let text = Option::<String>::deserialize(from)?.filter(|text| !text.is_empty());
    text.map(|text| T::deserialize(text.into_deserializer())).transpose()
}

/// A list of which nothing but the name is written: it counts as not there.
fn nothing_as_none<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    if !from.is_human_readable() {
        return Vec::<T>::deserialize(from);
    }
    Option::<Vec<T>>::deserialize(from).map(Option::unwrap_or_default)
}

/// What kind of page an article is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// The way into a subject; other articles belong to it.
    Guide,
    /// A plain article.
    Article,
    /// Myths, each with the fact that answers it.
    Myths,
    /// Questions with their answers.
    Faq,
}

/// A code of a clinical vocabulary, for links from health records.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// The vocabulary.
    pub system: CodeSystem,
    /// The code itself, such as `"231107005"`.
    #[schemars(extend("type" = ["string", "number"]))]
    pub code: String,
}

/// A clinical vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CodeSystem {
    /// SNOMED CT.
    SnomedCt,
    /// ICD-10.
    #[serde(rename = "icd-10")]
    Icd10,
}

/// When and by whom an article was reviewed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// A role, such as `Lead nurse`; leave it out while nobody has reviewed the text.
    #[serde(default, deserialize_with = "unless_empty")]
    pub reviewed_by: Option<String>,
    /// The day of the last review.
    #[serde(default, deserialize_with = "unless_empty")]
    pub last_reviewed: Option<Date>,
    /// The day on which the next review is due.
    #[serde(default, deserialize_with = "unless_empty")]
    pub next_review: Option<Date>,
    /// The version of the text, in quotes, such as `"1.0"`.
    #[schemars(extend("type" = ["string", "number", "null"]))]
    #[serde(default, deserialize_with = "unless_empty")]
    pub version: Option<String>,
    /// What was approved, as `carepress approve` writes it: see [`crate::site::review::Fingerprint`].
    #[schemars(
        description = "A mark of the text that was approved. `carepress approve` writes it; leave it as it is.",
        extend("readOnly" = true)
    )]
    pub approved: Option<String>,
}

/// What an article was translated from, and who vouches for it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Translation {
    /// The file that it was made from, a path below `content`.
    pub of: String,
    /// The role of the person who vouches for the translation.
    #[serde(default, deserialize_with = "unless_empty")]
    pub reviewed_by: Option<String>,
    /// The day on which the translation was reviewed.
    #[serde(default, deserialize_with = "unless_empty")]
    pub last_reviewed: Option<Date>,
}

/// A check that does not apply to a page, and why.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// The name of the check, such as `long-section`.
    pub check: String,
    /// For `banned-phrase` alone: the very words that are let through, such as `guaranteed sick leave`.
    pub words: Option<String>,
    /// Why it does not apply here.
    #[schemars(length(min = 1))]
    pub reason: String,
    /// The role that answers for it, such as `Lead nurse`.
    #[schemars(length(min = 1))]
    pub by: String,
    /// The last day on which it holds.
    pub until: Date,
}

impl FrontMatter {
    /// Whether a review took place and says by whom. Ask [`crate::site::review::is_reviewed`] whether it still holds.
    #[must_use]
    pub(crate) fn is_reviewed(&self) -> bool {
        self.review.as_ref().is_some_and(|review| review.reviewed_by.is_some() && review.last_reviewed.is_some())
    }

    /// The version of the text, where given.
    #[must_use]
    pub fn version(&self) -> Option<&str> {
        self.review.as_ref()?.version.as_deref()
    }
}
