//! A template as it is written → the same with a few words more, which count what it takes. It is read as the engine reads
//! it: a tag ends at the first `%}` or `}}` that is in no text of it.

use std::fmt::Write as _;

use memchr::memchr;

/// Most texts or lists that are put together in one tag.
const JOINED: usize = 50;

/// A template that counts what it takes, and where it differs from the one that is written.
#[derive(Debug, Default)]
pub(in crate::render) struct Bounded {
    pub(in crate::render) text: String,
    /// Line, from 1; first column, from 0, and number of characters of each piece that was put in.
    added: Vec<(usize, usize, usize)>,
    line: usize,
    column: usize,
}

/// A tag that is open.
struct OpenTag {
    /// Where its body begins in the text as it is written.
    begins: usize,
    /// Where the number of the body's bytes goes, as seven digits.
    number: usize,
}

/// How many digits a number of bytes is given: a template has fewer than ten million.
const DIGITS: usize = 7;

/// What counts for a template that is written. `sizes` tells how long another template is, by its name.
///
/// # Errors
/// Where there is a tag that puts too much together, in bytes.
pub(in crate::render) fn bounded(written: &str, sizes: impl Fn(&str) -> usize) -> Result<Bounded, usize> {
    let mut bounded = Bounded { line: 1, ..Bounded::default() };
    let mut open: Vec<OpenTag> = Vec::new();
    let mut rest = 0;
    while let Some(at) = memchr(b'{', &written.as_bytes()[rest..]).map(|at| rest + at) {
        let sign = written.as_bytes().get(at + 1);
        bounded.copy(&written[rest..at]);
        rest = match sign {
            Some(b'#') => written[at..].find("#}").map_or(written.len(), |end| at + end + 2),
            Some(b'%' | b'{') => end_of_tag(written, at),
            _ => at + 1,
        };
        let tag = &written[at..rest];
        if matches!(sign, Some(b'%' | b'{')) && joins(tag) > JOINED {
            return Err(at);
        }
        match sign {
            Some(b'{') => bounded.value(tag),
            Some(b'%') if words(tag) == ["raw"] => {
                rest = end_of_raw(written, rest);
                bounded.copy(&written[at..rest]);
            }
            Some(b'%') => bounded.tag(tag, rest, &mut open, &sizes),
            _ => bounded.copy(tag),
        }
    }
    bounded.copy(&written[rest..]);
    Ok(bounded)
}

impl Bounded {
    /// The column of the template as it is written, from 0, for one of its text here.
    pub(in crate::render) fn column(&self, line: usize, column: usize) -> usize {
        let before = self.added.iter().filter(|(on, begins, _)| *on == line && *begins < column);
        column - before.map(|(_, begins, width)| (*width).min(column - begins)).sum::<usize>()
    }

    fn copy(&mut self, text: &str) {
        for c in text.chars() {
            (self.line, self.column) = if c == '\n' { (self.line + 1, 0) } else { (self.line, self.column + 1) };
        }
        self.text.push_str(text);
    }

    fn add(&mut self, piece: &str) {
        self.added.push((self.line, self.column, piece.len()));
        self.copy(piece);
    }

    /// A value that is written.
    fn value(&mut self, tag: &str) {
        let inner = tag.strip_prefix("{{").and_then(|tag| tag.strip_suffix("}}")).unwrap_or_default();
        let inner_start = 2 + usize::from(inner.starts_with('-'));
        let end = tag.len().saturating_sub(2 + usize::from(inner.ends_with('-')));
        let expression = tag.get(inner_start..end).unwrap_or_default();
        let is_path = expression.trim().split('.').all(is_name);
        if expression.trim().is_empty() || expression.trim_start().starts_with('<') {
            self.copy(tag);
        } else if is_path {
            // The value itself stays as it is, so that the engine says which variable there is not.
            let trims = if inner.starts_with('-') { "-" } else { "" };
            let path = expression.trim();
            self.add(&format!("{{%{trims} set carepress = carepress_wrote(value={path} | default(value=\"\")) %}}"));
            self.copy(tag);
        } else {
            self.copy(&tag[..inner_start]);
            self.add("(");
            self.copy(expression);
            self.add(") | carepress_written ");
            self.copy(&tag[end..]);
        }
    }

