//! A phone number in `site.yaml` that does not reach anybody as it is written: it has no country code, it has a `(0)`, too
//! few digits or too many, or it is an emergency number under the clinic's name.
//!
//! Why it matters: a link dials the number as it is written. A phone that dials the 0 of `+44 (0)20` along with the rest
//! reaches nobody, and neither does a traveller's phone without the country code.
//!
//! Example:
//!
//! ```text
//! phones:
//!   en: { clinic: "+44 (0)300 311 22 33", emergency: "999" }
//! ```
//!
//! Instead:
//!
//! ```text
//! phones:
//!   en: { clinic: "+44 300 311 22 33", emergency: "999" }
//! ```
//!
//! Short numbers of services that are the same all over a country, such as 116 117, are fine, but not under the name
//! `clinic`.
//!
//! Source: ITU-T E.123, Notation for national and international telephone numbers, 2.1 and 7.2; for the lengths, Google's
//! libphonenumber 9.0.35.

use super::Run;
use super::numbers::Numbers;
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::phone::{FEWEST_DIGITS, clinic_fault, digits, fault, is_international};
use crate::site::Site;

pub(super) const CODE: Code = Code::error("phone-number");
pub(super) const RUN: Run = Run::Given(run);

fn run(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for numbers in Numbers::of_all(&site.config) {
        for number in numbers.iter() {
            let is_service = !is_international(number.number) && digits(number.number).len() < FEWEST_DIGITS;
            let fault = match number.name {
                // It is judged by itself.
                "emergency" => None,
                "clinic" => clinic_fault(number.number, numbers.language),
                _ if is_service => None,
                _ => fault(number.number, numbers.language),
            };
            if let Some(fault) = fault {
                let message = format!("`{}` is \"{}\", which {}", number.name, number.number, fault.message);
                found.push(Diagnostic::new(CODE, message).at(numbers.place(number)).help(fault.help));
            }
        }
    }
    found
}
