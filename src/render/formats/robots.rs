//! `robots.txt`: everything may be read, and here is the sitemap.

use crate::site::Site;

pub(super) fn text(site: &Site) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}sitemap.xml\n", site.config.base_url)
}
