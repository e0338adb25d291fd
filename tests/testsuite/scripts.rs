//! Other scripts and other directions: the sites in `tests/sites`, built whole.

use std::fs;
use std::path::Path;

use crate::support;
use carepress::build::{Outcome, compile, publish};
use scraper::{Html, Selector};

/// Builds one of the sites, and reads a page of it.
fn pages<const N: usize>(site: &str, paths: [&str; N]) -> [Html; N] {
    let root = Path::new("tests/sites").join(site);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let compiled = compile(&root, support::options()).expect("the folder can be read");
    let errors: Vec<_> = compiled
        .diagnostics
        .iter()
        .filter(|problem| problem.severity == carepress::base::diagnostic::Severity::Error)
        .collect();
    assert!(errors.is_empty(), "{site}: {errors:#?}");
    let plan = compiled.plan.expect("settings");
    let outcome =
        publish(&plan, &mut carepress::build::cache::Cache::default(), &root, &folder.path().join("public"), &|_| ())
            .expect("the disk takes it");
    assert!(matches!(outcome, Outcome::Published(_)), "{outcome:?}");
    paths.map(|path| {
        let file = folder.path().join("public").join(path).join("index.html");
        Html::parse_document(&fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display())))
    })
}

fn attribute<'h>(html: &'h Html, selector: &str, name: &str) -> Vec<&'h str> {
    let selector = Selector::parse(selector).expect("a selector");
    html.select(&selector).filter_map(|element| element.value().attr(name)).collect()
}

fn texts(html: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    html.select(&selector).map(|element| element.text().collect::<String>().trim().to_owned()).collect()
}

/// Every construct that an article can hold is on the page; a construct whose words were not recognised would be
/// ordinary text.
fn holds_every_construct(article: &Html, myths: &Html, faq: &Html) {
    for part in [
        ".card.emergency",
        ".card.urgent",
        ".card.routine",
        ".card.key-fact",
        ".card.information",
        ".do-list.do",
        ".do-list.do-not",
        ".icon-array svg",
        ".table table",
        ".footnotes",
        "dfn",
        "sup.ref",
        "ol",
        ".sources",
        ".related",
        ".about-page .qr svg",
        ".pager .next",
    ] {
        assert!(!texts(article, part).is_empty(), "the article has no {part}");
    }
    assert_eq!(texts(myths, ".myth .fact strong").len(), 2);
    assert_eq!(texts(faq, "details.question .answer[id]").len(), 2);
}

#[test]
fn a_site_written_from_right_to_left() {
    let [home, article, myths, faq, guide, card, accessibility] =
        pages("arabic", ["", "tired", "myths", "faq", "first-session", "first-session/fridge-card", "accessibility"]);
    holds_every_construct(&article, &myths, &faq);
    for page in [&home, &article, &guide, &card, &accessibility] {
        assert_eq!((attribute(page, "html", "dir"), attribute(page, "html", "lang")), (vec!["rtl"], vec!["ar"]));
        // At the foot of a printed sheet, the address keeps its own direction.
        let foot = attribute(page, "html", "data-foot")[0];
        assert!(foot.starts_with("\u{2066}rtl.example/") && foot.contains('\u{2069}'), "{foot}");
    }
    assert_eq!(texts(&faq, ".answer a[href^='tel:'] bdi"), ["020\u{a0}7946\u{a0}0018"]);
    assert_eq!(texts(&card, ".do-list > h2"), ["افعل", "لا تفعل"]);
    assert_eq!(texts(&guide, ".review-state time"), ["3 مايو 2026"]);
    assert_eq!(texts(&home, ".tile h3").len(), 3);
    // A tile without words of its own shows the summary of its page.
    assert!(texts(&home, ".tile p").iter().any(|words| words.starts_with("التعب لا يعني")));
    let english = texts(&accessibility, "main").concat();
    assert!(!english.contains("page"), "an English word is left: {english}");
}

#[test]
fn a_site_with_long_words() {
    let [home, article, myths, faq, card] = pages("german", ["", "tired", "myths", "faq", "first-session/fridge-card"]);
    holds_every_construct(&article, &myths, &faq);
    // Browsers hyphenate by the language of the page.
    assert_eq!(attribute(&article, "html", "lang"), ["de"]);
    assert!(texts(&article, ".card.emergency h2")[0].starts_with("Sofort handeln: Rufen Sie sofort 112 an"));
    assert_eq!(texts(&card, ".card").len(), 2);
    assert_eq!(
        attribute(&home, "html", "data-foot"),
        ["german.example/ · Version 0.1 · Noch nicht von einer medizinischen Fachperson geprüft"]
    );
}
