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

use crate::site::Site;
use crate::source::Asset;

check!("heavy-picture", Warning, "heavy_picture.rs", super::Run::File(fault_of));

fn fault_of(site: &Site, asset: &Asset) -> Option<(String, &'static str)> {
    let most = site.config.thresholds.picture_bytes;
    (asset.is_picture() && asset.length > most).then(|| {
        let message = format!("the picture weighs {} kB; the most is {} kB", rounded_up(asset.length), kilobytes(most));
        (message, "save it smaller: at most 800 pixels wide, as WebP or JPEG; drawings as SVG")
    })
}

fn kilobytes(bytes: u64) -> f64 {
    f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / 1_000.0
}

/// To a tenth of a kB, so that what is too heavy never looks as if it was not.
fn rounded_up(bytes: u64) -> f64 {
    kilobytes(bytes.div_ceil(100) * 100)
}
