//! HTML in an article: what it is called, and what is written in its place.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::small_signs::{lowered, raised};
use crate::base::diagnostic::floor_boundary;

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

/// Where a piece of HTML is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    /// A cell of a table, which is one line.
    Cell,
    /// A heading, which is one line as well.
    Heading,
    /// Anything else.
    Text,
}

/// Most bytes behind a tag in which its end is looked for, and before it in which a word is.
const NEAR: usize = 300;

/// A tag with what is around it.
struct TagPiece<'t> {
    /// The tag itself.
    tag: &'t str,
    /// What comes before it.
    before: &'t str,
    /// What it holds, where that ends in the same line and is no tag itself.
    inside: Option<&'t str>,
    /// What follows its end.
    behind: &'t str,
}

/// What an editor can write in place of the piece of HTML that begins at a byte of a text.
pub(super) fn instead_of_html(text: &str, at: usize, within: Within) -> String {
    let piece = TagPiece::read(text, at);
    if piece.tag.starts_with("</") {
        return format!("take `{}` out: it ends nothing", piece.tag);
    }
    let name = element_name(piece.tag.trim_start_matches('<'));
    match (name.as_str(), within) {
        ("br", Within::Cell) => {
            "a cell is one line: make two rows of it, put a comma between the words, or write a list below the table"
        }
        ("br", Within::Heading) => "a heading is one line: put a comma or a colon between the words",
        ("br", Within::Text) => "end the line with a backslash (\\) for a line break, or leave an empty line",
        ("sup", _) => return piece.instead_of_raised(),
        ("sub", _) => return piece.instead_of_lowered(),
        ("i" | "em" | "span", _) if piece.inside.is_some_and(|inside| inside.trim().is_empty()) => {
            "take it out: it shows a sign that only its own website has; say in words what the sign means"
        }
        ("b" | "strong", _) => return piece.marked("**", "write **two stars** around the words"),
        ("i" | "em", _) => return piece.marked("*", "write *one star* around the words"),
        ("u" | "ins", _) => "take it out: underlined words are taken for links; write **two stars** around what matters",
        ("mark", _) => "write **two stars** around the words",
        ("s" | "del" | "strike", _) => "take it out with the words in it: what is struck out is read aloud like all else",
        ("center" | "font" | "big" | "small" | "tt", _) => {
            "take it out and leave its words: how words look is said once for the whole site, in static/style.css"
        }
        ("code" | "kbd" | "samp" | "pre", _) => return piece.marked("`", "write `backticks` around it"),
        ("q", _) => "write quotation marks around the words",
        ("a", _) => return piece.instead_of_link(),
        ("img" | "picture" | "figure" | "svg", _) => return piece.instead_of_picture(within),
        ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", _) => "begin the line with ## and a space",
        ("ul" | "ol" | "li" | "dl" | "dt" | "dd", Within::Cell) => "a cell is one line: give each item a row of its own",
        ("ul" | "ol" | "li", _) => "begin each line with `- ` or `1. `",
        ("p" | "div" | "section", Within::Cell) => "take it out: a cell is one line, and needs no tag",
        ("p" | "div" | "section" | "article" | "header" | "footer" | "main" | "nav" | "aside", _) => {
            "take it out, and leave an empty line between paragraphs; no tag is needed"
        }
        ("span" | "abbr" | "address" | "label" | "bdi" | "bdo", _) => "take it out and leave its words; no tag is needed",
        ("hr", _) => "write three hyphens (---) on a line of their own, with an empty line above and below",
        ("blockquote", _) => "begin each line with `> `",
        ("table" | "thead" | "tbody" | "tr" | "td" | "th" | "caption", _) => "write a table with | between the cells",
        ("details" | "summary", _) => {
            "use an article of kind `faq`: each `## question?` opens and closes by itself; or write a heading and the text below it"
        }
        ("input", _) => "for a box to tick, begin the line with `- [ ] `",
        ("video" | "audio" | "iframe" | "embed" | "object" | "source", _) => return piece.instead_of_film(),
        ("script" | "style" | "form" | "button" | "link" | "meta" | "noscript", _) => {
            "take it out: pages hold no scripts, frames or forms, so that they send nothing to anybody"
        }
        ("", _) if piece.tag.starts_with("<!--") => {
            "take the comment out; notes can stand in the front matter, behind a `#`"
        }
        _ => "write what belongs there, or take it out; to show the sign itself, put a backslash before `<`",
    }
    .to_owned()
}

