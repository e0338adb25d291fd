//! Two pages of one language with the same title, or with titles that differ only in capitals and spaces.
//!
//! Why it matters: the list from A to Z shows two equal lines, browser tabs and search results look alike, and people who
//! listen to pages can't tell which of the two they are on. It often shows that a page was copied by accident.
//!
//! Example: `back.md` and `back-children.md`, both with
//!
//! ```text
//! title: Back pain
//! ```
//!
//! Instead, in the second one:
//!
//! ```text
//! title: Back pain in children
//! ```
//!
//! Source: WCAG 2.2, 2.4.2 Page Titled.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::Run;
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::yaml::Step;
use crate::content::document::is_without_width;
use crate::prose::normalised;
use crate::site::Site;

pub(super) const CODE: Code = Code::warning("same-title");
pub(super) const RUN: Run = Run::Site(run);

fn run(site: &Site) -> Vec<Diagnostic> {
    let mut first_of_title = HashMap::<(&str, String), &str, FixedState>::default();
    let mut found = Vec::new();
    let shown = site.articles.iter().filter(|article| article.front_is_whole && site.is_current(article));
    for article in shown {
        let title = folded(&article.front.title);
        // The check `long-title` reports an empty one.
        if title.is_empty() {
            continue;
        }
        let path = article.source.path.as_str();
        let first = *first_of_title.entry((&article.place.language, title)).or_insert(path);
        if first != path {
            found.push(
                Diagnostic::new(CODE, format!("{first} has the same title"))
                    .at(article.field(&[Step::Key("title")]))
                    .help("say in the title what only this page is about; or delete the page that is not needed"),
            );
        }
    }
    found
}

/// A title to compare: capitals, spaces and characters without width make no difference.
fn folded(title: &str) -> String {
    normalised(&title.replace(is_without_width, ""))
}
