//! The checks: every kind of problem that carepress knows, one file each.
//!
//! To add a check: one file in `check/rules/`, one line in [`CHECKS`], one folder of fixtures in `tests/check/`. A
//! file's own documentation is the manual page that `carepress explain CODE` prints.

use std::cell::LazyCell;
use std::collections::{BTreeMap, HashMap};

use foldhash::fast::FixedState;
use rayon::prelude::*;

use crate::base::diagnostic::{Code, Diagnostic, Severity, Text, code, suggest};
use crate::base::yaml::{self, Step};
use crate::content::article::Article;
use crate::content::config::Level;
use crate::disk::source::Asset;
use crate::site::reading::facts::{self, Facts};
use crate::site::{ArticleId, Site, reading};

/// One kind of problem.
#[derive(Debug)]
pub struct Check {
    /// Its name, with its weight unless the site's settings say otherwise.
    pub code: Code,
    /// Its manual page: this file's documentation.
    pub source: &'static str,
    /// How it is found.
    pub run: Run,
}

/// How a problem is found.
#[derive(Debug, Clone, Copy)]
pub enum Run {
    /// While files are read, or by [`crate::check::waiver`]: there is nothing left to do here.
    Reading,
    /// Article by article, if the whole front matter could be read: half of it would report false gaps.
    FrontMatter(fn(&Subject<'_>) -> Vec<Diagnostic>),
    /// Article by article.
    Article(fn(&Subject<'_>) -> Vec<Diagnostic>),
    /// File by file beside the articles, with a message and a help: reported at each page that shows the file.
    File(fn(&Site, &Asset) -> Option<(String, &'static str)>),
    /// Over what the site has beside its articles.
    Given(fn(&Site) -> Vec<Diagnostic>),
    /// Over the whole site at once.
    Site(fn(&Site) -> Vec<Diagnostic>),
    /// Page by page, as they are written to the site.
    Page(fn(&WrittenPage<'_>) -> Vec<Diagnostic>),
}

/// Pictures that are beside the articles.
fn pictures(site: &Site) -> impl Iterator<Item = &Asset> {
    site.assets.iter().filter(|asset| asset.path.starts_with("content/") && asset.is_picture())
}

mod blanks;
mod files;
mod fixes;
mod heading_marks;
mod link_slips;
mod marks;
mod numbers;
mod phrases;
mod rows;
mod rules;
mod subject;
pub(crate) mod waiver;
mod word_lists;

pub use rules::CHECKS;
pub(crate) use rules::MENDED_BY_REVIEW;
pub(crate) use rules::TO_FILL_IN;
use subject::links_and_images;
pub use subject::{Subject, WrittenPage};
use word_lists::Lists;

/// A check by its code.
#[must_use]
pub fn find(code: &str) -> Option<&'static Check> {
    place(code).map(|place| &CHECKS[place])
}

/// The place of a check among all, by its code.
#[must_use]
pub fn place(code: &str) -> Option<usize> {
    CHECKS.binary_search_by(|check| check.code.as_str().cmp(code)).ok()
}

impl Check {
    /// Whether a page may waive it. An error (unless the site says otherwise) can do harm, and is never waived.
    #[must_use]
    pub fn can_be_waived(&self) -> bool {
        self.code.severity() == Severity::Warning && !rules::OF_WAIVERS.contains(&self.code)
    }

    /// Whether a page may allow some words that it finds, by naming them: a banned word may have another sense.
    #[must_use]
    pub fn lets_words_through(&self) -> bool {
        self.code == rules::BANNED_PHRASE
    }

    /// Whether a site may give it another severity. Errors found while files are read leave no page to show.
    #[must_use]
    pub fn can_be_set(&self) -> bool {
        !matches!(self.run, Run::Reading) || self.code.severity() != Severity::Error
    }

    /// Its manual page. Examples stand between fences in the file, so that no tool takes them for Rust, and are indented
    /// here.
    #[must_use]
    pub fn manual(&self) -> String {
        let mut manual = String::with_capacity(self.source.len());
        let mut is_example = false;
        for line in self.source.lines().map_while(|line| line.strip_prefix("//!")) {
            let line = line.strip_prefix(' ').unwrap_or(line);
            if matches!(line, "```text" | "```") {
                is_example = !is_example;
                continue;
            }
            let indent = if is_example && !line.is_empty() { "    " } else { "" };
            manual.extend([indent, line, "\n"]);
        }
        manual
    }
}

/// Checks some articles, in parallel, and counts what is on each while its body is at hand.
#[must_use]
pub fn articles(site: &Site, lists: &WordLists, ids: &[ArticleId]) -> Vec<(Vec<Diagnostic>, Facts)> {
    ids.par_iter().map(|id| examine(site, &lists.0, *id, &site[*id])).collect()
}

/// The lists of words that checks look for, in all languages of a site, with its glossary.
#[derive(Debug)]
pub struct WordLists(BTreeMap<String, Lists>);

impl WordLists {
    /// The lists of a site.
    #[must_use]
    pub fn of(site: &Site) -> Self {
        Self(Lists::of_site(site))
    }
}

/// Checks what the site has beside its articles.
#[must_use]
pub fn given(site: &Site) -> Vec<Diagnostic> {
    let runs = CHECKS.par_iter().filter_map(|check| if let Run::Given(run) = check.run { Some(run) } else { None });
    runs.flat_map_iter(|run| run(site)).collect()
}

/// Checks the site as a whole.
#[must_use]
pub fn whole(site: &Site) -> Vec<Diagnostic> {
    let runs = CHECKS.par_iter().filter_map(|check| if let Run::Site(run) = check.run { Some(run) } else { None });
    runs.flat_map_iter(|run| run(site)).chain(files::shown_nowhere(site)).collect()
}

/// Checks one article, and counts what is on it. Its problems are sorted already, and take no more memory than they need:
/// those of all articles are kept, and sorted together.
fn examine(site: &Site, lists: &BTreeMap<String, Lists>, id: ArticleId, article: &Article) -> (Vec<Diagnostic>, Facts) {
    let document = article.document(site.words_of(article));
    let lists = &lists[&article.place.language];
    let reading = reading::read(site, article, &document, &lists.vocabulary);
    let (links, images) = links_and_images(site, article, &document);
    let marks = marks::find(site, article, &document, lists);
    let (document, reading, links, images, marks) = (&document, &reading, &links[..], &images[..], &marks[..]);
    let subject = Subject { site, id, article, document, links, images, marks, lists, reading };
    let mut found = Vec::new();
    for check in CHECKS {
        match check.run {
            Run::FrontMatter(run) if article.front_is_whole => found.extend(run(&subject)),
            Run::Article(run) => found.extend(run(&subject)),
            Run::File(run) => found.extend(files::shown_on(&subject, check.code, run)),
            Run::FrontMatter(_) | Run::Given(_) | Run::Site(_) | Run::Page(_) | Run::Reading => {}
        }
    }
    found.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    found.shrink_to_fit();
    (found, facts::of(site, article, document, reading))
}

/// Checks an article that is not on the site as if it were in the place of one that is.
#[must_use]
pub(crate) fn check_instead(site: &Site, of: ArticleId, article: &Article) -> (Vec<Diagnostic>, Facts) {
    let (found, facts) = examine(site, &Lists::of_site(site), of, article);
    (found.into_iter().filter_map(|diagnostic| weight(site, diagnostic)).collect(), facts)
}

/// Checks a page as it is written.
#[must_use]
pub(crate) fn check_written(page: &WrittenPage<'_>) -> Vec<Diagnostic> {
    let runs = CHECKS.iter().filter_map(|check| if let Run::Page(run) = check.run { Some(run) } else { None });
    runs.flat_map(|run| run(page)).filter_map(|diagnostic| weight(page.site, diagnostic)).collect()
}

/// Bytes of the site's stylesheet, compressed as a server would.
#[must_use]
pub(crate) fn stylesheet_bytes(site: &Site) -> usize {
    let stylesheet = site.assets.iter().find(|asset| asset.path == "static/style.css");
    let bytes = stylesheet.and_then(Asset::held);
    bytes.map_or(0, |bytes| rules::compressed(bytes, flate2::Compression::default()))
}

/// The level of a check on this site.
fn level(site: &Site, check: &Check) -> Level {
    let usual = match check.code.severity() {
        Severity::Error => Level::Error,
        Severity::Warning => Level::Warning,
    };
    site.config.checks.get(check.code.as_str()).copied().unwrap_or(usual)
}

/// Gives a problem its severity on this site; `None` if its check is switched off.
fn weight(site: &Site, diagnostic: Diagnostic) -> Option<Diagnostic> {
    let level = find(diagnostic.code.as_str()).map(|check| level(site, check));
    weighed(diagnostic, level)
}

/// Gives a problem the severity of a level; `None` if its check is switched off.
fn weighed(diagnostic: Diagnostic, level: Option<Level>) -> Option<Diagnostic> {
    let severity = match level {
        Some(Level::Off) => return None,
        Some(Level::Error) => Severity::Error,
        Some(Level::Warning) => Severity::Warning,
        None => diagnostic.severity,
    };
    Some(Diagnostic { severity, ..diagnostic })
}

/// Gives every problem its severity on this site, leaves out those that are switched off, and sorts them in the order in
/// which an editor works through them.
#[must_use]
pub(crate) fn weigh(site: &Site, settings: &Text, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    // There may be very many problems, but there are few checks.
    let by_code: HashMap<Code, Level, FixedState> =
        CHECKS.iter().map(|check| (check.code, level(site, check))).collect();
    let mut all = Vec::with_capacity(found.len());
    for diagnostic in found {
        let level = by_code.get(&diagnostic.code).copied();
        all.extend(weighed(diagnostic, level));
    }
    all.extend(setting_problems(site, settings));
    all.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    all.dedup();
    all
}

/// The problems of the levels that the site's settings give to checks.
fn setting_problems(site: &Site, settings: &Text) -> Vec<Diagnostic> {
    let places = LazyCell::new(|| yaml::Places::of(&settings.text));
    let mut found = Vec::new();
    for (code, level) in &site.config.checks {
        let check = find(code);
        if check.is_some_and(|check| check.can_be_set() || *level == Level::Error) {
            continue;
        }
        let place = places.locate(&[Step::Key("checks"), Step::Name(code)]);
        found.push(if check.is_some() {
            let message = format!("`{code}` can't be changed: without it there is no page to show");
            Diagnostic::new(code::BAD_VALUE, message).at(settings.at(place)).help("take the line out")
        } else {
            Diagnostic::new(code::UNKNOWN_VALUE, format!("`{code}` is not a check"))
                .at(settings.at(place.clone()))
                .help(suggest(code, CHECKS.iter().map(|check| check.code.as_str()), "checks"))
                .fix(fixes::of_setting(settings, place, code))
        });
    }
    found
}
