//! `carepress check`: everything but writing; with `--fix`, what is certain is mended.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::{Reading, count, counted, inside, say};
use crate::config::Options;
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::edit::{self, Change};
use crate::source::{self, Sources};
use crate::{examine_sources, fix};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Show only problems of these files and folders; the whole site is read all the same
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Mend what has one right answer, and show the difference
    #[arg(long)]
    fix: bool,
    /// With --fix: show the difference and write nothing
    #[arg(long, requires = "fix")]
    dry_run: bool,
    #[command(flatten)]
    reading: Reading,
}

/// So many times is a site read again after fixes. One mistake can hide another, but not so many.
const MOST_ROUNDS: usize = 20;

pub(super) fn run(root: &Path, arguments: &Arguments) -> Result<ExitCode> {
    let reading = &arguments.reading;
    let chosen = arguments.paths.iter().map(|path| inside(root, path)).collect::<Result<Vec<String>>>()?;
    let is_chosen = |diagnostic: &Diagnostic| {
        let path = diagnostic.location.as_ref().map_or("", |place| place.path());
        chosen.is_empty() || chosen.iter().any(|chosen| is_at_or_below(path, chosen))
    };
    let mut fixes = Fixes::of(root)?;
    let chosen_of = |fixes: &Fixes| {
        let mut found = fixes.examine(reading.options(false, false));
        found.retain(is_chosen);
        found
    };
    let mut diagnostics = chosen_of(&fixes);
    let mut last = String::new();
    if arguments.fix {
        let mut left = diagnostics.clone();
        for _ in 0..MOST_ROUNDS {
            if !fixes.mend(&left) {
                break;
            }
            left = chosen_of(&fixes);
        }
        let changes = fixes.changes();
        reading.show(&changes)?;
        if arguments.dry_run {
            last = format!("; {} can be fixed: run it without --dry-run", fixes.done);
        } else {
            edit::apply(root, &changes)?;
            diagnostics = left;
            last = format!("; {} fixed", fixes.done);
        }
    }
    reading.print(&diagnostics)?;
    let (errors, warnings) = (count(&diagnostics, Severity::Error), count(&diagnostics, Severity::Warning));
    if reading.is_for_people() {
        say(&format!("{}, {}{last}", counted(errors, "error"), counted(warnings, "warning")))?;
    }
    Ok(ExitCode::from(u8::from(reading.forbids(errors, warnings))))
}

fn is_at_or_below(path: &str, chosen: &str) -> bool {
    chosen.is_empty() || path.strip_prefix(chosen).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A site with fixes done, in memory: nothing is written before all of them are known.
struct Fixes {
    /// The site as it was read.
    sources: Sources,
    /// What was found while it was read.
    found: Vec<Diagnostic>,
    /// Texts as they were and as they are now, by path, of files that were fixed.
    texts: BTreeMap<String, (String, String)>,
    /// How many problems were fixed.
    done: usize,
}

impl Fixes {
    fn of(root: &Path) -> Result<Self> {
        let (sources, found) = source::discover_with(root, &super::build::shelf(&root.join("public")))?;
        Ok(Self { sources, found, texts: BTreeMap::new(), done: 0 })
    }

    /// What is wrong with the site, fixed as it is.
    fn examine(&self, options: Options) -> Vec<Diagnostic> {
        let mut sources = self.sources.clone();
        for text in sources.texts() {
            if let Some((_, new)) = self.texts.get(&text.path) {
                *text = Text::new(text.path.clone(), new.clone());
            }
        }
        examine_sources(sources, self.found.clone(), options)
    }

    /// Does the fixes of problems; false when there are none.
    fn mend(&mut self, problems: &[Diagnostic]) -> bool {
        let mut files = fix::by_file(problems);
        // What was read with signs in place of bytes can't be written back.
        for unreadable in self.found.iter().filter(|problem| problem.code == "not-utf-8") {
            files.remove(unreadable.location.as_ref().map_or("", |place| place.path()));
        }
        let before = self.done;
        for text in self.sources.texts() {
            let Some(edits) = files.remove(text.path.as_str()) else { continue };
            let (_, new) =
                self.texts.entry(text.path.clone()).or_insert_with(|| (text.text.clone(), text.text.clone()));
            let (fixed, done) = fix::apply(new, edits);
            *new = fixed;
            self.done += done;
        }
        self.done > before
    }

    fn changes(&self) -> Vec<Change> {
        let changed = self.texts.iter().filter(|(_, (old, new))| old != new);
        changed
            .map(|(path, (old, new))| Change::Replace { path: path.clone(), old: old.clone(), new: new.clone() })
            .collect()
    }
}
