//! Pictures that the build draws from a claim: as many dots as people, and words that can't differ from them.

use crate::support;
use carepress::base::diagnostic::Diagnostic;

const CLAIM: &str = "-- content/claims.yaml --
tired:
  topic: feeling tired
  population: patients
  value: 24
  of: 100
  unit: people
  wording: { en: [\"24 in 100\"] }
serious:
  topic: serious harm
  population: patients
  value: 1
  of: 10000
  unit: people
  wording: { en: [\"1 in 10,000\"] }
-- content/page.md --
---
title: A page
summary: It has a picture.
kind: article
review: { version: \"1.0\" }
---

";

fn found(picture: &str) -> Vec<Diagnostic> {
    let site = support::site(format!("{CLAIM}{picture}\n").as_bytes());
    let found = carepress::build::examine(site.path(), support::options()).expect("the folder can be read");
    found
        .into_iter()
        .filter(|problem| problem.location.as_ref().is_some_and(|at| at.path() == "content/page.md"))
        .collect()
}

fn page(picture: &str) -> String {
    let site = support::site(format!("{CLAIM}{picture}\n").as_bytes());
    let target = site.path().join("public");
    let compiled = carepress::build::compile(site.path(), support::options()).expect("the folder can be read");
    let plan = compiled.plan.expect("settings");
    carepress::build::publish(&plan, &mut carepress::build::cache::Cache::default(), site.path(), &target, &|_| ())
        .expect("published");
    std::fs::read_to_string(target.join("page/index.html")).expect("the page")
}

#[test]
fn a_claim_is_drawn_as_one_dot_for_each_person() {
    let html = page("![24 in 100 people felt tired](claim:tired \"The filled dots felt tired.\")");
    let html = scraper::Html::parse_document(&html);
    let all = |selector: &str| {
        let selector = scraper::Selector::parse(selector).expect("a selector");
        html.select(&selector).map(|element| element.value().clone()).collect::<Vec<_>>()
    };
    let dots = |class: &str| {
        let paths = all(&format!("figure.icon-array svg[role=img] path.{class}"));
        paths.iter().map(|path| path.attr("d").expect("a path").matches("h0").count()).sum::<usize>()
    };
    assert_eq!((dots("yes"), dots("no"), dots("hole")), (24, 76, 76));
    assert_eq!(all("svg[role=img]")[0].attr("aria-label"), Some("24 in 100 people felt tired"));
    assert_eq!(all("figcaption").len(), 1);
}

#[test]
fn its_words_and_caption_state_the_claim() {
    // Other checks may have a word on the same picture: a figure that no claim holds is one for them, too.
    let problem = |picture: &str| {
        let found = found(picture);
        let first = found.first().unwrap_or_else(|| panic!("{picture} has no problem"));
        (first.code.as_str(), first.message.clone())
    };
    assert!(found("![24 in 100 people felt tired](claim:tired \"Each dot is one of 100 people.\")").is_empty());
    let wrong_words = problem("![42 in 100 people felt tired](claim:tired)");
    assert_eq!(
        wrong_words,
        ("claim-mismatch", "\"42 in 100 people felt tired\" does not state the claim `tired`".into())
    );
    let wrong_caption = problem("![24 in 100 people felt tired](claim:tired \"About 25 felt tired.\")");
    assert_eq!(wrong_caption, ("claim-mismatch", "the caption says 25, and the claim `tired` does not".into()));
    assert_eq!(problem("![1 in 10,000 people](claim:serious)").0, "missing-image");
    assert_eq!(problem("![24 in 100 people](claim:tierd)").0, "unknown-claim");
    assert_eq!(problem("![](claim:tired)").0, "missing-alt");
}
