//! The commands with their options, from the types that read the command line.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use carepress::cli::Cli;
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, Command, CommandFactory};

use crate::manual::links;
use crate::support::program::carepress;

/// One part for each command.
pub(crate) fn commands() -> String {
    let mut program = Cli::command().disable_help_subcommand(true);
    program.build();
    let mut out = String::new();
    for command in program.get_subcommands() {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        let _ = write!(out, "\n### `carepress {}`\n\n{about}.\n\n", command.get_name());
        rows(command, &mut out);
    }
    out.push('\n');
    out
}

/// What all commands take.
pub(crate) fn every_command() -> String {
    let mut program = Cli::command();
    program.build();
    let mut out = "| You add | It means |\n|---|---|\n".to_owned();
    for arg in program.get_arguments().filter(|arg| arg.is_global_set()) {
        let _ = writeln!(out, "| `{}` | {} |", written(arg), meaning(arg));
    }
    out
}

fn rows(command: &Command, out: &mut String) {
    let own = |arg: &&Arg| !matches!(arg.get_id().as_str(), "help" | "root") && !arg.is_hide_set();
    let mut args = command.get_arguments().filter(own).peekable();
    if args.peek().is_none() {
        out.push_str("It takes nothing more.\n");
        return;
    }
    out.push_str("| You add | It means |\n|---|---|\n");
    for arg in args {
        let _ = writeln!(out, "| `{}` | {} |", written(arg), meaning(arg));
    }
}

/// `--output DIR`, `[PATH]…`
fn written(arg: &Arg) -> String {
    let names: Vec<String> = arg.get_value_names().into_iter().flatten().map(ToString::to_string).collect();
    let more = if matches!(arg.get_action(), ArgAction::Append) { "…" } else { "" };
    let value = if arg.get_action().takes_values() { names.join(" ") + more } else { String::new() };
    match arg.get_long() {
        Some(long) => format!("--{long} {value}").trim_end().to_owned(),
        None if arg.is_required_set() => value,
        None => format!("[{value}]"),
    }
}

fn meaning(arg: &Arg) -> String {
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default().replace('|', "\\|");
    let mut out = if help.ends_with(['.', ')', ']']) { help } else { format!("{help}.") };
    let values: Vec<String> = arg.get_possible_values().iter().map(|value| format!("`{}`", value.get_name())).collect();
    if !values.is_empty() && arg.get_action().takes_values() {
        let _ = write!(out, " One of {}.", values.join(", "));
    }
    let usual: Vec<String> = arg.get_default_values().iter().map(|value| value.display().to_string()).collect();
    if !usual.is_empty() && arg.get_action().takes_values() {
        let _ = write!(out, " Usually `{}`.", usual.join(" "));
    }
    if arg.is_required_set() {
        out.push_str(" It has to be given.");
    }
    out
}

/// What the help says of exit codes.
pub(crate) fn exit_codes() -> String {
    let program = Cli::command();
    let help = program.get_after_help().map(ToString::to_string).unwrap_or_default();
    let mut out = "| Code | Meaning |\n|---|---|\n".to_owned();
    for line in help.lines().filter_map(|line| line.strip_prefix("  ")) {
        let (code, meaning) = line.split_once("  ").expect("a code and what it means");
        let _ = writeln!(out, "| {code} | {meaning} |");
    }
    out
}

/// `--output` in `  --output <DIR>`, `| `--output DIR` |` and `-h, --help`.
fn option(line: &str) -> Option<String> {
    let line = line.trim_start_matches(['|', ' ', '`']);
    let line = line.strip_prefix("-h, ").or(line.strip_prefix("-V, ")).unwrap_or(line);
    let name = line.strip_prefix("--")?.split([' ', '`']).next()?;
    name.starts_with(|first: char| first.is_ascii_lowercase()).then(|| format!("--{name}"))
}

#[test]
fn the_chapter_names_what_the_help_and_the_manual_page_name() {
    let chapter = super::read("docs/manual/commands.md");
    let mut compared = 0;
    for part in chapter.split("\n### `carepress ").skip(1) {
        let name = part.split('`').next().expect("a name");
        let told: BTreeSet<String> = part.lines().filter_map(option).collect();
        let help = carepress(Path::new("."), &[name, "--help"]).out;
        let mut known: BTreeSet<String> = help.lines().filter_map(option).collect();
        // These belong to all commands, and are told once.
        assert!(known.remove("--help") && known.remove("--root"), "{help}");
        assert_eq!(told, known, "carepress {name}");
        let page = carepress(Path::new("."), &["man", name]).out.replace('\\', "");
        assert!(told.iter().all(|option| page.contains(option.as_str())), "{told:?} in {page}");
        compared += 1;
    }
    let commands = Cli::command().get_subcommands().count();
    assert_eq!(compared, commands, "every command has its part");
}

/// The words of a command line, as a shell would take it apart.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut quote) = (vec![String::new()], None);
    for sign in line.chars() {
        match (sign, quote) {
            (_, Some(open)) if sign == open => quote = None,
            ('"' | '\'', None) => quote = Some(sign),
            (' ', None) => words.push(String::new()),
            _ => words.last_mut().expect("a word").push(sign),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[test]
fn every_command_that_is_named_can_be_typed() {
    let mut tried = 0;
    for (path, line) in links::code().into_iter().filter(|(_, line)| line.starts_with("carepress ")) {
        let line = line.split(" > ").next().unwrap_or_default();
        // Capitals stand for whatever is meant, and the changelog tells of what was.
        if line.contains("COMMAND") || path == "CHANGELOG.md" {
            continue;
        }
        tried += 1;
        // What a command needs may be left out where it is only named.
        let fine = [ErrorKind::DisplayHelp, ErrorKind::MissingRequiredArgument, ErrorKind::MissingSubcommand];
        if let Err(error) = Cli::command().try_get_matches_from(words(line)) {
            assert!(fine.contains(&error.kind()), "{path}: {line}\n{error}");
        }
    }
    assert!(tried > 40, "{tried} commands");
}
