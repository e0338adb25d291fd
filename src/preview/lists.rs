//! The lists of the desk: pages, problems, figures.

use std::cmp::Reverse;

use serde::Serialize;
use tera::Context;

use super::problem::{Editor, ShownProblem, SiteFile};
use super::query::Query;
use super::snapshot::{Built, Snapshot};
use crate::base::diagnostic::{Diagnostic, Location, Severity};
use crate::base::percent;
use crate::content::article::Waiver;
use crate::site::Site;
use crate::site::register::{self, Publication, Row};
use crate::site::review::State;

/// Most rows or problems on one page of a list.
const STEP: usize = 200;

/// One page of the site in the list.
#[derive(Serialize)]
struct ShownRow<'r> {
    title: &'r str,
    /// Where it is in the preview, if it is there.
    href: Option<String>,
    file: SiteFile,
    language: &'r str,
    publication: Publication,
    state: State,
    next_review: Option<String>,
    words: usize,
    ari: Option<f64>,
    coleman_liau: Option<f64>,
    errors: usize,
    warnings: usize,
    waived: usize,
    waivers: &'r [Waiver],
    /// Where its problems are listed.
    problems: String,
    untranslated: Vec<&'r str>,
}

/// A number at the head of the list, and the pages that it counts.
#[derive(Serialize)]
struct Tally {
    count: usize,
    text: &'static str,
    href: String,
    /// `error`, `warning`, or nothing, for its colour.
    weight: &'static str,
    current: bool,
}

#[derive(Serialize)]
struct Column {
    text: &'static str,
    href: String,
    /// `ascending` or `descending`, where the list is sorted by it.
    sorted: Option<&'static str>,
}

/// A part of a long list.
#[derive(Serialize)]
struct ListStep {
    text: String,
    href: String,
    current: bool,
}

