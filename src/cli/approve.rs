//! `carepress approve PAGE --by ROLE`: a clinician has read the page; its front matter says so from now on.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail, ensure};
use clap::Args;

use super::arguments::inside;
use super::program::discover;
use super::terminal::{counted, print_for_people, say};
use crate::base::date::Date;
use crate::base::diagnostic::{Diagnostic, Severity};
use crate::base::yaml;
use crate::build::cache::Cache;
use crate::build::compile_sources;
use crate::check::MENDED_BY_REVIEW;
use crate::content::article::{Article, FrontMatter, Review};
use crate::content::config::{Config, Options};
use crate::disk::edit::{self, Draft};
use crate::site::review::fingerprint;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The pages that were read, such as content/faq.md
    #[arg(value_name = "PAGE", required = true)]
    pages: Vec<PathBuf>,
    /// Who has read them: a role, such as "Lead nurse"
    #[arg(long, value_name = "ROLE")]
    by: String,
    /// Day of the next review [default: as late as the site allows, three years from now]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = super::arguments::date)]
    next: Option<Date>,
    /// Day of this review [default: today]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = super::arguments::date)]
    today: Option<Date>,
}

pub(super) fn run(root: &Path, arguments: &Arguments) -> Result<ExitCode> {
    let today = arguments.today.unwrap_or_else(Date::today);
    let by = arguments.by.trim();
    ensure!(!by.is_empty() && !by.contains(char::is_control), "name a role with --by, such as --by \"Lead nurse\"");
    let paths = arguments.pages.iter().map(|path| inside(root, path)).collect::<Result<Vec<String>>>()?;
    let (sources, found) = discover(root)?;
    let mut draft = Draft::of(sources.clone());
    let options = Options { today, drafts: false, portable: false };
    let compiled = compile_sources(sources, found, options, &mut Cache::default(), &|_| ());
    let Some(plan) = &compiled.plan else {
        print_for_people(&compiled.diagnostics)?;
        bail!("nothing was approved: site.yaml has problems");
    };
    let site = &plan.site;
    let next = next_review(&site.config, arguments.next)?;
    let mut approved = Vec::with_capacity(paths.len());
    for path in &paths {
        let id = path.strip_prefix("content/").and_then(|path| site.article(path));
        approved.push(&site[id.with_context(|| format!("{path} is not an article"))?]);
    }
    let against: Vec<Diagnostic> = compiled
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error && !MENDED_BY_REVIEW.contains(&diagnostic.code))
        .filter(|diagnostic| paths.iter().any(|path| diagnostic.path() == path))
        .cloned()
        .collect();
    if !against.is_empty() {
        print_for_people(&against)?;
        say(&format!("nothing was approved: {}", counted(against.len(), "error")))?;
        return Ok(ExitCode::from(1));
    }
    let mut texts = BTreeMap::new();
    for article in approved {
        let version = article.front.version().map(str::to_owned);
        let approved = Some(fingerprint(site, article).to_string());
        let reviewed_by = Some(by.to_owned());
        let review = Review { reviewed_by, last_reviewed: Some(today), next_review: Some(next), version, approved };
        texts.insert(article.source.path.as_str(), with_review(article, &review)?);
    }
    draft.edit(|path, _| texts.get(path).cloned());
    edit::apply(root, &draft.changes())?;
    for path in paths {
        say(&format!("{path}: approved by {by} on {today}; the next review is due on {next}"))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The day of the next review: the one asked for, or the latest that the site allows.
fn next_review(config: &Config, asked: Option<Date>) -> Result<Date> {
    let latest = config.today.plus_years(config.thresholds.review_years);
    let next = asked.unwrap_or(latest);
    ensure!(next > config.today, "the next review, {next}, has to be after this one, {}", config.today);
    ensure!(next <= latest, "{next} is too far ahead; {latest} is the latest day for the next review");
    Ok(next)
}

/// The text of an article with another review: only the lines that say so are new.
fn with_review(article: &Article, review: &Review) -> Result<String> {
    let text = &article.source.text;
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let entries = [
        ("reviewed_by", review.reviewed_by.as_deref().map(quoted)),
        ("last_reviewed", review.last_reviewed.map(|day| day.to_string())),
        ("next_review", review.next_review.map(|day| day.to_string())),
        ("approved", review.approved.clone()),
    ];
    let mut front = Some(text[article.front_range.clone()].to_owned());
    for (name, value) in entries {
        if let Some(value) = value {
            front = front.and_then(|front| yaml::set(&front, "review", name, &value));
        }
    }
    // Whatever form the front matter had, the new one has to say the same but for the review.
    let meant = FrontMatter { review: Some(review.clone()), ..article.front.clone() };
    let front = front.filter(|front| yaml::parse::<FrontMatter>(front).is_ok_and(|front| front == meant));
    let Some(front) = front else {
        bail!(
            "{} was left as it is: its `review` is written in a way that can't be changed line by line; write one entry a line",
            article.source.path
        );
    };
    Ok(format!("{}{front}{}", &text[..article.front_range.start], &text[article.front_range.end..]))
}
