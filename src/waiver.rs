//! Waivers: a check that does not apply to a page, with a reason, a role that answers for it, and a last day.

use std::collections::HashMap;

use crate::article::Waiver;
use crate::check;
use crate::config::Date;
use crate::diagnostic::Diagnostic;
use crate::site::Site;
use crate::yaml::Step;

/// Leaves out what is waived. Gives what is left, with every waiver that waived nothing, and what was left out.
#[must_use]
pub fn apply(site: &Site, mut found: Vec<Diagnostic>) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
    // Waivers that hold, by page; each with what is said when it waives nothing.
    let mut waivers = HashMap::<&str, Vec<(&Waiver, Option<Diagnostic>)>>::new();
    for article in &site.articles {
        for (index, waiver) in article.front.waivers.iter().enumerate() {
            if !holds(waiver, site.config.today) {
                continue;
            }
            let path = [Step::Key("waivers"), Step::Index(index), Step::Key("check")];
            let message = format!("`{}` finds nothing on this page that had to be waived", waiver.check);
            let unused =
                Diagnostic::warning("unused-waiver", message).at(article.field(&path)).help("take this waiver out");
            waivers.entry(&article.source.path).or_default().push((waiver, Some(unused)));
        }
    }
    let mut is_waived = |diagnostic: &mut Diagnostic| {
        let of_page = waivers.get_mut(diagnostic.path()).map_or(&mut [][..], Vec::as_mut_slice);
        let waiver = of_page.iter_mut().find(|(waiver, _)| waiver.check == diagnostic.code);
        waiver.map(|(_, unused)| *unused = None).is_some()
    };
    let waived = found.extract_if(.., &mut is_waived).collect();
    found.extend(waivers.into_values().flatten().filter_map(|(_, unused)| unused));
    (found, waived)
}

/// Whether a waiver has any effect on a day. The checks `expired-waiver`, `unwaivable` and their like say why not.
#[must_use]
pub fn holds(waiver: &Waiver, today: Date) -> bool {
    let is_signed = !waiver.reason.trim().is_empty() && !waiver.by.trim().is_empty();
    is_signed && today <= waiver.until && check::find(&waiver.check).is_some_and(check::Check::can_be_waived)
}
