//! `carepress new KIND "Title"`: a ready article with every required field, and where to go on.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Result, bail, ensure};
use clap::{Args, ValueEnum};

use super::say;
use crate::address::Slug;
use crate::config::{self, Date, Options};
use crate::edit::{self, Change};
use crate::source;
use crate::words::{self, Words};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// What kind of article
    #[arg(value_enum)]
    kind: NewKind,
    /// Its title, in quotes; the file's name is made from it
    title: String,
    /// Its language, when not the site's first
    #[arg(long, value_name = "CODE")]
    lang: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum NewKind {
    Guide,
    Article,
    Myths,
    Faq,
}

pub(super) fn run(root: &Path, arguments: &Arguments) -> Result<ExitCode> {
    let (sources, _) = source::discover(root)?;
    let options = Options { today: Date::today(), drafts: true, portable: false };
    let Ok(config) = config::read(&sources.settings, options) else {
        bail!("site.yaml has problems; run `carepress check` to see them");
    };
    let language = arguments.lang.as_deref().unwrap_or(config.default_language());
    let known = config.languages.iter().map(String::as_str);
    ensure!(
        config.languages.iter().any(|known| known == language),
        "`{language}` is not a language of this site; {}",
        crate::diagnostic::suggest(language, known, "its languages")
    );
    let title = arguments.title.trim();
    ensure!(!title.is_empty(), "give the article a title, in quotes");
    ensure!(title.chars().count() <= 65, "the title has {} characters; 65 is the most", title.chars().count());
    let (words, _) = words::read(&sources.words, &config);
    let folder =
        if language == config.default_language() { "content".to_owned() } else { format!("content/{language}") };
    let path = format!("{folder}/{}.md", Slug::from_words(title));
    let text = article(arguments.kind, title, &words[language]);
    edit::apply(root, &[Change::Create { path: path.clone(), text }])?;
    say(&format!(
        "{path} is ready.\n\nOpen it in your editor and write. Then:\n  carepress check {path}    looks for problems\n  carepress build    publishes the site"
    ))?;
    Ok(ExitCode::SUCCESS)
}

/// The text of a new article. It passes `carepress check` as it is.
fn article(kind: NewKind, title: &str, words: &Words) -> String {
    let name = kind.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
    let quoted = serde_json::Value::from(title);
    let body = match kind {
        NewKind::Guide | NewKind::Article => {
            "## What to expect\n\nWrite here what the reader wants to know first.\n".to_owned()
        }
        NewKind::Myths => format!("## {} …\n\n**{}** Write here what is true.\n", words.myth, words.fact),
        NewKind::Faq => "## When can I … ?\n\nWrite the answer here.\n".to_owned(),
    };
    format!(
        "---\n\
         title: {quoted}\n\
         # The main message, in one to three short sentences. It stands at the top of the page.\n\
         summary: \"Write the main message here.\"\n\
         kind: {name}\n\
         # Place in the guide: smaller numbers come first.\n\
         order: 100\n\
         topics: []\n\
         # Fill these in when a clinician has reviewed the text:\n\
         #   reviewed_by: a role, such as \"Lead nurse\"\n\
         #   last_reviewed: 2026-05-03\n\
         #   next_review: 2028-05-03\n\
         review:\n  version: \"0.1\"\n\
         ---\n\n{body}"
    )
}
