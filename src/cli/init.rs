//! `carepress init DIR`: a site of one's own, from the starter and the theme inside the program.

mod starter;
mod text_editor;

use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Args;
use serde_json::Value;

use super::ask::{Asker, at_terminal};
use super::terminal::say;
use crate::base::date::Date;
use crate::base::diagnostic::Text;
use crate::base::phone::{clinic_fault, emergency_fault, in_plain_signs, kept_for_fiction};
use crate::check::TO_FILL_IN;
use crate::content::config::{self, Options, address_fault, number_fault};
use crate::disk::create;
use crate::disk::source::theme::WORDS;
use starter::{EVERY_SITE, STARTERS, Starter};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The folder for the site: a new one, or an empty one
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// The name of the clinic, as it should appear on every page
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// The web address of the site, such as `https://clinic.example/`
    #[arg(long, value_name = "URL")]
    address: Option<String>,
    /// The language of the site: en, ar, de, es or pt-br
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
    /// The clinic's phone number, with the code of its country
    #[arg(long, value_name = "NUMBER")]
    phone: Option<String>,
    /// The emergency number of the country, such as 112, 911 or 999
    #[arg(long, value_name = "NUMBER")]
    emergency: Option<String>,
}

/// What is not known yet, in the order of `site.yaml`: each value is clearly nobody's. The names `.example` are kept for
/// examples (RFC 2606), the number is one of those that Ofcom keeps for drama, and mobile phones know 112 as an
/// emergency call in every country (3GPP TS 22.101, 10.1).
const UNKNOWN: [(Setting, &str, &str); 4] = [
    (Setting::Name, "Name of the clinic", "the name of the clinic"),
    (Setting::Address, "https://clinic.example/", "the web address of the site"),
    (Setting::Phone, "+44 20 7946 0018", "the clinic's number; this one is kept for fiction and reaches nobody"),
    (Setting::Emergency, "112", "the emergency number of your country; 112 works from mobile phones almost everywhere"),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Setting {
    Name,
    Address,
    Phone,
    Emergency,
}

/// What a new site has to know of its clinic. What is absent is still to be filled in.
#[derive(Debug, Default)]
struct InitAnswers {
    name: Option<String>,
    address: Option<String>,
    phone: Option<String>,
    emergency: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let folder = &arguments.folder;
    create::ensure_empty(folder)?;
    let language = arguments.language.as_deref().map(|language| language.trim().to_lowercase());
    let mut starter = language.as_deref().map(starter_in).transpose()?;
    let [name, address, phone, emergency] =
        [&arguments.name, &arguments.address, &arguments.phone, &arguments.emergency]
            .map(|value| value.as_deref().map(str::trim).map(str::to_owned));
    let mut answers = InitAnswers { name, address, phone, emergency };
    for (setting, ..) in UNKNOWN {
        if let Some(why) = answers.get(setting).and_then(|value| refusal(setting, value, &answers)) {
            bail!("{why}");
        }
    }
    if let Some(mut asker) = at_terminal() {
        ask(&mut asker, &mut starter, &mut answers)?;
    }
    let starter = starter.unwrap_or(&STARTERS[0]);
    let settings = settings(starter, &answers);
    let to_write = site(starter, &settings);
    for (path, text) in &to_write {
        create::create(folder, path, text.as_bytes())?;
    }
    say(&what_next(folder, &settings, to_write.len()))?;
    Ok(ExitCode::SUCCESS)
}

impl InitAnswers {
    /// A value in `site.yaml`, with a note where it has to be filled in.
    fn line(&self, setting: Setting) -> String {
        let (_, _, what) = UNKNOWN.iter().find(|(known, ..)| *known == setting).expect("every setting is in the list");
        let value = Value::from(self.or_unknown(setting));
        // A number of fiction is ignored.
        let is_known = self.get(setting).is_some_and(|value| kept_for_fiction(value).is_none());
        if is_known { value.to_string() } else { format!("{value} # {TO_FILL_IN}: {what}") }
    }

    fn get(&self, setting: Setting) -> Option<&str> {
        match setting {
            Setting::Name => self.name.as_deref(),
            Setting::Address => self.address.as_deref(),
            Setting::Phone => self.phone.as_deref(),
            Setting::Emergency => self.emergency.as_deref(),
        }
    }

    fn set(&mut self, setting: Setting, value: Option<String>) {
        match setting {
            Setting::Name => self.name = value,
            Setting::Address => self.address = value,
            Setting::Phone => self.phone = value,
            Setting::Emergency => self.emergency = value,
        }
    }

    /// What is known, or the value that stands in for it.
    fn or_unknown(&self, setting: Setting) -> &str {
        let unknown = UNKNOWN.iter().find(|(known, ..)| *known == setting).map_or("", |(_, value, _)| value);
        self.get(setting).unwrap_or(unknown)
    }
}

fn starter_in(language: &str) -> Result<&'static Starter> {
    let names = STARTERS.each_ref().map(|starter| starter.language).join(", ");
    let starter = STARTERS.iter().find(|starter| starter.language == language);
    starter.with_context(|| {
        format!("a site can't begin in the language `{language}`; begin in one of {names}, and add yours later")
    })
}

