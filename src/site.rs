//! All articles, resolved: sections, guides, reading order, topics, links.
//!
//! Names are resolved here and judged later: a lookup says why it fails, and [`crate::check`] turns that into words.

mod dates;
mod dependencies;
mod known;
mod link;
pub mod page;
pub mod reading;
pub mod register;
pub(crate) mod renaming;
mod resolve;
pub(crate) mod review;
mod suggest;
mod topics;
mod trail;
mod tree;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::iter;
use std::sync::{Arc, OnceLock};

use foldhash::fast::FixedState;

use crate::base::address::{Address, nfc};
use crate::content::article::{Article, Body, Kind};
use crate::content::config::Config;
use crate::content::locale::Locale;
use crate::content::references::{References, Term};
use crate::disk::source::Asset;

pub use link::link;
pub use resolve::{Broken, Destination};
pub use topics::{Topic, Topics};
use tree::Tree;

/// Position of an article in [`Site::articles`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub usize);

/// What a site has beside its articles. A copy is another handle on the same.
#[derive(Debug, Clone)]
pub struct Given {
    /// Its settings.
    pub config: Arc<Config>,
    /// The words of each of its languages.
    pub words: Arc<BTreeMap<String, Locale>>,
    /// Claims, glossary, citations.
    pub references: Arc<References>,
    /// Pictures and static files.
    pub assets: Arc<Vec<Asset>>,
}

/// The linked site.
#[derive(Debug)]
pub struct Site {
    /// Its settings.
    pub config: Arc<Config>,
    /// The words of each of its languages.
    pub words: Arc<BTreeMap<String, Locale>>,
    /// Claims, glossary, citations.
    pub references: Arc<References>,
    /// Every article, in the order of their paths.
    pub articles: Vec<Arc<Article>>,
    /// Pictures and static files.
    pub assets: Arc<Vec<Asset>>,
    /// Topics by language, then by slug.
    pub topics: Arc<Topics>,
    places: Arc<ArticlePlaces>,
    tree: Arc<Tree>,
    names: OnceLock<suggest::Names>,
    known: OnceLock<known::KnownNames>,
}

/// What is where. Paths are relative to `content`.
#[derive(Debug)]
struct ArticlePlaces {
    articles: HashMap<String, ArticleId, FixedState>,
    /// Of assets, by their number.
    assets: HashMap<String, usize, FixedState>,
}

impl Site {
    /// The article that a `guide:` line names: in the article's own language where there is one.
    #[must_use]
    pub(crate) fn guide_named(&self, id: ArticleId, path: &str) -> Option<ArticleId> {
        let article = &self[id];
        let translated = self.article(&format!("{}/{path}", article.place.language));
        translated.or_else(|| self.article(path)).filter(|guide| *guide != id)
    }

    /// The page that names the folder of an article; for such a page itself, that of the folder above.
    #[must_use]
    pub(crate) fn section_of(&self, id: ArticleId) -> Option<ArticleId> {
        self.tree.branches[id.0].section
    }

    fn content_path(&self, language: &str, path: &str) -> String {
        if language == self.config.default_language() { path.to_owned() } else { format!("{language}/{path}") }
    }

    /// The main guide of a language; the default language's where there is none.
    #[must_use]
    pub(crate) fn main_guide(&self, language: &str) -> Option<ArticleId> {
        self.tree.tops.get(language)?.main
    }

    /// The page of a language that says when and how to get help; the default language's where there is none.
    #[must_use]
    pub fn help_page(&self, language: &str) -> Option<ArticleId> {
        self.tree.tops.get(language)?.help
    }

    /// The home page's article of a language.
    #[must_use]
    pub fn home(&self, language: &str) -> Option<ArticleId> {
        self.tree.tops.get(language)?.home
    }

