//! `carepress approve`: what it writes, what it refuses, and that any later change opens the review again.

use std::fs;
use std::path::Path;

use crate::support;
use assert_cmd::Command;

fn carepress(root: &Path, arguments: &[&str]) -> assert_cmd::assert::Assert {
    let mut command = Command::cargo_bin("carepress").expect("the program");
    command.arg("--root").arg(root).args(arguments).assert()
}

fn approve(root: &Path) -> assert_cmd::assert::Assert {
    carepress(root, &["approve", "content/page.md", "--by", "Lead nurse", "--today", support::TODAY])
}

fn check(root: &Path) -> assert_cmd::assert::Assert {
    carepress(root, &["check", "--strict", "--today", support::TODAY])
}

fn read(root: &Path) -> String {
    fs::read_to_string(root.join("content/page.md")).expect("the page")
}

fn change(root: &Path, file: &str, from: &str, to: &str) {
    let file = root.join(file);
    let text = fs::read_to_string(&file).expect("a file");
    assert!(text.contains(from), "{from:?} is not in {text}");
    fs::write(file, text.replace(from, to)).expect("written");
}

const PAGE: &str = "---
# Ask before you change this page.
title: Driving   # short
summary: \"Wait before you drive.\"
kind: article
review:   # by the team
    version: \"1.2\" # second print
topics: [driving]
---

Wait [at least 30 minutes](claim:drive-wait) for the [vagus nerve](term:vagus-nerve).

## Later
Rest.
";

#[test]
fn only_the_lines_of_the_review_are_written() {
    let site = support::site(PAGE.as_bytes());
    approve(site.path())
        .success()
        .stdout("content/page.md: approved by Lead nurse on 2027-01-02; the next review is due on 2030-01-02\n");
    let text = read(site.path());
    let approved = text.lines().find_map(|line| line.strip_prefix("    approved: ")).expect("the fingerprint");
    let lines = format!(
        "    version: \"1.2\" # second print\n    reviewed_by: \"Lead nurse\"\n    last_reviewed: 2027-01-02\n    next_review: 2030-01-02\n    approved: {approved}\n"
    );
    assert_eq!(text, PAGE.replace("    version: \"1.2\" # second print\n", &lines));
    check(site.path()).success();
    approve(site.path()).success();
    assert_eq!(read(site.path()), text, "approved once more, the page is the same");
    let names: Vec<_> = fs::read_dir(site.path().join("content")).expect("content").flatten().collect();
    assert!(names.iter().all(|entry| !entry.file_name().to_string_lossy().starts_with('.')), "{names:?}");
}

#[test]
fn line_ends_and_a_byte_order_mark_are_kept() {
    let text = format!("\u{feff}{}", PAGE.replace('\n', "\r\n"));
    let site = support::site(text.as_bytes());
    approve(site.path()).success();
    let approved = read(site.path());
    assert!(approved.starts_with("\u{feff}---\r\n"));
    assert_eq!(approved.matches('\n').count(), approved.matches("\r\n").count());
    check(site.path()).success();
    // The same text, as other editors would save it.
    let other =
        approved.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace("## Later\n", "## Later  \n") + "\n\n";
    fs::write(site.path().join("content/page.md"), other).expect("written");
    check(site.path()).success();
}

#[test]
fn any_change_of_the_text_or_of_what_it_rests_on_opens_the_review_again() {
    for (file, from, to, reopens) in [
        ("content/page.md", "Rest.", "Do not rest.", true),
        ("content/page.md", "title: Driving ", "title: Driving home ", true),
        ("content/page.md", "Wait before you drive.", "Drive when you like.", true),
        (
            "content/claims.yaml",
            "value: 30\n  unit: minutes\n  wording: { en: [\"at least 30 minutes\"] }",
            "value: 30\n  unit: minutes\n  wording: { en: [\"at least 30 minutes\", \"30 minutes\"] }",
            true,
        ),
        ("content/claims.yaml", "certainty: firm", "certainty: weak", true),
        ("content/glossary.yaml", "helps the body rest\n    definition", "keeps the body calm\n    definition", true),
        ("content/page.md", "[driving]", "[driving, home]", false),
        ("content/page.md", "# short", "# not long", false),
        ("content/claims.yaml", "topic: wait before driving", "topic: wait before driving home", false),
        ("content/sources.yaml", "year: 2020", "year: 2021", false),
    ] {
        let site = support::site(PAGE.as_bytes());
        approve(site.path()).success();
        change(site.path(), file, from, to);
        if reopens {
            let out = check(site.path()).code(1).get_output().stderr.clone();
            let said = String::from_utf8(out).expect("text");
            assert!(said.contains("error[changed-since-review]"), "{to}: {said}");
            approve(site.path()).success();
        }
        check(site.path()).success();
    }
}

