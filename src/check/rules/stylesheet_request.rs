//! A stylesheet that asks for more: another stylesheet, a font, or a picture.
//!
//! Why it matters: each request is another wait on a poor network, and one to another website tells it who reads here.
//! Fonts that the reader's device has are there at once, and are the ones that they read best.
//!
//! Example, in static/style.css:
//!
//! ```text
//! @import url("https://fonts.example/css?family=Lora");
//! ```
//!
//! Instead, name fonts that phones and computers have, such as `font-family: system-ui, sans-serif`, and put small
//! drawings into the file as `data:` addresses.
//!
//! Source: Regional Court Munich I, 3 O 17493/20 (fonts loaded from another website); GOV.UK Service Manual, performance.

use super::Run;
use crate::base::diagnostic::{Code, Diagnostic, Location};
use crate::site::Site;

pub(super) const CODE: Code = Code::error("stylesheet-request");
pub(super) const RUN: Run = Run::Given(run);

fn run(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for asset in site.assets.iter().filter(|asset| asset.path == "static/style.css") {
        let Some(bytes) = asset.held() else { continue };
        let css = String::from_utf8_lossy(bytes);
        for rule in rules(&css) {
            let lower = rule.to_ascii_lowercase();
            let what = match () {
                () if lower.contains("@import") => "another stylesheet",
                () if lower.contains("@font-face") => "a font",
                () if lower.split("url(").skip(1).any(asks) => "a file",
                () => continue,
            };
            let shown: String = rule.trim().chars().take(60).collect();
            found.push(
                Diagnostic::new(CODE, format!("the stylesheet asks for {what}: {shown}"))
                    .at(Location::file(&asset.path))
                    .help("take it out: a page is its HTML and one stylesheet, and asks for no more"),
            );
        }
    }
    found
}

/// Rule by rule: a rule that asks for a font does so once, however many files it names. An `@import` has no braces.
fn rules(css: &str) -> impl Iterator<Item = &str> {
    css.split_inclusive('}').flat_map(|rule| match rule.rsplit_once("@import") {
        Some((_, last)) => {
            let end = rule.len() - last.len() + last.find(';').map_or(last.len(), |at| at + 1);
            [&rule[..end], &rule[end..]]
        }
        None => [rule, ""],
    })
}

/// Whether the address that follows is loaded; a `data:` address, or one of a part of the page, is not.
fn asks(address: &str) -> bool {
    let address = address.trim_start_matches(['"', '\'', ' ']);
    !address.starts_with("data:") && !address.starts_with('#')
}
