//! Whom a card is for calling.

use super::{Card, Inline, Target, each_block, each_inline};

impl Card<'_> {
    /// Names of the phone numbers that it tells to call, each once: those in its heading, or else those in its body.
    #[must_use]
    pub fn phones(&self) -> Vec<&str> {
        let mut names = Vec::new();
        if let Some(heading) = &self.heading {
            each_inline(&heading.content, &mut |inline| add_phone(inline, &mut names));
        }
        if names.is_empty() {
            each_block(&self.blocks, &mut |block| {
                block.each_run(&mut |run| each_inline(run, &mut |inline| add_phone(inline, &mut names)));
            });
        }
        names
    }
}

fn add_phone<'d>(inline: &'d Inline<'_>, names: &mut Vec<&'d str>) {
    if let Inline::Link(link) = inline
        && let Target::Phone(name) = &link.target
        && !names.contains(&name.as_str())
    {
        names.push(name);
    }
}
