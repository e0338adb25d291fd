//! What is published beside the pages: one format a file.

mod redirects;
mod robots;
mod security_txt;
mod sitemap;

use super::{formats, security_headers};
use crate::disk::output::Output;
use crate::site::Site;
use crate::site::page::{Basis, Beside, Page};

/// The files beside the pages. To add one, add a variant of [`Beside`] and follow the compiler.
#[must_use]
pub fn beside(site: &Site, pages: &[Page]) -> Vec<Output> {
    let has_redirects = pages.iter().any(|page| matches!(page.traits(site).basis, Basis::LeadsTo(_)));
    let files = Beside::of(site, pages, has_redirects);
    let parts = files.iter().filter(|file| matches!(file, Beside::SitemapPart(_))).count();
    let outputs = files.into_iter().map(|file| {
        let (text, source) = match file {
            Beside::Sitemap => (formats::sitemap::whole(site, pages, parts), "content"),
            Beside::SitemapPart(number) => (formats::sitemap::part(site, pages, number), "content"),
            Beside::Robots => (formats::robots::text(site), "site.yaml"),
            Beside::Redirects => (formats::redirects::text(site, pages), "content"),
            Beside::Headers => (security_headers::netlify(&site.config, &site.assets), "site.yaml"),
            Beside::SecurityTxt => (security_text(site, &file.path()), "site.yaml"),
        };
        Output::text(file.path(), text, source)
    });
    outputs.collect()
}

fn security_text(site: &Site, path: &str) -> String {
    let Some(security) = &site.config.security else { return String::new() };
    formats::security_txt::text(security, &site.config.languages, &format!("{}{path}", site.config.base_url))
}
