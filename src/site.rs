//! All articles, resolved: sections, guides, reading order, topics, links.
//!
//! Names are resolved here and judged later: a lookup says why it fails, and [`crate::check`] turns that into words.

mod days;
mod meant;
mod resolve;
mod surroundings;

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use foldhash::fast::FixedState;

use crate::address::{Address, Slug, nfc};
use crate::article::{Article, Kind};
use crate::config::Config;
use crate::reference::{References, Term};
use crate::source::Asset;
use crate::words::Words;

pub use resolve::{Broken, Destination};

/// Position of an article in [`Site::articles`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub usize);

/// The linked site.
#[derive(Debug)]
pub struct Site {
    /// Its settings.
    pub config: Config,
    /// The words of each of its languages.
    pub words: BTreeMap<String, Words>,
    /// Claims, glossary, citations.
    pub references: References,
    /// Every article, in the order of their paths.
    pub articles: Vec<Arc<Article>>,
    /// Pictures and static files.
    pub assets: Vec<Asset>,
    /// Topics by language, then by slug.
    pub topics: BTreeMap<String, BTreeMap<Slug, Topic>>,
    by_path: HashMap<String, ArticleId, FixedState>,
    assets_by_path: HashMap<String, usize, FixedState>,
    tree: Vec<Branch>,
    names: OnceLock<meant::Names>,
}

/// A topic and its articles.
#[derive(Debug)]
pub struct Topic {
    /// As the first article spells it.
    pub name: String,
    /// In the order of their paths.
    pub articles: Vec<ArticleId>,
}

/// Where an article hangs.
#[derive(Debug, Default)]
struct Branch {
    parent: Option<ArticleId>,
    /// Sections and articles directly below, in order.
    children: Vec<ArticleId>,
    guide: Option<ArticleId>,
    previous: Option<ArticleId>,
    next: Option<ArticleId>,
    translations: Vec<ArticleId>,
}

/// Resolves everything that names something else.
#[must_use]
pub fn link(
    config: Config,
    words: BTreeMap<String, Words>,
    references: References,
    mut articles: Vec<Arc<Article>>,
    assets: Vec<Asset>,
) -> Site {
    articles.sort_by(|a, b| a.source.path.cmp(&b.source.path));
    let by_path = articles.iter().enumerate().map(|(i, a)| (a.path().to_owned(), ArticleId(i))).collect();
    let assets_by_path = assets
        .iter()
        .enumerate()
        .filter_map(|(i, asset)| Some((asset.path.strip_prefix("content/")?.to_owned(), i)))
        .collect();
    let mut site = Site {
        tree: articles.iter().map(|_| Branch::default()).collect(),
        topics: BTreeMap::new(),
        config,
        words,
        references,
        articles,
        assets,
        by_path,
        assets_by_path,
        names: OnceLock::new(),
    };
    site.topics = topics(&site);
    site.grow();
    site
}

fn topics(site: &Site) -> BTreeMap<String, BTreeMap<Slug, Topic>> {
    let mut topics = BTreeMap::<String, BTreeMap<Slug, Topic>>::new();
    // Topics are few, and articles many: each name's slug is made once.
    let mut slugs = HashMap::<&str, Slug>::new();
    for (index, article) in site.articles.iter().enumerate().filter(|(_, article)| site.is_current(article)) {
        let of_language = topics.entry(article.place.language.clone()).or_default();
        for name in &article.front.topics {
            let slug = slugs.entry(name).or_insert_with(|| Slug::from_words(name));
            let topic =
                of_language.entry(slug.clone()).or_insert_with(|| Topic { name: name.clone(), articles: Vec::new() });
            if topic.articles.last() != Some(&ArticleId(index)) {
                topic.articles.push(ArticleId(index));
            }
        }
    }
    topics
}

