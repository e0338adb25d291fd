//! Edits of an article's front matter that leave everything else as it is.

use super::{Article, FrontMatter};
use crate::base::diagnostic::Fix;
use crate::base::yaml::{self, Step};

impl Article {
    /// The edit that puts another text in the place of a field's, where that is written on one line.
    #[must_use]
    pub(crate) fn rewritten(&self, path: &[Step<'_>], old: &str, new: &str) -> Option<Fix> {
        let span = self.field_span(path);
        let with = yaml::rewritten(&self.source.text[span.clone()], old, new)?;
        Some(self.source.fix(span, with))
    }

    /// The edit that makes other front matter of this one's text, if that reads as what is meant.
    #[must_use]
    pub(crate) fn with_front(&self, text: Option<String>, meant: &FrontMatter) -> Option<Fix> {
        let text = text.filter(|text| yaml::parse::<FrontMatter>(text).is_ok_and(|front| front == *meant))?;
        Some(self.source.fix_part(self.front_range.clone(), &text))
    }
}
