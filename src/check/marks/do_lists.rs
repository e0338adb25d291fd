//! Do-lists and do-not lists that fail or fall apart: readers would take "swim" for advice.

use super::{Search, mark};
use crate::content::document::{Block, BlockKind, DoList, Inline, Item, List, Table, plain_text};

/// The message about a list that is cut off from the do-not list above it.
const APART: &str = "this list is not part of the list of what not to do above it, and reads like advice";

impl Search<'_> {
    /// The house's own heading with no list right below it, and a list that follows a do-not list.
    pub(super) fn do_lists(&mut self, block: &Block<'_>, after: &[Block<'_>]) {
        match &block.kind {
            BlockKind::Heading(heading) => {
                let words = plain_text(&heading.content);
                if self.house_heading(&words).is_none() || is_fine_without_list(after) {
                    return;
                }
                // It makes one with the list below only by itself, or in a card that is by itself.
                let is_inside = after.first().is_some_and(|next| matches!(next.kind, BlockKind::List(_)));
                let (message, help) = if is_inside {
                    (
                        format!(
                            "\"{}\" and its list stand inside a list or a quotation, where they make no box",
                            words.trim()
                        ),
                        "take away what stands before them on their lines, spaces, `-` or `>`, so that they stand by \
                         themselves",
                    )
                } else {
                    (
                        format!("there is no list right below \"{}\"", words.trim()),
                        "write what belongs to it as a list right below this heading, each item on a line that begins \
                         with `- `; put other words above the heading or below the list",
                    )
                };
                self.found.push(mark(heading.span.clone(), message, help).grave_if(true));
            }
            BlockKind::DoList(DoList { negative: true, .. }) => {
                if let Some(apart) = cut_off(after) {
                    let place = apart.first_line(self.source());
                    let help = "begin each item of one list with the same `- `, with nothing between them; or give this \
                                list a heading of its own";
                    self.found.push(mark(place, APART, help).grave_if(true));
                }
            }
            BlockKind::Table(table) if self.holds_do_lists(table) => {
                let house = self.site.words_of(self.article);
                let help = format!(
                    "make two lists, each below a heading of its own: `### {}` and `### {}`",
                    house.do_heading, house.do_not_heading
                );
                let place = block.first_line(self.source());
                self.found.push(mark(place, "a table of what to do and what not to do", help).grave_if(true));
            }
            _ => {}
        }
    }

    /// Whether words are the house's own heading of a do-list, `Some(false)`, or of a do-not list, `Some(true)`.
    pub(super) fn house_heading(&self, words: &str) -> Option<bool> {
        let house = self.site.words_of(self.article);
        let plain = words.trim().trim_end_matches(':').to_lowercase();
        let is_not = plain == house.do_not_heading.to_lowercase();
        (is_not || plain == house.do_heading.to_lowercase()).then_some(is_not)
    }

    /// Whether a column or a row of a table is headed as a do-not list is: who reads it aloud, or on a narrow screen, reads
    /// "swim" and no "do not".
    fn holds_do_lists(&self, table: &Table<'_>) -> bool {
        let mut heads = table.head.iter().chain(table.rows.iter().filter_map(|row| row.first()));
        heads.any(|cell| self.says_do_not(cell))
    }

    /// Whether a cell is worded as the heading of a do-not list.
    fn says_do_not(&self, cell: &[Inline<'_>]) -> bool {
        let words = plain_text(cell).replace(['’', '‘', '´', '`'], "'").to_lowercase();
        let plain = words.trim_matches(|c: char| !c.is_alphanumeric());
        self.lists.near.do_not_headings.contains(plain) || self.house_heading(plain) == Some(true)
    }

    /// Whether words in lower case say not to do something, as "do not drive or swim", and a list below them names deeds as
    /// if they were advice.
    pub(super) fn denies_a_list(&self, words: &str, list: &List<'_>) -> bool {
        let near = &self.lists.near;
        let mut behind_starts = near.not_starts.iter().filter_map(|start| words.strip_prefix(start.as_str()));
        let is_denied = behind_starts.any(|rest| rest.starts_with(|c: char| !c.is_alphanumeric()))
            || words.split(|c: char| !c.is_alphabetic()).any(|word| near.denials_behind.contains(word));
        let end = self.site.words_of(self.article).card_heading_end.to_lowercase();
        let leads_to_conditions = words.ends_with(end.trim_end_matches(':'));
        // "Do not forget to:"
        let is_advice = words.split(|c: char| !c.is_alphabetic()).any(|word| near.not_denied.contains(word));
        is_denied && !is_advice && !leads_to_conditions && list.items.iter().any(|item| self.names_a_deed(item))
    }

    /// Whether an item begins with a verb, or in German ends in one: "Auto fahren".
    fn names_a_deed(&self, item: &Item<'_>) -> bool {
        let Some(BlockKind::Plain(content) | BlockKind::Paragraph(content)) =
            item.blocks.first().map(|first| &first.kind)
        else {
            return false;
        };
        let words = plain_text(content).to_lowercase();
        let mut words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let has_verb_last = !self.lists.near.denials_behind.is_empty();
        words.next().is_some_and(|word| self.is_deed(word))
            || (has_verb_last && words.next_back().is_some_and(|word| self.is_deed(word)))
    }

    fn is_deed(&self, word: &str) -> bool {
        self.lists.verbs.contains(word) || self.lists.near.deeds.contains(word)
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