/// Groups of pages that want something: name in the address, words, weight, and which pages they are.
type Want = (&'static str, &'static str, &'static str, fn(&Row, &[String]) -> bool);

const WANTS: [Want; 5] = [
    ("errors", "with errors", "error", |row, _| row.errors > 0),
    ("warnings", "with warnings", "warning", |row, _| row.warnings > 0),
    ("overdue", "to be reviewed again", "error", |row, _| matches!(row.state, State::Overdue | State::Changed)),
    ("unreviewed", "never reviewed", "", |row, _| {
        matches!(row.state, State::Missing | State::NotReviewed | State::Incomplete)
    }),
    ("untranslated", "not in every language", "", |row, languages| row.languages.len() < languages.len()),
];

/// Adds the list of pages.
pub(super) fn pages(context: &mut Context, editor: &Editor, snapshot: &Snapshot, query: &Query<'_>) {
    let [sort, show, q] = ["sort", "show", "q"].map(|name| query.get(name).unwrap_or_default());
    let site = snapshot.built.as_ref().map(|built| &built.plan.site);
    let rows = snapshot.built.as_ref().map_or(&[][..], |built| built.plan.rows());
    let languages = site.map_or(&[][..], |site| &site.config.languages);
    let figures: Vec<Tally> = WANTS
        .into_iter()
        .map(|(name, text, weight, is_one)| Tally {
            count: rows.iter().filter(|row| is_one(row, languages)).count(),
            text,
            href: list_address(&sort, name, &q),
            weight,
            current: name == show,
        })
        .filter(|figure| figure.count > 0 || figure.current)
        .collect();
    let wanted = WANTS.iter().find(|(name, ..)| *name == show);
    let searched = q.to_lowercase();
    let mut shown: Vec<&Row> = rows
        .iter()
        .filter(|row| wanted.is_none_or(|(_, _, _, is_one)| is_one(row, languages)))
        .filter(|row| row.title.to_lowercase().contains(&searched) || row.path.to_lowercase().contains(&searched))
        .collect();
    order(&mut shown, &sort);
    let (range, steps) = part(shown.len(), query, |from| {
        address("/_desk/", &[("sort", &sort), ("show", &show), ("q", &q), ("from", &from.to_string())])
    });
    let shown: Vec<ShownRow<'_>> = shown[range].iter().map(|row| shown_row(row, editor, snapshot, languages)).collect();
    context.insert("total", &rows.len());
    context.insert("figures", &figures);
    let is_multilingual = languages.len() > 1;
    let mut columns = columns(&sort, |sort| list_address(sort, &show, &q));
    if !is_multilingual {
        columns.pop();
    }
    context.insert("columns", &columns);
    context.insert("is_multilingual", &is_multilingual);
    context.insert("rows", &shown);
    context.insert("steps", &steps);
    context.insert("q", &q);
    context.insert("show", &show);
}

/// The address of the list of pages, sorted and narrowed down.
fn list_address(sort: &str, show: &str, q: &str) -> String {
    address("/_desk/", &[("sort", sort), ("show", show), ("q", q)])
}

fn shown_row<'r>(row: &'r Row, editor: &Editor, snapshot: &Snapshot, languages: &'r [String]) -> ShownRow<'r> {
    let base = snapshot.built.as_ref().map_or("/", |built| built.plan.site.config.base_path());
    let is_there = row.publication != Publication::Planned;
    let missing = languages.iter().filter(|language| !row.languages.contains(language));
    ShownRow {
        title: &row.title,
        href: is_there.then(|| crate::base::address::Address::file(&row.address).absolute(base)),
        file: editor.file(&row.path, 1, 1),
        language: &row.language,
        publication: row.publication,
        state: row.state,
        next_review: row.next_review.map(|day| day.to_string()),
        words: row.words,
        ari: row.ari,
        coleman_liau: row.coleman_liau,
        errors: row.errors,
        warnings: row.warnings,
        waived: row.waived,
        waivers: &row.waivers,
        problems: address("/_desk/problems/", &[("file", &row.path)]),
        untranslated: missing.map(String::as_str).collect(),
    }
}

/// What the list can be sorted by: name in the address, words, and whether the largest comes first.
const COLUMNS: [(&str, &str, bool); 5] = [
    ("title", "Page", false),
    ("review", "Review", false),
    ("reading", "Reading", true),
    ("problems", "Problems", true),
    ("languages", "Not yet in", false),
];

fn columns(sort: &str, link: impl Fn(&str) -> String) -> Vec<Column> {
    let columns = COLUMNS.into_iter().map(|(name, text, largest_first)| {
        let is_turned = sort.strip_prefix('-') == Some(name);
        let sorted =
            (sort == name || is_turned).then_some(if largest_first == is_turned { "ascending" } else { "descending" });
        let turned = format!("-{name}");
        Column { text, href: link(if sort == name { &turned } else { name }), sorted }
    });
    columns.collect()
}

/// Sorts rows by a column; a minus before its name turns the order. Without a name, the rows stay in the order of their
/// paths, and so do equal ones.
fn order(rows: &mut [&Row], sort: &str) {
    let (name, is_turned) = sort.strip_prefix('-').map_or((sort, false), |name| (name, true));
    // Turned first, so that equal rows are in the order of their paths either way.
    if is_turned {
        rows.reverse();
    }
    match name {
        "title" => rows.sort_by_key(|row| row.title.to_lowercase()),
        "review" => rows.sort_by_key(|row| (row.state.urgency(), row.next_review)),
        "reading" => rows.sort_by(|a, b| b.ari.unwrap_or(f64::MIN).total_cmp(&a.ari.unwrap_or(f64::MIN))),
        "problems" => rows.sort_by_key(|row| Reverse((row.errors, row.warnings))),
        "languages" => rows.sort_by_key(|row| row.languages.len()),
        _ => {}
    }
    if is_turned {
        rows.reverse();
    }
}

/// Problems of one file.
#[derive(Serialize)]
struct Group {
    file: Option<SiteFile>,
    problems: Vec<ShownProblem>,
}

/// Adds the list of problems, by file.
pub(super) fn problems(context: &mut Context, editor: &Editor, snapshot: &Snapshot, query: &Query<'_>) {
    let [show, file] = ["show", "file"].map(|name| query.get(name).unwrap_or_default());
    let shown: Vec<&Diagnostic> = snapshot
        .problems
        .iter()
        .filter(|problem| show != "errors" || problem.severity == Severity::Error)
        .filter(|problem| file.is_empty() || problem.path() == file)
        .collect();
    let errors = shown.iter().filter(|problem| problem.severity == Severity::Error).count();
    context.insert("errors", &errors);
    context.insert("warnings", &(shown.len() - errors));
    let (range, steps) = part(shown.len(), query, |from| {
        address("/_desk/problems/", &[("show", &show), ("file", &file), ("from", &from.to_string())])
    });
    let groups = shown[range].chunk_by(|a, b| path_of(a) == path_of(b)).map(|group| Group {
        file: path_of(group[0]).map(|path| editor.file(path, 1, 1)),
        problems: group.iter().map(|problem| editor.problem(problem)).collect(),
    });
    context.insert("groups", &groups.collect::<Vec<_>>());
    context.insert("steps", &steps);
    context.insert("show", &show);
    context.insert("file", &file);
}

/// A claim and where it is stated.
#[derive(Serialize)]
struct ShownClaim {
    #[serde(flatten)]
    row: register::ClaimRow,
    /// In place of the paths.
    pages: Vec<ClaimPlace>,
}

#[derive(Serialize)]
struct ClaimPlace {
    title: String,
    href: Option<String>,
    file: SiteFile,
}

/// Adds the list of figures.
pub(super) fn claims(context: &mut Context, editor: &Editor, built: &Built) {
    let site = &built.plan.site;
    let rows = register::claims(site).into_iter().map(|row| {
        let pages = row.places.iter().map(|place| claim_place(site, editor, place)).collect();
        ShownClaim { row, pages }
    });
    context.insert("rows", &rows.collect::<Vec<_>>());
    context.insert("file", &editor.file("content/claims.yaml", 1, 1));
}

/// A place that states a claim, from `content/sleep.md#rest`.
fn claim_place(site: &Site, editor: &Editor, place: &str) -> ClaimPlace {
    let (path, anchor) = place.split_once('#').map_or((place, None), |(path, anchor)| (path, Some(anchor)));
    let article = site.article(path.strip_prefix("content/").unwrap_or(path)).map(|id| &site[id]);
    let href = article.filter(|article| site.is_published(article)).map(|article| {
        let page = article.address.absolute(site.config.base_path());
        anchor.map_or_else(|| page.clone(), |anchor| format!("{page}#{anchor}"))
    });
    let title = article.map_or_else(|| path.to_owned(), |article| article.front.title.clone());
    ClaimPlace { title, href, file: editor.file(path, 1, 1) }
}

fn path_of(problem: &Diagnostic) -> Option<&str> {
    problem.location.as_ref().map(Location::path)
}

/// The part of a long list that is asked for, and the ways to the others.
fn part(length: usize, query: &Query<'_>, link: impl Fn(usize) -> String) -> (std::ops::Range<usize>, Vec<ListStep>) {
    let from = query.get("from").and_then(|from| from.parse().ok()).unwrap_or(0).min(length) / STEP * STEP;
    let steps = (0..length).step_by(STEP).map(|start| ListStep {
        text: format!("{} to {}", start + 1, (start + STEP).min(length)),
        href: link(start),
        current: start == from,
    });
    let steps = if length > STEP { steps.collect() } else { Vec::new() };
    (from..(from + STEP).min(length), steps)
}

/// An address with what follows its question mark; empty values are left out.
fn address(path: &str, query: &[(&str, &str)]) -> String {
    let given = query.iter().filter(|(_, value)| !value.is_empty());
    let pairs: Vec<String> = given.map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
}

fn encoded(text: &str) -> String {
    percent::encoded(text, |byte| byte.is_ascii_alphanumeric() || b"-._/".contains(&byte))
}
