//! A page that the main guide does not lead to.
//!
//! Why it matters: a page that nothing leads to is only found by chance, and nobody keeps it up to date.
//!
//! Example: two guides that each name the other as their own guide.
//!
//! Instead, follow the `guide:` lines from the page upwards: they have to end at the main guide of `site.yaml`.
//!
//! Source: WCAG 2.2, 2.4.5 Multiple Ways; 2.4.8 Location.

use super::Run;
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::yaml::Step;
use crate::site::{ArticleId, Site};

pub(super) const CODE: Code = Code::error("unreachable-page");
pub(super) const RUN: Run = Run::Site(run);

fn run(site: &Site) -> Vec<Diagnostic> {
    let unreached = site.ids().filter(|id| !site.is_reached(*id) && !ends_at_mistake(site, *id));
    unreached
        .map(|id| {
            let article = &site[id];
            let place = article.field(&[Step::Key("guide")]);
            Diagnostic::new(CODE, format!("the main guide, content/{}, does not lead to this page", site.config.guide))
                .at(place)
                .help("set its `guide:` to a guide that the main guide leads to, or take the line out")
        })
        .collect()
}

/// Whether the guides above a page end at a `guide:` line that does not name a guide, which is reported there.
fn ends_at_mistake(site: &Site, id: ArticleId) -> bool {
    let top = site.top(id).filter(|top| site[*top].front.guide.is_some());
    top.is_some_and(|top| site.guide(top).is_none_or(|guide| !site.is_guide(guide)))
}
