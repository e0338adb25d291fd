//! Words that are struck out, between tildes.
//!
//! Why it matters: hardly any screen reader says that words are struck out. People hear "Do not wait" although "not" was
//! struck out, and in a poor print the line is easily missed.
//!
//! Example:
//!
//! ```text
//! Do ~~not~~ wait until the morning.
//! ```
//!
//! Instead, leave the words out:
//!
//! ```text
//! Do call before the morning.
//! ```
//!
//! In place of `~` for "about", write the word: `about 10 minutes`. Figures below the line are characters of their own:
//! CO₂, H₂O.
//!
//! Source: WCAG 2.2, 1.3.1 Info and Relationships: what the look of words says has to be in the words as well.

use super::Run;
pub(super) use crate::base::diagnostic::code::STRUCK_OUT_WORDS as CODE;

pub(super) const RUN: Run = Run::Reading;