/// Asks for what the command line does not say, and whether all of it is right. An empty answer is filled in later.
fn ask<R: BufRead, W: Write>(
    asker: &mut Asker<R, W>,
    starter: &mut Option<&'static Starter>,
    answers: &mut InitAnswers,
) -> Result<()> {
    let unknown: Vec<Setting> =
        UNKNOWN.iter().map(|(setting, ..)| *setting).filter(|setting| answers.get(*setting).is_none()).collect();
    if unknown.is_empty() && starter.is_some() {
        return Ok(());
    }
    asker.say("A few questions about your clinic. Press Enter where you want to fill in the answer later.\n")?;
    let mut chosen = match *starter {
        Some(starter) => starter,
        None => ask_for_language(asker)?,
    };
    for setting in unknown {
        ask_for(asker, setting, answers)?;
    }
    loop {
        match ask_what_is_wrong(asker, chosen, answers)? {
            Wrong::Nothing => break,
            Wrong::Language => chosen = ask_for_language(asker)?,
            Wrong::Setting(setting) => ask_for(asker, setting, answers)?,
        }
    }
    *starter = Some(chosen);
    asker.say("")
}

fn ask_for_language<R: BufRead, W: Write>(asker: &mut Asker<R, W>) -> Result<&'static Starter> {
    let languages = STARTERS.each_ref().map(|starter| (starter.language, language_name(starter.language)));
    Ok(&STARTERS[asker.choice("In which language will patients read the site?", &languages)?])
}

fn ask_for<R: BufRead, W: Write>(asker: &mut Asker<R, W>, setting: Setting, answers: &mut InitAnswers) -> Result<()> {
    let question = match setting {
        Setting::Name => "The clinic's name, as every page is to show it",
        Setting::Address => "The web address of the site, such as https://clinic.example/",
        Setting::Phone => "The clinic's phone number, with the code of its country",
        Setting::Emergency => "The emergency number of your country, such as 112, 911 or 999",
    };
    let answer = asker.text(question, Some(""), |answer| {
        if answer.is_empty() {
            return Ok(None);
        }
        refusal(setting, answer, answers).map_or(Ok(Some(answer.to_owned())), Err)
    })?;
    answers.set(setting, answer);
    Ok(())
}

/// What somebody wants to answer again.
#[derive(Debug, Clone, Copy)]
enum Wrong {
    Nothing,
    Language,
    Setting(Setting),
}

/// Shows all answers and asks which of them is wrong.
fn ask_what_is_wrong<R: BufRead, W: Write>(
    asker: &mut Asker<R, W>,
    starter: &Starter,
    answers: &InitAnswers,
) -> Result<Wrong> {
    asker.say("\nYour answers:")?;
    asker.say(&format!("  1  Language          {}", language_name(starter.language)))?;
    for (index, (setting, ..)) in UNKNOWN.iter().enumerate() {
        let what = match setting {
            Setting::Name => "Name",
            Setting::Address => "Web address",
            Setting::Phone => "Phone number",
            Setting::Emergency => "Emergency number",
        };
        let answer = answers.get(*setting).unwrap_or("(to be filled in later)");
        asker.say(&format!("  {}  {what:<16}  {answer}", index + 2))?;
    }
    // A number that was right beside the old one need not be so beside the new.
    if let Some(why) = answers.emergency.as_deref().and_then(|value| refusal(Setting::Emergency, value, answers)) {
        asker.say(&format!("  {why}"))?;
        return Ok(Wrong::Setting(Setting::Emergency));
    }
    asker.text("Press Enter if all of it is right, or type the number of a line to change it", Some(""), |answer| {
        match answer.parse::<usize>() {
            _ if answer.is_empty() => Ok(Wrong::Nothing),
            Ok(1) => Ok(Wrong::Language),
            Ok(line @ 2..) if line < UNKNOWN.len() + 2 => Ok(Wrong::Setting(UNKNOWN[line - 2].0)),
            _ => Err(format!("type a number from 1 to {}, or press Enter", UNKNOWN.len() + 1)),
        }
    })
}

