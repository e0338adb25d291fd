//! A site read again after a few of its files were written: the preview's way, which would otherwise read every file of a
//! large site at each save.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use rayon::prelude::*;

use super::{Sources, discover_with, most_bytes, picture_bytes, text};
use crate::base::diagnostic::{Diagnostic, Text};
use crate::disk::folder::{Contents, Folder};
use crate::disk::source::ReferenceTexts;

/// The sources after a few files were written, and what is wrong with them now. Where more may have changed than the text
/// of files that were there before, the site is discovered again. `changed` holds paths in the site.
///
/// # Errors
/// When the site or one of the files can't be read.
pub fn read_again(
    root: &Path,
    before: (Sources, Vec<Diagnostic>),
    changed: &BTreeSet<String>,
) -> Result<(Sources, Vec<Diagnostic>)> {
    let (mut sources, mut problems) = before;
    let folder = Folder::open(root).with_context(|| format!("can't read the folder {}", root.display()))?;
    let limit = picture_bytes(&sources.settings);
    problems.retain(|problem| !problem.location.as_ref().is_some_and(|place| changed.contains(place.path())));
    for path in changed {
        // What is no file any more, a link or too large is said by whoever looks at the whole site.
        let read = folder.read_up_to(most_bytes(path), Path::new(path)).ok();
        let (Some(known), Some(Contents::Read(bytes))) = (sources.text_mut(path), read) else {
            return all_again(root, &sources);
        };
        *known = text(path, bytes, &mut problems);
    }
    // The settings say what pictures have to fit into.
    let is_same = !changed.contains("site.yaml") || picture_bytes(&sources.settings) == limit;
    if is_same { Ok((sources, problems)) } else { all_again(root, &sources) }
}

fn all_again(root: &Path, before: &Sources) -> Result<(Sources, Vec<Diagnostic>)> {
    let (mut anew, problems) = discover_with(root, &before.shelf())?;
    anew.share(&before.articles);
    Ok((anew, problems))
}

impl Sources {
    /// Whether all but the articles and the templates is the very same as in other sources.
    #[must_use]
    pub(crate) fn give_the_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.assets, &other.assets)
            && self.words.len() == other.words.len()
            && self.texts_of_all_pages().zip(other.texts_of_all_pages()).all(|(text, other)| text.is(other))
    }

    fn texts_of_all_pages(&self) -> impl Iterator<Item = &Text> {
        let ReferenceTexts { claims, glossary, citations } = &self.references;
        [&self.settings, claims, glossary, citations].into_iter().chain(&self.words)
    }

    /// Takes articles that are the same to the byte from earlier ones, so that they are the very same.
    fn share(&mut self, earlier: &[Text]) {
        self.articles.par_iter_mut().for_each(|article| {
            let known = earlier.binary_search_by(|text| text.path.cmp(&article.path)).map(|index| &earlier[index]);
            if let Some(known) = known.ok().filter(|known| known.text == article.text) {
                *article = known.clone();
            }
        });
    }

    /// The text of a file that is there already.
    fn text_mut(&mut self, path: &str) -> Option<&mut Text> {
        if let Ok(index) = self.articles.binary_search_by(|text| text.path.as_str().cmp(path)) {
            return Some(&mut self.articles[index]);
        }
        let ReferenceTexts { claims, glossary, citations } = &mut self.references;
        let single = [&mut self.settings, claims, glossary, citations].into_iter();
        single.chain(&mut self.templates).chain(&mut self.words).find(|text| text.path == path)
    }
}
