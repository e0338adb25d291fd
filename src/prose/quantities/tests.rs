//! What is a figure, and what only looks like one.

use super::*;
use crate::prose::{self, stem};

fn found(text: &str, language: Language) -> Vec<String> {
    let other = BTreeSet::from([stem("lengths")]);
    let figures = prose::sentences(text, language)
        .into_iter()
        .flat_map(|range| find(text, &Tokens::of(text), &range, language, &other));
    figures.map(|figure| text[figure.at].to_owned()).collect()
}

fn quantity(text: &str, language: Language) -> (String, f64, f64) {
    let figures = find(text, &Tokens::of(text), &(0..text.len()), language, &BTreeSet::new());
    assert_eq!(figures.len(), 1, "{text}: {figures:?}");
    let Quantity { kind, low, high } = figures[0].quantity.clone();
    (kind, low, high)
}

#[test]
fn figures_are_found_as_they_are_written() {
    for (text, expected) in [
        ("Wait 2 hours.", &["2 hours"][..]),
        ("Wait 2 to 4 hours, then 30-60 minutes, then 5–10 min.", &["2 to 4 hours", "30-60 minutes", "5–10 min"]),
        ("Take a 30-minute nap after 24h.", &["30-minute", "24h"]),
        ("Wait half an hour, or half hour, or twenty-four hours.", &["half an hour", "half hour", "twenty-four hours"]),
        ("About 10% or 12.5 per cent of people.", &["10%", "12.5 per cent"]),
        ("About 10 to 20 % of people.", &["10 to 20 %"]),
        ("It happens to 1 in 10,000 people and one in ten.", &["1 in 10,000", "one in ten"]),
        ("Drink 300 to 500 mL, or 2 full glasses.", &["300 to 500 mL", "2 full glasses"]),
        ("After 6 weeks you can swim 20 lengths.", &["6 weeks", "20 lengths"]),
        ("No more than 8 tablets in 24 hours.", &["8 tablets", "24 hours"]),
        ("Pain for more than 2 years.", &["2 years"]),
        ("A fever above 38°C or 38.5 °C.", &["38°C", "38.5 °C"]),
        ("Between 2 and 3 days.", &["2 and 3 days"]),
    ] {
        assert_eq!(found(text, Language::English), expected, "{text}");
    }
    assert_eq!(
        found("Espere 2 o 3 horas. Le pasa a 1 de cada 10.", Language::Spanish),
        ["2 o 3 horas", "1 de cada 10"]
    );
    assert_eq!(found("Espere meia hora. É 1 em cada 10, ou 10 por cento.", Language::Portuguese).len(), 3);
    assert_eq!(found("Warten Sie 1,5 Stunden. 10 Prozent, 1 von 10.", Language::German).len(), 3);
}

#[test]
fn what_only_looks_like_a_figure_is_passed_over() {
    for text in [
        "In 2005 people were asked, on 3 May 2026 and on 2026-05-03.",
        "See step 3 on day 2, page 4, and COVID-19 or B12.",
        "Call 020 7946 0018. Open 24 hours a day, from 9am to 5 pm, at 17:00.",
        "Call the 24-hour helpline.",
        "It is for children under 12 years, people aged 65 years and a 5-year-old.",
        "You must be 18 years old, or over 18 years.",
        "One day you will feel better.",
        "It was found in 3 of the 1990s surveys, about 9 in 2005.",
        "1. Hours and minutes. 2. Days.",
        "Take a day off and wait an hour.",
    ] {
        assert_eq!(found(text, Language::English), [""; 0], "{text}");
    }
    assert_eq!(found("Venga a las 8 h, un día de estos.", Language::Spanish), [""; 0]);
    assert_eq!(found("Kommen Sie um 8 h. Ruhen Sie einen Tag.", Language::German), [""; 0]);
}

#[test]
fn quantities_compare_across_units() {
    assert_eq!(quantity("1 day", Language::English), quantity("24 hours", Language::English));
    assert_eq!(quantity("1.500 ml", Language::Spanish), quantity("1,5 l", Language::Spanish));
    assert_eq!(quantity("1 in 10", Language::English), ("share".to_owned(), 0.1, 0.1));
    let quantity = |low, high| Quantity { kind: "time".to_owned(), low, high };
    assert!(quantity(0.1 + 0.2, 1.0).equals(&quantity(0.3, 1.0)));
    assert!(!quantity(1.0, 2.0).equals(&quantity(1.0, 1.0)));
    assert_eq!(unit("Hours"), Some(("time", 3600.0)));
    assert_eq!(unit("people"), None);
}

#[test]
fn the_numbers_of_a_share_are_told() {
    let told = |text: &str, language| {
        let found = find(text, &Tokens::of(text), &(0..text.len()), language, &BTreeSet::new());
        found
            .into_iter()
            .filter_map(|figure| figure.ratio)
            .map(|ratio| (text[ratio.at].to_owned(), ratio.count, ratio.of))
            .collect::<Vec<_>>()
    };
    for (text, language, expected) in [
        (
            "It is 1 in 10,000, or one in ten.",
            Language::English,
            &[("1 in 10,000", 1, 10_000), ("one in ten", 1, 10)][..],
        ),
        (
            "Some 20 to 24 in 100 people; 1 in 2000 faint.",
            Language::English,
            &[("24 in 100", 24, 100), ("1 in 2000", 1, 2000)],
        ),
        ("After 1 in 20 sessions.", Language::English, &[("1 in 20", 1, 20)]),
        (
            "Le pasa a 1 de cada 1,000, o a una de cada 1.000.",
            Language::Spanish,
            &[("1 de cada 1,000", 1, 1000), ("una de cada 1.000", 1, 1000)],
        ),
        ("We saw 5 in 2005. Take 2 in 24 hours. In 2.5 in 100.", Language::English, &[]),
    ] {
        let expected: Vec<_> = expected.iter().map(|(at, count, of)| ((*at).to_owned(), *count, *of)).collect();
        assert_eq!(told(text, language), expected, "{text}");
    }
}

/// Figures are the same in all scripts.
#[test]
fn arabic_figures_are_read_as_latin_ones() {
    for (latin, arabic, persian) in [
        ("24 من كل 100 شخص", "٢٤ من كل ١٠٠ شخص", "۲۴ من كل ۱۰۰ شخص"),
        ("50%", "٥٠٪", "۵۰٪"),
        ("2.5%", "٢٫٥٪", "۲٫۵٪"),
        ("30 دقيقة", "٣٠ دقيقة", "۳۰ دقيقة"),
    ] {
        assert_eq!(quantity(arabic, Language::Arabic), quantity(latin, Language::Arabic), "{arabic}");
        assert_eq!(quantity(persian, Language::Arabic), quantity(latin, Language::Arabic), "{persian}");
    }
}

#[test]
fn a_point_without_a_zero_and_a_number_said_twice_are_read() {
    let percent = |text: &str| quantity(text, Language::English);
    assert_eq!(percent("About .5% of people."), percent("About 0.5% of people."));
    assert_eq!(percent("Three (3) percent."), percent("3 percent."));
}
