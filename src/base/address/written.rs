//! Addresses as people type them into a text: of web pages and e-mail, numbers of publications (DOI), paths of files.
//!
//! All of it takes time in step with the length of the text.

use std::ops::Range;

use memchr::{memchr_iter, memchr3, memchr3_iter};

/// Web and e-mail addresses in a text that become links by themselves, in order, each with where it leads. They are those
/// of the GFM specification, 6.9 "Autolinks (extension)"; beyond it, a quotation mark or a stop of Chinese or Arabic
/// writing ends an address as well, and `www.` leads to `https:`.
#[must_use]
pub(crate) fn links(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found: Vec<(Range<usize>, String)> = Vec::new();
    let mut from = 0;
    for at in memchr3_iter(b'@', b':', b'.', text.as_bytes()).filter(|at| is_near_address(text, *at)) {
        if at < from {
            continue;
        }
        let link = if text[at..].starts_with('@') { mail(text, from, at) } else { web(text, from, at) };
        if let Some((range, address)) = link {
            from = range.end;
            found.push((range, address));
        }
    }
    found
}

/// Whether there may be such an address in a text. Quick, since most texts have none.
#[must_use]
pub(crate) fn may_have_links(text: &str) -> bool {
    memchr3_iter(b'@', b':', b'.', text.as_bytes()).any(|at| is_near_address(text, at))
}

/// Whether a character is the `@` of an e-mail address, the colon of `https://`, or the first dot behind `www`.
fn is_near_address(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    match bytes[at] {
        b'@' => bytes.get(at + 1).is_some_and(|next| !next.is_ascii_whitespace()),
        b':' => bytes[at + 1..].starts_with(b"//"),
        _ => bytes[..at].last_chunk::<3>().is_some_and(|before| before.eq_ignore_ascii_case(b"www")),
    }
}

/// A web address by the colon behind its scheme, or by the dot behind `www`.
fn web(text: &str, from: usize, at: usize) -> Option<(Range<usize>, String)> {
    let is_whole = text[at..].starts_with(':');
    let starts: &[&str] = if is_whole { &["https", "http"] } else { &["www"] };
    let before = &text[from..at];
    let start = at - starts.iter().find(|start| ends_with_any_case(before, start))?.len();
    if text[from..start].ends_with(is_part_of_address) {
        return None;
    }
    let domain = if is_whole { at + "://".len() } else { start };
    let behind = domain + domain_length(&text[domain..], !is_whole)?;
    let rest = &text[behind..];
    let longest = behind + rest.find(ends_address).unwrap_or(rest.len());
    let end = start + without_stops(&text[start..longest]).len();
    // Nothing but `https://` is left of "https://.".
    (end > domain).then(|| {
        let shown = &text[start..end];
        (start..end, if is_whole { shown.to_owned() } else { format!("https://{shown}") })
    })
}

/// An e-mail address by its `@`.
fn mail(text: &str, from: usize, at: usize) -> Option<(Range<usize>, String)> {
    let first = text[from..at]
        .rfind(|c: char| !(is_latin(c) || matches!(c, '.' | '+' | '-' | '_')))
        .map_or(from, |before| from + before + char_length(&text[from + before..]));
    // No name begins with a dot.
    let start = first + text[first..at].find(|c| c != '.').unwrap_or(at - first);
    let rest = &text[at + 1..];
    let length = rest.find(|c: char| !(is_latin(c) || matches!(c, '.' | '-' | '_'))).unwrap_or(rest.len());
    let domain = rest[..length].trim_end_matches('.');
    if start == at
        || !domain.contains('.')
        || domain.contains("..")
        || domain.ends_with(['-', '_'])
        || domain.starts_with('.')
    {
        return None;
    }
    let end = at + 1 + domain.len();
    let address = format!("mailto:{}", &text[start..end]);
    let before = &text.as_bytes()[from..start];
    let named = before.len() >= 7 && before[before.len() - 7..].eq_ignore_ascii_case(b"mailto:");
    Some((if named { start - 7 } else { start }..end, address))
}

/// Length of the domain that a text begins with; `None` if it does not begin with one.
fn domain_length(text: &str, needs_dot: bool) -> Option<usize> {
    let end = text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-' | '_'))).unwrap_or(text.len());
    let name = text[..end].trim_end_matches('.');
    let mut last = name.rsplit('.');
    let is_valid = !name.is_empty()
        && !name.contains("..")
        && !name.starts_with('.')
        && (!needs_dot || name.contains('.'))
        && !last.by_ref().take(2).any(|part| part.contains('_'));
    is_valid.then_some(name.len())
}

/// A character after which no address begins, as it is one of something longer.
fn is_part_of_address(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '/' | '@' | '=' | '&' | '+')
}

/// Whether a text ends with an ASCII word, in capitals or not.
fn ends_with_any_case(text: &str, word: &str) -> bool {
    let start = text.len().checked_sub(word.len());
    start.and_then(|start| text.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case(word))
}

/// A letter of a name in an e-mail address, or a figure.
fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric() || (matches!(c, '\u{c0}'..='\u{24f}') && c.is_alphabetic())
}

fn char_length(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// A character that is no part of an address as people type it: white space, quotation marks, dashes, characters that
/// nobody sees, and the stops and brackets of other scripts.
fn ends_address(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '<' | '>' | '"' | '`')
        || matches!(c, '«' | '»' | '\u{2010}'..='\u{203a}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff5b}'..='\u{ff65}')
        || matches!(c, '\u{60c}' | '\u{61b}' | '\u{61f}' | '\u{6d4}' | '\u{964}')
}

