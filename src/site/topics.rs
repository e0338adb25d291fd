//! Topics: what articles are about, in their own words.

use std::collections::{BTreeMap, HashMap};

use super::{ArticleId, Site};
use crate::base::address::Slug;

/// Topics by language, then by slug.
pub type Topics = BTreeMap<String, BTreeMap<Slug, Topic>>;

/// A topic and its articles.
#[derive(Debug)]
pub struct Topic {
    /// As the first article spells it.
    pub name: String,
    /// In the order of their paths.
    pub articles: Vec<ArticleId>,
}

pub(super) fn of(site: &Site) -> Topics {
    let mut topics = Topics::new();
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
