//! Where a link leads, sorted by what it asks for. What is not known to be harmless is unsafe.

use std::borrow::Cow;

use memchr::memchr;

use crate::base::address::nfc;
use crate::base::percent;

/// Where a link leads, as written; [`crate::site`] knows whether it exists.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
pub enum Target {
    /// `claim:id`
    Claim(String),
    /// `term:id`
    Term(String),
    /// `tel:name`
    Phone(String),
    /// `#anchor` on the same page.
    Anchor(String),
    /// A file, relative to this one, with `/` between parts and an anchor.
    File {
        /// The path as written, percent signs resolved, accents in one form.
        path: String,
        /// The anchor, without `#`.
        anchor: Option<String>,
    },
    /// `https:`, `http:` or `mailto:`
    External(String),
    /// An address that no page may hold: `javascript:`, `//host`, an unknown scheme.
    Unsafe(String),
}

impl Target {
    /// Sorts an address into its kind. Anything that is not known to be harmless is [`Target::Unsafe`].
    #[must_use]
    pub fn parse(address: &str) -> Self {
        let address = address.trim();
        // Hardly any address has one: the processor looks at many bytes at once where nothing tells it to stop.
        let has_any = address.bytes().fold(false, |found, byte| found | is_never_meant(byte));
        let has_control = !address.is_ascii() && address.chars().any(char::is_control);
        if has_any || has_control || address.starts_with("//") {
            return Self::Unsafe(address.to_owned());
        }
        if let Some(anchor) = address.strip_prefix('#') {
            return Self::Anchor(normal(anchor));
        }
        if let (scheme, Some(rest)) = cut(address, b':')
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
        {
            return match scheme.to_ascii_lowercase().as_str() {
                "claim" => Self::Claim(rest.to_owned()),
                "term" => Self::Term(rest.to_owned()),
                "tel" => Self::Phone(rest.to_owned()),
                "https" | "http" if rest.starts_with("//") && rest.len() > 2 => Self::External(address.to_owned()),
                "mailto" if rest.contains('@') => Self::External(address.to_owned()),
                _ => Self::Unsafe(address.to_owned()),
            };
        }
        let (path, anchor) = cut(address, b'#');
        Self::File { path: normal(path), anchor: anchor.map(normal) }
    }
}

/// What comes before the first of some character, and what follows it, if there is one.
fn cut(text: &str, sign: u8) -> (&str, Option<&str>) {
    memchr(sign, text.as_bytes()).map_or((text, None), |at| (&text[..at], Some(&text[at + 1..])))
}

/// What an address names, in the form in which names are compared.
fn normal(text: &str) -> String {
    let text = percent::decoded_where_valid(text);
    match nfc(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(normal) => normal,
    }
}

/// Browsers skip tabs and line ends inside a scheme and read a backslash as a slash: neither is ever meant.
const fn is_never_meant(byte: u8) -> bool {
    byte.is_ascii_control() || byte == b'\\'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_could_do_harm_are_unsafe() {
        for address in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "//evil.example/x",
            "\\\\evil.example",
            "/\\evil.example",
            "file:///etc/passwd",
            "https:evil",
            "http://",
            "blob:x",
            "ftp://x",
        ] {
            assert!(matches!(Target::parse(address), Target::Unsafe(_)), "{address}");
        }
    }

    #[test]
    fn addresses_are_sorted_into_their_kinds() {
        assert_eq!(Target::parse("claim:x-1"), Target::Claim("x-1".into()));
        assert_eq!(Target::parse("#a%20b"), Target::Anchor("a b".into()));
        assert_eq!(
            Target::parse("../caf%C3%A9.md#x"),
            Target::File { path: "../café.md".into(), anchor: Some("x".into()) }
        );
        assert_eq!(Target::parse("https://x.example/?a=b:c"), Target::External("https://x.example/?a=b:c".into()));
        assert_eq!(Target::parse("a%zz"), Target::File { path: "a%zz".into(), anchor: None });
    }
}
