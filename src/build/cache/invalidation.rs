//! What results depend on, and which of them have to be worked out afresh.

use std::sync::Arc;

use rayon::prelude::*;

use super::{Cache, CachedArticle, CachedSite, CheckedArticle};
use crate::base::diagnostic::{Diagnostic, Severity};
use crate::base::digest::{Digest, Parts};
use crate::check;
use crate::content::config::Options;
use crate::disk::source::Sources;
use crate::site::reading::facts::Facts;
use crate::site::{ArticleId, Site};

/// Digests of all inputs besides an article's own file and other articles.
#[derive(Debug, Clone, Copy)]
pub(in crate::build) struct Inputs {
    /// Those of parsing. The day is not among them: it changes no file.
    pub(in crate::build) parsing: Digest,
    /// Those of checking.
    pub(in crate::build) checking: Digest,
}

impl Inputs {
    pub(in crate::build) fn of(sources: &Sources, options: Options) -> Self {
        let Options { today, drafts, portable } = options;
        let mut parts = Parts::default();
        for text in std::iter::once(&sources.settings).chain(&sources.words) {
            parts.add(&text.path);
            parts.add(&text.text);
        }
        let parsing = parts.digest();
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
        Self { parsing, checking: parts.digest() }
    }
}

/// What articles of the last site depended on.
#[derive(Debug, Default)]
pub(in crate::build) struct Dependencies {
    /// Digest of the names of all articles, where they were checked.
    names: Option<Digest>,
    /// What others could see of each.
    interfaces: Vec<Digest>,
    /// The articles that each article's pages show something of; empty until somebody asks.
    shown: Vec<Vec<ArticleId>>,
}

impl Cache {
    /// Checks every article that is not as it was when it was checked last.
    pub(in crate::build) fn check(&mut self, whole: &mut CachedSite, site: &Arc<Site>) {
        // Where nothing is cached yet, everything has to be checked, whatever it depends on. Each body is then read while
        // it is checked, and not before that, to see what it shows to others.
        let is_new = self.articles.iter().all(|cached| cached.checked.is_none());
        let everything: Vec<ArticleId> = site.ids().collect();
        let found = is_new.then(|| check::articles(site, whole.word_lists(site), &everything));
        let interfaces: Vec<Digest> = self.articles.par_iter().map(|cached| cached.interface(site)).collect();
        let (names, asked) = whole.unchanged_since(site, &interfaces).unwrap_or_else(|| {
            let names = names_of(site);
            whole.dependencies = Dependencies { names: Some(names), ..Dependencies::default() };
            (names, everything.clone())
        });
        let asked = if is_new { everything } else { asked };
        let inputs = whole.inputs.checking;
        let stale = self.stale(site, &asked, inputs, &interfaces, names);
        let found = found.unwrap_or_else(|| whole.check_articles(site, &stale));
        for ((id, key), (problems, facts)) in stale.into_iter().zip(found) {
            let key = with_names(key, names, &problems);
            self.articles[id.0].checked =
                Some(CheckedArticle { key, problems, facts: Arc::new(facts), published: false });
        }
        whole.dependencies.interfaces = interfaces;
        whole.site = Some(Arc::clone(site));
    }

    /// Of the articles that may have changed, those that were not checked as they are now, with their keys.
    fn stale(
        &self,
        site: &Site,
        asked: &[ArticleId],
        inputs: Digest,
        interfaces: &[Digest],
        names: Digest,
    ) -> Vec<(ArticleId, Digest)> {
        let with_keys = asked
            .par_iter()
            .map(|id| (*id, Digest::all([inputs, self.articles[id.0].text, site.dependencies(*id, interfaces)])));
        with_keys.filter(|(id, key)| !self.articles[id.0].is_checked_with(*key, names)).collect()
    }
}

impl CachedSite {
    /// Digest of what all articles show to each other, as they were checked last, and of all other inputs but for the
    /// theme.
    pub(in crate::build) fn shown(&self) -> Digest {
        let interfaces = self.dependencies.interfaces.iter().copied();
        Digest::all(std::iter::once(self.inputs.checking).chain(interfaces))
    }

    fn check_articles(&mut self, site: &Arc<Site>, stale: &[(ArticleId, Digest)]) -> Vec<(Vec<Diagnostic>, Facts)> {
        if stale.is_empty() {
            return Vec::new();
        }
        let ids: Vec<ArticleId> = stale.iter().map(|(id, _)| *id).collect();
        check::articles(site, self.word_lists(site), &ids)
    }

    /// A digest of the names of all articles, as long as they are what they were, and the articles for which anything else
    /// may have changed. None where anything may have changed for all.
    fn unchanged_since(&mut self, site: &Arc<Site>, interfaces: &[Digest]) -> Option<(Digest, Vec<ArticleId>)> {
        let (names, before) = (self.dependencies.names?, self.site.as_ref()?);
        if !site.is_linked_as(before) {
            return None;
        }
        let changed: Vec<ArticleId> = site.changed_since(before).collect();
        if changed.iter().any(|id| {
            site[*id].front.aliases != before[*id].front.aliases || site.is_guide(*id) != before.is_guide(*id)
        }) {
            return None;
        }
        Some((names, self.dependencies.affected_by(&changed, site, interfaces)))
    }
}

impl Dependencies {
    /// The articles that changed, and those that show something of one whose interface changed.
    fn affected_by(&mut self, changed: &[ArticleId], site: &Site, interfaces: &[Digest]) -> Vec<ArticleId> {
        for id in changed {
            if let Some(shown) = self.shown.get_mut(id.0) {
                *shown = site.shown_by(*id);
            }
        }
        let (mut is_changed, mut is_new) = (vec![false; interfaces.len()], vec![false; interfaces.len()]);
        for id in changed {
            is_changed[id.0] = true;
            is_new[id.0] = interfaces[id.0] != self.interfaces[id.0];
        }
        if !is_new.contains(&true) {
            return changed.to_vec();
        }
        if self.shown.is_empty() {
            let all = 0..interfaces.len();
            self.shown = all.into_par_iter().map(|index| site.shown_by(ArticleId(index))).collect();
        }
        site.ids().filter(|id| is_changed[id.0] || self.shown[id.0].iter().any(|other| is_new[other.0])).collect()
    }
}

/// Digest of what each article may be called by: its path, its old addresses, and whether it is a guide.
fn names_of(site: &Site) -> Digest {
    let mut parts = Parts::default();
    for id in site.ids() {
        parts.add(site[id].path());
        site[id].front.aliases.iter().for_each(|alias| parts.add(alias));
        parts.add([u8::from(site.is_guide(id))]);
    }
    parts.digest()
}

impl CachedArticle {
    /// Whether the article was checked with the same inputs, and with these names where they mattered.
    fn is_checked_with(&self, key: Digest, names: Digest) -> bool {
        self.checked.as_ref().is_some_and(|checked| checked.key == with_names(key, names, &checked.problems))
    }
}

/// The key of an article on which some problems were found. Only an error says what was probably meant by a name that
/// leads nowhere, and so depends on all the names that there are.
fn with_names(key: Digest, names: Digest, problems: &[Diagnostic]) -> Digest {
    let has_errors = problems.iter().any(|problem| problem.severity == Severity::Error);
    if has_errors { Digest::all([key, names]) } else { key }
}
