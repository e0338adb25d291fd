//! A value of the wrong sort: text where a number is needed, one text where a list is needed, nothing where text is needed.
//!
//! Example:
//!
//!     order: soon
//!     topics: pain
//!
//! Instead:
//!
//!     order: 3
//!     topics: [pain]
//!
//! Source: the carepress manual, The content model (`docs/manual/content-model.md`).

check!("wrong-type", Error, "wrong_type.rs");
