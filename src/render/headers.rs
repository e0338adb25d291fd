//! `_headers`: what to say beside each page, for hosts that read such a file (Netlify, Cloudflare Pages).

use crate::headers;
use crate::output::Output;
use crate::page::Page;
use crate::site::Site;

pub(super) fn outputs(site: &Site, _: &[Page]) -> Vec<Output> {
    if site.assets.iter().any(|asset| asset.address == "_headers") {
        return Vec::new();
    }
    vec![Output::text("_headers", headers::netlify(&site.config, &site.assets), "site.yaml")]
}
