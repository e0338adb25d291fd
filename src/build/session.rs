//! One compile, step by step: what it takes from the cache, and what it leaves there for the next.

use std::sync::Arc;

use super::cache::{Cache, CachedSite};
use crate::base::diagnostic::{Diagnostic, Text};
use crate::base::digest::Digest;
use crate::content::config::Options;
use crate::disk::source::Sources;
use crate::render::Theme;
use crate::site::Site;
use crate::site::page::Page;
use crate::site::reading::facts::Facts;

/// A compile under way.
pub(super) struct Session<'c> {
    cache: &'c mut Cache,
    whole: CachedSite,
    /// Whether each article is at the path where it was in the last compile.
    are_in_place: bool,
}

/// Which pages need not be rendered again.
#[derive(Debug)]
pub struct Unchanged {
    /// Of each article, whether its pages are published as they would be rendered now.
    pub articles: Vec<bool>,
    /// Digests of all that the other pages show: first of those that list articles, then of the register as well.
    pub shown: [Digest; 2],
}

impl<'c> Session<'c> {
    /// Takes what the last compile left, as far as it still holds, or reads what the site is given beside its articles.
    ///
    /// # Errors
    /// When the settings can't be read: what is wrong with them.
    pub(super) fn open(cache: &'c mut Cache, sources: &Sources, options: Options) -> Result<Self, Vec<Diagnostic>> {
        let whole = match cache.take_site(sources, options) {
            Some(whole) => whole,
            None => CachedSite::read(sources, options)?,
        };
        Ok(Self { cache, whole, are_in_place: false })
    }

    /// Parses the articles that changed.
    pub(super) fn parse(&mut self, articles: Vec<Text>) {
        self.are_in_place = self.cache.parse(articles, self.whole.inputs.parsing, &self.whole.given.config);
    }

    /// The linked site.
    pub(super) fn link(&mut self) -> Arc<Site> {
        self.whole.link(self.cache.articles(), self.are_in_place)
    }

    /// The pages of a site, and what is wrong with their addresses.
    pub(super) fn lay_out(&mut self, site: &Site) -> (Arc<Vec<Page>>, Vec<Diagnostic>) {
        self.whole.lay_out(site)
    }

    /// The theme with the site's own templates, and what is wrong with them.
    pub(super) fn load_theme(&mut self, site: &Site, templates: Vec<Text>) -> (Arc<Theme>, Vec<Diagnostic>) {
        self.whole.load_theme(site, templates)
    }

    /// Checks the articles that changed, and the site as a whole. Adds everything that is wrong to what was found before.
    pub(super) fn check(&mut self, site: &Arc<Site>, mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        self.cache.check(&mut self.whole, site);
        // There may be many, and room that is made for all at once is no more than they need.
        found.reserve(self.whole.problems.len() + self.cache.problems().count());
        found.extend(self.whole.problems.iter().chain(self.cache.problems()).cloned());
        found.extend(self.whole.check_whole(site));
        found
    }

    /// What was counted in each article, in the order of their paths.
    pub(super) fn facts(&self) -> Vec<Arc<Facts>> {
        let checked = self.cache.articles().iter().filter_map(|cached| cached.checked.as_ref());
        checked.map(|checked| Arc::clone(&checked.facts)).collect()
    }

    /// Leaves what was made to the next compile, and says which pages need not be rendered again with this theme.
    pub(super) fn close(self, theme: &Theme) -> Unchanged {
        let lists = Digest::all([self.whole.shown(), theme.digest()]);
        // What is in the register follows from each article's text and all other inputs of checking it.
        let keys = self.cache.articles().iter().filter_map(|cached| Some(cached.checked.as_ref()?.key));
        let shown = [lists, Digest::all(std::iter::once(lists).chain(keys))];
        let articles = self.cache.unchanged(theme.digest());
        self.cache.keep_site(self.whole);
        Unchanged { articles, shown }
    }
}
