//! `carepress check --fix`: what it makes of every fixture, and that it changes nothing else.
//!
//! `tests/check/CODE/fixed.md` is what becomes of `bad.md`; it is there for every kind of problem that has a fix.
//! `tests/fix/NAME` holds what has to be told from something else: `fixed.md` is what becomes of `bad.md`, and where there
//! is none, nothing may be changed.
//! `tests/yaml/fixed.txt` is the same for the slips of `tests/yaml/inputs.txt`. `UPDATE=1 cargo test --test testsuite fixes::` writes
//! both anew: read the difference before committing it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::support;
use crate::support::html_site::files;
use crate::support::program::carepress;
use crate::support::snapshots::difference;
use crate::support::typos::{kept_text, slips};
use carepress::base::diagnostic::{Diagnostic, Fix};
use carepress::base::fix;
use carepress::check::CHECKS;
use rayon::prelude::*;
use similar::{ChangeTag, TextDiff};
use tempfile::TempDir;

/// Kinds of problems that have a fix, at least in some cases.
const FIXABLE: [&str; 22] = [
    "bad-date",
    "broken-anchor",
    "broken-link",
    "broken-mark",
    "claim-mismatch",
    "do-not-wording",
    "heading-order",
    "leftover-mark",
    "missing-front-matter",
    "missing-image",
    "review-missing",
    "typed-phone-number",
    "unknown-claim",
    "unknown-guide",
    "unknown-key",
    "unknown-phone",
    "unknown-source",
    "unknown-term",
    "unknown-value",
    "unsafe-link",
    "wrong-type",
    "yaml-syntax",
];

/// Every text that a fix may change, by its path.
fn texts(site: &TempDir) -> BTreeMap<String, Vec<u8>> {
    let paths = files(site.path()).into_iter().filter(|path| path == "site.yaml" || path.starts_with("content/"));
    paths.map(|path| (path.clone(), fs::read(site.path().join(&path)).expect("a file"))).collect()
}

/// Fixes a site round by round. In each, only lines that carried a problem may go.
fn fixed_by_hand(name: &str, site: &TempDir) {
    for _ in 0..10 {
        let problems = carepress::build::examine(site.path(), support::options()).expect("the folder can be read");
        if problems.iter().any(|problem| problem.code.as_str() == "not-utf-8") {
            return;
        }
        let mut files = BTreeMap::<&str, Vec<&Fix>>::new();
        for fix in problems.iter().filter_map(|problem| problem.fix.as_deref()) {
            files.entry(fix.at.path()).or_default().push(fix);
        }
        if files.is_empty() {
            return;
        }
        for (path, fixes) in files {
            let file = site.path().join(path);
            let written = fs::read_to_string(&file).expect("a text");
            let old = written.strip_prefix('\u{feff}').unwrap_or(&written);
            let (new, done) = fix::apply(old, fixes);
            assert!(done > 0, "{name}: no fix of {path} could be done");
            let lines: BTreeSet<usize> = problems
                .iter()
                .filter_map(|problem| problem.location.as_ref().filter(|place| place.path() == path))
                .flat_map(|place| place.line()..=place.end_line())
                .collect();
            for change in TextDiff::from_lines(old, &new).iter_all_changes().filter(|c| c.tag() == ChangeTag::Delete) {
                let line = change.old_index().expect("it was there") + 1;
                assert!(lines.contains(&line), "{name}: line {line} of {path} was well: {change}");
            }
            fs::write(&file, written.replace(old, &new)).expect("written");
        }
    }
    panic!("{name}: there is always something left to fix");
}

/// The files of a fixture after a run of the program, and what it says about a second run.
fn fixed_by_program(name: &str, site: &TempDir) -> BTreeMap<String, Vec<u8>> {
    let before = texts(site);
    let arguments = ["check", "--fix", "--today", support::TODAY];
    let shown = carepress(site.path(), &[&arguments[..], &["--dry-run"]].concat());
    assert_eq!(texts(site), before, "{name}: a dry run writes nothing");
    let ran = carepress(site.path(), &arguments);
    let after = texts(site);
    assert_eq!(before != after, ran.out.contains("\n@@ "), "{name}: what changes is shown\n{}", ran.out);
    let hunks = |out: &str| out.rsplit_once("\n\n").map(|(hunks, _)| hunks.to_owned());
    assert_eq!(hunks(&shown.out), hunks(&ran.out), "{name}: and shown before");
    let again = carepress(site.path(), &arguments);
    assert!(texts(site) == after && again.out.ends_with("; 0 fixed\n"), "{name}: {}", again.out);
    assert_eq!(again.code, ran.code, "{name}: the exit code is that of what is left");
    after
}

