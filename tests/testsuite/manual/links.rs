//! The links of all that is written for people: the file is there, and so is the heading in it. Paths that a text names
//! as code are there as well.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Texts that are no part of the manual.
const BESIDE: [&str; 6] =
    ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "tests/README.md", "benches/README.md"];

/// What stands before a path of the repository, so that it is known as one.
const TOPS: [&str; 6] = ["src/", "tests/", "docs/", "benches/", "fuzz/", "templates/"];

fn texts() -> BTreeMap<PathBuf, String> {
    let manual = fs::read_dir("docs/manual").expect("the manual").map(|entry| entry.expect("an entry").path());
    let paths = manual.chain(BESIDE.map(PathBuf::from));
    paths.map(|path| (path.clone(), super::read(path.to_str().expect("a name")))).collect()
}

fn events(text: &str) -> Parser<'_> {
    Parser::new_ext(text, Options::ENABLE_TABLES)
}

/// What stands in these texts as code: words between backticks, and lines of blocks.
pub(crate) fn code() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (path, text) in texts() {
        let mut is_block = false;
        for event in events(&text) {
            match event {
                Event::Start(Tag::CodeBlock(_)) => is_block = true,
                Event::End(TagEnd::CodeBlock) => is_block = false,
                Event::Text(text) if is_block => {
                    found.extend(text.lines().map(|line| (path.display().to_string(), line.trim().to_owned())));
                }
                Event::Code(text) => found.push((path.display().to_string(), text.to_string())),
                _ => {}
            }
        }
    }
    found
}

/// The anchors of a text's headings, as code hosts make them.
fn anchors(text: &str) -> BTreeSet<String> {
    let mut anchors = BTreeSet::new();
    let mut heading: Option<String> = None;
    for event in events(text) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => {
                let words = heading.take().unwrap_or_default().to_lowercase().replace(' ', "-");
                let anchor: String = words.chars().filter(|c| c.is_alphanumeric() || "-_".contains(*c)).collect();
                // A second heading of the same words has a number behind it.
                let again = (1..).map(|number| format!("{anchor}-{number}"));
                let free = std::iter::once(anchor.clone()).chain(again).find(|name| !anchors.contains(name));
                anchors.extend(free);
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&text);
                }
            }
            _ => {}
        }
    }
    anchors
}

/// A path without `..` in it.
fn plain(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                out.pop();
            }
            Component::CurDir => {}
            part => out.push(part),
        }
    }
    out
}

#[test]
fn every_link_leads_somewhere() {
    let texts = texts();
    let (mut broken, mut followed) = (Vec::new(), 0);
    for (path, text) in &texts {
        for event in events(text) {
            let Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) = event else { continue };
            if dest_url.contains("://") || dest_url.starts_with("mailto:") {
                continue;
            }
            followed += 1;
            let (file, anchor) = dest_url.split_once('#').map_or((&*dest_url, None), |(file, a)| (file, Some(a)));
            let target = if file.is_empty() { path.clone() } else { plain(&path.with_file_name("").join(file)) };
            let is_there = match anchor {
                _ if !target.exists() => false,
                None => true,
                Some(anchor) => anchors(&fs::read_to_string(&target).unwrap_or_default()).contains(anchor),
            };
            if !is_there {
                broken.push(format!("{}: {dest_url}", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
    assert!(followed > 40, "{followed} links");
}

#[test]
fn every_path_of_the_repository_is_there() {
    let (mut missing, mut found) = (Vec::new(), 0);
    for (path, code) in code() {
        // The changelog tells of what was, and capitals stand for whatever is meant: `tests/check/CODE/`.
        let is_path = TOPS.iter().any(|top| code.starts_with(top)) && !code.contains([' ', '{', '*', '…']);
        let is_capitals = |part: &str| part.len() > 1 && part.bytes().all(|b| b.is_ascii_uppercase());
        if !is_path || path == "CHANGELOG.md" || code.split(['/', '.']).any(is_capitals) {
            continue;
        }
        found += 1;
        if !Path::new(&code).exists() && !THEIRS.contains(&code.as_str()) {
            missing.push(format!("{path}: {code}"));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
    assert!(found > 40, "{found} paths");
}

/// Paths of a clinic's own site, or such as are made by a test.
const THEIRS: [&str; 1] = ["templates/words/fr.yaml"];
