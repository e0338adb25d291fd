//! What results rest on, and which of them have to be found anew.

use std::sync::Arc;

use rayon::prelude::*;

use super::session::{Kept, Surroundings};
use super::{Examined, Memory};
use crate::base::diagnostic::{Diagnostic, Severity};
use crate::base::digest::{Digest, Parts};
use crate::check;
use crate::content::config::Options;
use crate::disk::source::Sources;
use crate::site::{ArticleId, Site};

/// Digests of all that reading, and all that examining an article rests on besides its own file and other articles. The
/// day is no part of the first: it changes no file.
#[must_use]
pub fn foundations(sources: &Sources, options: Options) -> (Digest, Digest) {
    let Options { today, drafts, portable } = options;
    let mut parts = Parts::default();
    for text in std::iter::once(&sources.settings).chain(&sources.words) {
        parts.add(&text.path);
        parts.add(&text.text);
    }
    let of_reading = parts.digest();
    parts.add(format!("{today} {drafts} {portable}"));
    let references = &sources.references;
    for text in [&references.claims, &references.glossary, &references.citations] {
        parts.add(&text.text);
    }
    for asset in &*sources.assets {
        parts.add(&asset.path);
        parts.add(&asset.address);
        parts.add(format!("{:?} {}", asset.size, asset.length));
        if let Some(smaller) = &asset.smaller {
            parts.add(format!("{} {}", smaller.address, smaller.width));
        }
    }
    (of_reading, parts.digest())
}

impl Memory {
    /// Examines every article that is not as it was when it was examined last. Gives a digest of what all articles show to
    /// each other, and of all that they rest on but for the theme.
    pub fn examine(&mut self, kept: &mut Kept, site: &Arc<Site>) -> Digest {
        // Where nothing is known yet, everything has to be examined, whatever it rests on. Each body is then read while it
        // is examined, and not before that, to see what it shows to others.
        let is_new = self.articles.iter().all(|known| known.examined.is_none());
        let everything = || site.ids().collect::<Vec<_>>();
        let found_by = |kept: &mut Kept, ids: &[ArticleId]| match ids {
            // The lists of words take a while to make.
            [] => Vec::new(),
            ids => check::articles(site, kept.word_lists(site), ids),
        };
        let found = is_new.then(|| found_by(kept, &everything()));
        let faces: Vec<Digest> = self.articles.par_iter().map(|known| known.face(site)).collect();
        let (names, asked) = kept.rest_as_before(site, &faces).unwrap_or_else(|| {
            let names = names_of(site);
            kept.surroundings = Surroundings { names: Some(names), ..Surroundings::default() };
            (names, everything())
        });
        let asked = if is_new { everything() } else { asked };
        let rests_on = kept.examining_rests_on;
        let key = |id: &ArticleId| {
            let known = &self.articles[id.0];
            let key = Digest::all([rests_on, known.text, site.surroundings(*id, &faces)]);
            let is_known = |examined: &Examined| examined.key == with_names(key, names, &examined.problems);
            (!known.examined.as_ref().is_some_and(is_known)).then_some((*id, key))
        };
        let changed: Vec<(ArticleId, Digest)> = asked.par_iter().filter_map(key).collect();
        let ids: Vec<ArticleId> = changed.iter().map(|(id, _)| *id).collect();
        let found = found.unwrap_or_else(|| found_by(kept, &ids));
        for ((id, key), (problems, facts)) in changed.into_iter().zip(found) {
            let key = with_names(key, names, &problems);
            self.articles[id.0].examined = Some(Examined { key, problems, facts: Arc::new(facts), published: false });
        }
        let shown = Digest::all(std::iter::once(rests_on).chain(faces.iter().copied()));
        kept.surroundings.faces = faces;
        kept.site = Some(Arc::clone(site));
        shown
    }
}

impl Kept {
    /// A digest of the names of all articles, as long as they are what they were, and the articles for which anything else
    /// may have changed. None where anything may have changed for all.
    fn rest_as_before(&mut self, site: &Arc<Site>, faces: &[Digest]) -> Option<(Digest, Vec<ArticleId>)> {
        let (names, before) = (self.surroundings.names?, self.site.as_ref()?);
        if !site.is_linked_as(before) {
            return None;
        }
        let changed: Vec<ArticleId> = site.changed_since(before).collect();
        let name = |site: &Site, id: ArticleId| (site[id].front.aliases.clone(), site.is_guide(id));
        if changed.iter().any(|id| name(site, *id) != name(before, *id)) {
            return None;
        }
        let Surroundings { faces: old_faces, shown, .. } = &mut self.surroundings;
        let has_new_face = |id: &ArticleId| faces[id.0] != old_faces[id.0];
        for id in &changed {
            if let Some(shown) = shown.get_mut(id.0) {
                *shown = site.shown_by(*id);
            }
        }
        if !changed.iter().any(has_new_face) {
            return Some((names, changed));
        }
        if shown.is_empty() {
            let all = 0..faces.len();
            *shown = all.into_par_iter().map(|index| site.shown_by(ArticleId(index))).collect();
        }
        let (mut is_changed, mut is_new) = (vec![false; faces.len()], vec![false; faces.len()]);
        for id in &changed {
            is_changed[id.0] = true;
            is_new[id.0] = has_new_face(id);
        }
        let is_asked = |id: &ArticleId| is_changed[id.0] || shown[id.0].iter().any(|other| is_new[other.0]);
        Some((names, site.ids().filter(is_asked).collect()))
    }
}

/// Of what an article may be called by, for all articles: its path, its old addresses, and whether it is a guide.
fn names_of(site: &Site) -> Digest {
    let mut parts = Parts::default();
    for id in site.ids() {
        parts.add(site[id].path());
        site[id].front.aliases.iter().for_each(|alias| parts.add(alias));
        parts.add([u8::from(site.is_guide(id))]);
    }
    parts.digest()
}

/// The key of an article on which some problems were found. Only an error says what was probably meant by a name that
/// leads nowhere, and so rests on all the names that there are.
fn with_names(key: Digest, names: Digest, problems: &[Diagnostic]) -> Digest {
    let has_errors = problems.iter().any(|problem| problem.severity == Severity::Error);
    if has_errors { Digest::all([key, names]) } else { key }
}
