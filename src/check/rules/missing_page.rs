//! A page that every site needs, and that is missing: a language's home page, the main guide, the page that names a
//! folder, or the help page, if `site.yaml` names one. With a first or last day of its own, such a page would be missing on
//! other days.
//!
//! Why it matters: the home page and the guide are where readers begin. A folder is a section, and a section needs a
//! name.
//!
//! Example: `content/children/sleep.md` without `content/children/index.md`.
//!
//! Instead, write the file that the message names.
//!
//! Source: the carepress manual, The content model (`docs/manual/content-model.md`).

use std::collections::BTreeSet;

use super::Run;
use crate::base::diagnostic::Code;

pub(super) const CODE: Code = Code::error("missing-page");
pub(super) const RUN: Run = Run::Site(run);

use crate::base::address::folder_of;
use crate::base::diagnostic::{Diagnostic, Location, suggest};
use crate::site::Site;

fn run(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    found.extend(main_guide(site));
    found.extend(help_page(site));
    found.extend(home_pages(site));
    found.extend(days(site));
    found.extend(folders(site));
    found
}

/// A main guide that is not there, or is no guide.
fn main_guide(site: &Site) -> Option<Diagnostic> {
    let guide = &site.config.guide;
    let Some(id) = site.article(guide) else {
        let guides = site.ids().filter(|id| site.is_guide(*id)).map(|id| site[id].path());
        return Some(
            Diagnostic::new(CODE, format!("there is no main guide content/{guide}"))
                .at(site.config.guide_place.clone())
                .help(suggest(guide, guides, "guides")),
        );
    };
    (!site.is_guide(id)).then(|| {
        Diagnostic::new(CODE, format!("the main guide, content/{guide}, is not of kind `guide`"))
            .at(site[id].field(&[crate::base::yaml::Step::Key("kind")]))
            .help("set `kind: guide`, or name another file under `guide:` in site.yaml")
    })
}

fn help_page(site: &Site) -> Option<Diagnostic> {
    let help = site.config.help.as_ref().filter(|path| site.article(path).is_none())?;
    Some(
        Diagnostic::new(CODE, format!("there is no help page content/{help}"))
            .at(site.config.help_place.clone())
            .help(site.known().articles.suggest(help, "articles")),
    )
}

/// Languages without a home page.
fn home_pages(site: &Site) -> impl Iterator<Item = Diagnostic> {
    let languages = site.config.languages.iter().filter(|language| site.home(language).is_none());
    languages.map(|language| {
        let folder = site.prefix(language);
        let path = if folder.is_empty() { "content/index.md".to_owned() } else { format!("content/{folder}/index.md") };
        Diagnostic::new(CODE, format!("the language `{language}` has no home page"))
            .at(Location::file(&path))
            .help(format!("write {path}: who the site is for, in a few words"))
    })
}

/// Days on which a page would come or go that is always there.
fn days(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for id in site.ids().filter(|id| site.always_stands(&site[*id])) {
        let front = &site[id].front;
        for (name, day) in [("publish_on", front.publish_on), ("expires_on", front.expires_on)] {
            if day.is_some() {
                found.push(
                    Diagnostic::new(CODE, format!("a home page, the main guide or the help page can't have `{name}`"))
                        .at(site[id].field(&[crate::base::yaml::Step::Key(name)]))
                        .help("take the line out: every page of the site leads here, on every day"),
                );
            }
        }
    }
    found
}

/// Folders without a page that names them, each at its first article.
fn folders(site: &Site) -> Vec<Diagnostic> {
    let mut reported = BTreeSet::new();
    let mut found = Vec::new();
    for id in site.ids() {
        let place = &site[id].place;
        if place.folder.is_empty() || place.is_index() || site.section_of(id).is_some() {
            continue;
        }
        let folder = folder_of(&site[id].source.path);
        if reported.insert(folder) {
            found.push(
                Diagnostic::new(CODE, format!("the folder {folder} has no page that names it"))
                    .at(Location::file(&site[id].source.path))
                    .help(format!("write {folder}/index.md, with the section's title and summary")),
            );
        }
    }
    found
}
