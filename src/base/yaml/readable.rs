//! What of a text can be read as YAML: all but the lines with a slip of the keyboard, so that one slip hides nothing else.

use super::problem::{Problem, line_around, line_end};
use super::tree::{self, Node};
use crate::base::diagnostic::code;

/// Lines that are left out of one text at most.
const MOST: usize = 20;

/// A text without the lines that are no YAML. All else stays where it is, to the byte.
pub(super) struct Readable {
    /// What could be read, with what a tree can't hold; `None` where too much is wrong.
    pub(super) tree: Option<(Node, Vec<Problem>)>,
    /// What is wrong with the lines that were left out.
    pub(super) problems: Vec<Problem>,
    /// The names before their colons.
    pub(super) left_out: Vec<String>,
}

pub(super) fn readable(text: &str) -> Readable {
    let mut rest = text.to_owned();
    let mut out = Readable { tree: None, problems: unbreakable_indents(&mut rest), left_out: Vec::new() };
    loop {
        let problem = match tree::read(&rest) {
            Ok(tree) => return Readable { tree: Some(tree), ..out },
            Err(problem) => problem,
        };
        let line = line_around(&rest, problem.range.start);
        let again = out.problems.iter().any(|known| line.contains(&known.range.start));
        let blank = rest[line.clone()].trim().is_empty();
        if !again {
            out.problems.push(problem.within(text));
        }
        if again || blank || out.problems.len() > MOST {
            return out;
        }
        let key = rest[line.clone()].trim_start_matches([' ', '-']).split([':', '=']).next().unwrap_or_default();
        out.left_out.push(key.trim().to_owned());
        // The same number of bytes, so that everything else stays where it is.
        let comment = format!("#{}", " ".repeat(line.len() - 1));
        rest.replace_range(line, &comment);
    }
}

/// Lines that begin with spaces that never break, as web pages and word processors have them: YAML takes them for letters.
/// They are read as the spaces that they look like; those that this leaves over go to the end of the line.
fn unbreakable_indents(text: &mut String) -> Vec<Problem> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let end = line_end(text, start);
        let line = &text[start..end];
        let indent = &line[..line.len() - line.trim_start_matches([' ', '\u{a0}']).len()];
        let spaces = indent.chars().count();
        if spaces < indent.len() && indent.len() < line.trim_end().len() {
            let range = start..start + indent.len();
            let message = "this line begins with a space that never breaks, as some programs type it";
            let help = match spaces {
                1 => "delete it and type a space".to_owned(),
                _ => format!("delete the {spaces} spaces at its beginning and type them again with the space bar"),
            };
            let fix = Some((range.clone(), " ".repeat(spaces)));
            found.push(Problem::new(code::YAML_SYNTAX, range, message).help(help).fix(fix));
            let plain = format!("{}{}{}", " ".repeat(spaces), &line[indent.len()..], " ".repeat(indent.len() - spaces));
            text.replace_range(start..end, &plain);
        }
        start = end + 1;
    }
    found
}
