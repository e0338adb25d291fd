//! An SVG drawing that does not say how wide and how high it is.
//!
//! Why it matters: the page can't reserve room for it. When the picture arrives, the text jumps under the reader's eyes
//! or finger.
//!
//! Example:
//!
//! ```text
//! <svg xmlns="http://www.w3.org/2000/svg">
//! ```
//!
//! Instead:
//!
//! ```text
//! <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200" width="320" height="200">
//! ```
//!
//! Source: Cumulative Layout Shift, <https://web.dev/articles/cls>; HTML Living Standard, dimension attributes.

use super::Run;
use crate::base::diagnostic::{Code, Diagnostic, Location};
use crate::site::Site;

pub(super) const CODE: Code = Code::error("unsized-picture");
pub(super) const RUN: Run = Run::Given(run);

fn run(site: &Site) -> Vec<Diagnostic> {
    let unsized_pictures = super::pictures(site).filter(|picture| picture.size.is_none() && !picture.is_refused());
    unsized_pictures
        .map(|picture| {
            Diagnostic::new(CODE, "the picture does not say how wide and how high it is")
                .at(Location::file(&picture.path))
                .help("give the <svg> tag a width and a height, or a viewBox")
        })
        .collect()
}
