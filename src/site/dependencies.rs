//! The other articles that a page shows something of: its address, its title, its place, its summary.

use super::{ArticleId, Site};
use crate::base::digest::{Digest, Parts};
use crate::content::document::Target;

impl Site {
    /// A digest of all that an article's pages show and its checks ask of other articles, for each article. With equal
    /// digests, equal texts and equal settings, an article's pages and problems are the same as before.
    ///
    /// Where it is only asked whether a name leads anywhere, that depends on the paths of all articles and not on this.
    ///
    /// `interfaces` holds a digest of what others can see of each article.
    #[must_use]
    pub fn dependencies(&self, id: ArticleId, interfaces: &[Digest]) -> Digest {
        let mut parts = Parts::default();
        self.each_shown(id, &mut |other| match other {
            Some(other) => parts.add_digest(interfaces[other.0]),
            None => parts.add(""),
        });
        let article = &self[id];
        let topics = self.topics.get(&article.place.language);
        parts.add([u8::from(topics.is_some_and(|topics| !topics.is_empty()))]);
        for name in &article.front.topics {
            let topic = topics.and_then(|topics| topics.get(&crate::base::address::Slug::from_words(name)));
            parts.add(topic.map_or("", |topic| topic.name.as_str()));
        }
        parts.digest()
    }

    /// The other articles that an article's pages show something of or its checks ask something of; one may come twice.
    #[must_use]
    pub fn shown_by(&self, id: ArticleId) -> Vec<ArticleId> {
        let mut shown = Vec::new();
        self.each_shown(id, &mut |other| shown.extend(other));
        shown
    }

    /// The same, group by group, with nothing behind each group.
    ///
    /// To let a page show something of yet another article, add that article here, and to the site in `tests/testsuite/rebuild.rs`,
    /// where rebuilt sites are compared with new ones byte by byte.
    fn each_shown(&self, id: ArticleId, see: &mut dyn FnMut(Option<ArticleId>)) {
        let article = &self[id];
        let mut group = |articles: &mut dyn Iterator<Item = ArticleId>| {
            articles.for_each(|other| see(Some(other)));
            see(None);
        };
        // The guide that a page leads back to is one of those above it.
        group(&mut self.ancestors(id).into_iter());
        group(&mut self.main_guide(&article.place.language).into_iter());
        group(&mut self.previous(id).into_iter());
        group(&mut self.next(id).into_iter());
        group(&mut self.translations(id).iter().copied());
        // The home page lists what the main guide does.
        let top = if article.place.is_home() { self.main_guide(&article.place.language) } else { Some(id) };
        for child in top.into_iter().flat_map(|top| self.children(top)) {
            group(&mut std::iter::once(*child).chain(self.children(*child).iter().copied()));
        }
        let named = article.front.guide.as_deref().and_then(|path| self.guide_named(id, path));
        group(&mut named.into_iter());
        let linked = self.body_of(article).targets.iter().map(|target| match target {
            Target::File { path, .. } => Some(path),
            _ => None,
        });
        for path in linked.flatten().chain(&article.front.related) {
            group(&mut article.beside(path).and_then(|path| self.article(&path)).into_iter());
        }
    }
}
