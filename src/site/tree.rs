//! How articles hang together: sections, guides, reading order, translations.

use std::collections::{BTreeMap, HashMap};

use super::{ArticleId, Site};
use crate::content::article::Article;

/// How the articles of a site hang together.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) branches: Vec<Branch>,
    /// By language.
    pub(super) tops: BTreeMap<String, Top>,
}

/// The pages above all others of a language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Top {
    /// The main guide; the default language's where there is none.
    pub(super) main: Option<ArticleId>,
    /// The page that says when and how to get help.
    pub(super) help: Option<ArticleId>,
    /// The home page.
    pub(super) home: Option<ArticleId>,
}

impl Top {
    fn of(site: &Site, language: &str) -> Self {
        Self {
            main: named(site, language, &site.config.guide),
            help: site.config.help.as_ref().and_then(|path| named(site, language, path)),
            home: site.places.articles.get(&site.content_path(language, "index.md")).copied(),
        }
    }
}

/// The article at a path that the settings name: in a language, or else in the site's first one.
fn named(site: &Site, language: &str, path: &str) -> Option<ArticleId> {
    let of = |language: &str| site.article(&site.content_path(language, path));
    of(language).or_else(|| of(site.config.default_language()))
}

/// Where an article hangs.
#[derive(Debug, Default)]
pub(super) struct Branch {
    pub(super) section: Option<ArticleId>,
    pub(super) parent: Option<ArticleId>,
    /// The topmost page above it, or itself; `None` where the way up goes in a circle.
    pub(super) top: Option<ArticleId>,
    /// Sections and articles directly below, in order.
    pub(super) children: Vec<ArticleId>,
    pub(super) guide: Option<ArticleId>,
    pub(super) previous: Option<ArticleId>,
    pub(super) next: Option<ArticleId>,
    pub(super) translations: Vec<ArticleId>,
}

/// Whether two articles at one path hang alike: [`of`] and [`super::topics::of`] ask nothing else of them.
pub(super) fn hangs_alike(a: &Article, b: &Article) -> bool {
    let (a, b) = (&a.front, &b.front);
    (a.order, a.publish_on, a.expires_on) == (b.order, b.publish_on, b.expires_on)
        && a.guide == b.guide
        && a.topics == b.topics
}

/// Hangs every article below its section or guide and threads them in reading order.
pub(super) fn of(site: &Site) -> Tree {
    let sections = sections(site);
    let languages = &site.config.languages;
    let tops = languages.iter().map(|language| (language.clone(), Top::of(site, language))).collect();
    let mut guides = Guides { site, sections: &sections, tops: &tops, found: vec![(false, None); sections.len()] };
    let guides: Vec<Option<ArticleId>> = site.ids().map(|id| guides.of(id)).collect();
    let mut branches: Vec<Branch> = Vec::with_capacity(sections.len());
    branches.resize_with(sections.len(), Branch::default);
    for id in site.ids() {
        let (section, guide) = (sections[id.0], guides[id.0]);
        let stands = section.filter(|section| site.is_current(&site[*section]));
        let parent = stands.filter(|section| guides[section.0] == guide).or(guide);
        let branch = &mut branches[id.0];
        (branch.section, branch.guide, branch.parent) = (section, guide, parent);
        if let Some(parent) = parent.filter(|_| site.is_current(&site[id])) {
            branches[parent.0].children.push(id);
        }
    }
    follow_up(&mut branches);
    // They are in the order of their paths by now.
    for branch in &mut branches {
        branch.children.sort_by_cached_key(|id| site[*id].front.order.unwrap_or(i64::MAX));
    }
    translate(site, &mut branches);
    for main in languages.iter().filter_map(|language| site.article(&site.content_path(language, &site.config.guide))) {
        let order = reading_order(&branches, main);
        for pair in order.windows(2) {
            branches[pair[0].0].next = Some(pair[1]);
            branches[pair[1].0].previous = Some(pair[0]);
        }
    }
    Tree { branches, tops }
}

