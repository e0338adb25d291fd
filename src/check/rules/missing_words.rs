//! A language of the site for which there are no template words.
//!
//! Why it matters: labels such as "Immediate action required" would not be in the language of the page.
//!
//! Instead, copy `templates/words/en.yaml` to `templates/words/CODE.yaml` and translate it. No template has to change.
//!
//! Source: WCAG 2.2, 3.1.1 Language of Page.

use super::Run;
pub(super) use crate::base::diagnostic::code::MISSING_WORDS as CODE;

pub(super) const RUN: Run = Run::Reading;
