//! An item of a do-not list that does not begin with "do not".
//!
//! Why it matters: people scan lists. Whoever misses the heading reads "drive home" as advice.
//!
//! Example:
//!
//!     ### Do not
//!
//!     - drive while you are sleepy
//!
//! Instead:
//!
//!     ### Do not
//!
//!     - do not drive while you are sleepy
//!
//! How an item begins is `do_not_start` in the words of the language.
//!
//! Source: NHS digital service manual, do and don't lists: "do not" is repeated in each item.

use super::Subject;
use crate::diagnostic::Diagnostic;
use crate::document::{BlockKind, DoList, plain_text};

check!("do-not-wording", Error, "do_not_wording.rs", super::Run::Article(run));

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let start = subject.site.words_of(subject.article).do_not_start.to_lowercase();
    let mut found = Vec::new();
    subject.document.each_block(&mut |block| {
        let BlockKind::DoList(DoList { negative: true, items, .. }) = &block.kind else { return };
        for item in items {
            let mut words = String::new();
            if let Some(first) = item.blocks.first() {
                first.each_run(&mut |run| words.push_str(&plain_text(run)));
            }
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
            let rest = words.strip_prefix(&start);
            if rest.is_none_or(|rest| rest.starts_with(char::is_alphanumeric)) {
                found.push(
                    subject
                        .problem(
                            "do-not-wording",
                            &item.span,
                            format!("an item of a do-not list does not begin with \"{start}\""),
                        )
                        .help(format!("write \"{start}\" in each item, even below that heading")),
                );
            }
        }
    });
    found
}
