//! What templates are given: plain data, every link already relative, every choice already made.

use serde::Serialize;
use tera::{Context, context};

use super::body::{PageBody, dialled};
use super::view::PageView;
use super::{json_ld, qr};
use crate::base::address::Address;
use crate::render::security_headers;
use crate::site::Site;
use crate::site::page::{Basis, Listing, Page};

#[derive(Debug, Serialize)]
struct Phone<'s> {
    number: &'s str,
    dialled: String,
}

impl<'s> Phone<'s> {
    fn of(site: &'s Site, language: &str, name: &str) -> Option<Self> {
        let number = site.config.phone(language, name)?;
        Some(Self { number: site.config.shown_phone(language, number), dialled: dialled(number) })
    }
}

/// What all pages of a language can show: made once, for the engine wants a form of its own.
pub(super) fn shared(site: &Site, language: &str, icon: &str, share_picture: Option<&Address>) -> Context {
    context! {
        site_name => &site.config.name,
        sample => &site.config.sample,
        language => language,
        words => &site.words[language],
        // What a page may load: a `Content-Security-Policy`.
        policy => if site.config.portable { security_headers::PORTABLE_POLICY } else { security_headers::PAGE_POLICY },
        icon => icon,
        // The same picture for every page that is shared.
        share_picture => &share_picture.map(|picture| picture.absolute(&site.config.base_url)),
        emergency => &Phone::of(site, language, "emergency"),
        clinic => &Phone::of(site, language, "clinic"),
        // What `contact` in the settings says.
        contact => &site.config.contact.get(language),
    }
}

/// Everything that a page's template can show.
pub(super) fn of_page(shared: &Context, site: &Site, page: &Page, body: &PageBody, stylesheet: &Address) -> Context {
    let traits = page.traits(site);
    let view = PageView { site, page, address: page.address(site), language: traits.language, traits };
    let id = traits.article();
    let shown = traits.shown().map(|id| &site[id]);
    let target = match traits.basis {
        Basis::LeadsTo(id) => Some(id),
        Basis::Site | Basis::Whole(_) | Basis::Part(_) | Basis::InPlace(_) => None,
    };
    let canonical = target.map_or(&view.address, |id| &site[id].address).absolute(&site.config.base_url);
    let review = shown.map(|article| view.review(article));
    let (title, summary) = view.title_and_summary();
    // On a fridge card, what belongs to the guide as a whole would only take room.
    let whole = shown.filter(|_| id.is_some());
    let qr = review.as_ref().map(|_| qr::svg(&canonical, &view.words().qr_code));
    let mut context = shared.clone();
    context.insert("title", &title);
    context.insert("summary", summary);
    // A class name: `home`, `section`, `guide`, `article`, `myths`, `faq`, `fridge`, `a-z`, `glossary`, `list`,
    // `accessibility` or `notice`.
    context.insert("kind", traits.class);
    context.insert("canonical", &canonical);
    // Whether search engines are to list it.
    context.insert("listed", &traits.is_listed);
    context.insert("stylesheet", &view.link(stylesheet));
    context.insert("body", &body.html);
    context.insert("contents", &view.contents(body));
    context.insert("review", &review);
    context.insert("audience", &whole.and_then(|article| article.front.audience.as_deref()));
    context.insert("sources", &view.sources(body));
    context.insert("topics", &whole.map(|article| view.topics(article)).unwrap_or_default());
    context.insert("related", &whole.map(|article| view.related(article)).unwrap_or_default());
    context.insert("json_ld", &json_ld::of(site, page, &view.address, body, &title, summary));
    // The foot of each printed sheet.
    context.insert("print_foot", &view.print_foot(&canonical, review.as_ref()));
    // An SVG, on pages that say something about themselves.
    context.insert("qr", &qr.unwrap_or_default());
    add_ways(&mut context, &view, body);
    // What only pages of one kind have.
    match traits.listing {
        Listing::Terms(language) => context.insert("terms", &view.terms(language)),
        Listing::Letters(language) => context.insert("letters", &view.letters(language)),
        Listing::Nothing
        | Listing::MainGuide(_)
        | Listing::Pages(_)
        | Listing::Parts(_)
        | Listing::Topics(_)
        | Listing::Topic(..)
        | Listing::Reviews => {}
    }
    if let Some(id) = target {
        // Where it leads.
        context.insert("target", &view.article_link(id));
    }
    context
}

/// What leads from a page to others.
fn add_ways(context: &mut Context, view: &PageView<'_>, body: &PageBody) {
    // Only an article's own page is a step on the way through a guide.
    let in_order = view.traits.article().filter(|_| view.traits.shown().is_some());
    context.insert("home", &view.link(&view.site.home_address(view.language)));
    context.insert("navigation", &view.navigation());
    // The page that says when and how to get help, if the settings name one.
    context.insert("help", &view.help());
    context.insert("breadcrumb", &view.breadcrumb());
    // The pages that this one lists: a guide's or section's parts, a topic's pages.
    context.insert("entries", &view.entries(body));
    // The way back: the guide, or for the main guide itself the home page.
    context.insert("back", &view.back());
    // The main guide, whatever page this is.
    context.insert("guide", &view.site.main_guide(view.language).map(|guide| view.entry(guide)));
    // On a guide, the way to its fridge card.
    context.insert("fridge_card", &view.fridge_card(body));
    context.insert("previous", &in_order.and_then(|id| view.site.previous(id)).map(|id| view.article_link(id)));
    context.insert("next", &in_order.and_then(|id| view.site.next(id)).map(|id| view.article_link(id)));
    context.insert("translations", &view.translations());
    // Topics and accessibility.
    context.insert("footer", &view.footer());
}
