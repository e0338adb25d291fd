//! Links on one page with the same words that lead to different places.
//!
//! Why it matters: people who listen to a page hear its links by their words alone, and can't tell these apart.
//!
//! Example:
//!
//! ```text
//! See [the leaflet](hip.md) before, and [the leaflet](recovery.md) after your operation.
//! ```
//!
//! Instead:
//!
//! ```text
//! See [getting ready for a new hip](hip.md) before, and [getting well again](recovery.md) after your operation.
//! ```
//!
//! Claims and terms are left alone: they lead to their sources and explanations and nowhere else.
//!
//! Source: WCAG 2.2, 2.4.9 Link Purpose (Link Only).

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt::{self, Display, Formatter};

use super::{Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::content::document::plain_text;
use crate::prose::normalised;
use crate::site::Destination;

pub(super) const CODE: Code = Code::warning("same-text-other-target");
pub(super) const RUN: Run = Run::Article(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut first = HashMap::new();
    let mut found = Vec::new();
    for (link, to) in subject.links {
        let Ok(destination) = to else { continue };
        let Some(place) = place_of(subject, *destination) else { continue };
        let shown = plain_text(&link.content);
        let words = normalised(&shown);
        if words.is_empty() {
            continue;
        }
        match first.entry(words) {
            Entry::Vacant(entry) => {
                entry.insert(place);
            }
            Entry::Occupied(entry) if *entry.get() != place => {
                let message = format!("\"{shown}\" leads to {place} here, and to {} further up", entry.get());
                found.push(
                    subject
                        .problem(CODE, &link.span, message)
                        .help("give the two links different words, such as the titles of their pages"),
                );
            }
            Entry::Occupied(_) => {}
        }
    }
    found
}

/// Where a link leads, as an editor would name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct LinkPlace<'s> {
    path: &'s str,
    anchor: Option<&'s str>,
}

impl Display for LinkPlace<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.path)?;
        self.anchor.map_or(Ok(()), |anchor| write!(f, "#{anchor}"))
    }
}

fn place_of<'s>(subject: &Subject<'s>, destination: Destination<'s>) -> Option<LinkPlace<'s>> {
    let (path, anchor) = match destination {
        Destination::Article(id, anchor) => (subject.site[id].path(), anchor),
        Destination::Anchor(anchor) => (subject.article.path(), Some(anchor)),
        Destination::Asset(asset) => (asset.path.as_str(), None),
        Destination::Phone(number) => (number, None),
        Destination::External(address) => (address, None),
        Destination::Claim(..) | Destination::Term(..) => return None,
    };
    Some(LinkPlace { path, anchor })
}
