//! Units, their words and their places, on a small site.

use std::sync::Arc;

use super::*;
use crate::base::date::Date;
use crate::base::diagnostic::Text;
use crate::content::config::{self, Options};

fn site(body: &str) -> Site {
    let options = Options { today: Date::parse("2027-01-02").expect("a date"), drafts: false, portable: false };
    let settings = "name: x\nbase_url: https://x.example/\nlanguages: [en]\nguide: page.md\nphones: { en: { clinic: '+44 20 7946 0018' } }";
    let config = config::read(&Text::new("site.yaml", settings), options).expect("settings");
    let (words, _) = crate::content::locale::read(&[], &config);
    let texts = crate::disk::source::ReferenceTexts {
        claims: Text::new(
            "content/claims.yaml",
            "wait: { topic: t, population: p, value: 30, unit: minutes, wording: { en: [at least 30 minutes] } }\n\
             unused: { topic: u, population: p, value: 1, unit: hour, wording: { en: [1 hour] } }",
        ),
        glossary: Text::new(
            "content/glossary.yaml",
            "vagus-nerve: { en: { term: vagus nerve, plain: a main nerve, definition: A nerve. } }",
        ),
        citations: Text::new("content/sources.yaml", ""),
    };
    let (references, problems) = crate::content::references::read(texts, &config);
    assert_eq!(problems, []);
    let text = format!("---\ntitle: T\nsummary: Rest well.\nkind: article\n---\n{body}");
    let place = crate::content::article::place_of("page.md", &config);
    let (article, problems) = crate::content::article::parse(Text::new("content/page.md", text), &config, place);
    assert_eq!(problems, []);
    assert_eq!(article.body(&words["en"]).problems, []);
    let (config, words, references) = (config.into(), words.into(), references.into());
    let given = crate::site::Given { config, words, references, assets: Arc::default() };
    crate::site::link(given, vec![article.into()])
}

fn units(body: &str) -> Vec<(UnitKind, String)> {
    let site = site(body);
    let article = &site.articles[0];
    let document = article.document(site.words_of(article));
    let reading = read(&site, article, &document, &Vocabulary::default());
    reading.units.into_iter().skip(1).map(|unit| (unit.kind, unit.text)).collect()
}

/// What the source holds at the place of each sentence of the body.
fn sources(body: &str) -> Vec<String> {
    let site = site(body);
    let article = &site.articles[0];
    let document = article.document(site.words_of(article));
    let reading = read(&site, article, &document, &Vocabulary::default());
    let spans = reading.units.iter().skip(1).flat_map(|unit| unit.sentences.iter().map(|sentence| unit.span(sentence)));
    spans.map(|span| article.source.text[span].to_owned()).collect()
}

#[test]
fn text_stands_as_on_the_page() {
    use UnitKind::{Cell, ColumnHead, Heading, Item, Paragraph};
    assert_eq!(
        units(
            "Wait [](claim:wait),\nthen *rest* your [](term:vagus-nerve). Call [](tel:clinic).\n\n## When?\n\n- a\n- b\n\n| x | y |\n|---|---|\n| 1 | 2 |\n"
        ),
        [
            (Paragraph, "Wait at least 30 minutes, then rest your vagus nerve. Call +44 20 7946 0018.".to_owned()),
            (Heading, "When?".to_owned()),
            (Item, "a".to_owned()),
            (Item, "b".to_owned()),
            (ColumnHead, "x".to_owned()),
            (ColumnHead, "y".to_owned()),
            (Cell, "1".to_owned()),
            (Cell, "2".to_owned()),
        ]
    );
}

#[test]
fn every_sentence_has_its_place() {
    assert_eq!(
        sources("One &amp; two. Wait [](claim:wait). Is it\n**so**? Yes.\n\n> a quote\n> goes on.\n"),
        ["One &amp; two.", "Wait [](claim:wait).", "Is it\n**so**?", "Yes.", "a quote\n> goes on."]
    );
}

#[test]
fn names_terms_and_numbers_to_call_are_not_counted() {
    let site =
        site("Call [](tel:clinic) and ask Professor Featherstonehaugh how the [](term:vagus-nerve) is, I say.\n");
    let article = &site.articles[0];
    let document = article.document(site.words_of(article));
    let reading = read(&site, article, &document, &Vocabulary::default());
    // Call and ask how the is I say
    assert_eq!(reading.units[1].counts(reading.language).words, 8);
    assert_eq!(reading.units[1].counts(reading.language).sentences, 1);
}

#[test]
fn uses_of_a_claim_are_listed_by_page_and_heading() {
    let site = site("Wait [](claim:wait).\n\n## Driving\n\nWait [](claim:wait), yes, [](claim:wait).\n");
    let uses = claim_uses(&site);
    let anchors: Vec<_> = uses["wait"].iter().map(|place| place.anchor).collect();
    assert_eq!(anchors, [None, Some("driving")]);
    assert_eq!(uses["unused"], []);
    assert_eq!(claim_uses(&self::site("![30 minutes](claim:wait)\n"))["wait"].len(), 1);
}

#[test]
fn words_are_counted_as_what_is_left_of_the_text_would_be() {
    let site = site(
        "Ask Dr. Miller at St. John's, or mRNA-1273 fans: 24 naïve re-\u{ad}tests. Wait [](claim:wait) in ICU, well-known \
         PEOPLE'S place.\n\nDon't call [](tel:clinic); rest the [](term:vagus-nerve) for 1,000 hours or e.g. COVID19s.\n\n\
         Übelkeit hits Ärzte, and I say 100% of unbelievably good ones…\n",
    );
    let article = &site.articles[0];
    let document = article.document(site.words_of(article));
    let reading = read(&site, article, &document, &Vocabulary::default());
    for unit in &reading.units {
        let plain = Counts { syllables: 0, polysyllables: 0, ..unit.counts_with_syllables(Language::English) };
        assert_eq!(unit.counts(Language::English), plain, "{}", unit.text);
    }
}
