//! What shows no words.

use super::{Block, BlockKind, Inline, Target};

impl Block<'_> {
    /// Whether it is a line, or a paragraph without words.
    #[must_use]
    pub(crate) fn says_nothing(&self) -> bool {
        match &self.kind {
            BlockKind::Paragraph(content) | BlockKind::Plain(content) => !has_words(content),
            BlockKind::Code(text) => text.trim().is_empty(),
            BlockKind::Rule => true,
            _ => false,
        }
    }
}

/// Whether running text shows words: written ones, or those that a claim, a term, a number or a page's title brings.
#[must_use]
pub(crate) fn has_words(inlines: &[Inline<'_>]) -> bool {
    inlines.iter().any(|inline| match inline {
        Inline::Text(text, _) | Inline::Code(text, _) => !text.trim().is_empty(),
        Inline::Emphasis(content) | Inline::Strong(content) => has_words(content),
        Inline::Link(link) => {
            let is_filled_in = matches!(link.target, Target::Claim(_) | Target::Term(_) | Target::Phone(_))
                || matches!(link.target, Target::File { anchor: None, .. }) && link.content.is_empty();
            is_filled_in || has_words(&link.content)
        }
        Inline::Image(image) => !image.alt.trim().is_empty(),
        Inline::SoftBreak | Inline::HardBreak | Inline::FootnoteReference(_) => false,
    })
}
