//! Which file a path that leads nowhere meant: certainly, one that was moved or is spelt in another way; or else maybe, one
//! that is called nearly so.

use std::collections::HashMap;

use super::{ArticleId, Site};
use crate::base::address::{Address, anchor, folder_of, nfc, relative_path, written_in_link};
use crate::base::diagnostic::NameIndex;
use crate::content::article::{Article, Place, address_of, place_of};

/// Files of a site by what is left of their names when one is careless. Made when the first link leads nowhere.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Paths in lower case; nothing where two files share one.
    spellings: HashMap<String, Option<String>>,
    /// File names by language.
    named: HashMap<(String, String), Vec<String>>,
    /// Files by their folder, each with its name without the ending.
    folders: HashMap<String, FolderNames>,
    /// Articles by their old addresses.
    moved: HashMap<String, ArticleId>,
    articles: NameShelf,
    assets: NameShelf,
}

/// The files of one folder.
#[derive(Debug, Default)]
struct FolderNames {
    by_stem: HashMap<String, Vec<String>>,
    stems: NameIndex<String>,
}

/// Files of one kind, to find the one that somebody had in mind.
#[derive(Debug, Default)]
struct NameShelf {
    /// The first of each file name.
    by_name: HashMap<String, String>,
    /// The first of each file name without its ending: all have that in common, and it would make short names alike.
    by_stem: HashMap<String, String>,
    stems: NameIndex<String>,
}

impl NameShelf {
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
        self.by_name.get(name).or_else(|| self.by_stem.get(self.stems.nearest(stem_of(name))?)).map(String::as_str)
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
        names.articles = NameShelf::of(site.paths());
        names.assets = NameShelf::of(site.assets.iter().filter_map(|asset| asset.path.strip_prefix("content/")));
        for id in site.ids() {
            for alias in site[id].front.aliases.iter().filter_map(|alias| Address::parse_alias(alias).ok()) {
                names.moved.insert(alias.as_str().to_owned(), id);
            }
        }
        names
    }

    /// The file that a path names but for capitals, as an article or a page of a folder as well.
    fn spelt_otherwise(&self, path: &str) -> Option<&str> {
        let page = path.strip_suffix(".html").or_else(|| path.strip_suffix(".htm")).unwrap_or(path);
        let mut candidates = [path.to_owned(), format!("{page}.md"), format!("{page}/index.md")].into_iter();
        candidates.find_map(|path| self.spellings.get(&path.to_lowercase())?.as_deref())
    }

    /// The file of the same name in another folder, where the language has only one of them.
    fn only_one_called(&self, place: &Place, path: &str) -> Option<&str> {
        let (_, name) = split(path);
        match self.named.get(&(place.language.clone(), name.to_lowercase()))?.as_slice() {
            [only] if !place.is_index() => Some(only),
            _ => None,
        }
    }

    /// The file in the folder of a path whose name is nearly the same.
    fn nearly_called(&self, path: &str, is_said: &dyn Fn(&str) -> bool) -> Option<&str> {
        let (folder, name) = split(path);
        let (beside, ending) = (self.folders.get(folder)?, ending_of(name));
        let is_near_said = |stem: &str| beside.called(stem, ending).is_some_and(is_said);
        beside.called(beside.stems.meant(stem_of(name), is_near_said)?, ending)
    }
}

impl FolderNames {
    /// The file with some name and ending.
    fn called(&self, stem: &str, ending: &str) -> Option<&str> {
        let mut paths = self.by_stem.get(stem)?.iter().map(String::as_str);
        paths.find(|path| ending_of(path) == ending)
    }
}

impl Site {
    /// The file that a path from an article certainly meant, as a path below `content`; `None` where that is a guess. A
    /// name in another folder, or one that is spelt nearly so, is meant where the words of the link are its title or name.
    #[must_use]
    pub(crate) fn meant_file(&self, from: &Article, path: &str, words: &str) -> Option<&str> {
        let said = if words.is_empty() { String::new() } else { anchor(words) };
        self.file_for(from, path, &|path| {
            anchor(stem_of(split(path).1)) == said
                || self.article(path).is_some_and(|id| anchor(&self[id].front.title) == said)
        })
    }

    /// The file that a path may have meant: of those that are not certain, one that is said to be.
    fn file_for(&self, from: &Article, path: &str, is_said: &dyn Fn(&str) -> bool) -> Option<&str> {
        let names = self.names();
        let slashed = nfc(path).replace('\\', "/");
        let wanted = match slashed.strip_prefix('/') {
            Some(from_top) => from_top.trim_end_matches('/').to_owned(),
            None => from.beside(slashed.trim_end_matches('/'))?,
        };
        let place = place_of(&wanted, &self.config);
        let old_address = address_of(&place, None, &self.config);
        names
            .spelt_otherwise(&wanted)
            .or_else(|| names.moved.get(old_address.as_str()).map(|id| self[*id].path()))
            // Paths that begin at the top of the content are written as often as those that begin at the page.
            .or_else(|| self.article_path(path).or_else(|| self.picture_path(path)))
            .or_else(|| names.only_one_called(&place, &wanted).filter(|path| is_said(path)))
            .or_else(|| names.nearly_called(&wanted, is_said))
    }

    /// The path of an article, as it is stored.
    fn article_path(&self, path: &str) -> Option<&str> {
        self.places.articles.get_key_value(path).map(|(path, _)| path.as_str())
    }

    fn picture_path(&self, path: &str) -> Option<&str> {
        self.places.assets.get_key_value(path).map(|(path, _)| path.as_str())
    }

    /// The same, as it has to be written in a link of the article.
    #[must_use]
    pub(crate) fn meant_path(&self, from: &Article, path: &str, words: &str) -> Option<String> {
        Some(relative_path(folder_of(from.path()), self.meant_file(from, path, words)?))
    }

    /// What to say where a path leads to no file: the path that was probably meant, as it has to be written.
    #[must_use]
    pub(crate) fn nearest_path(&self, from: &Article, path: &str) -> String {
        self.did_you_mean(from, path, |path| self.article_path(path), &self.names().articles)
            .unwrap_or_else(|| "write the path of a file, relative to this one, such as faq.md".to_owned())
    }

    /// The same for pictures.
    #[must_use]
    pub(crate) fn nearest_picture(&self, from: &Article, path: &str) -> String {
        self.did_you_mean(from, path, |path| self.picture_path(path), &self.names().assets)
            .unwrap_or_else(|| "pictures are kept beside the articles, such as pictures/hours.svg".to_owned())
    }

    fn did_you_mean<'s>(
        &'s self,
        from: &Article,
        path: &str,
        here: impl Fn(&str) -> Option<&'s str>,
        among: &'s NameShelf,
    ) -> Option<String> {
        let from_top = path.trim_start_matches('/');
        let file = self
            .file_for(from, path, &|_| true)
            .or_else(|| here(from_top))
            // The page of a folder, or a file elsewhere.
            .or_else(|| here(&format!("{}/index.md", from_top.trim_end_matches('/'))))
            .or_else(|| among.nearest(split(from_top).1))?;
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
