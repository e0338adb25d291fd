//! A waiver that can't be: of a check that guards a patient's safety, or of one that the page can't be read without; a
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
//! A banned phrase that has a harmless sense where it stands is no harm: `words` names the very words that are let through,
//! as `carepress explain banned-phrase` shows. A promise of a treatment is never let through.
//!
//! Instead, mend what the check found: here, the claim in `claims.yaml`, for all pages.
//!
//! Source: BMJ 2013;347:f4748: what leaflets that contradict each other do.

use super::{CHECKS, Run, Subject, find};
use crate::base::diagnostic::{Code, Diagnostic, suggest};
use crate::base::yaml::Step;
use crate::prose::Words;

pub(super) const CODE: Code = Code::error("unwaivable");
pub(super) const RUN: Run = Run::Article(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (index, waiver) in subject.article.front.waivers.iter().enumerate() {
        let mut problem = |key, message: String, help: String| {
            let place = subject.article.field(&[Step::Key("waivers"), Step::Index(index), Step::Key(key)]);
            found.push(Diagnostic::new(CODE, message).at(place).help(help));
        };
        let code = waiver.check.as_str();
        match find(code) {
            None => {
                let waivable = CHECKS.iter().filter(|check| check.can_be_waived()).map(|check| check.code.as_str());
                problem(
                    "check",
                    format!("`{code}` is not a check"),
                    suggest(code, waivable, "checks that can be waived"),
                );
            }
            Some(check) if check.lets_words_through() => match waiver.words.as_deref() {
                None => problem(
                    "check",
                    format!("`{code}` can't be waived for a whole page"),
                    "name the very words that have a harmless sense, such as `words: guaranteed sick leave`".to_owned(),
                ),
                Some(words) => {
                    let words_of = Words::of(words);
                    let named = (0..words_of.len()).map(|index| words_of.lower(index));
                    if words_of.len() < 2 {
                        problem(
                            "words",
                            format!("\"{words}\" alone does not say in what sense it stands"),
                            "write it with the words beside it, such as `guaranteed sick leave`".to_owned(),
                        );
                    } else if let Some(treatment) =
                        named.into_iter().find(|word| subject.lists.treatments.contains(*word))
                    {
                        problem(
                            "words",
                            format!("what is promised of a treatment can't be let through: \"{treatment}\""),
                            "take the promise out of the text, and this waiver as well".to_owned(),
                        );
                    }
                }
            },
            Some(_) if waiver.words.is_some() => problem(
                "words",
                format!("`{code}` is waived for a page, and not for words of it"),
                "take this line out; it is for `banned-phrase`".to_owned(),
            ),
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