/// A site on which the program and the loop above agree, with other line ends as well. `lay` puts the bad files there.
fn fixed(name: &str, lay: &(impl Fn() -> TempDir + Sync)) -> BTreeMap<String, Vec<u8>> {
    let site = lay();
    let problems = carepress::build::examine(site.path(), support::options()).expect("the folder can be read");
    if problems.iter().all(|problem| problem.fix.is_none()) {
        return texts(&site);
    }
    let before = texts(&site);
    let after = fixed_by_program(name, &site);
    let left = carepress::build::examine(site.path(), support::options()).expect("the folder can be read");
    let news = unheard_of(&problems, &before, &left);
    assert!(news.is_empty(), "{name}: there was no such problem before: {news:?}");
    let other = lay();
    fixed_by_hand(name, &other);
    assert!(texts(&other) == after, "{name}: the program and the test do not agree");
    let windows = lay();
    let of_windows = |path: &str, bytes: &[u8]| {
        let text = std::str::from_utf8(bytes).ok().filter(|text| !text.contains('\r') && !text.starts_with('\u{feff}'));
        let crlf = text.filter(|_| !path.ends_with("svg")).map(|text| text.replace('\n', "\r\n"));
        crlf.map_or_else(|| bytes.to_vec(), |text| format!("\u{feff}{text}").into_bytes())
    };
    for (path, bytes) in texts(&windows) {
        fs::write(windows.path().join(&path), of_windows(&path, &bytes)).expect("written");
    }
    carepress(windows.path(), &["check", "--fix", "--today", support::TODAY]);
    for (path, bytes) in texts(&windows) {
        let expected = of_windows(&path, &after[&path]);
        let shown = String::from_utf8_lossy(&bytes);
        assert!(bytes == expected, "{name}: {path} with the line ends and the mark of Windows\n{shown:?}");
    }
    after
}

/// Problems that only came with the fixes, in lines that no fix has changed. A line that was mended may show more of its
/// problems: a link that came about can lead nowhere. So may a file that could not be read whole before, or one in
/// which a card was none.
fn unheard_of<'a>(
    before: &[Diagnostic],
    texts: &BTreeMap<String, Vec<u8>>,
    after: &'a [Diagnostic],
) -> Vec<(&'static str, &'a str)> {
    const HIDING: [&str; 9] = [
        "bad-date",
        "bad-value",
        "broken-mark",
        "missing-field",
        "missing-front-matter",
        "unknown-key",
        "unknown-value",
        "wrong-type",
        "yaml-syntax",
    ];
    let half_read: BTreeSet<&str> =
        before.iter().filter(|problem| HIDING.contains(&problem.code.as_str())).map(Diagnostic::path).collect();
    let known: BTreeSet<_> =
        before.iter().map(|problem| (problem.code.as_str(), problem.path(), &problem.message)).collect();
    let was_there = |problem: &Diagnostic| {
        let line = problem.location.as_ref().map_or("", |place| place.excerpt());
        let text = texts.get(problem.path()).map(|bytes| String::from_utf8_lossy(bytes)).unwrap_or_default();
        text.lines().any(|old| old == line)
    };
    let is_new = |problem: &&Diagnostic| !known.contains(&(problem.code.as_str(), problem.path(), &problem.message));
    let news = after.iter().filter(is_new).filter(|problem| !half_read.contains(problem.path()));
    news.filter(|problem| was_there(problem)).map(|problem| (problem.code.as_str(), &*problem.message)).collect()
}

/// Changed files in the form of `bad.md`.
fn as_fixture(before: &BTreeMap<String, Vec<u8>>, after: &BTreeMap<String, Vec<u8>>) -> String {
    let mut out = String::new();
    for (path, bytes) in after.iter().filter(|(path, bytes)| before.get(*path) != Some(bytes)) {
        let _ = write!(out, "-- {path} --\n{}", String::from_utf8_lossy(bytes));
    }
    match out.strip_prefix("-- content/page.md --\n") {
        Some(page) if !page.contains("\n-- ") => page.to_owned(),
        _ => out,
    }
}

#[test]
fn every_fixture_is_fixed_as_far_as_it_is_certain() {
    let failures: Vec<String> = CHECKS
        .par_iter()
        .map(|check| {
            let bad = fs::read(Path::new("tests/check").join(check.code.as_str()).join("bad.md")).expect("a fixture");
            let lay = || support::site(&bad);
            let before = texts(&lay());
            let after = fixed(check.code.as_str(), &lay);
            let kept = format!("check/{}/fixed.md", check.code.as_str());
            let is_fixable = FIXABLE.contains(&check.code.as_str());
            let text = as_fixture(&before, &after);
            match (text.is_empty(), is_fixable) {
                (true, true) => format!("{}: its fixture shows no fix\n", check.code.as_str()),
                (true, false) => String::new(),
                (false, _) => difference(&kept, &text),
            }
        })
        .collect();
    assert!(failures.concat().is_empty(), "{}\nIf this is as it should be: UPDATE=1 cargo test", failures.concat());
}

