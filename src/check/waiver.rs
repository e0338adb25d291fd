//! Waivers: a check that does not apply to a page, with a reason, a role that answers for it, and a last day.

use std::collections::HashMap;
use std::ops::Range;

use aho_corasick::{AhoCorasick, Match};

use crate::base::date::Date;
use crate::base::diagnostic::{Diagnostic, floor_boundary};
use crate::base::yaml::Step;
use crate::check::{self, rules};
use crate::content::article::Waiver;
use crate::prose;
use crate::site::register::Waived;
use crate::site::{ArticleId, Site};

/// How far from a problem the words that let it through may begin or end, in bytes.
const REACH: usize = 500;

/// Leaves out what is waived. Gives what is left, with a problem for every waiver that waived nothing, and what was left
/// out, with the waivers in force.
#[must_use]
pub fn apply(site: &Site, mut found: Vec<Diagnostic>) -> (Vec<Diagnostic>, Waived) {
    // What is said of each waiver that holds, when it waives nothing.
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
    let mut is_waived = |diagnostic: &mut Diagnostic| {
        let waivers = by_check.get(&(diagnostic.path(), diagnostic.code.as_str()));
        let waiver = waivers.and_then(|waivers| waivers.first_for(diagnostic));
        waiver.map(|index| unused[index] = None).is_some()
    };
    let problems = found.extract_if(.., &mut is_waived).collect();
    found.extend(unused.into_iter().flatten());
    (found, Waived { problems, waivers: in_force })
}

/// The waivers of one check on one page, by their places among all. They are looked for all at once: thousands of them,
/// and thousands of problems, take no longer than both together.
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
        let with_words = || waivers.iter().filter_map(|(index, waiver)| Some((*index, waiver.words.as_deref()?)));
        // Words without end can't be looked for: their waivers waive nothing, and that is told.
        let words = with_words()
            .next()
            .and_then(|_| AhoCorasick::new(with_words().map(|(_, words)| prose::normalised(words))).ok());
        Self { whole, words, with_words: with_words().map(|(index, _)| index).collect() }
    }

    /// The first waiver that covers a problem.
    fn first_for(&self, diagnostic: &Diagnostic) -> Option<usize> {
        self.whole.into_iter().chain(self.first_around(diagnostic)).min()
    }

    /// The first waiver within whose words a problem stands.
    fn first_around(&self, diagnostic: &Diagnostic) -> Option<usize> {
        let (words, place) = (self.words.as_ref()?, diagnostic.location.as_ref()?);
        let (text, at) = (place.text(), place.span());
        // As far as its paragraph goes. Marks such as `**` are no words.
        let (before, behind) =
            (floor_boundary(text, at.start.saturating_sub(REACH)), floor_boundary(text, at.end + REACH));
        let from = text[before..at.start].rfind("\n\n").map_or(before, |end| before + end + 2);
        let to = text[at.end..behind].find("\n\n").map_or(behind, |end| at.end + end);
        let plain = |range: Range<usize>| prose::normalised(&text[range].replace(['*', '_', '`', '[', ']'], ""));
        let (before, with, all) = (plain(from..at.start), plain(from..at.end), plain(from..to));
        let covers = |found: &Match| found.start() <= before.len() + 1 && found.end() >= with.len();
        let found = words.find_overlapping_iter(&all).filter(covers);
        found.filter_map(|found| self.with_words.get(found.pattern().as_usize()).copied()).min()
    }
}

/// Whether a waiver has any effect on a day. The checks `expired-waiver`, `unwaivable` and their like say why not.
fn holds(waiver: &Waiver, today: Date) -> bool {
    let is_signed = !waiver.reason.trim().is_empty() && !waiver.by.trim().is_empty();
    let can_be = |check: &check::Check| match &waiver.words {
        Some(words) => check.lets_words_through() && prose::words(words).nth(1).is_some(),
        None => check.can_be_waived(),
    };
    is_signed && today <= waiver.until && check::find(&waiver.check).is_some_and(can_be)
}
