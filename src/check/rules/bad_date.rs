//! A date that is not written as year-month-day, or a day that the calendar does not have.
//!
//! Why it matters: reviews are judged by dates. A date that is read wrongly hides an overdue page.
//!
//! Example:
//!
//! ```text
//! next_review: 31 February 2027
//! ```
//!
//! Instead:
//!
//! ```text
//! next_review: 2027-02-28
//! ```
//!
//! Source: ISO 8601.

use super::Run;
pub(super) use crate::base::diagnostic::code::BAD_DATE as CODE;

pub(super) const RUN: Run = Run::Reading;
