//! Slips of the keyboard, and what is said about each: the input beside the words, for a reviewer who reads as an editor.
//!
//! `tests/yaml/files.inputs.txt` holds slips in `site.yaml`, in reference files, words and templates; what is said of them
//! stands in `tests/yaml/files.txt`.
//!
//! Every input of `tests/yaml/inputs.txt` is the front matter of `content/page.md`. `UPDATE=1 cargo test --test
//! yaml_messages` writes `tests/yaml/messages.txt` anew: read the difference before committing it.

use std::fmt::Write as _;

use crate::support;
use crate::support::snapshots::kept;
use crate::support::typos::slips;
use carepress::check::Run;
use carepress::cli::report;

#[test]
fn every_slip_is_explained_where_it_is() {
    let mut said = String::new();
    for (name, input, article) in slips() {
        let site = support::site(article.as_bytes());
        let mut problems = carepress::build::examine(site.path(), support::options()).expect("the folder can be read");
        // What is judged of an article that could be read has fixtures of its own.
        problems.retain(|problem| {
            carepress::check::find(problem.code.as_str()).is_none_or(|check| matches!(check.run, Run::Reading))
        });
        let _ = writeln!(said, "## {name}\n\n{input}");
        if problems.is_empty() {
            said.push_str("(nothing is wrong)\n\n");
        }
        for problem in &problems {
            assert!(!problem.message.contains("serde") && !problem.message.contains("::"), "{}", problem.message);
            assert!(problem.help.is_some(), "{name}: what to do? {}", problem.message);
            let _ = writeln!(said, "{}\n", report::human(problem, false).replace('\t', "⇥"));
        }
    }
    kept("yaml/messages.txt", &said);
}

#[test]
fn every_slip_in_another_file_is_explained_where_it_is() {
    let mut said = String::new();
    let inputs = std::fs::read_to_string("tests/yaml/files.inputs.txt").expect("the inputs");
    for part in inputs.split("## ").skip(1) {
        let (name, input) = part.split_once('\n').expect("a name and an input");
        let input = input.trim_end_matches('\n').to_owned() + "\n";
        let site = support::site(input.replace('⇥', "\t").as_bytes());
        let problems = carepress::build::examine(site.path(), support::options()).expect("the folder can be read");
        assert!(!problems.is_empty(), "{name}: nothing is said");
        let _ = writeln!(said, "## {name}\n\n{input}");
        for problem in &problems {
            assert!(problem.help.is_some(), "{name}: what to do? {}", problem.message);
            let _ = writeln!(said, "{}\n", report::human(problem, false).replace('\t', "⇥"));
        }
    }
    kept("yaml/files.txt", &said);
}

/// Words that only programmers know, and signs of their languages.
const FOREIGN: [&str; 26] = [
    "serde",
    "::",
    "mapping",
    "scalar",
    "sequence",
    "deserial",
    "serialis",
    "struct",
    "enum",
    "variant",
    "boolean",
    "bool ",
    "string",
    "integer",
    "float",
    "null",
    "unwrap",
    "panick",
    "parse",
    "syntax error",
    "utf8",
    "u32",
    "usize",
    "Some(",
    "None",
    "Err(",
];

#[test]
fn no_message_speaks_the_language_of_programmers() {
    let mut kept = vec!["tests/yaml/messages.txt".into(), "tests/yaml/files.txt".into()];
    for folder in ["tests/check", "tests/command"] {
        let entries = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("an entry").into_path());
        // What a code host reads has signs of its own.
        let is_ours =
            |path: &std::path::PathBuf| path.extension().is_some_and(|e| e == "txt") && !path.ends_with("github.txt");
        kept.extend(entries.filter(is_ours));
    }
    let mut found = String::new();
    for path in kept {
        let text = std::fs::read_to_string(&path).expect("a kept text");
        for (index, line) in text.lines().enumerate() {
            // What an editor wrote is shown with its number and a bar before it; the rest is ours.
            let said = line.contains("error[") || line.contains("warning[") || line.contains("= help:");
            let command = path.starts_with("tests/command") && !line.contains(" | ");
            // The code in square brackets is a name to look up, and so is what stands between ticks.
            let plain: String = line.split('`').step_by(2).collect();
            let words = plain.split_once(']').map_or(plain.as_str(), |(_, words)| words);
            if let Some(word) = FOREIGN.iter().find(|word| (said || command) && words.contains(*word)) {
                let _ = writeln!(found, "{}:{}: {word:?} in {line}", path.display(), index + 1);
            }
        }
    }
    assert!(found.is_empty(), "{found}");
}
