//! Hostile content: whatever stands in the files of a site, no page runs, frames, sends or fetches anything, and what is
//! written beside the pages stays in its form.
//!
//! The sites are random, and the same in every run. `PROPTEST_CASES=5000 cargo test --test testsuite hostile::` tries more of them.

use crate::support::hostile;
use crate::support::oracles::site_of;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

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
        let (pages, found) = site_of(&pieces, wild);
        judged.set(judged.get() + pages);
        prop_assert!(found.is_empty(), "{}", found.join("\n"));
        Ok(())
    });
    result.unwrap_or_else(|error| panic!("{error}"));
    assert!(judged.get() > cases as usize * 5, "only {} pages were judged", judged.get());
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
        let (pages, found) = site_of(&[piece.to_owned()], false);
        judged += pages;
        assert!(found.is_empty(), "{piece:?}:\n{}", found.join("\n"));
    }
    assert!(judged > hostile::PIECES.len() * 10, "only {judged} pages were judged");
}
