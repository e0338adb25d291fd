//! All that touches files: what reads a site, what writes one, and what changes sources for its editors.

#![allow(clippy::disallowed_methods, reason = "this is the wing that touches files")]

pub(super) mod create;
pub mod edit;
pub(crate) mod folder;
pub mod output;
pub mod source;
