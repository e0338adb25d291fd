//! `carepress explain CODE`: the manual page of a kind of problem.

use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;

use super::terminal::say;
use crate::base::diagnostic::suggest;
use crate::check::{CHECKS, find};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Code of the problem, such as broken-link; without one, all codes are listed
    code: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let Some(code) = &arguments.code else {
        for check in CHECKS {
            let manual = check.manual();
            let summary = manual.split("\n\n").next().unwrap_or_default().replace('\n', " ");
            let waivable = if check.can_be_waived() { "can be waived" } else { "" };
            say(&format!("{:<24} {:<8} {waivable:<13} {summary}", check.code, check.code.severity().as_str()))?;
        }
        return Ok(ExitCode::SUCCESS);
    };
    let Some(check) = find(code) else {
        bail!(
            "there is no problem called `{code}`; {}",
            suggest(code, CHECKS.iter().map(|check| check.code.as_str()), "codes")
        );
    };
    let waivers = if check.can_be_waived() {
        "A page may waive it, with a reason, a role and a last day: `waivers:` in its front matter."
    } else if check.lets_words_through() {
        "It can't be waived for a page. Words in another sense are let through one by one: `waivers:` with `words:`."
    } else {
        "It can't be waived."
    };
    say(&format!("{} ({})\n\n{}\n\n{waivers}", check.code, check.code.severity().as_str(), check.manual().trim_end()))?;
    Ok(ExitCode::SUCCESS)
}
