//! The usual slips, looked for line by line: a tab, a quote or a bracket that is never closed, no space behind a colon, a
//! colon in the text.

use std::ops::Range;

use super::{QUOTE_COLONS, SECOND_COLON};
use crate::base::diagnostic::code;
use crate::base::yaml::problem::{Problem, indent_of};
use crate::base::yaml::remedy::{quoted, quoted_line, quotes_around, space_behind_colon, with_colon};

/// A construct that goes on over line ends.
enum OpenConstruct {
    /// A quoted text, by its quote.
    Quote(char),
    /// So many brackets.
    Brackets(usize),
}

pub(super) struct Slip {
    pub(super) problem: Problem,
    pub(super) range: Range<usize>,
}

impl Slip {
    fn new(problem: Problem) -> Self {
        Self { range: problem.range.clone(), problem }
    }

    pub(super) fn is_tab(&self) -> bool {
        self.problem.message.contains("tab")
    }
}

/// The first line that holds one of the usual slips.
pub(super) fn first_slip(text: &str) -> Option<Slip> {
    let mut search = Search { text, open: None, block: None, column_of_entries: None };
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some(problem) = search.slip_in(line, start) {
            return Some(Slip::new(problem));
        }
        start += line.len();
    }
    let (what, opened) = search.open?;
    Some(Slip::new(never_closed(&what, &text[opened..], opened)))
}

/// What is known of the lines above.
struct Search<'t> {
    text: &'t str,
    /// What is open, and where it was opened.
    open: Option<(OpenConstruct, usize)>,
    /// Text below `name: |`, by the indentation of the name.
    block: Option<usize>,
    column_of_entries: Option<usize>,
}

impl Search<'_> {
    /// The slip in the next line, which begins at a byte of the text.
    fn slip_in(&mut self, line: &str, start: usize) -> Option<Problem> {
        let bare = line.trim();
        let indent = indent_of(line);
        if bare.is_empty() || bare.starts_with('#') || self.block.is_some_and(|above| indent > above) {
            return None;
        }
        self.block = None;
        if line[indent..].starts_with('\t') {
            return Some(indented_with_tab(line, start, indent));
        }
        let end = start + line.trim_end().len();
        // An item may be empty: "- " ends before its own space does.
        let entry = (start + indent + item_marks(&line[indent..])).min(end);
        let (name, value) = name_and_value(&self.text[entry..end]);
        if let Some((what, opened)) = self.open.take() {
            if name.is_some() {
                return Some(never_closed(&what, &self.text[opened..], opened));
            }
            self.open = still_open(&what, &self.text[start..end]).map(|what| (what, opened));
            return None;
        }
        if name.is_none() {
            // A text may go on in the next line, further to the right than its name.
            let is_item = entry > start + indent || bare == "-";
            let goes_on = is_item || self.column_of_entries.is_some_and(|column| indent > column);
            return (!goes_on).then(|| no_colon(bare, start + indent));
        }
        self.column_of_entries = Some(entry - start);
        self.slip_in_value(entry, entry + value..end, indent)
    }

    /// The slip in a value, whose entry begins at a byte of the text, on a line with this indentation.
    fn slip_in_value(&mut self, entry: usize, value: Range<usize>, indent: usize) -> Option<Problem> {
        let written = &self.text[value.clone()];
        match written.chars().next()? {
            quote @ ('"' | '\'') => match behind_quote(&written[1..], quote) {
                None => self.open = Some((OpenConstruct::Quote(quote), value.start)),
                Some(behind) => {
                    let behind = value.start + 1 + behind..value.end;
                    let rest = self.text[behind.clone()].trim_start();
                    if !rest.is_empty() && !rest.starts_with('#') {
                        return Some(behind_closing_quote(self.text, entry, value.start, behind));
                    }
                }
            },
            '[' | '{' => self.open = still_open(&OpenConstruct::Brackets(0), written).map(|what| (what, value.start)),
            '|' | '>' => self.block = Some(indent),
            _ => return second_colon(self.text, entry, value),
        }
        None
    }
}

fn indented_with_tab(line: &str, start: usize, indent: usize) -> Problem {
    let tab = start + indent;
    let before = line.len() - line.trim_start_matches([' ', '\t']).len();
    let fix = (start..start + before, line[..before].replace('\t', "  "));
    Problem::new(code::YAML_SYNTAX, tab..tab + 1, "this line is indented with a tab")
        .help("use spaces: two for each step to the right")
        .fix(Some(fix))
}

