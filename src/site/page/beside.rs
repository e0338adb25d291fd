//! The files that the build makes by itself beside the pages. By this one list their addresses are taken, and by it they
//! are written.

use super::Page;
use crate::disk::output::MANIFEST;
use crate::site::Site;

/// A file that is made of the settings or of all pages at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// Every page for search engines, or the list of its parts.
    Sitemap,
    /// One part of it, by its number from 1.
    SitemapPart(usize),
    /// What search engines may read.
    Robots,
    /// Old addresses, for servers that read such a file.
    Redirects,
    /// What to say beside each page, for servers that read such a file.
    Headers,
    /// Whom to tell about a vulnerability.
    SecurityTxt,
}

impl Beside {
    /// The files of a site with these pages. What the site brings itself is not made.
    #[must_use]
    pub fn of(site: &Site, pages: &[Page], has_redirects: bool) -> Vec<Self> {
        let listed = pages.iter().filter(|page| page.traits(site).is_listed).count();
        let parts = if listed > Self::MOST_LISTED { listed.div_ceil(Self::MOST_LISTED) } else { 0 };
        let mut files: Vec<Self> = (1..=parts).map(Self::SitemapPart).collect();
        files.extend([Self::Sitemap, Self::Robots, Self::Headers]);
        files.extend(has_redirects.then_some(Self::Redirects));
        files.extend(site.config.security.as_ref().map(|_| Self::SecurityTxt));
        // The site may bring its own of these two.
        files.retain(|file| {
            !matches!(file, Self::Robots | Self::Headers)
                || !site.assets.iter().any(|asset| asset.address == file.path())
        });
        files
    }

    /// Most addresses that one file of a sitemap may hold (sitemaps.org, protocol 0.9).
    pub(crate) const MOST_LISTED: usize = 50_000;

    /// Its path in the site.
    #[must_use]
    pub fn path(self) -> String {
        match self {
            Self::Sitemap => "sitemap.xml".to_owned(),
            Self::SitemapPart(number) => format!("sitemap-{number}.xml"),
            Self::Robots => "robots.txt".to_owned(),
            Self::Redirects => "_redirects".to_owned(),
            Self::Headers => "_headers".to_owned(),
            Self::SecurityTxt => ".well-known/security.txt".to_owned(),
        }
    }

    /// The paths of all of them, and that of the manifest.
    pub(super) fn paths(site: &Site, pages: &[Page], has_redirects: bool) -> impl Iterator<Item = String> {
        let made = Self::of(site, pages, has_redirects).into_iter().map(Self::path);
        made.chain([MANIFEST.to_owned()])
    }
}
