//! Lists of what to do and not to do that did not come about, or that fall apart: readers would take "swim" for advice.

use super::{Search, mark};
use crate::content::document::{Block, BlockKind, DoList, plain_text};

/// What an item of a list that falls out is told with.
const APART: &str = "this list falls out of the list of what not to do above it, and reads like advice";

impl Search<'_> {
    /// The house's own heading with no list right below it, and a list that begins behind a do-not list.
    pub(super) fn do_lists(&mut self, block: &Block<'_>, behind: &[Block<'_>]) {
        match &block.kind {
            BlockKind::Heading(heading) => {
                let house = self.site.words_of(self.article);
                let words = plain_text(&heading.content);
                let plain = words.trim().trim_end_matches(':').trim().to_lowercase();
                let is_not = plain == house.do_not_heading.to_lowercase();
                if (is_not || plain == house.do_heading.to_lowercase()) && !stands_well(behind) {
                    let message = format!("no list follows right below \"{}\"", words.trim());
                    let help = "write what belongs to it as a list right below this heading, each item on a line that \
                                begins with `- `; other words stand above the heading or below the list";
                    self.found.push(mark(heading.span.clone(), message, help).grave_if(true));
                }
            }
            BlockKind::DoList(DoList { negative: true, .. }) => {
                if let Some(apart) = falls_out(behind) {
                    let place = apart.first_line(self.source());
                    let help = "begin each item of one list with the same `- `, with nothing between them; or put a \
                                heading of its own above this list";
                    self.found.push(mark(place, APART, help).grave_if(true));
                }
            }
            _ => {}
        }
    }
}

/// Whether what stands below a house heading without its list is as it should be: words, and no list before the next
/// heading.
fn stands_well(behind: &[Block<'_>]) -> bool {
    let is_heading = |block: &&Block<'_>| block.heading().is_some() && !matches!(block.kind, BlockKind::Card(_));
    let own = behind.iter().position(|block| is_heading(&block)).unwrap_or(behind.len());
    let is_words = |block: &Block<'_>| matches!(block.kind, BlockKind::Paragraph(_));
    own > 0 && is_words(&behind[0]) && !behind[..own].iter().any(holds_list)
}

fn holds_list(block: &Block<'_>) -> bool {
    match &block.kind {
        BlockKind::List(_) => true,
        BlockKind::Quote(blocks) => blocks.iter().any(holds_list),
        _ => false,
    }
}

/// The list right behind a do-not list, or behind words that don't begin it: those end in a colon.
fn falls_out<'d, 'a>(behind: &'d [Block<'a>]) -> Option<&'d Block<'a>> {
    match behind {
        [first, ..] if holds_list(first) => Some(first),
        [Block { kind: BlockKind::Paragraph(content), .. }, list, ..] if holds_list(list) => {
            let words = plain_text(content);
            (!words.trim_end().ends_with([':', '：'])).then_some(list)
        }
        _ => None,
    }
}
