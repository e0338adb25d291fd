//! The site's settings, typed: `site.yaml`, and what the command line adds to it.

mod contact;
mod phones;
mod security;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize as DeriveDeserialize;

use crate::base::date::Date;
use crate::base::diagnostic::{Diagnostic, Location, Text, code, suggest};
use crate::base::phone::{PATTERN, has_signs_in_place, in_plain_signs};
use crate::base::refusal::Refusal;
use crate::base::yaml::{self, Step};
pub use contact::Contact;
pub use security::Security;

/// Everything that a build is told besides the content.
#[derive(Debug, Clone)]
pub struct Config {
    /// The site's name.
    pub name: String,
    /// The address that the site is published at; ends in `/`.
    pub base_url: String,
    /// Language codes (BCP 47, lower case); the first is the one without a folder of its own.
    pub languages: Vec<String>,
    /// The main guide, a path under `content`.
    pub guide: String,
    /// Where `site.yaml` names it.
    pub guide_place: Location,
    /// The page that says when and how to get help, a path under `content`: every page leads to it.
    pub help: Option<String>,
    /// Where `site.yaml` names it.
    pub help_place: Location,
    /// Where `site.yaml` names each of its languages.
    pub language_places: Vec<Location>,
    /// Phone numbers by language, then by name.
    pub phones: BTreeMap<String, BTreeMap<String, String>>,
    /// The same numbers as readers see them, by language and then by what is dialled.
    shown_phones: BTreeMap<String, BTreeMap<String, String>>,
    /// How to reach the clinic in other ways, by language.
    pub contact: BTreeMap<String, Contact>,
    /// Severity of checks, where the clinic wants another one than the default.
    pub checks: BTreeMap<String, Level>,
    /// Limits that checks judge by.
    pub thresholds: Thresholds,
    /// What the site adds to the lists of words that checks look for, by language.
    pub words: BTreeMap<String, OwnWords>,
    /// Whom to tell about a vulnerability in the site.
    pub security: Option<Security>,
    /// Whether the site is no clinic's, and only shows what one looks like: each of its pages says so.
    pub sample: bool,
    /// `site.yaml` as it is written.
    pub source: Text,
    /// The date that reviews are judged by.
    pub today: Date,
    /// Whether pages whose `publish_on` lies ahead are built.
    pub drafts: bool,
    /// Whether links name files (`page/index.html`), so that the site works without a server.
    pub portable: bool,
}

/// What the command line says about a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The date that reviews are judged by.
    pub today: Date,
    /// See [`Config::drafts`].
    pub drafts: bool,
    /// See [`Config::portable`].
    pub portable: bool,
}

/// How much a check weighs on this site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, DeriveDeserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// It stops the build.
    Error,
    /// It is reported, and the site is built.
    Warning,
    /// It is not reported.
    Off,
}

/// Limits that checks judge by; each can be set in `site.yaml` under `thresholds`.
#[derive(Debug, Clone, DeriveDeserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Thresholds {
    /// Longest sentence, in words (NHS content guide: 20).
    pub sentence_words: usize,
    /// Longest paragraph, in sentences (NHS content guide: 3).
    pub paragraph_sentences: usize,
    /// Longest stretch of text without a heading, in words.
    pub section_words: usize,
    /// Longest list, in items (CDC Clear Communication Index, item 8: 7).
    pub list_items: usize,
    /// Highest automated readability index, a United States school grade.
    pub ari: f64,
    /// Highest Coleman-Liau index, a United States school grade.
    pub coleman_liau: f64,
    /// Lowest Szigriszt index on the INFLESZ scale, for Spanish (65: "fairly easy").
    pub inflesz: f64,
    /// Lowest Flesch index as Martins adapted it to Portuguese (75: "very easy").
    pub martins: f64,
    /// Days before the next review from which on it is announced.
    pub review_soon_days: i64,
    /// Longest time between two reviews, in years (NHS: 3).
    pub review_years: i64,
    /// Largest page, its HTML and CSS compressed together, in bytes: one round trip of a new connection.
    pub page_bytes: usize,
    /// Largest picture beside an article, in bytes.
    pub picture_bytes: u64,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            sentence_words: 20,
            paragraph_sentences: 3,
            section_words: 150,
            list_items: 7,
            ari: 6.0,
            coleman_liau: 7.0,
            inflesz: 65.0,
            martins: 75.0,
            review_soon_days: 180,
            review_years: 3,
            page_bytes: 14_000,
            picture_bytes: crate::disk::source::PICTURE_BYTES,
        }
    }
}

/// A site's own words for the checks of words, in one language; `site.yaml`, under `words`.
#[derive(Debug, Clone, Default, DeriveDeserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct OwnWords {
    /// Words with a plainer one (`plain-word`).
    pub plain: BTreeMap<String, String>,
    /// Phrases that must not be used, with the reason (`banned-phrase`).
    pub banned: BTreeMap<String, String>,
    /// Words that hurt, with a better one (`stigma-word`).
    pub stigma: BTreeMap<String, String>,
    /// Short forms that every reader knows (`unexplained-acronym`).
    pub acronyms: Vec<String>,
    /// Phrases that no list is to find.
    pub allow: Vec<String>,
}

