//! Which file a path that leads nowhere certainly meant: one that was moved, or is spelt in another way.

use std::collections::HashMap;

use super::{ArticleId, Site};
use crate::address::{Address, nfc, relative_path};
use crate::article::{Article, address_of, place_of};
use crate::diagnostic::certain;

/// Files of a site by what is left of their names when one is careless. Made when the first link leads nowhere.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Paths in lower case; nothing where two files share one.
    spellings: HashMap<String, Option<String>>,
    /// File names by language.
    named: HashMap<(String, String), Vec<String>>,
    /// Files by their folder.
    folders: HashMap<String, Vec<String>>,
    /// Articles by their old addresses.
    moved: HashMap<String, ArticleId>,
}

impl Names {
    fn of(site: &Site) -> Self {
        let mut names = Self::default();
        let articles = site.paths().map(str::to_owned);
        let assets = site.assets.iter().filter_map(|asset| asset.path.strip_prefix("content/").map(str::to_owned));
        for path in articles.chain(assets) {
            let entry = names.spellings.entry(path.to_lowercase());
            entry.and_modify(|known| *known = None).or_insert_with(|| Some(path.clone()));
            let (folder, name) = split(&path);
            let language = place_of(&path, &site.config).language;
            names.named.entry((language, name.to_lowercase())).or_default().push(path.clone());
            names.folders.entry(folder.to_owned()).or_default().push(path);
        }
        for id in site.ids() {
            for alias in site[id].front.aliases.iter().filter_map(|alias| Address::parse_alias(alias).ok()) {
                names.moved.insert(alias.as_str().to_owned(), id);
            }
        }
        names
    }
}

impl Site {
    /// The file that a path from an article certainly meant, as a path below `content`; none where that is a guess.
    #[must_use]
    pub fn meant_file(&self, from: &Article, path: &str) -> Option<&str> {
        let names = self.names.get_or_init(|| Names::of(self));
        let path = nfc(path).replace('\\', "/");
        let path = match path.strip_prefix('/') {
            Some(path) => path.trim_end_matches('/').to_owned(),
            None => from.beside(path.trim_end_matches('/'))?,
        };
        let spelt = |path: &str| names.spellings.get(&path.to_lowercase())?.as_deref();
        let page = path.strip_suffix(".html").or_else(|| path.strip_suffix(".htm")).unwrap_or(&path);
        let here = spelt(&path).or_else(|| spelt(&format!("{page}.md"))).or_else(|| spelt(&format!("{page}/index.md")));
        let place = place_of(&path, &self.config);
        let was_here = || {
            let old = address_of(&place, None, &self.config);
            names.moved.get(old.as_str()).map(|id| self[*id].path())
        };
        let (folder, name) = split(&path);
        let elsewhere = || match names.named.get(&(place.language.clone(), name.to_lowercase()))?.as_slice() {
            [only] if !place.is_index() => Some(only.as_str()),
            _ => None,
        };
        let nearly = || {
            let beside = names.folders.get(folder)?;
            let stem = certain(stem_of(name), beside.iter().map(|path| stem_of(split(path).1)))?;
            let ending = ending_of(name);
            beside.iter().map(String::as_str).find(|path| stem_of(split(path).1) == stem && ending_of(path) == ending)
        };
        here.or_else(was_here).or_else(elsewhere).or_else(nearly)
    }

    /// The same, as it has to be written in a link of the article.
    #[must_use]
    pub fn meant_path(&self, from: &Article, path: &str) -> Option<String> {
        Some(relative_path(split(from.path()).0, self.meant_file(from, path)?))
    }
}

/// Folder and name of a path.
fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

fn stem_of(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn ending_of(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}
