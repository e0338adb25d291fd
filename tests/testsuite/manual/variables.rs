//! What templates are given, found by templates that list it: every template of a full site is replaced by one.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use carepress::disk::source::theme::{TEMPLATES, WORDS};
use serde_json::Value;

use crate::support;

/// Lists a value and all that it holds, as lines of a path and a sort.
const PROBE: &str = "{% component probe(path, value) %}
{%- if value is map %}
{{ path }}|map
{%- for key, inner in value %}{{<probe path={path ~ \".\" ~ key} value={inner} />}}{% endfor %}
{%- elif value is array %}
{{ path }}|a list
{%- for inner in value %}{{<probe path={path ~ \"[]\"} value={inner} />}}{% endfor %}
{%- elif value is string and value %}
{{ path }}|text
{%- elif value is string %}
{{ path }}|empty text
{%- elif value is number %}
{{ path }}|a number
{%- elif value is bool %}
{{ path }}|`true` or `false`
{%- else %}
{{ path }}|nothing
{%- endif %}
{% endcomponent probe %}
";

const LIST_ALL: &str = "{% for key, value in __tera_context %}{{<probe path={key} value={value} />}}{% endfor %}\n";

/// What was found of one variable.
#[derive(Default)]
struct Found {
    /// What it can be: text, a list, nothing.
    sorts: BTreeSet<String>,
    /// How often it was there, and how often as a group.
    times: usize,
    groups: usize,
    /// The templates that were given it.
    templates: BTreeSet<&'static str>,
}

/// Templates that are a page's own; the others are parts of them.
fn of_pages() -> impl Iterator<Item = &'static str> {
    let names = TEMPLATES.iter().map(|(name, _)| *name);
    names.filter(|name| !["base.html", "components.html", "head.html", "list.html"].contains(name))
}

/// Every variable of every page of the site in `site.txt`, by path.
fn found() -> (BTreeMap<String, Found>, BTreeSet<&'static str>) {
    let site = tempfile::tempdir().expect("a folder");
    support::lay(site.path(), include_bytes!("../../manual/site.txt"));
    let templates = site.path().join("templates");
    fs::create_dir_all(&templates).expect("a folder");
    for (name, text) in TEMPLATES {
        let text = match name {
            "components.html" => format!("{text}{PROBE}"),
            "base.html" | "head.html" | "list.html" => continue,
            _ => LIST_ALL.to_owned(),
        };
        fs::write(templates.join(name), text).expect("written");
    }
    let compiled = carepress::build::compile(site.path(), support::options()).expect("the folder can be read");
    let problems: Vec<String> =
        compiled.diagnostics.iter().map(|problem| carepress::cli::report::human(problem, false)).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    let plan = compiled.plan.expect("a site");
    let mut found = BTreeMap::<String, Found>::new();
    let mut seen = BTreeSet::new();
    for page in plan.pages.iter() {
        let template = page.traits(&plan.site).template;
        seen.insert(template);
        let (output, problems) = plan.render(page);
        let bytes = output.unwrap_or_else(|| panic!("{problems:?}")).bytes.into_owned();
        for line in String::from_utf8(bytes).expect("text").lines() {
            let Some((path, sort)) = line.rsplit_once('|') else { continue };
            let variable = found.entry(path.to_owned()).or_default();
            variable.sorts.insert(sort.to_owned());
            variable.times += 1;
            variable.groups += usize::from(sort == "map");
            variable.templates.insert(template);
        }
    }
    (found, seen)
}

/// The tables of variables and of words. What each variable is, people write into the last column: it is kept.
pub(crate) fn tables(chapter: &str) -> (String, String) {
    let (found, templates) = found();
    assert_eq!(templates, of_pages().collect::<BTreeSet<_>>(), "site.txt has a page for every template");
    let told: BTreeMap<&str, &str> = chapter
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.strip_suffix(" |")?.split_once("` | "))
        .filter_map(|(path, rest)| Some((path, rest.rsplit_once("| ")?.1.trim())))
        .collect();
    let mut variables = "| Variable | Holds | Pages | What it is |\n|---|---|---|---|\n".to_owned();
    let mut words = "| Variable | In English |\n|---|---|\n".to_owned();
    let english: Value = carepress::base::yaml::parse(WORDS[0].1).expect("the English words");
    for (path, variable) in &found {
        // What a list holds is told by its parts, and the list itself says that it is one.
        if path.ends_with("[]") && variable.sorts.iter().all(|sort| sort == "map") {
            continue;
        }
        if path == "words" || path.starts_with("words.") {
            if let Some(text) = english.pointer(&format!("/{}", path[5..].trim_start_matches('.').replace('.', "/")))
                && let Some(text) = text.as_str()
            {
                let _ = writeln!(words, "| `{path}` | {text} |");
            } else if variable.sorts.contains("a list") {
                let _ = writeln!(words, "| `{path}` | a list |");
            }
            continue;
        }
        let pages = if path.contains(['.', '[']) { String::new() } else { pages(variable, &templates) };
        let told = told.get(path.as_str()).unwrap_or(&"");
        let _ = writeln!(variables, "| `{path}` | {} | {pages} | {told} |", holds(path, &found));
    }
    (variables, words)
}

/// What a variable holds, in words.
fn holds(path: &str, found: &BTreeMap<String, Found>) -> String {
    let variable = &found[path];
    let whole = path.rsplit_once('.').map_or(variable.times, |(above, _)| found[above].groups);
    let may_be_missing = variable.sorts.contains("nothing") || variable.times < whole;
    let sorts = variable.sorts.iter().map(String::as_str).filter(|sort| !["nothing", "empty text"].contains(sort));
    let mut sorts = sorts.collect::<Vec<_>>().join(" or ").replace("map", "a group");
    assert!(!sorts.is_empty(), "site.txt has no page with a `{path}`");
    if variable.sorts.contains("empty text") {
        sorts.push_str(", may be empty");
    }
    if may_be_missing { format!("{sorts}, or nothing") } else { sorts }
}

/// The pages that have a variable: all, all but a few, or those of some templates.
fn pages(variable: &Found, all: &BTreeSet<&'static str>) -> String {
    if variable.templates.len() > all.len() / 2 {
        let without: Vec<String> = all.difference(&variable.templates).map(|name| format!("`{name}`")).collect();
        return if without.is_empty() { "all".to_owned() } else { format!("all but {}", without.join(", ")) };
    }
    let names: Vec<String> = variable.templates.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

/// The components that pages are made of, with what they take.
pub(crate) fn components() -> String {
    let mut out = "| Component | Takes |\n|---|---|\n".to_owned();
    let text = TEMPLATES.iter().find(|(name, _)| *name == "components.html").expect("a template").1;
    for rest in text.split("{% component ").skip(1) {
        let (name, rest) = rest.split_once('(').expect("what it takes");
        let takes = rest.split_once(')').expect("an end").0;
        let _ = writeln!(out, "| `{name}` | `{takes}` |");
    }
    out
}
