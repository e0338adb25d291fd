//! An SVG picture that is more than a drawing: it has a script, a link, a moving part, a piece of a web page, or
//! something that is fetched from elsewhere in it; or it can't be read as SVG at all.
//!
//! Why it matters: an SVG file is a small web page. Whoever opens it by itself would run its script under the clinic's own
//! address, or be seen by another website.
//!
//! Example:
//!
//! ```text
//! <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>steal()</script></svg>
//! ```
//!
//! Instead, export it from your drawing program as "plain" or "optimised" SVG, without scripts, links and linked
//! pictures; or save it as PNG or WebP.
//!
//! Nothing is silently cleaned: what was taken out might have been the meaning of the picture.
//!
//! Source: OWASP, Cross Site Scripting Prevention; SVG Integration (W3C), secure static mode.

mod bounds;
mod rules;

use std::ops::Range;

use super::Run;
use rayon::prelude::*;
use roxmltree::{Document, Error, ParsingOptions};

use crate::base::diagnostic::{Code, Diagnostic, Location, Text};
use crate::disk::source::Asset;
use crate::site::Site;

pub(super) const CODE: Code = Code::error("unsafe-svg");
pub(super) const RUN: Run = Run::Given(run);

/// Most faults to report of one file: in a picture that holds a whole web page, the rest is more of the same.
const MOST: usize = 10;

/// Most elements to read of one file: far beyond any drawing that a phone could show.
const ELEMENTS: u32 = 1_000_000;

fn run(site: &Site) -> Vec<Diagnostic> {
    let pictures = site.assets.par_iter().filter(|asset| {
        let ending = asset.path.rsplit('.').next().unwrap_or_default();
        ending.eq_ignore_ascii_case("svg")
    });
    pictures.flat_map_iter(faults_of).collect()
}

fn faults_of(asset: &Asset) -> Vec<Diagnostic> {
    let Some(bytes) = asset.held() else { return Vec::new() };
    let Ok(text) = std::str::from_utf8(bytes) else {
        let problem = Diagnostic::new(CODE, "the picture is not UTF-8 text").at(Location::file(&asset.path));
        return vec![problem.help(EXPORT)];
    };
    let text = Text::new(asset.path.clone(), text);
    let found = faults(&text.text).into_iter();
    found.map(|fault| Diagnostic::new(CODE, fault.what).at(text.at(fault.range)).help(fault.help)).collect()
}

/// Something that a picture may not hold.
#[derive(Debug)]
struct SvgFault {
    what: String,
    help: &'static str,
    range: Range<usize>,
}

const EXPORT: &str = "export it again as plain SVG, or as PNG";

/// What is wrong with an SVG file, up to [`MOST`] faults.
fn faults(svg: &str) -> Vec<SvgFault> {
    if let Some(range) = rules::other_encoding(svg) {
        let what = "the picture claims to be in another encoding than UTF-8".to_owned();
        return vec![SvgFault { what, help: "save it as UTF-8, or take the first line out", range }];
    }
    if let Some((what, range)) = bounds::fault_of(svg) {
        return vec![SvgFault { what: what.to_owned(), help: "save it as PNG or WebP", range }];
    }
    let options = ParsingOptions { allow_dtd: false, nodes_limit: ELEMENTS, ..ParsingOptions::default() };
    let document = match Document::parse_with_options(svg, options) {
        Ok(document) => document,
        Err(Error::DtdDetected) => {
            let at = svg.find("<!DOCTYPE").unwrap_or(0);
            let range = at..at + svg[at..].find(['>', '[']).map_or(0, |end| end + 1);
            let what = "the picture begins with a document type, which can name other files".to_owned();
            return vec![SvgFault { what, help: "take `<!DOCTYPE …>` out; no browser needs it", range }];
        }
        Err(Error::NodesLimitReached) => {
            let what = "the picture has more parts than a phone can draw".to_owned();
            return vec![SvgFault { what, help: "save it as PNG or WebP", range: 0..0 }];
        }
        Err(error) => {
            let at = offset(svg, error.pos());
            let what = "the picture can't be read as SVG from here on".to_owned();
            return vec![SvgFault { what, help: EXPORT, range: at..at }];
        }
    };
    let mut found = Vec::new();
    let root = document.root_element();
    if root.tag_name().namespace() != Some(rules::SVG) || root.tag_name().name() != "svg" {
        let what = "the file is not an SVG picture".to_owned();
        let help = "its first element is `<svg xmlns=\"http://www.w3.org/2000/svg\">`";
        found.push(SvgFault { what, help, range: start_of(svg, root.range()) });
    }
    for node in document.descendants() {
        if found.len() >= MOST {
            break;
        }
        if let Some((what, help)) = rules::fault_of(&node) {
            found.push(SvgFault { what, help, range: start_of(svg, node.range()) });
        }
        for attribute in node.attributes() {
            if let Some((what, help)) = rules::fault_of_attribute(&node, &attribute) {
                found.push(SvgFault { what, help, range: attribute.range() });
            }
        }
    }
    found.truncate(MOST);
    found
}

