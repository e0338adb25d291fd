//! HTML in an article.
//!
//! Why it matters: HTML can carry scripts and frames that send a reader's data to others, and it breaks printing, reading
//! aloud and small screens. Articles hold Markdown only.
//!
//! Example:
//!
//! ```text
//! Call us<br>at once, <b>any time</b>.
//! ```
//!
//! Instead:
//!
//! ```text
//! Call us\
//! at once, **any time**.
//! ```
//!
//! Source: OWASP, Cross Site Scripting Prevention.

use super::Run;
pub(super) use crate::base::diagnostic::code::RAW_HTML as CODE;

pub(super) const RUN: Run = Run::Reading;
