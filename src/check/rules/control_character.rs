//! A control character, which controls a machine and shows nothing: a null, an escape, a form feed. Tabs and line ends are
//! fine.
//!
//! Why it matters: no page may hold one. Browsers drop it or put a box in its place, and a word can fall apart.
//!
//! Example: a text that was copied from a PDF file or a database, with invisible characters in it.
//!
//! Instead, delete the character at the place that is reported, and type the words around it again.
//!
//! Source: HTML Living Standard, 13.2.3.5, preprocessing the input stream.

use super::{Run, WrittenPage};
pub(super) use crate::base::diagnostic::code::CONTROL_CHARACTER as CODE;
use crate::base::diagnostic::{Diagnostic, Location, first_control};

pub(super) const RUN: Run = Run::Page(run);

/// Those typed as they are were found while files were read; here, those that YAML writes as `"\\0"`.
fn run(page: &WrittenPage<'_>) -> Vec<Diagnostic> {
    let Some(at) = first_control(page.html) else { return Vec::new() };
    let code = page.html[at];
    vec![
        Diagnostic::new(CODE, format!("the page as it is written has a control character ({code:02X}) in it"))
            .at(Location::file(page.source))
            .help(format!("look for `\\x{code:02X}`, `\\u{code:04X}` or `\\0` between double quotes, and take it out")),
    ]
}
