//! What must hold of any input at all, one function for each kind of input: the judges of the fuzzing in `fuzz/`, and of
//! the inputs that it found, which plain `cargo test` tries again.
//!
//! Each function panics with what is wrong, and never for what an editor is told of.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use carepress::base::address::{Address, Slug, resolve_path};
use carepress::base::date::Date;
use carepress::base::diagnostic::{Diagnostic, Text};
use carepress::check;
use carepress::cli::report;
use carepress::content::config::{self, Config, Options};
use carepress::content::document::Target;
use carepress::content::locale::{self, Locale};
use carepress::content::{article, references};
use carepress::disk::source::ReferenceTexts;
use carepress::render::{self, Theme};
use carepress::site::register::Register;
use carepress::site::{self, Site, page};

use super::{allowed, hostile};

const BASE: &str = "https://clinic.example/";

const FRONT: &str = "---\ntitle: A page\nsummary: It is short.\nkind: faq\n---\n\n";

fn options() -> Options {
    Options { today: Date::parse("2027-01-02").expect("a date"), drafts: true, portable: false }
}

fn settings() -> Config {
    let text = format!(
        "name: A clinic\nbase_url: {BASE}\nlanguages: [en]\nguide: guide.md\nsample: true\nphones:\n  en: {{ clinic: \"+44 20 7946 0018\", emergency: \"999\" }}\n"
    );
    config::read(&Text::new("site.yaml", text), options()).expect("the settings are fine")
}

const CLAIMS: &str = "c:\n  topic: waiting\n  population: adults\n  value: 24\n  of: 100\n  unit: people\n  wording: { en: [24 in 100 people] }\n  sources: [s]\n";
const GLOSSARY: &str =
    "t:\n  en: { term: vagus nerve, plain: the main nerve, definition: The main nerve., also: [x] }\n";
const CITATIONS: &str = "s: { title: Notes, year: 2020, url: \"https://a.example/\" }\n";

/// A site of a home page, a guide, and pages by path, in memory.
fn linked(pages: &[(&str, String)], references: [&str; 3], found: &mut Vec<Diagnostic>) -> Site {
    // The program's own words are the same each time, and take longer to read than most inputs.
    static WORDS: OnceLock<BTreeMap<String, Locale>> = OnceLock::new();
    let config = settings();
    let words = WORDS.get_or_init(|| locale::read(&[], &config).0).clone();
    let names = ["content/claims.yaml", "content/glossary.yaml", "content/sources.yaml"];
    let [claims, glossary, citations] = [0, 1, 2].map(|index| Text::new(names[index], references[index]));
    let (references, more) = references::read(ReferenceTexts { claims, glossary, citations }, &config);
    found.extend(more);
    let home = ("content/index.md", FRONT.replace("faq", "article") + "Welcome.\n");
    let guide = ("content/guide.md", FRONT.replace("faq", "guide") + "## Before\n\nEat.\n");
    let mut articles = Vec::new();
    for (path, text) in [home, guide].iter().chain(pages) {
        let place = article::place_of(&path["content/".len()..], &config);
        let spoken = &words[&place.language];
        let (article, more) = article::parse(Text::new(*path, text.clone()), &config, place);
        found.extend_from_slice(&article.body(spoken).problems);
        articles.push(Arc::new(article));
        found.extend(more);
    }
    let (config, words, references) = (config.into(), words.into(), references.into());
    site::link(site::Given { config, words, references, assets: Arc::default() }, articles)
}

