//! The contact for reporting a vulnerability in the site, `security` in `site.yaml`, that is out of date, will be within
//! 30 days, or is valid for longer than a year.
//!
//! Why it matters: whoever finds a vulnerability looks in `/.well-known/security.txt` for whom to tell. After its last day
//! they must not rely on it, and the vulnerability remains, or everybody is told about it.
//!
//! Example, built in 2027:
//!
//! ```text
//! security:
//!   contact: ["mailto:security@clinic.example"]
//!   expires: 2026-12-31
//! ```
//!
//! Instead, ask whether the address is still read, and set a day within the next year:
//!
//! ```text
//! security:
//!   contact: ["mailto:security@clinic.example"]
//!   expires: 2027-11-30
//! ```
//!
//! Source: RFC 9116, A File Format to Aid in Security Vulnerability Disclosure, 2.5.5 and 5.3.

use super::Run;
use crate::base::diagnostic::{Code, Diagnostic};
use crate::site::Site;

pub(super) const CODE: Code = Code::warning("security-contact");
pub(super) const RUN: Run = Run::Given(run);

/// How many days before the last one it is reported.
const SOON: i64 = 30;

fn run(site: &Site) -> Vec<Diagnostic> {
    let Some(security) = &site.config.security else { return Vec::new() };
    let today = site.config.today;
    let last = site.words[site.config.default_language()].date(security.expires);
    let message = if security.expires <= today {
        format!("the contact for reporting vulnerabilities expired on {last}")
    } else if security.expires <= today.plus_days(SOON) {
        format!("the contact for reporting vulnerabilities expires on {last}")
    } else if security.expires > today.plus_years(1) {
        format!("the contact for reporting vulnerabilities is valid until {last}, which is more than a year")
    } else {
        return Vec::new();
    };
    let help = format!(
        "ask whether the address is still read, and set `expires` to a day within a year, such as {}",
        today.plus_days(330)
    );
    vec![Diagnostic::new(CODE, message).at(security.place.clone()).help(help)]
}
