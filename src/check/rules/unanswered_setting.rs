//! A line of `site.yaml` that `carepress init` left to be filled in, and that nobody has filled in.
//!
//! Why it matters: it has no real value: a name that is not the clinic's, a number that reaches nobody. Patients would
//! call it.
//!
//! Example:
//!
//! ```text
//! name: "Name of the clinic" # TO FILL IN: the name of the clinic
//! ```
//!
//! Instead, write the answer, and take the note out:
//!
//! ```text
//! name: "Riverside Clinic"
//! ```
//!
//! `carepress serve` shows the site all the same.
//!
//! Source: NHS digital service manual, content guide: publish what is finished.

use memchr::memmem;

use super::numbers::is_open;
use super::{Run, TO_FILL_IN};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::yaml::{Places, Step};
use crate::site::Site;

pub(super) const CODE: Code = Code::error("unanswered-setting");
pub(super) const RUN: Run = Run::Given(run);

/// Placeholders for the name of a clinic, in lower case, in each language of the starters.
const NO_NAMES: [&str; 7] = [
    "name of the clinic",
    "name der klinik",
    "name der praxis",
    "nombre de la clínica",
    "nome da clínica",
    "nome do consultório",
    "اسم العيادة",
];

fn run(site: &Site) -> Vec<Diagnostic> {
    let source = &site.config.source;
    let mut found: Vec<Diagnostic> = memmem::find_iter(source.text.as_bytes(), TO_FILL_IN)
        .map(|at| {
            Diagnostic::new(CODE, "this line is still to be filled in")
                .at(source.at(at..at + TO_FILL_IN.len()))
                .help("write what is asked for, and take out the words `TO FILL IN` with all that follows them")
        })
        .collect();
    if !site.config.sample && NO_NAMES.contains(&site.config.name.trim().to_lowercase().as_str()) {
        let place = source.at(Places::of(&source.text).locate(&[Step::Key("name")]));
        if !is_open(&place) {
            let message = format!("\"{}\" is not the name of a clinic", site.config.name.trim());
            let help = "write the name of yours, as it is to appear on every page";
            found.push(Diagnostic::new(CODE, message).at(place).help(help));
        }
    }
    found
}