#[test]
fn a_page_that_changed_does_not_say_that_it_was_reviewed() {
    let site = support::site(PAGE.as_bytes());
    approve(site.path()).success();
    let settings = fs::read_to_string(site.path().join("site.yaml")).expect("settings");
    fs::write(site.path().join("site.yaml"), settings + "checks: { changed-since-review: warning }\n")
        .expect("written");
    let built = || {
        carepress(site.path(), &["build", "--today", support::TODAY]).success();
        fs::read_to_string(site.path().join("public/page/index.html")).expect("the page")
    };
    let before = built();
    assert!(
        before.contains("Last reviewed") && before.contains("lastReviewed") && !before.contains("Not yet reviewed")
    );
    change(site.path(), "content/page.md", "Rest.", "Do not rest.");
    let after = built();
    assert!(!after.contains("Last reviewed") && !after.contains("lastReviewed") && after.contains("Not yet reviewed"));
}

#[test]
fn other_forms_of_the_front_matter_are_understood() {
    for written in [
        "",
        "review:\n",
        "review: { version: \"1.2\" }\n",
        "review:\n  reviewed_by:\n  last_reviewed: # when?\n",
        "review:\n  reviewed_by: >-\n    Old\n    nurse\n  version: \"1.2\"\n",
    ] {
        let site = support::site(
            PAGE.replace("review:   # by the team\n    version: \"1.2\" # second print\n", written).as_bytes(),
        );
        approve(site.path()).success();
        check(site.path()).success();
        assert!(read(site.path()).starts_with("---\n# Ask before"), "{written}");
    }
}

#[test]
fn what_must_not_be_approved_is_left_as_it_is() {
    let wrong = PAGE.replace("at least 30 minutes", "at least 20 minutes");
    for (page, arguments, code) in [
        (wrong.as_str(), &["content/page.md", "--by", "Lead nurse"][..], 1),
        (PAGE, &["content/page.md", "--by", " "][..], 2),
        (PAGE, &["content/page.md"][..], 2),
        (PAGE, &["content/page.md", "--by", "a\nb"][..], 2),
        (PAGE, &["content/none.md", "--by", "Lead nurse"][..], 2),
        (PAGE, &["content/claims.yaml", "--by", "Lead nurse"][..], 2),
        (PAGE, &["content/page.md", "--by", "Lead nurse", "--next", "2027-01-02"][..], 2),
        (PAGE, &["content/page.md", "--by", "Lead nurse", "--next", "2030-01-03"][..], 2),
        (PAGE, &["content/page.md", "content/none.md", "--by", "Lead nurse"][..], 2),
    ] {
        let site = support::site(page.as_bytes());
        carepress(site.path(), &[&["approve", "--today", support::TODAY], arguments].concat()).code(code);
        assert_eq!(read(site.path()), page, "{arguments:?}");
    }
}

#[test]
fn a_review_that_is_overdue_is_renewed() {
    let old = PAGE.replace(
        "    version",
        "    reviewed_by: Old nurse\n    last_reviewed: 2022-05-03\n    next_review: 2025-05-03\n    version",
    );
    let site = support::site(old.as_bytes());
    check(site.path()).code(1);
    carepress(
        site.path(),
        &["approve", "content/page.md", "--by", "Dr's \"team\"", "--next", "2028-01-02", "--today", support::TODAY],
    )
    .success();
    let text = read(site.path());
    assert!(
        text.contains("reviewed_by: \"Dr's \\\"team\\\"\"\n") && text.contains("next_review: 2028-01-02\n"),
        "{text}"
    );
    check(site.path()).success();
}
