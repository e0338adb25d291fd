//! Numbers of items.

use std::iter::successors;

use serde::{Serialize, Serializer};

/// Numbers of some items of an instrument, from 1 to 63; in JSON, a list. As bits, for a register has twelve such lists
/// for each page of a site.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct ItemSet(u64);

impl ItemSet {
    /// Adds a number.
    ///
    /// # Panics
    /// When no instrument has so many items.
    pub fn add(&mut self, number: u8) {
        self.0 |= 1_u64.checked_shl(number.into()).expect("an instrument has fewer items");
    }

    /// Whether a number is among them.
    #[must_use]
    pub fn contains(self, number: u8) -> bool {
        self.0.checked_shr(number.into()).is_some_and(|bits| bits & 1 == 1)
    }

    /// How many they are.
    #[must_use]
    pub fn count(self) -> usize {
        self.0.count_ones() as usize
    }

    /// The numbers, in their order.
    pub fn numbers(self) -> impl Iterator<Item = u8> {
        let left = successors(Some(self.0), |bits| Some(bits & bits.checked_sub(1)?)).take_while(|bits| *bits != 0);
        left.filter_map(|bits| u8::try_from(bits.trailing_zeros()).ok())
    }
}

impl Serialize for ItemSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.numbers())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_in_their_order() {
        let mut items = ItemSet::default();
        for number in [24, 1, 63, 1] {
            items.add(number);
        }
        assert_eq!((items.count(), items.contains(24), items.contains(2)), (3, true, false));
        assert_eq!(serde_json::to_string(&items).expect("a list"), "[1,24,63]");
        assert_eq!(serde_json::to_string(&ItemSet::default()).expect("a list"), "[]");
    }
}
