//! What `SECURITY.md` promises is kept by tests that exist.

use std::fs;

/// Every test that the document names, with the file that it is said to be in.
fn named(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for line in text.lines() {
        let Some((_, kept_by)) = line.trim_end_matches(" |").rsplit_once(" | ").filter(|_| line.starts_with("| "))
        else {
            continue;
        };
        for part in kept_by.split("; ") {
            let mut names = part.split('`').skip(1).step_by(2);
            let Some(file) = names.next().filter(|_| part.contains("`: `")) else { continue };
            found.extend(names.map(|name| (file.to_owned(), name.to_owned())));
        }
    }
    found
}

#[test]
fn every_test_that_keeps_a_promise_is_there() {
    let text = fs::read_to_string("SECURITY.md").expect("the document");
    let named = named(&text);
    assert!(named.len() > 30, "the tests are read from the tables: {named:?}");
    for (file, name) in named {
        let source = fs::read_to_string(&file).unwrap_or_else(|_| panic!("there is no {file}"));
        let is_there = if file.rsplit_once('.').is_some_and(|(_, ending)| ending == "rs") {
            source.contains(&format!("#[test]\nfn {name}()")) || source.contains(&format!("#[test]\n    fn {name}()"))
        } else {
            source.contains(&name)
        };
        let is_ignored_test = source.contains("#[ignore") && source.contains(&format!("\nfn {name}()"));
        assert!(is_there || is_ignored_test, "SECURITY.md names the test {name}, which is not in {file}");
    }
}

#[test]
fn every_promise_names_what_keeps_it() {
    let text = fs::read_to_string("SECURITY.md").expect("the document");
    for line in text.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| Promise")) {
        assert!(line.contains("`tests/") || line.contains("`src/") || line.contains("`deny.toml`"), "{line}");
    }
}

#[test]
fn our_code_is_safe_and_every_package_is_pinned() {
    let cargo = fs::read_to_string("Cargo.toml").expect("the manifest");
    assert!(cargo.contains("\nunsafe_code = \"forbid\"\n"));
    let lock = fs::read_to_string("Cargo.lock").expect("it is kept");
    let packages: Vec<&str> = lock.split("[[package]]").skip(1).collect();
    assert!(packages.len() > 50);
    for package in packages.iter().filter(|package| !package.contains("name = \"carepress\"\n")) {
        assert!(
            package.contains("\nchecksum = \"") && package.contains("registry+https://github.com/rust-lang/"),
            "{package}"
        );
    }
    let lock = fs::read_to_string("tests/browser/package-lock.json").expect("it is kept");
    let lock: serde_json::Value = serde_json::from_str(&lock).expect("JSON");
    let packages = lock["packages"].as_object().expect("packages");
    assert!(packages.len() > 50);
    for (name, package) in packages.iter().filter(|(name, _)| !name.is_empty()) {
        assert!(package["integrity"].is_string() && package["version"].is_string(), "{name} is not pinned");
    }
}
