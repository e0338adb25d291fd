//! What went wrong with the address of a link or a picture, and what to type instead.

use std::ops::Range;

use crate::base::address::written::{is_website, links};

/// What to do about an address, and the edit of a part of it where one is certain.
pub(super) struct Remedy {
    pub(super) help: String,
    pub(super) edit: Option<(Range<usize>, String)>,
}

impl Remedy {
    fn help(help: impl Into<String>) -> Self {
        Self { help: help.into(), edit: None }
    }
}

/// Schemes after which nobody means a space.
const SCHEMES: [&str; 6] = ["tel", "mailto", "https", "http", "claim", "term"];

/// Quotation marks that are not straight.
const CURLY: [char; 10] = ['“', '”', '„', '‟', '«', '»', '‘', '’', '‚', '‹'];

/// What to do about an address that keeps square and round brackets from making a link.
pub(super) fn of_no_link(address: &str) -> Remedy {
    if address.contains("{{") || address.contains("{%") || address.contains("{<") {
        return Remedy::help("this is markup of another program: write the address itself in its place");
    }
    if let Some(together) = without_spaces(address) {
        return Remedy { help: format!("take the space out: {together}"), edit: Some((0..address.len(), together)) };
    }
    let word = address.trim_start().split(char::is_whitespace).next().unwrap_or_default();
    let behind = address.trim_start()[word.len()..].trim();
    let size = behind.split(char::is_whitespace).next().unwrap_or_default();
    if is_size(size) {
        let start = address.find(word).unwrap_or_default() + word.len();
        let end = address[start..].find(size).map_or(start, |at| start + at + size.len());
        return Remedy {
            help: format!("the size of a picture can't be given, it follows from the file: take ` {size}` out"),
            edit: Some((start..end, String::new())),
        };
    }
    if behind.starts_with(CURLY) {
        let title = behind.trim_matches(|c| c == '"' || CURLY.contains(&c));
        let straight = format!("{word} \"{title}\"");
        let whole = behind.ends_with(CURLY) && !title.contains(['"', '\\']);
        return Remedy {
            help: format!("write straight quotation marks around the words after the address: ({straight})"),
            edit: whole.then_some((0..address.len(), straight)),
        };
    }
    if let Some(quote) = behind.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        let title = behind.trim_matches(quote).replace(quote, "");
        return Remedy::help(if behind.len() > 1 && behind.ends_with(quote) {
            format!("there is a quotation mark inside the words after the address: ({word} {quote}{title}{quote})")
        } else {
            format!("the quotation mark is not closed: ({word} {quote}{title}{quote})")
        });
    }
    if address.contains(' ') && !address.starts_with('<') {
        return Remedy::help(format!("put an address with spaces between < and >: (<{}>)", address.trim()));
    }
    Remedy::help("the words of a link may not hold another link")
}

/// `tel: clinic` → `tel:clinic`, if nothing but spaces after the scheme is in the way.
fn without_spaces(address: &str) -> Option<String> {
    let (scheme, rest) = address.trim().split_once(':')?;
    let scheme = scheme.trim_end();
    let rest = rest.trim_start();
    let rest = rest.strip_prefix("//").map_or_else(|| rest.to_owned(), |rest| format!("//{}", rest.trim_start()));
    let is_one = !rest.is_empty() && !rest.contains(char::is_whitespace) && SCHEMES.contains(&scheme);
    let together = format!("{scheme}:{rest}");
    (is_one && together != address).then_some(together)
}

/// ` =300x100`, as some programs write the size of a picture.
fn is_size(word: &str) -> bool {
    let starts = ["=", "width=", "height="];
    starts.iter().find_map(|start| word.strip_prefix(start)).is_some_and(|size| {
        size.starts_with(|c: char| c.is_ascii_digit() || c == 'x')
            && size.chars().all(|c| c.is_ascii_digit() || matches!(c, 'x' | '×' | '*' | '%' | '.' | 'p'))
    })
}

