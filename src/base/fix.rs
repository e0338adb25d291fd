//! What the fixes of problems make of a text.

use std::ops::Range;

use crate::base::diagnostic::Fix;

/// A text after fixes, and how many of them were done. Of two that want the same place the first is done; the other may
/// be right or wrong afterwards, so it is left for the next round.
#[must_use]
pub fn apply<'f>(text: &str, fixes: impl IntoIterator<Item = &'f Fix>) -> (String, usize) {
    let fixes: Vec<&Fix> = fixes.into_iter().collect();
    let (out, done) = apply_each(text, &fixes);
    (out, done.len())
}

/// A fix that was done: its place in the list of fixes, and the bytes of the new text that it wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppliedFix {
    /// Which of the fixes it was.
    pub index: usize,
    /// Bytes of the text as it is afterwards.
    pub range: Range<usize>,
}

/// The same, with the place of each fix that was done, from top to bottom.
#[must_use]
pub(crate) fn apply_each(text: &str, fixes: &[&Fix]) -> (String, Vec<AppliedFix>) {
    let mut order: Vec<usize> = (0..fixes.len()).collect();
    order.sort_by_key(|index| (fixes[*index].at.span().start, fixes[*index].at.span().end));
    let mut out = String::with_capacity(text.len());
    let (mut at, mut done) = (0, Vec::new());
    for index in order {
        let span = fixes[index].at.span();
        let free = span.start > at || (span.start == at && done.is_empty());
        if free && let (Some(kept), Some(_)) = (text.get(at..span.start), text.get(span.clone())) {
            out.push_str(kept);
            let start = out.len();
            out.push_str(&fixes[index].with);
            at = span.end;
            done.push(AppliedFix { index, range: start..out.len() });
        }
    }
    out.push_str(&text[at..]);
    (out, done)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diagnostic::Text;

    #[test]
    fn the_first_of_two_fixes_of_one_place_is_done() {
        let text = Text::new("a.md", "titel: x\nkind: artcle\n");
        let fixes =
            [text.fix(15..21, "article"), text.fix(0..5, "title"), text.fix(0..8, "title: y"), text.fix(15..15, "an ")];
        let (text_after, done) = apply(&text.text, &fixes);
        assert_eq!((text_after.as_str(), done), ("title: x\nkind: an artcle\n", 2));
        let done = apply_each(&text.text, &fixes.each_ref()).1;
        assert_eq!(done, [AppliedFix { index: 1, range: 0..5 }, AppliedFix { index: 3, range: 15..18 }]);
        assert_eq!(apply("", [&text.fix(0..0, "x")]), ("x".to_owned(), 1));
    }
}
