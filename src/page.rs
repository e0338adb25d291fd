//! Which pages exist, and at which addresses.

use std::collections::HashMap;

use crate::address::{Address, Slug};
use crate::article::Kind;
use crate::diagnostic::{Diagnostic, Location};
use crate::fridge_card;
use crate::site::{ArticleId, Site};
use crate::yaml::Step;

/// A page of the site. To add a kind of page, add a variant and follow the compiler.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Page {
    /// A language's home page.
    Home(ArticleId),
    /// The page that names a section and lists it.
    Section(ArticleId),
    /// An article of any kind.
    Article(ArticleId),
    /// In place of an article past its last day: says so and points to the guide.
    Expired(ArticleId),
    /// The parts of a guide that fit one sheet, to be printed.
    FridgeCard(ArticleId),
    /// Every topic of a language.
    Topics(String),
    /// One topic of a language.
    Topic(String, Slug),
    /// The terms of a language.
    Glossary(String),
    /// Every page of a language, by its first letter.
    AToZ(String),
    /// What was done for readers with disabilities, what was not, and whom to tell; one a language.
    Accessibility(String),
    /// What a server shows for an address that leads nowhere.
    NotFound,
    /// An old address that leads to an article.
    Redirect(Address, ArticleId),
}

impl Page {
    /// Where it is.
    #[must_use]
    pub fn address(&self, site: &Site) -> Address {
        match self {
            Self::Home(id) | Self::Section(id) | Self::Article(id) | Self::Expired(id) => site[*id].address.clone(),
            Self::FridgeCard(id) => Address::page([site[*id].address.as_str().trim_end_matches('/'), "fridge-card"]),
            Self::Topics(language) => Address::page([site.prefix(language), "topics"]),
            Self::Topic(language, slug) => Address::page([site.prefix(language), "topics", slug.as_str()]),
            Self::Glossary(language) => Address::page([site.prefix(language), "glossary"]),
            Self::AToZ(language) => Address::page([site.prefix(language), "a-z"]),
            Self::Accessibility(language) => Address::page([site.prefix(language), "accessibility"]),
            Self::NotFound => Address::file("404.html"),
            Self::Redirect(address, _) => address.clone(),
        }
    }

    /// The template that it is rendered with.
    #[must_use]
    pub fn template(&self, site: &Site) -> &'static str {
        match self {
            Self::Home(_) => "home.html",
            Self::Section(_) => "section.html",
            Self::Article(id) if site[*id].front.kind == Kind::Guide => "guide.html",
            Self::Article(_) => "article.html",
            Self::Expired(_) => "expired.html",
            Self::FridgeCard(_) => "fridge-card.html",
            Self::Topics(_) => "topics.html",
            Self::Topic(..) => "topic.html",
            Self::Glossary(_) => "glossary.html",
            Self::AToZ(_) => "a-z.html",
            Self::Accessibility(_) => "accessibility.html",
            Self::NotFound => "404.html",
            Self::Redirect(..) => "redirect.html",
        }
    }

    /// The article that it shows or leads to.
    #[must_use]
    pub fn article(&self) -> Option<ArticleId> {
        match self {
            Self::Home(id) | Self::Section(id) | Self::Article(id) | Self::Expired(id) | Self::Redirect(_, id) => {
                Some(*id)
            }
            _ => None,
        }
    }

    /// The article whose words it shows.
    #[must_use]
    pub fn shown(&self) -> Option<ArticleId> {
        match self {
            Self::Home(id) | Self::Section(id) | Self::Article(id) | Self::FridgeCard(id) => Some(*id),
            _ => None,
        }
    }

    /// The language that it is written in.
    #[must_use]
    pub fn language<'s>(&'s self, site: &'s Site) -> &'s str {
        match self {
            Self::Topics(language)
            | Self::Topic(language, _)
            | Self::Glossary(language)
            | Self::AToZ(language)
            | Self::Accessibility(language) => language,
            Self::NotFound => site.config.default_language(),
            Self::Home(id)
            | Self::Section(id)
            | Self::Article(id)
            | Self::Expired(id)
            | Self::FridgeCard(id)
            | Self::Redirect(_, id) => &site[*id].place.language,
        }
    }

    /// The file that it comes from, for the manifest and for messages.
    #[must_use]
    pub fn source(&self, site: &Site) -> String {
        match (self.article().or(self.shown()), self) {
            (Some(id), _) => site[id].source.path.clone(),
            (None, Self::Glossary(_)) => "content/glossary.yaml".to_owned(),
            (None, _) => "content".to_owned(),
        }
    }

    /// Whether it is a list that grows with the site, so that no editor could make it shorter.
    #[must_use]
    pub fn is_index(&self, site: &Site) -> bool {
        match self {
            Self::Topics(_) | Self::Topic(..) | Self::Glossary(_) | Self::AToZ(_) => true,
            Self::Home(id) | Self::Section(id) | Self::Article(id) => site.children(*id).len() > SHORT_LIST,
            _ => false,
        }
    }

    /// Whether a search engine is to list it.
    #[must_use]
    pub fn is_listed(&self) -> bool {
        !matches!(self, Self::Expired(_) | Self::NotFound | Self::Redirect(..))
    }
}

