//! The only reader of a site: its settings, content, templates and static files.
//!
//! Follows no symbolic link and opens nothing outside the site's folder. What it can't use it reports; nothing is
//! passed over in silence but hidden files and the temporary files of editors.

mod asset;
mod budget;
mod conflict;
mod file_name;
mod looks;
mod reread;
mod settle;
pub(crate) mod stylesheet;
mod text;
pub mod theme;

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::base::address::nfc;
use crate::base::diagnostic::{Diagnostic, Location, Text, code};
use crate::base::picture::PictureShelf;
use crate::disk::folder::{Contents, Folder, is_link};
use crate::disk::source::theme::STATIC;

pub use asset::{Asset, Smaller};
use asset::{AssetReader, UnreadFile};
pub(crate) use budget::PICTURE_BYTES;
use budget::picture_bytes;
pub use looks::looks;
pub use reread::read_again;
pub(crate) use settle::read_settled;
use text::{most_bytes, text, too_large};

/// Everything that was found in a site's folder.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// `site.yaml`
    pub settings: Text,
    /// Markdown files under `content`, by path.
    pub articles: Vec<Text>,
    /// `claims.yaml`, `glossary.yaml` and `sources.yaml` under `content`.
    pub references: ReferenceTexts,
    /// The site's own templates, by path.
    pub templates: Vec<Text>,
    /// The site's own words, `templates/words/*.yaml`.
    pub words: Vec<Text>,
    /// Pictures beside the articles and files under `static`, by path.
    pub assets: Arc<Vec<Asset>>,
}

impl Sources {
    /// What the pictures were made into, to be kept for the next time.
    #[must_use]
    pub fn shelf(&self) -> PictureShelf {
        self.assets.iter().filter_map(Asset::fit).collect()
    }

    /// Every text that editors write and `carepress` may change: settings, articles and reference files.
    pub fn texts(&mut self) -> impl Iterator<Item = &mut Text> {
        let ReferenceTexts { claims, glossary, citations } = &mut self.references;
        [&mut self.settings, claims, glossary, citations].into_iter().chain(&mut self.articles)
    }
}

/// The reference files as read.
#[derive(Debug, Clone, Default)]
pub struct ReferenceTexts {
    /// `content/claims.yaml`
    pub claims: Text,
    /// `content/glossary.yaml`
    pub glossary: Text,
    /// `content/sources.yaml`
    pub citations: Text,
}

/// File types that may be beside articles.
const BESIDE_ARTICLES: [&str; 7] = ["svg", "png", "jpg", "jpeg", "webp", "gif", "pdf"];

/// Most entries of a folder that are looked at for a site in it.
const MOST_LOOKED_AT: usize = 1_000;

/// Reads a site's folder, with no knowledge of what its pictures were made into before.
///
/// # Errors
/// When there is no `site.yaml` or a folder or file can't be read.
pub fn discover(root: &Path) -> Result<(Sources, Vec<Diagnostic>)> {
    discover_with(root, &PictureShelf::default())
}

/// Reads a site's folder. What its pictures were made into before is on a shelf.
///
/// # Errors
/// When there is no `site.yaml` or a folder or file can't be read.
pub fn discover_with(root: &Path, shelf: &PictureShelf) -> Result<(Sources, Vec<Diagnostic>)> {
    let folder = Folder::open(root).with_context(|| format!("can't read the folder {}", root.display()))?;
    let folder = Arc::new(folder);
    let mut problems = Vec::new();
    let settings = read_settings(root, &folder, &mut problems)?;
    let Content { references, articles, mut assets } = read_content(root, &folder, &mut problems)?;
    let (templates, words) = read_templates(root, &folder, &mut problems)?;
    assets.extend(static_files(root, &mut problems)?);
    let reader = AssetReader { folder: &folder, picture_bytes: picture_bytes(&settings), shelf };
    let (assets, of_assets) = reader.read(assets)?;
    let (articles, of_articles) = read_articles(&folder, articles)?;
    problems.extend(of_assets.into_iter().chain(of_articles));
    Ok((Sources { settings, articles, references, templates, words, assets: Arc::new(assets) }, problems))
}

