//! What templates are given: plain data, every link already relative, every choice already made.

use std::borrow::Cow;

use serde::Serialize;

use super::body::{Body, dialled};
use super::view::View;
use super::{json_ld, qr};
use crate::address::Address;
use crate::article::{Article, Kind};
use crate::headers;
use crate::page::Page;
use crate::site::Site;

/// Everything that a page's template can show.
#[derive(Debug, Serialize)]
pub(super) struct PageContext<'s> {
    site_name: &'s str,
    language: &'s str,
    title: Cow<'s, str>,
    summary: &'s str,
    /// A class name: `home`, `section`, `guide`, `article`, `myths`, `faq`, `fridge`, `a-z`, `glossary`, `list`,
    /// `accessibility` or `notice`.
    kind: &'static str,
    canonical: String,
    /// Whether search engines are to list it.
    listed: bool,
    home: String,
    /// The same picture for every page that is shared.
    share_picture: Option<String>,
    stylesheet: String,
    /// What the page may load: a `Content-Security-Policy`.
    policy: &'static str,
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
    /// On a guide, the way to its fridge card.
    fridge_card: Option<Link<'s>>,
    previous: Option<Link<'s>>,
    next: Option<Link<'s>>,
    translations: Vec<Translation<'s>>,
    terms: Vec<GlossaryEntry<'s>>,
    letters: Vec<Letter<'s>>,
    emergency: Option<Phone<'s>>,
    clinic: Option<Phone<'s>>,
    /// Topics and accessibility.
    footer: Vec<Link<'s>>,
    json_ld: String,
    /// Where a redirect leads.
    target: Option<Link<'s>>,
    /// What stands at the foot of each printed sheet.
    print_foot: String,
    /// An SVG, on pages that say something about themselves.
    qr: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Link<'s> {
    pub(super) href: String,
    pub(super) text: &'s str,
    /// Whether it leads to the page that it stands on.
    pub(super) current: bool,
}

#[derive(Debug, Serialize)]
pub(super) struct Entry<'s> {
    pub(super) href: String,
    pub(super) text: &'s str,
    pub(super) summary: &'s str,
    pub(super) entries: Vec<Entry<'s>>,
}

#[derive(Debug, Serialize)]
pub(super) struct ReviewState<'s> {
    pub(super) reviewed: bool,
    pub(super) by: Option<&'s str>,
    pub(super) last: Option<String>,
    pub(super) last_iso: Option<String>,
    pub(super) next: Option<String>,
    pub(super) next_iso: Option<String>,
    pub(super) version: Option<&'s str>,
}

#[derive(Debug, Serialize)]
pub(super) struct Source<'s> {
    pub(super) number: usize,
    /// Authors, title, journal and year, as far as they are known.
    pub(super) text: String,
    pub(super) href: Option<String>,
    pub(super) link_text: Option<String>,
    pub(super) note: Option<&'s str>,
}

#[derive(Debug, Serialize)]
pub(super) struct Translation<'s> {
    pub(super) language: &'s str,
    pub(super) name: &'s str,
    pub(super) direction: crate::words::Direction,
    pub(super) href: String,
    pub(super) absolute: String,
    pub(super) current: bool,
}

#[derive(Debug, Serialize)]
pub(super) struct GlossaryEntry<'s> {
    pub(super) id: &'s str,
    pub(super) term: &'s str,
    pub(super) plain: &'s str,
    pub(super) definition: &'s str,
    pub(super) also: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Letter<'s> {
    pub(super) id: String,
    pub(super) name: String,
    /// Its pages, by their titles alone: there may be very many.
    pub(super) entries: Vec<Link<'s>>,
}

#[derive(Debug, Serialize)]
pub(super) struct Phone<'s> {
    number: &'s str,
    dialled: String,
}

/// What a page shares with all others.
pub(super) struct Shared<'s> {
    pub(super) stylesheet: &'s Address,
    pub(super) icon: &'s str,
    pub(super) share_picture: Option<&'s Address>,
}

/// Gathers what a page shows.
pub(super) fn page_context<'s>(site: &'s Site, page: &'s Page, body: &'s Body, shared: &Shared<'s>) -> PageContext<'s> {
    let view = View { site, page, address: page.address(site), language: page.language(site) };
    let id = page.article();
    let shown = page.shown().map(|id| &site[id]);
    let canonical = match page {
        Page::Redirect(_, id) => site[*id].address.absolute(&site.config.base_url),
        _ => view.address.absolute(&site.config.base_url),
    };
    let review = shown.map(|article| view.review(article));
    let (title, summary) = view.title_and_summary();
    let json_ld = json_ld::of(site, page, &view.address, body, &title, summary);
    // On a fridge card, what belongs to the guide as a whole would only take room.
    let whole = shown.filter(|_| id.is_some());
    let phone = |name| {
        let number = site.config.phone(view.language, name);
        number.map(|number| Phone { number, dialled: dialled(number) })
    };
    PageContext {
        site_name: &site.config.name,
        language: view.language,
        title,
        summary,
        kind: kind_name(page, shown),
        print_foot: view.print_foot(&canonical, review.as_ref()),
        listed: page.is_listed(),
        home: view.link(&site.home_address(view.language)),
        share_picture: shared.share_picture.map(|picture| picture.absolute(&site.config.base_url)),
        stylesheet: view.link(shared.stylesheet),
        policy: if site.config.portable { headers::PORTABLE_POLICY } else { headers::PAGE_POLICY },
        icon: shared.icon,
        navigation: view.navigation(),
        breadcrumb: view.breadcrumb(),
        body: &body.html,
        qr: if review.is_some() { qr::svg(&canonical, &view.words().qr_code) } else { String::new() },
        contents: view.contents(body),
        canonical,
        review,
        audience: whole.and_then(|article| article.front.audience.as_deref()),
        sources: view.sources(body),
        topics: whole.map(|article| view.topics(article)).unwrap_or_default(),
        related: whole.map(|article| view.related(article)).unwrap_or_default(),
        entries: view.entries(body),
        back: view.back(),
        guide: site.main_guide(view.language).map(|guide| view.entry(guide)),
        fridge_card: view.fridge_card(body),
        previous: id.filter(|_| whole.is_some()).and_then(|id| site.previous(id)).map(|id| view.article_link(id)),
        next: id.filter(|_| whole.is_some()).and_then(|id| site.next(id)).map(|id| view.article_link(id)),
        translations: view.translations(),
        terms: view.terms(),
        letters: view.letters(),
        emergency: phone("emergency"),
        clinic: phone("clinic"),
        footer: view.footer(),
        json_ld,
        target: match page {
            Page::Redirect(_, id) => Some(view.article_link(*id)),
            _ => None,
        },
    }
}

fn kind_name(page: &Page, shown: Option<&Article>) -> &'static str {
    match (page, shown.map(|article| article.front.kind)) {
        (Page::Home(_), _) => "home",
        (Page::FridgeCard(_), _) => "fridge",
        (Page::Section(_), _) => "section",
        (_, Some(Kind::Guide)) => "guide",
        (_, Some(Kind::Myths)) => "myths",
        (_, Some(Kind::Faq)) => "faq",
        (Page::Article(_), _) => "article",
        (Page::AToZ(_), _) => "a-z",
        (Page::Glossary(_), _) => "glossary",
        (Page::Accessibility(_), _) => "accessibility",
        (Page::Topics(_) | Page::Topic(..), _) => "list",
        (Page::Expired(_) | Page::NotFound | Page::Register | Page::Redirect(..), _) => "notice",
    }
}
