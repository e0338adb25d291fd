//! `_redirects`: old addresses for servers that read such a file (Netlify, Cloudflare Pages). Others show the pages.

use std::fmt::Write as _;

use crate::site::Site;
use crate::site::page::Page;

pub(super) fn text(site: &Site, pages: &[Page]) -> String {
    let path = site.config.base_path();
    let mut lines = String::new();
    for page in pages {
        if let Page::Redirect(from, id) = page {
            let _ = writeln!(lines, "{} {} 301", from.absolute(path), site[*id].address.absolute(path));
        }
    }
    lines
}
