//! What has to change when an article or a section goes to another place: files, links, and the address that was.

use std::sync::Arc;

use crate::base::address::{Slug, folder_of, nfc, relative_path, resolve_path, written_in_link};
use crate::base::diagnostic::{Fix, Text};
use crate::base::yaml::{self, Step};
use crate::content::article::{Article, address_of, place_of};
use crate::content::document::Target;
use crate::content::markdown::addresses;
use crate::disk::source::Sources;
use crate::site::Site;

/// What goes where. Paths are relative to `content`.
#[derive(Debug)]
pub(crate) struct Renaming {
    /// Files or folders: the one that was asked for, and its translations.
    pub moves: Vec<(String, String)>,
}

impl Renaming {
    /// Works out where each file goes.
    ///
    /// # Errors
    /// Why that can't be, in words for an editor.
    pub(crate) fn of(site: &Site, old: &str, new: &str) -> Result<Self, String> {
        let (old, mut new) = (below_content(old), below_content(new));
        let is_file = site.article(&old).is_some();
        if !is_file && !holds(site, &old) {
            return Err(format!("there is no article and no section content/{old}"));
        }
        if is_file && new.ends_with('/') {
            new += old.rsplit('/').next().unwrap_or_default();
        }
        let new = new.trim_end_matches('/').to_owned();
        look_at_name(&new, is_file)?;
        if new == old {
            return Err(format!("content/{old} has that name already"));
        }
        // A section is where the page that names it is.
        let [from, to] = [&old, &new]
            .map(|path| place_of(&if is_file { path.clone() } else { format!("{path}/index.md") }, &site.config));
        if from.language != to.language || (!is_file && (from.folder.is_empty() || to.folder.is_empty())) {
            return Err("a language has a folder of its own, and nothing leaves it or takes its place".to_owned());
        }
        if new.starts_with(&format!("{old}/")) {
            return Err("a section can't go into itself".to_owned());
        }
        let own_folder = format!("{}/", site.prefix(&from.language));
        let [from, to] = [&old, &new].map(|path| path.strip_prefix(&own_folder).unwrap_or(path));
        let languages = site.config.languages.iter();
        let moves: Vec<(String, String)> = languages
            .map(|language| (site.content_path(language, from), site.content_path(language, to)))
            .filter(|(from, _)| if is_file { site.article(from).is_some() } else { holds(site, from) })
            .collect();
        let renaming = Self { moves };
        for (_, to) in &renaming.moves {
            if site.paths().any(|path| path.to_lowercase() == to.to_lowercase() && renaming.target(path).is_none())
                || (!is_file && holds(site, to))
            {
                return Err(format!("content/{to} is there already; it was left as it is"));
            }
        }
        Ok(renaming)
    }

    /// Where a file goes; `None` where it stays.
    fn target(&self, path: &str) -> Option<String> {
        self.moves.iter().find_map(|(from, to)| {
            let rest = path.strip_prefix(from.as_str())?;
            (rest.is_empty() || rest.starts_with('/')).then(|| format!("{to}{rest}"))
        })
    }

    /// Where a file is afterwards.
    #[must_use]
    pub(crate) fn after(&self, path: &str) -> String {
        self.target(path).unwrap_or_else(|| path.to_owned())
    }

    /// Every edit that the texts of a site need, by the paths that their files have before.
    #[must_use]
    pub(crate) fn edits(&self, site: &Site, settings: &Text) -> Vec<Fix> {
        let mut edits: Vec<Fix> = site.articles.iter().flat_map(|article| self.edits_of(site, article)).collect();
        for (key, path) in [("guide", Some(&site.config.guide)), ("help", site.config.help.as_ref())] {
            let Some((path, new)) = path.map(|path| (path, self.after(&nfc(path)))).filter(|(path, new)| *path != new)
            else {
                continue;
            };
            let range = yaml::locate(&settings.text, &[Step::Key(key)]);
            let with = yaml::rewritten(&settings.text[range.clone()], path, &new);
            edits.extend(with.map(|with| settings.fix(range, with)));
        }
        edits
    }

