//! Which file a path that leads nowhere meant: certainly, one that was moved or is spelt in another way; or else maybe, one
//! that is called nearly so.

use std::collections::HashMap;

use super::{ArticleId, Site};
use crate::base::address::{Address, anchor, folder_of, nfc, relative_path, written_in_link};
use crate::base::diagnostic::NameIndex;
use crate::content::article::{Article, address_of, place_of};

/// Files of a site by what is left of their names when one is careless. Made when the first link leads nowhere.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Paths in lower case; nothing where two files share one.
    spellings: HashMap<String, Option<String>>,
    /// File names by language.
    named: HashMap<(String, String), Vec<String>>,
    /// Files by their folder, each with its name without the ending.
    folders: HashMap<String, Folder>,
    /// Articles by their old addresses.
    moved: HashMap<String, ArticleId>,
    articles: Shelf,
    assets: Shelf,
}

/// The files of one folder.
#[derive(Debug, Default)]
struct Folder {
    by_stem: HashMap<String, Vec<String>>,
    stems: NameIndex<String>,
}

/// Files of one kind, to find the one that somebody had in mind.
#[derive(Debug, Default)]
struct Shelf {
    /// The first of each file name.
    by_name: HashMap<String, String>,
    /// The first of each file name without its ending: all have that in common, and it would make short names alike.
    by_stem: HashMap<String, String>,
    stems: NameIndex<String>,
}

impl Shelf {
    fn of<'a>(paths: impl Iterator<Item = &'a str>) -> Self {
        let mut shelf = Self::default();
        for path in paths {
            let (_, name) = split(path);
            shelf.by_name.entry(name.to_owned()).or_insert_with(|| path.to_owned());
            shelf.by_stem.entry(stem_of(name).to_owned()).or_insert_with(|| path.to_owned());
        }
        shelf.stems = shelf.by_stem.keys().cloned().collect();
        shelf
    }

    /// The first file of the same name in any folder, or of a name that is spelt nearly so.
    fn nearest(&self, name: &str) -> Option<&str> {
        let near = || self.by_stem.get(self.stems.nearest(stem_of(name))?);
        self.by_name.get(name).or_else(near).map(String::as_str)
    }
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
            let files = &mut names.folders.entry(folder.to_owned()).or_default().by_stem;
            files.entry(stem_of(name).to_owned()).or_default().push(path);
        }
        for folder in names.folders.values_mut() {
            let stems = folder.by_stem.iter().flat_map(|(stem, paths)| paths.iter().map(|_| stem.clone()));
            folder.stems = stems.collect();
        }
        names.articles = Shelf::of(site.paths());
        names.assets = Shelf::of(site.assets.iter().filter_map(|asset| asset.path.strip_prefix("content/")));
        for id in site.ids() {
            for alias in site[id].front.aliases.iter().filter_map(|alias| Address::parse_alias(alias).ok()) {
                names.moved.insert(alias.as_str().to_owned(), id);
            }
        }
        names
    }
}

impl Site {
    /// The file that a path from an article certainly meant, as a path below `content`; none where that is a guess. A
    /// name in another folder, or one that is spelt nearly so, is meant where the words of the link are its title or name.
    #[must_use]
    pub fn meant_file(&self, from: &Article, path: &str, words: &str) -> Option<&str> {
        let said = if words.is_empty() { String::new() } else { anchor(words) };
        let is_title = |path: &str| self.article(path).is_some_and(|id| anchor(&self[id].front.title) == said);
        self.file_for(from, path, &|path| anchor(stem_of(split(path).1)) == said || is_title(path))
    }

    /// The file that a path may have meant: of those that are not certain, one that is said to be.
    fn file_for(&self, from: &Article, path: &str, is_said: &dyn Fn(&str) -> bool) -> Option<&str> {
        let names = self.names();
        let written = path;
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
        // Paths that begin at the top of the content are written as often as those that begin at the page.
        let from_top = || {
            let article = || self.places.articles.get_key_value(written).map(|(path, _)| path.as_str());
            article().or_else(|| self.places.assets.get_key_value(written).map(|(path, _)| path.as_str()))
        };
        let elsewhere = || match names.named.get(&(place.language.clone(), name.to_lowercase()))?.as_slice() {
            [only] if !place.is_index() && is_said(only) => Some(only.as_str()),
            _ => None,
        };
        let nearly = || {
            let (beside, ending) = (names.folders.get(folder)?, ending_of(name));
            let called = |stem: &str| {
                let mut paths = beside.by_stem.get(stem)?.iter().map(String::as_str);
                paths.find(|path| ending_of(path) == ending)
            };
            called(beside.stems.meant(stem_of(name), |stem| called(stem).is_some_and(is_said))?)
        };
        here.or_else(was_here).or_else(from_top).or_else(elsewhere).or_else(nearly)
    }

    /// The same, as it has to be written in a link of the article.
    #[must_use]
    pub fn meant_path(&self, from: &Article, path: &str, words: &str) -> Option<String> {
        Some(relative_path(folder_of(from.path()), self.meant_file(from, path, words)?))
    }

    /// What to say where a path leads to no file: the path that was probably meant, as it has to be written.
    #[must_use]
    pub fn nearest_path(&self, from: &Article, path: &str) -> String {
        self.did_you_mean(
            from,
            path,
            |path| self.places.articles.get_key_value(path).map(|(path, _)| path.as_str()),
            &self.names().articles,
        )
        .unwrap_or_else(|| "write the path of a file, relative to this one, such as faq.md".to_owned())
    }

    /// The same for pictures.
    #[must_use]
    pub fn nearest_picture(&self, from: &Article, path: &str) -> String {
        self.did_you_mean(
            from,
            path,
            |path| self.places.assets.get_key_value(path).map(|(path, _)| path.as_str()),
            &self.names().assets,
        )
        .unwrap_or_else(|| "pictures stand beside the articles, such as pictures/hours.svg".to_owned())
    }

    fn did_you_mean<'s>(
        &'s self,
        from: &Article,
        path: &str,
        here: impl Fn(&str) -> Option<&'s str>,
        among: &'s Shelf,
    ) -> Option<String> {
        // From the top, the page of a folder, or elsewhere.
        let nearest = || {
            let path = path.trim_start_matches('/');
            here(path)
                .or_else(|| here(&format!("{}/index.md", path.trim_end_matches('/'))))
                .or_else(|| among.nearest(split(path).1))
        };
        let file = self.file_for(from, path, &|_| true).or_else(nearest)?;
        Some(format!("did you mean `{}`?", written_in_link(&relative_path(folder_of(from.path()), file))))
    }

    fn names(&self) -> &Names {
        self.names.get_or_init(|| Names::of(self))
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