/// `title: Back pain: what helps`
fn second_colon(text: &str, entry: usize, value: Range<usize>) -> Option<Problem> {
    let written = &text[value.clone()];
    let plain = written.split(" #").next().unwrap_or(written);
    let colon = plain.find(": ").or_else(|| plain.ends_with(':').then(|| plain.len() - 1))?;
    let at = value.start + colon;
    let help = quoted_line(&text[entry..value.end]);
    Some(
        Problem::new(code::YAML_SYNTAX, at..at + 1, SECOND_COLON)
            .help(help.unwrap_or_else(|| QUOTE_COLONS.to_owned()))
            .fix(quotes_around(text, value)),
    )
}

/// Bytes of the `- ` marks before an item.
fn item_marks(line: &str) -> usize {
    line.len() - line.trim_start_matches("- ").len()
}

/// The name before a colon, and where what follows it begins.
pub(super) fn name_and_value(entry: &str) -> (Option<&str>, usize) {
    let colon = entry.find(": ").or_else(|| entry.ends_with(':').then(|| entry.len() - 1));
    let Some(colon) = colon.filter(|colon| !entry[..*colon].contains(['"', '\'', '[', '{', '#'])) else {
        return (None, 0);
    };
    let behind = &entry[colon + 1..];
    (Some(&entry[..colon]), entry.len() - behind.trim_start().len())
}

