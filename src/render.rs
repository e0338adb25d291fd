//! Pages → outputs. One kind of output a file.

mod body;
mod bounds;
mod context;
mod json_ld;
mod lists;
mod qr;
mod redirects;
mod register;
mod robots;
mod security_txt;
mod sitemap;
mod template;
mod unused;
mod view;

use std::borrow::Cow;

use anyhow::Result;

use crate::base::diagnostic::Diagnostic;
use crate::disk::output::Output;
use crate::disk::source::{Asset, Smaller};
use crate::headers;
use crate::site::Site;
use crate::site::page::{Beside, Page};
use crate::site::register::Register;

pub use template::Theme;

/// The files beside the pages. To add one, add a variant of [`Beside`] and follow the compiler.
#[must_use]
pub fn beside(site: &Site, pages: &[Page]) -> Vec<Output> {
    let has_redirects = pages.iter().any(|page| matches!(page, Page::Redirect(..)));
    let files = Beside::of(site, pages, has_redirects);
    let parts = files.iter().filter(|file| matches!(file, Beside::SitemapPart(_))).count();
    let languages = &site.config.languages;
    let text = |file: Beside| match file {
        Beside::Sitemap => (sitemap::whole(site, pages, parts), "content"),
        Beside::SitemapPart(number) => (sitemap::part(site, pages, number), "content"),
        Beside::Robots => (robots::text(site), "site.yaml"),
        Beside::Redirects => (redirects::text(site, pages), "content"),
        Beside::Headers => (headers::netlify(&site.config, &site.assets), "site.yaml"),
        Beside::SecurityTxt => {
            let canonical = format!("{}{}", site.config.base_url, file.path());
            let security = site.config.security.as_ref();
            (
                security.map_or_else(String::new, |security| security_txt::text(security, languages, &canonical)),
                "site.yaml",
            )
        }
    };
    let output = |file: &Beside| {
        let (text, source) = text(*file);
        Output::text(file.path(), text, source)
    };
    files.iter().map(output).collect()
}

/// Renders one page.
///
/// # Errors
/// The mistake in a template, with the page that was being rendered.
pub fn page(site: &Site, theme: &Theme, register: &Register, page: &Page) -> Result<Output, Box<Diagnostic>> {
    let address = page.address(site);
    let bytes = theme
        .render(site, register, page, &address)
        .map_err(|error| Box::new(template::problem(&error, theme, &page.source(site))))?;
    Ok(Output { path: address.output_path(), bytes: bytes.into(), source: page.source(site) })
}

/// What is published of a picture or another file.
///
/// # Errors
/// When it can't be read.
pub fn asset(asset: &Asset) -> Result<Output> {
    Ok(Output { path: asset.address.clone(), bytes: asset.published()?, source: asset.path.clone() })
}

/// The file of a picture for narrow screens.
#[must_use]
pub fn smaller(asset: &Asset) -> Option<Output> {
    let Smaller { address, bytes, .. } = asset.smaller.as_ref()?;
    Some(Output { path: address.clone(), bytes: Cow::Owned(bytes.to_vec()), source: asset.path.clone() })
}
