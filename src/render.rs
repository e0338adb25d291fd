//! Pages → outputs. One output format a file; the list of formats is [`FORMATS`].

mod body;
mod context;
mod headers;
mod json_ld;
mod lists;
mod qr;
mod redirects;
mod register;
mod robots;
mod security_txt;
mod sitemap;
mod template;
mod view;

use crate::diagnostic::Diagnostic;
use crate::output::Output;
use crate::page::Page;
use crate::register::Register;
use crate::site::Site;

pub use template::Theme;

/// A format that is made of all pages at once.
pub type Format = fn(&Site, &[Page]) -> Vec<Output>;

/// Formats beside the pages themselves. To add one, write a file and add a line.
pub const FORMATS: [Format; 5] =
    [sitemap::outputs, robots::outputs, redirects::outputs, headers::outputs, security_txt::outputs];

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
