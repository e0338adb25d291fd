//! What an earlier build found out, so that it need not be found out again.
//!
//! An article is read again when its file has changed, or what reading rests on: the settings and the words of its
//! language. It is examined again when, beyond that, anything has changed that its pages show or ask of other articles
//! ([`Site::surroundings`](crate::site::Site::surroundings)), of claims, terms and citations, or of the day; and its pages
//! are rendered again when it is examined again, or when the templates have changed. Everything that comes from another
//! run of the program is compared by digests of whole texts, never by the time of a file. Within one run, what is the very
//! same in memory is the same, and is not even looked at (`kept`).
//!
//! The preview keeps its memory while it runs; a build keeps it beside the published site. Without one, everything is
//! found out anew, and the result is the same to the byte: `tests/rebuild.rs` compares the two.

mod invalidation;
mod session;
mod store;

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::base::diagnostic::{Diagnostic, Text};
use crate::base::digest::{Digest, Parts};
use crate::content::article::{self, Article};
use crate::content::config::Config;
use crate::disk::output::Seen;
use crate::site::Site;
use crate::site::reading::facts::Facts;
pub use invalidation::foundations;
pub use session::Kept;
use store::Stored;

/// What is known of each article, in the order of their paths.
#[derive(Debug, Default)]
pub struct Memory {
    articles: Vec<Known>,
    /// From a file, and not used yet. Boxed, because the table has room for more than there are.
    stored: HashMap<String, Box<Stored>>,
    /// The published site that it belongs to, as it was left.
    seen: Option<Seen>,
    /// The theme that its pages were rendered with.
    theme: Option<Digest>,
    /// What the pages show that are no article's, and what the register shows.
    shown: Option<[Digest; 2]>,
    /// What reading rested on, besides the files.
    rested_on: Option<Digest>,
    /// What the compile before this one made, in the same run.
    kept: Option<Kept>,
}

/// What is known of an article.
#[derive(Debug, Clone)]
pub struct Known {
    /// Of its file and of all that reading it rests on.
    pub text: Digest,
    /// Of what other articles can see of it; made when it is first asked for.
    face: OnceLock<Digest>,
    /// The article.
    pub article: Arc<Article>,
    /// What reading its front matter found.
    pub problems: Vec<Diagnostic>,
    /// What was found beyond that.
    pub examined: Option<Examined>,
}

/// What examining an article found.
#[derive(Debug, Clone)]
pub struct Examined {
    /// Of the article and of all that examining and rendering it rests on, but for the theme.
    pub key: Digest,
    /// Its problems.
    pub problems: Vec<Diagnostic>,
    /// What was counted on it.
    pub facts: Arc<Facts>,
    /// Whether its pages are on the published site as they would be rendered now by the theme of then, and no problem was
    /// found in them.
    pub published: bool,
}

impl Memory {
    /// Reads articles, but for those that are known and unchanged. `rests_on` is a digest of all that reading rests on
    /// besides the files. Tells whether there are articles at the same paths as the last time.
    pub fn read(&mut self, mut sources: Vec<Text>, rests_on: Digest, config: &Config) -> bool {
        let rests_on_the_same = self.rested_on.replace(rests_on) == Some(rests_on);
        // The very same text need not be looked at.
        let is_same = |known: &Known, source: &Text| rests_on_the_same && known.article.source.is(source);
        let read = |known: Option<Known>, stored: Option<Box<Stored>>, source: Text| {
            let text = Digest::all([rests_on, Digest::of(&source.text)]);
            let known = known.filter(|known| known.text == text);
            let stored = || stored.filter(|stored| stored.text() == text)?.known(&source, config);
            known.or_else(stored).unwrap_or_else(|| {
                let place = article::place_of(&source.path["content/".len()..], config);
                let (article, problems) = article::parse(source.clone(), config, place);
                Known { text, face: OnceLock::new(), article: Arc::new(article), problems, examined: None }
            })
        };
        let is_of =
            |known: &Known, source: &Text| known.article.source.is(source) || known.article.source.path == source.path;
        let pairs = self.articles.par_iter().zip(&sources);
        if self.articles.len() == sources.len() && pairs.all(|(known, source)| is_of(known, source)) {
            self.articles.par_iter_mut().zip(sources).for_each(|(known, source)| {
                if !is_same(known, &source) {
                    *known = read(Some(known.clone()), None, source);
                }
            });
            return true;
        }
        let articles = std::mem::take(&mut self.articles).into_iter();
        let mut articles: HashMap<String, Known> =
            articles.map(|known| (known.article.source.path.clone(), known)).collect();
        let mut stored = std::mem::take(&mut self.stored);
        sources.sort_by(|a, b| a.path.cmp(&b.path));
        let earlier = |source: Text| (articles.remove(&source.path), stored.remove(&source.path), source);
        let sources: Vec<_> = sources.into_iter().map(earlier).collect();
        let articles = sources.into_par_iter().map(|(known, stored, source)| match known {
            Some(known) if is_same(&known, &source) => known,
            known => read(known, stored, source),
        });
        self.articles = articles.collect();
        false
    }

