//! An emergency number in `site.yaml` that does not call for help in the country of the clinic.
//!
//! Why it matters: it is on every red card and at the foot of every page. Whoever calls it in an emergency has to reach
//! help at once.
//!
//! Example:
//!
//! ```text
//! phones:
//!   en: { clinic: "+44 300 311 22 33", emergency: "911" }
//! ```
//!
//! Instead:
//!
//! ```text
//! phones:
//!   en: { clinic: "+44 300 311 22 33", emergency: "999" }
//! ```
//!
//! The country is known by the code of the clinic's number. If the list does not have a new number yet, and somebody has
//! called it to be sure, a line in `site.yaml` makes this a warning: `checks: { emergency-number: warning }`. Mobile
//! phones know 112 in every country, and so it is allowed.
//!
//! Source: Google's libphonenumber 9.0.35 of 16 July 2026, emergency numbers of each country, which follow Wikipedia's
//! list; for 112, 3GPP TS 22.101, 10.1.

use super::Run;
use super::numbers::Numbers;
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::phone::emergency_fault;
use crate::site::Site;

pub(super) const CODE: Code = Code::error("emergency-number");
pub(super) const RUN: Run = Run::Given(run);

fn run(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for numbers in Numbers::of_all(&site.config) {
        let Some(emergency) = numbers.iter().find(|number| number.name == "emergency") else { continue };
        if let Some(fault) = emergency_fault(emergency.number, numbers.of_known_country()) {
            let message = format!("`emergency` is \"{}\", which {}", emergency.number, fault.message);
            found.push(Diagnostic::new(CODE, message).at(numbers.place(emergency)).help(fault.help));
        }
    }
    found
}
