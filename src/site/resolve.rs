//! Where a target leads, and why it leads nowhere.

use super::{ArticleId, Site};
use crate::base::address::resolve_path;
use crate::content::article::Article;
use crate::content::document::Target;
use crate::content::references::{Claim, Term};
use crate::disk::source::Asset;

/// Where a target leads.
#[derive(Debug, Clone, Copy)]
pub enum Destination<'s> {
    /// An article; with an anchor when one was given.
    Article(ArticleId, Option<&'s str>),
    /// A heading of the same page.
    Anchor(&'s str),
    /// A picture or a document.
    Asset(&'s Asset),
    /// A claim.
    Claim(&'s str, &'s Claim),
    /// A glossary entry.
    Term(&'s str, &'s Term),
    /// A phone number.
    Phone(&'s str),
    /// Another website.
    External(&'s str),
}

/// Why a target leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Broken {
    /// No such file; the path below `content` that was looked for.
    NoFile(String),
    /// The path leads out of `content`.
    Outside,
    /// The page is there and not yet published.
    Unpublished(ArticleId),
    /// The page has no such heading.
    NoAnchor(ArticleId),
    /// No such claim.
    NoClaim,
    /// No such term, or not in this language.
    NoTerm,
    /// No such phone number in this language.
    NoPhone,
    /// An address that no page may hold.
    Unsafe,
}

impl<'s> Destination<'s> {
    /// The words of a link that has none of its own, on a page in a language; `None` where it has to have some.
    #[must_use]
    pub(crate) fn own_words(&self, site: &'s Site, language: &str) -> Option<&'s str> {
        match *self {
            Self::Article(id, None) => Some(&site[id].front.title),
            Self::Claim(_, claim) => claim.first_wording(language),
            Self::Term(_, term) => Some(&term.term),
            Self::Phone(number) => Some(number),
            // The title of a page would not say which part of it is meant.
            Self::Article(_, Some(_)) | Self::Anchor(_) | Self::Asset(_) | Self::External(_) => None,
        }
    }
}

impl Site {
    /// Follows a target from an article.
    ///
    /// # Errors
    /// Why it leads nowhere.
    pub(crate) fn resolve<'s>(&'s self, from: &'s Article, target: &'s Target) -> Result<Destination<'s>, Broken> {
        let language = &from.place.language;
        match target {
            Target::Claim(id) => match self.references.claims.get_key_value(id) {
                Some((id, claim)) => Ok(Destination::Claim(id, claim)),
                None => Err(Broken::NoClaim),
            },
            Target::Term(id) => match self.term(language, id) {
                Some((id, term)) => Ok(Destination::Term(id, term)),
                None => Err(Broken::NoTerm),
            },
            Target::Phone(name) => self.config.phone(language, name).map(Destination::Phone).ok_or(Broken::NoPhone),
            Target::External(url) => Ok(Destination::External(url)),
            Target::Unsafe(_) => Err(Broken::Unsafe),
            Target::Anchor(anchor) if self.body_of(from).anchors.has(anchor) => Ok(Destination::Anchor(anchor)),
            Target::Anchor(_) => Err(Broken::NoAnchor(self.places.articles[from.path()])),
            Target::File { path, anchor } => self.resolve_file(from, path, anchor.as_deref()),
        }
    }

    fn resolve_file<'s>(
        &'s self,
        from: &Article,
        path: &str,
        anchor: Option<&'s str>,
    ) -> Result<Destination<'s>, Broken> {
        if path.starts_with('/') {
            return self.asset_at(path).ok_or_else(|| Broken::NoFile(path.to_owned()));
        }
        let path = from.beside(path).ok_or(Broken::Outside)?;
        if let Some(asset) = self.places.assets.get(&path) {
            return Ok(Destination::Asset(&self.assets[*asset]));
        }
        let id = self.article(&path).ok_or(Broken::NoFile(path))?;
        match anchor {
            Some(anchor) if !self.body_of(&self[id]).anchors.has(anchor) => Err(Broken::NoAnchor(id)),
            _ if !self.is_published(&self[id]) => Err(Broken::Unpublished(id)),
            // A notice takes the place of an expired page, without its headings.
            anchor => Ok(Destination::Article(id, anchor.filter(|_| !self.is_expired(&self[id])))),
        }
    }
    /// A picture or a document by the address that it has on the site: editors that run in a browser write no other.
    fn asset_at<'s>(&'s self, path: &str) -> Option<Destination<'s>> {
        let asset = self.places.assets.get(&resolve_path("", path)?)?;
        Some(Destination::Asset(&self.assets[*asset]))
    }
}
