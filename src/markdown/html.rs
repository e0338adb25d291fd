//! HTML in an article: what it is called, and what is written in its place.

use std::collections::HashMap;

use foldhash::fast::RandomState;

/// Elements that were reported and not yet closed.
#[derive(Default)]
pub(super) struct OpenElements {
    names: Vec<String>,
    /// How many of them have each name.
    counts: HashMap<String, usize, RandomState>,
}

impl OpenElements {
    /// Takes in the next piece of HTML, and tells whether it is to be reported. The end of an element whose beginning was
    /// reported is no news.
    pub(super) fn is_news(&mut self, html: &str) -> bool {
        if let Some(name) = html.strip_prefix("</") {
            let name = element_name(name);
            if self.counts.get(&name).is_some_and(|open| *open > 0) {
                // Each is taken off once, so that closing many costs no more than opening them.
                while let Some(open) = self.names.pop() {
                    *self.counts.entry(open.clone()).or_default() -= 1;
                    if open == name {
                        return false;
                    }
                }
            }
        }
        let name = element_name(html.trim_start_matches('<'));
        *self.counts.entry(name.clone()).or_default() += 1;
        self.names.push(name);
        true
    }
}

/// What an editor can write in place of a piece of HTML.
pub(super) fn instead_of_html(html: &str) -> &'static str {
    match element_name(html.trim_start_matches(['<', '/'])).as_str() {
        "br" => "end the line with a backslash (\\) for a line break",
        "b" | "strong" => "write **two stars** around the words",
        "i" | "em" => "write *one star* around the words",
        "a" => "write [words](address)",
        "img" | "picture" | "figure" | "svg" => "write ![what the picture shows](pictures/file.svg \"caption\")",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "begin the line with ## and a space",
        "ul" | "ol" | "li" => "begin each line with `- ` or `1. `",
        "p" | "div" | "span" | "section" => "leave an empty line between paragraphs; no tag is needed",
        "table" | "tr" | "td" | "th" => "write a table with | between the cells",
        "details" | "summary" => "use an article of kind `faq`: each `## question?` opens and closes by itself",
        "script" | "iframe" | "style" | "video" | "embed" | "object" | "form" => {
            "take it out: pages hold no scripts, frames or forms, so that they send nothing to anybody"
        }
        "" if html.starts_with("<!--") => "take the comment out; notes can stand in the front matter, behind a `#`",
        _ => "take it out, or put a backslash before `<` to show the sign itself",
    }
}

/// The name that a piece of HTML begins with, in lower case.
fn element_name(html: &str) -> String {
    html.chars().take_while(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}