/// Finds the top of each branch. No step of a way up is gone twice, however many pages share it.
fn follow_up(branches: &mut [Branch]) {
    let mut is_seen = vec![false; branches.len()];
    let mut way = Vec::new();
    for id in 0..branches.len() {
        let mut at = ArticleId(id);
        let top = loop {
            // A page that was seen on this very way has no top yet, and so gets none.
            if is_seen[at.0] {
                break branches[at.0].top;
            }
            is_seen[at.0] = true;
            way.push(at);
            match branches[at.0].parent {
                Some(parent) => at = parent,
                None => break Some(at),
            }
        };
        way.drain(..).for_each(|page: ArticleId| branches[page.0].top = top);
    }
}

/// Of each article, the page that names its folder; of such a page, that of the folder above.
fn sections(site: &Site) -> Vec<Option<ArticleId>> {
    let mut sections = Vec::with_capacity(site.articles.len());
    // The articles of a folder are mostly next to each other, so one look serves many.
    let mut last = (("", ""), None);
    for article in &site.articles {
        let place = &article.place;
        let folder = match (place.is_index(), place.folder.rsplit_once('/')) {
            (false, _) => place.folder.as_str(),
            (true, Some((above, _))) => above,
            (true, None) => "",
        };
        let key = (place.language.as_str(), folder);
        if last.0 != key {
            let page = (!folder.is_empty()).then(|| site.content_path(key.0, &format!("{folder}/index.md")));
            last = (key, page.and_then(|path| site.places.articles.get(&path).copied()));
        }
        sections.push(last.1);
    }
    sections
}

/// The guides of articles, as far as they are found by now. Guides may belong to guides.
struct Guides<'s> {
    site: &'s Site,
    sections: &'s [Option<ArticleId>],
    tops: &'s BTreeMap<String, Top>,
    /// Of each article, whether it was looked at, and its guide.
    found: Vec<(bool, Option<ArticleId>)>,
}

impl Guides<'_> {
    /// The guide that an article names, or its section's, or the main one.
    fn of(&mut self, id: ArticleId) -> Option<ArticleId> {
        if let (true, found) = self.found[id.0] {
            return found;
        }
        let guide = self.find(id);
        self.found[id.0] = (true, guide);
        guide
    }

    fn find(&mut self, id: ArticleId) -> Option<ArticleId> {
        let site = self.site;
        let article = &site[id];
        let main = self.tops[&article.place.language].main;
        if let Some(path) = &article.front.guide {
            let named = site.guide_named(id, path);
            // No page leads back to a guide that is not there yet or no longer holds.
            let stands = named.is_none_or(|guide| site.is_current(&site[guide]));
            return if stands { named } else { main.filter(|main| *main != id) };
        }
        if Some(id) == main || article.place.is_home() {
            return None;
        }
        match self.sections[id.0] {
            Some(section) => self.of(section).or(main),
            None => main,
        }
    }
}

fn translate(site: &Site, branches: &mut [Branch]) {
    if site.config.languages.len() < 2 {
        return;
    }
    let mut by_translation = HashMap::<String, Vec<ArticleId>>::new();
    for id in site.ids().filter(|id| site.is_current(&site[*id])) {
        by_translation.entry(site[id].place.path()).or_default().push(id);
    }
    for translations in by_translation.into_values().filter(|t| t.len() > 1) {
        for id in &translations {
            branches[id.0].translations.clone_from(&translations);
        }
    }
}

/// A page and everything below it, in the order in which a reader pages through it.
fn reading_order(branches: &[Branch], top: ArticleId) -> Vec<ArticleId> {
    let mut order = Vec::new();
    let mut open = vec![top];
    let mut seen = vec![false; branches.len()];
    while let Some(id) = open.pop() {
        if std::mem::replace(&mut seen[id.0], true) {
            continue;
        }
        order.push(id);
        open.extend(branches[id.0].children.iter().rev());
    }
    order
}
