//! Pages → outputs: the pages themselves, and in [`formats`] what is published beside them.

#![warn(clippy::wildcard_enum_match_arm)]

mod body;
mod bounds;
mod context;
pub mod formats;
mod json_ld;
mod lists;
mod model;
mod qr;
mod register_page;
pub(crate) mod security_headers;
mod theme;
mod unused;
mod view;

use std::borrow::Cow;

use anyhow::Result;

use crate::base::diagnostic::Diagnostic;
use crate::disk::output::Output;
use crate::disk::source::{Asset, Smaller};
use crate::site::Site;
use crate::site::page::Page;
use crate::site::register::Register;

pub use theme::Theme;

/// Renders one page.
///
/// # Errors
/// The mistake in a template, with the page that was being rendered.
pub fn page(site: &Site, theme: &Theme, register: &Register, page: &Page) -> Result<Output, Box<Diagnostic>> {
    let address = page.address(site);
    let source = page.traits(site).source.unwrap_or("content");
    let bytes = theme
        .render(site, register, page, &address)
        .map_err(|error| Box::new(theme::problem(&error, theme, source)))?;
    Ok(Output { path: address.output_path(), bytes: bytes.into(), source: source.to_owned() })
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
