//! Where things are on the site: slugs, addresses, and the relative links between them.

pub(crate) mod written;

use std::borrow::Cow;
use std::fmt;

use memchr::{memchr_iter, memrchr};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::diagnostic::code;
use super::percent;
use super::refusal::Refusal;

/// One part of an address: lower case letters and digits of any script, and single hyphens between them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct Slug(String);

/// A heading's words as an anchor: letters and digits of any script in lower case, everything else a single hyphen.
#[must_use]
pub fn anchor(words: &str) -> String {
    let words = nfc(words);
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if c.is_alphanumeric() {
            // The small letter of some is a letter and a mark, such as that of İ.
            out.extend(c.to_lowercase().filter(|c| c.is_alphanumeric()));
        } else if matches!(c, '\'' | '’') {
            // "don't" is one word.
        } else if !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
    }
    let trimmed = out.trim_end_matches('-').len();
    out.truncate(trimmed);
    // Two marks between which something was left out may belong in another order, or together.
    let normal = match nfc(&out) {
        Cow::Owned(normal) => Some(normal),
        Cow::Borrowed(_) => None,
    };
    let out = normal.unwrap_or(out);
    if out.is_empty() { "section".to_owned() } else { out }
}

/// Names that Windows keeps for devices; a folder of that name can't be made there.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Whether a file of this name can't be made on Windows: `con`, and `con.html` as well.
#[must_use]
pub(crate) fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    // All are this short, and nearly every name is not.
    stem.chars().count() <= 4 && DEVICES.contains(&stem.to_lowercase().as_str())
}

/// Longest slug, in bytes: well below what any file system refuses, with room for a file name behind it.
const LONGEST: usize = 120;

impl Slug {
    /// Takes a slug as it is.
    ///
    /// # Errors
    /// What is wrong with it, and what to write.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let made = Self::from_words(text);
        if made.0 == text {
            return Ok(made);
        }
        Err(Refusal::new(
            format!("is \"{text}\", which can't be part of an address"),
            format!("use lower case letters, digits and hyphens: {made}"),
        ))
    }

    /// Makes a slug from any words.
    #[must_use]
    pub fn from_words(words: &str) -> Self {
        let mut slug = anchor(words);
        while slug.len() > LONGEST {
            slug.pop();
        }
        let slug = slug.trim_matches('-').to_owned();
        if DEVICES.contains(&slug.as_str()) { Self(format!("{slug}-page")) } else { Self(slug) }
    }

    /// The slug's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> serde::Deserialize<'de> for Slug {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(|why| why.into_error(code::BAD_VALUE))
    }
}

/// An address relative to the site's top: nothing (the home page), `first-session/` (a page), `sitemap.xml` (a file).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize, serde::Serialize)]
pub struct Address(String);

