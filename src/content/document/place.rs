//! Where a block is in its source.

use super::{Block, Span};

impl Block<'_> {
    /// Where it is, without the spaces and line ends behind it. `source` is the whole source.
    #[must_use]
    pub(crate) fn trimmed(&self, source: &str) -> Span {
        self.span.start..self.span.start + source[self.span.clone()].trim_end().len()
    }

    /// Its first line, such as the `> [!CAUTION]` of a card. `source` is the whole source.
    #[must_use]
    pub(crate) fn first_line(&self, source: &str) -> Span {
        let line = source[self.span.clone()].lines().next().unwrap_or_default();
        self.span.start..self.span.start + line.trim_end().len()
    }
}