/// What a language calls itself.
fn language_name(code: &'static str) -> &'static str {
    let words = WORDS.iter().find(|(known, _)| *known == code).map_or("", |(_, words)| words);
    words.lines().find_map(|line| line.strip_prefix("language: ")).unwrap_or(code)
}

/// Why a value can't be used beside the other answers, in the words of the build.
fn refusal(setting: Setting, value: &str, others: &InitAnswers) -> Option<String> {
    if value.is_empty() {
        return Some("an empty answer says nothing; leave the option out to fill it in later".to_owned());
    }
    let number_fault = || number_fault(&in_plain_signs(value));
    let why = match setting {
        Setting::Name => None,
        Setting::Address => address_fault(value),
        Setting::Phone => number_fault().or_else(|| clinic_fault(value, STARTERS[0].language)),
        Setting::Emergency => number_fault().or_else(|| emergency_fault(value, others.get(Setting::Phone))),
    };
    if let Some(why) = why {
        return Some(format!("\"{value}\" {why}"));
    }
    // Any other value can still hold a character that no settings can.
    let mut answers = InitAnswers::default();
    answers.set(setting, Some(value.to_owned()));
    let text = Text::new("site.yaml", settings(&STARTERS[0], &answers));
    let read = config::read(&text, Options { today: Date::today(), drafts: true, portable: false });
    let problem = read.err()?.into_iter().next()?;
    Some([&*problem.message, problem.help.as_deref().unwrap_or_default()].join("; "))
}

/// The text of `site.yaml`. What is still to be filled in is marked.
fn settings(starter: &Starter, answers: &InitAnswers) -> String {
    let Starter { language, guide, .. } = starter;
    format!(
        "\
# The settings of the site. What stands behind a # is a note and changes nothing.

# The name, as every page shows it.
name: {}
# The address at which people find the site.
base_url: {}
# To add a language, write its code here and put its articles into a folder of that name below content.
languages: [{language}]
# The main guide. Every other article leads back to it.
guide: {guide}.md
# In an article, [call us](tel:clinic) calls the first of these, and [](tel:emergency) shows and calls the second.
phones:
  {language}:
    clinic: {}
    emergency: {}
",
        answers.line(Setting::Name),
        answers.line(Setting::Address),
        answers.line(Setting::Phone),
        answers.line(Setting::Emergency),
    )
}

/// Every file of a new site.
fn site(starter: &Starter, settings: &str) -> Vec<(String, String)> {
    let mut site = vec![("site.yaml".to_owned(), settings.to_owned())];
    for (name, text) in starter.content {
        site.push((format!("content/{name}"), text.to_owned()));
    }
    for (path, text) in EVERY_SITE {
        let text = text.replace("{guide}", starter.guide).replace("{article}", starter.article);
        site.push((path.to_owned(), text));
    }
    site.extend(text_editor::files());
    site
}

/// What a person reads at the end.
fn what_next(folder: &Path, settings: &str, files: usize) -> String {
    let shown = folder.display().to_string();
    let to_fill_in: Vec<String> = settings
        .lines()
        .enumerate()
        .filter_map(|(index, line)| {
            let (_, what) = line.split_once(TO_FILL_IN)?;
            Some(format!("  line {:<4} {}", index + 1, what.trim_start_matches(": ")))
        })
        .collect();
    let to_fill_in = match to_fill_in.as_slice() {
        [] => String::new(),
        lines => format!(
            "\nStill to fill in before it can be published, in {}:\n{}\n",
            folder.join("site.yaml").display(),
            lines.join("\n")
        ),
    };
    let quoted = if shown.contains(' ') { format!("\"{shown}\"") } else { shown.clone() };
    let enter = if shown == "." { String::new() } else { format!("  cd {quoted}\n") };
    format!(
        "Your site is ready in {shown}: {files} files.\n{to_fill_in}\n\
         What to do next:\n{enter}  \
         carepress serve --open   shows the site in your browser, and each change as you save it\n  \
         carepress new            begins an article\n  \
         carepress build          makes the site for your web server, in the folder public\n\n\
         No clinician has reviewed the pages yet, and each of them says so. README.md says more."
    )
}