/// What to do about a path that leads to no file, if it is something else.
pub(super) fn of_no_file(written: &str) -> Option<Remedy> {
    if let [(range, address)] = links(written).as_slice()
        && *range == (0..written.len())
        && address.starts_with("mailto:")
    {
        let edit = Some((0..written.len(), address.clone()));
        return Some(Remedy { help: format!("for an e-mail address write {address}"), edit });
    }
    if written.starts_with("www.") || is_website(written) {
        return Some(Remedy::help(format!("for another website, write the whole address: https://{written}")));
    }
    if let Some(rest) = written.strip_prefix("https//").or_else(|| written.strip_prefix("http//")) {
        return Some(Remedy::help(format!("write a colon after the first word: https://{rest}")));
    }
    let is_number =
        written.len() > 1 && written.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.'));
    if is_number {
        let help = "for a phone number write `tel:` and its name in site.yaml, such as tel:clinic";
        return Some(Remedy::help(help));
    }
    let (stem, ending) = written.rsplit_once('.')?;
    let stem = stem.strip_suffix(".md").unwrap_or(stem);
    Some(Remedy::help(match ending.to_ascii_lowercase().as_str() {
        "doc" | "docx" | "odt" | "rtf" | "pages" | "ppt" | "pptx" => {
            format!("documents to link to are .pdf: save it as {stem}.pdf next to the articles, and write that name")
        }
        "markdown" | "mdown" | "mkd" | "txt" | "md" if ending != "md" => {
            format!("articles end in .md: rename it to {stem}.md, and write that name")
        }
        _ => return None,
    }))
}

/// What to do about an address that no page may hold: a path on the writer's own computer, or a web address with a typo.
pub(super) fn of_unsafe(written: &str, is_picture: bool) -> Option<String> {
    let bytes = written.as_bytes();
    let is_local = matches!(bytes, [drive, b':', b'\\' | b'/', ..] if drive.is_ascii_alphabetic())
        || written.starts_with("\\\\")
        || written.to_ascii_lowercase().starts_with("file:");
    if is_local {
        let name = written.rsplit(['/', '\\']).next().unwrap_or_default();
        let name = if name.is_empty() { "knee.png" } else { name };
        return Some(if is_picture {
            format!("this file is only on your computer: copy it to content/pictures, then write pictures/{name}")
        } else {
            format!("this file is only on your computer: copy it into the folder of this article, then write {name}")
        });
    }
    let (scheme, rest) = written.split_once(':')?;
    let rest = rest.trim_start_matches(['/', '\\']);
    match scheme.to_ascii_lowercase().as_str() {
        "https" | "http" if rest.is_empty() => Some("write the whole address, such as https://www.nhs.uk/".to_owned()),
        "https" | "http" => Some(format!("write two slashes: https://{rest}")),
        "mailto" => Some("an e-mail address has an `@` in it".to_owned()),
        "htp" | "htps" | "htpps" | "hhtps" | "hhtp" | "httpss" | "ttps" => Some(format!("write https://{rest}")),
        "phone" | "telephone" | "call" => {
            Some("write `tel:` and the name of a number in site.yaml, such as tel:clinic".to_owned())
        }
        "email" | "mail" | "e-mail" if rest.contains('@') => Some(format!("write mailto:{rest}")),
        _ => None,
    }
}

/// Extensions of pictures that browsers can't show, or not all of them.
const OTHER_PICTURES: [&str; 20] = [
    "ai", "avif", "bmp", "dib", "dng", "emf", "eps", "heic", "heif", "ico", "jfif", "jp2", "jxl", "psd", "raw", "tga",
    "tif", "tiff", "wmf", "xcf",
];

