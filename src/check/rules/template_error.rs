//! A mistake in one of the site's own templates.
//!
//! Why it matters: the pages that use it can't be built.
//!
//! Example:
//!
//! ```text
//! {{ tilte }}
//! ```
//!
//! Instead:
//!
//! ```text
//! {{ title }}
//! ```
//!
//! A template that takes too much for one page is a mistake as well: more than 300,000 rounds of its loops, 64 MB of text,
//! or 16 MB in variables.
//!
//! The message names the template, the line, the column, and the article that was being rendered.
//!
//! Source: Tera, <https://keats.github.io/tera/>

use super::Run;
pub(super) use crate::base::diagnostic::code::TEMPLATE_ERROR as CODE;

pub(super) const RUN: Run = Run::Reading;
