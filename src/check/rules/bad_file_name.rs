//! A file name with characters that a web address, or another system, reads in a way of its own: quotes, `?`, `#`, `%`,
//! backslashes, control characters.
//!
//! Example: `What now?.md`
//!
//! Instead: `what-now.md`
//!
//! Source: RFC 3986, section 2.2.

check!("bad-file-name", Error, "bad_file_name.rs");
