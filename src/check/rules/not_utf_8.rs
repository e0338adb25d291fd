//! A text file in an old encoding.
//!
//! Why it matters: letters such as é or ü would turn into other characters on the page.
//!
//! Instead, save the file as UTF-8. Most editors offer the encoding under "Save as".
//!
//! Source: the WHATWG Encoding Standard: documents are UTF-8.

use super::Run;
pub(super) use crate::base::diagnostic::code::NOT_UTF_8 as CODE;

pub(super) const RUN: Run = Run::Reading;
