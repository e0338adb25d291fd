//! A link to a phone number that `site.yaml` does not hold in this language, or a number typed into a link.
//!
//! Why it matters: a number that is typed on many pages is wrong on some of them one day. So it is kept once, in
//! `site.yaml`.
//!
//! Example:
//!
//! ```text
//! [call us](tel:+442079460018)
//! ```
//!
//! Instead:
//!
//! ```text
//! [call us](tel:clinic)
//! ```
//!
//! Source: NHS digital service manual: contact details and emergency numbers are data, not prose.

use super::{Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::content::document::Target;
use crate::site::Broken;

pub(super) const CODE: Code = Code::error("unknown-phone");
pub(super) const RUN: Run = Run::Article(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (link, broken) in subject.broken_links() {
        if let (Broken::NoPhone, Target::Phone(id)) = (broken, &link.target) {
            let language = &subject.article.place.language;
            let place = subject.address_span(&link.span);
            let message = format!("site.yaml has no phone number called `{id}` in `{language}`");
            let known = subject.site.known();
            if let Some(name) = known.phone_of_digits(language, id) {
                let help = format!("this number is in site.yaml: write `tel:{name}`");
                let fix = subject.rename(&place, id, Some(name));
                found.push(subject.problem(CODE, &place, message).help(help).fix(fix));
                continue;
            }
            let known = known.phones(language);
            let fix = subject.rename(&place, id, known.same_letters(id).map(String::as_str));
            let help = known.suggest(id, "numbers");
            found.push(subject.problem(CODE, &place, message).help(help).fix(fix));
        }
    }
    found
}
