//! `carepress cms`: a page on which staff edit the articles in a browser, on top of the site's git repository.
//!
//! It is for Sveltia CMS, and for Decap CMS, whose settings are the same. The script is a file of the clinic's own:
//! this program brings none along and loads none.

mod config;

use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, bail, ensure};
use clap::{Args, ValueEnum};

use super::ask::{Asker, at_terminal};
use super::terminal::say;
use crate::base::date::Date;
use crate::build::compile;
use crate::check::TO_FILL_IN;
use crate::content::config::Options;
use crate::disk::create;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The script, a file that you downloaded: sveltia-cms.js; it is copied into the site
    #[arg(long, value_name = "FILE")]
    script: Option<PathBuf>,
    /// The font of its icons, a file that you downloaded; it is copied into the site
    #[arg(long, value_name = "FILE")]
    icons: Option<PathBuf>,
    /// Where the site's git repository is kept
    #[arg(long, value_enum)]
    backend: Option<Backend>,
    /// The repository there, such as our-clinic/website
    #[arg(long, value_name = "OWNER/NAME")]
    repository: Option<String>,
    /// The branch that the site is made from
    #[arg(long, value_name = "NAME", default_value = "main")]
    branch: String,
    /// Write the page and its settings again, where they are there already
    #[arg(long)]
    replace: bool,
}

/// Where a git repository can be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Backend {
    /// github.com
    Github,
    /// gitlab.com
    Gitlab,
    /// gitea.com
    Gitea,
}

impl Backend {
    /// Its name in the settings, what it is called, and what the page connects to and shows pictures of.
    fn facts(self) -> (&'static str, &'static str, &'static str, &'static str) {
        match self {
            Self::Github => (
                "github",
                "GitHub (github.com)",
                " https://api.github.com https://www.githubstatus.com",
                " https://avatars.githubusercontent.com",
            ),
            Self::Gitlab => ("gitlab", "GitLab (gitlab.com)", " https://gitlab.com", " https://gitlab.com"),
            Self::Gitea => ("gitea", "Gitea (gitea.com)", " https://gitea.com", " https://gitea.com"),
        }
    }
}

/// Where everything goes, from the site's folder. What is in `static` is published as it is.
const PAGE: &str = "static/admin/index.html";
const SETTINGS: &str = "static/admin/config.yml";
const SCRIPT: &str = "static/admin/cms.js";
const ICONS: &str = "static/admin/icons.woff2";

pub(super) fn run(root: &Path, arguments: &Arguments) -> Result<ExitCode> {
    let compiled = compile(root, Options { today: Date::today(), drafts: true, portable: false })?;
    let Some(site) = compiled.plan.map(|plan| plan.site) else {
        bail!("site.yaml has problems; run `carepress check` to see them");
    };
    let script = arguments.script.as_deref().map(script).transpose()?;
    let icons = arguments.icons.as_deref().map(icons).transpose()?;
    let repository = arguments.repository.as_deref().map(|name| repository(name).map_err(anyhow::Error::msg));
    let mut given = (arguments.backend, repository.transpose()?);
    let [writes_page, writes_settings] =
        [PAGE, SETTINGS].map(|path| arguments.replace || !create::is_there(root, path));
    if let Some(mut asker) = at_terminal().filter(|_| writes_settings) {
        ask(&mut asker, &mut given)?;
    }
    let (name, _, connections, images) = given.0.unwrap_or(Backend::Github).facts();
    let title = config::escaped(&format!("Edit: {}", site.config.name));
    let page = include_str!("cms/index.html")
        .replace("{connections}", connections)
        .replace("{images}", images)
        .replace("{title}", &title);
    let settings = config::text(&site, name, given.1.as_deref(), &arguments.branch);
    let is_known = given.1.is_some() || !writes_settings;
    let mut said = Vec::new();
    for (path, text, is_to_write) in
        [(PAGE, page.as_bytes(), writes_page), (SETTINGS, settings.as_bytes(), writes_settings)]
    {
        if is_to_write {
            create::replace(root, path, text)?;
            said.push(format!("{path} is written"));
        } else {
            said.push(format!("{path} was left as it is; --replace writes it again"));
        }
    }
    for (path, bytes) in [(SCRIPT, script), (ICONS, icons)] {
        if let Some(bytes) = bytes {
            create::replace(root, path, &bytes)?;
            said.push(format!("{path} is written"));
        }
    }
    let missing = [SCRIPT, ICONS].map(|path| !create::is_there(root, path));
    say(&format!("{}\n\n{}", said.join("\n"), what_next(missing, is_known, &site.config.base_url)))?;
    Ok(ExitCode::SUCCESS)
}

