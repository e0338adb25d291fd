//! A name before a colon that has no meaning there, such as `titel`.
//!
//! Why it matters: what stands behind it would be left out without a word. Other generators do that.
//!
//! Example:
//!
//!     titel: Feeling tired
//!
//! Instead:
//!
//!     title: Feeling tired
//!
//! Source: the carepress manual, The content model (`docs/manual/content-model.md`).

check!("unknown-key", Error, "unknown_key.rs");