    fn edits_of(&self, site: &Site, article: &Article) -> Vec<Fix> {
        let mut edits = Vec::new();
        let body = &article.source.text[article.body_range.clone()];
        for (range, target) in addresses(body) {
            let Target::File { path, .. } = target else { continue };
            let length = body[range.clone()].find('#').unwrap_or(range.len());
            if let Some(path) = self.new_path(site, article, &path).filter(|_| length > 0) {
                let start = article.body_range.start + range.start;
                edits.push(article.source.fix(start..start + length, written_in_link(&path)));
            }
        }
        let front = &article.front;
        for (index, path) in front.related.iter().enumerate() {
            if let Some(new) = self.new_path(site, article, path) {
                edits.extend(article.rewritten(&[Step::Key("related"), Step::Index(index)], path, &new));
            }
        }
        if let Some(path) = &front.guide {
            let own = format!("{}/", site.prefix(&article.place.language));
            let guide = site.article(path).or_else(|| site.article(&format!("{own}{path}"))).map(|id| site[id].path());
            if let Some(new) = guide.and_then(|guide| self.target(guide)) {
                let new = if path.starts_with(&own) { &new } else { new.strip_prefix(&own).unwrap_or(&new) };
                edits.extend(article.rewritten(&[Step::Key("guide")], path, new));
            }
        }
        if let Some((translation, new)) =
            front.translation.as_ref().and_then(|of| Some((of, self.target(&nfc(&of.of))?)))
        {
            edits.extend(article.rewritten(&[Step::Key("translation"), Step::Key("of")], &translation.of, &new));
        }
        edits.extend(self.redirect(site, article));
        edits
    }

    /// The path to write in place of one in an article that leads to a file; `None` where it still leads there.
    fn new_path(&self, site: &Site, article: &Article, path: &str) -> Option<String> {
        if let Some(from_top) = path.strip_prefix('/') {
            return site.holds(from_top).then(|| self.target(from_top)).flatten().map(|after| format!("/{after}"));
        }
        let target = article.beside(path).filter(|target| site.holds(target))?;
        let (here, after) = (self.after(article.path()), self.after(&target));
        let folder = folder_of(&here);
        let is_same = resolve_path(folder, path).as_deref() == Some(&after);
        (!is_same).then(|| relative_path(folder, &after))
    }

    /// The edit that lets the old address of an article lead to the new one.
    fn redirect(&self, site: &Site, article: &Article) -> Option<Fix> {
        let after = self.target(article.path())?;
        let place = place_of(&after, &site.config);
        let address = address_of(&place, article.front.slug.as_ref(), &site.config);
        if address == article.address || article.address.as_str().is_empty() {
            return None;
        }
        let old = article.address.to_string();
        // A page that goes back to where it was takes an address that led to it.
        let aliases = &article.front.aliases;
        if let Some(index) =
            aliases.iter().position(|alias| alias.trim_matches('/') == address.as_str().trim_matches('/'))
        {
            return article.rewritten(&[Step::Key("aliases"), Step::Index(index)], &aliases[index], &old);
        }
        let text = yaml::push(&article.source.text[article.front_range.clone()], "aliases", &old);
        let mut front = article.front.clone();
        front.aliases.push(old);
        article.with_front(text, &front)
    }

    /// Puts the files of a site where they are afterwards.
    pub(crate) fn apply(&self, sources: &mut Sources) {
        for text in sources.texts() {
            if let Some(to) = text.path.strip_prefix("content/").and_then(|path| self.target(path)) {
                *text = Text::new(format!("content/{to}"), text.text.clone());
            }
        }
        for asset in Arc::make_mut(&mut sources.assets) {
            if let Some(to) = asset.path.strip_prefix("content/").and_then(|path| self.target(path)) {
                asset.path = format!("content/{to}");
                asset.address = to;
            }
        }
    }
}

/// Whether there is any file below a folder.
fn holds(site: &Site, folder: &str) -> bool {
    let folder = format!("{}/", folder.trim_end_matches('/'));
    let assets = site.assets.iter().filter_map(|asset| asset.path.strip_prefix("content/"));
    folder != "/" && site.paths().chain(assets).any(|path| path.starts_with(&folder))
}

/// A path as given, with or without `content/` before it, and with the slashes of any system.
fn below_content(path: &str) -> String {
    let path = nfc(path).replace('\\', "/");
    let path = path.trim_start_matches("./");
    let path = path.strip_prefix("content/").unwrap_or(path);
    if path.ends_with(".md/") { path.trim_end_matches('/').to_owned() } else { path.to_owned() }
}

/// Whether every system can hold a file of that name.
fn look_at_name(path: &str, is_file: bool) -> Result<(), String> {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending);
    if path.is_empty() {
        return Err("give the new name as well, such as content/questions.md".to_owned());
    }
    if is_file && ending != Some("md") {
        return Err(format!("an article's name ends in .md: {path}.md"));
    }
    for part in path.split('/') {
        let stem = part.strip_suffix(".md").filter(|_| is_file).unwrap_or(part);
        let is_hidden = stem.is_empty() || stem.starts_with(['.', '~']) || stem.ends_with(['.', ' ', '~']);
        if is_hidden || stem.contains(|c: char| c.is_control() || "\"<>|?*:#%".contains(c)) {
            return Err(format!(
                "`{part}` can't be a name here; letters, digits and hyphens are safe: {}",
                Slug::from_words(stem)
            ));
        }
    }
    Ok(())
}
