//! A line of front matter or of a YAML file that can't be read.
//!
//! Why it matters: nothing below that line is known, so the page can't be built.
//!
//! Example:
//!
//!     title: Myths: what is true
//!
//! Instead, put quotes around text that contains a colon:
//!
//!     title: "Myths: what is true"
//!
//! Other usual causes: a tab at the beginning of a line, a quote that is never closed, no space after a colon.
//!
//! Source: YAML 1.2.2, <https://yaml.org/spec/1.2.2/>

check!("yaml-syntax", Error, "yaml_syntax.rs");
