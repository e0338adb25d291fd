//! The other articles that a page shows something of: its address, its title, its place, its summary.

use std::iter::once;

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
    pub(crate) fn dependencies(&self, id: ArticleId, interfaces: &[Digest]) -> Digest {
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
    pub(crate) fn shown_by(&self, id: ArticleId) -> Vec<ArticleId> {
        let mut shown = Vec::new();
        self.each_shown(id, &mut |other| shown.extend(other));
        shown
    }

    /// The same, group by group, with nothing after each group.
    ///
    /// To let a page show something of yet another article, add that article here, and to the site in `tests/testsuite/rebuild.rs`,
    /// where rebuilt sites are compared with new ones byte by byte.
    fn each_shown(&self, id: ArticleId, see: &mut dyn FnMut(Option<ArticleId>)) {
        let article = &self[id];
        // The guide that a page leads back to is one of those above it.
        see_group(see, self.ancestors(id));
        see_group(see, self.main_guide(&article.place.language));
        see_group(see, self.help_page(&article.place.language));
        see_group(see, self.previous(id));
        see_group(see, self.next(id));
        see_group(see, self.translations(id).iter().copied());
        // The home page lists what the main guide does.
        let top = if article.place.is_home() { self.main_guide(&article.place.language) } else { Some(id) };
        for child in top.into_iter().flat_map(|top| self.children(top)) {
            see_group(see, once(*child).chain(self.children(*child).iter().copied()));
        }
        see_group(see, article.front.guide.as_deref().and_then(|path| self.guide_named(id, path)));
        let linked = self.body_of(article).targets.iter().map(|target| match target {
            Target::File { path, .. } => Some(path),
            _ => None,
        });
        for path in linked.flatten().chain(&article.front.related) {
            see_group(see, article.beside(path).and_then(|path| self.article(&path)));
        }
    }
}

/// Tells of the articles of a group, and of its end.
fn see_group(see: &mut dyn FnMut(Option<ArticleId>), group: impl IntoIterator<Item = ArticleId>) {
    group.into_iter().for_each(|other| see(Some(other)));
    see(None);
}