/// An address without the stops of the sentence behind it, and without a bracket that was opened before it.
fn without_stops(address: &str) -> &str {
    let mut rest = address;
    let mut closing = [(')', '('), (']', '[')]
        .map(|(close, open)| (close, address.matches(close).count(), address.matches(open).count()));
    loop {
        let last = rest.chars().next_back();
        rest = match last {
            Some('?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'') => &rest[..rest.len() - 1],
            // What is written as `&amp;` and the like, and is none of them.
            Some(';') => {
                let name = rest[..rest.len() - 1].trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '#');
                name.strip_suffix('&').unwrap_or(&rest[..rest.len() - 1])
            }
            Some(sign @ (')' | ']')) => {
                let Some((_, closed, opened)) = closing.iter_mut().find(|(closing, ..)| *closing == sign) else {
                    break;
                };
                if closed <= opened {
                    break;
                }
                *closed -= 1;
                &rest[..rest.len() - 1]
            }
            _ => break,
        };
    }
    rest
}

/// Endings of files that people name in a text.
const FILES: [&str; 31] = [
    "avif", "bmp", "css", "csv", "doc", "docx", "gif", "heic", "htm", "html", "jpeg", "jpg", "json", "markdown", "md",
    "mp3", "mp4", "odt", "pdf", "png", "ppt", "pptx", "svg", "tif", "tiff", "txt", "webp", "xls", "xlsx", "yaml",
    "zip",
];

/// Ends of domains that are no words of a sentence whose space was forgotten.
const DOMAINS: [&str; 18] = [
    "au", "biz", "br", "ca", "ch", "com", "de", "edu", "es", "eu", "gov", "health", "info", "int", "net", "nz", "org",
    "uk",
];

/// Everything in a text that is an address and no prose, in order: web and e-mail addresses, DOIs, paths of files.
#[must_use]
pub(crate) fn all(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    if !may_have_any(text) {
        return found;
    }
    let mut token = 0;
    for part in text.split_inclusive(char::is_whitespace) {
        let word = part.trim_end();
        let at = token;
        token += part.len();
        if !may_have_any(word) {
            continue;
        }
        let links = links(word);
        if links.is_empty() {
            found.extend(other(word).map(|range| {
                let before = text[..at + range.start].trim_end();
                let doi = before
                    .len()
                    .checked_sub(4)
                    .filter(|n| before.get(*n..).is_some_and(|w| w.eq_ignore_ascii_case("doi:")));
                doi.filter(|_| word[range.clone()].starts_with("10.")).unwrap_or(at + range.start)..at + range.end
            }));
        }
        found.extend(links.into_iter().map(|(range, _)| at + range.start..at + range.end));
    }
    found
}

/// Whether a character in a text is in every address: no more is looked at in most texts.
fn may_have_any(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr3(b'/', b'\\', b'@', bytes).is_some()
        || memchr_iter(b'.', bytes).any(|at| bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic))
}

/// The part of a word that is a DOI, a path, or the domain of a website.
fn other(word: &str) -> Option<Range<usize>> {
    let inside = word.trim_start_matches(|c: char| !(c.is_alphanumeric() || matches!(c, '/' | '\\' | '.' | '~')));
    let start = word.len() - inside.len();
    let end = inside.find(|c: char| ends_address(c)).unwrap_or(inside.len());
    let inside = without_stops(&inside[..end]);
    let bare = inside.get(..4).filter(|begin| begin.eq_ignore_ascii_case("doi:")).map_or(inside, |_| &inside[4..]);
    (is_doi(bare) || has_scheme(inside) || is_path(inside) || is_website(inside)).then(|| start..start + inside.len())
}

/// `10.1000/182`: ISO 26324, a directory that begins with `10.` and has four digits or more, and a name.
fn is_doi(word: &str) -> bool {
    let registrant = word.strip_prefix("10.").and_then(|rest| rest.split_once('/'));
    registrant.is_some_and(|(number, name)| {
        number.len() >= 4 && number.bytes().all(|b| b.is_ascii_digit() || b == b'.') && !name.is_empty()
    })
}

/// `ftp://…` and the like.
fn has_scheme(word: &str) -> bool {
    word.split_once("://").is_some_and(|(scheme, rest)| {
        scheme.len() > 1 && scheme.bytes().all(|b| b.is_ascii_alphanumeric()) && !rest.is_empty()
    })
}

/// `C:\leaflets\knee.docx`, `\\server\share`, `/etc/hosts`, `../faq.md`, `content/pictures/knee.png`, `knee.png`.
fn is_path(word: &str) -> bool {
    let bytes = word.as_bytes();
    let has_drive = matches!(bytes, [drive, b':', b'\\' | b'/', ..] if drive.is_ascii_alphabetic());
    let is_below_something = ["\\\\", "../", "./", "~/"].iter().any(|start| word.starts_with(start));
    let slashes = bytes.iter().filter(|byte| matches!(byte, b'/' | b'\\')).count();
    let ending = word.rsplit_once('.').filter(|(stem, _)| stem.ends_with(char::is_alphanumeric) || stem.ends_with(')'));
    let is_file = ending.is_some_and(|(_, ending)| FILES.contains(&ending.to_ascii_lowercase().as_str()));
    let is_from_top = word.starts_with('/') && slashes > 1 && !word.starts_with("//");
    has_drive || is_below_something || is_from_top || is_file
}

/// Whether a word is the address of a website without its beginning: `nhs.uk`, `nhs.uk/conditions`.
#[must_use]
pub(crate) fn is_website(word: &str) -> bool {
    let domain = word.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let mut parts = domain.rsplit('.');
    let is_domain = parts.next().is_some_and(|last| DOMAINS.contains(&last));
    is_domain
        && domain.contains('.')
        && parts.all(|part| part.len() > 1 && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
}

#[cfg(test)]
mod tests;
