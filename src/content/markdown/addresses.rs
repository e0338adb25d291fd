//! Where the addresses of links and pictures are written, to be changed in place.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag};

use super::OPTIONS;
use crate::content::document::Target;

/// Every address in a body, as bytes of it, and where it leads: in round brackets, or in a line that defines a link. An
/// address in an unusual form, such as one with a backslash in it, is left out.
#[must_use]
pub(crate) fn addresses(body: &str) -> Vec<(Range<usize>, Target)> {
    let parser = Parser::new_ext(body, OPTIONS);
    let mut found = Vec::new();
    for (_, definition) in parser.reference_definitions().iter() {
        let line = &body[definition.span.clone()];
        if let Some(colon) = line.find("]:") {
            found.push((within(line, colon + 2, definition.span.start), definition.dest.to_string()));
        }
    }
    for (event, span) in parser.into_offset_iter() {
        if let Event::Start(
            Tag::Link { link_type: LinkType::Inline, dest_url, .. }
            | Tag::Image { link_type: LinkType::Inline, dest_url, .. },
        ) = event
            && let Some(open) = body[span.clone()].rfind("](")
        {
            found.push((within(&body[span.clone()], open + 2, span.start), dest_url.to_string()));
        }
    }
    let parsed = found.into_iter().map(|(range, address)| (range, Target::parse(&address)));
    parsed.filter(|(range, target)| Target::parse(&body[range.clone()]) == *target).collect()
}

/// The address behind an opening, up to the white space or bracket behind it, without `<` and `>`.
fn within(text: &str, open: usize, begin: usize) -> Range<usize> {
    let rest = &text[open..];
    let start = open + rest.len() - rest.trim_start().len();
    let rest = &text[start..];
    let (start, length) = if let Some(inside) = rest.strip_prefix('<') {
        (start + 1, inside.find('>').unwrap_or(inside.len()))
    } else {
        let word = rest.split(char::is_whitespace).next().unwrap_or_default();
        // The bracket that closes the link; one within the address has its partner there.
        let closes = word.ends_with(')') && word.matches(')').count() > word.matches('(').count();
        (start, word.len() - usize::from(closes))
    };
    begin + start..begin + start + length
}

#[cfg(test)]
mod tests {
    use super::addresses;

    #[test]
    fn addresses_are_found_where_they_are_written() {
        let body = "[a](b.md#c \"](\") [![p](q.svg)](<my file.md>)\n\n[x][y] and [z]( (1).md )\n\n[y]: y.md 'Y'\n\n`[n](n.md)`\n";
        let found: Vec<&str> = addresses(body).into_iter().map(|(range, _)| &body[range]).collect();
        assert_eq!(found, ["y.md", "my file.md", "q.svg", "(1).md"]);
    }
}