    /// What is known of each article, in the order of their paths.
    #[must_use]
    pub fn articles(&self) -> &[Known] {
        &self.articles
    }

    /// The problems of all articles, in the order of their paths.
    pub fn problems(&self) -> impl Iterator<Item = &Diagnostic> {
        self.articles.iter().flat_map(|known| {
            let of_body = known.article.known_body().into_iter().flat_map(|body| &body.problems);
            let of_examining = known.examined.iter().flat_map(|examined| &examined.problems);
            known.problems.iter().chain(of_body).chain(of_examining)
        })
    }

    /// Of each article, whether its pages are published as they would be rendered now, with the theme of this digest.
    #[must_use]
    pub fn unchanged(&self, theme: Digest) -> Vec<bool> {
        let is_same = self.theme == Some(theme);
        let is_published = |known: &Known| known.examined.as_ref().is_some_and(|examined| examined.published);
        self.articles.iter().map(|known| is_same && is_published(known)).collect()
    }

    /// The published site whose pages are known, as it was left; given to whoever publishes the next one.
    #[must_use]
    pub fn seen(&self) -> Option<Seen> {
        self.seen.clone()
    }

    /// Whether the published pages that are no article's show just this.
    #[must_use]
    pub fn has_shown(&self, digest: Digest) -> bool {
        self.shown.is_some_and(|shown| shown.contains(&digest))
    }

    /// Keeps that all pages were published, in a site that looks like this, and tells whether that is news. Pages with
    /// problems are rendered again the next time, to find them again.
    pub fn published(&mut self, seen: Seen, theme: Digest, shown: [Digest; 2], problems: &[Diagnostic]) -> bool {
        let mut is_news = self.seen.as_ref() != Some(&seen) || self.shown != Some(shown);
        self.seen = Some(seen);
        is_news |= self.theme.replace(theme) != Some(theme);
        let places = problems.iter().filter_map(|problem| Some(problem.location.as_ref()?.path()));
        let with_problems: HashSet<&str> = places.collect();
        let is_known =
            |path: &str| self.articles.binary_search_by(|known| known.article.source.path.as_str().cmp(path)).is_ok();
        self.shown = with_problems.iter().all(|path| is_known(path)).then_some(shown);
        for known in &mut self.articles {
            if let Some(examined) = &mut known.examined {
                is_news |= !examined.published;
                examined.published = !with_problems.contains(known.article.source.path.as_str());
            }
        }
        is_news
    }
}

impl Known {
    /// A digest of what other articles can see of it: where it is, what its front matter says, and its anchors.
    fn face(&self, site: &Site) -> Digest {
        *self.face.get_or_init(|| {
            let article = &self.article;
            let mut parts = Parts::default();
            parts.add(&article.source.path);
            parts.add(&article.source.text[article.front_range.clone()]);
            parts.add(site.body_of(article).anchors.as_str());
            parts.digest()
        })
    }
}
