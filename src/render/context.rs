//! What templates are given: plain data, every link already relative, every choice already made.

use serde::Serialize;

use super::body::Body;
use crate::address::Address;
use crate::article::{Article, Kind};
use crate::page::Page;
use crate::reference::Citation;
use crate::site::{ArticleId, Site};
use crate::words::Words;

/// Everything that a page's template can show.
#[derive(Debug, Serialize)]
pub(super) struct PageContext<'s> {
    site_name: &'s str,
    language: &'s str,
    title: &'s str,
    summary: &'s str,
    /// `home`, `section`, `guide`, `article`, `myths`, `faq`, `list` or `notice`; a class name.
    kind: &'static str,
    canonical: String,
    /// Whether search engines are to list it.
    listed: bool,
    home: String,
    /// The same picture for every page that is shared.
    share_picture: Option<String>,
    stylesheet: String,
    icon: &'s str,
    navigation: Vec<Link<'s>>,
    breadcrumb: Vec<Link<'s>>,
    body: &'s str,
    contents: Vec<Link<'s>>,
    review: Option<ReviewState<'s>>,
    audience: Option<&'s str>,
    sources: Vec<Source<'s>>,
    topics: Vec<Link<'s>>,
    related: Vec<Entry<'s>>,
    /// The pages that this one lists: a guide's or section's parts, a topic's pages.
    entries: Vec<Entry<'s>>,
    /// The way back: the guide, or for the main guide itself the home page.
    back: Option<Link<'s>>,
    guide: Option<Entry<'s>>,
    previous: Option<Link<'s>>,
    next: Option<Link<'s>>,
    translations: Vec<Translation<'s>>,
    terms: Vec<GlossaryEntry<'s>>,
    letters: Vec<Letter<'s>>,
    emergency: Option<Phone<'s>>,
    json_ld: String,
    /// Where a redirect leads.
    target: Option<Link<'s>>,
    /// What stands at the foot of each printed sheet.
    print_foot: String,
}

#[derive(Debug, Serialize)]
struct Link<'s> {
    href: String,
    text: &'s str,
    /// Whether it leads to the page that it stands on.
    current: bool,
}

#[derive(Debug, Serialize)]
struct Entry<'s> {
    href: String,
    text: &'s str,
    summary: &'s str,
    entries: Vec<Entry<'s>>,
}

#[derive(Debug, Serialize)]
struct ReviewState<'s> {
    reviewed: bool,
    by: Option<&'s str>,
    last: Option<String>,
    last_iso: Option<String>,
    next: Option<String>,
    next_iso: Option<String>,
    version: Option<&'s str>,
}

#[derive(Debug, Serialize)]
struct Source<'s> {
    number: usize,
    authors: Option<&'s str>,
    year: Option<u16>,
    title: Option<&'s str>,
    journal: Option<&'s str>,
    href: Option<String>,
    link_text: Option<String>,
    note: Option<&'s str>,
}

#[derive(Debug, Serialize)]
struct Translation<'s> {
    language: &'s str,
    name: &'s str,
    direction: crate::words::Direction,
    href: String,
    absolute: String,
    current: bool,
}

#[derive(Debug, Serialize)]
struct GlossaryEntry<'s> {
    id: &'s str,
    term: &'s str,
    plain: &'s str,
    definition: &'s str,
    also: String,
}

#[derive(Debug, Serialize)]
struct Letter<'s> {
    id: String,
    name: String,
    entries: Vec<Entry<'s>>,
}

#[derive(Debug, Serialize)]
struct Phone<'s> {
    number: &'s str,
    dialled: String,
}

/// What a page shares with all others.
pub(super) struct Shared<'s> {
    pub(super) stylesheet: &'s Address,
    pub(super) icon: &'s str,
    pub(super) share_picture: Option<&'s Address>,
}

/// A section that holds more pages than this is listed by its own page alone, so that a guide's page stays small.
const LISTED_WITH_SECTION: usize = 30;

