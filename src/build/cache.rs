//! What earlier builds learned, so that it need not be worked out again.
//!
//! An article is parsed again when its file or an input of parsing has changed: the settings, and the locale of its
//! language. It is checked again when, beyond that, anything has changed that its pages show or ask of other articles
//! ([`Site::dependencies`](crate::site::Site::dependencies)), of claims, terms and citations, or of the day; and its pages
//! are rendered again when it is checked again, or when the templates have changed. Everything that comes from another run
//! of the program is compared by digests of whole texts, never by the time of a file. Within one run, what is the very
//! same in memory is the same, and is not even looked at (`cached_site`).
//!
//! The preview holds its cache while it runs; a build stores it beside the published site. Without one, everything is
//! worked out afresh, and the result is the same to the byte: `tests/testsuite/rebuild.rs` compares the two.

mod cached_site;
mod invalidation;
mod store;

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::base::diagnostic::{Diagnostic, Text};
use crate::base::digest::{Digest, Parts};
use crate::content::article::{self, Article};
use crate::content::config::{Config, Options};
use crate::disk::output::Seen;
use crate::disk::source::Sources;
use crate::site::Site;
use crate::site::reading::facts::Facts;
pub(super) use cached_site::CachedSite;
use store::Record;

/// What is known of each article, in the order of their paths, and of the site that was published.
#[derive(Debug, Default)]
pub struct Cache {
    articles: Vec<CachedArticle>,
    /// From a file, and not used yet. Boxed, because the table has room for more than there are.
    records: HashMap<String, Box<Record>>,
    /// The published site that it belongs to, as it was left.
    seen: Option<Seen>,
    /// The theme that its pages were rendered with.
    theme: Option<Digest>,
    /// What the pages show that are no article's, and what the register shows.
    shown: Option<[Digest; 2]>,
    /// What was parsed with, besides the files.
    inputs: Option<Digest>,
    /// What the compile before this one made of the site as a whole, in the same run.
    site: Option<CachedSite>,
}

/// What is known of an article.
#[derive(Debug, Clone)]
pub struct CachedArticle {
    /// Digest of its file and of all other inputs of parsing it.
    pub text: Digest,
    /// Digest of the parts that other articles can see; computed on first use.
    interface: OnceLock<Digest>,
    /// The article.
    pub article: Arc<Article>,
    /// What parsing its front matter found.
    pub problems: Vec<Diagnostic>,
    /// What was found beyond that.
    pub checked: Option<CheckedArticle>,
}

/// What checking an article found.
#[derive(Debug, Clone)]
pub struct CheckedArticle {
    /// Digest of the article and of all other inputs of checking and rendering it, but for the theme.
    pub key: Digest,
    /// Its problems.
    pub problems: Vec<Diagnostic>,
    /// What was counted in it.
    pub facts: Arc<Facts>,
    /// Whether its pages are on the published site as they would be rendered now by the theme of then, and no problem was
    /// found in them.
    pub published: bool,
}

impl Cache {
    /// Parses the articles that changed, and reuses the rest. `inputs` is a digest of all inputs of parsing besides the
    /// files. Tells whether there are articles at the same paths as the last time.
    pub(super) fn parse(&mut self, sources: Vec<Text>, inputs: Digest, config: &Config) -> bool {
        let parser = Parser { inputs, had_same_inputs: self.inputs.replace(inputs) == Some(inputs), config };
        let are_in_place = self.articles.len() == sources.len()
            && self.articles.par_iter().zip(&sources).all(|(cached, source)| cached.is_at_path_of(source));
        if are_in_place {
            self.articles.par_iter_mut().zip(sources).for_each(|(cached, source)| parser.renew(cached, source));
        } else {
            self.articles =
                parser.parse_all(std::mem::take(&mut self.articles), std::mem::take(&mut self.records), sources);
        }
        are_in_place
    }

    /// What the last compile made of the site as a whole, if it still holds.
    pub(super) fn take_site(&mut self, sources: &Sources, options: Options) -> Option<CachedSite> {
        self.site.take().filter(|site| site.still_holds(sources, options))
    }

    /// Keeps the site as a whole for the next compile.
    pub(super) fn keep_site(&mut self, site: CachedSite) {
        self.site = Some(site);
    }

    /// What is known of each article, in the order of their paths.
    #[must_use]
    pub(super) fn articles(&self) -> &[CachedArticle] {
        &self.articles
    }

    /// The problems of all articles, in the order of their paths.
    pub(super) fn problems(&self) -> impl Iterator<Item = &Diagnostic> {
        self.articles.iter().flat_map(|cached| {
            let of_body = cached.article.known_body().into_iter().flat_map(|body| &body.problems);
            let of_checks = cached.checked.iter().flat_map(|checked| &checked.problems);
            cached.problems.iter().chain(of_body).chain(of_checks)
        })
    }

