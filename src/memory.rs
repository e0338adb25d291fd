//! What an earlier build found out, so that it need not be found out again.
//!
//! An article is read again when its file has changed, or what reading rests on: the settings and the words of its
//! language. It is examined and its pages are rendered again when, beyond that, anything has changed that they show or ask
//! of other articles ([`Site::surroundings`](crate::site::Site::surroundings)), of claims, terms and citations, of
//! templates, or of the day. Everything is compared by digests of whole texts, never by the time of a file.
//!
//! The preview keeps its memory while it runs; a build keeps it beside the published site. Without one, everything is
//! found out anew, and the result is the same to the byte: `tests/rebuild.rs` compares the two.

mod rests;
mod store;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::article::Article;
use crate::diagnostic::{Diagnostic, Text};
use crate::digest::{Digest, Parts};
use crate::facts::Facts;
pub use rests::{examine, foundations};
use store::Stored;

/// What is known of each article, by its path.
#[derive(Debug, Default)]
pub struct Memory {
    articles: HashMap<String, Known>,
    /// From a file, and not used yet.
    stored: HashMap<String, Stored>,
    /// The published site that it belongs to, by its manifest.
    site: Option<Digest>,
    /// What the pages show that are no article's, and what the register shows.
    shown: Option<[Digest; 2]>,
    /// What reading rested on, besides the files.
    rested_on: Option<Digest>,
}

/// What is known of an article.
#[derive(Debug, Clone)]
pub struct Known {
    /// Of its file and of all that reading it rests on.
    pub text: Digest,
    /// Of what other articles can see of it.
    pub face: Digest,
    /// The article.
    pub article: Arc<Article>,
    /// What reading it found.
    pub problems: Vec<Diagnostic>,
    /// What was found beyond that.
    pub examined: Option<Examined>,
}

/// What examining an article found.
#[derive(Debug, Clone)]
pub struct Examined {
    /// Of the article and of all that examining and rendering it rests on.
    pub key: Digest,
    /// Its problems.
    pub problems: Vec<Diagnostic>,
    /// What was counted on it.
    pub facts: Facts,
    /// Whether its pages are on the published site as they would be rendered now, and no problem was found in them.
    pub published: bool,
}

impl Memory {
    /// Reads articles, those that are known and unchanged from memory. `rests_on` is a digest of all that reading rests
    /// on besides the files. In the order of their paths.
    pub fn read(
        &mut self,
        sources: Vec<Text>,
        rests_on: Digest,
        parse: impl Fn(Text) -> (Article, Vec<Diagnostic>) + Sync,
    ) -> Vec<Known> {
        let mut articles = std::mem::take(&mut self.articles);
        let mut stored = std::mem::take(&mut self.stored);
        let earlier = |source: Text| (articles.remove(&source.path), stored.remove(&source.path), source);
        let sources: Vec<_> = sources.into_iter().map(earlier).collect();
        let rests_on_the_same = self.rested_on.replace(rests_on) == Some(rests_on);
        let read = |(known, stored, source): (Option<Known>, Option<Stored>, Text)| {
            // The very same text need not be looked at.
            let is_same = |known: &Known| rests_on_the_same && known.article.source.is(&source);
            let known = match known {
                Some(known) if is_same(&known) => return known,
                other => other,
            };
            let text = Digest::all([rests_on, Digest::of(&source.text)]);
            if let Some(known) = known.filter(|known| known.text == text) {
                return known;
            }
            if let Some(known) = stored.filter(|stored| stored.text() == text).and_then(|stored| stored.known(&source))
            {
                return known;
            }
            let (article, problems) = parse(source);
            Known { text, face: face(&article), article: Arc::new(article), problems, examined: None }
        };
        let mut known: Vec<Known> = sources.into_par_iter().map(read).collect();
        known.par_sort_by(|a, b| a.article.source.path.cmp(&b.article.source.path));
        known
    }

    /// Keeps what is known by now.
    pub fn keep(&mut self, known: Vec<Known>) {
        self.articles = known.into_iter().map(|known| (known.article.source.path.clone(), known)).collect();
    }

    /// Whether the site with this manifest is the one whose pages are known. Another one is not what was published then.
    #[must_use]
    pub fn is_of(&self, manifest: &[u8]) -> bool {
        self.site == Some(Digest::of(manifest))
    }

    /// Whether the published pages that are no article's show just this.
    #[must_use]
    pub fn has_shown(&self, digest: Digest) -> bool {
        self.shown.is_some_and(|shown| shown.contains(&digest))
    }

    /// Keeps that all pages were published, in the site with this manifest, and tells whether that is news. Pages with
    /// problems are rendered again the next time, to find them again.
    pub fn published(&mut self, manifest: &[u8], shown: [Digest; 2], problems: &[Diagnostic]) -> bool {
        let mut is_news = self.site.replace(Digest::of(manifest)) != self.site || self.shown != Some(shown);
        let places = problems.iter().filter_map(|problem| Some(problem.location.as_ref()?.path()));
        let with_problems: HashSet<&str> = places.collect();
        self.shown = with_problems.iter().all(|path| self.articles.contains_key(*path)).then_some(shown);
        for (path, known) in &mut self.articles {
            if let Some(examined) = &mut known.examined {
                is_news |= !examined.published;
                examined.published = !with_problems.contains(path.as_str());
            }
        }
        is_news
    }
}

/// What other articles can see of one: where it is, what its front matter says, and its anchors.
fn face(article: &Article) -> Digest {
    let mut parts = Parts::default();
    parts.add(&article.source.path);
    parts.add(&article.source.text[article.front_range.clone()]);
    article.anchors.iter().for_each(|anchor| parts.add(anchor));
    parts.digest()
}
