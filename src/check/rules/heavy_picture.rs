//! A picture of more than 30,000 bytes.
//!
//! Why it matters: readers with a slow or expensive connection wait for it, or pay for it, or never see it.
//!
//! The program prepares photos itself: it turns them, scales them down to the size that a page shows, and saves them in a
//! quality that stays below the limit. What remains are pictures that it can't make smaller without harm: drawings,
//! screenshots and moving pictures, and photos with a lot of detail.
//!
//! Example: a moving picture of 3,000,000 bytes; a page of text that was photographed.
//!
//! Instead: a drawing as SVG; a part of the picture, cut out; steps of a movement as a few drawings. The limit is
//! `thresholds: { picture_bytes: 30000 }` in site.yaml.
//!
//! Source: HTTP Archive, Web Almanac 2024, <https://almanac.httparchive.org/en/2024/page-weight>

use super::Run;
use crate::base::diagnostic::Code;
use crate::disk::source::Asset;
use crate::site::Site;

pub(super) const CODE: Code = Code::warning("heavy-picture");
pub(super) const RUN: Run = Run::File(fault_of);

fn fault_of(site: &Site, asset: &Asset) -> Option<(String, &'static str)> {
    let most = site.config.thresholds.picture_bytes;
    (asset.is_picture() && asset.length > most).then(|| {
        let message = format!("the picture weighs {} kB; the most is {} kB", rounded_up(asset.length), kilobytes(most));
        (message, "cut out the part that matters, or save it smaller: a drawing as SVG, a photo as JPEG")
    })
}

fn kilobytes(bytes: u64) -> f64 {
    f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / 1_000.0
}

/// Rounded up to a tenth of a kB, so that what is too heavy never looks as if it were not.
fn rounded_up(bytes: u64) -> f64 {
    kilobytes(bytes.div_ceil(100) * 100)
}
