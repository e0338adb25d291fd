//! `carepress check`: everything but writing; with `--fix`, what is certain is mended.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Result;
use clap::Args;

use super::arguments::{ReadOptions, inside};
use super::program::discover;
use super::terminal::{count, counted, say};
use crate::base::diagnostic::{Code, Diagnostic, Fix, Location, Severity, code};
use crate::base::fix;
use crate::build::examine_sources;
use crate::content::config::Options;
use crate::disk::edit::{self, Draft};

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
    reading: ReadOptions,
}

/// So many times is a site read again after fixes. One mistake can hide another, but not so many.
const MOST_ROUNDS: usize = 20;

pub(super) fn run(root: &Path, arguments: &Arguments) -> Result<ExitCode> {
    let reading = &arguments.reading;
    let chosen = arguments.paths.iter().map(|path| inside(root, path)).collect::<Result<Vec<String>>>()?;
    let mut fixes = Fixes::of(root)?;
    let mut diagnostics = problems(&fixes, reading, &chosen);
    let mut last = String::new();
    if arguments.fix {
        let mut left = diagnostics.clone();
        for _ in 0..MOST_ROUNDS {
            let Some(done) = fixes.mend(&left) else { break };
            left = problems(&fixes, reading, &chosen);
            if fixes.take_back(&done, &left) {
                left = problems(&fixes, reading, &chosen);
            }
        }
        let changes = fixes.draft.changes();
        reading.show(&changes)?;
        if arguments.dry_run {
            last = format!("; {} can be fixed: run it without --dry-run", fixes.done);
        } else {
            edit::apply(root, &changes)?;
            diagnostics = left;
            last = format!("; {} fixed", fixes.done);
        }
        if !fixes.in_vain.is_empty() {
            let were = if fixes.in_vain.len() == 1 { "fix was" } else { "fixes were" };
            last = format!("{last}; {} {were} taken back: the problem was still there", fixes.in_vain.len());
        }
    }
    reading.print(&diagnostics)?;
    let (errors, warnings) = (count(&diagnostics, Severity::Error), count(&diagnostics, Severity::Warning));
    if reading.is_for_people() {
        say(&format!("{}, {}{last}", counted(errors, "error"), counted(warnings, "warning")))?;
    }
    Ok(ExitCode::from(u8::from(reading.forbids(errors, warnings))))
}

/// The problems that the site has with these fixes, of the paths that were asked for; without any, of all.
fn problems(fixes: &Fixes, reading: &ReadOptions, chosen: &[String]) -> Vec<Diagnostic> {
    let mut found = fixes.examine(reading.options(false, false));
    found.retain(|problem| chosen.is_empty() || chosen.iter().any(|chosen| is_at_or_below(problem.path(), chosen)));
    found
}

fn is_at_or_below(path: &str, chosen: &str) -> bool {
    chosen.is_empty() || path.strip_prefix(chosen).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A site with fixes done, and what became of them.
struct Fixes {
    /// The site with what was fixed so far.
    draft: Draft,
    /// What was found while it was read.
    found: Vec<Diagnostic>,
    /// How many problems were fixed.
    done: usize,
    /// Fixes that did not mend their problem. They were taken back, and are not tried again.
    in_vain: HashSet<Attempt>,
}

/// A fix as it is known again in a later round: its problem, the line of it, and what was to be put there.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Attempt {
    code: Code,
    message: Arc<str>,
    path: String,
    line: String,
    with: String,
}

impl Attempt {
    fn of(problem: &Diagnostic) -> Option<Self> {
        let fix = problem.fix.as_ref()?;
        let line = problem.location.as_ref().map_or("", Location::excerpt).to_owned();
        let (path, with) = (fix.at.path().to_owned(), fix.with.clone());
        Some(Self { code: problem.code, message: Arc::clone(&problem.message), path, line, with })
    }
}

/// Something that was done in a round: what, where it is now, and what was there before.
struct AppliedEdit {
    attempt: Attempt,
    range: Range<usize>,
    before: String,
}

