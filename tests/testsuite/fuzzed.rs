//! Inputs that fuzzing found, each once the cause of a fault: `tests/fuzzed/TARGET/NAME`. How to fuzz: `SECURITY.md`.

use std::fs;

use crate::support::oracles;

/// A target's name, and what judges an input.
type Target = (&'static str, fn(&[u8]));

/// What fuzzing tries.
const TARGETS: [Target; 5] = [
    ("addresses", oracles::addresses),
    ("front_matter", oracles::front_matter),
    ("markdown", oracles::markdown),
    ("references", oracles::references),
    ("site", oracles::site),
];

#[test]
fn what_fuzzing_found_does_no_harm_any_more() {
    let mut tried = 0;
    for (name, judge) in TARGETS {
        let inputs = fs::read_dir(format!("tests/fuzzed/{name}")).expect("a folder for each target");
        for input in inputs {
            let path = input.expect("an entry").path();
            judge(&fs::read(path).expect("an input"));
            tried += 1;
        }
    }
    assert!(tried >= TARGETS.len(), "each target has an input at least");
}

#[test]
fn every_target_of_the_fuzzing_is_tried_here() {
    let mut targets: Vec<String> = fs::read_dir("fuzz/targets")
        .expect("the targets")
        .map(|entry| entry.expect("an entry").path().file_stem().expect("a name").to_string_lossy().into_owned())
        .collect();
    targets.sort();
    assert_eq!(targets, TARGETS.map(|(name, _)| name.to_owned()));
}
