//! A list of more than 7 items.
//!
//! Why it matters: nobody keeps more than about seven things in mind. In a long list the one that matters is missed.
//!
//! Example: one list of 12 things to bring.
//!
//! Instead, two or three lists, each below a heading or a line of its own:
//!
//! ```text
//! For your stay:
//!
//! - night clothes
//!
//! For the way home:
//!
//! - loose trousers
//! ```
//!
//! Set the limit in site.yaml: `thresholds: { list_items: 7 }`.
//!
//! Source: CDC Clear Communication Index, item 8: no more than 7 items without a break.

use super::{Run, Subject};
use crate::base::diagnostic::Diagnostic;
pub(super) use crate::base::diagnostic::code::LONG_LIST as CODE;
use crate::content::document::{BlockKind, DoList, List};

pub(super) const RUN: Run = Run::Article(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let most = subject.site.config.thresholds.list_items;
    let mut found = Vec::new();
    subject.document.each_block(&mut |block| {
        let (BlockKind::List(List { items, .. }) | BlockKind::DoList(DoList { items, .. })) = &block.kind else {
            return;
        };
        if let (true, Some(surplus)) = (items.len() > most, items.get(most)) {
            let message = format!("a list of {} items; {most} is the most, and this is one too many", items.len());
            found.push(
                subject
                    .problem(CODE, &surplus.span, message)
                    .help("group the items under headings of their own, or leave out what is not needed"),
            );
        }
    });
    found
}