impl Site {
    /// Hangs every article below its section or guide and threads them in reading order.
    fn grow(&mut self) {
        let guides: Vec<Option<ArticleId>> = self.ids().map(|id| self.find_guide(id, 0)).collect();
        let parents: Vec<Option<ArticleId>> = self.ids().map(|id| self.find_parent(id, &guides)).collect();
        for (index, (guide, parent)) in guides.into_iter().zip(parents).enumerate() {
            self.tree[index].guide = guide;
            self.tree[index].parent = parent;
            if let Some(parent) = parent.filter(|_| self.is_current(&self.articles[index])) {
                self.tree[parent.0].children.push(ArticleId(index));
            }
        }
        for index in 0..self.tree.len() {
            let mut children = std::mem::take(&mut self.tree[index].children);
            children.sort_by_key(|id| (self[*id].front.order.unwrap_or(i64::MAX), &self[*id].source.path));
            self.tree[index].children = children;
        }
        let mut by_translation = HashMap::<String, Vec<ArticleId>>::new();
        for id in self.ids().filter(|id| self.is_current(&self[*id])) {
            by_translation.entry(self[id].place.path()).or_default().push(id);
        }
        for translations in by_translation.into_values().filter(|t| t.len() > 1) {
            for id in &translations {
                self.tree[id.0].translations.clone_from(&translations);
            }
        }
        let mains: Vec<ArticleId> =
            self.config.languages.iter().filter_map(|language| self.own_main_guide(language)).collect();
        for main in mains {
            let order = self.reading_order(main);
            for pair in order.windows(2) {
                self.tree[pair[0].0].next = Some(pair[1]);
                self.tree[pair[1].0].previous = Some(pair[0]);
            }
        }
    }

    /// The guide that an article names, or its section's, or the main one. Guides may belong to guides.
    fn find_guide(&self, id: ArticleId, depth: usize) -> Option<ArticleId> {
        let article = &self[id];
        let main = self.main_guide(&article.place.language);
        if let Some(path) = &article.front.guide {
            let named = self.guide_named(id, path);
            // No page leads back to a guide that is not there yet or no longer holds.
            let stands = named.is_none_or(|guide| self.is_current(&self[guide]));
            return if stands { named } else { main.filter(|main| *main != id) };
        }
        if Some(id) == main || article.place.is_home() || depth > 16 {
            return None;
        }
        match self.section_of(id) {
            Some(section) => self.find_guide(section, depth + 1).or(main),
            None => main,
        }
    }

    /// The article that a `guide:` line names: in the article's own language where there is one.
    #[must_use]
    pub fn guide_named(&self, id: ArticleId, path: &str) -> Option<ArticleId> {
        let article = &self[id];
        let translated = self.article(&format!("{}/{path}", article.place.language));
        translated.or_else(|| self.article(path)).filter(|guide| *guide != id)
    }

    fn find_parent(&self, id: ArticleId, guides: &[Option<ArticleId>]) -> Option<ArticleId> {
        let guide = guides[id.0];
        let section = self.section_of(id).filter(|section| self.is_current(&self[*section]));
        section.filter(|section| guides[section.0] == guide).or(guide)
    }

    /// The page that names the folder of an article; for such a page itself, that of the folder above.
    #[must_use]
    pub fn section_of(&self, id: ArticleId) -> Option<ArticleId> {
        let place = &self[id].place;
        let folder = match (place.is_index(), place.folder.rsplit_once('/')) {
            (false, _) => place.folder.as_str(),
            (true, Some((above, _))) => above,
            (true, None) => "",
        };
        if folder.is_empty() {
            None
        } else {
            self.by_path.get(&self.content_path(&place.language, &format!("{folder}/index.md"))).copied()
        }
    }

    fn content_path(&self, language: &str, path: &str) -> String {
        if language == self.config.default_language() { path.to_owned() } else { format!("{language}/{path}") }
    }

    fn own_main_guide(&self, language: &str) -> Option<ArticleId> {
        self.article(&self.content_path(language, &self.config.guide))
    }

    /// The main guide of a language; the default language's where there is none.
    #[must_use]
    pub fn main_guide(&self, language: &str) -> Option<ArticleId> {
        self.own_main_guide(language).or_else(|| self.own_main_guide(self.config.default_language()))
    }

