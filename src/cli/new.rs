//! `carepress new`: an article with every required line, its parts to be written marked, and where to go on.

use std::collections::BTreeMap;
use std::io::{BufRead, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};
use serde::Deserialize;
use serde_json::Value;

use super::ask::{Asker, at_terminal};
use super::terminal::say;
use crate::base::address::Slug;
use crate::base::date::Date;
use crate::base::diagnostic::suggest;
use crate::build::compile;
use crate::check::TO_FILL_IN;
use crate::content::article::Kind;
use crate::content::config::Options;
use crate::content::locale::Locale;
use crate::disk::edit::{self, Change};
use crate::site::{ArticleId, Site};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// What kind of article
    #[arg(value_enum)]
    kind: Option<Kind>,
    /// Its title, in quotes; the file's name is made from it
    title: Option<String>,
    /// The main message, in one to three short sentences
    #[arg(long, value_name = "TEXT")]
    summary: Option<String>,
    /// Its language, when not the site's first
    #[arg(long, value_name = "CODE")]
    lang: Option<String>,
    /// The guide that it belongs to, when not the main one, such as pregnancy.md
    #[arg(long, value_name = "FILE")]
    guide: Option<String>,
}

impl ValueEnum for Kind {
    fn value_variants<'a>() -> &'a [Self] {
        // What is begun most often comes first.
        &[Self::Article, Self::Guide, Self::Myths, Self::Faq]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (name, what) = match self {
            Self::Article => ("article", "A plain article"),
            Self::Guide => ("guide", "The way into a subject; other articles belong to it"),
            Self::Myths => ("myths", "Myths, each with the fact that answers it"),
            Self::Faq => ("faq", "Questions with their answers"),
        };
        Some(PossibleValue::new(name).help(what))
    }
}

/// What an article begins with.
#[derive(Debug)]
struct Beginning<'s> {
    kind: Kind,
    title: String,
    /// What it says in short; still to be written when absent.
    summary: Option<String>,
    language: &'s str,
    /// The path below `content` of the guide that it names; the main guide needs no name.
    guide: Option<String>,
    order: i64,
}

pub(super) fn run(root: &Path, arguments: &Arguments) -> Result<ExitCode> {
    let compiled = compile(root, Options { today: Date::today(), drafts: true, portable: false })?;
    let Some(site) = compiled.plan.map(|plan| plan.site) else {
        bail!("site.yaml has problems; run `carepress check` to see them");
    };
    let beginning = match at_terminal() {
        Some(mut asker) => begin(&site, arguments, Some(&mut asker))?,
        None => begin::<&[u8], Vec<u8>>(&site, arguments, None)?,
    };
    let language = beginning.language;
    let folder = if language == site.config.default_language() { String::new() } else { format!("{language}/") };
    let path = format!("content/{folder}{}.md", Slug::from_words(&beginning.title));
    let text = article(&beginning, &site.words[language]);
    let next = what_next(&path, &text);
    edit::apply(root, &[Change::Create { path, text }])?;
    say(&next)?;
    Ok(ExitCode::SUCCESS)
}

/// What the command line says of an article; a person at the terminal is asked for the rest.
fn begin<'s, R: BufRead, W: Write>(
    site: &'s Site,
    arguments: &Arguments,
    mut asker: Option<&mut Asker<R, W>>,
) -> Result<Beginning<'s>> {
    // What is given is looked at before anything is asked.
    let mut language = arguments.lang.as_deref().map(|language| language_of(site, language)).transpose()?;
    let mut title = arguments.title.as_deref().map(|title| title_of(title).map_err(anyhow::Error::msg)).transpose()?;
    let mut summary = arguments.summary.as_deref().and_then(words_of);
    let mut kind = arguments.kind;
    let is_brief = kind.is_some() && title.is_some();
    if let Some(asker) = asker.as_deref_mut().filter(|_| !is_brief) {
        if kind.is_none() {
            let kinds = Kind::value_variants();
            let values: Vec<PossibleValue> = kinds.iter().filter_map(ValueEnum::to_possible_value).collect();
            let options: Vec<(&str, String)> = values
                .iter()
                .map(|value| (value.get_name(), value.get_help().map(ToString::to_string).unwrap_or_default()))
                .collect();
            kind = Some(kinds[asker.choice("What do you want to write?", &options)?]);
        }
        if title.is_none() {
            title = Some(asker.text("Its title", None, title_of)?);
        }
        if language.is_none() && site.config.languages.len() > 1 {
            let languages: Vec<(&str, &str)> =
                site.config.languages.iter().map(|code| (code.as_str(), site.words[code].language.as_str())).collect();
            language = Some(languages[asker.choice("Its language?", &languages)?].0);
        }
        if summary.is_none() {
            let question = "Its main message, in one to three short sentences (Enter to write it later)";
            summary = asker.text(question, Some(""), |text| Ok(words_of(text)))?;
        }
    }
    let (Some(kind), Some(title)) = (kind, title) else {
        bail!("say what kind of article it is, and its title, such as: carepress new article \"Sleeping well\"");
    };
    let language = language.unwrap_or(site.config.default_language());
    let main = site.main_guide(language);
    let guides: Vec<ArticleId> =
        site.ids().filter(|id| site[*id].front.kind == Kind::Guide && site[*id].place.language == language).collect();
    let guide = match (&arguments.guide, asker) {
        (Some(path), _) => Some(guide_of(site, &guides, path)?),
        (None, Some(asker)) if !is_brief && kind != Kind::Guide && guides.len() > 1 => {
            let mut guides = guides;
            guides.sort_by_key(|id| Some(*id) != main);
            let options: Vec<(&str, &str)> =
                guides.iter().map(|id| (site[*id].path(), site[*id].front.title.as_str())).collect();
            Some(guides[asker.choice("Which guide does it belong to?", &options)?])
        }
        _ => None,
    };
    let named = guide.filter(|guide| Some(*guide) != main).map(|guide| site[guide].path().to_owned());
    let beside = site.ids().filter(|id| site.guide(*id) == guide.or(main)).filter_map(|id| site[id].front.order);
    let order = beside.max().map_or(1, |last| last.saturating_add(1));
    Ok(Beginning { kind, title, summary, language, guide: named, order })
}

