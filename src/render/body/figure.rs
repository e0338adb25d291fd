//! Pictures: files of the site, and icon arrays, which are drawn from a claim so that picture and number can't differ.

use std::fmt::Write as _;

use pulldown_cmark_escape::escape_html;

use super::Writer;
use crate::base::address::Address;
use crate::content::document::Image;
use crate::site::Destination;

/// Dots in a row, and from the middle of one to the next, in the picture's own units.
const ROW: u32 = 10;
const STEP: u32 = 20;

/// How wide a page shows a picture on its own, and one within a line: as the stylesheet does.
const IN_FIGURE: &str = "(max-width: 29rem) 100vw, 26rem";
pub(super) const IN_LINE: &str = "(max-width: 43rem) 100vw, 40rem";

impl Writer<'_> {
    /// A picture on its own, with its caption. An icon array without one is explained by its own words, since the
    /// dots alone state nothing to those who see them.
    pub(super) fn figure(&mut self, image: &Image<'_>) {
        self.cited_in_run.clear();
        let claim = match self.site.resolve(self.article, &image.target) {
            Ok(Destination::Claim(_, claim)) => Some(claim),
            _ => None,
        };
        self.out.push_str(if claim.is_some() { "<figure class=\"icon-array\">" } else { "<figure>" });
        self.image(image, IN_FIGURE);
        let caption = match (image.caption.as_ref(), claim) {
            ("", Some(_)) => image.alt.as_str(),
            (caption, _) => caption,
        };
        if !caption.is_empty() {
            self.out.push_str("<figcaption>");
            self.text(caption);
            if let Some(claim) = claim {
                self.cite(claim);
            }
            self.out.push_str("</figcaption>");
        }
        self.out.push_str("</figure>\n");
    }

    /// A picture; `sizes` is how wide a page shows it, as HTML says so, by which a browser chooses one of its files.
    pub(super) fn image(&mut self, image: &Image<'_>, sizes: &str) {
        let asset = match self.site.resolve(self.article, &image.target) {
            Ok(Destination::Claim(_, claim)) => {
                if let Some((part, whole)) = claim.people() {
                    self.icon_array(part, whole, &image.alt);
                }
                return;
            }
            Ok(Destination::Asset(asset)) => asset,
            _ => return,
        };
        self.out.push_str("<img src=\"");
        self.href(&self.address_of(&Address::file(&asset.address), None));
        if let (Some(smaller), Some((width, _))) = (&asset.smaller, asset.size) {
            self.out.push_str("\" srcset=\"");
            self.href(&self.address_of(&Address::file(&smaller.address), None));
            let _ = write!(self.out, " {}w, ", smaller.width);
            self.href(&self.address_of(&Address::file(&asset.address), None));
            let _ = write!(self.out, " {width}w\" sizes=\"{sizes}");
        }
        self.out.push_str("\" alt=\"");
        let _ = escape_html(&mut self.out, &image.alt);
        self.out.push('"');
        if let Some((width, height)) = asset.size {
            let _ = write!(self.out, " width=\"{width}\" height=\"{height}\"");
        }
        self.out.push_str(" loading=\"lazy\">");
    }

    /// One dot for each person, the first ones filled. A dot is a line without length and with round ends, for such a
    /// line keeps its shape on paper and takes a few bytes.
    fn icon_array(&mut self, part: u32, whole: u32, alt: &str) {
        let (width, height) = (whole.min(ROW) * STEP, whole.div_ceil(ROW) * STEP);
        let _ = write!(
            self.out,
            "<svg viewBox=\"0 0 {width} {height}\" width=\"{}\" height=\"{}\" role=\"img\" aria-label=\"",
            width * 7 / 5,
            height * 7 / 5
        );
        let _ = escape_html(&mut self.out, alt);
        let (filled, open) = (dots(0, part), dots(part, whole));
        self.out.push_str("\">");
        for (class, stroke, path) in [("no", 17, &open), ("hole", 12, &open), ("yes", 17, &filled)] {
            if !path.is_empty() {
                let _ = write!(self.out, "<path class=\"{class}\" stroke-width=\"{stroke}\" d=\"{path}\"/>");
            }
        }
        self.out.push_str("</svg>");
    }
}

/// The dots from one number to before another, row by row.
fn dots(from: u32, to: u32) -> String {
    let mut path = String::new();
    for dot in from..to {
        if dot == from || dot % ROW == 0 {
            let _ = write!(path, "M{} {}h0", dot % ROW * STEP + STEP / 2, dot / ROW * STEP + STEP / 2);
        } else {
            let _ = write!(path, "m{STEP} 0h0");
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::dots;

    #[test]
    fn there_are_as_many_dots_as_people() {
        let count = |path: String| path.matches("h0").count();
        assert_eq!((count(dots(0, 24)), count(dots(24, 100))), (24, 76));
        assert_eq!((count(dots(0, 0)), count(dots(0, 10)), count(dots(7, 7))), (0, 10, 0));
        assert_eq!(dots(9, 12), "M190 10h0M10 30h0m20 0h0");
    }
}
