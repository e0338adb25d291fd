//! `_redirects`: old addresses for servers that read such a file (Netlify, Cloudflare Pages). Others show the pages.

use std::fmt::Write as _;

use crate::output::Output;
use crate::page::Page;
use crate::site::Site;

pub(super) fn outputs(site: &Site, pages: &[Page]) -> Vec<Output> {
    let path = site.config.base_path();
    let mut lines = String::new();
    for page in pages {
        if let Page::Redirect(from, id) = page {
            let _ = writeln!(lines, "{} {} 301", from.absolute(path), site[*id].address.absolute(path));
        }
    }
    if lines.is_empty() { Vec::new() } else { vec![Output::text("_redirects", lines, "content")] }
}
