//! Waivers: a check that does not apply to a page, with a reason, a role that answers for it, and a last day.

use std::collections::HashMap;

use crate::base::date::Date;
use crate::base::diagnostic::Diagnostic;
use crate::base::yaml::Step;
use crate::check;
use crate::content::article::Waiver;
use crate::prose;
use crate::site::register::Waived;
use crate::site::{ArticleId, Site};

/// Leaves out what is waived. Gives what is left, with a problem for every waiver that waived nothing, and what was left
/// out, with the waivers in force.
#[must_use]
pub fn apply(site: &Site, mut found: Vec<Diagnostic>) -> (Vec<Diagnostic>, Waived) {
    // Waivers that hold, by page; each with what is said when it waives nothing.
    let mut waivers = HashMap::<&str, Vec<(&Waiver, Option<Diagnostic>)>>::new();
    let mut in_force = HashMap::<ArticleId, Vec<Waiver>>::new();
    for (id, article) in site.ids().zip(&site.articles) {
        for (index, waiver) in article.front.waivers.iter().enumerate() {
            if !holds(waiver, site.config.today) {
                continue;
            }
            in_force.entry(id).or_default().push(waiver.clone());
            let path = [Step::Key("waivers"), Step::Index(index), Step::Key("check")];
            let message = format!("`{}` finds nothing on this page that had to be waived", waiver.check);
            let unused =
                Diagnostic::warning("unused-waiver", message).at(article.field(&path)).help("take this waiver out");
            waivers.entry(&article.source.path).or_default().push((waiver, Some(unused)));
        }
    }
    let mut is_waived = |diagnostic: &mut Diagnostic| {
        let of_page = waivers.get_mut(diagnostic.path()).map_or(&mut [][..], Vec::as_mut_slice);
        let waiver =
            of_page.iter_mut().find(|(waiver, _)| waiver.check == diagnostic.code && covers(waiver, diagnostic));
        waiver.map(|(_, unused)| *unused = None).is_some()
    };
    let problems = found.extract_if(.., &mut is_waived).collect();
    found.extend(waivers.into_values().flatten().filter_map(|(_, unused)| unused));
    (found, Waived { problems, waivers: in_force })
}

/// Whether a problem stands within the words that a waiver names; it does when it names none.
fn covers(waiver: &Waiver, diagnostic: &Diagnostic) -> bool {
    let Some(words) = &waiver.words else { return true };
    let Some(place) = &diagnostic.location else { return false };
    let (words, text, at) = (prose::normalised(words), place.text(), place.span());
    // As far as its paragraph goes. Marks such as `**` are no words.
    let from = text[..at.start].rfind("\n\n").map_or(0, |end| end + 2);
    let to = text[at.end..].find("\n\n").map_or(text.len(), |end| at.end + end);
    let plain = |range: std::ops::Range<usize>| prose::normalised(&text[range].replace(['*', '_', '`', '[', ']'], ""));
    let (before, with, all) = (plain(from..at.start), plain(from..at.end), plain(from..to));
    all.match_indices(&words).any(|(start, found)| start <= before.len() + 1 && start + found.len() >= with.len())
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
