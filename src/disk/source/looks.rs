//! What the files of a site look like from outside, now that they were read.

use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::path::Path;

use rayon::prelude::*;

use super::{FOLDERS, Sources};
use crate::base::address::folder_of;
use crate::disk::source::ReferenceTexts;

/// The files that were read and the folders that they are in, in the order of their paths, as they are now. What is gone
/// is left out: its folder shows it. The site's own folder is left out, for builds write to it.
#[must_use]
pub fn looks(root: &Path, sources: &Sources) -> Vec<(String, Metadata)> {
    let ReferenceTexts { claims, glossary, citations } = &sources.references;
    let single = [&sources.settings, claims, glossary, citations].into_iter();
    let texts = single.chain(&sources.articles).chain(&sources.templates).chain(&sources.words);
    let files = texts.map(|text| text.path.as_str()).chain(sources.assets.iter().map(|asset| asset.path.as_str()));
    let mut paths: BTreeSet<&str> = FOLDERS.into_iter().collect();
    for file in files {
        let mut folder = folder_of(file);
        while !folder.is_empty() && paths.insert(folder) {
            folder = folder_of(folder);
        }
        paths.insert(file);
    }
    paths
        .into_iter()
        .filter(|path| !path.is_empty())
        .collect::<Vec<_>>()
        .par_iter()
        .filter_map(|path| Some(((*path).to_owned(), fs::symlink_metadata(root.join(path)).ok()?)))
        .collect()
}