impl<'t> TagPiece<'t> {
    fn read(text: &'t str, at: usize) -> Self {
        let near = &text[at..floor_boundary(text, at + NEAR)];
        let rest = if near.starts_with("<!--") { near } else { near.split(['\n', '\r']).next().unwrap_or_default() };
        let (tag, behind_tag) = rest.split_at(rest.find('>').map_or(rest.len(), |end| end + 1));
        let closing = behind_tag.find("</").filter(|_| !tag.ends_with("/>"));
        let name = element_name(tag.trim_start_matches('<'));
        let inside = closing
            .filter(|end| element_name(&behind_tag[end + 2..]) == name)
            .map(|end| &behind_tag[..end])
            .filter(|inside| !inside.contains('<'));
        let behind = inside.map_or("", |inside| {
            let end = &behind_tag[inside.len()..];
            end.split_once('>').map_or("", |(_, behind)| behind)
        });
        Self { tag, before: &text[floor_boundary(text, at.saturating_sub(NEAR))..at], inside, behind }
    }

    /// The letters and figures just before the tag, and just behind its end.
    fn word_around(&self) -> (&'t str, &'t str) {
        let rest = self.before.trim_end_matches(char::is_alphanumeric);
        let end = self.behind.find(|c: char| !c.is_alphanumeric()).unwrap_or(self.behind.len());
        (&self.before[rest.len()..], &self.behind[..end])
    }

    /// `10<sup>9</sup>` → 10⁹; a mark of a note; `5<sup>th</sup>` → 5th.
    fn instead_of_raised(&self) -> String {
        const WORDS: &str = "take it out and say in words what it means: without the tag, 10 to the power of 9 is 109";
        let Some(inside) = self.inside.map(str::trim) else { return WORDS.to_owned() };
        let (before, behind) = self.word_around();
        let is_number = !inside.is_empty() && inside.bytes().all(|byte| byte.is_ascii_digit());
        let is_unit = ["m", "cm", "mm", "km", "ft", "in", "s", "kg", "kgm"].contains(&before);
        let is_word = before.chars().count() > 1 && before.chars().all(char::is_alphabetic) || before.is_empty();
        if is_number && is_word && !is_unit {
            return format!("for a note write [^{inside}] here, and its text on a line of its own: [^{inside}]: …");
        }
        if inside.chars().all(char::is_alphabetic) && before.ends_with(|c: char| c.is_ascii_digit()) {
            let sign = match inside {
                "o" | "os" => "º",
                "a" | "as" => "ª",
                letters => letters,
            };
            return format!("write it in one line: {before}{sign}{behind}");
        }
        match raised(inside) {
            Some(sign) => format!("write the sign itself: {before}{sign}{behind}"),
            None => WORDS.to_owned(),
        }
    }

    /// `CO<sub>2</sub>` → CO₂.
    fn instead_of_lowered(&self) -> String {
        let (before, behind) = self.word_around();
        match self.inside.map(str::trim).map(|inside| (inside, lowered(inside))) {
            Some((_, Some(sign))) => format!("write the sign itself: {before}{sign}{behind}"),
            Some((inside, None)) => format!("write it in one line: {before}{inside}{behind}"),
            None => "take it out, and write in one line what stands in it".to_owned(),
        }
    }

    /// The words between marks, where they are few; else what is said of any words.
    fn marked(&self, mark: &str, else_help: &str) -> String {
        let words = self.inside.map(str::trim).filter(|words| !words.is_empty() && words.len() <= 60);
        words.map_or_else(|| else_help.to_owned(), |words| format!("write {mark}{words}{mark}"))
    }

