//! What results rest on, and which of them have to be found anew.

use rayon::prelude::*;

use super::{Examined, Known};
use crate::check;
use crate::config::Options;
use crate::digest::{Digest, Parts};
use crate::site::{ArticleId, Site};
use crate::source::Sources;

/// Digests of all that reading, and all that examining and rendering an article rests on besides its own file, other
/// articles and the theme. The day is no part of the first: it changes no file.
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
    for asset in &sources.assets {
        parts.add(&asset.path);
        parts.add(&asset.address);
        parts.add(format!("{:?} {}", asset.size, asset.length));
    }
    // What was probably meant by a path that leads nowhere depends on all there are.
    sources.articles.iter().for_each(|article| parts.add(&article.path));
    (of_reading, parts.digest())
}

/// Examines every article that is not as it was when it was examined last. Tells of each whether its pages are published
/// as they would be rendered now.
#[must_use]
pub fn examine(site: &Site, known: &mut [Known], rests_on: Digest) -> Vec<bool> {
    let faces: Vec<Digest> = known.iter().map(|known| known.face).collect();
    // Where a link leads nowhere, an old address of any article may be what was meant.
    let mut aliases = Parts::default();
    known.iter().flat_map(|known| &known.article.front.aliases).for_each(|alias| aliases.add(alias));
    let rests_on = Digest::all([rests_on, aliases.digest()]);
    let key =
        |index: usize, known: &Known| Digest::all([rests_on, known.text, site.surroundings(ArticleId(index), &faces)]);
    let keys: Vec<Digest> = known.par_iter().enumerate().map(|(index, known)| key(index, known)).collect();
    let is_known = |id: &ArticleId| known[id.0].examined.as_ref().is_some_and(|examined| examined.key == keys[id.0]);
    let changed: Vec<ArticleId> = site.ids().filter(|id| !is_known(id)).collect();
    for (id, (problems, facts)) in changed.iter().zip(check::articles(site, &changed)) {
        known[id.0].examined = Some(Examined { key: keys[id.0], problems, facts, published: false });
    }
    known.iter().map(|known| known.examined.as_ref().is_some_and(|examined| examined.published)).collect()
}
