//! Slips of the keyboard in front matter, and what is said about each: the input beside the words.
//!
//! Every input of `tests/yaml/inputs.txt` is the front matter of `content/page.md`. `UPDATE=1 cargo test --test
//! yaml_messages` writes `tests/yaml/messages.txt` anew: read the difference before committing it.

mod common;

use std::fmt::Write as _;

use carepress::check::Run;
use carepress::report;
use common::kept::kept;
use common::slips::slips;

#[test]
fn every_slip_is_explained_where_it_is() {
    let mut said = String::new();
    for (name, input, article) in slips() {
        let site = common::site(article.as_bytes());
        let mut problems = carepress::examine(site.path(), common::options()).expect("the folder can be read");
        // What is judged of an article that could be read has fixtures of its own.
        problems.retain(|problem| {
            carepress::check::find(problem.code).is_none_or(|check| matches!(check.run, Run::Reading))
        });
        let _ = writeln!(said, "## {name}\n\n{input}");
        if problems.is_empty() {
            said.push_str("(nothing is wrong)\n\n");
        }
        for problem in &problems {
            assert!(!problem.message.contains("serde") && !problem.message.contains("::"), "{}", problem.message);
            assert!(problem.help.is_some(), "{name}: what to do? {}", problem.message);
            let _ = writeln!(said, "{}\n", report::human(problem, false).replace('\t', "⇥"));
        }
    }
    kept("yaml/messages.txt", &said);
}
