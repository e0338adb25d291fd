//! Files that are published beside the pages. What is judged is read once: the bytes that were judged are the bytes that
//! are published. Pictures are made fit ([`crate::base::picture`]) on the way.

use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result};
use rayon::prelude::*;

use super::{BESIDE_ARTICLES, extension_of};
use crate::base::diagnostic::{Diagnostic, Location, code};
use crate::base::picture::{self, Fit, Limits, PictureKey, PictureKind, PictureShelf, Shown};
use crate::disk::folder::{Contents, Folder};
use crate::disk::source::stylesheet;

/// Most bytes of a drawing or a stylesheet, and of any other picture.
const MOST_BYTES: u64 = 4_000_000;
const MOST_BYTES_OF_PICTURE: u64 = 60_000_000;

/// A file that is published beside the pages.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Path relative to the site's folder, such as `content/pictures/hours.svg`.
    pub path: String,
    /// Address in the site, such as `pictures/hours.svg`.
    pub address: String,
    /// Width and height in CSS pixels, for pictures that tell.
    pub size: Option<(usize, usize)>,
    /// Length in bytes.
    pub length: u64,
    /// The same picture for narrow screens.
    pub smaller: Option<Smaller>,
    origin: AssetOrigin,
    /// What the picture was made into, to be kept for the next time.
    fit: Option<Arc<(PictureKey, Fit)>>,
}

/// A picture for narrow screens, in a file of its own.
#[derive(Debug, Clone)]
pub struct Smaller {
    /// Address in the site, such as `pictures/door.w420.jpg`.
    pub address: String,
    /// Width in pixels.
    pub width: u32,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

/// Where an asset's bytes are.
#[derive(Debug, Clone)]
enum AssetOrigin {
    /// In a file below the site's folder that nobody looks into, such as a PDF.
    File(Arc<Folder>, PathBuf),
    /// In the theme inside the binary.
    Theme(&'static [u8]),
    /// Here, since they are judged.
    Held(Arc<[u8]>),
    /// Nowhere: the file was not read, and an error says why.
    Refused,
}

/// A file that was found and is not read yet.
pub(super) enum UnreadFile {
    /// A file of the site, and where it is below the site's folder.
    File { path: String, address: String, file: PathBuf },
    /// A file of the theme.
    Theme { path: String, address: String, bytes: &'static [u8] },
}

impl Asset {
    /// Whether it can be shown within a page. Documents can only be linked to.
    #[must_use]
    pub(crate) fn is_picture(&self) -> bool {
        let extension = extension_of(&self.path);
        extension != "pdf" && BESIDE_ARTICLES.contains(&extension.as_str())
    }

    /// Whether its address carries a fingerprint of its bytes, so that it may be kept for ever.
    #[must_use]
    pub(crate) fn is_fingerprinted(&self) -> bool {
        extension_of(&self.path) == "css"
    }

    /// Whether the file was not read. The error that says why is elsewhere.
    #[must_use]
    pub(crate) fn is_refused(&self) -> bool {
        matches!(self.origin, AssetOrigin::Refused)
    }

    /// The bytes that are published, for checks and for what is put into pages. None for files that are copied unseen.
    #[must_use]
    pub fn held(&self) -> Option<&[u8]> {
        match &self.origin {
            AssetOrigin::Theme(bytes) => Some(bytes),
            AssetOrigin::Held(bytes) => Some(bytes),
            AssetOrigin::File(..) | AssetOrigin::Refused => None,
        }
    }

    /// What the picture was made into, to be kept for the next time.
    #[must_use]
    pub fn fit(&self) -> Option<&(PictureKey, Fit)> {
        self.fit.as_deref()
    }

