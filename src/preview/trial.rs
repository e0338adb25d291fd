//! A sentence to try: what the checks would say of it if it were on a page.
//!
//! The text becomes the body of an article that is nowhere on the site, and goes through the checks that every article
//! goes through, with the site's claims, glossary and links. What they find outside of the text (there is no review, no
//! card) is left out.

use crate::base::diagnostic::{Diagnostic, Text};
use crate::build::Plan;
use crate::content::article;
use crate::prose::Language;
use crate::site::reading::facts::Facts;

/// Path of the article that is made up. No site has a file of this name: hidden files are passed over.
const FILE: &str = ".trial.md";

/// Fewest words whose grade means anything: as many as the check `hard-to-read` asks of a paragraph.
const FEWEST: usize = 15;

/// What came of trying a text.
pub(super) struct Trial {
    /// Every problem in the text, with lines counted from its own first.
    pub(super) problems: Vec<Diagnostic>,
    /// Words of the text.
    pub(super) words: usize,
    /// Automated Readability Index and Coleman-Liau index, school grades of the United States; for English, where there
    /// are words enough.
    pub(super) grades: Option<(f64, f64)>,
}

impl Trial {
    /// Tries a text in one of the site's languages, on a page of a kind (`article`, `myths` or `faq`). None where the site
    /// does not have the language or the kind is another, or where there is no article yet whose place it could take.
    pub(super) fn of(plan: &Plan, text: &str, language: &str, kind: &str) -> Option<Self> {
        let (site, config) = (&plan.site, &plan.site.config);
        site.words.contains_key(language).then_some(())?;
        let kind = ["article", "myths", "faq"].into_iter().find(|known| *known == kind)?;
        let stands_for = site.ids().find(|id| site[*id].place.language == language).or_else(|| site.ids().next())?;
        let folder = if language == config.default_language() { String::new() } else { format!("{language}/") };
        let path = format!("{folder}{FILE}");
        let front = format!("---\ntitle: Trial\nsummary: \"\"\nkind: {kind}\n---\n");
        let (above, body) = (front.len(), Text::new(path.clone(), text));
        let source = Text::new(format!("content/{path}"), front + text);
        let (article, mut found) = article::parse(source, config, article::place_of(&path, config));
        let (of_checks, facts) = crate::check::check_instead(site, stands_for, &article);
        found.extend_from_slice(&site.body_of(&article).problems);
        found.extend(of_checks);
        let mut problems: Vec<Diagnostic> = found
            .into_iter()
            .filter_map(|problem| {
                let span = problem.location.as_ref()?.span();
                let place = body.at(span.start.checked_sub(above)?..span.end.checked_sub(above)?);
                Some(problem.at(place))
            })
            .collect();
        problems.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
        problems.dedup();
        Some(Self { problems, words: facts.words, grades: grades(&facts, language) })
    }
}

fn grades(facts: &Facts, language: &str) -> Option<(f64, f64)> {
    let is_english = Language::from_tag(language) == Language::English;
    facts.counts.ari().zip(facts.counts.coleman_liau()).filter(|_| is_english && facts.words >= FEWEST)
}