/// The settings of the site: `site.yaml` as it is written.
#[derive(Debug, DeriveDeserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settings {
    /// The site's name, as shown on every page.
    name: String,
    /// The web address that the site is published at, such as `https://clinic.example/`.
    #[schemars(regex(pattern = r#"^https?://[^\s"'<>\\^`{|}?#]+$"#))]
    #[schemars(extend("patternErrorMessage" = "write the whole address, such as https://clinic.example/"))]
    base_url: String,
    /// Codes of the site's languages, such as `en` or `pt-br`. The first is the one without a folder of its own.
    #[schemars(length(min = 1), inner(regex(pattern = "^[a-z0-9]{2,8}(-[a-z0-9]{1,8})*$")))]
    #[schemars(extend("uniqueItems" = true))]
    languages: Vec<String>,
    /// The main guide: a file below `content`, such as `first-session.md`.
    guide: String,
    /// The page that says when and how to get help: a file below `content`, such as `when-to-get-help.md`. Every page leads
    /// to it, and the home page begins with it.
    #[serde(default)]
    help: Option<String>,
    /// Phone numbers, by language and then by name. In an article, `[call us](tel:clinic)` becomes the number.
    // A number of a few digits is easily written without quotes, and read as text all the same.
    #[serde(default)]
    #[schemars(extend("additionalProperties" = {
        "type": "object",
        "additionalProperties": { "type": ["string", "integer"], "pattern": PATTERN,
            "patternErrorMessage": "write digits, with spaces between groups" }
    }))]
    phones: BTreeMap<String, BTreeMap<String, String>>,
    /// How to reach the clinic in other ways, by language. Each page shows what is given.
    #[serde(default)]
    contact: BTreeMap<String, Contact>,
    /// How much each check weighs on this site, where it is to be other than usual.
    #[serde(default)]
    checks: BTreeMap<String, Level>,
    /// The limits that checks judge by.
    #[serde(default)]
    thresholds: Thresholds,
    /// Words of your own for the checks of words, by language.
    #[serde(default)]
    words: BTreeMap<String, OwnWords>,
    /// Whether this is no clinic's site, but a sample of one. Each page says so, and its numbers may be those of fiction.
    #[serde(default)]
    sample: bool,
    /// Whom security researchers are to tell of a weakness: makes the file security.txt.
    #[serde(default)]
    security: Option<security::Written>,
}

/// Reads `site.yaml`. Without a usable one there is no site, so the problems come instead of the settings.
pub fn read(source: &Text, options: Options) -> Result<Config, Vec<Diagnostic>> {
    let mut settings: Settings = parse(source)?;
    for number in settings.phones.values_mut().flat_map(BTreeMap::values_mut) {
        *number = in_plain_signs(number);
    }
    let mut faults = SettingsFaults { source, places: yaml::Places::of(&source.text), found: Vec::new() };
    faults.judge_address(&settings.base_url);
    faults.judge_languages(&settings.languages);
    faults.judge_phones(&settings);
    faults.judge_words(&settings);
    faults.judge_contact(&settings);
    if let Some(security) = &settings.security {
        let is_whole_host = host_of(settings.base_url.trim_end_matches('/')).is_some_and(|host| !host.contains('/'));
        security::judge(security, is_whole_host, &mut faults);
    }
    if !faults.found.is_empty() {
        return Err(faults.found);
    }
    let languages = (0..settings.languages.len()).map(|n| faults.place(&[Step::Key("languages"), Step::Index(n)]));
    let security_expires = faults.place(&[Step::Key("security"), Step::Key("expires")]);
    Ok(Config {
        guide_place: faults.place(&[Step::Key("guide")]),
        help_place: faults.place(&[Step::Key("help")]),
        language_places: languages.collect(),
        name: settings.name,
        base_url: format!("{}/", settings.base_url.trim_end_matches('/')),
        languages: settings.languages,
        guide: settings.guide,
        help: settings.help,
        shown_phones: phones::shown(&settings.phones),
        phones: settings.phones,
        contact: settings.contact,
        checks: settings.checks,
        thresholds: settings.thresholds,
        words: settings.words,
        sample: settings.sample,
        source: source.clone(),
        security: settings.security.map(|written| written.at(security_expires)),
        today: options.today,
        drafts: options.drafts,
        portable: options.portable,
    })
}

/// What is wrong with settings that could be read.
struct SettingsFaults<'s> {
    source: &'s Text,
    places: yaml::Places,
    found: Vec<Diagnostic>,
}