    /// The bytes that are published, for the one who writes them.
    ///
    /// # Errors
    /// When a file that is copied unseen can't be read any more.
    pub fn published(&self) -> Result<Cow<'static, [u8]>> {
        Ok(match &self.origin {
            AssetOrigin::File(root, file) => {
                let bytes = root.read(file).with_context(|| format!("can't read {}", self.path));
                Cow::Owned(bytes.context("a file vanished while the site was built")?)
            }
            AssetOrigin::Theme(bytes) => Cow::Borrowed(*bytes),
            AssetOrigin::Held(bytes) => Cow::Owned(bytes.to_vec()),
            AssetOrigin::Refused => Cow::Borrowed(&[]),
        })
    }
}

/// What reading needs to know besides the files.
pub(super) struct AssetReader<'r> {
    pub(super) folder: &'r Arc<Folder>,
    /// Most bytes that a picture beside an article should have.
    pub(super) picture_bytes: u64,
    /// What pictures were made into before.
    pub(super) shelf: &'r PictureShelf,
}

impl AssetReader<'_> {
    /// Reads the files that were found, as far as they are judged, and says which can't be used.
    ///
    /// # Errors
    /// When one can't be read.
    pub(super) fn read(&self, found: Vec<UnreadFile>) -> Result<(Vec<Asset>, Vec<Diagnostic>)> {
        let read: Vec<(Asset, Option<Diagnostic>)> =
            found.into_par_iter().map(|found| self.read_one(found)).collect::<Result<_>>()?;
        let (assets, problems): (Vec<Asset>, Vec<Option<Diagnostic>>) = read.into_iter().unzip();
        Ok((assets, problems.into_iter().flatten().collect()))
    }

    fn read_one(&self, found: UnreadFile) -> Result<(Asset, Option<Diagnostic>)> {
        let (path, address, file) = match found {
            UnreadFile::Theme { path, address, bytes } => return Ok((theme(path, address, bytes), None)),
            UnreadFile::File { path, address, file } => (path, address, file),
        };
        let extension = extension_of(&path);
        let is_text = matches!(extension.as_str(), "svg" | "css");
        if !is_text && kind_of(&extension).is_none() {
            let length = self.folder.file(&file).with_context(|| format!("can't read {path}"))?.1.len();
            let origin = AssetOrigin::File(Arc::clone(self.folder), file);
            return Ok((Asset::plain(path, address, length, origin), None));
        }
        let most = if is_text { MOST_BYTES } else { MOST_BYTES_OF_PICTURE };
        let bytes = match self.folder.read_up_to(most, &file).with_context(|| format!("can't read {path}"))? {
            Contents::Read(bytes) => bytes,
            Contents::TooLarge(length) => {
                let problem = too_large(&path, length, most);
                return Ok((Asset::plain(path, address, length, AssetOrigin::Refused), Some(problem)));
            }
        };
        Ok(if is_text { (held(path, address, bytes), None) } else { self.picture(path, address, &bytes) })
    }

    /// A picture, made fit. One that is in `static` keeps its size and its name: a template may name it.
    fn picture(&self, path: String, address: String, bytes: &[u8]) -> (Asset, Option<Diagnostic>) {
        let is_beside_articles = path.starts_with("content/");
        let limits = Limits { bytes: is_beside_articles.then_some(self.picture_bytes) };
        let (key, fit) = match picture::fit(bytes, limits, self.shelf) {
            Ok(made) => made,
            Err(fault) => {
                let problem =
                    Diagnostic::new(code::BROKEN_PICTURE, fault.what).at(Location::file(&path)).help(fault.help);
                return (Asset::plain(path, address, bytes.len() as u64, AssetOrigin::Refused), Some(problem));
            }
        };
        let Shown { kind, width, height, bytes } = fit.main.clone();
        let smaller = fit.smaller.as_ref().map(|smaller| Smaller {
            address: named(&address, smaller.kind, Some(smaller.width)),
            width: smaller.width,
            bytes: Arc::clone(&smaller.bytes),
        });
        let address = if is_beside_articles { named(&address, kind, None) } else { address };
        let mut asset = Asset::plain(path, address, bytes.len() as u64, AssetOrigin::Held(bytes));
        asset.size = Some((width as usize, height as usize));
        asset.smaller = smaller;
        asset.fit = Some(Arc::new((key, fit)));
        (asset, None)
    }
}

impl UnreadFile {
    pub(super) fn path(&self) -> &str {
        let (Self::File { path, .. } | Self::Theme { path, .. }) = self;
        path
    }
}

impl Asset {
    fn plain(path: String, address: String, length: u64, origin: AssetOrigin) -> Self {
        Self { path, address, size: None, length, smaller: None, origin, fit: None }
    }
}