impl Address {
    /// A page's address from its parts, `["children", "sleep"]` → `children/sleep/`.
    pub fn page<'a>(parts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut address = String::new();
        for part in parts.into_iter().filter(|part| !part.is_empty()) {
            address.push_str(part);
            address.push('/');
        }
        Self(address)
    }

    /// A file's address, such as `sitemap.xml` or `pictures/hours.svg`.
    pub fn file(path: impl Into<String>) -> Self {
        Self(path.into())
    }

    /// An address that an editor gave for an old page, such as `/old-name/` or `old/page.html`.
    ///
    /// # Errors
    /// What is wrong with it, and what to write.
    pub fn parse_alias(text: &str) -> Result<Self, Refusal> {
        let inside = text.trim_start_matches('/');
        let parts: Vec<&str> = inside.trim_end_matches('/').split('/').collect();
        if text.starts_with("//") || !parts.iter().all(|part| is_safe(part)) {
            let help = "write it from the site's top, such as /old-name/";
            return Err(Refusal::new("is not an address inside this site", help));
        }
        let is_file = parts.last().is_some_and(|last| {
            last.rsplit_once('.').is_some_and(|(_, ending)| ["html", "htm"].contains(&ending.to_lowercase().as_str()))
        });
        Ok(if is_file { Self(parts.join("/")) } else { Self::page(parts) })
    }

    /// The address as text, without a leading slash.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file that a server answers with.
    #[must_use]
    pub fn output_path(&self) -> String {
        if self.0.is_empty() || self.0.ends_with('/') { format!("{}index.html", self.0) } else { self.0.clone() }
    }

    /// The link from another page to this address. Links are relative to the document, so that a site works under any
    /// path; `portable` links name the file, so that it works without a server as well.
    #[must_use]
    pub fn from(&self, page: &Self, portable: bool) -> String {
        let folder = memrchr(b'/', page.0.as_bytes()).map_or("", |end| &page.0[..=end]);
        // What both begin with, to the end of its last folder.
        let same = folder.bytes().zip(self.0.bytes()).take_while(|(a, b)| a == b).count();
        let shared = folder.as_bytes()[..same].iter().rposition(|byte| *byte == b'/').map_or(0, |end| end + 1);
        let mut link = String::with_capacity(folder.len() + self.0.len());
        for _ in 0..memchr_iter(b'/', &folder.as_bytes()[shared..]).count() {
            link.push_str("../");
        }
        push_encoded(&mut link, &self.0[shared..]);
        let is_page = self.0.is_empty() || self.0.ends_with('/');
        if is_page && portable {
            link.push_str("index.html");
        } else if link.is_empty() {
            link.push_str("./");
        }
        link
    }

    /// The whole web address.
    #[must_use]
    pub fn absolute(&self, base_url: &str) -> String {
        let mut url = String::with_capacity(base_url.len() + self.0.len());
        url.push_str(base_url);
        push_encoded(&mut url, &self.0);
        url
    }

    /// What two addresses have in common that some file system would store as one: case and Unicode form are ignored.
    #[must_use]
    pub fn collision_key(&self) -> String {
        let path = self.output_path();
        if path.is_ascii() { path.to_ascii_lowercase() } else { path.to_lowercase().nfc().collect() }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}", self.0)
    }
}

/// One part of an old address that is safe as the name of a file or folder on any system.
fn is_safe(part: &str) -> bool {
    !part.is_empty()
        && !part.starts_with('.')
        && !part.ends_with('.')
        && part.len() <= LONGEST
        && part.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
        && !is_device(part)
}

/// The bytes that nearly all addresses are made of: letters, digits and these three.
const fn is_common(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() | matches!(byte, b'-' | b'.' | b'/')
}

/// Percent-encodes what isn't allowed in an address as it is.
fn push_encoded(out: &mut String, path: &str) {
    // Done for every link: the processor looks at many bytes at once where nothing tells it to stop.
    if path.bytes().fold(true, |all, byte| all & is_common(byte)) {
        out.push_str(path);
        return;
    }
    percent::push_encoded(out, path, |byte| is_common(byte) || b"_~!$&'()*+,;=@".contains(&byte));
}

/// A text in the form in which names are compared: an accent that a Mac stores behind its letter is one with it.
#[must_use]
pub(crate) fn nfc(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        text.nfc().collect()
    }
}

/// The path from a folder to a file, both seen from the same place.
#[must_use]
pub(crate) fn relative_path(folder: &str, file: &str) -> String {
    let steps = folder.split('/').filter(|part| !part.is_empty());
    // The last part of the path is the file itself.
    let folders_of_file = file.split('/').take(file.matches('/').count());
    let shared = steps.clone().zip(folders_of_file).take_while(|(a, b)| a == b).count();
    let rest: Vec<&str> = file.split('/').skip(shared).collect();
    format!("{}{}", "../".repeat(steps.count() - shared), rest.join("/"))
}

/// A path as it is written within the round brackets of a link.
#[must_use]
pub(crate) fn written_in_link(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for c in path.chars() {
        match c {
            ' ' => out.push_str("%20"),
            '(' => out.push_str("%28"),
            ')' => out.push_str("%29"),
            c => out.push(c),
        }
    }
    out
}

/// A whole web address as browsers send it: what isn't allowed in one is percent-encoded, all else is as it was.
#[must_use]
pub(crate) fn encoded(address: &str) -> String {
    percent::encoded(address, |byte| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte))
}

/// The folder that a path is in; empty at the top.
#[must_use]
pub(crate) fn folder_of(path: &str) -> &str {
    memrchr(b'/', path.as_bytes()).map_or("", |end| &path[..end])
}

