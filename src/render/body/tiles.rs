//! Tiles: on a home page, a list whose items are nothing but ways to other pages, each with a few words.

use std::fmt::Write as _;

use super::Writer;
use crate::content::document::{Block, BlockKind, Inline, Item, List};
use crate::site::{ArticleId, Destination};

impl Writer<'_> {
    /// Writes a list as tiles where it is such a list: on a home page, each item a link to a page, and behind it at most
    /// a colon and a few words. Without words of its own a tile shows the page's summary.
    pub(super) fn tiles(&mut self, list: &List<'_>) -> bool {
        if !self.article.place.is_home() || list.start.is_some() {
            return false;
        }
        let tiles: Option<Vec<_>> = list.items.iter().map(|item| self.tile(item)).collect();
        let Some(tiles) = tiles else { return false };
        let level = if self.section.is_empty() { 2 } else { 3 };
        self.body.has_tiles = true;
        self.out.push_str("<ul class=\"tiles\">\n");
        for (link, id, words) in tiles {
            let _ = write!(self.out, "<li class=\"tile\"><h{level}>");
            self.inlines(std::slice::from_ref(link));
            let _ = write!(self.out, "</h{level}><p>");
            let own = self.captured_text(|writer| writer.inlines(words));
            let own = own.trim_start_matches([':', ' ']);
            let summary = &self.site[id].front.summary;
            self.text(if own.is_empty() { summary } else { own });
            self.out.push_str("</p></li>\n");
        }
        self.out.push_str("</ul>\n");
        true
    }

    /// The link of a tile, the page that it leads to, and the words behind it.
    fn tile<'d>(&self, item: &'d Item<'d>) -> Option<(&'d Inline<'d>, ArticleId, &'d [Inline<'d>])> {
        if item.task.is_some() {
            return None;
        }
        let [Block { kind: BlockKind::Plain(content) | BlockKind::Paragraph(content), .. }] = item.blocks.as_slice()
        else {
            return None;
        };
        let (first, words) = content.split_first()?;
        let Inline::Link(link) = first else { return None };
        let Ok(Destination::Article(id, _)) = self.site.resolve(self.article, &link.target) else { return None };
        // A tile is one link from edge to edge: there is no room for a second one.
        words
            .iter()
            .all(|inline| matches!(inline, Inline::Text(..) | Inline::SoftBreak | Inline::HardBreak))
            .then_some((first, id, words))
    }
}
