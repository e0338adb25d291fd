//! A waiver that is not allowed: of a check that guards a patient's safety, or without which the page can't be read; a
//! waiver without a reason, or one that nobody answers for.
//!
//! Why it matters: a wrong figure, a wrong phone number or a card that nobody understands does harm, whatever the
//! reason. So checks that are errors unless the site says otherwise can't be waived; those that are warnings can.
//! `carepress explain` lists which is which.
//!
//! Example:
//!
//! ```text
//! waivers:
//!   - { check: claim-mismatch, reason: the new study says 20 minutes, by: Lead nurse, until: 2027-12-31 }
//! ```
//!
//! A banned phrase that has a harmless sense in its sentence does no harm: `words` names the exact words that are allowed,
//! as `carepress explain banned-phrase` shows. A promise about a treatment is never allowed.
//!
//! Instead, fix what the check found: here, the claim in `claims.yaml`, for all pages.
//!
//! Source: BMJ 2013;347:f4748: what leaflets that contradict each other do.

use super::{CHECKS, Run, Subject, find};
use crate::base::diagnostic::{Code, Diagnostic, suggest};
use crate::base::yaml::Step;
use crate::content::article::Waiver;
use crate::prose::Tokens;

pub(super) const CODE: Code = Code::error("unwaivable");
pub(super) const RUN: Run = Run::Article(run);

/// What is wrong with a waiver: the key of the line, a message and a help.
type WaiverFault = (&'static str, String, String);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (index, waiver) in subject.article.front.waivers.iter().enumerate() {
        let faults = [check_fault(subject, waiver), reason_fault(waiver), role_fault(waiver)];
        for (key, message, help) in faults.into_iter().flatten() {
            let place = subject.article.field(&[Step::Key("waivers"), Step::Index(index), Step::Key(key)]);
            found.push(Diagnostic::new(CODE, message).at(place).help(help));
        }
    }
    found
}

fn check_fault(subject: &Subject<'_>, waiver: &Waiver) -> Option<WaiverFault> {
    let code = waiver.check.as_str();
    match find(code) {
        None => {
            let waivable = CHECKS.iter().filter(|check| check.can_be_waived()).map(|check| check.code.as_str());
            let help = suggest(code, waivable, "checks that can be waived");
            Some(("check", format!("`{code}` is not a check"), help))
        }
        Some(check) if check.lets_words_through() => words_fault(subject, code, waiver.words.as_deref()),
        Some(_) if waiver.words.is_some() => Some((
            "words",
            format!("`{code}` is waived for a whole page, not for some of its words"),
            "take this line out; it is for `banned-phrase`".to_owned(),
        )),
        Some(check) if !check.can_be_waived() => Some((
            "check",
            format!("`{code}` can't be waived"),
            format!("fix what it finds, and take the waiver out; `carepress explain {code}` says how"),
        )),
        Some(_) => None,
    }
}

/// What is wrong with the words that a waiver names, for a check that is waived in this way.
fn words_fault(subject: &Subject<'_>, code: &str, words: Option<&str>) -> Option<WaiverFault> {
    let Some(words) = words else {
        return Some((
            "check",
            format!("`{code}` can't be waived for a whole page"),
            "name the exact words that have a harmless sense, such as `words: guaranteed sick leave`".to_owned(),
        ));
    };
    let named = Tokens::of(words);
    if named.len() < 2 {
        return Some((
            "words",
            format!("\"{words}\" alone does not show its sense"),
            "write it with the words around it, such as `guaranteed sick leave`".to_owned(),
        ));
    }
    let mut named = (0..named.len()).map(|index| named.lower(index));
    let treatment = named.find(|word| subject.lists.treatments.contains(*word))?;
    Some((
        "words",
        format!("a promise about a treatment can't be allowed: \"{treatment}\""),
        "take the promise out of the text, and this waiver as well".to_owned(),
    ))
}

fn reason_fault(waiver: &Waiver) -> Option<WaiverFault> {
    waiver.reason.trim().is_empty().then(|| {
        let help = "say why the check does not apply to this page";
        ("reason", "this waiver has no reason".to_owned(), help.to_owned())
    })
}

fn role_fault(waiver: &Waiver) -> Option<WaiverFault> {
    waiver.by.trim().is_empty().then(|| {
        let help = "name a role, such as Lead nurse";
        ("by", "nobody answers for this waiver".to_owned(), help.to_owned())
    })
}
