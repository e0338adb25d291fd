//! What is made of all files together, as one compile leaves it to the next in the same run of the program: the preview's
//! way from a save to a page.
//!
//! What is the very same in memory is the same, and is made but once. So settings and reference files are read again only
//! when one of them was saved; articles are linked again only when one of them hangs elsewhere; and pages are listed again
//! only when one of them stands elsewhere.

use std::sync::Arc;

use super::{Known, Memory, foundations};
use crate::base::diagnostic::{Diagnostic, Text};
use crate::base::digest::Digest;
use crate::check::{self, WordLists};
use crate::content::config::{self, Options};
use crate::content::{locale, references};
use crate::disk::source::Sources;
use crate::render::Theme;
use crate::site::page::{self, Page};
use crate::site::{self, ArticleId, Given, Site};

/// What one compile leaves to the next.
#[derive(Debug)]
pub struct Kept {
    /// What the site is given beside its articles.
    pub given: Given,
    /// What reading that found.
    pub problems: Vec<Diagnostic>,
    /// Of all that reading an article rests on besides its file.
    pub reading_rests_on: Digest,
    /// Of all that examining one rests on besides articles.
    pub(super) examining_rests_on: Digest,
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
    pub(super) surroundings: Surroundings,
}

/// What articles of the last site rested on.
#[derive(Debug, Default)]
pub(super) struct Surroundings {
    /// Of the names of all articles, where they were examined.
    pub(super) names: Option<Digest>,
    /// What others could see of each.
    pub(super) faces: Vec<Digest>,
    /// Of each, those that its pages show something of; empty until somebody asks.
    pub(super) shown: Vec<Vec<ArticleId>>,
}

impl Memory {
    /// What the last compile left, as far as it still holds; or, made anew, what the site is given beside its articles.
    ///
    /// # Errors
    /// When the settings can't be read: what is wrong with them.
    pub fn take(&mut self, sources: &Sources, options: Options) -> Result<Kept, Vec<Diagnostic>> {
        let still_holds = |kept: &Kept| kept.options == options && kept.sources.give_the_same(sources);
        match self.kept.take().filter(still_holds) {
            Some(kept) => Ok(kept),
            None => Kept::read(sources, options),
        }
    }

    /// Keeps all of it for the next compile.
    pub fn keep(&mut self, kept: Kept) {
        self.kept = Some(kept);
    }
}

impl Kept {
    fn read(sources: &Sources, options: Options) -> Result<Self, Vec<Diagnostic>> {
        let config = config::read(&sources.settings, options)?;
        let (reading_rests_on, examining_rests_on) = foundations(sources, options);
        let (words, mut problems) = locale::read(&sources.words, &config);
        let (references, found) = references::read(sources.references.clone(), &config);
        problems.extend(found);
        let given = Given {
            config: Arc::new(config),
            words: Arc::new(words),
            references: Arc::new(references),
            assets: Arc::clone(&sources.assets),
        };
        let sources = Sources { articles: Vec::new(), ..sources.clone() };
        Ok(Self {
            given,
            problems,
            reading_rests_on,
            examining_rests_on,
            sources,
            options,
            found: None,
            word_lists: None,
            theme: None,
            site: None,
            pages: None,
            surroundings: Surroundings::default(),
        })
    }

    /// Links articles. `are_in_place` tells that they are those of the last compile, each at its path.
    pub fn link(&mut self, articles: &[Known], are_in_place: bool) -> Arc<Site> {
        self.site.take_if(|_| !are_in_place);
        let articles = articles.iter().map(|known| Arc::clone(&known.article)).collect();
        Arc::new(match &self.site {
            Some(before) => before.again(articles),
            None => site::link(self.given.clone(), articles),
        })
    }

    /// What is wrong with the site as a whole, its articles taken together and what it is given beside them.
    pub fn examine_whole(&mut self, site: &Site) -> Vec<Diagnostic> {
        let found = self.found.get_or_insert_with(|| check::given(site));
        found.iter().cloned().chain(check::whole(site)).collect()
    }

    /// The words that checks look for.
    pub(super) fn word_lists(&mut self, site: &Site) -> &WordLists {
        self.word_lists.get_or_insert_with(|| WordLists::of(site))
    }

    /// The pages of a site, and what is wrong with their addresses.
    pub fn lay_out(&mut self, site: &Site) -> (Arc<Vec<Page>>, Vec<Diagnostic>) {
        let stand_as_before = |before: &Arc<Site>| {
            let mut changed = site.changed_since(before);
            site.is_linked_as(before) && changed.all(|id| page::stands_as_before(site, before, id))
        };
        match &self.pages {
            Some(pages) if self.site.as_ref().is_some_and(stand_as_before) => (Arc::clone(pages), Vec::new()),
            _ => {
                let (pages, problems) = page::pages(site);
                let pages = Arc::new(pages);
                self.pages = problems.is_empty().then(|| Arc::clone(&pages));
                (pages, problems)
            }
        }
    }

    /// The theme with the site's own templates, and what is wrong with them.
    pub fn load_theme(&mut self, site: &Site, templates: Vec<Text>) -> (Arc<Theme>, Vec<Diagnostic>) {
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
}