/// Reads `site.yaml`. Without it, there is no site.
fn read_settings(root: &Path, folder: &Folder, problems: &mut Vec<Diagnostic>) -> Result<Text> {
    match folder.read_up_to(most_bytes("site.yaml"), Path::new("site.yaml")) {
        Ok(Contents::Read(bytes)) => Ok(text("site.yaml", bytes, problems)),
        Ok(Contents::TooLarge(length)) => {
            let problem = too_large("site.yaml", length);
            bail!("site.yaml can't be read: {}; {}", problem.message, problem.help.unwrap_or_default())
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {
            bail!("there is no site.yaml in {}; {}", root.display(), whereabouts(root))
        }
        Err(error) if is_link(&error) => bail!(
            "site.yaml is a link to another place, and links are not followed; put a copy of the file there instead"
        ),
        Err(error) => Err(error).context("can't read site.yaml"),
    }
}

/// A text of the site; none where it is too large.
fn read(folder: &Folder, path: &str, file: &Path, problems: &mut Vec<Diagnostic>) -> Result<Option<Text>> {
    match folder.read_up_to(most_bytes(path), file).with_context(|| format!("can't read {path}"))? {
        Contents::Read(bytes) => Ok(Some(text(path, bytes, problems))),
        Contents::TooLarge(length) => {
            problems.push(too_large(path, length));
            Ok(None)
        }
    }
}

/// What is under `content`: articles and the pictures beside them, not read yet.
#[derive(Default)]
struct Content {
    references: ReferenceTexts,
    articles: Vec<(String, PathBuf)>,
    assets: Vec<UnreadFile>,
}

fn read_content(root: &Path, folder: &Folder, problems: &mut Vec<Diagnostic>) -> Result<Content> {
    let mut content = Content::default();
    let references = &mut content.references;
    for (path, file) in files(root, "content", problems)? {
        let inside = &path["content/".len()..];
        let extension = extension_of(inside);
        match inside {
            "claims.yaml" => references.claims = read(folder, &path, &file, problems)?.unwrap_or_default(),
            "glossary.yaml" => references.glossary = read(folder, &path, &file, problems)?.unwrap_or_default(),
            "sources.yaml" => references.citations = read(folder, &path, &file, problems)?.unwrap_or_default(),
            _ if Path::new(inside).extension().is_some_and(|ending| ending == "md") => {
                content.articles.push((path, file));
            }
            _ if BESIDE_ARTICLES.contains(&extension.as_str()) => {
                let address = inside.to_owned();
                content.assets.push(UnreadFile::File { path, address, file });
            }
            _ => {
                let kind = kind_of(if extension == "md" { "MD" } else { &extension });
                problems.push(has_no_place(&path, &kind, "content").help(place_for(inside, &extension)));
            }
        }
    }
    // A walk through folders finds a-b/ and a.md in another order than that of their paths.
    content.articles.sort();
    Ok(content)
}

/// The site's own templates and words.
fn read_templates(root: &Path, folder: &Folder, problems: &mut Vec<Diagnostic>) -> Result<(Vec<Text>, Vec<Text>)> {
    let (mut templates, mut words) = (Vec::new(), Vec::new());
    for (path, file) in files(root, "templates", problems)? {
        match extension_of(&path).as_str() {
            "html" => templates.extend(read(folder, &path, &file, problems)?),
            "yaml" if path.starts_with("templates/words/") => words.extend(read(folder, &path, &file, problems)?),
            extension => problems.push(
                has_no_place(&path, &kind_of(extension), "templates")
                    .help("templates end in .html; words of a language are templates/words/CODE.yaml"),
            ),
        }
    }
    Ok((templates, words))
}

fn has_no_place(path: &str, kind: &str, folder: &str) -> Diagnostic {
    Diagnostic::new(code::UNKNOWN_FILE, format!("{kind} has no place under {folder}")).at(Location::file(path))
}

/// The files under `static`: the site's own, and those of the theme that it has not replaced.
fn static_files(root: &Path, problems: &mut Vec<Diagnostic>) -> Result<Vec<UnreadFile>> {
    let own = files(root, "static", problems)?.into_iter();
    let mut found: Vec<UnreadFile> =
        own.map(|(path, file)| UnreadFile::File { address: path["static/".len()..].to_owned(), path, file }).collect();
    for (name, bytes) in STATIC {
        let path = format!("static/{name}");
        if !found.iter().any(|asset| asset.path() == path) {
            found.push(UnreadFile::Theme { path, address: name.to_owned(), bytes });
        }
    }
    Ok(found)
}

fn read_articles(folder: &Folder, articles: Vec<(String, PathBuf)>) -> Result<(Vec<Text>, Vec<Diagnostic>)> {
    let results: Vec<Result<(Option<Text>, Vec<Diagnostic>)>> = articles
        .into_par_iter()
        .map(|(path, file)| {
            let mut problems = Vec::new();
            Ok((read(folder, &path, &file, &mut problems)?, problems))
        })
        .collect();
    let (mut texts, mut problems) = (Vec::with_capacity(results.len()), Vec::new());
    for result in results {
        let (article, found) = result?;
        problems.extend(found);
        texts.extend(article);
    }
    Ok((texts, problems))
}

/// Where the site may be that somebody looks for in a folder without one, and what to type.
fn whereabouts(root: &Path) -> String {
    let real = root.canonicalize().unwrap_or_default();
    let above = real.ancestors().skip(1).find(|folder| has_site(folder));
    match above.map(Path::to_owned).or_else(|| site_below(root)) {
        Some(folder) => {
            format!("there is one in {}; type --root \"{}\" behind the command", folder.display(), folder.display())
        }
        None => "name the site's folder with --root DIR, or begin a site: carepress init DIR".to_owned(),
    }
}

/// A site in one of the folders inside, but for hidden ones.
fn site_below(root: &Path) -> Option<PathBuf> {
    let entries = fs::read_dir(root).ok()?.flatten().take(MOST_LOOKED_AT);
    let visible = entries.filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'));
    visible.map(|entry| entry.path()).filter(|folder| has_site(folder)).min()
}

/// Regular files below a folder as (path in the site, path below the site's folder), in the order of their paths. No
/// folder, no files. What the paths lead to may have changed when they are read.
fn files(root: &Path, folder: &str, problems: &mut Vec<Diagnostic>) -> Result<Vec<(String, PathBuf)>> {
    let start = root.join(folder);
    let mut found = Vec::new();
    if !stands(&start) {
        return Ok(found);
    }
    for entry in WalkDir::new(&start)
        .follow_links(false)
        .follow_root_links(false)
        // What is in one folder differs in its name alone, and the whole path is at hand.
        .sort_by(|a, b| a.path().as_os_str().cmp(b.path().as_os_str()))
        .into_iter()
        .filter_entry(|e| !is_passed_over(e))
    {
        let entry = entry.with_context(|| format!("can't read the folder {folder}"))?;
        let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
        // On Linux a backslash is a letter of a name, and reported below. An accent has the form that links have.
        let shown = relative.to_string_lossy();
        let shown = nfc(&if cfg!(windows) { shown.replace('\\', "/") } else { shown.into_owned() }).into_owned();
        if entry.path_is_symlink() {
            problems.push(
                Diagnostic::new(code::SYMBOLIC_LINK, "this is a link to another place, and links are not followed")
                    .at(Location::file(&shown))
                    .help("put a copy of the file here instead"),
            );
            continue;
        }
        if entry.file_type().is_dir() {
            continue;
        }
        if !entry.file_type().is_file() {
            problems.push(
                Diagnostic::new(code::UNKNOWN_FILE, "this is a pipe or a device, not a file")
                    .at(Location::file(&shown))
                    .help("take it out; the site is made of files alone"),
            );
            continue;
        }
        match relative.to_str().map(|name| (name, file_name::fault_of(name))) {
            Some((_, None)) => found.push((shown, relative.to_owned())),
            name => {
                let fault = name.and_then(|(_, fault)| fault);
                let what = fault.unwrap_or_else(|| "has a sign in it, which can't stand in a web address".to_owned());
                problems.push(
                    Diagnostic::new(code::BAD_FILE_NAME, format!("this name {what}"))
                        .at(Location::file(file_name::shown(&shown)))
                        .help("rename it: letters, digits and hyphens are safe"),
                );
            }
        }
    }
    Ok(found)
}

fn kind_of(extension: &str) -> String {
    if extension.is_empty() { "a file without an ending".to_owned() } else { format!("a .{extension} file") }
}

/// What to do with a file that has no place under `content`.
fn place_for(path: &str, extension: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = &name[..name.len().saturating_sub(extension.len() + 1)];
    match extension {
        "yaml" | "yml" => "content itself holds claims.yaml, glossary.yaml and sources.yaml, and no other .yaml file".into(),
        "md" | "markdown" | "mdown" | "mkd" => format!("articles end in .md: rename it to {stem}.md"),
        "txt" if stem.to_lowercase().ends_with(".md") => format!("rename it to {}.md", &stem[..stem.len() - 3]),
        "doc" | "docx" | "odt" | "rtf" | "pages" => format!(
            "copy its text into an article, such as {stem}.md; or save it as {stem}.pdf, for readers to open"
        ),
        "heic" | "heif" => {
            "few browsers show photos of this kind: open it and save it as JPEG, or let the iPhone take JPEG: Settings, Camera, Formats, Most Compatible".into()
        }
        "avif" | "bmp" | "dib" | "dng" | "jfif" | "jp2" | "jxl" | "psd" | "raw" | "tif" | "tiff" | "xcf" => {
            "pictures end in .svg, .png, .jpg, .webp or .gif: open it and save it as JPEG if it is a photo, else as PNG".into()
        }
        _ => "articles end in .md, pictures in .svg, .png, .jpg, .webp or .gif, documents in .pdf; other files go into static/"
            .into(),
    }
}

fn is_passed_over(entry: &DirEntry) -> bool {
    entry.depth() > 0 && is_temporary(&entry.file_name().to_string_lossy())
}

/// Hidden files, and what editors and systems leave behind, by their names.
fn is_temporary(name: &str) -> bool {
    name.starts_with(['.', '~'])
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || [".swp", ".swx", ".tmp", "___jb_tmp___", "___jb_old___"].iter().any(|ending| name.ends_with(ending))
        || matches!(name, "Thumbs.db" | "desktop.ini")
}

/// Folders that a site's files are in.
pub(crate) const FOLDERS: [&str; 3] = ["content", "templates", "static"];

/// Path in the site of a file or folder that a site is made of, present or gone; none for whatever else is in the
/// site's folder, and for what is passed over.
#[must_use]
pub(crate) fn path_in_site(root: &Path, path: &Path) -> Option<String> {
    let relative = path.strip_prefix(root).ok()?.to_string_lossy().replace('\\', "/");
    let mut parts = relative.split('/');
    let first = parts.next()?;
    let is_part = relative == "site.yaml" || (FOLDERS.contains(&first) && !parts.any(is_temporary));
    is_part.then_some(relative)
}

/// The file of these that was written last; none where none can be looked at.
pub(crate) fn last_written<'p>(root: &Path, paths: impl Iterator<Item = &'p str>) -> Option<&'p str> {
    paths
        .filter_map(|path| Some((fs::symlink_metadata(root.join(path)).ok()?.modified().ok()?, path)))
        .max()
        .map(|(_, path)| path)
}

/// Whether something is at a path, even a link that leads nowhere.
#[must_use]
pub fn stands(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

fn has_site(folder: &Path) -> bool {
    stands(&folder.join("site.yaml"))
}

fn extension_of(path: &str) -> String {
    Path::new(path).extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default()
}
