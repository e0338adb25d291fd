//! A page, or a paragraph or list item of it, that is harder to read than most patients can manage.
//!
//! Why it matters: many adults read like a child of 9 to 11 years, and everybody reads worse when ill or afraid.
//!
//! Example:
//!
//! ```text
//! Participants frequently experience temporary fatigue following their initial acupuncture appointment.
//! ```
//!
//! Instead:
//!
//! ```text
//! Many people feel tired after the first session.
//! ```
//!
//! English is measured by the automated readability index and the Coleman-Liau index, in school grades of the United
//! States (a grade is about the age less 5); they need no count of syllables, on which programs differ by two grades.
//! Spanish is measured by the Szigriszt index on the INFLESZ scale, Portuguese by Martins' form of the Flesch index: on
//! both, higher is easier. Other languages are not judged. Set the limits in site.yaml:
//!
//! ```text
//! thresholds: { ari: 6, coleman_liau: 7, inflesz: 65, martins: 75 }
//! ```
//!
//! All running text of the page is counted: paragraphs, list items, captions and the summary, but not headings, table
//! cells and pictures. Names and glossary terms are left out, since a name can't be put more plainly and a term is
//! explained where it appears; so are phone numbers and addresses. A page of fewer than 100 words is not judged: the
//! formulas were made with samples of 100 words, and with fewer a single long word changes the grade. A single paragraph
//! or item is judged from 15 words on, and only if all its indexes are above the limit by more than chance would explain;
//! from 8 words on, if they are above it by three times as much. Eight words are few, and a line of three long names of
//! medicines may be among them; but chance never makes a text of thirteen words that have four or five syllables each.
//! Below eight words, a block is mostly a name or a label, and nothing is measured.
//!
//! A formula sees long words and long sentences, and nothing else. Rewrite for a reader, not for the formula.
//!
//! Source: NHS digital service manual, content guide: a reading age of 9 to 11; WCAG 2.2, 3.1.5 Reading Level; the
//! formulas' own sources are in `readability.rs`.