impl Fixes {
    fn of(root: &Path) -> Result<Self> {
        let (sources, found) = discover(root)?;
        Ok(Self { draft: Draft::of(sources), found, done: 0, in_vain: HashSet::new() })
    }

    /// What is wrong with the site, fixed as it is.
    fn examine(&self, options: Options) -> Vec<Diagnostic> {
        examine_sources(self.draft.sources(), self.found.clone(), options)
    }

    /// Does the fixes of problems, and says what it did; none where there is nothing to do.
    fn mend(&mut self, problems: &[Diagnostic]) -> Option<Vec<AppliedEdit>> {
        let attempts = problems.iter().filter_map(|problem| Some((Attempt::of(problem)?, problem.fix.as_deref()?)));
        let mut files = BTreeMap::<&str, Vec<(Attempt, &Fix)>>::new();
        for (attempt, fix) in attempts.filter(|(attempt, _)| !self.in_vain.contains(attempt)) {
            files.entry(fix.at.path()).or_default().push((attempt, fix));
        }
        // What was read with characters in place of bytes can't be written back.
        for unreadable in self.found.iter().filter(|problem| problem.code == code::NOT_UTF_8) {
            files.remove(unreadable.path());
        }
        let mut edits = Vec::new();
        self.draft.edit(|path, now| {
            let attempts = files.remove(path)?;
            let (attempts, edits_wanted): (Vec<Attempt>, Vec<&Fix>) = attempts.into_iter().unzip();
            let (fixed, done) = fix::apply_each(now, &edits_wanted);
            edits.extend(done.into_iter().map(|done| {
                let before = now[edits_wanted[done.index].at.span()].to_owned();
                AppliedEdit { attempt: attempts[done.index].clone(), range: done.range, before }
            }));
            Some(fixed)
        });
        self.done += edits.len();
        (!edits.is_empty()).then_some(edits)
    }

    /// Takes back what did not mend its problem: it was no fix. False where all did.
    fn take_back(&mut self, edits: &[AppliedEdit], left: &[Diagnostic]) -> bool {
        let left = Left::of(left);
        let in_vain: Vec<&AppliedEdit> = edits.iter().filter(|edit| left.holds(edit)).collect();
        // From the bottom, so that the places above stay where they are.
        for edit in in_vain.iter().rev() {
            if let Some(now) = self.draft.changed(&edit.attempt.path) {
                now.replace_range(edit.range.clone(), &edit.before);
            }
            self.in_vain.insert(edit.attempt.clone());
        }
        self.done -= in_vain.len();
        !in_vain.is_empty()
    }
}

/// Code, path and message of problems that differ only in their places.
type Sort<'d> = (Code, &'d str, &'d str);

/// The problems that are left after a round, to look up whether one of a kind is at a place.
struct Left<'d> {
    /// Where each begins, in order, and how far those up to it reach.
    places: HashMap<Sort<'d>, Vec<(usize, usize)>>,
}

impl<'d> Left<'d> {
    fn of(problems: &'d [Diagnostic]) -> Self {
        let mut places = HashMap::<_, Vec<(usize, usize)>>::new();
        for problem in problems {
            let span = problem.location.as_ref().map_or(0..0, Location::span);
            places.entry((problem.code, problem.path(), &*problem.message)).or_default().push((span.start, span.end));
        }
        for spans in places.values_mut() {
            spans.sort_unstable();
            let mut farthest = 0;
            for (_, end) in spans {
                farthest = farthest.max(*end);
                *end = farthest;
            }
        }
        Self { places }
    }

    /// Whether the problem that an edit was to mend is still at the place where it wrote.
    fn holds(&self, edit: &AppliedEdit) -> bool {
        let Attempt { code, message, path, .. } = &edit.attempt;
        let Some(spans) = self.places.get(&(*code, path.as_str(), &**message)) else { return false };
        let begun = spans.partition_point(|(start, _)| *start <= edit.range.end);
        begun.checked_sub(1).is_some_and(|last| spans[last].1 >= edit.range.start)
    }
}