#[test]
fn only_what_is_proved_is_fixed() {
    let folders = fs::read_dir("tests/fix").expect("the cases").map(|entry| entry.expect("a case").path());
    let failures: Vec<String> = folders
        .collect::<Vec<_>>()
        .par_iter()
        .map(|folder| {
            let name = folder.file_name().expect("a name").to_string_lossy();
            let bad = fs::read(folder.join("bad.md")).expect("a case");
            let lay = || support::site(&bad);
            let (before, after) = (texts(&lay()), fixed(&name, &lay));
            let text = as_fixture(&before, &after);
            let kept = fs::read_to_string(folder.join("fixed.md")).unwrap_or_default();
            let kept =
                kept.strip_prefix("-- content/page.md --\n").filter(|page| !page.contains("\n-- ")).unwrap_or(&kept);
            if text == *kept { String::new() } else { format!("{name}:\n{text}\nin place of\n{kept}\n") }
        })
        .collect();
    assert!(failures.concat().is_empty(), "{}", failures.concat());
}

#[test]
fn every_slip_is_fixed_as_far_as_it_is_certain() {
    let texts: Vec<String> = slips()
        .par_iter()
        .map(|(name, input, article)| {
            let lay = || support::site(article.as_bytes());
            let before = texts(&lay());
            let after = fixed(name, &lay);
            let page = "content/page.md";
            if before == after {
                return String::new();
            }
            let text = String::from_utf8(after[page].clone()).expect("a text");
            let text = kept_text(text.trim_start_matches("---\n"));
            let text = text.split("\n---").next().unwrap_or_default();
            format!("## {name}\n\n{input}\n=>\n\n{text}\n\n")
        })
        .collect();
    support::snapshots::kept("yaml/fixed.txt", &texts.concat());
}

/// A page with one mistake that has a fix.
const TYPO: &str = "-- content/page.md --
---
titel: Sleep   # short
summary: Rest.
kind: article
review: { version: \"0.1\" }
---

Words.
";

#[test]
fn people_read_the_difference_and_programs_the_promised_lines() {
    let site = support::site(TYPO.as_bytes());
    let arguments = ["check", "--fix", "--today", support::TODAY];
    let page = || fs::read_to_string(site.path().join("content/page.md")).expect("the page");
    let before = page();
    let shown = carepress(site.path(), &[&arguments[..], &["--dry-run"]].concat());
    let difference = "--- content/page.md\n+++ content/page.md\n@@ -1,4 +1,4 @@\n ---\n-titel: Sleep   # short\n+title: Sleep   # short\n summary: Rest.\n kind: article\n\n";
    assert_eq!(
        (shown.code, shown.out, page()),
        (1, format!("{difference}1 error, 0 warnings; 1 can be fixed: run it without --dry-run\n"), before.clone())
    );
    let json = carepress(site.path(), &[&arguments[..], &["--dry-run", "--format", "json"]].concat());
    assert_eq!((json.out.lines().count(), json.err.as_str()), (1, difference), "{}", json.out);
    let ran = carepress(site.path(), &arguments);
    assert_eq!((ran.code, ran.out), (0, format!("{difference}0 errors, 0 warnings; 1 fixed\n")));
    assert_eq!(page(), before.replace("titel", "title"));
    assert_eq!(carepress(site.path(), &["check", "--dry-run"]).code, 2, "there is nothing to try without --fix");
}

#[test]
fn only_the_files_that_were_asked_for_are_fixed() {
    let site = support::site(format!("{TYPO}{}", TYPO.replace("page.md", "other.md")).as_bytes());
    let ran = carepress(site.path(), &["check", "--fix", "content/other.md", "--today", support::TODAY]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let read = |path: &str| fs::read_to_string(site.path().join(path)).expect("a page");
    assert!(read("content/other.md").contains("title:") && read("content/page.md").contains("titel:"));
}

#[cfg(unix)]
#[test]
fn nothing_is_written_over_a_link_or_beside_the_sources() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let elsewhere = tempfile::tempdir().expect("a folder");
    let site = support::site(TYPO.as_bytes());
    let content = site.path().join("content");
    // The whole of the content stands elsewhere, and is only linked to.
    fs::rename(&content, elsewhere.path().join("content")).expect("moved");
    symlink(elsewhere.path().join("content"), &content).expect("a link");
    let ran = carepress(site.path(), &["check", "--fix", "--today", support::TODAY]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("is a link to another place, and links are not followed"), "{}", ran.err);
    assert!(fs::read_to_string(content.join("page.md")).expect("the page").contains("titel:"));
    // A folder that can't be written to: nothing is changed, not even the page before it.
    let site = support::site(format!("{TYPO}{}", TYPO.replace("page.md", "shut/page.md")).as_bytes());
    let shut = site.path().join("content/shut");
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o555)).expect("shut");
    if fs::write(shut.join("probe"), "").is_err() {
        let ran = carepress(site.path(), &["check", "--fix", "--today", support::TODAY]);
        assert_eq!(ran.code, 2);
        assert!(ran.err.contains("can't write content/shut/page.md; it was left as it is"), "{}", ran.err);
        assert!(fs::read_to_string(site.path().join("content/page.md")).expect("the page").contains("titel:"));
    }
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o755)).expect("open");
}