/// Gathers what a page shows.
pub(super) fn page_context<'s>(
    site: &'s Site,
    page: &'s Page,
    body: &'s Body,
    shared: &Shared<'s>,
    json_ld: String,
) -> PageContext<'s> {
    let view = View { site, page, address: page.address(site), language: page.language(site) };
    let id = page.article();
    let article = id.map(|id| &site[id]);
    let shows_article = matches!(page, Page::Home(_) | Page::Section(_) | Page::Article(_));
    let canonical = match page {
        Page::Redirect(_, id) => site[*id].address.absolute(&site.config.base_url),
        _ => view.address.absolute(&site.config.base_url),
    };
    let review = article.filter(|_| shows_article).map(|article| view.review(article));
    let (title, summary) = view.title_and_summary();
    PageContext {
        site_name: &site.config.name,
        language: view.language,
        title,
        summary,
        kind: kind_name(page, article),
        print_foot: view.print_foot(&canonical, review.as_ref()),
        canonical,
        listed: page.is_listed(),
        home: view.link(&site.home_address(view.language)),
        share_picture: shared.share_picture.map(|picture| picture.absolute(&site.config.base_url)),
        stylesheet: view.link(shared.stylesheet),
        icon: shared.icon,
        navigation: view.navigation(),
        breadcrumb: view.breadcrumb(),
        body: &body.html,
        contents: body
            .contents
            .iter()
            .map(|(id, text)| Link { href: format!("#{id}"), text, current: false })
            .collect(),
        review,
        audience: article.filter(|_| shows_article).and_then(|article| article.front.audience.as_deref()),
        sources: view.sources(body),
        topics: if shows_article { view.topics(article) } else { Vec::new() },
        related: if shows_article { view.related(article) } else { Vec::new() },
        entries: view.entries(),
        back: view.back(),
        guide: site.main_guide(view.language).map(|guide| view.entry(guide)),
        previous: id.filter(|_| shows_article).and_then(|id| site.previous(id)).map(|id| view.article_link(id)),
        next: id.filter(|_| shows_article).and_then(|id| site.next(id)).map(|id| view.article_link(id)),
        translations: view.translations(),
        terms: view.terms(),
        letters: view.letters(),
        emergency: site
            .config
            .phone(view.language, "emergency")
            .map(|number| Phone { number, dialled: super::body::dialled(number) }),
        json_ld,
        target: match page {
            Page::Redirect(_, id) => Some(view.article_link(*id)),
            _ => None,
        },
    }
}

fn kind_name(page: &Page, article: Option<&Article>) -> &'static str {
    match (page, article.map(|article| article.front.kind)) {
        (Page::Home(_), _) => "home",
        (Page::Section(_), _) => "section",
        (Page::Article(_), Some(Kind::Guide)) => "guide",
        (Page::Article(_), Some(Kind::Myths)) => "myths",
        (Page::Article(_), Some(Kind::Faq)) => "faq",
        (Page::Article(_), _) => "article",
        (Page::Expired(_) | Page::NotFound | Page::Register | Page::Redirect(..), _) => "notice",
        (Page::Topics(_) | Page::Topic(..) | Page::Glossary(_) | Page::AToZ(_), _) => "list",
    }
}

/// One page's view of the site.
struct View<'s> {
    site: &'s Site,
    page: &'s Page,
    address: Address,
    language: &'s str,
}