    fn instead_of_link(&self) -> String {
        let Some(address) = self.attribute("href") else {
            return "take it out and leave its words: each heading has an address of its own, such as #before-you-come"
                .to_owned();
        };
        let words = self.inside.map(str::trim).filter(|words| !words.is_empty()).unwrap_or("words");
        format!("write [{words}]({address})")
    }

    fn instead_of_picture(&self, within: Within) -> String {
        let file = self.attribute("src").filter(|file| !file.contains(':')).unwrap_or("pictures/file.svg");
        let shows = self.attribute("alt").filter(|shows| !shows.trim().is_empty()).unwrap_or("what the picture shows");
        match within {
            Within::Text => format!("write ![{shows}]({file} \"caption\")"),
            Within::Cell | Within::Heading => format!("write ![{shows}]({file})"),
        }
    }

    fn instead_of_film(&self) -> String {
        let address = self.attribute("src").filter(|address| address.starts_with("https://"));
        let address = address.unwrap_or("https://…");
        format!("take it out, and link to it: [what it shows (video)]({address}); pages load nothing from elsewhere")
    }

    /// The value of an attribute of the tag.
    fn attribute(&self, name: &str) -> Option<&'t str> {
        let at = self.tag.to_ascii_lowercase().find(&format!(" {name}="))?;
        let value = &self.tag[at + name.len() + 2..];
        let value = match value.chars().next()? {
            quote @ ('"' | '\'') => value[1..].split(quote).next(),
            _ => value.split([' ', '>']).next(),
        };
        value.map(str::trim).filter(|value| !value.is_empty())
    }
}

/// The name that a piece of HTML begins with, in lower case.
fn element_name(html: &str) -> String {
    html.chars().take_while(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Within, instead_of_html};

    #[test]
    fn help_for_html_can_be_followed_where_it_stands() {
        for (text, help) in [
            ("10<sup>9</sup>", "write the sign itself: 10⁹"),
            ("CO<sub>2</sub> and", "write the sign itself: CO₂"),
            ("Drink H<SUB> 2 </SUB>O.", "write the sign itself: H₂O"),
            ("50 m<sup>2</sup>", "write the sign itself: m²"),
            ("10<sup>-3</sup>", "write the sign itself: 10⁻³"),
            ("Na<sup>+</sup>", "write the sign itself: Na⁺"),
            ("on the 5<sup>th</sup> day", "write it in one line: 5th"),
            ("el 1<sup>o</sup>", "write it in one line: 1º"),
            ("V<sub>max</sub>", "write it in one line: Vmax"),
            ("sleep<sup>1</sup>", "for a note write [^1] here, and its text on a line of its own: [^1]: …"),
            ("<b>any time</b>", "write **any time**"),
            ("<em> now </em>", "write *now*"),
            ("<a href='faq.md'>questions</a>", "write [questions](faq.md)"),
            ("<img src=\"pictures/x.svg\" alt='A wall' width=100>", "write ![A wall](pictures/x.svg \"caption\")"),
            ("</b> end", "take `</b>` out: it ends nothing"),
            (
                "<iframe src=\"https://v.example/1\"></iframe>",
                "take it out, and link to it: [what it shows (video)](https://v.example/1); pages load nothing from elsewhere",
            ),
            (
                "<i class=\"fa fa-phone\"></i>",
                "take it out: it shows a sign that only its own website has; say in words what the sign means",
            ),
        ] {
            let at = text.find('<').unwrap_or_default();
            assert_eq!(instead_of_html(text, at, Within::Text), help, "{text}");
        }
        for within in [Within::Cell, Within::Heading] {
            assert!(!instead_of_html("a<br>b", 1, within).contains('\\'));
        }
        // A tag without an end, and a text without one.
        for text in ["<b", "<sup>9", "é<sub>é</sub", "<a href=", "<img src=''>", "<!-- a", "<"] {
            assert!(!instead_of_html(text, text.find('<').unwrap_or_default(), Within::Text).is_empty(), "{text}");
        }
    }
}
