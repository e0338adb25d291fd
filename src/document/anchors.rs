//! The anchors of a page's headings, in little room: a site keeps them for each of its articles.

use serde::{Deserialize, Serialize};

/// Anchors in the order of their headings. One text, with a line for each.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Anchors(Box<str>);

impl Anchors {
    /// Each anchor.
    pub fn all(&self) -> std::str::Lines<'_> {
        self.0.lines()
    }

    /// Whether a heading has this anchor.
    #[must_use]
    pub fn has(&self, anchor: &str) -> bool {
        self.all().any(|known| known == anchor)
    }

    /// All of them in one text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'a> FromIterator<&'a str> for Anchors {
    fn from_iter<T: IntoIterator<Item = &'a str>>(anchors: T) -> Self {
        let mut lines = String::new();
        for anchor in anchors {
            lines.push_str(anchor);
            lines.push('\n');
        }
        Self(lines.into())
    }
}
