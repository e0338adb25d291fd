//! Which pages exist, and at which addresses.

#![warn(clippy::wildcard_enum_match_arm)]

mod beside;
mod traits;

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::base::address::{Address, Slug};
use crate::base::diagnostic::{Diagnostic, Location, code};
use crate::base::yaml::Step;
use crate::content::article::Kind;
use crate::content::fridge_card;
use crate::site::{ArticleId, Site};
pub use beside::Beside;
pub use traits::{Basis, Listing, Parent, Traits};

/// A page of the site. To add a kind of page, add a variant and follow the compiler: it asks for the address, for the
/// [`Traits`], and for the title.
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
    /// For the staff: every page with its review. No page links to it.
    Register,
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
            Self::Register => Address::file("register.html"),
            Self::Redirect(address, _) => address.clone(),
        }
    }
}

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
            match Address::parse_alias(alias) {
                Ok(address) => redirects.push((address, id, index)),
                Err(why) => {
                    let message = format!("the old address \"{alias}\" {}", why.message);
                    let place = Claimant::Alias(id, index).place(site);
                    let problem = Diagnostic { location: place, ..Diagnostic::new(code::BAD_VALUE, message) };
                    problems.push(problem.help(why.help));
                }
            }
        }
    }
    for language in &site.config.languages {
        if site.references.glossary_languages.contains(language) {
            pages.push(Page::Glossary(language.clone()));
        }
        pages.push(Page::AToZ(language.clone()));
        pages.push(Page::Accessibility(language.clone()));
        if let Some(topics) = site.topics.get(language).filter(|topics| !topics.is_empty()) {
            pages.push(Page::Topics(language.clone()));
            pages.extend(topics.keys().map(|slug| Page::Topic(language.clone(), slug.clone())));
        }
    }
    pages.extend([Page::NotFound, Page::Register]);
    let by_build = Beside::paths(site, &pages, !redirects.is_empty()).map(Address::file);
    // The build's own pages come first: what an editor can rename is where a collision is shown.
    let by_build = by_build
        .chain(pages.iter().filter(|page| page.traits(site).article().is_none()).map(|page| page.address(site)));
    let by_articles = pages.iter().filter_map(|page| page.traits(site).article());
    let by_articles = by_articles.map(|id| (site[id].address.clone(), Claimant::Article(id)));
    let by_assets = site.assets.iter().enumerate();
    let by_assets = by_assets.flat_map(|(index, asset)| {
        let addresses = std::iter::once(&asset.address).chain(asset.smaller.as_ref().map(|smaller| &smaller.address));
        addresses.map(move |address| (Address::file(address), Claimant::Asset(index)))
    });
    let by_redirects = redirects.iter().map(|(address, id, index)| (address.clone(), Claimant::Alias(*id, *index)));
    let claimed = by_build.map(|address| (address, Claimant::Build)).chain(by_articles).chain(by_assets);
    let claimed: Vec<AddressClaim> =
        claimed.chain(by_redirects).map(|(address, by)| AddressClaim { address, by }).collect();
    problems.extend(collisions(site, &claimed));
    pages.extend(redirects.into_iter().map(|(address, id, _)| Page::Redirect(address, id)));
    (pages, problems)
}

/// Whether an article takes the same pages as in an earlier site that was linked alike.
#[must_use]
pub(crate) fn stands_as_before(site: &Site, before: &Site, id: ArticleId) -> bool {
    let (now, old) = (&site[id], &before[id]);
    now.address == old.address
        && now.front.slug.is_some() == old.front.slug.is_some()
        && now.front.aliases == old.front.aliases
        && now.front.kind == old.front.kind
        && has_fridge_card(site, id) == has_fridge_card(before, id)
}

/// An address that something is to have.
struct AddressClaim {
    address: Address,
    by: Claimant,
}

/// What claims an address.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Claimant {
    /// The build, for what it makes by itself.
    Build,
    Article(ArticleId),
    /// An asset, by its number.
    Asset(usize),
    /// An old address of an article, by its number.
    Alias(ArticleId, usize),
}

impl Claimant {
    fn place(self, site: &Site) -> Option<Location> {
        Some(match self {
            Self::Build => return None,
            Self::Article(id) if site[id].front.slug.is_some() => site[id].field(&[Step::Key("slug")]),
            Self::Article(id) => Location::file(&site[id].source.path),
            Self::Asset(index) => Location::file(&site.assets[index].path),
            Self::Alias(id, index) => site[id].field(&[Step::Key("aliases"), Step::Index(index)]),
        })
    }

    /// What to do when the address is taken.
    fn help(self) -> &'static str {
        match self {
            Self::Build => "",
            Self::Article(_) => "rename one of the two files, or give one a `slug:` of its own",
            Self::Asset(_) => "rename this file",
            Self::Alias(..) => "take this old address out, or write the one that the page really had",
        }
    }
}

/// Whether an article is a guide with a page for the door of the fridge.
#[must_use]
pub(crate) fn has_fridge_card(site: &Site, id: ArticleId) -> bool {
    let article = &site[id];
    article.front.kind == Kind::Guide
        && !article.place.is_home()
        && !site.is_expired(article)
        && fridge_card::of(&article.document(site.words_of(article))).is_some()
}

/// Addresses that two sources claim, or of which one would have to be a file and a folder at once.
fn collisions(site: &Site, claimed: &[AddressClaim]) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let keys: Vec<String> = claimed.iter().map(|claim| claim.address.collision_key()).collect();
    let mut owners =
        HashMap::<&str, &AddressClaim, FixedState>::with_capacity_and_hasher(keys.len(), FixedState::default());
    let mut kept = Vec::with_capacity(keys.len());
    for (key, claim) in keys.iter().zip(claimed) {
        let AddressClaim { address, by } = claim;
        let owner = *owners.entry(key).or_insert(claim);
        if std::ptr::eq(owner, claim) {
            kept.push((key, claim));
            continue;
        }
        let Some(place) = by.place(site) else { continue };
        let message = match owner.by.place(site) {
            Some(owner) => format!("the address {address} belongs to {} already", owner.path()),
            None => format!("the address {address} is kept for what the build makes by itself"),
        };
        problems.push(Diagnostic::new(code::ADDRESS_COLLISION, message).at(place).help(by.help()));
    }
    for (key, claim) in kept {
        let folders = key.match_indices('/').map(|(end, _)| &key[..end]);
        for owner in folders.filter_map(|folder| owners.get(folder)) {
            let message = format!("{} is a file, and {} needs a folder of that name", owner.address, claim.address);
            let place = owner.by.place(site).or_else(|| claim.by.place(site));
            let place = place.unwrap_or_else(|| Location::file("content"));
            problems.push(Diagnostic::new(code::ADDRESS_COLLISION, message).at(place).help("rename one of the two"));
        }
    }
    problems
}
