//! One page's view of the site: every link written from where the page is.

use std::borrow::Cow;

use super::body::PageBody;
use super::model::{ListEntry, PageLink, ReviewState, Source, TranslationLink};
use crate::base::address::{Address, encoded};
use crate::content::article::Article;
use crate::content::document::Target;
use crate::content::locale::{Direction, Locale};
use crate::content::references::Citation;
use crate::site::page::{Listing, Page, Parent, Traits};
use crate::site::{ArticleId, Site};

/// One page's view of the site.
pub(super) struct PageView<'s> {
    pub(super) site: &'s Site,
    pub(super) page: &'s Page,
    pub(super) address: Address,
    pub(super) language: &'s str,
    pub(super) traits: Traits<'s>,
}

impl<'s> PageView<'s> {
    pub(super) fn words(&self) -> &'s Locale {
        &self.site.words[self.language]
    }

    /// A link from this page. The page for missing addresses is shown at any depth, so its links alone start at the
    /// server's top.
    pub(super) fn link(&self, to: &Address) -> String {
        if self.traits.is_not_found {
            return to.absolute(self.site.config.base_path());
        }
        to.from(&self.address, self.site.config.portable)
    }

    pub(super) fn article_link(&self, id: ArticleId) -> PageLink<'s> {
        self.named_link(&self.site[id].address, &self.site[id].front.title)
    }

    pub(super) fn named_link(&self, to: &Address, text: &'s str) -> PageLink<'s> {
        PageLink { href: self.link(to), text, current: *to == self.address }
    }

    pub(super) fn entry(&self, id: ArticleId) -> ListEntry<'s> {
        let article = &self.site[id];
        let href = self.link(&article.address);
        ListEntry { href, text: &article.front.title, summary: &article.front.summary, entries: Vec::new() }
    }

    pub(super) fn title_and_summary(&self) -> (Cow<'s, str>, &'s str) {
        let words = self.words();
        let (title, summary) = match self.page {
            Page::FridgeCard(id) => {
                let title = format!("{}: {}", self.site[*id].front.title, words.fridge_card);
                return (title.into(), &words.fridge_card_summary);
            }
            Page::Home(id) | Page::Section(id) | Page::Article(id) => {
                (&self.site[*id].front.title, &self.site[*id].front.summary)
            }
            Page::Accessibility(_) => (&words.accessibility.title, &words.accessibility.summary),
            Page::Expired(id) => (&self.site[*id].front.title, &words.expired),
            Page::Topics(_) => (&words.topics, &words.topics_summary),
            Page::Topic(language, slug) => {
                let title = format!("{}: {}", words.topic, self.site.topics[language][slug].name);
                return (title.into(), &words.topic_summary);
            }
            Page::Glossary(_) => (&words.glossary, &words.glossary_summary),
            Page::AToZ(_) => (&words.a_to_z, &words.a_to_z_summary),
            Page::NotFound => (&words.not_found, &words.not_found_summary),
            // Its template has its own words: they are for the staff.
            Page::Register => return ("".into(), ""),
            Page::Redirect(_, id) => (&self.site[*id].front.title, &words.moved),
        };
        (title.as_str().into(), summary)
    }

    /// The headings of the body, and on a guide the list of its pages below it. Questions that are folded up are a list of
    /// contents by themselves.
    pub(super) fn contents(&self, body: &'s PageBody) -> Vec<PageLink<'s>> {
        if !body.questions.is_empty() || body.begins_with_help {
            return Vec::new();
        }
        let link = |id: &str, text: &'s str| PageLink { href: format!("#{id}"), text, current: false };
        let mut links: Vec<PageLink<'s>> = body.contents.iter().map(|(id, text)| link(id, text)).collect();
        if let Listing::Parts(id) = self.traits.listing
            && self.site.is_guide(id)
            && !self.site.children(id).is_empty()
        {
            links.push(link("guide-pages", &self.words().in_this_guide));
        }
        links
    }

    /// The page that says when and how to get help.
    pub(super) fn help(&self) -> Option<PageLink<'s>> {
        let help = self.site.help_page(self.language)?;
        Some(self.named_link(&self.site[help].address, &self.words().get_help))
    }

    pub(super) fn navigation(&self) -> Vec<PageLink<'s>> {
        let words = self.words();
        let mut links = Vec::with_capacity(4);
        if let Some(guide) = self.site.main_guide(self.language) {
            links.push(self.named_link(&self.site[guide].address, &words.main_guide));
        }
        links.extend(self.help());
        let a_to_z = Page::AToZ(self.language.to_owned());
        links.push(self.named_link(&a_to_z.address(self.site), &words.a_to_z));
        if self.site.references.glossary_languages.contains(self.language) {
            let glossary = Page::Glossary(self.language.to_owned());
            links.push(self.named_link(&glossary.address(self.site), &words.glossary));
        }
        links
    }

    /// Home, then the pages above.
    pub(super) fn breadcrumb(&self) -> Vec<PageLink<'s>> {
        self.site.trail(self.page).iter().map(|(name, address)| self.named_link(address, name)).collect()
    }

    /// What is at the foot of every page, beside the words.
    pub(super) fn footer(&self) -> Vec<PageLink<'s>> {
        let words = self.words();
        let mut links = Vec::with_capacity(2);
        if self.site.topics.get(self.language).is_some_and(|topics| !topics.is_empty()) {
            let topics = Page::Topics(self.language.to_owned());
            links.push(self.named_link(&topics.address(self.site), &words.topics));
        }
        let accessibility = Page::Accessibility(self.language.to_owned());
        links.push(self.named_link(&accessibility.address(self.site), &words.accessibility.title));
        links
    }

    pub(super) fn fridge_card(&self, body: &PageBody) -> Option<PageLink<'s>> {
        let Parent::Above(id) = self.traits.parent else { return None };
        let address = Page::FridgeCard(id).address(self.site);
        body.has_fridge_card.then(|| self.named_link(&address, &self.words().fridge_card_link))
    }

    pub(super) fn back(&self) -> Option<PageLink<'s>> {
        let main = self.site.main_guide(self.language);
        match self.traits.parent {
            Parent::Nothing => None,
            Parent::Article(id) => Some(self.article_link(id)),
            // The main guide itself leads home.
            Parent::Above(id) if Some(id) == main => {
                Some(self.named_link(&self.site.home_address(self.language), &self.words().home))
            }
            Parent::Above(id) => self.site.guide(id).or(main).map(|guide| self.article_link(guide)),
            Parent::Topics(_) | Parent::MainGuide => main.map(|guide| self.article_link(guide)),
        }
    }

    pub(super) fn review(&self, article: &'s Article) -> ReviewState<'s> {
        let words = self.words();
        let review = article.front.review.as_ref();
        let last = review.and_then(|review| review.last_reviewed);
        let next = review.and_then(|review| review.next_review);
        ReviewState {
            reviewed: crate::site::review::is_reviewed(self.site, article),
            by: review.and_then(|review| review.reviewed_by.as_deref()),
            last: last.map(|date| words.date(date)),
            last_iso: last.map(|date| date.to_string()),
            next: next.map(|date| words.date(date)),
            next_iso: next.map(|date| date.to_string()),
            version: article.front.version(),
        }
    }

    pub(super) fn print_foot(&self, canonical: &str, review: Option<&ReviewState<'s>>) -> String {
        let words = self.words();
        let mut foot = canonical.trim_start_matches("https://").trim_start_matches("http://").to_owned();
        if words.direction == Direction::Rtl {
            // Between these marks an address is written from left to right, whatever is around it.
            foot = format!("\u{2066}{foot}\u{2069}");
        }
        let Some(review) = review else { return foot };
        if let Some(version) = review.version {
            foot = format!("{foot} · {} {version}", words.version);
        }
        match (&review.last, review.reviewed) {
            (Some(last), true) => format!("{foot} · {} {last}", words.reviewed),
            _ => format!("{foot} · {}", words.not_reviewed),
        }
    }

    pub(super) fn sources(&self, body: &'s PageBody) -> Vec<Source<'s>> {
        let citations = &self.site.references.citations;
        let known = body.citations.iter().enumerate().filter_map(|(index, id)| Some((index + 1, citations.get(id)?)));
        known.map(|(number, citation)| source(number, citation)).collect()
    }

    pub(super) fn topics(&self, article: &'s Article) -> Vec<PageLink<'s>> {
        let mut seen = Vec::new();
        article
            .front
            .topics
            .iter()
            .filter_map(|name| {
                let slug = crate::base::address::Slug::from_words(name);
                if seen.contains(&slug) {
                    return None;
                }
                seen.push(slug.clone());
                let topic = self.site.topics.get(self.language)?.get(&slug)?;
                Some(self.named_link(&Page::Topic(self.language.to_owned(), slug).address(self.site), &topic.name))
            })
            .collect()
    }

    pub(super) fn related(&self, article: &'s Article) -> Vec<ListEntry<'s>> {
        let mut seen = Vec::new();
        article
            .front
            .related
            .iter()
            .filter_map(|path| {
                let id = self.site.article(&article.beside(path)?)?;
                (self.site.is_current(&self.site[id]) && !seen.contains(&id)).then(|| {
                    seen.push(id);
                    self.entry(id)
                })
            })
            .collect()
    }

    pub(super) fn translations(&self) -> Vec<TranslationLink<'s>> {
        let Some(id) = self.traits.article() else { return Vec::new() };
        self.site.translations(id).iter().map(|id| self.translation(*id)).collect()
    }

    fn translation(&self, id: ArticleId) -> TranslationLink<'s> {
        let article = &self.site[id];
        let words = self.site.words_of(article);
        TranslationLink {
            language: &article.place.language,
            name: &words.language,
            direction: words.direction,
            href: self.link(&article.address),
            absolute: article.address.absolute(&self.site.config.base_url),
            current: article.place.language == self.language,
        }
    }
}

fn source(number: usize, citation: &Citation) -> Source<'_> {
    let (href, link_text) = match (&citation.doi, &citation.url) {
        (Some(doi), _) => (Some(encoded(&format!("https://doi.org/{doi}"))), Some(format!("doi:{doi}"))),
        // A check reports any other address, and can be switched off.
        (None, Some(url)) if matches!(Target::parse(url), Target::External(_)) => {
            (Some(encoded(url)), Some(url.clone()))
        }
        (None, Some(url)) => (None, Some(url.clone())),
        (None, None) => (None, None),
    };
    let year = citation.year.map(|year| year.to_string());
    let parts = [&citation.authors, &citation.title, &citation.journal, &year];
    let text: Vec<String> =
        parts.into_iter().flatten().map(|part| format!("{}.", part.trim_end_matches('.'))).collect();
    Source { number, text: text.join(" "), href, link_text, note: citation.note.as_deref() }
}
