//! A waiver that can't be: of a check that guards a patient's safety, or of one that the page can't be read without; a
//! waiver without a reason, or one that nobody answers for.
//!
//! Why it matters: a wrong figure, a wrong phone number or a card that nobody understands does harm, whatever the
//! reason. So checks that are errors unless the site says otherwise can't be waived; those that are warnings can.
//! `carepress explain` lists which is which.
//!
//! Example:
//!
//!     waivers:
//!       - { check: claim-mismatch, reason: the new study says 20 minutes, by: Lead nurse, until: 2027-12-31 }
//!
//! Instead, mend what the check found: here, the claim in `claims.yaml`, for all pages.
//!
//! Source: BMJ 2013;347:f4748: what leaflets that contradict each other do.

use super::{CHECKS, Subject, find};
use crate::diagnostic::{Diagnostic, suggest};
use crate::yaml::Step;

check!("unwaivable", Error, "unwaivable.rs", super::Run::Article(run));

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (index, waiver) in subject.article.front.waivers.iter().enumerate() {
        let mut problem = |key, message: String, help: String| {
            let place = subject.article.field(&[Step::Key("waivers"), Step::Index(index), Step::Key(key)]);
            found.push(Diagnostic::error("unwaivable", message).at(place).help(help));
        };
        let code = waiver.check.as_str();
        match find(code) {
            None => {
                let waivable = CHECKS.iter().filter(|check| check.can_be_waived()).map(|check| check.code);
                problem(
                    "check",
                    format!("`{code}` is not a check"),
                    suggest(code, waivable, "checks that can be waived"),
                );
            }
            Some(check) if !check.can_be_waived() => problem(
                "check",
                format!("`{code}` can't be waived"),
                format!("mend what it finds, and take the waiver out; `carepress explain {code}` says how"),
            ),
            Some(_) => {}
        }
        if waiver.reason.trim().is_empty() {
            problem(
                "reason",
                "this waiver has no reason".to_owned(),
                "say why the check does not apply to this page".to_owned(),
            );
        }
        if waiver.by.trim().is_empty() {
            problem("by", "nobody answers for this waiver".to_owned(), "name a role, such as Lead nurse".to_owned());
        }
    }
    found
}
