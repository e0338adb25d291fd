//! Numbers of people on one page that are counted out of different totals: "1 in 10" here and "24 in 100" there.
//!
//! Why it matters: to see which is more, the reader has to calculate. Many take "1 in 100" for more than "1 in 10",
//! because 100 is more than 10.
//!
//! Example:
//!
//! ```text
//! 1 in 10 people get a bruise. 24 in 100 people feel tired.
//! ```
//!
//! Instead:
//!
//! ```text
//! 10 in 100 people get a bruise. 24 in 100 people feel tired.
//! ```
//!
//! What is much rarer can't be counted in hundreds. So totals above 1,000 are only compared with one another. The words of
//! claims count as they are printed.
//!
//! Source: CDC Clear Communication Index, item 17; PEMAT, item 7.

use super::{Run, Subject};
use crate::base::diagnostic::Diagnostic;
pub(super) use crate::base::diagnostic::code::MIXED_DENOMINATORS as CODE;
use crate::prose::quantities::Ratio;
use crate::site::reading::Unit;

pub(super) const RUN: Run = Run::Article(run);

/// Largest total that a page may be expected to count all its usual numbers in.
const USUAL: u64 = 1_000;

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    // For each of the two sizes of totals: the first one on the page, and those that were reported already.
    let mut first: [Option<(&Unit<'_>, &Ratio)>; 2] = [None, None];
    let mut reported = std::collections::HashSet::new();
    let mut found = Vec::new();
    for unit in subject.reading.all().filter(|unit| unit.has_numbers()) {
        for ratio in (0..unit.sentences.len()).flat_map(|sentence| subject.reading.ratios(unit, sentence)) {
            let size = usize::from(ratio.of > USUAL);
            let Some((where_first, standard)) = &first[size] else {
                first[size] = Some((unit, ratio));
                continue;
            };
            if standard.of == ratio.of || !reported.insert(ratio.of) {
                continue;
            }
            let (here, there) = (&unit.text[ratio.at.clone()], &where_first.text[standard.at.clone()]);
            let message = format!("\"{here}\" and, further up, \"{there}\" count out of different totals");
            let between = &unit.text[ratio.between.clone()];
            let help = match (in_total(ratio, standard.of), in_total(standard, ratio.of)) {
                (Some(count), _) => format!("write \"{count}{between}{}\" here", standard.of),
                (None, Some(count)) => format!("write \"{count}{between}{}\" further up", ratio.of),
                (None, None) => "give both out of the same total, such as 100".to_owned(),
            };
            found.push(subject.problem(CODE, &subject.span(unit, &ratio.at), message).help(help));
        }
    }
    found
}

/// The same share out of another total, if that gives a whole number.
fn in_total(ratio: &Ratio, total: u64) -> Option<u64> {
    let scaled = ratio.count.checked_mul(total)?;
    (scaled % ratio.of == 0).then_some(scaled / ratio.of)
}
