//! A text file in an old encoding.
//!
//! Why it matters: letters such as é or ü would turn into other signs on the page.
//!
//! Instead, save the file as UTF-8. Most editors offer the encoding under "Save as".
//!
//! Source: the WHATWG Encoding Standard: documents are UTF-8.

check!("not-utf-8", Error, "not_utf_8.rs");