/// What to say about a picture whose file can't be one: what is wrong, and what to do.
pub(super) fn of_picture(path: &str) -> Option<(String, String)> {
    let (stem, ending) = path.rsplit_once('.')?;
    let ending = ending.to_ascii_lowercase();
    if OTHER_PICTURES.contains(&ending.as_str()) {
        let message = format!("`{path}` is a kind of picture that can't be used: .{ending}");
        let help = format!("save it as JPEG if it is a photo, else as PNG, and write {stem}.jpg or {stem}.png");
        return Some((message, help));
    }
    match ending.as_str() {
        "pdf" => Some((
            format!("`{path}` is a document, not a picture"),
            format!("link to it: [what it is]({path}); or save its page as PNG, and write {stem}.png"),
        )),
        "mp4" | "mov" | "webm" | "avi" | "mp3" | "m4a" | "wav" => Some((
            format!("`{path}` is a film or a sound, not a picture"),
            "link to where it can be seen: [what it shows (video)](https://…)".to_owned(),
        )),
        "doc" | "docx" | "odt" | "ppt" | "pptx" | "html" | "htm" | "md" => Some((
            format!("`{path}` is not a picture"),
            "pictures are .svg, .png, .jpg, .webp or .gif; save only the picture, as one of them".to_owned(),
        )),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{of_no_file, of_no_link, of_picture, of_unsafe};

    #[test]
    fn help_names_the_cause() {
        for (address, help, fixed) in [
            ("tel: clinic", "take the space out: tel:clinic", Some("tel:clinic")),
            ("https: // example.org/x", "take the space out: https://example.org/x", Some("https://example.org/x")),
            ("mailto : a@b.example", "take the space out: mailto:a@b.example", Some("mailto:a@b.example")),
            (
                "pictures/p.png =300x100",
                "the size of a picture can't be given, it follows from the file: take ` =300x100` out",
                Some("pictures/p.png"),
            ),
            (
                "x.md “Feeling tired”",
                "write straight quotation marks around the words after the address: (x.md \"Feeling tired\")",
                Some("x.md \"Feeling tired\""),
            ),
            (
                "p.png =50% \"A wall\"",
                "the size of a picture can't be given, it follows from the file: take ` =50%` out",
                Some("p.png \"A wall\""),
            ),
            ("x.md \"Feeling tired", "the quotation mark is not closed: (x.md \"Feeling tired\")", None),
            ("{{ url }}x", "this is markup of another program: write the address itself in its place", None),
            ("my file.md", "put an address with spaces between < and >: (<my file.md>)", None),
        ] {
            let remedy = of_no_link(address);
            assert_eq!(remedy.help, help, "{address}");
            let edited =
                remedy.edit.map(|(range, with)| format!("{}{with}{}", &address[..range.start], &address[range.end..]));
            assert_eq!(edited.as_deref(), fixed, "{address}");
        }
        for (written, part) in [
            ("AdvoConnection.com", "https://AdvoConnection.com"),
            ("info@elm.example", "mailto:info@elm.example"),
            ("999", "tel:clinic"),
            ("leaflet.docx", "leaflet.pdf"),
            ("back.markdown", "back.md,"),
            ("back.MD", "back.md,"),
            ("back.md.txt", "back.md,"),
        ] {
            assert!(of_no_file(written).is_some_and(|remedy| remedy.help.contains(part)), "{written}");
        }
        assert!(of_no_file("back.md").is_none() && of_no_file("hours").is_none());
        let local = of_unsafe("C:\\Users\\Ann\\knee.png", true).unwrap_or_default();
        assert!(local.ends_with("write pictures/knee.png"), "{local}");
        assert_eq!(of_unsafe("https:evil", false).as_deref(), Some("write two slashes: https://evil"));
        assert!(of_unsafe("javascript:x", false).is_none());
        assert!(of_picture("pictures/b.bmp").is_some_and(|(_, help)| help.contains("pictures/b.jpg")));
        assert!(of_picture("pictures/b.png").is_none());
    }
}