impl<'s> View<'s> {
    fn words(&self) -> &'s Words {
        &self.site.words[self.language]
    }

    /// A link from this page. The page for missing addresses is shown at any depth, so its links alone start at the
    /// server's top.
    fn link(&self, to: &Address) -> String {
        if *self.page == Page::NotFound {
            let base = &self.site.config.base_url;
            let path =
                base.find("://").and_then(|scheme| base[scheme + 3..].find('/').map(|at| &base[scheme + 3 + at..]));
            return to.absolute(path.unwrap_or("/"));
        }
        to.from(&self.address, self.site.config.portable)
    }

    fn article_link(&self, id: ArticleId) -> Link<'s> {
        self.named_link(&self.site[id].address, &self.site[id].front.title)
    }

    fn named_link(&self, to: &Address, text: &'s str) -> Link<'s> {
        Link { href: self.link(to), text, current: *to == self.address }
    }

    fn entry(&self, id: ArticleId) -> Entry<'s> {
        let article = &self.site[id];
        let href = self.link(&article.address);
        Entry { href, text: &article.front.title, summary: &article.front.summary, entries: Vec::new() }
    }

    fn title_and_summary(&self) -> (&'s str, &'s str) {
        let words = self.words();
        match self.page {
            Page::Home(id) | Page::Section(id) | Page::Article(id) => {
                (&self.site[*id].front.title, &self.site[*id].front.summary)
            }
            Page::Expired(id) => (&self.site[*id].front.title, &words.expired),
            Page::Topics(_) => (&words.topics, &words.topics_summary),
            Page::Topic(language, slug) => (&self.site.topics[language][slug].name, &words.topic_summary),
            Page::Glossary(_) => (&words.glossary, &words.glossary_summary),
            Page::AToZ(_) => (&words.a_to_z, &words.a_to_z_summary),
            Page::NotFound => (&words.not_found, &words.not_found_summary),
            // Its template has its own words: they are for the staff.
            Page::Register => ("", ""),
            Page::Redirect(_, id) => (&self.site[*id].front.title, &words.moved),
        }
    }

    fn navigation(&self) -> Vec<Link<'s>> {
        let words = self.words();
        let mut links = Vec::with_capacity(3);
        if let Some(guide) = self.site.main_guide(self.language) {
            links.push(self.named_link(&self.site[guide].address, &words.main_guide));
        }
        let a_to_z = Page::AToZ(self.language.to_owned());
        links.push(self.named_link(&a_to_z.address(self.site), &words.a_to_z));
        if self.site.references.glossary.values().any(|entry| entry.contains_key(self.language)) {
            let glossary = Page::Glossary(self.language.to_owned());
            links.push(self.named_link(&glossary.address(self.site), &words.glossary));
        }
        links
    }

    /// Home, then the pages above: every page but the home page leads to its guide from here.
    fn breadcrumb(&self) -> Vec<Link<'s>> {
        if matches!(self.page, Page::Home(_)) {
            return Vec::new();
        }
        let words = self.words();
        let mut links = vec![self.named_link(&self.site.home_address(self.language), &words.home)];
        match self.page.article() {
            Some(id) => links.extend(self.site.ancestors(id).into_iter().map(|id| self.article_link(id))),
            None => links.extend(self.site.main_guide(self.language).map(|id| self.article_link(id))),
        }
        if let Page::Topic(language, _) = self.page {
            links.push(self.named_link(&Page::Topics(language.clone()).address(self.site), &words.topics));
        }
        links
    }

    fn back(&self) -> Option<Link<'s>> {
        let main = self.site.main_guide(self.language);
        match self.page.article() {
            // The main guide itself leads home.
            Some(id) if Some(id) == main => {
                Some(self.named_link(&self.site.home_address(self.language), &self.words().home))
            }
            Some(id) => self.site.guide(id).or(main).map(|guide| self.article_link(guide)),
            None => main.map(|guide| self.article_link(guide)),
        }
    }

    fn review(&self, article: &'s Article) -> ReviewState<'s> {
        let words = self.words();
        let review = article.front.review.as_ref();
        let last = review.and_then(|review| review.last_reviewed);
        let next = review.and_then(|review| review.next_review);
        ReviewState {
            reviewed: crate::review::is_reviewed(self.site, article),
            by: review.and_then(|review| review.reviewed_by.as_deref()),
            last: last.map(|date| words.date(date)),
            last_iso: last.map(|date| date.to_string()),
            next: next.map(|date| words.date(date)),
            next_iso: next.map(|date| date.to_string()),
            version: article.front.version(),
        }
    }

    fn print_foot(&self, canonical: &str, review: Option<&ReviewState<'s>>) -> String {
        let words = self.words();
        let mut foot = canonical.trim_start_matches("https://").trim_start_matches("http://").to_owned();
        let Some(review) = review else { return foot };
        if let Some(version) = review.version {
            foot = format!("{foot} · {} {version}", words.version);
        }
        match (&review.last, review.reviewed) {
            (Some(last), true) => format!("{foot} · {} {last}", words.reviewed),
            _ => format!("{foot} · {}", words.not_reviewed),
        }
    }

    fn sources(&self, body: &'s Body) -> Vec<Source<'s>> {
        let citations = &self.site.references.citations;
        let known = body.citations.iter().enumerate().filter_map(|(index, id)| Some((index + 1, citations.get(id)?)));
        known.map(|(number, citation)| source(number, citation)).collect()
    }

    fn topics(&self, article: Option<&'s Article>) -> Vec<Link<'s>> {
        let names = article.map_or(&[][..], |article| &article.front.topics);
        let mut seen = Vec::new();
        names
            .iter()
            .filter_map(|name| {
                let slug = crate::address::Slug::from_words(name);
                if seen.contains(&slug) {
                    return None;
                }
                seen.push(slug.clone());
                let topic = self.site.topics.get(self.language)?.get(&slug)?;
                Some(self.named_link(&Page::Topic(self.language.to_owned(), slug).address(self.site), &topic.name))
            })
            .collect()
    }

    fn related(&self, article: Option<&'s Article>) -> Vec<Entry<'s>> {
        let Some(article) = article else { return Vec::new() };
        let mut seen = Vec::new();
        article
            .front
            .related
            .iter()
            .filter_map(|path| {
                let folder = article.path().rsplit_once('/').map_or("", |(folder, _)| folder);
                let id = self.site.article(&crate::address::resolve_path(folder, path)?)?;
                (self.site.is_current(&self.site[id]) && !seen.contains(&id)).then(|| {
                    seen.push(id);
                    self.entry(id)
                })
            })
            .collect()
    }

    fn entries(&self) -> Vec<Entry<'s>> {
        match self.page {
            Page::Section(id) => self.site.children(*id).iter().map(|id| self.entry(*id)).collect(),
            Page::Article(id) => self.parts(*id),
            Page::Home(_) => self.site.main_guide(self.language).map(|guide| self.parts(guide)).unwrap_or_default(),
            Page::Topic(language, slug) => {
                self.site.topics[language][slug].articles.iter().map(|id| self.entry(*id)).collect()
            }
            Page::Topics(language) => {
                let topic = |(slug, topic): (&crate::address::Slug, &'s crate::site::Topic)| Entry {
                    href: self.link(&Page::Topic(language.clone(), slug.clone()).address(self.site)),
                    text: topic.name.as_str(),
                    summary: "",
                    entries: Vec::new(),
                };
                self.site.topics[language].iter().map(topic).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The parts of a guide: its articles and sections, small sections with their pages.
    fn parts(&self, guide: ArticleId) -> Vec<Entry<'s>> {
        let part = |id: &ArticleId| {
            let children = self.site.children(*id);
            let listed = if children.len() <= LISTED_WITH_SECTION { children } else { &[] };
            Entry { entries: listed.iter().map(|child| self.entry(*child)).collect(), ..self.entry(*id) }
        };
        self.site.children(guide).iter().map(part).collect()
    }

    fn translations(&self) -> Vec<Translation<'s>> {
        let Some(id) = self.page.article() else { return Vec::new() };
        let version = |id: &ArticleId| {
            let article = &self.site[*id];
            let words = self.site.words_of(article);
            Translation {
                language: &article.place.language,
                name: &words.language,
                direction: words.direction,
                href: self.link(&article.address),
                absolute: article.address.absolute(&self.site.config.base_url),
                current: article.place.language == self.language,
            }
        };
        self.site.translations(id).iter().map(version).collect()
    }

    fn terms(&self) -> Vec<GlossaryEntry<'s>> {
        let Page::Glossary(language) = self.page else { return Vec::new() };
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

    fn letters(&self) -> Vec<Letter<'s>> {
        let Page::AToZ(language) = self.page else { return Vec::new() };
        let site = self.site;
        let mut ids: Vec<ArticleId> = site
            .ids()
            .filter(|id| {
                site[*id].place.language == *language && !site[*id].place.is_home() && site.is_current(&site[*id])
            })
            .collect();
        ids.sort_by_cached_key(|id| (sort_key(&site[*id].front.title), site[*id].source.path.clone()));
        let mut letters: Vec<Letter<'s>> = Vec::new();
        for id in ids {
            let first = sort_key(&site[id].front.title).chars().next().filter(|c| c.is_alphabetic()).unwrap_or('#');
            let letter: String = first.to_uppercase().collect();
            if letters.last().is_none_or(|last| last.name != letter) {
                let name = if first == '#' { "other".to_owned() } else { first.to_string() };
                letters.push(Letter { id: format!("letter-{name}"), name: letter, entries: Vec::new() });
            }
            if let Some(last) = letters.last_mut() {
                last.entries.push(self.entry(id));
            }
        }
        letters
    }
}

/// Letters without their marks and case, so that é stands with e.
fn sort_key(title: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    let base = |c: &char| !unicode_normalization::char::is_combining_mark(*c);
    title.nfd().filter(base).flat_map(char::to_lowercase).skip_while(|c| !c.is_alphanumeric()).collect()
}

fn source(number: usize, citation: &Citation) -> Source<'_> {
    let (href, link_text) = match (&citation.doi, &citation.url) {
        (Some(doi), _) => (Some(format!("https://doi.org/{doi}")), Some(format!("doi:{doi}"))),
        (None, Some(url)) => (Some(url.clone()), Some(url.clone())),
        (None, None) => (None, None),
    };
    Source {
        number,
        authors: citation.authors.as_deref(),
        year: citation.year,
        title: citation.title.as_deref(),
        journal: citation.journal.as_deref(),
        href,
        link_text,
        note: citation.note.as_deref(),
    }
}
