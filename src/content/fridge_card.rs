//! The fridge card: the parts of a guide that fit one sheet, to be printed and kept in sight.

use crate::content::document::{Block, BlockKind, CardLevel, Document};

/// What a guide gives to its fridge card, in its own order.
#[derive(Debug)]
pub(crate) struct FridgeCard<'d> {
    /// Do and do-not lists.
    pub lists: Vec<&'d Block<'d>>,
    /// Cards that tell people to call for help at once.
    pub cards: Vec<&'d Block<'d>>,
}

/// The fridge card of a guide; `None` where the guide says nothing about what to do, or nothing about when to call: half a
/// card would be taken for the whole.
#[must_use]
pub(crate) fn of<'d>(guide: &'d Document<'d>) -> Option<FridgeCard<'d>> {
    let (mut lists, mut cards) = (Vec::new(), Vec::new());
    guide.each_block(&mut |block| match &block.kind {
        BlockKind::DoList(_) => lists.push(block),
        BlockKind::Card(card) if matches!(card.level, CardLevel::Emergency | CardLevel::Urgent) => cards.push(block),
        _ => {}
    });
    (!lists.is_empty() && !cards.is_empty()).then_some(FridgeCard { lists, cards })
}
