//! `carepress build`: the whole pipeline.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use super::{Reading, count, counted, say};
use crate::diagnostic::Severity;
use crate::memory::Memory;
use crate::{Outcome, compile_sources, output, publish, source};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Where the site is published [default: public, in the site's folder]
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Build pages whose `publish_on` lies ahead as well
    #[arg(long)]
    drafts: bool,
    /// Name files in links, so that the site opens without a server, from a stick or a folder
    #[arg(long)]
    portable: bool,
    #[command(flatten)]
    reading: Reading,
}

pub(super) fn run(root: &Path, arguments: &Arguments) -> Result<ExitCode> {
    let begun = Instant::now();
    let reading = &arguments.reading;
    let target = arguments.output.clone().unwrap_or_else(|| root.join("public"));
    let (sources, problems) = source::discover(root)?;
    let program = program();
    let mut memory = output::recall(&target).map(|bytes| Memory::from_bytes(&bytes, &program)).unwrap_or_default();
    let options = reading.options(arguments.drafts, arguments.portable);
    let mut compiled = compile_sources(sources, problems, options, &mut memory);
    let (errors, warnings) = (compiled.count(Severity::Error), compiled.count(Severity::Warning));
    let mut published = None;
    if let Some(plan) = compiled.plan.as_mut().filter(|_| !reading.forbids(errors, warnings)) {
        plan.stopped_by = if reading.strict { Severity::Warning } else { Severity::Error };
        let bar = progress_bar(plan.pages.len(), reading.is_for_people());
        let outcome = publish(plan, &mut memory, root, &target, &|| bar.inc(1))?;
        bar.finish_and_clear();
        match outcome {
            Outcome::Published(done) => {
                // Without it, the next build takes longer, and nothing else: a disk that is full by now is no failure.
                if let Some(bytes) = memory.to_bytes(&program).filter(|_| !done.files.is_untouched()) {
                    let _ = output::remember(&target, &bytes);
                }
                published = Some((plan.pages.len(), done.files));
                compiled.diagnostics.extend(done.warnings);
            }
            Outcome::Refused(problems) => compiled.diagnostics.extend(problems),
        }
    }
    reading.print(&compiled.diagnostics)?;
    let (errors, warnings) =
        (count(&compiled.diagnostics, Severity::Error), count(&compiled.diagnostics, Severity::Warning));
    let problems = format!("{}, {}", counted(errors, "error"), counted(warnings, "warning"));
    let line = match published {
        Some((pages, done)) => {
            let changed = done.files - done.unchanged;
            format!(
                "{} in {}: {}, {} changed, {} removed; {:.2} s, {}",
                counted(pages, "page"),
                target.display(),
                counted(done.files, "file"),
                changed,
                done.removed,
                begun.elapsed().as_secs_f64(),
                counted(warnings, "warning"),
            )
        }
        None => format!("nothing was published: {problems}; {} is as it was", target.display()),
    };
    if reading.is_for_people() {
        say(&line)?;
    }
    Ok(ExitCode::from(u8::from(published.is_none())))
}

/// Which program this is: what one has kept, only the very same one takes up.
fn program() -> String {
    let file = std::env::current_exe().and_then(|path| path.metadata());
    let built = file.and_then(|meta| Ok((meta.len(), meta.modified()?))).ok();
    format!("{} {built:?}", env!("CARGO_PKG_VERSION"))
}

/// Shown on a terminal only, and only when a build takes long enough to watch.
fn progress_bar(pages: usize, for_people: bool) -> ProgressBar {
    if !for_people || !std::io::stderr().is_terminal() || pages < 500 {
        return ProgressBar::hidden();
    }
    let style =
        ProgressStyle::with_template("{bar:40} {pos} of {len} pages").unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(pages as u64).with_style(style)
}
