//! The manual in `docs/manual`, and all that is written for people beside it: what it says is so.
//!
//! Parts of the manual are made from the program: `<!-- begin NAME … -->` and `<!-- end NAME -->` stand around them.
//! `UPDATE=1 cargo test --test testsuite manual::` writes them anew. Its examples are built, and its links are followed.

mod commands;
mod examples;
mod links;
mod schemas;
mod variables;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use carepress::check::CHECKS;

use crate::support;

/// A text for people, by its path from the top of the repository.
fn read(path: &str) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Where the lines between two marks begin and end, if the marks are there.
fn between(text: &str, name: &str) -> Option<(usize, usize)> {
    let begin = text.find(&format!("<!-- begin {name}:"))?;
    let begin = begin + text[begin..].find("-->\n")? + 4;
    let end = text.find(&format!("<!-- end {name} -->"))?;
    (begin <= end).then_some((begin, end))
}

/// What is made from the program: the chapter that holds it, the name of the part, and its lines.
fn generated() -> Vec<(&'static str, &'static str, String)> {
    let templates = "docs/manual/templates.md";
    let (variables, words) = variables::tables(&read(templates));
    vec![
        ("docs/manual/front-matter.md", "front-matter", schemas::front_matter()),
        ("docs/manual/settings.md", "settings", schemas::settings()),
        ("docs/manual/figures.md", "claims", schemas::claims()),
        ("docs/manual/figures.md", "glossary", schemas::glossary()),
        ("docs/manual/figures.md", "sources", schemas::sources()),
        ("docs/manual/checks.md", "checks", schemas::checks()),
        ("docs/manual/commands.md", "commands", commands::commands()),
        ("docs/manual/commands.md", "every-command", commands::every_command()),
        ("docs/manual/commands.md", "exit-codes", commands::exit_codes()),
        (templates, "components", variables::components()),
        (templates, "variables", variables),
        (templates, "words", words),
    ]
}

#[test]
fn what_is_made_from_the_program_is_up_to_date() {
    let mut behind = String::new();
    for (path, name, lines) in generated() {
        let text = read(path);
        let Some((begin, end)) = between(&text, name) else {
            let _ = writeln!(behind, "{path} has no part `{name}` any more");
            continue;
        };
        if text[begin..end] == lines {
            continue;
        }
        if std::env::var_os("UPDATE").is_some() {
            fs::write(path, format!("{}{lines}{}", &text[..begin], &text[end..])).expect("written");
            continue;
        }
        let _ = writeln!(behind, "{path}, part `{name}`:");
        let (old, new) = (&text[begin..end], lines.as_str());
        old.lines().filter(|line| !new.lines().any(|other| other == *line)).for_each(|line| {
            let _ = writeln!(behind, "- {line}");
        });
        new.lines().filter(|line| !old.lines().any(|other| other == *line)).for_each(|line| {
            let _ = writeln!(behind, "+ {line}");
        });
    }
    assert!(behind.is_empty(), "{behind}\nIf this is as it should be: UPDATE=1 cargo test --test testsuite manual::");
}

#[test]
fn every_variable_says_what_it_is() {
    let text = read("docs/manual/templates.md");
    let untold: Vec<&str> = text.lines().filter(|line| line.starts_with("| `") && line.ends_with("|  |")).collect();
    assert!(untold.is_empty(), "say in the last column what they are:\n{}", untold.join("\n"));
}

#[test]
fn every_chapter_is_in_the_list() {
    let contents = read("docs/manual/README.md");
    for entry in fs::read_dir("docs/manual").expect("the manual") {
        let name = entry.expect("an entry").file_name().into_string().expect("a name");
        assert!(name == "README.md" || contents.contains(&format!("]({name})")), "README.md does not name {name}");
    }
}

#[test]
fn the_content_model_is_where_the_checks_say() {
    let chapter = "docs/manual/content-model.md";
    let mut citing = 0;
    for check in CHECKS.iter().filter(|check| check.manual().contains("content model")) {
        assert!(check.manual().contains(chapter), "{} does not say where the content model is", check.code);
        citing += 1;
    }
    assert!(citing > 0 && Path::new(chapter).exists());
}

#[test]
fn what_a_build_leaves_beside_the_site_is_told() {
    let site = tempfile::tempdir().expect("a folder");
    support::lay(site.path(), include_bytes!("../manual/base.txt"));
    let ran = support::program::carepress(site.path(), &["build", "--today", support::TODAY]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let names = fs::read_dir(site.path()).expect("the site").map(|entry| entry.expect("an entry").file_name());
    let beside: Vec<String> = names.filter_map(|name| name.into_string().ok()).filter(|n| n.starts_with('.')).collect();
    let told = read("docs/manual/publishing.md");
    assert!(!beside.is_empty() && beside.iter().all(|name| told.contains(&format!("`{name}`"))), "{beside:?}");
}
