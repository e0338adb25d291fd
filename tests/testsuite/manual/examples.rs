//! The examples of the manual, built: a block of code that is marked as `markdown` or `yaml` has nothing wrong with it.
//!
//! A block's second word is the file that it is, such as `yaml content/claims.yaml`; without one, Markdown is an article.
//! It is laid over the site in `base.txt`: a whole article, or whole settings, in place of the file, a part of an article
//! behind lines of front matter, and a part of another file at its end.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use carepress::disk::output::Output;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use tempfile::TempDir;

use crate::support;

/// A block of code of a chapter.
struct Example {
    place: String,
    language: String,
    file: String,
    text: String,
}

/// Every example of the manual and the README.
fn examples() -> Vec<Example> {
    let mut found = Vec::new();
    let chapters = fs::read_dir("docs/manual").expect("the manual").map(|entry| entry.expect("an entry").path());
    for path in chapters.chain([PathBuf::from("README.md")]) {
        let text = fs::read_to_string(&path).expect("a chapter");
        let mut current: Option<Example> = None;
        for (event, range) in Parser::new(&text).into_offset_iter() {
            match event {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                    let mut words = info.split(' ');
                    let language = words.next().unwrap_or_default().to_owned();
                    let usual = if language == "yaml" { "site.yaml" } else { "content/page.md" };
                    let file = words.next().unwrap_or(usual).to_owned();
                    let line = text[..range.start].lines().count() + 1;
                    let place = format!("{}:{line}", path.display());
                    current = Some(Example { place, language, file, text: String::new() });
                }
                Event::Text(part) => {
                    if let Some(example) = &mut current {
                        example.text.push_str(&part);
                    }
                }
                Event::End(TagEnd::CodeBlock) => found.extend(current.take()),
                _ => {}
            }
        }
    }
    found.retain(|example| ["markdown", "yaml"].contains(&example.language.as_str()));
    found
}

/// The lines of an article that an example leaves out.
const FRONT: &str = "---\ntitle: A page\nsummary: It is short.\nkind: article\nreview:\n  version: \"0.1\"\n---\n\n";

/// The site with an example in it.
fn site(example: &Example) -> TempDir {
    let site = tempfile::tempdir().expect("a folder");
    support::lay(site.path(), include_bytes!("../../manual/base.txt"));
    let file = site.path().join(&example.file);
    fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
    let before = fs::read_to_string(&file).unwrap_or_default();
    let text = match example.language.as_str() {
        "yaml" if example.text.starts_with("name:") => example.text.clone(),
        "yaml" => before + &example.text,
        _ if example.text.starts_with("---\n") => example.text.clone(),
        // A part of a page that is there, such as the home page, goes behind its own lines.
        _ if !before.is_empty() => before + "\n" + &example.text,
        _ => format!("{FRONT}{}", example.text),
    };
    fs::write(file, text).expect("written");
    site
}

#[test]
fn every_example_is_right() {
    let mut wrong = String::new();
    let examples = examples();
    for example in &examples {
        let site = site(example);
        let found = carepress::build::examine(site.path(), support::options()).expect("the folder can be read");
        for problem in found {
            let _ = writeln!(wrong, "{}\n{}\n", example.place, carepress::cli::report::human(&problem, false));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(examples.len() > 25, "{} examples", examples.len());
}

/// A page of an example, as it is written.
fn written(site: &Path, file: &str) -> Option<Output> {
    let compiled = carepress::build::compile(site, support::options()).expect("the folder can be read");
    let plan = compiled.plan?;
    let page = plan.pages.iter().find(|page| page.traits(&plan.site).source == Some(file))?;
    plan.render(page).0
}

#[test]
fn every_construct_comes_about_in_an_example() {
    let mut html = String::new();
    for example in examples().iter().filter(|example| example.language == "markdown") {
        let site = site(example);
        let output = written(site.path(), &example.file).unwrap_or_else(|| panic!("{} is no page", example.place));
        html += &String::from_utf8_lossy(&output.bytes);
    }
    let page = scraper::Html::parse_document(&html);
    for construct in CONSTRUCTS {
        assert!(!support::html_site::all(&page, construct).is_empty(), "no example of the manual makes a {construct}");
    }
}

/// What editors can make, as it stands in a page.
const CONSTRUCTS: [&str; 21] = [
    "section.card.emergency",
    "section.card.urgent",
    "section.card.routine",
    "aside.card.key-fact",
    "aside.card.information",
    "section.do-list.do",
    "section.do-list.do-not",
    "details.question",
    ".myth",
    "dfn",
    "a[href^='tel:']",
    "table th[scope=row]",
    "table th[scope=col]",
    "dl dt",
    "figure figcaption",
    ".icon-array",
    "input[type=checkbox], .task",
    "ul.tiles",
    "section.footnotes",
    "section.sources",
    "a[href^='mailto:']",
];
