//! `sitemap.xml`: every page that search engines are to list, with its translations and the day of its last review.

use std::fmt::Write as _;

use pulldown_cmark_escape::escape_html;

use crate::site::Site;
use crate::site::page::{Beside, Page};

/// The sitemap; with more pages than one file may hold, an index of its parts.
pub(super) fn whole(site: &Site, pages: &[Page], parts: usize) -> String {
    if parts == 0 {
        return urls(site, pages.iter().filter(|page| page.traits(site).is_listed));
    }
    let mut index = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for number in 1..=parts {
        let path = Beside::SitemapPart(number).path();
        let _ = writeln!(index, "<sitemap><loc>{}{path}</loc></sitemap>", site.config.base_url);
    }
    index.push_str("</sitemapindex>\n");
    index
}

/// One part of it, by its number from 1.
pub(super) fn part(site: &Site, pages: &[Page], number: usize) -> String {
    let listed = pages.iter().filter(|page| page.traits(site).is_listed);
    urls(site, listed.skip((number - 1) * Beside::MOST_LISTED).take(Beside::MOST_LISTED))
}

fn urls<'p>(site: &Site, pages: impl Iterator<Item = &'p Page>) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    let base = &site.config.base_url;
    for page in pages {
        xml.push_str("<url><loc>");
        let _ = escape_html(&mut xml, &page.address(site).absolute(base));
        xml.push_str("</loc>");
        if let Some(id) = page.traits(site).article() {
            for other in site.translations(id) {
                let language = &site[*other].place.language;
                let _ = write!(xml, "<xhtml:link rel=\"alternate\" hreflang=\"{language}\" href=\"");
                let _ = escape_html(&mut xml, &site[*other].address.absolute(base));
                xml.push_str("\"/>");
            }
            let review = site[id].front.review.as_ref().filter(|_| crate::site::review::is_reviewed(site, &site[id]));
            if let Some(day) = review.and_then(|review| review.last_reviewed) {
                let _ = write!(xml, "<lastmod>{day}</lastmod>");
            }
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml
}