/// The start tag of an element.
fn start_of(svg: &str, range: Range<usize>) -> Range<usize> {
    range.start..range.start + svg[range.clone()].find('>').map_or(range.len(), |end| end + 1)
}

/// The byte of a line and a column, which count from 1, the column in characters.
fn offset(text: &str, place: roxmltree::TextPos) -> usize {
    let line = text.split_inclusive('\n').take(place.row as usize - 1).map(str::len).sum::<usize>();
    let rest = text.get(line..).unwrap_or_default();
    line + rest.char_indices().nth(place.col as usize - 1).map_or(rest.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(inside: &str) -> String {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">{inside}</svg>")
    }

    #[test]
    fn drawings_are_welcome() {
        for inside in [
            "<title>A</title><style>.a{fill:url(#b)}</style><g fill=\"#fff\"><path d=\"M0 0\"/></g>",
            "<defs><linearGradient id=\"b\"><stop offset=\"1\"/></linearGradient></defs><use href=\"#b\" xlink:href=\"#b\"/>",
            "<image href=\"data:image/png;base64,AAAA\"/><text font-family=\"a\">1 &lt; 2</text><!-- note -->",
            "<i:view xmlns:i=\"http://www.inkscape.org/namespaces/inkscape\" i:onload=\"1\"><i:grid/></i:view>",
            "<metadata><r:RDF xmlns:r=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"/></metadata>",
        ] {
            assert!(faults(&whole(inside)).is_empty(), "{inside}: {:?}", faults(&whole(inside)));
        }
        assert!(faults(&format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{}", whole(""))).is_empty());
    }

    #[test]
    fn whatever_runs_or_fetches_is_refused() {
        for inside in [
            "<script>x()</script>",
            "<script href=\"x.js\"/>",
            "<g onload=\"x()\"/>",
            "<g ONCLICK=\"x()\"/>",
            "<foreignObject><p/></foreignObject>",
            "<h:script xmlns:h=\"http://www.w3.org/1999/xhtml\">x()</h:script>",
            "<h:img xmlns:h=\"http://www.w3.org/1999/xhtml\" src=\"x\"/>",
            "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"/>",
            "<a href=\"javascript:x()\"><text>y</text></a>",
            "<a xlink:href=\"https://evil.example/\"/>",
            "<set attributeName=\"href\" to=\"javascript:x()\"/>",
            "<animate attributeName=\"href\" values=\"javascript:x()\"/>",
            "<use href=\"https://evil.example/x.svg#a\"/>",
            "<use href=\"data:image/svg+xml,x#a\"/>",
            "<use xlink:href=\" //evil.example/x.svg#a\"/>",
            "<image href=\"https://evil.example/x.png\"/>",
            "<image href=\"data:image/svg+xml,x\"/>",
            "<feImage href=\"/x.png\"/>",
            "<style>@import 'x.css';</style>",
            "<style>@\\69mport 'x.css';</style>",
            "<style>.a{fill:url(https://evil.example/x)}</style>",
            "<style>.a{fill:URL( 'x' )}</style>",
            "<style>.a{background:image-set('x' 1x)}</style>",
            "<style><![CDATA[@import 'x']]></style>",
            "<style>.a{fill:u<!-- -->rl(x)}</style>",
            "<style><g>.a{fill:url(x)}</g></style>",
            "<g style=\"fill:url(x)\"/>",
            "<g fill=\"url(//evil.example/#a)\"/>",
            "<g fill=\"url(#a) url(x)\"/>",
            "<g mask=\"url(&quot;x&quot;)\"/>",
            "<g xml:base=\"https://evil.example/\"/>",
            "<?xml-stylesheet href=\"x.css\"?>",
            "<handler/>",
            "<iframe src=\"x\"/>",
            "<audio src=\"x\"/>",
            "<unknown/>",
        ] {
            assert!(!faults(&whole(inside)).is_empty(), "{inside}");
        }
        for file in [
            "<!DOCTYPE svg SYSTEM \"file:///etc/passwd\"><svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_owned(),
            "<!DOCTYPE svg [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]><svg xmlns=\"http://www.w3.org/2000/svg\">&b;</svg>"
                .to_owned(),
            "<?xml-stylesheet href=\"x\"?>".to_owned() + &whole(""),
            "<?xml version='1.0' encoding='Shift_JIS'?>".to_owned() + &whole(""),
            "<svg/>".to_owned(),
            "<html xmlns=\"http://www.w3.org/1999/xhtml\"/>".to_owned(),
            "<svg xmlns=\"http://www.w3.org/2000/svg\">".to_owned(),
            whole("&nbsp;"),
            String::new(),
            "GIF89a".to_owned(),
        ] {
            assert!(!faults(&file).is_empty(), "{file}");
        }
    }

    fn nested(n: usize) -> String {
        whole(&("<g>".repeat(n) + &"</g>".repeat(n)))
    }

    #[test]
    fn nesting_and_size_cost_no_more_than_reading() {
        assert!(faults(&nested(900)).is_empty());
        assert!(!faults(&nested(100_000)).is_empty());
        assert!(!faults(&whole(&"<style>".repeat(900))).is_empty());
        assert!(!faults(&"<svg><g>".repeat(100_000)).is_empty());
    }
}
