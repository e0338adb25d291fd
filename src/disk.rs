//! All that touches files: what reads a site, what writes one, and what changes sources for its editors.

pub(super) mod create;
pub mod edit;
pub mod folder;
pub mod output;
pub mod source;