/// Where a quoted text ends: just behind its closing quote.
fn behind_quote(text: &str, quote: char) -> Option<usize> {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' if quote == '"' => drop(chars.next()),
            '\'' if quote == '\'' && chars.peek().is_some_and(|(_, next)| *next == '\'') => drop(chars.next()),
            c if c == quote => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// What is open at the end of a piece of text.
fn still_open(what: &OpenConstruct, text: &str) -> Option<OpenConstruct> {
    match what {
        OpenConstruct::Quote(quote) => behind_quote(text, *quote).is_none().then_some(OpenConstruct::Quote(*quote)),
        OpenConstruct::Brackets(depth) => {
            let mut depth = *depth;
            let mut rest = text;
            while let Some(at) = rest.find(['[', ']', '{', '}', '"', '\'']) {
                let mark = rest[at..].chars().next().unwrap_or_default();
                rest = &rest[at + 1..];
                match mark {
                    '[' | '{' => depth += 1,
                    ']' | '}' => depth = depth.saturating_sub(1),
                    quote => rest = &rest[behind_quote(rest, quote).unwrap_or(0)..],
                }
            }
            (depth > 0).then_some(OpenConstruct::Brackets(depth))
        }
    }
}

fn never_closed(what: &OpenConstruct, text: &str, at: usize) -> Problem {
    let opening = text.chars().next().unwrap_or_default();
    let close = match opening {
        '[' => ']',
        '{' => '}',
        quote => quote,
    };
    let line = text.lines().next().unwrap_or_default().trim_end();
    // A line that ends in a comma goes on, and one with a note has its end before it.
    let is_whole = !line.ends_with(',') && !line.contains(" #") && !line[1..].contains(['"', '\'', '[', '{']);
    let fix = is_whole.then(|| (at + line.len()..at + line.len(), close.to_string()));
    let (message, help) = match what {
        OpenConstruct::Quote(_) => (
            "a quote is opened here and never closed".to_owned(),
            format!("add the closing `{opening}` at the end of the text"),
        ),
        OpenConstruct::Brackets(_) => (
            format!("`{opening}` is opened here and never closed"),
            format!("add `{close}` at the end, behind the last entry"),
        ),
    };
    Problem::new(code::YAML_SYNTAX, at..at + 1, message).help(help).fix(fix)
}

/// `title: 'What's new'`: the entry and its value begin at two bytes.
fn behind_closing_quote(text: &str, entry: usize, value: usize, behind: Range<usize>) -> Problem {
    let whole = value..behind.end;
    let meant = without_wrapping_quotes(&text[whole.clone()]).map(quoted);
    let help = match &meant {
        Some(meant) => format!("put one pair of quotes around the whole text: {}{meant}", &text[entry..value]),
        None => "put one pair of quotes around the whole text, and type those within it curly: “ and ”".to_owned(),
    };
    let fix = meant.filter(|_| quotes_around(text, whole.clone()).is_some()).map(|meant| (whole, meant));
    Problem::new(code::YAML_SYNTAX, behind, "there is text behind the closing quote").help(help).fix(fix)
}

/// The text that an editor meant by one that begins with a quote and goes on behind the next: `"Your "bad" back"` is
/// between quotes, and `"Yes" or "no"` has quotes of its own at both ends. None where it may be either.
fn without_wrapping_quotes(written: &str) -> Option<&str> {
    let quote = written.chars().next()?;
    let Some(inside) = written[1..].strip_suffix(quote) else {
        // An apostrophe between single quotes ends the text for YAML, and nobody closed it.
        let apostrophe = quote == '\'' && quotes_in(&written[1..], quote).is_empty();
        return Some(if apostrophe { &written[1..] } else { written });
    };
    // A backslash may have been typed for YAML, or not.
    if inside.contains('\\') {
        return None;
    }
    let quotes = quotes_in(inside, quote);
    let [opens_first, closes_first] = [true, false].map(|opens| quotes.chunks(2).all(|pair| pair == [opens, !opens]));
    match (opens_first, closes_first) {
        (true, _) => Some(inside),
        (false, true) => Some(written),
        (false, false) => None,
    }
}

/// Of each quote in a text, whether it opens or closes. One between letters is an apostrophe, and none.
fn quotes_in(text: &str, quote: char) -> Vec<bool> {
    let quotes = text.match_indices(quote).filter_map(|(at, quote)| {
        let before = text[..at].chars().next_back().filter(|c| !c.is_whitespace());
        let behind = text[at + quote.len()..].chars().next().filter(|c| !c.is_whitespace());
        let is_apostrophe = before.is_some_and(char::is_alphanumeric) && behind.is_some_and(char::is_alphanumeric);
        (!is_apostrophe).then(|| behind.is_some() && before.is_none_or(|c| !c.is_alphanumeric()))
    });
    quotes.collect()
}

pub(super) fn no_colon(line: &str, start: usize) -> Problem {
    let line = line.trim_end();
    if let Some((name, value)) = line.split_once(":\u{a0}") {
        let at = start + name.len() + 1;
        let message = "the space behind this colon is one that never breaks, as some programs type it";
        return Problem::new(code::YAML_SYNTAX, at..at + '\u{a0}'.len_utf8(), message)
            .help(format!("delete it and type a space: {name}: {}", value.trim()))
            .fix(space_behind_colon(line, start));
    }
    Problem::new(code::YAML_SYNTAX, start..start + line.len(), "this line has no colon with a space behind it")
        .help(with_colon(line).unwrap_or_else(|| "write `name: value`, with a space after the colon".to_owned()))
        .fix(space_behind_colon(line, start))
}

#[cfg(test)]
mod tests {
    use super::{first_slip, without_wrapping_quotes};

    #[test]
    fn quotes_around_a_text_are_told_from_quotes_in_it() {
        for (written, meant) in [
            (r#""Your "bad" back""#, Some(r#"Your "bad" back"#)),
            (r#""Your "bad" and "good" back""#, Some(r#"Your "bad" and "good" back"#)),
            (r#""Yes" or "no""#, Some(r#""Yes" or "no""#)),
            (r#""Bad" backs"#, Some(r#""Bad" backs"#)),
            ("'Don't worry'", Some("Don't worry")),
            ("'Don't worry", Some("Don't worry")),
            ("'Yes' or 'no'", Some("'Yes' or 'no'")),
            ("'It's the kids' turn'", None),
            (r#""The 6" cut""#, None),
        ] {
            assert_eq!(without_wrapping_quotes(written), meant, "{written}");
        }
    }

    #[test]
    fn a_slip_below_an_empty_item_is_found() {
        for item in ["-", "- ", "  - ", "- - ", "-  ", "- # later"] {
            let slip = first_slip(&format!("topics:\n{item}\ntitle: \"Back pain\nsummary: Rest\n")).expect("a slip");
            assert_eq!(slip.problem.message, "a quote is opened here and never closed", "{item}");
        }
    }
}