/// Asks where the repository is, as far as the command line does not say.
fn ask<R: BufRead, W: Write>(asker: &mut Asker<R, W>, given: &mut (Option<Backend>, Option<String>)) -> Result<()> {
    if given.0.is_none() {
        let options: Vec<(&str, &str)> =
            Backend::value_variants().iter().map(|backend| (backend.facts().0, backend.facts().1)).collect();
        let chosen = asker.choice("Where is the git repository of your site kept?", &options)?;
        given.0 = Some(Backend::value_variants()[chosen]);
    }
    if given.1.is_none() {
        let question = "The repository, such as our-clinic/website (Enter to fill it in later)";
        given.1 = asker
            .text(question, Some(""), |name| if name.is_empty() { Ok(None) } else { repository(name).map(Some) })?;
    }
    Ok(())
}

/// A repository as its owner and name, from whatever a person copies.
fn repository(name: &str) -> Result<String, String> {
    let inside = name.trim().trim_end_matches('/').trim_end_matches(".git");
    let inside = inside.split_once("://").map_or(inside, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    let parts: Vec<&str> = inside.split('/').collect();
    if parts.len() >= 2 && parts.iter().all(|part| is_name(part)) {
        Ok(inside.to_owned())
    } else {
        Err(format!("\"{name}\" is not a repository; write its owner and its name, such as our-clinic/website"))
    }
}

/// Whether a part of a repository's address is one that the hosts allow.
fn is_name(part: &str) -> bool {
    !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
}

/// The script's bytes, where they can be a script.
fn script(file: &Path) -> Result<Vec<u8>> {
    let bytes = create::given(file)?;
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    ensure!(first.is_some(), "{} is empty", file.display());
    ensure!(first != Some(&b'<'), "{} is a web page, and not a script; download the file itself", file.display());
    Ok(bytes)
}

/// The font's bytes, where they can be a font.
fn icons(file: &Path) -> Result<Vec<u8>> {
    let bytes = create::given(file)?;
    ensure!(bytes.starts_with(b"wOF2"), "{} is no font of the kind .woff2", file.display());
    Ok(bytes)
}

/// What a person reads at the end.
fn what_next([script, icons]: [bool; 2], is_known: bool, address: &str) -> String {
    let mut steps = Vec::new();
    if script {
        steps.push(
            "Download the script, with \"Save page as\" in a browser:\n  \
             https://unpkg.com/@sveltia/cms/dist/sveltia-cms.js\n\
             Then type: carepress cms --script sveltia-cms.js"
                .to_owned(),
        );
    }
    if icons {
        steps.push(
            "Download its icons, or its buttons show words in their place: from the npm package\n\
             @fontsource-variable/material-symbols-outlined, in the folder files, the file\n  \
             material-symbols-outlined-latin-wght-normal.woff2\n\
             Then type: carepress cms --icons material-symbols-outlined-latin-wght-normal.woff2"
                .to_owned(),
        );
    }
    if !is_known {
        steps.push(format!("In {SETTINGS}, where it says {TO_FILL_IN}, name your repository."));
    }
    steps.push(format!(
        "Build and publish the site. Staff sign in at {address}admin/ with their own account of the\n\
         repository: with a personal access token, or with one click once somebody has set up a sign-in\n\
         service, as https://sveltiacms.app/en/docs/backends says."
    ));
    let numbered = steps.iter().enumerate().map(|(at, step)| format!("{}. {}", at + 1, step.replace('\n', "\n   ")));
    format!(
        "What to do next:\n{}\n\n\
         The page is published with the site, and anybody can open it; without an account, nobody can change\n\
         anything, or see more than your repository shows. To take it off the site, delete static/admin.",
        numbered.collect::<Vec<_>>().join("\n")
    )
}
