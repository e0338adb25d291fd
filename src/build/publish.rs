//! Pages rendered and written, and the new site put in the place of the old one.

use std::path::Path;

use anyhow::Result;
use rayon::prelude::*;

use super::Plan;
use super::cache::Cache;
use super::compile::one_of_each;
use super::progress::{self, OnProgress, Progress};
use crate::base::diagnostic::Diagnostic;
use crate::disk::output::{Published, Stage};
use crate::render;
use crate::site::page::{Listing, Page};

/// What became of publishing.
#[derive(Debug)]
pub enum Outcome {
    /// The new site is in place.
    Published(Done),
    /// Something is wrong with some page; the published site is as it was.
    Refused(Vec<Diagnostic>),
}

/// A site in its place.
#[derive(Debug)]
pub struct Done {
    /// What was written.
    pub files: Published,
    /// What its editors should know all the same.
    pub warnings: Vec<Diagnostic>,
    /// Whether the cache differs from the stored one, and is worth storing again.
    pub cache_changed: bool,
}

/// Renders every page that is not published as it would be rendered now, and publishes the site to a folder. What was
/// published is kept in cache. `watch` is told of each page.
///
/// # Errors
/// When the folder is not ours to replace, or the disk refuses. The published site is then as it was.
pub fn publish(plan: &Plan, cache: &mut Cache, root: &Path, target: &Path, watch: OnProgress<'_>) -> Result<Outcome> {
    watch(Progress::Begins(progress::Stage::Render));
    let Plan { site, pages, .. } = plan;
    let stage = Stage::begin(target, root, cache.seen())?;
    let is_known_site = stage.is_seen();
    // The lists of all pages take longest. They are the last pages, and are begun first, so that no core waits for them.
    let of_each = pages.par_iter().rev().map(|page| {
        watch(Progress::Page);
        if is_known_site && plan.is_unchanged(page, cache) && stage.keep(&page.address(site).output_path()) {
            return Ok(Vec::new());
        }
        let (output, found) = plan.render(page);
        output.map_or(Ok(()), |output| stage.write(output)).map(|()| found)
    });
    let found: Vec<Vec<Diagnostic>> = of_each.collect::<Result<_>>()?;
    let found = one_of_each(found.into_iter().rev().flatten().collect());
    if found.iter().any(|diagnostic| diagnostic.severity >= plan.stopped_by) {
        return Ok(Outcome::Refused(found));
    }
    site.assets.par_iter().try_for_each(|asset| {
        stage.write(render::asset(asset)?)?;
        render::smaller(asset).map_or(Ok(()), |output| stage.write(output))
    })?;
    render::formats::beside(site, pages).into_iter().try_for_each(|output| stage.write(output))?;
    watch(Progress::Begins(progress::Stage::Publish));
    let (files, seen) = stage.publish()?;
    let changed = cache.record_published(seen, plan.theme.digest(), plan.unchanged.shown, &found);
    Ok(Outcome::Published(Done { files, warnings: found, cache_changed: changed }))
}

impl Plan {
    /// Whether a page would be written as it was the last time, by what is in the cache.
    fn is_unchanged(&self, page: &Page, cache: &Cache) -> bool {
        let traits = page.traits(&self.site);
        match traits.made_from() {
            Some(id) => self.unchanged.articles[id.0],
            None => cache.has_shown(self.unchanged.shown[usize::from(traits.listing == Listing::Reviews)]),
        }
    }
}
