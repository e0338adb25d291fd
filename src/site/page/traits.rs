//! What tells one kind of page from another, in one place: everything else asks here, and matches no kind by itself.

use super::Page;
use crate::base::address::Slug;
use crate::content::article::Kind;
use crate::site::{ArticleId, Site};

/// What a page of some kind is like. Its address is [`Page::address`]; its title is up to `render`, which has the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Traits<'p> {
    /// The template that it is rendered with.
    pub template: &'static str,
    /// Its class in the stylesheet, which templates know as `kind`.
    pub class: &'static str,
    /// The language that it is written in.
    pub language: &'p str,
    /// The article that it is made from.
    pub basis: Basis,
    /// What it lists.
    pub listing: Listing<'p>,
    /// What it is below, which its breadcrumb and its way back show.
    pub parent: Parent<'p>,
    /// The file that it comes from; none where it is made from all of them.
    pub source: Option<&'p str>,
    /// Whether a search engine is to list it.
    pub is_listed: bool,
    /// Whether it is shown for any address that leads nowhere, and so at any depth.
    pub is_not_found: bool,
}

/// What a page has to do with an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// It has none: it is made from many, or from settings.
    Site,
    /// It shows the article.
    Whole(ArticleId),
    /// It shows those parts of the article that fit one sheet.
    Part(ArticleId),
    /// It stands in for the article at the same address.
    InPlace(ArticleId),
    /// It leads to the article from another address.
    LeadsTo(ArticleId),
}

/// What a page lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listing<'p> {
    /// It is no list.
    Nothing,
    /// The parts of the main guide, unless this home page names its pages itself.
    MainGuide(ArticleId),
    /// The pages below an article.
    Pages(ArticleId),
    /// The pages below an article, small sections with their own.
    Parts(ArticleId),
    /// Every topic of a language.
    Topics(&'p str),
    /// The pages of one topic.
    Topic(&'p str, &'p Slug),
    /// The terms of a language.
    Terms(&'p str),
    /// The pages of a language by their first letter.
    Letters(&'p str),
    /// The reviews of all pages.
    Reviews,
}

/// What a page is below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parent<'p> {
    /// It is at the top.
    Nothing,
    /// What its article is below.
    Above(ArticleId),
    /// The article itself.
    Article(ArticleId),
    /// The list of topics of a language.
    Topics(&'p str),
    /// The main guide.
    MainGuide,
}

impl Page {
    /// What it is like. This is the one place that tells kinds of pages apart: a new kind is described here.
    #[must_use]
    pub fn traits<'p>(&'p self, site: &'p Site) -> Traits<'p> {
        match self {
            Self::Home(id) => Traits {
                template: "home.html",
                class: "home",
                listing: Listing::MainGuide(*id),
                parent: Parent::Nothing,
                ..Traits::of_article(site, *id)
            },
            Self::Section(id) => Traits {
                template: "section.html",
                class: "section",
                listing: Listing::Pages(*id),
                ..Traits::of_article(site, *id)
            },
            Self::Article(id) => Traits::of_article(site, *id),
            Self::Expired(id) => Traits {
                template: "expired.html",
                class: "notice",
                basis: Basis::InPlace(*id),
                listing: Listing::Nothing,
                is_listed: false,
                ..Traits::of_article(site, *id)
            },
            Self::FridgeCard(id) => Traits {
                template: "fridge-card.html",
                class: "fridge",
                basis: Basis::Part(*id),
                listing: Listing::Nothing,
                parent: Parent::Article(*id),
                ..Traits::of_article(site, *id)
            },
            Self::Topics(language) => {
                Traits { listing: Listing::Topics(language), ..Traits::of_site("topics.html", "list", language) }
            }
            Self::Topic(language, slug) => Traits {
                listing: Listing::Topic(language, slug),
                parent: Parent::Topics(language),
                ..Traits::of_site("topic.html", "list", language)
            },
            Self::Glossary(language) => Traits {
                listing: Listing::Terms(language),
                source: Some("content/glossary.yaml"),
                ..Traits::of_site("glossary.html", "glossary", language)
            },
            Self::AToZ(language) => {
                Traits { listing: Listing::Letters(language), ..Traits::of_site("a-z.html", "a-z", language) }
            }
            Self::Accessibility(language) => Traits::of_site("accessibility.html", "accessibility", language),
            Self::NotFound => Traits {
                is_listed: false,
                is_not_found: true,
                ..Traits::of_site("404.html", "notice", site.config.default_language())
            },
            Self::Register => Traits {
                listing: Listing::Reviews,
                is_listed: false,
                ..Traits::of_site("register.html", "notice", site.config.default_language())
            },
            Self::Redirect(_, id) => Traits {
                template: "redirect.html",
                class: "notice",
                basis: Basis::LeadsTo(*id),
                listing: Listing::Nothing,
                is_listed: false,
                ..Traits::of_article(site, *id)
            },
        }
    }
}

impl<'p> Traits<'p> {
    /// Those of a page that shows an article.
    fn of_article(site: &'p Site, id: ArticleId) -> Self {
        let article = &site[id];
        let (template, class) = match article.front.kind {
            Kind::Guide => ("guide.html", "guide"),
            Kind::Myths => ("article.html", "myths"),
            Kind::Faq => ("article.html", "faq"),
            Kind::Article => ("article.html", "article"),
        };
        Self {
            template,
            class,
            language: &article.place.language,
            basis: Basis::Whole(id),
            listing: Listing::Parts(id),
            parent: Parent::Above(id),
            source: Some(&article.source.path),
            is_listed: true,
            is_not_found: false,
        }
    }

    /// Those of a page without an article.
    fn of_site(template: &'static str, class: &'static str, language: &'p str) -> Self {
        Self {
            template,
            class,
            language,
            basis: Basis::Site,
            listing: Listing::Nothing,
            parent: Parent::MainGuide,
            source: None,
            is_listed: true,
            is_not_found: false,
        }
    }

    /// The article that it shows or leads to.
    #[must_use]
    pub fn article(&self) -> Option<ArticleId> {
        match self.basis {
            Basis::Whole(id) | Basis::InPlace(id) | Basis::LeadsTo(id) => Some(id),
            Basis::Site | Basis::Part(_) => None,
        }
    }

    /// The article whose words it shows.
    #[must_use]
    pub fn shown(&self) -> Option<ArticleId> {
        match self.basis {
            Basis::Whole(id) | Basis::Part(id) => Some(id),
            Basis::Site | Basis::InPlace(_) | Basis::LeadsTo(_) => None,
        }
    }

    /// The article that it depends on, whatever it does with it.
    #[must_use]
    pub(crate) fn made_from(&self) -> Option<ArticleId> {
        match self.basis {
            Basis::Whole(id) | Basis::Part(id) | Basis::InPlace(id) | Basis::LeadsTo(id) => Some(id),
            Basis::Site => None,
        }
    }

    /// Whether it is a list that grows with the site, so that no editor could make it shorter.
    #[must_use]
    pub(crate) fn is_index(&self, site: &Site) -> bool {
        match self.listing {
            Listing::Topics(_) | Listing::Topic(..) | Listing::Terms(_) | Listing::Letters(_) | Listing::Reviews => {
                true
            }
            Listing::MainGuide(id) | Listing::Pages(id) | Listing::Parts(id) => site.children(id).len() > SHORT_LIST,
            Listing::Nothing => false,
        }
    }
}

/// Most pages that a guide or section lists before it counts as an index.
const SHORT_LIST: usize = 30;
