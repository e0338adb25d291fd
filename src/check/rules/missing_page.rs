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
    let guides = site.ids().filter(|id| site.is_guide(*id)).map(|id| site[id].path());
    let guide = &site.config.guide;
    match site.article(guide) {
        None => found.push(
            Diagnostic::new(CODE, format!("there is no main guide content/{guide}"))
                .at(site.config.guide_place.clone())
                .help(suggest(guide, guides, "guides")),
        ),
        Some(id) if !site.is_guide(id) => found.push(
            Diagnostic::new(CODE, format!("the main guide, content/{guide}, is not of kind `guide`"))
                .at(site[id].field(&[crate::base::yaml::Step::Key("kind")]))
                .help("set `kind: guide`, or name another file under `guide:` in site.yaml"),
        ),
        Some(_) => {}
    }
    if let Some(help) = site.config.help.as_ref().filter(|path| site.article(path).is_none()) {
        found.push(
            Diagnostic::new(CODE, format!("there is no help page content/{help}"))
                .at(site.config.help_place.clone())
                .help(site.known().articles.suggest(help, "articles")),
        );
    }
    for language in site.config.languages.iter().filter(|language| site.home(language).is_none()) {
        let folder = site.prefix(language);
        let path = if folder.is_empty() { "content/index.md".to_owned() } else { format!("content/{folder}/index.md") };
        found.push(
            Diagnostic::new(CODE, format!("the language `{language}` has no home page"))
                .at(Location::file(&path))
                .help(format!("write {path}: who the site is for, in a few words")),
        );
    }
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
    let mut reported = BTreeSet::new();
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