use super::{Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::yaml::Step;
use crate::content::config::Thresholds;
use crate::prose::Language;
use crate::prose::readability::Counts;
use crate::site::reading::{Unit, UnitKind};

pub(super) const CODE: Code = Code::warning("hard-to-read");
pub(super) const RUN: Run = Run::Article(run);

/// Fewest words of a page that is judged.
const PAGE_WORDS: usize = 100;
/// Fewest words of a paragraph or list item that is judged, and how many times it has to exceed what chance explains.
const BLOCK_WORDS: [(usize, f64); 2] = [(15, 1.0), (8, 3.0)];

/// A formula, and the limit at which it calls a text hard.
struct Formula {
    name: &'static str,
    value: fn(&Counts) -> Option<f64>,
    limit: f64,
    /// Twice the share of its value that one word decides by chance: a word's length varies by about 2.4 letters, or
    /// 1.1 syllables, from its mean. Divided by the root of the number of words it is the margin of a short text.
    /// Below zero where a high value means an easy text.
    spread: f64,
}

fn formulas(language: Language, thresholds: &Thresholds) -> Vec<Formula> {
    match language {
        Language::English => vec![
            Formula { name: "automated readability index", value: Counts::ari, limit: thresholds.ari, spread: 22.6 },
            Formula {
                name: "Coleman-Liau index",
                value: Counts::coleman_liau,
                limit: thresholds.coleman_liau,
                spread: 28.2,
            },
        ],
        Language::Spanish => vec![Formula {
            name: "Szigriszt index (INFLESZ)",
            value: Counts::inflesz,
            limit: thresholds.inflesz,
            spread: -137.0,
        }],
        Language::Portuguese => vec![Formula {
            name: "Flesch index by Martins",
            value: Counts::martins,
            limit: thresholds.martins,
            spread: -186.0,
        }],
        Language::German | Language::Arabic | Language::Other => Vec::new(),
    }
}

impl Formula {
    /// How far a text is on the hard side of the limit; below zero if it is easy enough.
    fn excess(&self, counts: &Counts) -> f64 {
        (self.value)(counts).map_or(f64::NEG_INFINITY, |value| (value - self.limit) * self.spread.signum())
    }

    fn is_above(&self, counts: &Counts) -> bool {
        // One digit is printed, and what is printed decides.
        self.excess(counts) >= 0.05
    }

    /// Whether a text is hard beyond some times the margin that chance explains.
    fn is_above_by_more_than_chance(&self, counts: &Counts, times: f64) -> bool {
        #[expect(clippy::cast_precision_loss, reason = "a block has far fewer than 2^52 words")]
        let words = counts.words as f64;
        self.excess(counts) > times * self.spread.abs() / words.sqrt()
    }

    fn said(&self, counts: &Counts) -> String {
        let aim = if self.spread > 0.0 { "most" } else { "least" };
        format!("{} {:.1} ({} is the {aim})", self.name, (self.value)(counts).unwrap_or_default(), self.limit)
    }
}

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let reading = subject.reading;
    let formulas = formulas(reading.language, &subject.site.config.thresholds);
    let mut found = Vec::new();
    if formulas.is_empty() {
        return found;
    }
    let page = reading.counts();
    let above: Vec<String> = formulas.iter().filter(|f| f.is_above(&page)).map(|f| f.said(&page)).collect();
    if page.words >= PAGE_WORDS && !above.is_empty() {
        found.push(
            Diagnostic::new(CODE, format!("the page is hard to read: {}", above.join(", ")))
                .at(subject.article.field(&[Step::Key("title")]))
                .help(format!(
                    "use shorter words and sentences; begin with the hardest, in {}",
                    hardest(subject, &formulas[0])
                )),
        );
    }
    for unit in reading.units.iter().filter(|unit| matches!(unit.kind, UnitKind::Paragraph | UnitKind::Item)) {
        let counts = unit.counts(reading.language);
        let Some((_, times)) = BLOCK_WORDS.iter().find(|(least, _)| counts.words >= *least) else { continue };
        if formulas.iter().all(|formula| formula.is_above_by_more_than_chance(&counts, *times)) {
            let said: Vec<String> = formulas.iter().map(|formula| formula.said(&counts)).collect();
            let what = if unit.kind == UnitKind::Item { "list item" } else { "paragraph" };
            let message = format!("a {what} that is hard to read: {}", said.join(", "));
            found.push(
                subject
                    .problem_in(CODE, unit, &whole(unit), message)
                    .help("use everyday words and shorter sentences; explain a word that has to stay in glossary.yaml"),
            );
        }
    }
    found
}

/// From the first sentence of a unit to its last.
fn whole(unit: &Unit<'_>) -> std::ops::Range<usize> {
    unit.sentences.first().map_or(0, |first| first.start)..unit.sentences.last().map_or(0, |last| last.end)
}

/// The lines of the three hardest sentences of some length.
fn hardest(subject: &Subject<'_>, formula: &Formula) -> String {
    let reading = subject.reading;
    let mut sentences = Vec::new();
    for unit in reading.units.iter().filter(|unit| unit.kind.is_running()) {
        for (sentence, counts) in unit.sentences.iter().zip(unit.sentence_counts(reading.language)) {
            if counts.words >= 6 {
                sentences.push((formula.excess(counts), unit, sentence));
            }
        }
    }
    // A stable sort: among equally hard ones, the first come first.
    sentences.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut lines: Vec<usize> =
        sentences.iter().take(3).map(|(_, unit, at)| reading.place(subject.article, unit, at).line()).collect();
    lines.sort_unstable();
    lines.dedup();
    let lines: Vec<String> = lines.iter().map(usize::to_string).collect();
    match &lines[..] {
        [] => "the summary".to_owned(),
        [one] => format!("line {one}"),
        [before @ .., last] => format!("lines {} and {last}", before.join(", ")),
    }
}
