//! Waivers: a check that does not apply to a page, with a reason, a role that answers for it, and a last day.

use std::collections::HashMap;

use aho_corasick::AhoCorasick;

use crate::base::date::Date;
use crate::base::diagnostic::{Diagnostic, floor_boundary};
use crate::base::yaml::Step;
use crate::check::{self, Check, rules};
use crate::content::article::Waiver;
use crate::prose;
use crate::site::register::Waived;
use crate::site::{ArticleId, Site};

/// How far from a problem the words that allow it may begin or end, in bytes.
const REACH: usize = 500;

/// Leaves out the problems that are waived. Returns the rest, with a problem for every waiver that waived nothing, and
/// what was left out, with the waivers in force.
#[must_use]
pub(crate) fn apply(site: &Site, found: Vec<Diagnostic>) -> (Vec<Diagnostic>, Waived) {
    // What to report of each waiver in force if it waives nothing.
    let mut unused = Vec::new();
    let mut by_check = HashMap::<(&str, &str), Vec<(usize, &Waiver)>>::new();
    let mut in_force = HashMap::<ArticleId, Vec<Waiver>>::new();
    for (id, article) in site.ids().zip(&site.articles) {
        for (index, waiver) in article.front.waivers.iter().enumerate() {
            if !holds(waiver, site.config.today) {
                continue;
            }
            in_force.entry(id).or_default().push(waiver.clone());
            let path = [Step::Key("waivers"), Step::Index(index), Step::Key("check")];
            let message = format!("`{}` finds nothing on this page that had to be waived", waiver.check);
            let told =
                Diagnostic::new(rules::UNUSED_WAIVER, message).at(article.field(&path)).help("take this waiver out");
            by_check.entry((&article.source.path, &waiver.check)).or_default().push((unused.len(), waiver));
            unused.push(Some(told));
        }
    }
    let by_check: HashMap<(&str, &str), OfCheck> =
        by_check.into_iter().map(|(key, waivers)| (key, OfCheck::new(&waivers))).collect();
    let (mut left, mut problems) = (Vec::new(), Vec::new());
    for diagnostic in found {
        let waivers = by_check.get(&(diagnostic.path(), diagnostic.code.as_str()));
        if let Some(index) = waivers.and_then(|waivers| waivers.first_for(&diagnostic)) {
            unused[index] = None;
            problems.push(diagnostic);
        } else {
            left.push(diagnostic);
        }
    }
    left.extend(unused.into_iter().flatten());
    (left, Waived { problems, waivers: in_force })
}

/// The waivers of one check on one page, by their places among all. All are looked for at once, so that the time grows
/// with the number of waivers plus the number of problems, and not with both multiplied.
struct OfCheck {
    /// The first that waives the check on the whole page.
    whole: Option<usize>,
    /// Finds the words of the others, each by its place in `with_words`.
    words: Option<AhoCorasick>,
    with_words: Vec<usize>,
}

impl OfCheck {
    fn new(waivers: &[(usize, &Waiver)]) -> Self {
        let whole = waivers.iter().find(|(_, waiver)| waiver.words.is_none()).map(|(index, _)| *index);
        let (with_words, phrases): (Vec<usize>, Vec<String>) = waivers
            .iter()
            .filter_map(|(index, waiver)| Some((*index, prose::normalised(waiver.words.as_deref()?))))
            .unzip();
        // Words that are too many to be looked for waive nothing, and that is reported.
        let words = if phrases.is_empty() { None } else { AhoCorasick::new(phrases).ok() };
        Self { whole, words, with_words }
    }

    /// The first waiver that covers a problem.
    fn first_for(&self, diagnostic: &Diagnostic) -> Option<usize> {
        self.whole.into_iter().chain(self.first_around(diagnostic)).min()
    }

    /// The first waiver whose words include the place of a problem.
    fn first_around(&self, diagnostic: &Diagnostic) -> Option<usize> {
        let (words, place) = (self.words.as_ref()?, diagnostic.location.as_ref()?);
        let (text, at) = (place.text(), place.span());
        // As far as its paragraph goes.
        let (before, behind) =
            (floor_boundary(text, at.start.saturating_sub(REACH)), floor_boundary(text, at.end + REACH));
        let from = text[before..at.start].rfind("\n\n").map_or(before, |end| before + end + 2);
        let to = text[at.end..behind].find("\n\n").map_or(behind, |end| at.end + end);
        let (before, with) = (without_marks(&text[from..at.start]), without_marks(&text[from..at.end]));
        let all = without_marks(&text[from..to]);
        let found = words.find_overlapping_iter(&all);
        let around = found.filter(|found| found.start() <= before.len() + 1 && found.end() >= with.len());
        around.filter_map(|found| self.with_words.get(found.pattern().as_usize()).copied()).min()
    }
}

/// Normalised words, without marks such as `**`.
fn without_marks(text: &str) -> String {
    prose::normalised(&text.replace(['*', '_', '`', '[', ']'], ""))
}

/// Whether a waiver is in force on a day. The checks `expired-waiver`, `unwaivable` and the like say why not.
fn holds(waiver: &Waiver, today: Date) -> bool {
    let is_signed = !waiver.reason.trim().is_empty() && !waiver.by.trim().is_empty();
    is_signed && today <= waiver.until && check::find(&waiver.check).is_some_and(|check| is_allowed(waiver, check))
}

/// Whether a check can be waived in this way. Of words that are let through, there have to be two or more.
fn is_allowed(waiver: &Waiver, check: &Check) -> bool {
    match &waiver.words {
        Some(words) => check.lets_words_through() && prose::words(words).nth(1).is_some(),
        None => check.can_be_waived(),
    }
}
