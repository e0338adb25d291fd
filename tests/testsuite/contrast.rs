//! Colours of the theme: every pair that stands on one another, by the formula of WCAG, in every scheme.
//!
//! The pairs stand in `static/style.css`, as comments: `/* contrast: --ink on --page --panel >= 7 */`. Text has to reach
//! 7 to 1 (WCAG 2.2, 1.4.6), lines and marks 3 to 1 (1.4.11).

use std::collections::BTreeMap;

const CSS: &str = include_str!("../../static/style.css");

/// A scheme's colours: token → red, green, blue from 0 to 255.
type Colours = BTreeMap<String, [u8; 3]>;

/// The colours that a piece of the stylesheet defines, `light-dark(#fff, #000)` by scheme, or one for both.
fn colours(css: &str, dark: bool) -> Colours {
    let mut found = Colours::new();
    for line in css.lines().map(str::trim).filter(|line| line.starts_with("--")) {
        let (name, value) = line.trim_end_matches(';').split_once(':').expect("a token has a value");
        let value = value.trim();
        let pair = value.strip_prefix("light-dark(").and_then(|pair| pair.strip_suffix(')'));
        let value = match pair {
            Some(pair) => pair.split(',').nth(usize::from(dark)).expect("two colours").trim(),
            None => value,
        };
        if let Some(colour) = rgb(value) {
            assert!(found.insert(name.to_owned(), colour).is_none(), "{name} is defined twice");
        }
    }
    found
}

fn rgb(value: &str) -> Option<[u8; 3]> {
    let digits = value.strip_prefix('#')?;
    let wide: String =
        if digits.len() == 3 { digits.chars().flat_map(|c| [c, c]).collect() } else { digits.to_owned() };
    let part = |at: usize| u8::from_str_radix(&wide[at..at + 2], 16).expect("hexadecimal");
    Some([part(0), part(2), part(4)])
}

/// Relative luminance (WCAG 2.2, definition).
fn luminance(colour: [u8; 3]) -> f64 {
    let [red, green, blue] = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// Contrast ratio (WCAG 2.2, definition), from 1 to 21.
fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The block that a line opens, up to its closing brace.
fn block(opening: &str) -> &'static str {
    let start = CSS.find(opening).unwrap_or_else(|| panic!("the stylesheet has {opening}")) + opening.len();
    let mut depth = 0;
    let end = CSS[start..].find(|c| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        depth == 0 && c == '}'
    });
    &CSS[start..start + end.expect("the block is closed")]
}

/// What the comments promise: a token, what it stands on, the least contrast.
fn promises() -> Vec<(&'static str, Vec<&'static str>, f64)> {
    let comments = CSS.split("/* contrast: ").skip(1).map(|rest| rest.split(" */").next().expect("a comment ends"));
    comments
        .map(|comment| {
            let (pair, least) = comment.split_once(" >= ").expect("a least contrast");
            let (token, grounds) = pair.split_once(" on ").expect("a ground");
            (token, grounds.split(' ').collect(), least.parse().expect("a number"))
        })
        .collect()
}

#[test]
fn every_pair_of_colours_has_the_contrast_that_it_promises() {
    let root = block("@layer tokens {\n  :root ");
    let strong = block("@media (prefers-contrast: more) {\n    :root ");
    let print = block("@media print {\n    :root ");
    let mut weak = Vec::new();
    for (scheme, dark, over) in [
        ("light", false, ""),
        ("dark", true, ""),
        ("light, more contrast", false, strong),
        ("dark, more contrast", true, strong),
        ("print", false, print),
    ] {
        let mut all = colours(root, dark);
        all.extend(colours(over, dark));
        for (token, grounds, least) in promises() {
            for ground in grounds {
                let reached = contrast(all[token], all[ground]);
                if reached < least {
                    weak.push(format!("{scheme}: {token} on {ground} is {reached:.2}, not {least}"));
                }
            }
        }
    }
    assert!(weak.is_empty(), "{}", weak.join("\n"));
}

/// A colour without a promise would be one that nobody looks at.
#[test]
fn every_colour_stands_in_a_promise() {
    let promises = promises();
    let named: Vec<&str> =
        promises.iter().flat_map(|(token, grounds, _)| grounds.iter().chain([token]).copied()).collect();
    for token in colours(block("@layer tokens {\n  :root "), false).keys() {
        assert!(named.contains(&token.as_str()), "{token} has no line `/* contrast: … */`");
    }
    // And no other colour stands outside the tokens, apart from paper.
    let parts = &CSS[CSS.find("@layer base {").expect("the parts")..CSS.find("@layer print {").expect("paper")];
    assert_eq!(parts.matches('#').count(), 0, "a colour outside the tokens");
}

#[test]
fn the_formula_is_that_of_wcag() {
    assert!((contrast([255; 3], [0; 3]) - 21.0).abs() < 1e-9);
    // #767676 on white is the known edge of 4.5 to 1.
    assert!(contrast([0x76; 3], [255; 3]) >= 4.5 && contrast([0x77; 3], [255; 3]) < 4.5);
}
