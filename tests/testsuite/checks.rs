//! Every kind of problem, provoked: what an editor reads, kept beside the input that causes it.
//!
//! `tests/check/CODE/bad.md` must cause the problem, and `expected.txt` is every word that is said about it; `good.md`
//! must not cause it. A file without `-- path --` lines is the article `content/page.md` of the site in `base.txt`.
//! `UPDATE=1 cargo test --test testsuite checks::` writes `expected.txt` anew: read the difference before committing it.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::support;
use carepress::base::diagnostic::Diagnostic;
use carepress::check::CHECKS;
use carepress::cli::report;

fn found(files: &[u8]) -> Vec<Diagnostic> {
    let site = support::site(files);
    carepress::build::examine(site.path(), support::options()).expect("the folder can be read")
}

#[test]
fn every_kind_of_problem_is_found_and_explained() {
    let mut failures = String::new();
    for check in CHECKS {
        let folder = Path::new("tests/check").join(check.code.as_str());
        let (Ok(bad), Ok(good)) = (fs::read(folder.join("bad.md")), fs::read(folder.join("good.md"))) else {
            let _ = writeln!(failures, "{}: bad.md or good.md is missing in {}", check.code.as_str(), folder.display());
            continue;
        };
        let problems = found(&bad);
        if !problems.iter().any(|problem| problem.code.as_str() == check.code.as_str()) {
            let _ = writeln!(failures, "{}: bad.md does not cause it", check.code.as_str());
        }
        let said: String = problems.iter().map(|problem| report::human(problem, false) + "\n\n").collect();
        let kept = folder.join("expected.txt");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&kept, &said).expect("written");
        } else if fs::read_to_string(&kept).unwrap_or_default() != said {
            let _ = writeln!(failures, "{}: other words than in {}:\n{said}", check.code.as_str(), kept.display());
        }
        for problem in found(&good) {
            let _ = writeln!(
                failures,
                "{}: good.md has a problem:\n{}",
                check.code.as_str(),
                report::human(&problem, false)
            );
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn every_folder_belongs_to_a_check() {
    for entry in fs::read_dir("tests/check").expect("the fixtures").map(|entry| entry.expect("an entry")) {
        let name = entry.file_name().into_string().expect("a name");
        assert!(
            name == "base.txt" || CHECKS.iter().any(|check| check.code.as_str() == name),
            "no check is called {name}"
        );
    }
}

#[test]
fn every_check_has_a_manual_page() {
    for check in CHECKS {
        let manual = check.manual();
        for part in ["\n\n", "Source:"] {
            assert!(manual.contains(part), "{}: its manual page lacks {part:?}", check.code.as_str());
        }
        assert!(
            manual.contains("Instead") || manual.contains("instead"),
            "{}: what to write instead?",
            check.code.as_str()
        );
        assert!(!manual.contains("```"), "{}: examples stand between ```text and ```", check.code.as_str());
        assert!(manual.lines().all(|line| line.chars().count() <= 120), "{}: a line is too long", check.code.as_str());
    }
    assert!(CHECKS.windows(2).all(|pair| pair[0].code < pair[1].code), "the list is in the order of names");
}
