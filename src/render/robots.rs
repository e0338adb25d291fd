//! `robots.txt`: everything may be read, and here is the sitemap.

use crate::output::Output;
use crate::page::Page;
use crate::site::Site;

pub(super) fn outputs(site: &Site, _: &[Page]) -> Vec<Output> {
    if site.assets.iter().any(|asset| asset.address == "robots.txt") {
        return Vec::new();
    }
    let text = format!("User-agent: *\nAllow: /\n\nSitemap: {}sitemap.xml\n", site.config.base_url);
    vec![Output::text("robots.txt", text, "site.yaml")]
}