    /// The home page's article of a language.
    #[must_use]
    pub fn home(&self, language: &str) -> Option<ArticleId> {
        self.by_path.get(&self.content_path(language, "index.md")).copied()
    }

    /// A page and everything below it, in the order in which a reader pages through it.
    #[must_use]
    pub fn reading_order(&self, top: ArticleId) -> Vec<ArticleId> {
        let mut order = Vec::new();
        let mut open = vec![top];
        let mut seen = vec![false; self.articles.len()];
        while let Some(id) = open.pop() {
            if std::mem::replace(&mut seen[id.0], true) {
                continue;
            }
            order.push(id);
            open.extend(self.children(id).iter().rev());
        }
        order
    }

    /// All articles.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = ArticleId> + Clone + use<> {
        (0..self.articles.len()).map(ArticleId)
    }

    /// The words of an article's language.
    #[must_use]
    pub fn words_of(&self, article: &Article) -> &Words {
        &self.words[&article.place.language]
    }

    /// Sections and articles directly below a page, in order.
    #[must_use]
    pub fn children(&self, id: ArticleId) -> &[ArticleId] {
        &self.tree[id.0].children
    }

    /// The section or guide that a page hangs below.
    #[must_use]
    pub fn parent(&self, id: ArticleId) -> Option<ArticleId> {
        self.tree[id.0].parent
    }

    /// The guide that a page leads back to; none for the main guide and the home page.
    #[must_use]
    pub fn guide(&self, id: ArticleId) -> Option<ArticleId> {
        self.tree[id.0].guide
    }

    /// The page before, in the guide's order.
    #[must_use]
    pub fn previous(&self, id: ArticleId) -> Option<ArticleId> {
        self.tree[id.0].previous
    }

    /// The page after, in the guide's order.
    #[must_use]
    pub fn next(&self, id: ArticleId) -> Option<ArticleId> {
        self.tree[id.0].next
    }

    /// All languages' versions of a page, its own among them; empty when it is the only one.
    #[must_use]
    pub fn translations(&self, id: ArticleId) -> &[ArticleId] {
        &self.tree[id.0].translations
    }

    /// The pages above a page, the outermost first. Stops where it would go in a circle.
    #[must_use]
    pub fn ancestors(&self, id: ArticleId) -> Vec<ArticleId> {
        let mut found = Vec::new();
        let mut at = id;
        while let Some(parent) = self.parent(at) {
            if parent == id || found.contains(&parent) {
                break;
            }
            found.push(parent);
            at = parent;
        }
        found.reverse();
        found
    }

    /// Whether the main guide leads to a page.
    #[must_use]
    pub fn is_reached(&self, id: ArticleId) -> bool {
        let article = &self[id];
        let main = self.main_guide(&article.place.language);
        article.place.is_home() || Some(id) == main || self.ancestors(id).first().copied() == main
    }

    /// An article by its path below `content`.
    #[must_use]
    pub fn article(&self, path: &str) -> Option<ArticleId> {
        self.by_path.get(&*nfc(path)).copied()
    }

    /// Whether there is an article, a picture or a document at a path below `content`.
    #[must_use]
    pub fn holds(&self, path: &str) -> bool {
        self.by_path.contains_key(path) || self.assets_by_path.contains_key(path)
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

    /// Whether an article may stand above others as their guide.
    #[must_use]
    pub fn is_guide(&self, id: ArticleId) -> bool {
        self[id].front.kind == Kind::Guide
    }

    /// The address of a language's home page.
    #[must_use]
    pub fn home_address(&self, language: &str) -> Address {
        Address::page([self.prefix(language)])
    }

    /// The first part of a language's addresses.
    #[must_use]
    pub fn prefix<'s>(&'s self, language: &'s str) -> &'s str {
        if language == self.config.default_language() { "" } else { language }
    }
}

impl std::ops::Index<ArticleId> for Site {
    type Output = Article;

    fn index(&self, id: ArticleId) -> &Article {
        &self.articles[id.0]
    }
}
