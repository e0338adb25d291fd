//! A link that is not allowed on a page: `javascript:`, an address that begins with `//`, an unknown scheme.
//!
//! Why it matters: it can run a script in the reader's browser, or lead to another website in disguise.
//!
//! Example:
//!
//! ```text
//! [read more](javascript:show())
//! ```
//!
//! Instead:
//!
//! ```text
//! [read more](https://www.nhs.uk/tests-and-treatments/acupuncture/)
//! ```
//!
//! Allowed are `https:`, `http:`, `mailto:`, paths of files, `#headings`, `claim:`, `term:` and `tel:`.
//!
//! Source: OWASP, Cross Site Scripting Prevention.

use super::link_slips::of_unsafe;
use super::{Run, Subject};
use crate::base::diagnostic::Diagnostic;
pub(super) use crate::base::diagnostic::code::UNSAFE_LINK as CODE;
use crate::content::document::Target;
use crate::site::Broken;

pub(super) const RUN: Run = Run::Article(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (link, broken) in subject.broken_links() {
        if let (Broken::Unsafe, Target::Unsafe(address)) = (broken, &link.target) {
            let span = subject.address_span(&link.span);
            let written = &subject.article.source.text[span.clone()];
            let meant = if written.contains('\\') { subject.moved(&span, written, "") } else { None };
            let help = if address.starts_with("//") {
                format!("write the whole address: https:{address}")
            } else if let Some(help) = of_unsafe(written, false).filter(|_| meant.is_none()) {
                help
            } else if address.contains('\\') {
                meant.as_ref().map_or_else(
                    || format!("write `/` in place of `\\`: {}", written.replace('\\', "/")),
                    |fix| format!("write `/` in place of `\\`: {}", fix.with),
                )
            } else {
                "use https:, mailto:, tel: with a name from site.yaml, or the path of a file".to_owned()
            };
            let shown: String = address.chars().filter(|c| !c.is_control()).take(60).collect();
            found.push(subject.problem(CODE, &span, format!("`{shown}` can't be linked to")).help(help).fix(meant));
        }
    }
    found
}
