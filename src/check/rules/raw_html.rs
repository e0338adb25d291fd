//! HTML in an article.
//!
//! Why it matters: HTML can carry scripts and frames that send a reader's data to others, and it breaks printing, reading
//! aloud and small screens. Articles hold Markdown only.
//!
//! Example:
//!
//!     Call us<br>at once, <b>any time</b>.
//!
//! Instead:
//!
//!     Call us\
//!     at once, **any time**.
//!
//! Source: OWASP, Cross Site Scripting Prevention.

check!("raw-html", Error, "raw_html.rs");
