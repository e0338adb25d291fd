//! `carepress build`: the whole pipeline.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;
use std::time::SystemTime;

use anyhow::Result;
use clap::Args;

use super::arguments::ReadOptions;
use super::limits;
use super::program::program;
use super::progress::Watcher;
use super::terminal::{count, counted, say};
use crate::base::diagnostic::excerpt::visible_name;
use crate::base::diagnostic::{Diagnostic, Severity};
use crate::base::picture::PictureShelf;
use crate::build::cache::Cache;
use crate::build::progress::{Progress, Stage};
use crate::build::{Outcome, compile_sources, publish};
use crate::disk::output::{self, Published, Stored};
use crate::disk::source::{Sources, read_settled};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Where the site is published [default: public, in the site's folder]
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Build pages whose `publish_on` lies ahead as well
    #[arg(long)]
    drafts: bool,
    /// Name files in links, so that the site opens without a server, from a USB stick or a folder
    #[arg(long)]
    portable: bool,
    /// Say how long each stage took
    #[arg(long)]
    timings: bool,
    #[command(flatten)]
    reading: ReadOptions,
}

pub(super) fn run(root: &Path, arguments: &Arguments) -> Result<ExitCode> {
    let reading = &arguments.reading;
    let target = arguments.output.clone().unwrap_or_else(|| root.join("public"));
    output::refuse(&target, root)?;
    // Where the system refuses, it ends the program at the limit.
    let _ = limits::are_told();
    let watcher = Watcher::begin(reading.is_for_people());
    let watch = |progress| watcher.see(progress);
    watch(Progress::Begins(Stage::Read));
    let program = program();
    let (read, mut cache) = rayon::join(|| discover(root, &target, &program), || load_cache(&target, &program));
    let ((sources, problems), pictures) = read?;
    let options = reading.options(arguments.drafts, arguments.portable);
    let mut compiled = compile_sources(sources, problems, options, &mut cache, &watch);
    let (errors, warnings) = (compiled.count(Severity::Error), compiled.count(Severity::Warning));
    let mut published = None;
    if let Some(plan) = compiled.plan.as_mut().filter(|_| !reading.forbids(errors, warnings)) {
        plan.stopped_by = if reading.strict { Severity::Warning } else { Severity::Error };
        watcher.expect_pages(plan.pages.len());
        match publish(plan, &mut cache, root, &target, &watch)? {
            Outcome::Published(done) => {
                // Without it, the next build takes longer, and nothing else: a disk that is full by now is no failure.
                if done.cache_changed {
                    let _ = output::store_cache(&target, Stored::Cache, |out| cache.write(&program, out));
                }
                if let Some(shelf) = pictures {
                    let _ = output::store_cache(&target, Stored::Pictures, |out| shelf.write(&program, out));
                }
                published = Some((plan.pages.len(), done.files));
                compiled.diagnostics.extend(done.warnings);
            }
            Outcome::Refused(problems) => compiled.diagnostics.extend(problems),
        }
    }
    watcher.ends();
    reading.print(&compiled.diagnostics)?;
    if reading.is_for_people() {
        say(&last_line(published.as_ref(), &target, watcher.seconds(), &compiled.diagnostics))?;
    }
    if arguments.timings {
        watcher.tell(&mut io::stderr().lock())?;
    }
    // The system takes all of it back at once, in a small part of the time that it takes to give it back piece by piece.
    std::mem::forget((compiled, cache));
    Ok(ExitCode::from(u8::from(published.is_none())))
}

/// What the last build learned; nothing where that can't be read.
fn load_cache(target: &Path, program: &str) -> Cache {
    output::load_cache(target, Stored::Cache).map(|bytes| Cache::from_bytes(&bytes, program)).unwrap_or_default()
}

/// What became of the build, in one line. `published` has the number of pages and what was written.
fn last_line(
    published: Option<&(usize, Published)>,
    target: &Path,
    seconds: f64,
    diagnostics: &[Diagnostic],
) -> String {
    let errors = counted(count(diagnostics, Severity::Error), "error");
    let warnings = counted(count(diagnostics, Severity::Warning), "warning");
    let target = target.to_string_lossy();
    let target = visible_name(&target);
    match published {
        Some((pages, done)) => format!(
            "{} in {target}: {}, {} changed, {} removed; {seconds:.2} s, {warnings}",
            counted(*pages, "page"),
            counted(done.files, "file"),
            done.files - done.unchanged,
            done.removed,
        ),
        None => format!("nothing was published: {errors}, {warnings}; {target} is as it was"),
    }
}

/// What was found in a site's folder, and what came of its pictures where that is news.
type FoundSite = ((Sources, Vec<Diagnostic>), Option<PictureShelf>);

fn discover(root: &Path, target: &Path, program: &str) -> Result<FoundSite> {
    let before = output::shelf(target, program);
    let found = read_settled(root, &before, SystemTime::now(), thread::sleep)?;
    let now = found.0.shelf();
    let is_news = now != before;
    Ok((found, is_news.then_some(now)))
}
