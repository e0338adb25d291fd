//! A file of a kind that does not belong in its folder, or a template that no page uses.
//!
//! Why it matters: it would be ignored, and somebody would wonder why it is not on the site.
//!
//! Example: `content/notes.docx`
//!
//! Instead: articles end in `.md`; pictures in `.svg`, `.png`, `.jpg`, `.webp` or `.gif`; everything else that is to be
//! published goes into `static/`. A template has the name of the one that it replaces, such as `templates/article.html`,
//! or a name that another template gives in `{% include "NAME" %}` or `{% extends "NAME" %}`.
//!
//! Source: the carepress manual, The content model (`docs/manual/content-model.md`).

use super::Run;
pub(super) use crate::base::diagnostic::code::UNKNOWN_FILE as CODE;

pub(super) const RUN: Run = Run::Reading;