/// Checks and renders a site, and judges all that comes of it.
fn judge(site: &Site, mut found: Vec<Diagnostic>, length_of: &dyn Fn(&str) -> Option<usize>) {
    static THEME: OnceLock<Theme> = OnceLock::new();
    let ids: Vec<_> = site.ids().collect();
    let lists = check::WordLists::of(site);
    found.extend(check::articles(site, &lists, &ids).into_iter().flat_map(|(found, _)| found));
    found.extend(check::given(site));
    found.extend(check::whole(site));
    let (pages, more) = page::pages(site);
    found.extend(more);
    let theme = THEME.get_or_init(|| Theme::load(site, Vec::new()).0);
    let faults = misplaced(&found, length_of);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    // The home page and the guide are fine, and the register is of no interest here.
    let of_input = |page: &page::Page| {
        let source = page.traits(site).source;
        source.is_none_or(|file| !["content/index.md", "content/guide.md"].contains(&file))
    };
    let pages: Vec<page::Page> =
        pages.into_iter().filter(|page| of_input(page) && *page != page::Page::Register).collect();
    let faults = written(site, theme, &Register::default(), &pages);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What is wrong with the files that are written of a site.
pub(crate) fn written(site: &Site, theme: &Theme, register: &Register, pages: &[page::Page]) -> Vec<String> {
    let mut found = Vec::new();
    // A template of the site's own may be wrong; that is said elsewhere.
    let rendered = pages.iter().filter_map(|page| render::page(site, theme, register, page).ok());
    let beside = render::formats::beside(site, pages);
    for output in rendered.chain(beside) {
        // A page with a control sign is refused (`control-character`), and every parser would complain of it here.
        let is_control = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
        let (path, text) = (&output.path, String::from_utf8_lossy(&output.bytes).replace(is_control, "\u{fffd}"));
        let wrong = match path.rsplit('.').next() {
            Some("html") => allowed::faults(&text, BASE),
            Some("xml") => xml_faults(&text),
            _ if path == "_redirects" => {
                text.lines().filter(|line| !is_redirect(line)).map(|line| format!("{line:?} is no redirect")).collect()
            }
            _ => Vec::new(),
        };
        found.extend(wrong.into_iter().map(|fault| format!("{path}: {fault}")));
        let is_inside = path.split('/').all(|part| !part.is_empty() && part != "." && part != "..");
        if !is_inside || path.contains(['\\', '\0']) {
            found.push(format!("{path:?} is no place in a site"));
        }
    }
    found
}

fn xml_faults(text: &str) -> Vec<String> {
    roxmltree::Document::parse(text).err().map(|error| error.to_string()).into_iter().collect()
}

fn is_redirect(line: &str) -> bool {
    let parts: Vec<&str> = line.split(' ').collect();
    let is_path = |path: &&str| path.starts_with('/') && !path.starts_with("//");
    matches!(parts.as_slice(), [from, to, "301"] if [from, to].into_iter().all(is_path))
}

/// Problems that lead to no place of the input, or that would take hold of a terminal. `length_of` gives the bytes of
/// the text at a path, where there is one.
pub(crate) fn misplaced(found: &[Diagnostic], length_of: &dyn Fn(&str) -> Option<usize>) -> Vec<String> {
    let mut wrong = Vec::new();
    for problem in found {
        let Some(place) = &problem.location else {
            wrong.push(format!("{}: has no place", problem.message));
            continue;
        };
        let span = place.span();
        let is_inside = length_of(place.path()).is_none_or(|length| span.start <= span.end && span.end <= length);
        if !is_inside || (place.line(), place.column()) > (place.end_line(), place.end_column()) {
            wrong.push(format!("{}: {} {span:?} is no place", problem.message, place.path()));
        }
        let shown = report::human(problem, false);
        if shown.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
            wrong.push(format!("{shown:?} would change a terminal"));
        }
        let line = report::json(problem).clone();
        if line.contains('\n') {
            wrong.push(format!("{line:?} is more than a line"));
        }
    }
    wrong
}

/// Any bytes between the lines of `---`.
pub(crate) fn front_matter(data: &[u8]) {
    let text = format!("---\n{}\n---\n\nWords.\n", String::from_utf8_lossy(data));
    let mut found = Vec::new();
    let length = text.len();
    let site = linked(&[("content/page.md", text)], [CLAIMS, GLOSSARY, CITATIONS], &mut found);
    judge(&site, found, &|path| (path == "content/page.md").then_some(length));
}

/// Any bytes as the body of an article, of questions, and of myths.
pub(crate) fn markdown(data: &[u8]) {
    let body = String::from_utf8_lossy(data);
    let pages = [
        ("content/page.md", format!("{}{body}", FRONT.replace("faq", "article"))),
        ("content/questions.md", format!("{FRONT}{body}")),
        ("content/myths.md", format!("{}{body}", FRONT.replace("faq", "myths"))),
    ];
    let mut found = Vec::new();
    let site = linked(&pages, [CLAIMS, GLOSSARY, CITATIONS], &mut found);
    let lengths = pages.map(|(path, text)| (path, text.len()));
    judge(&site, found, &move |path| lengths.iter().find(|(known, _)| *known == path).map(|(_, length)| *length));
}

