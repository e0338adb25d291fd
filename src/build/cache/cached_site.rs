//! What is made of all files together, as one compile leaves it to the next in the same run of the program: the preview's
//! way from a save to a page.
//!
//! What is the very same in memory is the same, and is made only once. So settings and reference files are read again only
//! when one of them was saved; articles are relinked only when one has moved in the tree; and pages are listed again only
//! when one of them has another address.

use std::sync::Arc;

use super::CachedArticle;
use super::invalidation::{Dependencies, Inputs};
use crate::base::diagnostic::{Diagnostic, Text};
use crate::check::{self, WordLists};
use crate::content::config::{self, Options};
use crate::content::{locale, references};
use crate::disk::source::Sources;
use crate::render::Theme;
use crate::site::page::{self, Page};
use crate::site::{self, Given, Site};

/// The site as a whole, as far as it was made.
#[derive(Debug)]
pub(in crate::build) struct CachedSite {
    /// What the site is given beside its articles.
    pub(in crate::build) given: Given,
    /// What reading that found.
    pub(in crate::build) problems: Vec<Diagnostic>,
    /// Digests of what parsing and checking depend on.
    pub(in crate::build) inputs: Inputs,
    /// The sources, without articles.
    sources: Sources,
    options: Options,
    /// What is wrong with what the site is given, beyond reading it.
    found: Option<Vec<Diagnostic>>,
    word_lists: Option<WordLists>,
    theme: Option<(Arc<Theme>, Vec<Diagnostic>)>,
    /// As it was linked last.
    pub(super) site: Option<Arc<Site>>,
    /// Its pages, where no two claim one address.
    pages: Option<Arc<Vec<Page>>>,
    pub(super) dependencies: Dependencies,
}

impl CachedSite {
    /// Whether it is made of just these sources, but for the articles, and with these options.
    pub(in crate::build) fn still_holds(&self, sources: &Sources, options: Options) -> bool {
        self.options == options && self.sources.give_the_same(sources)
    }

    /// Reads what a site is given beside its articles.
    ///
    /// # Errors
    /// When the settings can't be read: what is wrong with them.
    pub(in crate::build) fn read(sources: &Sources, options: Options) -> Result<Self, Vec<Diagnostic>> {
        let config = config::read(&sources.settings, options)?;
        let (words, mut problems) = locale::read(&sources.words, &config);
        let (references, found) = references::read(sources.references.clone(), &config);
        problems.extend(found);
        let given = Given {
            config: Arc::new(config),
            words: Arc::new(words),
            references: Arc::new(references),
            assets: Arc::clone(&sources.assets),
        };
        Ok(Self {
            given,
            problems,
            inputs: Inputs::of(sources, options),
            sources: Sources { articles: Vec::new(), ..sources.clone() },
            options,
            found: None,
            word_lists: None,
            theme: None,
            site: None,
            pages: None,
            dependencies: Dependencies::default(),
        })
    }

    /// Links articles. `are_in_place` tells that they are those of the last compile, each at its path.
    pub(in crate::build) fn link(&mut self, articles: &[CachedArticle], are_in_place: bool) -> Arc<Site> {
        self.site.take_if(|_| !are_in_place);
        let articles = articles.iter().map(|cached| Arc::clone(&cached.article)).collect();
        Arc::new(match &self.site {
            Some(before) => before.again(articles),
            None => site::link(self.given.clone(), articles),
        })
    }

    /// The pages of a site, and what is wrong with their addresses.
    pub(in crate::build) fn lay_out(&mut self, site: &Site) -> (Arc<Vec<Page>>, Vec<Diagnostic>) {
        if let (Some(pages), Some(before)) = (&self.pages, &self.site)
            && has_the_same_pages(site, before)
        {
            return (Arc::clone(pages), Vec::new());
        }
        let (pages, problems) = page::pages(site);
        let pages = Arc::new(pages);
        self.pages = problems.is_empty().then(|| Arc::clone(&pages));
        (pages, problems)
    }

    /// The theme with the site's own templates, and what is wrong with them.
    pub(in crate::build) fn load_theme(&mut self, site: &Site, templates: Vec<Text>) -> (Arc<Theme>, Vec<Diagnostic>) {
        let are_same = self.sources.templates.len() == templates.len()
            && self.sources.templates.iter().zip(&templates).all(|(known, template)| known.is(template));
        if !are_same {
            self.theme = None;
            self.sources.templates.clone_from(&templates);
        }
        let (theme, problems) = self.theme.get_or_insert_with(|| {
            let (theme, problems) = Theme::load(site, templates);
            (Arc::new(theme), problems)
        });
        (Arc::clone(theme), problems.clone())
    }

    /// What is wrong with the site as a whole, its articles taken together and what it is given beside them.
    pub(in crate::build) fn check_whole(&mut self, site: &Site) -> Vec<Diagnostic> {
        let found = self.found.get_or_insert_with(|| check::given(site));
        found.iter().cloned().chain(check::whole(site)).collect()
    }

    /// The words that checks look for. They take a while to make.
    pub(super) fn word_lists(&mut self, site: &Site) -> &WordLists {
        self.word_lists.get_or_insert_with(|| WordLists::of(site))
    }
}

/// Whether no page of a site is gone, is new, or has another address.
fn has_the_same_pages(site: &Site, before: &Arc<Site>) -> bool {
    let mut changed = site.changed_since(before);
    site.is_linked_as(before) && changed.all(|id| page::stands_as_before(site, before, id))
}
