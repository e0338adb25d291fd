//! A line of front matter or of a YAML file that can't be read, or that would be read differently from what was meant.
//!
//! Why it matters: nothing below that line is known, so the page can't be built.
//!
//! Example:
//!
//! ```text
//! title: Myths: what is true
//! ```
//!
//! Instead, put quotes around text that contains a colon:
//!
//! ```text
//! title: "Myths: what is true"
//! ```
//!
//! Other usual causes: a tab at the beginning of a line, a quote that is never closed, no space after a colon, curly quotes
//! around a text.
//!
//! What follows a `#` is a note to yourselves, and no reader sees it. After a text without quotes, leave two spaces before
//! the `#` and one after it. `title: Point #3` would silently become "Point", so it is an error:
//!
//! ```text
//! title: "Point #3"
//! title: Point three  # the team's own number
//! ```
//!
//! Source: YAML 1.2.2, <https://yaml.org/spec/1.2.2/>

use super::Run;
pub(super) use crate::base::diagnostic::code::YAML_SYNTAX as CODE;

pub(super) const RUN: Run = Run::Reading;
