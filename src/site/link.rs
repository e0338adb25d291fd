//! Articles → the linked site; and the same site again, with other articles in the same places.

use std::sync::{Arc, OnceLock};

use super::tree::{self, hangs_alike};
use super::{ArticleId, ArticlePlaces, Given, Site, topics};
use crate::content::article::Article;

/// Resolves everything that names something else.
#[must_use]
pub fn link(given: Given, mut articles: Vec<Arc<Article>>) -> Site {
    articles.sort_by(|a, b| a.source.path.cmp(&b.source.path));
    let assets = given.assets.iter().enumerate();
    let places = ArticlePlaces {
        articles: articles.iter().enumerate().map(|(i, a)| (a.path().to_owned(), ArticleId(i))).collect(),
        assets: assets.filter_map(|(i, asset)| Some((asset.path.strip_prefix("content/")?.to_owned(), i))).collect(),
    };
    Site::grown(given, articles, Arc::new(places))
}

impl Site {
    fn grown(given: Given, articles: Vec<Arc<Article>>, places: Arc<ArticlePlaces>) -> Self {
        let Given { config, words, references, assets } = given;
        let (topics, tree) = (Arc::default(), Arc::default());
        let (names, known) = (OnceLock::new(), OnceLock::new());
        let mut site = Self { config, words, references, articles, assets, topics, places, tree, names, known };
        site.topics = Arc::new(topics::of(&site));
        site.tree = Arc::new(tree::of(&site));
        site
    }

    /// The same site with other articles at the same paths. They are relinked only when one of them has moved in the tree.
    #[must_use]
    pub fn again(&self, articles: Vec<Arc<Article>>) -> Self {
        let Self { config, words, references, assets, .. } = self;
        let given = Given {
            config: Arc::clone(config),
            words: Arc::clone(words),
            references: Arc::clone(references),
            assets: Arc::clone(assets),
        };
        let mut pairs = self.articles.iter().zip(&articles);
        if pairs.all(|(before, now)| Arc::ptr_eq(before, now) || hangs_alike(before, now)) {
            let Given { config, words, references, assets } = given;
            let (topics, places, tree) = (Arc::clone(&self.topics), Arc::clone(&self.places), Arc::clone(&self.tree));
            let (names, known) = (OnceLock::new(), OnceLock::new());
            return Self { config, words, references, articles, assets, topics, places, tree, names, known };
        }
        Self::grown(given, articles, Arc::clone(&self.places))
    }

    /// Whether this site is [`Site::again`] another one, with all articles still hanging where they hung there.
    #[must_use]
    pub(crate) fn is_linked_as(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.tree, &other.tree)
    }

    /// Articles that are not the very same as in another site with articles at the same paths.
    pub(crate) fn changed_since<'s>(&'s self, before: &'s Self) -> impl Iterator<Item = ArticleId> {
        self.ids().filter(|id| !Arc::ptr_eq(&self.articles[id.0], &before.articles[id.0]))
    }
}