impl SettingsFaults<'_> {
    fn place(&self, path: &[Step<'_>]) -> Location {
        self.source.at(self.places.locate(path))
    }

    fn add(&mut self, path: &[Step<'_>], message: String, help: &str) {
        let place = self.place(path);
        self.found.push(Diagnostic::new(code::BAD_VALUE, message).at(place).help(help.to_owned()));
    }

    fn judge_contact(&mut self, settings: &Settings) {
        for (language, contact) in &settings.contact {
            if !settings.languages.contains(language) {
                let names = settings.languages.iter().map(String::as_str);
                let message = format!("`contact` names the language `{language}`, which the site does not have");
                let help = suggest(language, names, "languages of the site");
                self.add(&[Step::Key("contact"), Step::Name(language)], message, &help);
            }
            contact::judge(contact, language, self);
        }
    }

    fn judge_address(&mut self, base_url: &str) {
        if let Some(why) = address_fault(base_url) {
            let message = format!("`base_url` is \"{base_url}\", which {}", why.message);
            self.add(&[Step::Key("base_url")], message, &why.help);
        }
    }

    fn judge_languages(&mut self, languages: &[String]) {
        if languages.is_empty() {
            let help = "name at least one language, such as [en]";
            self.add(&[Step::Key("languages")], "`languages` is empty".to_owned(), help);
        }
        for (index, language) in languages.iter().enumerate() {
            let place = [Step::Key("languages"), Step::Index(index)];
            if languages[..index].contains(language) {
                self.add(&place, format!("`{language}` is here a second time"), "take one of the two out");
            }
            if !is_language_code(language) {
                let message = format!("`{language}` is not a language code");
                self.add(&place, message, "write it in lower case, such as en or pt-br");
            }
        }
    }

    fn judge_phones(&mut self, settings: &Settings) {
        for (language, numbers) in &settings.phones {
            if !settings.languages.contains(language) {
                let message = format!("`phones` names the language `{language}`, which the site does not have");
                let names = settings.languages.iter().map(String::as_str);
                let help = suggest(language, names, "languages of the site");
                self.add(&[Step::Key("phones"), Step::Name(language)], message, &help);
            }
            for (name, number) in numbers {
                if let Some(why) = number_fault(number) {
                    let message = format!("`{name}` is \"{number}\", which {}", why.message);
                    self.add(&[Step::Key("phones"), Step::Key(language), Step::Key(name)], message, &why.help);
                }
            }
        }
    }

    fn judge_words(&mut self, settings: &Settings) {
        for language in settings.words.keys().filter(|language| !settings.languages.contains(language)) {
            let message = format!("`words` names the language `{language}`, which the site does not have");
            let names = settings.languages.iter().map(String::as_str);
            let help = suggest(language, names, "languages of the site");
            self.add(&[Step::Key("words"), Step::Key(language)], message, &help);
        }
    }
}

/// The form of a language code (BCP 47), in lower case.
fn is_language_code(code: &str) -> bool {
    let is_part = code.split('-').all(|part| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    });
    is_part && code.split('-').next().is_some_and(|first| first.len() >= 2)
}

/// Why a text can't be the site's web address.
pub(crate) fn address_fault(text: &str) -> Option<Refusal> {
    let address = text.trim_end_matches('/');
    let is_one = host_of(address).is_some_and(|host| !host.is_empty()) && address.chars().all(is_address_character);
    let help = "write the whole address, such as https://clinic.example/";
    (!is_one).then(|| Refusal::new("is not a web address", help))
}

/// What follows `https://` or `http://`.
fn host_of(address: &str) -> Option<&str> {
    address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))
}

/// Why a text, in plain signs, can't be a phone number.
pub(crate) fn number_fault(number: &str) -> Option<Refusal> {
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let help = "write digits, with spaces between groups, such as \"+44 20 7946 0018\"";
    (digits < 2 || !has_signs_in_place(number)).then(|| Refusal::new("is not a phone number", help))
}

fn is_address_character(c: char) -> bool {
    !c.is_whitespace() && !c.is_control() && !"\"'<>\\^`{|}?#".contains(c)
}

/// Reads a whole YAML file, its problems as diagnostics.
pub fn parse<T: serde::de::DeserializeOwned>(source: &Text) -> Result<T, Vec<Diagnostic>> {
    yaml::parse(&source.text)
        .map_err(|problems| problems.into_iter().map(|problem| problem.in_text(source, 0)).collect())
}

impl Config {
    /// The language without a folder of its own.
    #[must_use]
    pub(crate) fn default_language(&self) -> &str {
        &self.languages[0]
    }

    /// The path part of the site's web address: `/`, or where the site is on its server, such as `/aftercare/`.
    #[must_use]
    pub(crate) fn base_path(&self) -> &str {
        let host = self.base_url.find("://").map_or(0, |scheme| scheme + 3);
        self.base_url[host..].find('/').map_or("/", |path| &self.base_url[host + path..])
    }
}
