//! Files that are published beside the pages. What a check looks into is read once: the bytes that were judged are the
//! bytes that are published.

use std::borrow::Cow;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result};
use rayon::prelude::*;

use super::{BESIDE_ARTICLES, extension_of};
use crate::diagnostic::{Diagnostic, Location};
use crate::folder::{Contents, Folder};
use crate::output::Output;
use crate::stylesheet;

/// Most bytes of a drawing or a stylesheet.
const MOST_BYTES: u64 = 4_000_000;

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
    origin: Origin,
}

/// Where an asset's bytes are.
#[derive(Debug, Clone)]
enum Origin {
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
pub(super) enum Found {
    /// A file of the site, and where it is below the site's folder.
    File { path: String, address: String, file: PathBuf },
    /// A file of the theme.
    Theme { path: String, address: String, bytes: &'static [u8] },
}

impl Asset {
    /// Whether it can be shown within a page. Documents can only be linked to.
    #[must_use]
    pub fn is_picture(&self) -> bool {
        let extension = extension_of(&self.path);
        extension != "pdf" && BESIDE_ARTICLES.contains(&extension.as_str())
    }

    /// Whether its address carries a fingerprint of its bytes, so that it may be kept for ever.
    #[must_use]
    pub fn is_fingerprinted(&self) -> bool {
        !self.path.ends_with(&self.address)
    }

    /// Whether the file was not read. The error that says why stands elsewhere.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        matches!(self.origin, Origin::Refused)
    }

    /// The bytes that are published, for checks and for what is put into pages. None for files that are copied unseen.
    #[must_use]
    pub fn held(&self) -> Option<&[u8]> {
        match &self.origin {
            Origin::Theme(bytes) => Some(bytes),
            Origin::Held(bytes) => Some(bytes),
            Origin::File(..) | Origin::Refused => None,
        }
    }

    /// What is published of it.
    ///
    /// # Errors
    /// When a file that is copied unseen can't be read any more.
    pub fn output(&self) -> Result<Output> {
        let bytes = match &self.origin {
            Origin::File(root, file) => {
                let bytes = root.read(file).with_context(|| format!("can't read {}", self.path));
                Cow::Owned(bytes.context("a file vanished while the site was built")?)
            }
            Origin::Theme(bytes) => Cow::Borrowed(*bytes),
            Origin::Held(bytes) => Cow::Owned(bytes.to_vec()),
            Origin::Refused => Cow::Borrowed(&[][..]),
        };
        Ok(Output { path: self.address.clone(), bytes, source: self.path.clone() })
    }
}

/// Reads the files that were found, as far as they are judged, and says which can't be used.
///
/// # Errors
/// When one can't be read.
pub(super) fn read(folder: &Arc<Folder>, found: Vec<Found>) -> Result<(Vec<Asset>, Vec<Diagnostic>)> {
    let read: Vec<(Asset, Option<Diagnostic>)> =
        found.into_par_iter().map(|found| found.read(folder)).collect::<Result<_>>()?;
    let (assets, problems): (Vec<Asset>, Vec<Option<Diagnostic>>) = read.into_iter().unzip();
    Ok((assets, problems.into_iter().flatten().collect()))
}

impl Found {
    pub(super) fn path(&self) -> &str {
        let (Self::File { path, .. } | Self::Theme { path, .. }) = self;
        path
    }

    fn read(self, folder: &Arc<Folder>) -> Result<(Asset, Option<Diagnostic>)> {
        let is_judged = matches!(extension_of(self.path()).as_str(), "svg" | "css");
        let (path, address, file) = match self {
            Self::Theme { path, address, bytes } => return Ok((theme(path, address, bytes), None)),
            Self::File { path, address, file } => (path, address, file),
        };
        let cannot = |error: io::Error| anyhow::Error::new(error).context(format!("can't read {path}"));
        if !is_judged {
            let (open, metadata) = folder.file(&file).map_err(cannot)?;
            let size = imagesize::reader_size(io::BufReader::new(open)).ok();
            let size = size.map(|size| (size.width, size.height));
            let origin = Origin::File(Arc::clone(folder), file);
            return Ok((Asset { path, address, size, length: metadata.len(), origin }, None));
        }
        Ok(match folder.read_up_to(MOST_BYTES, &file).map_err(cannot)? {
            Contents::Read(bytes) => (held(path, address, bytes), None),
            Contents::TooLarge(length) => {
                let problem = too_large(&path, length, MOST_BYTES);
                (Asset { path, address, size: None, length, origin: Origin::Refused }, Some(problem))
            }
        })
    }
}

/// What is said of a file of too many bytes.
fn too_large(path: &str, length: u64, most: u64) -> Diagnostic {
    let message = format!("the file has {} MB; {} MB is the most", length.div_ceil(1_000_000), most / 1_000_000);
    let help = "save it smaller; it was not read";
    Diagnostic::error("too-large", message).at(Location::file(path)).help(help)
}

fn theme(path: String, address: String, bytes: &'static [u8]) -> Asset {
    match extension_of(&path).as_str() {
        "svg" | "css" => held(path, address, bytes.to_vec()),
        _ => {
            let (size, length) = (None, bytes.len() as u64);
            Asset { path, address, size, length, origin: Origin::Theme(bytes) }
        }
    }
}

/// A drawing or a stylesheet. A stylesheet is published without its comments, and its address carries a fingerprint of
/// these bytes, so that browsers may keep it for ever.
fn held(path: String, address: String, bytes: Vec<u8>) -> Asset {
    if extension_of(&path) == "css" {
        let css = stylesheet::minified(&String::from_utf8_lossy(&bytes));
        let hash = blake3::hash(css.as_bytes()).to_hex();
        let stem = address.trim_end_matches(".css");
        let address = format!("{stem}.{}.css", &hash[..8]);
        let length = css.len() as u64;
        return Asset { path, address, size: None, length, origin: Origin::Held(css.into_bytes().into()) };
    }
    let size = std::str::from_utf8(&bytes).ok().and_then(svg_size);
    let length = bytes.len() as u64;
    Asset { path, address, size, length, origin: Origin::Held(bytes.into()) }
}

/// The size that an SVG file asks for: `width` and `height`, else the last two numbers of `viewBox`.
fn svg_size(svg: &str) -> Option<(usize, usize)> {
    let start = svg.find("<svg")?;
    let tag = &svg[start..start + svg[start..].find('>')?];
    let attribute = |name: &str| {
        let at = tag.find(&format!(" {name}=\"")).or_else(|| tag.find(&format!("\n{name}=\"")))? + name.len() + 3;
        tag[at..].split('"').next()
    };
    let pixels = |text: &str| {
        let number = text.trim().trim_end_matches("px").parse::<f64>().ok()?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded and rounded just before")]
        (1.0..100_000.0).contains(&number).then(|| number.round() as usize)
    };
    if let (Some(width), Some(height)) = (attribute("width").and_then(pixels), attribute("height").and_then(pixels)) {
        return Some((width, height));
    }
    let numbers: Vec<&str> = attribute("viewBox")?.split([' ', ',']).filter(|n| !n.is_empty()).collect();
    Some((pixels(numbers.get(2)?)?, pixels(numbers.get(3)?)?))
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
