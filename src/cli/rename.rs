//! `carepress rename OLD NEW`: an article or a section goes to another place, and everything that leads to it follows.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Result, anyhow, bail};
use clap::Args;

use super::program::discover;
use super::terminal::{counted, print_for_people, say, show_changes};
use crate::base::date::Date;
use crate::base::diagnostic::{Code, Diagnostic, Fix};
use crate::base::{fix, yaml};
use crate::build::cache::Cache;
use crate::build::{Compiled, compile_sources};
use crate::content::article::Article;
use crate::content::config::Options;
use crate::disk::edit::{self, Change, Draft};
use crate::disk::source::Sources;
use crate::site::Site;
use crate::site::renaming::Renaming;
use crate::site::review;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The article or section as it is, such as content/faq.md or content/children
    old: String,
    /// Where it goes, such as content/questions.md or content/kids
    new: String,
    /// Show what would change and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Judge reviews as on this day
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = super::arguments::date)]
    today: Option<Date>,
}

pub(super) fn run(root: &Path, arguments: &Arguments) -> Result<ExitCode> {
    let options = Options { today: arguments.today.unwrap_or_else(Date::today), drafts: false, portable: false };
    let (sources, found) = discover(root)?;
    let before = compiled(sources.clone(), &found, options);
    let Some(plan) = &before.plan else {
        print_for_people(&before.diagnostics)?;
        bail!("nothing was renamed: site.yaml has problems");
    };
    let renaming = Renaming::of(&plan.site, &arguments.old, &arguments.new).map_err(|why| anyhow!(why))?;
    let edits = renaming.edits(&plan.site, &sources.settings);
    let mut of_file: BTreeMap<&str, Vec<&Fix>> = BTreeMap::new();
    for edit in &edits {
        of_file.entry(edit.at.path()).or_default().push(edit);
    }
    let mut draft = Draft::of(sources);
    draft.edit(|path, text| Some(fix::apply(text, of_file.remove(path)?).0));
    let mut after = compiled(renamed(&draft, &renaming), &found, options);
    // A page whose links alone are written otherwise is still the page that was approved.
    if approve_again(&before, &after, &renaming, &mut draft) {
        after = compiled(renamed(&draft, &renaming), &found, options);
    }
    let new = new_problems(&before.diagnostics, &after.diagnostics, &renaming);
    if !new.is_empty() {
        print_for_people(&new)?;
        say(&format!("nothing was renamed: it would cause {}", counted(new.len(), "problem")))?;
        return Ok(ExitCode::from(1));
    }
    let mut changes: Vec<Change> = Vec::new();
    for (from, to) in &renaming.moves {
        changes.push(Change::Move { from: in_content(from), to: in_content(to) });
    }
    let rewritten = draft.changes();
    let count = rewritten.len();
    changes.extend(rewritten.into_iter().map(|change| match change {
        Change::Replace { path, old, new } => {
            let moved = path.strip_prefix("content/").map(|path| in_content(&renaming.after(path)));
            Change::Replace { path: moved.unwrap_or(path), old, new }
        }
        change @ (Change::Move { .. } | Change::Create { .. }) => change,
    }));
    show_changes(&changes, io::stdout().is_terminal(), &mut io::stdout().lock())?;
    if arguments.dry_run {
        say("nothing was written: run it without --dry-run")?;
    } else {
        edit::apply(root, &changes)?;
        say(&format!("renamed; {} changed, and old addresses lead to the new ones", counted(count, "file")))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn compiled(sources: Sources, found: &[Diagnostic], options: Options) -> Compiled {
    compile_sources(sources, found.to_vec(), options, &mut Cache::default(), &|_| ())
}

/// The sources of a draft, with everything in its new place.
fn renamed(draft: &Draft, renaming: &Renaming) -> Sources {
    let mut sources = draft.sources();
    renaming.apply(&mut sources);
    sources
}

fn in_content(path: &str) -> String {
    format!("content/{path}")
}

/// Writes new fingerprints into pages that were as they were approved and differ in nothing but their links now. Tells
/// whether there was one.
fn approve_again(before: &Compiled, after: &Compiled, renaming: &Renaming, draft: &mut Draft) -> bool {
    let (Some(old), Some(new)) = (&before.plan, &after.plan) else { return false };
    let mut found = false;
    for article in old.site.articles.iter().filter(|article| is_as_approved(&old.site, article)) {
        let Some(id) = new.site.article(&renaming.after(article.path())) else { continue };
        let now = &new.site[id];
        let Some(text) = draft.changed(&article.source.path).filter(|_| review::change(&new.site, now).is_some())
        else {
            continue;
        };
        let front = &text[now.front_range.clone()];
        if let Some(front) = yaml::set(front, "review", "approved", &review::fingerprint(&new.site, now).to_string()) {
            text.replace_range(now.front_range.clone(), &front);
            found = true;
        }
    }
    found
}

/// Whether an article was approved, and has not changed since.
fn is_as_approved(site: &Site, article: &Article) -> bool {
    let is_approved = article.front.review.as_ref().is_some_and(|review| review.approved.is_some());
    is_approved && review::change(site, article).is_none()
}

/// Problems that were not there before: of each kind and file, those beyond as many as there were.
fn new_problems(before: &[Diagnostic], after: &[Diagnostic], renaming: &Renaming) -> Vec<Diagnostic> {
    let mut known: BTreeMap<(String, Code), usize> = BTreeMap::new();
    for problem in before {
        let path = problem.path();
        let path =
            path.strip_prefix("content/").map_or_else(|| path.to_owned(), |path| in_content(&renaming.after(path)));
        *known.entry((path, problem.code)).or_default() += 1;
    }
    let mut new = Vec::new();
    for problem in after {
        match known.get_mut(&(problem.path().to_owned(), problem.code)) {
            Some(left) if *left > 0 => *left -= 1,
            _ => new.push(problem.clone()),
        }
    }
    new
}
