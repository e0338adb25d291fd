//! A picture of more than 30,000 bytes.
//!
//! Why it matters: readers with a slow or dear connection wait for it, or pay for it, or never see it.
//!
//! Example: a photograph as it comes from a camera, 3,000,000 bytes.
//!
//! Instead: a drawing as SVG; or the photograph at most 800 pixels wide, saved as WebP or JPEG of middling quality. The
//! limit is `thresholds: { picture_bytes: 30000 }` in site.yaml.
//!
//! Source: HTTP Archive, Web Almanac 2024, <https://almanac.httparchive.org/en/2024/page-weight>

use crate::diagnostic::{Diagnostic, Location};
use crate::site::Site;

check!("heavy-picture", Warning, "heavy_picture.rs", super::Run::Given(run));

fn run(site: &Site) -> Vec<Diagnostic> {
    let limit = site.config.thresholds.picture_bytes;
    let heavy = super::pictures(site).filter(|picture| picture.length > limit);
    heavy
        .map(|picture| {
            let message = format!("the picture weighs {} bytes; the most is {limit}", picture.length);
            Diagnostic::warning("heavy-picture", message)
                .at(Location::file(&picture.path))
                .help("save it smaller: at most 800 pixels wide, as WebP or JPEG; drawings as SVG")
        })
        .collect()
}
