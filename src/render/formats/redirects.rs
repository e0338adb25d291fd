//! `_redirects`: old addresses for servers that read such a file (Netlify, Cloudflare Pages). Others show the pages.

use std::fmt::Write as _;

use crate::site::Site;
use crate::site::page::{Basis, Page};

pub(super) fn text(site: &Site, pages: &[Page]) -> String {
    let path = site.config.base_path();
    let mut lines = String::new();
    for page in pages {
        if let Basis::LeadsTo(id) = page.traits(site).basis {
            let (from, to) = (page.address(site), &site[id].address);
            let _ = writeln!(lines, "{} {} 301", from.absolute(path), to.absolute(path));
        }
    }
    lines
}