    /// Of each article, whether its pages are published as they would be rendered now, with the theme of this digest.
    #[must_use]
    pub(super) fn unchanged(&self, theme: Digest) -> Vec<bool> {
        let is_same = self.theme == Some(theme);
        self.articles.iter().map(|cached| is_same && cached.is_published()).collect()
    }

    /// The published site whose pages are known, as it was left; given to whoever publishes the next one.
    #[must_use]
    pub fn seen(&self) -> Option<Seen> {
        self.seen.clone()
    }

    /// Whether the published pages that are no article's show just this.
    #[must_use]
    pub(super) fn has_shown(&self, digest: Digest) -> bool {
        self.shown.is_some_and(|shown| shown.contains(&digest))
    }

    /// Records that all pages were published, in a site that looks like this, and tells whether anything changed by that.
    /// Pages with problems are rendered again the next time, to find them again.
    pub(super) fn record_published(
        &mut self,
        seen: Seen,
        theme: Digest,
        shown: [Digest; 2],
        problems: &[Diagnostic],
    ) -> bool {
        let mut changed = self.seen.as_ref() != Some(&seen) || self.shown != Some(shown);
        self.seen = Some(seen);
        changed |= self.theme.replace(theme) != Some(theme);
        let places = problems.iter().filter_map(|problem| Some(problem.location.as_ref()?.path()));
        let with_problems: HashSet<&str> = places.collect();
        self.shown = with_problems.iter().all(|path| self.has_article(path)).then_some(shown);
        for cached in &mut self.articles {
            if let Some(checked) = &mut cached.checked {
                changed |= !checked.published;
                checked.published = !with_problems.contains(cached.article.source.path.as_str());
            }
        }
        changed
    }

    fn has_article(&self, path: &str) -> bool {
        self.articles.binary_search_by(|cached| cached.article.source.path.as_str().cmp(path)).is_ok()
    }
}

/// How sources become articles.
struct Parser<'c> {
    /// Digest of all inputs besides the files.
    inputs: Digest,
    /// Whether it is that of the last time.
    had_same_inputs: bool,
    config: &'c Config,
}

impl Parser<'_> {
    /// Parses a source again, if it is not the one that was parsed.
    fn renew(&self, cached: &mut CachedArticle, source: Text) {
        if !self.is_same(cached, &source) {
            *cached = self.parse(Some(cached.clone()), None, source);
        }
    }

    /// An article of each source, in the order of their paths.
    fn parse_all(
        &self,
        articles: Vec<CachedArticle>,
        mut records: HashMap<String, Box<Record>>,
        mut sources: Vec<Text>,
    ) -> Vec<CachedArticle> {
        let by_path = articles.into_iter().map(|cached| (cached.article.source.path.clone(), cached));
        let mut articles: HashMap<String, CachedArticle> = by_path.collect();
        sources.sort_by(|a, b| a.path.cmp(&b.path));
        let sources: Vec<_> = sources
            .into_iter()
            .map(|source| (articles.remove(&source.path), records.remove(&source.path), source))
            .collect();
        let articles = sources.into_par_iter().map(|(cached, record, source)| match cached {
            Some(cached) if self.is_same(&cached, &source) => cached,
            cached => self.parse(cached, record, source),
        });
        articles.collect()
    }

    /// The very same text need not be looked at.
    fn is_same(&self, cached: &CachedArticle, source: &Text) -> bool {
        self.had_same_inputs && cached.article.source.is(source)
    }

    fn parse(&self, cached: Option<CachedArticle>, record: Option<Box<Record>>, source: Text) -> CachedArticle {
        let text = Digest::all([self.inputs, Digest::of(&source.text)]);
        if let Some(cached) = cached.filter(|cached| cached.text == text) {
            return cached;
        }
        let record = record.filter(|record| record.text() == text);
        if let Some(cached) = record.and_then(|record| record.cached(&source, self.config)) {
            return cached;
        }
        let place = article::place_of(&source.path["content/".len()..], self.config);
        let (article, problems) = article::parse(source, self.config, place);
        CachedArticle { text, interface: OnceLock::new(), article: Arc::new(article), problems, checked: None }
    }
}

impl CachedArticle {
    fn is_at_path_of(&self, source: &Text) -> bool {
        self.article.source.is(source) || self.article.source.path == source.path
    }

    fn is_published(&self) -> bool {
        self.checked.as_ref().is_some_and(|checked| checked.published)
    }

    /// Digest of what other articles can see: where it is, what its front matter says, and its anchors.
    fn interface(&self, site: &Site) -> Digest {
        *self.interface.get_or_init(|| {
            let article = &self.article;
            let mut parts = Parts::default();
            parts.add(&article.source.path);
            parts.add(&article.source.text[article.front_range.clone()]);
            parts.add(site.body_of(article).anchors.as_str());
            parts.digest()
        })
    }
}
