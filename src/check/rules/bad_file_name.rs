//! A file name with characters that a web address, or another system, reads in a way of its own: quotes, `?`, `#`, `%`,
//! backslashes, control characters.
//!
//! Example: `What now?.md`
//!
//! Instead: `what-now.md`
//!
//! Source: RFC 3986, section 2.2.

use super::Run;
pub(super) use crate::base::diagnostic::code::BAD_FILE_NAME as CODE;

pub(super) const RUN: Run = Run::Reading;
