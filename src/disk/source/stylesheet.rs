//! A stylesheet as a reader's phone loads it: without comments and needless white space.
//!
//! Takes away only what means nothing in any stylesheet. Strings, addresses in `url(…)` and escapes are kept byte for
//! byte; nothing is rewritten, reordered or merged, so that what was tested by hand is what is published.

/// The stylesheet without comments and needless white space.
#[must_use]
pub(crate) fn minified(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    let mut last = "";
    let mut gap = false;
    while let Some(next) = rest.chars().next() {
        if next.is_ascii_whitespace() {
            gap = true;
            rest = &rest[1..];
            continue;
        }
        if rest.starts_with("/*") {
            rest = rest[2..].find("*/").map_or("", |end| &rest[2 + end + 2..]);
            // `a/**/b` is two words, and `.a/**/.b` is not `.a .b`: where nothing but the comment holds them apart, an
            // empty one stays.
            if !gap && !last.is_empty() && rest.starts_with(|c: char| !c.is_ascii_whitespace()) {
                out.push_str("/**/");
            }
            continue;
        }
        let in_word = out.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_')) && !gap;
        let token = token(rest, in_word);
        // The last `;` of a block ends nothing.
        if token == "}" && last == ";" {
            out.pop();
        } else if gap && holds_apart(last, token) {
            out.push(' ');
        }
        out.push_str(token);
        rest = &rest[token.len()..];
        last = token;
        gap = false;
    }
    out
}

/// Whether white space between two pieces means anything. It does around `+` and `-`, before `(`, and before `:`, where
/// it separates parts of a selector.
fn holds_apart(last: &str, next: &str) -> bool {
    !last.is_empty()
        && !matches!(last, "{" | "}" | ";" | "," | ":" | "(" | "[" | ">")
        && !matches!(next, "{" | "}" | ";" | "," | ")" | "]" | "!" | ">")
}

/// The next piece that has to stay in one: a string, an address, an escape, else a character.
fn token(rest: &str, in_word: bool) -> &str {
    let first = rest.chars().next().map_or(0, char::len_utf8);
    match rest.as_bytes()[0] {
        quote @ (b'"' | b'\'') => &rest[..end_of_string(rest, quote)],
        b'\\' => &rest[..end_of_escape(rest)],
        b'u' | b'U' if !in_word && is_bare_address(rest) => {
            let end = rest.find(')').map_or(rest.len(), |end| end + 1);
            &rest[..end]
        }
        _ => &rest[..first],
    }
}

/// Up to and with the closing quote; a string that is never closed ends with its line.
fn end_of_string(rest: &str, quote: u8) -> usize {
    let bytes = rest.as_bytes();
    let mut at = 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'\n' => return at,
            byte if byte == quote => return at + 1,
            _ => {}
        }
        at += 1;
    }
    rest.len()
}

/// A backslash with its character, or with up to six hexadecimal digits and the white space that ends them.
fn end_of_escape(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let digits = bytes[1..].iter().take(6).take_while(|byte| byte.is_ascii_hexdigit()).count();
    if digits == 0 {
        return 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
    }
    let end = 1 + digits;
    end + usize::from(bytes.get(end).is_some_and(u8::is_ascii_whitespace))
}

/// `url(` without quotes, in which `/*`, `,` and `;` are ordinary characters.
fn is_bare_address(rest: &str) -> bool {
    let start = rest.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("url("));
    start && !rest[4..].trim_start().starts_with(['"', '\''])
}

#[cfg(test)]
mod tests {
    use super::minified;

    #[test]
    fn what_means_nothing_goes() {
        assert_eq!(
            minified(
                "/* a */\n@media (width >= 64rem) {\n  .a > .b,\n  .c :is(p, li) { margin: 0 auto; color: red !important; }\n}\n"
            ),
            "@media (width>= 64rem){.a>.b,.c :is(p,li){margin:0 auto;color:red!important}}"
        );
    }

    #[test]
    fn what_means_something_stays() {
        for css in [
            ".a{width:calc(1px + (2px - 3px))}",
            ".a{content:\" /* no comment */ ; } \\\" \"}",
            ".a{content:'a  b'}",
            ".a{background:url(data:image/svg+xml;utf8,<svg a=/*;}b*/>)}",
            ".a\\31  .b{color:red}",
            "@page :first{margin:0}",
            "a :hover{color:red}",
            ".a/**/.b{color:red}",
            "@media print and (width){a{b:c}}",
            ".a{font:1rem/1.6 a,\"b c\"}",
            ".a{--x:;color:red}",
        ] {
            assert_eq!(minified(css), css);
        }
    }

    #[test]
    fn nothing_that_is_written_badly_stops_it() {
        for css in ["/* open", "\"open", "\"open\n.a{}", "url(open", "\\", "}", "", "é\\é"] {
            let once = minified(css);
            assert_eq!(minified(&once), once, "{css}");
        }
    }

    #[test]
    fn the_theme_is_the_same_word_for_word() {
        let css = include_str!("../../../static/style.css");
        let words = |css: &str| css.split_whitespace().collect::<String>().replace(";}", "}");
        let mut plain = String::new();
        for part in css.split("/*") {
            plain.push_str(part.split_once("*/").map_or(part, |(_, after)| after));
        }
        assert_eq!(words(&minified(css)), words(&plain));
        assert!(minified(css).len() * 10 < css.len() * 8);
    }
}
