//! A site with changed texts, in memory: nothing is written before all of them are known.

use std::collections::BTreeMap;

use super::Change;
use crate::base::diagnostic::Text;
use crate::disk::source::Sources;

/// Sources as they were read, and the texts that a command has changed so far.
#[derive(Debug)]
pub struct Draft {
    sources: Sources,
    /// Texts as they were and as they are now, by path.
    texts: BTreeMap<String, (String, String)>,
}

impl Draft {
    /// A draft in which nothing is changed yet.
    #[must_use]
    pub fn of(sources: Sources) -> Self {
        Self { sources, texts: BTreeMap::new() }
    }

    /// Changes texts: `edit` is asked for each, with its path and its text as it is now, and returns the new one, or `None`
    /// to leave it.
    pub fn edit(&mut self, mut edit: impl FnMut(&str, &str) -> Option<String>) {
        for text in self.sources.texts() {
            let now = self.texts.get(&text.path).map_or(&text.text, |(_, now)| now);
            let Some(new) = edit(&text.path, now) else { continue };
            self.texts.entry(text.path.clone()).or_insert_with(|| (text.text.clone(), String::new())).1 = new;
        }
    }

    /// The text of a file as it is now, if it has been changed.
    pub fn changed(&mut self, path: &str) -> Option<&mut String> {
        self.texts.get_mut(path).map(|(_, now)| now)
    }

    /// The sources as they would be read if all changes were written.
    #[must_use]
    pub fn sources(&self) -> Sources {
        let mut sources = self.sources.clone();
        for text in sources.texts() {
            if let Some((_, now)) = self.texts.get(&text.path) {
                *text = Text::new(text.path.clone(), now.clone());
            }
        }
        sources
    }

    /// What has to be written, in the order of the paths.
    #[must_use]
    pub fn changes(&self) -> Vec<Change> {
        let changed = self.texts.iter().filter(|(_, (old, new))| old != new);
        changed
            .map(|(path, (old, new))| Change::Replace { path: path.clone(), old: old.clone(), new: new.clone() })
            .collect()
    }
}
