//! Hostile content: whatever stands in the files of a site, no page runs, frames, sends or fetches anything, and what is
//! written beside the pages stays in its form.
//!
//! The sites are random, and the same in every run. `PROPTEST_CASES=5000 cargo test --test hostile` tries more of them.

mod common;

use std::fs;
use std::path::Path;

use carepress::render;
use common::{allowed, hostile};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// What is wrong with a site that was made from some pieces. Its pages are judged whether it has errors or not: what is
/// never to happen must not depend on a check that a clinic can switch off.
fn faults(pieces: &[String], wild: bool, judged: &mut usize) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("site");
    let mut index = 0;
    let mut next = || {
        index += 1;
        pieces[index % pieces.len()].clone()
    };
    hostile::lay(&root, &hostile::site(&mut next, wild));
    let compiled = carepress::compile(&root, common::options()).expect("the folder can be read");
    let mut found = misplaced(&root, &compiled.diagnostics);
    let Some(plan) = compiled.plan else { return found };
    let pages = plan.pages.iter().filter_map(|page| render::page(&plan.site, &plan.theme, &plan.register, page).ok());
    let beside = render::FORMATS.iter().flat_map(|format| format(&plan.site, &plan.pages));
    for output in pages.chain(beside) {
        *judged += 1;
        // A page with a control sign is refused (`control-character`), and every parser would complain of it here.
        let is_control = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
        let (path, text) = (&output.path, String::from_utf8_lossy(&output.bytes).replace(is_control, "\u{fffd}"));
        let wrong = match path.rsplit('.').next() {
            Some("html") => allowed::faults(&text, "https://clinic.example/"),
            Some("xml") => roxmltree::Document::parse(&text).err().map(|error| error.to_string()).into_iter().collect(),
            _ if path == "_redirects" => text.lines().filter(|line| !is_redirect(line)).map(str::to_owned).collect(),
            _ => Vec::new(),
        };
        found.extend(wrong.into_iter().map(|fault| format!("{path}: {fault}")));
    }
    found
}

/// Diagnostics that lead to no place of the input.
fn misplaced(root: &Path, diagnostics: &[carepress::diagnostic::Diagnostic]) -> Vec<String> {
    let mut found = Vec::new();
    for problem in diagnostics {
        let Some(place) = &problem.location else {
            found.push(format!("{}: has no place", problem.message));
            continue;
        };
        let text = fs::read(root.join(&place.path)).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        let lines = text.as_ref().map_or(0, |text| text.split('\n').count());
        let is_inside =
            place.line == 0 || place.line <= lines && place.line <= place.end_line && place.end_line <= lines;
        if text.is_ok() && !is_inside {
            found.push(format!("{}: {}:{} is beyond its {lines} lines", problem.message, place.path, place.line));
        }
        let shown = carepress::report::human(problem, false);
        if shown.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
            found.push(format!("{shown:?} would change a terminal"));
        }
    }
    found
}

fn is_redirect(line: &str) -> bool {
    let parts: Vec<&str> = line.split(' ').collect();
    matches!(parts.as_slice(), [from, to, "301"] if [from, to].iter().all(|path| path.starts_with('/') && !path.starts_with("//")))
}

fn piece() -> impl Strategy<Value = String> {
    let known = || prop::sample::select(hostile::PIECES.to_vec());
    prop_oneof![
        4 => known().prop_map(str::to_owned),
        2 => (known(), known()).prop_map(|(one, other)| format!("{one}{other}")),
        1 => "[a-z]{1,8} [a-z]{1,8}",
        1 => any::<String>(),
        1 => prop::collection::vec(prop::char::range('\u{0}', '\u{7f}'), 0..12).prop_map(|chars| chars.into_iter().collect()),
    ]
}

fn try_sites(wild: bool, cases: u32) {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(cases);
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 100, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let judged = std::cell::Cell::new(0);
    let result = runner.run(&prop::collection::vec(piece(), 1..90), |pieces| {
        let mut count = 0;
        let found = faults(&pieces, wild, &mut count);
        judged.set(judged.get() + count);
        prop_assert!(found.is_empty(), "{}", found.join("\n"));
        Ok(())
    });
    result.unwrap_or_else(|error| panic!("{error}"));
    assert!(judged.get() > cases as usize * 5, "only {} files were judged", judged.get());
}

#[test]
fn no_words_in_any_field_or_construct_become_more_than_words() {
    try_sites(false, 24);
}

#[test]
fn no_name_address_or_language_file_becomes_more_than_it_is() {
    try_sites(true, 24);
}

#[test]
fn every_known_attack_alone_in_every_place() {
    let mut judged = 0;
    for piece in hostile::PIECES {
        let found = faults(&[piece.to_owned()], false, &mut judged);
        assert!(found.is_empty(), "{piece:?}:\n{}", found.join("\n"));
    }
    assert!(judged > hostile::PIECES.len() * 20, "only {judged} files were judged");
}
