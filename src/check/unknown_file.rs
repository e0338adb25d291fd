//! A file of a kind that has no place in the folder where it stands.
//!
//! Why it matters: it would be passed over, and somebody would wonder why it is not on the site.
//!
//! Example: `content/notes.docx`
//!
//! Instead: articles end in `.md`; pictures in `.svg`, `.png`, `.jpg`, `.webp` or `.gif`; everything else that is to be
//! published goes into `static/`.
//!
//! Source: the content model in the README.

check!("unknown-file", Error, "unknown_file.rs");
