//! Whom a card calls.

use super::{Card, Inline, Target, each_block, each_inline};

impl Card<'_> {
    /// Names of the phone numbers that its heading links to, in the order of the text.
    #[must_use]
    pub(crate) fn phones_of_heading(&self) -> Vec<&str> {
        self.heading.as_ref().map_or_else(Vec::new, |heading| phones_in(&heading.content))
    }

    /// The same of all that is below the heading.
    #[must_use]
    pub(crate) fn phones_below(&self) -> Vec<&str> {
        let mut names = Vec::new();
        each_block(&self.blocks, &mut |block| block.each_run(&mut |run| names.extend(phones_in(run))));
        names
    }
}

/// Names of the phone numbers that running text links to, in its order.
pub(crate) fn phones_in<'d>(content: &'d [Inline<'_>]) -> Vec<&'d str> {
    let mut names = Vec::new();
    each_inline(content, &mut |inline| {
        if let Inline::Link(link) = inline
            && let Target::Phone(name) = &link.target
        {
            names.push(name.as_str());
        }
    });
    names
}
