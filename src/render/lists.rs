//! The lists on a page: what a guide, a section, a topic holds; the glossary; A to Z.

use std::fmt::Write as _;

use super::body::{Escaped, PageBody};
use super::model::{GlossaryEntry, Letter, ListEntry};
use super::view::PageView;
use crate::base::address::Slug;
use crate::site::page::{Listing, Page};
use crate::site::{ArticleId, Topic};

/// A section that holds more pages than this is listed by its own page alone, so that a guide's page stays small.
const LISTED_WITH_SECTION: usize = 30;

impl<'s> PageView<'s> {
    /// The pages that this one lists. A home page that names its pages itself needs no second list.
    pub(super) fn entries(&self, body: &PageBody) -> Vec<ListEntry<'s>> {
        match self.traits.listing {
            Listing::Pages(id) => self.site.children(id).iter().map(|id| self.entry(*id)).collect(),
            Listing::Parts(id) => self.parts(id),
            Listing::MainGuide(_) if body.has_tiles => Vec::new(),
            Listing::MainGuide(_) => {
                self.site.main_guide(self.language).map(|guide| self.parts(guide)).unwrap_or_default()
            }
            Listing::Topic(language, slug) => {
                self.site.topics[language][slug].articles.iter().map(|id| self.entry(*id)).collect()
            }
            Listing::Topics(language) => {
                let topics = self.site.topics[language].iter();
                topics.map(|(slug, topic)| self.topic(language, slug, topic)).collect()
            }
            // These have forms of their own.
            Listing::Terms(_) | Listing::Letters(_) | Listing::Reviews | Listing::Nothing => Vec::new(),
        }
    }

    fn topic(&self, language: &str, slug: &Slug, topic: &'s Topic) -> ListEntry<'s> {
        let address = Page::Topic(language.to_owned(), slug.clone()).address(self.site);
        ListEntry { href: self.link(&address), text: &topic.name, summary: "", entries: Vec::new() }
    }

    /// The parts of a guide: its articles and sections, small sections with their pages.
    pub(super) fn parts(&self, guide: ArticleId) -> Vec<ListEntry<'s>> {
        self.site.children(guide).iter().map(|id| self.part(*id)).collect()
    }

    fn part(&self, id: ArticleId) -> ListEntry<'s> {
        let children = self.site.children(id);
        let listed = if children.len() <= LISTED_WITH_SECTION { children } else { &[] };
        ListEntry { entries: listed.iter().map(|child| self.entry(*child)).collect(), ..self.entry(id) }
    }

    pub(super) fn terms(&self, language: &str) -> Vec<GlossaryEntry<'s>> {
        let mut terms: Vec<GlossaryEntry<'s>> = self
            .site
            .references
            .glossary
            .iter()
            .filter_map(|(id, languages)| {
                let term = languages.get(language)?;
                let also = term.also.join(", ");
                Some(GlossaryEntry { id, term: &term.term, plain: &term.plain, definition: &term.definition, also })
            })
            .collect();
        terms.sort_by_cached_key(|entry| (sort_key(entry.term), entry.id));
        terms
    }

    pub(super) fn letters(&self, language: &str) -> Vec<Letter> {
        let listed = self.site.ids().filter(|id| {
            let article = &self.site[*id];
            article.place.language == language && !article.place.is_home() && self.site.is_current(article)
        });
        let mut pages: Vec<(String, ArticleId)> = listed.map(|id| (sort_key(&self.site[id].front.title), id)).collect();
        // Those of one title stay in the order of their paths.
        pages.sort();
        let mut letters: Vec<Letter> = Vec::new();
        for (key, id) in pages {
            let first = key.chars().next().filter(|c| c.is_alphabetic()).unwrap_or('#');
            let letter: String = first.to_uppercase().collect();
            if letters.last().is_none_or(|last| last.name != letter) {
                let name = if first == '#' { "other".to_owned() } else { first.to_string() };
                letters.push(Letter { id: format!("letter-{name}"), name: letter, items: String::new() });
            }
            if let Some(last) = letters.last_mut() {
                let link = self.article_link(id);
                // A string takes whatever is written to it.
                let _ = write!(last.items, "<li><a href=\"{}\">{}</a></li>", Escaped(&link.href), Escaped(link.text));
            }
        }
        letters
    }
}

/// Letters without their marks and case, so that é is listed with e.
fn sort_key(title: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    if title.is_ascii() {
        return title.trim_start_matches(|c: char| !c.is_ascii_alphanumeric()).to_ascii_lowercase();
    }
    let letters = title.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c));
    letters.flat_map(char::to_lowercase).skip_while(|c| !c.is_alphanumeric()).collect()
}
