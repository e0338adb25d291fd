//! On which days a page is there to be read.

use super::Site;
use crate::content::article::Article;

impl Site {
    /// Whether a page is published on the day that the site is built for.
    #[must_use]
    pub(crate) fn is_published(&self, article: &Article) -> bool {
        self.config.drafts
            || self.always_stands(article)
            || article.front.publish_on.is_none_or(|day| day <= self.config.today)
    }

    /// Whether a page is past its last day, so that a notice takes its place.
    #[must_use]
    pub(crate) fn is_expired(&self, article: &Article) -> bool {
        !self.always_stands(article) && article.front.expires_on.is_some_and(|day| day <= self.config.today)
    }

    /// Whether a page is there to be read: published, and not expired. Only such pages are listed anywhere.
    #[must_use]
    pub(crate) fn is_current(&self, article: &Article) -> bool {
        self.is_published(article) && !self.is_expired(article)
    }

    /// Whether a page is a home page, the main guide or the help page. Every page links to these, so they have no days of their own; the
    /// check `missing-page` says so where one is given.
    #[must_use]
    pub(crate) fn always_stands(&self, article: &Article) -> bool {
        let is_named = |path: &String| article.place.is_at(path);
        article.place.is_home() || is_named(&self.config.guide) || self.config.help.as_ref().is_some_and(is_named)
    }
}
