//! Do-lists and do-not lists that fail or fall apart: readers would take "swim" for advice.

use super::{Search, mark};
use crate::content::document::{Block, BlockKind, DoList, plain_text};

/// The message about a list that is cut off from the do-not list above it.
const APART: &str = "this list is not part of the list of what not to do above it, and reads like advice";

impl Search<'_> {
    /// The house's own heading with no list right below it, and a list that follows a do-not list.
    pub(super) fn do_lists(&mut self, block: &Block<'_>, after: &[Block<'_>]) {
        match &block.kind {
            BlockKind::Heading(heading) => {
                let house = self.site.words_of(self.article);
                let words = plain_text(&heading.content);
                let plain = words.trim().trim_end_matches(':').trim().to_lowercase();
                let is_not = plain == house.do_not_heading.to_lowercase();
                if (is_not || plain == house.do_heading.to_lowercase()) && !is_fine_without_list(after) {
                    let message = format!("there is no list right below \"{}\"", words.trim());
                    let help = "write what belongs to it as a list right below this heading, each item on a line that \
                                begins with `- `; put other words above the heading or below the list";
                    self.found.push(mark(heading.span.clone(), message, help).grave_if(true));
                }
            }
            BlockKind::DoList(DoList { negative: true, .. }) => {
                if let Some(apart) = cut_off(after) {
                    let place = apart.first_line(self.source());
                    let help = "begin each item of one list with the same `- `, with nothing between them; or give this \
                                list a heading of its own";
                    self.found.push(mark(place, APART, help).grave_if(true));
                }
            }
            _ => {}
        }
    }
}

/// Whether a house heading without its list is meant so: words follow, and no list before the next heading.
fn is_fine_without_list(after: &[Block<'_>]) -> bool {
    let end = after.iter().position(is_heading).unwrap_or(after.len());
    let section = &after[..end];
    section.first().is_some_and(|first| matches!(first.kind, BlockKind::Paragraph(_)))
        && !section.iter().any(holds_list)
}

fn is_heading(block: &Block<'_>) -> bool {
    block.heading().is_some() && !matches!(block.kind, BlockKind::Card(_))
}

fn holds_list(block: &Block<'_>) -> bool {
    match &block.kind {
        BlockKind::List(_) => true,
        BlockKind::Quote(blocks) => blocks.iter().any(holds_list),
        _ => false,
    }
}

/// The list right after a do-not list, or after words that don't introduce it: those would end in a colon.
fn cut_off<'d, 'a>(after: &'d [Block<'a>]) -> Option<&'d Block<'a>> {
    match after {
        [first, ..] if holds_list(first) => Some(first),
        [Block { kind: BlockKind::Paragraph(content), .. }, list, ..] if holds_list(list) => {
            let words = plain_text(content);
            (!words.trim_end().ends_with([':', '：'])).then_some(list)
        }
        _ => None,
    }
}