    /// A tag, with what counts behind or before it. `end` is its end in the text as it is written.
    fn tag(&mut self, tag: &str, end: usize, open: &mut Vec<OpenTag>, sizes: &impl Fn(&str) -> usize) {
        let trims = if tag.ends_with("-%}") { "-" } else { "" };
        match words(tag).as_slice() {
            ["include", name, ..] => {
                let bytes = sizes(name.trim_matches(['"', '\'', '`']));
                let opens = if tag.starts_with("{%-") { "{%-" } else { "{%" };
                self.add(&format!("{opens} set carepress = carepress_round(bytes={bytes}) %}}"));
                self.copy(tag);
            }
            ["for", ..] => {
                self.copy(tag);
                self.round("", trims, end, open);
            }
            ["component", ..] => {
                self.copy(tag);
                let mut kept = String::new();
                for (index, name) in parameters(tag).enumerate() {
                    let _ = write!(kept, ", given{index}={name} | default(value=false)");
                }
                self.round(&kept, trims, end, open);
            }
            ["endfor" | "endcomponent", ..] => {
                if let Some(OpenTag { begins, number }) = open.pop() {
                    let bytes = format!("{:0DIGITS$}", end.saturating_sub(begins));
                    // A template longer than that is not read.
                    let bytes = &bytes[bytes.len() - DIGITS..];
                    self.text
                        .replace_range(number..number + DIGITS, &format!("{:>DIGITS$}", bytes.trim_start_matches('0')));
                }
                self.copy(tag);
            }
            ["set" | "set_global", name, "=", ..] if is_name(name) => {
                self.copy(tag);
                self.add(&format!(
                    "{{% set carepress = carepress_kept(value={name} | default(value=false)) {trims}%}}"
                ));
            }
            _ => self.copy(tag),
        }
    }

    fn round(&mut self, kept: &str, trims: &str, begins: usize, open: &mut Vec<OpenTag>) {
        let before = "{% set carepress = carepress_round(bytes=";
        open.push(OpenTag { begins, number: self.text.len() + before.len() });
        self.add(&format!("{before}{:>DIGITS$}{kept}) {trims}%}}", 0));
    }
}

/// The first words of a tag.
fn words(tag: &str) -> Vec<&str> {
    let inner =
        tag.trim_start_matches(['{', '%']).trim_start_matches('-').trim_end_matches(['%', '}']).trim_end_matches('-');
    let inner = inner.trim_start();
    let first = inner.find(|c: char| !is_name_character(c)).unwrap_or(inner.len());
    let behind = inner[first..].trim_start();
    let second = behind.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(behind.len());
    let sign = behind[second..].trim_start();
    let is_set = sign.starts_with('=') && !sign.starts_with("==");
    [&inner[..first], &behind[..second], if is_set { "=" } else { "" }]
        .into_iter()
        .filter(|word| !word.is_empty())
        .collect()
}

fn is_name_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

fn is_name(word: &str) -> bool {
    !word.is_empty() && !word.starts_with(|c: char| c.is_ascii_digit()) && word.chars().all(is_name_character)
}

/// The names of a component's parameters: those that come first in the bracket or after a comma, outside of all values.
fn parameters(tag: &str) -> impl Iterator<Item = &str> {
    let bracket = tag.find('(').map_or("", |begins| &tag[begins + 1..]);
    let mut depth = 0_i32;
    let mut names = vec![0];
    let outside: Vec<(usize, u8)> = outside_of_texts(bracket).collect();
    for (at, sign) in outside {
        match sign {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth -= 1,
            b',' if depth == 0 => names.push(at + 1),
            _ => {}
        }
    }
    names.into_iter().filter_map(move |begins| {
        let rest = bracket[begins..].trim_start().trim_start_matches(['@', '.']).trim_start();
        let name = &rest[..rest.find(|c| !is_name_character(c)).unwrap_or(rest.len())];
        is_name(name).then_some(name)
    })
}

/// How many texts or lists a tag puts together.
fn joins(tag: &str) -> usize {
    let mut dots = 0;
    let mut found = 0;
    for (_, sign) in outside_of_texts(tag) {
        dots = if sign == b'.' { dots + 1 } else { 0 };
        found += usize::from(sign == b'~') + usize::from(dots == 3);
    }
    found
}

/// The bytes of a tag that are in no text of it, each with its place.
fn outside_of_texts(tag: &str) -> impl Iterator<Item = (usize, u8)> {
    let (mut quote, mut is_escaped) = (None, false);
    tag.bytes().enumerate().filter(move |(_, byte)| {
        match quote {
            Some(_) if is_escaped => is_escaped = false,
            Some(_) if *byte == b'\\' => is_escaped = true,
            Some(mark) if *byte == mark => quote = None,
            Some(_) => {}
            None if matches!(byte, b'"' | b'\'' | b'`') => quote = Some(*byte),
            None => return true,
        }
        false
    })
}

/// Where a tag ends that begins at a place: the whole rest, where it does not end.
fn end_of_tag(written: &str, at: usize) -> usize {
    let ends = if written[at..].starts_with("{%") { b'%' } else { b'}' };
    let inside = &written[at + 2..];
    let mut before = None;
    for (place, byte) in outside_of_texts(inside) {
        if byte == b'}' && before == Some((place.wrapping_sub(1), ends)) {
            return at + 2 + place + 1;
        }
        before = Some((place, byte));
    }
    written.len()
}

/// Where the tag that ends raw text ends.
fn end_of_raw(written: &str, begins: usize) -> usize {
    let mut at = begins;
    while let Some(next) = written[at..].find("{%").map(|next| at + next) {
        let end = end_of_tag(written, next);
        if words(&written[next..end]) == ["endraw"] {
            return end;
        }
        at = next + 2;
    }
    written.len()
}
