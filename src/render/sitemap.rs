//! `sitemap.xml`: every page that search engines are to list, with its translations and the day of its last review.

use std::fmt::Write as _;

use pulldown_cmark_escape::escape_html;

use crate::output::Output;
use crate::page::Page;
use crate::site::Site;

/// Most addresses that one file may hold (sitemaps.org, protocol 0.9).
const MOST: usize = 50_000;

/// The sitemap; with more than 50,000 pages an index of several.
pub(super) fn outputs(site: &Site, pages: &[Page]) -> Vec<Output> {
    let listed: Vec<&Page> = pages.iter().filter(|page| page.is_listed()).collect();
    let part = |pages: &[&Page], path: String| Output::text(path, urls(site, pages), "content");
    if listed.len() <= MOST {
        return vec![part(&listed, "sitemap.xml".to_owned())];
    }
    let mut index = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let mut outputs = Vec::new();
    for (number, pages) in listed.chunks(MOST).enumerate() {
        let path = format!("sitemap-{}.xml", number + 1);
        let _ = writeln!(index, "<sitemap><loc>{}{path}</loc></sitemap>", site.config.base_url);
        outputs.push(part(pages, path));
    }
    index.push_str("</sitemapindex>\n");
    outputs.push(Output::text("sitemap.xml", index, "content"));
    outputs
}

fn urls(site: &Site, pages: &[&Page]) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    let base = &site.config.base_url;
    for page in pages {
        xml.push_str("<url><loc>");
        let _ = escape_html(&mut xml, &page.address(site).absolute(base));
        xml.push_str("</loc>");
        if let Some(id) = page.article() {
            for other in site.translations(id) {
                let language = &site[*other].place.language;
                let _ = write!(xml, "<xhtml:link rel=\"alternate\" hreflang=\"{language}\" href=\"");
                let _ = escape_html(&mut xml, &site[*other].address.absolute(base));
                xml.push_str("\"/>");
            }
            let review = site[id].front.review.as_ref().filter(|_| crate::review::is_reviewed(site, &site[id]));
            if let Some(day) = review.and_then(|review| review.last_reviewed) {
                let _ = write!(xml, "<lastmod>{day}</lastmod>");
            }
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml
}
