//! What a written page may be made of: every element, every attribute, every kind of address. The judge of the tests with
//! hostile content and of the fuzzing.
//!
//! A page is read by a real HTML parser, as a browser would: what an escape that was forgotten would turn into an element
//! or an attribute is one here too.

use scraper::{ElementRef, Html, Node};

/// Elements, each with the attributes that it may have beside [`EVERYWHERE`].
const ELEMENTS: [(&str, &[&str]); 56] = [
    ("a", &["href", "hreflang", "rel", "data-number"]),
    ("article", &[]),
    ("aside", &[]),
    ("bdi", &[]),
    ("blockquote", &[]),
    ("body", &[]),
    ("br", &[]),
    ("code", &[]),
    ("dd", &[]),
    ("details", &[]),
    ("dfn", &[]),
    ("div", &[]),
    ("dl", &[]),
    ("dt", &[]),
    ("em", &[]),
    ("figcaption", &[]),
    ("figure", &[]),
    ("footer", &[]),
    ("h1", &[]),
    ("h2", &[]),
    ("h3", &[]),
    ("h4", &[]),
    ("h5", &[]),
    ("h6", &[]),
    ("head", &[]),
    ("header", &[]),
    ("hr", &[]),
    ("html", &["data-foot"]),
    ("img", &["src", "srcset", "sizes", "alt", "width", "height", "loading"]),
    ("li", &[]),
    ("link", &["rel", "href", "hreflang"]),
    ("main", &[]),
    ("meta", &["charset", "name", "property", "content", "http-equiv"]),
    ("nav", &[]),
    ("ol", &["start", "type"]),
    ("p", &[]),
    ("path", &["d", "stroke", "stroke-width"]),
    ("pre", &[]),
    ("script", &["type"]),
    ("section", &[]),
    ("span", &[]),
    ("strong", &[]),
    ("summary", &[]),
    ("sup", &[]),
    ("svg", &["viewbox", "viewBox", "width", "height"]),
    ("table", &[]),
    ("tbody", &[]),
    ("td", &[]),
    ("th", &["scope"]),
    ("thead", &[]),
    ("time", &["datetime"]),
    ("title", &[]),
    ("tr", &[]),
    ("ul", &[]),
    ("wbr", &[]),
    ("tfoot", &[]),
];

/// Attributes that any element may have: none of them runs or fetches anything.
const EVERYWHERE: [&str; 10] =
    ["id", "class", "lang", "dir", "role", "tabindex", "aria-label", "aria-labelledby", "aria-hidden", "aria-current"];

/// Values of `rel` on a `link`: what is loaded is the stylesheet, and an icon that is in the page.
const RELATIONS: [&str; 4] = ["stylesheet", "icon", "canonical", "alternate"];

/// Everything on a page that is not allowed, in words. `base_url` is the site's own address.
pub(crate) fn faults(html: &str, base_url: &str) -> Vec<String> {
    let page = Html::parse_document(html);
    // What a browser would have to mend could be mended into something else.
    let mut found: Vec<String> = page.errors.iter().map(ToString::to_string).collect();
    for node in page.tree.nodes() {
        match node.value() {
            Node::Comment(comment) => found.push(format!("a comment: {}", &**comment)),
            Node::ProcessingInstruction(_) => found.push("an instruction".to_owned()),
            Node::Element(_) => {
                if let Some(element) = ElementRef::wrap(node) {
                    judge(element, base_url, &mut found);
                }
            }
            Node::Document | Node::Fragment | Node::Doctype(_) | Node::Text(_) => {}
        }
    }
    found
}

fn judge(element: ElementRef<'_>, base_url: &str, found: &mut Vec<String>) {
    let name = element.value().name();
    let Some((_, own)) = ELEMENTS.iter().find(|(known, _)| *known == name) else {
        found.push(format!("the element <{name}>"));
        return;
    };
    for (attribute, value) in element.value().attrs() {
        if !EVERYWHERE.contains(&attribute) && !own.contains(&attribute) {
            found.push(format!("<{name}> has the attribute {attribute}"));
        }
        let fine = match (name, attribute) {
            ("a", "href") => is_harmless(value),
            ("img", "src") => is_relative(value),
            ("link", "href") => match element.attr("rel") {
                Some("icon") => value.starts_with("data:image/svg+xml,") || value == "data:,",
                Some("stylesheet") => is_relative(value),
                _ => value.starts_with(base_url),
            },
            ("link", "rel") => RELATIONS.contains(&value),
            ("script", "type") => value == "application/ld+json",
            ("meta", "http-equiv") => ["Content-Security-Policy", "refresh"].contains(&value),
            _ => true,
        };
        if !fine {
            found.push(format!("<{name} {attribute}=\"{value}\">"));
        }
    }
    if name == "script" {
        let data: String = element.text().collect();
        if element.attr("type").is_none() {
            found.push("a script".to_owned());
        }
        if data.contains('<') || serde_json::from_str::<serde_json::Value>(&data).is_err() {
            found.push(format!("data that is no JSON: {data}"));
        }
    }
    if name == "meta" && element.attr("http-equiv") == Some("refresh") {
        let content = element.attr("content").unwrap_or_default();
        let target = content.strip_prefix("0; url=").unwrap_or("javascript:");
        if !is_relative(target) || target.contains(';') {
            found.push(format!("a page that leads on to {content}"));
        }
    }
}

/// Whether a link leads to a part of the site, to another website, or to a letter or a call.
fn is_harmless(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    let known = ["https://", "http://", "mailto:", "tel:"].iter().find(|scheme| lower.starts_with(**scheme));
    let hidden = address.chars().any(|c| c.is_control() || c.is_whitespace() || c == '\\');
    !hidden && (known.is_some() || is_relative(address))
}

/// Whether an address is one of the site itself: no scheme, no host.
fn is_relative(address: &str) -> bool {
    let before_path = address.split(['/', '?', '#']).next().unwrap_or_default();
    let odd = address.chars().any(|c| c.is_control() || c.is_whitespace() || c == '\\');
    !address.is_empty() && !address.starts_with("//") && !before_path.contains(':') && !odd
}
