//! What follows the question mark of an address.

use super::guard::decoded;

/// What follows the question mark of an address.
pub(super) struct Query<'q>(pub(super) &'q str);

impl Query<'_> {
    /// The value of a name; empty for a name alone.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let pairs = self.0.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        let value = pairs.into_iter().find(|(known, _)| *known == name)?.1;
        decoded(&value.replace('+', " "))
    }
}
