//! A phone number in `site.yaml` that is kept for books and films, on a site that is not marked as a sample.
//!
//! Why it matters: patients who call it reach nobody.
//!
//! Example:
//!
//! ```text
//! phones:
//!   en: { clinic: "+44 20 7946 0018", emergency: "999" }
//! ```
//!
//! Instead, write the clinic's own number. A sample site, which only shows what such a site looks like, says so here, and
//! then each of its pages says so too:
//!
//! ```text
//! sample: true
//! ```
//!
//! Source: the lists of those who keep such numbers: Ofcom, Bundesnetzagentur, Arcep, ACMA, NANPA and the Irish
//! regulator. The ranges are in `src/base/phone/fiction.txt`.

use super::Run;
use super::numbers::{Numbers, is_open};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::phone::kept_for_fiction;
use crate::site::Site;

pub(super) const CODE: Code = Code::error("fiction-number");
pub(super) const RUN: Run = Run::Given(run);

fn run(site: &Site) -> Vec<Diagnostic> {
    if site.config.sample {
        return Vec::new();
    }
    let mut found = Vec::new();
    for numbers in Numbers::of_all(&site.config) {
        for number in numbers.iter() {
            let Some(keeper) = kept_for_fiction(number.number) else { continue };
            let place = numbers.place(number);
            if is_open(&place) {
                continue;
            }
            let message = format!(
                "`{}` is \"{}\", which is kept for books and films ({keeper}) and reaches nobody",
                number.name, number.number
            );
            let help =
                "write the real number; in a site that is only a sample, add the line `sample: true` to site.yaml";
            found.push(Diagnostic::new(CODE, message).at(place).help(help));
        }
    }
    found
}
