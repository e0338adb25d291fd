//! Figures in pictures: a drawing can't refer to a claim, so what it says is compared with the claims here.

use std::fs;
use std::path::Path;

use carepress::content::references::{Claim, figures_in};
use scraper::Html;

/// The words of a drawing, with the spaces that lines of it stand for.
fn words_of(svg: &str) -> String {
    let drawing = Html::parse_fragment(svg);
    let style = drawing.select(&scraper::Selector::parse("style").expect("a selector")).next();
    let style: String = style.map(|style| style.text().collect()).unwrap_or_default();
    let words: Vec<&str> = drawing.root_element().text().filter(|text| *text != style).map(str::trim).collect();
    words.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Figures with what is counted: `20 to 30 minutes` is 20 and 30 of `minute`. A figure without a unit has an empty one.
fn measures(words: &str) -> Vec<(Vec<String>, String)> {
    let tokens: Vec<&str> = words.split(' ').collect();
    let figure = |at: usize| {
        let token = tokens.get(at)?.trim_end_matches([',', '.', ';', ':', '?']);
        token.bytes().all(|b| b.is_ascii_digit()).then(|| figures_in(token).pop()).flatten()
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some(first) = figure(at) else {
            at += 1;
            continue;
        };
        let mut figures = vec![first];
        at += 1;
        if let (Some("to"), Some(second)) = (tokens.get(at).copied(), figure(at + 1)) {
            figures.push(second);
            at += 2;
        }
        found.push((figures, unit(tokens.get(at).copied().unwrap_or_default())));
    }
    found
}

/// `hours.` and `hour` are one unit; a word that no claim counts is none.
fn unit(word: &str) -> String {
    let word = word.trim_end_matches([',', '.', ';', ':', '?']).trim_end_matches('s').to_lowercase();
    if ["minute", "hour", "ml", "session", "people", "day", "hz"].contains(&word.as_str()) {
        word
    } else {
        String::new()
    }
}

/// Whether a claim holds these figures: a range as a whole, a single figure as any of its own. What begins at 0 begins
/// with the session itself.
fn is_backed(claims: &[&Claim], figures: &[String], of: &str) -> bool {
    let figures: Vec<&String> = figures.iter().filter(|figure| *figure != "0").collect();
    claims.iter().filter(|claim| unit(&claim.unit) == of).any(|claim| {
        let own = claim.figures();
        match figures.as_slice() {
            [single] => own.contains(single),
            range => range.iter().copied().eq(own.iter()),
        }
    })
}

#[test]
fn every_figure_in_a_picture_is_a_claim() {
    let text = fs::read_to_string("content/claims.yaml").expect("the claims");
    let claims: std::collections::BTreeMap<String, Claim> = carepress::base::yaml::parse(&text).expect("claims");
    let claims: Vec<&Claim> = claims.values().collect();
    let (mut backed, mut loose) = (0, Vec::new());
    for entry in fs::read_dir("content/pictures").expect("the pictures") {
        let file = entry.expect("an entry").path();
        if file.extension().is_none_or(|extension| extension != "svg") {
            continue;
        }
        let words = words_of(&fs::read_to_string(&file).expect("a drawing"));
        for (figures, of) in measures(&words) {
            // Numbers that count the steps of a drawing measure nothing.
            let is_step = of.is_empty() && figures.iter().all(|figure| figure.len() == 1);
            if is_backed(&claims, &figures, &of) {
                backed += 1;
            } else if !is_step {
                loose.push(format!("{}: {} {of}", Path::new(&file).display(), figures.join(" to ")));
            }
        }
    }
    assert!(loose.is_empty(), "no claim says so:\n{}", loose.join("\n"));
    assert!(backed > 0, "the figures were found");
}

#[test]
fn a_figure_that_no_claim_holds_is_found() {
    let claim: Claim =
        carepress::base::yaml::parse("topic: t\npopulation: p\nfrom: 2\nto: 4\nunit: hours").expect("a claim");
    let backed = |words: &str| {
        let found = measures(&words_of(&format!("<svg><style>.a{{x:9}}</style><text>{words}</text></svg>")));
        assert_eq!(found.len(), 1, "{words}");
        is_backed(&[&claim], &found[0].0, &found[0].1)
    };
    assert!(backed("sleepy for 2 to 4 hours") && backed("after <tspan>4</tspan> hours."));
    assert!(!backed("sleepy for 2 to 5 hours") && !backed("after 3 hours") && !backed("2 to 4 minutes"));
}