/// The path that a relative path leads to from a folder; `None` when it leads out of the top.
#[must_use]
pub fn resolve_path(folder: &str, relative: &str) -> Option<String> {
    let relative = nfc(relative);
    let mut path = String::with_capacity(folder.len() + 1 + relative.len());
    path.push_str(folder);
    let mut start = 0;
    for end in memchr_iter(b'/', relative.as_bytes()).chain([relative.len()]) {
        let part = &relative[start..end];
        start = end + 1;
        match part {
            "" | "." => {}
            ".." if path.is_empty() => return None,
            ".." => path.truncate(memrchr(b'/', path.as_bytes()).unwrap_or(0)),
            part => {
                if !path.is_empty() {
                    path.push('/');
                }
                path.push_str(part);
            }
        }
    }
    Some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative_to_the_page() {
        let page = |text: &str| Address(text.to_owned());
        for (from, to, link, portable) in [
            ("", "", "./", "index.html"),
            ("", "a/", "a/", "a/index.html"),
            ("a/", "", "../", "../index.html"),
            ("a/", "b/", "../b/", "../b/index.html"),
            ("a/b/", "a/", "../", "../index.html"),
            ("a/b/", "a/b/", "./", "index.html"),
            ("a/b/", "a/c/", "../c/", "../c/index.html"),
            ("ab/", "a/", "../a/", "../a/index.html"),
            ("a/", "style.css", "../style.css", "../style.css"),
            ("a/", "a/x.svg", "x.svg", "x.svg"),
            ("a/x.html", "a/y/", "y/", "y/index.html"),
            ("", "é/", "%C3%A9/", "%C3%A9/index.html"),
            // They differ in the second byte of a letter.
            ("a/é/", "a/è/b/", "../%C3%A8/b/", "../%C3%A8/b/index.html"),
        ] {
            assert_eq!(page(to).from(&page(from), false), link, "{from} → {to}");
            assert_eq!(page(to).from(&page(from), true), portable, "{from} → {to}");
        }
    }

    #[test]
    fn paths_lead_from_folder_to_file() {
        for (folder, file, path) in [
            ("", "faq.md", "faq.md"),
            ("", "children/sleep.md", "children/sleep.md"),
            ("children", "faq.md", "../faq.md"),
            ("children", "children/sleep.md", "sleep.md"),
            ("a/b", "a/c/x.md", "../c/x.md"),
            ("a/b", "a/b", "../b"),
            ("ab", "a/x.md", "../a/x.md"),
        ] {
            assert_eq!(relative_path(folder, file), path, "{folder} → {file}");
            assert_eq!(resolve_path(folder, path).as_deref(), Some(file));
        }
    }

    #[test]
    fn an_accent_is_the_same_however_it_is_stored() {
        assert_eq!(Slug::from_words("Cafe\u{301}").as_str(), "café");
        assert_eq!(anchor("Cafe\u{301} au lait"), "café-au-lait");
        assert_eq!(resolve_path("a", "cafe\u{301}.md").as_deref(), Some("a/café.md"));
    }

    #[test]
    fn nothing_leads_out_of_the_site() {
        assert_eq!(resolve_path("children", "../faq.md").as_deref(), Some("faq.md"));
        assert_eq!(resolve_path("children", "../../faq.md"), None);
        for alias in
            ["/../evil/", "..", "/a/../../b", "//host/x", "/.git/", "/con/", "/a b/", "", "/", "/a\u{202e}b/", "/x%2e/"]
        {
            assert!(Address::parse_alias(alias).is_err(), "{alias}");
        }
        assert_eq!(Address::parse_alias("/old-name/").expect("fine").output_path(), "old-name/index.html");
        assert_eq!(Address::parse_alias("old/page.html").expect("fine").output_path(), "old/page.html");
    }

    #[test]
    fn slugs_hold_nothing_that_a_file_system_reads_in_its_own_way() {
        assert_eq!(Slug::from_words("Feeling tired?").as_str(), "feeling-tired");
        assert_eq!(Slug::from_words("CON").as_str(), "con-page");
        assert_eq!(Slug::from_words("../..").as_str(), "section");
        assert!(Slug::parse("a/b").is_err() && Slug::parse("-a").is_err() && Slug::parse("").is_err());
        assert!(Slug::from_words(&"é".repeat(500)).as_str().len() <= LONGEST);
    }
}
