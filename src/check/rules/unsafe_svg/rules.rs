//! What an SVG picture may be made of. What is not on a list is refused: browsers learn new things.

use std::ops::Range;

use roxmltree::{Attribute, Node};

pub(super) const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";

/// Namespaces whose elements a browser gives a meaning beside SVG's own. All others are notes of a drawing program.
const WEB: [&str; 3] =
    ["http://www.w3.org/1999/xhtml", "http://www.w3.org/1998/Math/MathML", "http://www.w3.org/2001/xml-events"];

/// Elements that draw, or say what is drawn. Not among them: scripts, links, everything that moves, pieces of pages.
const ELEMENTS: [&str; 59] = [
    "circle",
    "clipPath",
    "defs",
    "desc",
    "ellipse",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feImage",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
    "filter",
    "g",
    "image",
    "line",
    "linearGradient",
    "marker",
    "mask",
    "metadata",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "solidcolor",
    "stop",
    "style",
    "svg",
    "switch",
    "symbol",
    "text",
    "textPath",
    "title",
    "tref",
    "tspan",
    "use",
    "view",
    "glyph",
    "missing-glyph",
];

/// Pictures that may be within a picture, with their data.
const INNER: [&str; 4] = ["data:image/png;", "data:image/jpeg;", "data:image/webp;", "data:image/gif;"];

/// A fault in words, and what to do.
type SvgFinding = (String, &'static str);

/// What is wrong with an element or instruction by itself.
pub(super) fn fault_of(node: &Node<'_, '_>) -> Option<SvgFinding> {
    if node.is_pi() {
        return Some(("the picture holds an instruction to programs".into(), "take `<?…?>` out"));
    }
    if !node.is_element() {
        return None;
    }
    let name = node.tag_name().name();
    match node.tag_name().namespace() {
        Some(SVG) if name == "style" && node.children().any(|inner| inner.is_element()) => {
            Some(("the picture has an element within its styles".into(), "take it out: `<style>` holds text alone"))
        }
        Some(SVG) if name == "style" => {
            // Comments split a text in the tree, and not for a browser.
            let css: String = node.children().filter(Node::is_text).filter_map(|text| text.text()).collect();
            fetches(&css)
                .then(|| ("the picture's styles ask for another file".into(), "take `@import` and `url(…)` out"))
        }
        Some(SVG) if ELEMENTS.contains(&name) => None,
        Some(SVG) => {
            let help = match name {
                "script" => "take the script out: a picture runs nothing",
                "a" => "take the link out, and link the whole picture in the article",
                "animate" | "animateMotion" | "animateTransform" | "set" => "take it out: a picture does not move",
                "foreignObject" => "write its words as `<text>`: a picture holds no piece of a page",
                _ => "take it out, or save the picture as PNG or WebP",
            };
            Some((format!("the picture holds the element <{name}>"), help))
        }
        Some(namespace) if WEB.contains(&namespace) => {
            Some((format!("the picture holds a piece of a web page, <{name}>"), "take it out"))
        }
        _ => None,
    }
}

/// What is wrong with an attribute.
pub(super) fn fault_of_attribute(node: &Node<'_, '_>, attribute: &Attribute<'_, '_>) -> Option<SvgFinding> {
    let (name, value) = (attribute.name(), attribute.value().trim());
    match attribute.namespace() {
        None => {}
        Some(XLINK) if name == "href" => {}
        Some("http://www.w3.org/XML/1998/namespace") if name == "base" => {
            return Some(("`xml:base` leads the picture's addresses elsewhere".into(), "take it out"));
        }
        Some(_) => return None,
    }
    if name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("on")) {
        return Some((format!("the picture holds a script in `{name}`"), "take it out: a picture runs nothing"));
    }
    if name == "href" || name == "src" {
        let shown: String = value.chars().take(60).collect();
        let lower = value.get(..20).unwrap_or(value).to_ascii_lowercase();
        let is_picture = matches!(node.tag_name().name(), "image" | "feImage");
        let fine = value.starts_with('#') || is_picture && INNER.iter().any(|kind| lower.starts_with(kind));
        return (!fine).then(|| {
            let help = "a picture holds all that it shows: put that into the file, or take it out";
            (format!("the picture asks for {shown}"), help)
        });
    }
    fetches(value).then(|| (format!("`{name}` asks for another file"), "take the address out of `url(…)`"))
}

/// Whether styles name anything but a part of the same picture. A backslash could spell such a name in another way.
fn fetches(css: &str) -> bool {
    let lower = css.to_ascii_lowercase();
    let styles = ["@import", "@font-face", "image-set", "image(", "src(", "expression(", "-moz-binding"];
    styles.iter().any(|style| lower.contains(style))
        || lower.split("url").skip(1).filter_map(|rest| rest.strip_prefix('(')).any(leads_elsewhere)
        || lower.contains('\\')
}

/// Whether the address in `url(…)` names something outside the picture.
fn leads_elsewhere(address: &str) -> bool {
    !address.trim_start_matches([' ', '"', '\'', '\t', '\n', '\r']).starts_with('#')
}

/// The declaration of an encoding that is not UTF-8: read in it, the same bytes could be another picture.
pub(super) fn other_encoding(svg: &str) -> Option<Range<usize>> {
    let svg_start = svg.strip_prefix('\u{feff}').unwrap_or(svg);
    let declaration = svg_start.strip_prefix("<?xml").and_then(|rest| rest.split("?>").next())?;
    let (_, rest) = declaration.split_once("encoding")?;
    let value = rest.trim_start_matches([' ', '\t', '\n', '\r', '=']);
    let name = value.get(1..)?.split(['"', '\'']).next()?;
    let start = svg.find(name).filter(|_| !name.is_empty()).unwrap_or(0);
    (!name.eq_ignore_ascii_case("utf-8")).then(|| start..start + name.len())
}