/// Any bytes as each of the three reference files: the first byte says which.
pub(crate) fn references(data: &[u8]) {
    let (first, rest) = data.split_first().unwrap_or((&0, data));
    let text = String::from_utf8_lossy(rest).into_owned();
    let mut texts = [CLAIMS, GLOSSARY, CITATIONS];
    let which = usize::from(first % 3);
    texts[which] = &text;
    let path = ["content/claims.yaml", "content/glossary.yaml", "content/sources.yaml"][which];
    let body = "Wait [](claim:c) or [24 in 100](claim:c), the [](term:t).\n\n![24 in 100](claim:c)\n";
    let mut found = Vec::new();
    let site = linked(&[("content/page.md", format!("{FRONT}{body}"))], texts, &mut found);
    judge(&site, found, &|known| (known == path).then_some(text.len()));
}

/// Any text as every kind of address: what is taken for one leads into the site, or where it says.
pub(crate) fn addresses(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let is_inside = |path: &str| path.split('/').all(|part| !["", ".", ".."].contains(&part)) && !path.contains('\\');
    let slug = Slug::from_words(&text);
    assert_eq!(Slug::parse(slug.as_str()).as_ref(), Ok(&slug), "what is made of words is a slug");
    assert!(is_inside(slug.as_str()) && slug.as_str().len() < 200, "{slug}");
    if let Ok(alias) = Address::parse_alias(&text) {
        assert!(is_inside(&alias.output_path()), "{alias}");
        let from = Address::page(["a", "b"]);
        let link = alias.from(&from, false);
        assert!(!link.contains(':') && !link.starts_with('/'), "{link}");
        assert!(alias.absolute(BASE).starts_with(BASE));
        assert!(!alias.collision_key().is_empty());
    }
    for folder in ["", "a", "a/b"] {
        if let Some(path) = resolve_path(folder, &text) {
            assert!(path.is_empty() || path.split('/').all(|part| !["", ".", ".."].contains(&part)), "{path}");
        }
    }
    match Target::parse(&text) {
        Target::External(address) => {
            let lower = address.to_ascii_lowercase();
            assert!(["https://", "http://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme)), "{address}");
            assert!(!address.contains(|c: char| c.is_control() || c == '\\'), "{address:?}");
        }
        Target::File { path, .. } => assert!(!text.trim().starts_with("//"), "{path}"),
        _ => {}
    }
}

/// Any bytes as the pieces of a small site on disk, between null bytes; an odd first byte makes names hostile as well.
pub(crate) fn site(data: &[u8]) {
    let (first, rest) = data.split_first().unwrap_or((&0, data));
    let mut pieces: Vec<String> =
        rest.split(|byte| *byte == 0).map(|p| String::from_utf8_lossy(p).into_owned()).collect();
    pieces.truncate(200);
    let faults = site_of(&pieces, first % 2 == 1).1;
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The pages of a site that is made from some pieces and read from disk, and what is wrong. Its pages are judged whether
/// it has errors or not: what is never to happen must not depend on a check that a clinic can switch off.
pub(crate) fn site_of(pieces: &[String], wild: bool) -> (usize, Vec<String>) {
    let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).expect("a folder");
    let root = folder.path().join("site");
    let mut index = 0;
    let mut next = || {
        index += 1;
        pieces[index % pieces.len()].clone()
    };
    hostile::lay(&root, &hostile::site(&mut next, wild));
    let compiled = carepress::build::compile(&root, options()).expect("the folder can be read");
    let mut found = misplaced(&compiled.diagnostics, &|path| length_in(&root, path));
    let Some(plan) = compiled.plan else { return (0, found) };
    found.extend(written(&plan.site, &plan.theme, &plan.register, &plan.pages));
    (plan.pages.len(), found)
}

fn length_in(root: &Path, path: &str) -> Option<usize> {
    fs::read(root.join(path)).ok().map(|bytes| String::from_utf8_lossy(&bytes).len())
}