fn language_of<'s>(site: &'s Site, language: &str) -> Result<&'s str> {
    let known = site.config.languages.iter().map(String::as_str);
    known.clone().find(|known| *known == language).with_context(|| {
        format!("`{language}` is not a language of this site; {}", suggest(language, known, "its languages"))
    })
}

/// What somebody typed, if anything.
fn words_of(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn title_of(title: &str) -> Result<String, String> {
    let title = title.trim();
    match title.chars().count() {
        0 => Err("give the article a title, in a few words".to_owned()),
        1..=65 => Ok(title.to_owned()),
        length => Err(format!("the title has {length} characters; 65 is the most")),
    }
}

fn guide_of(site: &Site, guides: &[ArticleId], path: &str) -> Result<ArticleId> {
    let wanted = path.strip_prefix("content/").unwrap_or(path);
    let found = guides.iter().copied().find(|id| site[*id].path() == wanted);
    let paths = guides.iter().map(|id| site[*id].path());
    found.with_context(|| format!("there is no guide {wanted}; {}", suggest(wanted, paths, "guides")))
}

/// The text of a new article. `carepress check` finds nothing in it but what is marked to be filled in.
fn article(beginning: &Beginning<'_>, words: &Locale) -> String {
    let Beginning { kind, title, summary, guide, order, .. } = beginning;
    let name = kind.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
    let prompts = Prompts::in_language(beginning.language);
    let summary = summary.clone().unwrap_or_else(|| format!("{TO_FILL_IN}: {}", prompts.main_message));
    let guide = guide.as_deref().map(|guide| format!("guide: {}\n", Value::from(guide))).unwrap_or_default();
    let body = match kind {
        Kind::Guide | Kind::Article => {
            format!("## {TO_FILL_IN}: {}\n\n{TO_FILL_IN}: {}\n", prompts.wanted, prompts.answer)
        }
        Kind::Myths => {
            format!("## {} {TO_FILL_IN}\n\n**{}** {TO_FILL_IN}: {}\n", words.myth, words.fact, prompts.truth)
        }
        Kind::Faq => format!("## {TO_FILL_IN}: {}\n\n{TO_FILL_IN}: {}\n", prompts.question, prompts.answer),
    };
    format!(
        "---\n\
         title: {}\n\
         # {}\n\
         summary: {}\n\
         kind: {name}\n\
         {guide}\
         # {}\n\
         order: {order}\n\
         # {}\n\
         topics: []\n\
         # {}\n\
         review:\n  version: \"0.1\"\n\
         ---\n\n{body}",
        Value::from(title.as_str()),
        prompts.note_summary,
        Value::from(summary),
        prompts.note_order,
        prompts.note_topics,
        prompts.note_review,
    )
}

/// What a new article tells its writer, in its own language: an article is in one language from its first day.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Prompts {
    main_message: String,
    wanted: String,
    answer: String,
    truth: String,
    question: String,
    note_summary: String,
    note_order: String,
    note_topics: String,
    note_review: String,
}

impl Prompts {
    /// Those of a language and all its regions; in English where there are none.
    fn in_language(language: &str) -> Self {
        let mut all: BTreeMap<String, Self> = crate::base::yaml::parse(include_str!("new/prompts.yaml"))
            .unwrap_or_else(|problems| panic!("the embedded prompts: {problems:?}"));
        let primary = language.split('-').next().unwrap_or_default();
        let known = if all.contains_key(primary) { primary } else { "en" };
        all.remove(known).unwrap_or_else(|| panic!("there are prompts in English"))
    }
}

/// What a person reads at the end.
fn what_next(path: &str, text: &str) -> String {
    let marked: Vec<String> = text
        .lines()
        .enumerate()
        .filter_map(|(index, line)| {
            let (_, what) = line.split_once(TO_FILL_IN)?;
            let what = what.trim_start_matches(':').trim().trim_end_matches(['"', '.', '?']);
            let what = if what.is_empty() { "a myth, in the words in which people say it" } else { what };
            Some(format!("  line {:<4} {what}", index + 1))
        })
        .collect();
    format!(
        "{path} is ready.\n\n\
         Open it in your editor, and write where it says {TO_FILL_IN}:\n{}\n\n\
         carepress serve --open   shows it in your browser, and each change as you save it\n\
         carepress check          looks for problems",
        marked.join("\n")
    )
}