/// The kind of picture that an ending of a name stands for.
fn kind_of(extension: &str) -> Option<PictureKind> {
    Some(match extension {
        "jpg" | "jpeg" => PictureKind::Jpeg,
        "png" => PictureKind::Png,
        "gif" => PictureKind::Gif,
        "webp" => PictureKind::WebP,
        _ => return None,
    })
}

/// The name of a picture that was made of another: with its width, and with the ending of its own kind, where that is not
/// the one it has. A server tells browsers the kind of a file by that.
fn named(address: &str, kind: PictureKind, width: Option<u32>) -> String {
    let (stem, ending) = address.rsplit_once('.').unwrap_or((address, ""));
    let own = match kind {
        PictureKind::Jpeg => "jpg",
        PictureKind::Png => "png",
        PictureKind::Gif => "gif",
        PictureKind::WebP => "webp",
    };
    let is_own = kind_of(&ending.to_lowercase()) == Some(kind);
    match (width, is_own) {
        (None, true) => address.to_owned(),
        (None, false) => format!("{address}.{own}"),
        (Some(width), true) => format!("{stem}.w{width}.{ending}"),
        (Some(width), false) => format!("{address}.w{width}.{own}"),
    }
}

/// What is said of a file of too many bytes.
fn too_large(path: &str, length: u64, most: u64) -> Diagnostic {
    let message = format!("the file has {} MB; {} MB is the most", length.div_ceil(1_000_000), most / 1_000_000);
    let help = "save it smaller; it was not read";
    Diagnostic::new(code::TOO_LARGE, message).at(Location::file(path)).help(help)
}

fn theme(path: String, address: String, bytes: &'static [u8]) -> Asset {
    match extension_of(&path).as_str() {
        "svg" | "css" => held(path, address, bytes.to_vec()),
        _ => Asset::plain(path, address, bytes.len() as u64, AssetOrigin::Theme(bytes)),
    }
}

/// A drawing or a stylesheet. A stylesheet is published without its comments, and its address carries a fingerprint of
/// these bytes, so that browsers may keep it for ever.
fn held(path: String, address: String, bytes: Vec<u8>) -> Asset {
    if extension_of(&path) == "css" {
        let css = stylesheet::minified(&String::from_utf8_lossy(&bytes));
        let hash = blake3::hash(css.as_bytes()).to_hex();
        let address = format!("{}.{}.css", address.trim_end_matches(".css"), &hash[..8]);
        return Asset::plain(path, address, css.len() as u64, AssetOrigin::Held(css.into_bytes().into()));
    }
    let size = std::str::from_utf8(&bytes).ok().and_then(svg_size);
    Asset { size, ..Asset::plain(path, address, bytes.len() as u64, AssetOrigin::Held(bytes.into())) }
}

/// The size that an SVG file asks for: `width` and `height`, else the last two numbers of `viewBox`.
fn svg_size(svg: &str) -> Option<(usize, usize)> {
    let start = svg.find("<svg")?;
    let tag = &svg[start..start + svg[start..].find('>')?];
    let [width, height] = ["width", "height"].map(|name| attribute(tag, name).and_then(pixels));
    if let Some(size) = width.zip(height) {
        return Some(size);
    }
    let numbers: Vec<&str> = attribute(tag, "viewBox")?.split([' ', ',']).filter(|n| !n.is_empty()).collect();
    Some((pixels(numbers.get(2)?)?, pixels(numbers.get(3)?)?))
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let at = tag.find(&format!(" {name}=\"")).or_else(|| tag.find(&format!("\n{name}=\"")))? + name.len() + 3;
    tag[at..].split('"').next()
}

fn pixels(text: &str) -> Option<usize> {
    let number = text.trim().trim_end_matches("px").parse::<f64>().ok()?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded and rounded just before")]
    (1.0..100_000.0).contains(&number).then(|| number.round() as usize)
}

#[cfg(test)]
mod tests {
    use super::svg_size;

    #[test]
    fn svg_files_tell_their_size() {
        assert_eq!(
            svg_size(r#"<?xml version="1.0"?><svg width="320" height="200px" viewBox="0 0 1 1">"#),
            Some((320, 200))
        );
        assert_eq!(svg_size(r#"<svg viewBox="0 0 320 99.6" xmlns="x">"#), Some((320, 100)));
        assert_eq!(svg_size("<svg>"), None);
    }
}
