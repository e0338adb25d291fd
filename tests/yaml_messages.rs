//! Slips of the keyboard in front matter, and what is said about each: the input beside the words.
//!
//! Every input of `tests/yaml/inputs.txt` is the front matter of `content/page.md`. `UPDATE=1 cargo test --test
//! yaml_messages` writes `tests/yaml/messages.txt` anew: read the difference before committing it.

mod common;

use std::fmt::Write as _;
use std::fs;

use carepress::check::Run;
use carepress::report;
use common::kept::kept;

/// The inputs, each under a line that begins with `## `. Signs that an editor would not see are written as `⇥` (a tab),
/// `␍` (a carriage return), `⍽` (a space that does not break) and `␣` (a byte-order mark).
fn inputs() -> Vec<(String, String)> {
    let text = fs::read_to_string("tests/yaml/inputs.txt").expect("the inputs");
    text.split("## ")
        .skip(1)
        .map(|part| {
            let (name, input) = part.split_once('\n').expect("a name and an input");
            let input = input.trim_end_matches('\n').to_owned() + "\n";
            (name.to_owned(), input)
        })
        .collect()
}

fn with_signs(input: &str) -> String {
    let bytes = [("⇥", "\t"), ("␍", "\r"), ("⍽", "\u{a0}"), ("␣", "\u{feff}")];
    bytes.iter().fold(input.to_owned(), |text, (sign, byte)| text.replace(sign, byte))
}

#[test]
fn every_slip_is_explained_where_it_is() {
    let mut said = String::new();
    let inputs = inputs();
    assert!(inputs.len() > 25, "the inputs were read");
    for (name, input) in inputs {
        let front = if input.contains("␣") { with_signs(&input) } else { format!("---\n{}", with_signs(&input)) };
        let article = format!("{front}---\n\nWords.\n");
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