/// Most pages that a guide or section lists before it counts as an index.
const SHORT_LIST: usize = 30;

/// Every page, articles first in the order of their paths, and every two sources that claim one address.
#[must_use]
pub fn pages(site: &Site) -> (Vec<Page>, Vec<Diagnostic>) {
    let mut pages = Vec::with_capacity(site.articles.len() + 16);
    let mut redirects = Vec::new();
    let mut problems = Vec::new();
    for id in site.ids().filter(|id| site.is_published(&site[*id])) {
        let article = &site[id];
        pages.push(match () {
            () if article.place.is_home() => Page::Home(id),
            () if site.is_expired(article) => Page::Expired(id),
            () if article.place.is_index() => Page::Section(id),
            () => Page::Article(id),
        });
        if has_fridge_card(site, id) {
            pages.push(Page::FridgeCard(id));
        }
        for (index, alias) in article.front.aliases.iter().enumerate() {
            let field = [Step::Key("aliases"), Step::Index(index)];
            match Address::parse_alias(alias) {
                Ok(address) => redirects.push((Page::Redirect(address, id), article.field(&field))),
                Err(why) => {
                    let (message, help) = why.split_once('|').unwrap_or((&why, ""));
                    let message = format!("the old address \"{alias}\" {message}");
                    problems.push(Diagnostic::error("bad-value", message).at(article.field(&field)).help(help));
                }
            }
        }
    }
    for language in &site.config.languages {
        if site.references.glossary.values().any(|entry| entry.contains_key(language)) {
            pages.push(Page::Glossary(language.clone()));
        }
        pages.push(Page::AToZ(language.clone()));
        pages.push(Page::Accessibility(language.clone()));
        if let Some(topics) = site.topics.get(language).filter(|topics| !topics.is_empty()) {
            pages.push(Page::Topics(language.clone()));
            pages.extend(topics.keys().map(|slug| Page::Topic(language.clone(), slug.clone())));
        }
    }
    pages.push(Page::NotFound);
    let mut claimed: Vec<(Address, Location)> =
        pages.iter().map(|page| (page.address(site), place_of(page, site))).collect();
    claimed.extend(redirects.iter().map(|(page, place)| (page.address(site), place.clone())));
    claimed.extend(site.assets.iter().map(|asset| (Address::file(&asset.address), Location::file(&asset.path))));
    let own = ["sitemap.xml", crate::output::MANIFEST];
    let own = own.into_iter().chain((!redirects.is_empty()).then_some("_redirects"));
    claimed.extend(own.map(|name| (Address::file(name), Location::file("carepress itself"))));
    problems.extend(collisions(claimed));
    pages.extend(redirects.into_iter().map(|(page, _)| page));
    (pages, problems)
}

/// Whether an article is a guide with a page for the door of the fridge.
#[must_use]
pub fn has_fridge_card(site: &Site, id: ArticleId) -> bool {
    let article = &site[id];
    article.front.kind == Kind::Guide
        && !article.place.is_home()
        && !site.is_expired(article)
        && fridge_card::of(&article.document(site.words_of(article))).is_some()
}

fn place_of(page: &Page, site: &Site) -> Location {
    match page.article() {
        Some(id) if site[id].front.slug.is_some() => site[id].field(&[Step::Key("slug")]),
        _ => Location::file(page.source(site)),
    }
}

/// Addresses that two sources claim, or of which one would have to be a file and a folder at once.
fn collisions(claimed: Vec<(Address, Location)>) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let mut owners = HashMap::<String, Location>::with_capacity(claimed.len());
    let mut files = Vec::with_capacity(claimed.len());
    for (address, place) in claimed {
        let key = address.collision_key();
        if let Some(other) = owners.get(&key) {
            let message = format!("{} and this both claim the address {address}", other.path);
            problems.push(
                Diagnostic::error("address-collision", message)
                    .at(place)
                    .help("rename one of the two, or give one a `slug:` of its own"),
            );
            continue;
        }
        files.push((key.clone(), address, place.clone()));
        owners.insert(key, place);
    }
    for (key, address, place) in files {
        let folders = key.match_indices('/').map(|(end, _)| &key[..end]);
        for owner in folders.filter_map(|folder| owners.get(folder)) {
            let message = format!("{} would have to be a file and a folder, for this to be at {address}", owner.path);
            problems
                .push(Diagnostic::error("address-collision", message).at(place.clone()).help("rename one of the two"));
        }
    }
    problems
}
