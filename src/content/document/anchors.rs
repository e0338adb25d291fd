//! The anchors of a page's headings, in little room: a site keeps them for each of its articles.

use serde::{Deserialize, Serialize};

/// Anchors in the order of their headings. One text, with a line for each.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(from = "Box<str>", into = "Box<str>")]
pub struct Anchors {
    lines: Box<str>,
    /// Where each line begins, in the order of the anchors themselves; empty where there are few.
    sorted: Box<[u32]>,
}

/// So many lines are looked through as quickly as a list of them.
const FEW: usize = 32;

impl From<Box<str>> for Anchors {
    fn from(lines: Box<str>) -> Self {
        let mut sorted = Vec::new();
        if lines.lines().nth(FEW).is_some() {
            let ends = lines.match_indices('\n').map(|(end, _)| end + 1);
            let begins = std::iter::once(0).chain(ends).filter(|at| *at < lines.len());
            // An article has less than 4 GB.
            sorted.extend(begins.filter_map(|at| u32::try_from(at).ok()));
            sorted.sort_unstable_by_key(|at| line(&lines, *at));
        }
        Self { sorted: sorted.into(), lines }
    }
}

impl From<Anchors> for Box<str> {
    fn from(anchors: Anchors) -> Self {
        anchors.lines
    }
}

/// The line that begins at a place.
fn line(lines: &str, at: u32) -> &str {
    lines[at as usize..].lines().next().unwrap_or_default()
}

impl Anchors {
    /// Each anchor.
    pub fn all(&self) -> std::str::Lines<'_> {
        self.lines.lines()
    }

    /// Whether a heading has this anchor.
    #[must_use]
    pub fn has(&self, anchor: &str) -> bool {
        if self.sorted.is_empty() {
            return self.all().any(|known| known == anchor);
        }
        self.sorted.binary_search_by(|at| line(&self.lines, *at).cmp(anchor)).is_ok()
    }

    /// All of them in one text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.lines
    }
}

impl<'a> FromIterator<&'a str> for Anchors {
    fn from_iter<T: IntoIterator<Item = &'a str>>(anchors: T) -> Self {
        let mut lines = String::new();
        for anchor in anchors {
            lines.push_str(anchor);
            lines.push('\n');
        }
        Self::from(lines.into_boxed_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_anchor_is_found_among_few_and_many() {
        for count in [0, 1, FEW, FEW + 1, 500] {
            let names: Vec<String> = (0..count).map(|index| format!("a-{}", index * 7 % 500)).collect();
            let anchors: Anchors = names.iter().map(String::as_str).collect();
            assert!(names.iter().all(|name| anchors.has(name)) && anchors.all().eq(names.iter().map(String::as_str)));
            assert!(!["", "a", "a-", "a-0\n", "b"].iter().any(|name| anchors.has(name)));
            let again = Anchors::from(Box::<str>::from(anchors.clone()));
            assert!(again.as_str() == anchors.as_str() && names.iter().all(|name| again.has(name)));
        }
    }
}