    /// All articles.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = ArticleId> + Clone + use<> {
        (0..self.articles.len()).map(ArticleId)
    }

    /// The words of an article's language.
    #[must_use]
    pub fn words_of(&self, article: &Article) -> &Locale {
        &self.words[&article.place.language]
    }

    /// What is to be known of an article's body.
    #[must_use]
    pub(crate) fn body_of<'a>(&self, article: &'a Article) -> &'a Body {
        article.body(self.words_of(article))
    }

    /// Sections and articles directly below a page, in order.
    #[must_use]
    pub fn children(&self, id: ArticleId) -> &[ArticleId] {
        &self.tree.branches[id.0].children
    }

    /// The section or guide that a page hangs below.
    #[must_use]
    pub fn parent(&self, id: ArticleId) -> Option<ArticleId> {
        self.tree.branches[id.0].parent
    }

    /// The guide that a page leads back to; none for the main guide and the home page.
    #[must_use]
    pub fn guide(&self, id: ArticleId) -> Option<ArticleId> {
        self.tree.branches[id.0].guide
    }

    /// The page before, in the guide's order.
    #[must_use]
    pub(crate) fn previous(&self, id: ArticleId) -> Option<ArticleId> {
        self.tree.branches[id.0].previous
    }

    /// The page after, in the guide's order.
    #[must_use]
    pub fn next(&self, id: ArticleId) -> Option<ArticleId> {
        self.tree.branches[id.0].next
    }

    /// All languages' versions of a page, its own among them; empty when it is the only one.
    #[must_use]
    pub(crate) fn translations(&self, id: ArticleId) -> &[ArticleId] {
        &self.tree.branches[id.0].translations
    }

    /// The topmost page above a page, or itself; none where the way up goes in a circle.
    #[must_use]
    pub fn top(&self, id: ArticleId) -> Option<ArticleId> {
        self.tree.branches[id.0].top
    }

    /// The pages above a page, the outermost first. Stops where it would go in a circle.
    #[must_use]
    pub fn ancestors(&self, id: ArticleId) -> Vec<ArticleId> {
        let way = iter::successors(self.parent(id), |at| self.parent(*at));
        let mut found: Vec<ArticleId> = if self.top(id).is_some() {
            way.collect()
        } else {
            let mut seen = HashSet::from([id]);
            way.take_while(|at| seen.insert(*at)).collect()
        };
        found.reverse();
        found
    }

    /// Whether the main guide leads to a page.
    #[must_use]
    pub(crate) fn is_reached(&self, id: ArticleId) -> bool {
        let article = &self[id];
        let main = self.main_guide(&article.place.language);
        // Where there is no main guide, what is at the top is not to be blamed.
        article.place.is_home() || main.map_or(self.parent(id).is_none(), |main| self.top(id) == Some(main))
    }

    /// An article by its path below `content`.
    #[must_use]
    pub fn article(&self, path: &str) -> Option<ArticleId> {
        self.places.articles.get(&*nfc(path)).copied()
    }

    /// Whether there is an article, a picture or a document at a path below `content`.
    #[must_use]
    pub fn holds(&self, path: &str) -> bool {
        self.places.articles.contains_key(path) || self.places.assets.contains_key(path)
    }

    /// Paths of all articles below `content`.
    pub fn paths(&self) -> impl Iterator<Item = &str> + Clone {
        self.articles.iter().map(|article| article.path())
    }

    /// A glossary entry in a language.
    #[must_use]
    pub fn term(&self, language: &str, id: &str) -> Option<(&str, &Term)> {
        let (id, languages) = self.references.glossary.get_key_value(id)?;
        Some((id, languages.get(language)?))
    }

    /// Whether an article may be above others as their guide.
    #[must_use]
    pub(crate) fn is_guide(&self, id: ArticleId) -> bool {
        self[id].front.kind == Kind::Guide
    }

    /// The address of a language's home page.
    #[must_use]
    pub(crate) fn home_address(&self, language: &str) -> Address {
        Address::page([self.prefix(language)])
    }

    /// The first part of a language's addresses.
    #[must_use]
    pub(crate) fn prefix<'s>(&'s self, language: &'s str) -> &'s str {
        if language == self.config.default_language() { "" } else { language }
    }
}

impl std::ops::Index<ArticleId> for Site {
    type Output = Article;

    fn index(&self, id: ArticleId) -> &Article {
        &self.articles[id.0]
    }
}
