//! A text that is larger than anybody writes: an article of more than 6 MB, or with 100,000 list items; front matter, a
//! template or `site.yaml` of more than 250 kB; `claims.yaml`, `glossary.yaml` or `sources.yaml` of more than 4 MB. It is
//! not read, or not to its end.
//!
//! Why it matters: no patient reads a million words, and no page of them would load. A text of any size would let one
//! file, copied in by mistake or in bad faith, take all the memory of the computer that builds the site.
//!
//! Instead, split an article into several, and keep pictures and documents in files of their own.
//!
//! Source: CWE-770, allocation of resources without limits.

use super::Run;
pub(super) use crate::base::diagnostic::code::TOO_LARGE as CODE;

pub(super) const RUN: Run = Run::Reading;
