//! The command line as it is promised: exit codes, what goes to which stream, the fields of the JSON lines, and the words
//! of every command.
//!
//! The words are kept in `tests/command/`; `UPDATE=1 cargo test --test testsuite command_line::` writes them anew.

use std::fs;
use std::path::Path;

use crate::support;
use crate::support::html_site::{files, is_page};
use crate::support::program::{Ran, carepress, carepress_in};
use crate::support::snapshots::kept;
use carepress::check::CHECKS;
use serde_json::Value;
use tempfile::TempDir;

/// A site with one error and one warning.
fn troubled() -> TempDir {
    let site = support::site(
        b"\
-- content/page.md --
---
title: A page
summary: It is short.
kind: article
review: { version: 0.1 }
---

See [the guide](gide.md), 100% of it: now, here.
-- content/children/index.md --
---
title: Children
summary: For parents.
kind: article
---

![](../pictures/hours.svg)
",
    );
    let settings = format!("{}checks: {{ missing-alt: warning }}\n", support::base_file("site.yaml"));
    fs::write(site.path().join("site.yaml"), settings).expect("the settings");
    site
}

fn check(site: &Path, arguments: &[&str]) -> Ran {
    carepress(site, &[&["check", "--today", support::TODAY], arguments].concat())
}

#[test]
fn people_read_problems_on_the_error_stream_and_the_count_on_the_output() {
    let site = troubled();
    let ran = check(site.path(), &[]);
    assert_eq!((ran.code, ran.out.as_str()), (1, "1 error, 1 warning\n"));
    kept("command/problems.txt", &ran.err);
    let clean = support::site(
        b"-- content/page.md --\n---\ntitle: A page\nsummary: It is short.\nkind: article\nreview: { version: \"0.1\" }\n---\n\nWords.\n",
    );
    let ran = check(clean.path(), &[]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "0 errors, 0 warnings\n", ""));
}

#[test]
fn json_lines_have_the_promised_fields_and_nothing_beside_them() {
    let site = troubled();
    for command in ["check", "build"] {
        let ran = carepress(site.path(), &[command, "--today", support::TODAY, "--format", "json"]);
        assert_eq!((ran.code, ran.err.as_str()), (1, ""), "{command}");
        let lines: Vec<Value> = ran.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert_eq!(lines.len(), 2, "{command}");
        for line in &lines {
            let fields: Vec<&str> = line.as_object().expect("an object").keys().map(String::as_str).collect();
            assert_eq!(
                fields,
                ["code", "severity", "message", "path", "line", "column", "end_line", "end_column", "help"]
            );
        }
        let link = lines.iter().find(|line| line["code"] == "broken-link").expect("the error");
        assert_eq!(
            (&link["severity"], &link["path"], &link["help"]),
            (&"error".into(), &"content/page.md".into(), &"did you mean `guide.md`?".into())
        );
        let place = ["line", "column", "end_line", "end_column"].map(|field| link[field].as_u64().expect("a number"));
        assert_eq!(place, [8, 17, 8, 24], "1-based, the end just behind the last character");
    }
}

#[test]
fn code_hosts_read_annotations() {
    let site = troubled();
    let ran = check(site.path(), &["--format", "github"]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    kept("command/github.txt", &ran.out);
    let sarif = check(site.path(), &["--format", "sarif"]);
    let log: Value = serde_json::from_str(&sarif.out).expect("one JSON object");
    assert_eq!(log["version"], "2.1.0");
    assert_eq!(log["runs"][0]["results"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_build_ends_with_one_line_that_says_what_it_did() {
    let site = support::site(
        b"-- content/page.md --\n---\ntitle: A page\nsummary: It is short.\nkind: article\nreview: { version: \"0.1\" }\n---\n\nWords.\n",
    );
    let ran = carepress(site.path(), &["build", "--today", support::TODAY]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let seconds = ran.out.find("; ").expect("a time") + 2..ran.out.find(" s,").expect("a time");
    assert!(ran.out[seconds.clone()].parse::<f64>().is_ok(), "{}", ran.out);
    let public = site.path().join("public");
    let said = ran.out.replace(&ran.out[seconds], "TIME").replace(public.to_str().expect("a path"), "PUBLIC");
    let written = files(&public);
    let count = written.len() - 1;
    let pages = written.iter().filter(|path| is_page(path)).count();
    assert_eq!(
        said,
        format!("{pages} pages in PUBLIC: {count} files, {count} changed, 0 removed; TIME s, 0 warnings\n")
    );
}

#[test]
fn a_build_that_is_asked_says_which_stages_it_went_through() {
    let site = support::site(b"-- content/page.md --\n---\ntitle: A page\nsummary: It is short.\nkind: article\nreview: { version: \"0.1\" }\n---\n\nWords.\n");
    let ran = carepress(site.path(), &["build", "--timings", "--format", "json", "--today", support::TODAY]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.lines().all(|line| line.starts_with('{')), "{}", ran.out);
    let stages: Vec<&str> = ran.err.lines().map(|line| line[..16].trim_end()).collect();
    let all = ["read", "parse", "link", "lay out", "check", "render and write", "publish", "print problems", "all"];
    assert_eq!(stages, all);
    let share = |line: &str| line[line.rfind(" s ")? + 3..].trim().strip_suffix('%')?.parse::<f64>().ok();
    let shares: Vec<f64> = ran.err.lines().filter_map(share).collect();
    let (whole, parts) = shares.split_last().expect("a line for all");
    assert!((whole - 100.0).abs() < 0.1 && (parts.iter().sum::<f64>() - 100.0).abs() < 1.0, "{}", ran.err);

    let broken = troubled();
    let ran = carepress(broken.path(), &["build", "--timings", "--format", "json", "--today", support::TODAY]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.starts_with("read ") && !ran.err.contains("publish"), "nothing was published: {}", ran.err);
}

#[test]
fn check_shows_the_files_that_it_is_asked_for() {
    let site = troubled();
    for (paths, code, out) in [
        (&["content/page.md"][..], 1, "1 error, 0 warnings\n"),
        (&["content/children"], 0, "0 errors, 1 warning\n"),
        (&["content/children/"], 0, "0 errors, 1 warning\n"),
        (&["content/guide.md"], 0, "0 errors, 0 warnings\n"),
        (&["content/children/index.md", "content/page.md"], 1, "1 error, 1 warning\n"),
        (&["content"], 1, "1 error, 1 warning\n"),
    ] {
        let ran = check(site.path(), paths);
        assert_eq!((ran.code, ran.out.as_str()), (code, out), "{paths:?}");
    }
    for (path, says) in
        [("content/nowhere.md", "there is no content/nowhere.md"), ("/tmp", "/tmp is not in the site's folder")]
    {
        let ran = check(site.path(), &[path]);
        assert_eq!((ran.code, ran.err.as_str()), (2, format!("carepress: {says}\n").as_str()));
    }
}

#[test]
fn what_the_program_can_not_do_has_its_own_exit_code() {
    let empty = tempfile::tempdir().expect("a folder");
    for arguments in [&["build"][..], &["check"], &["new", "article", "Title"], &["new"]] {
        let ran = carepress(empty.path(), arguments);
        assert_eq!(ran.code, 2);
        assert!(ran.err.starts_with("carepress: there is no site.yaml in "), "{}", ran.err);
        assert!(
            ran.err.ends_with("; name the site's folder with --root DIR, or begin a site: carepress init DIR\n"),
            "{}",
            ran.err
        );
        assert_eq!(files(empty.path()), Vec::<String>::new());
    }
    let site = troubled();
    for (arguments, says) in [
        (&["build", "--pubic"][..], "unexpected argument '--pubic' found"),
        (&["biuld"], "unrecognized subcommand 'biuld'"),
        (&["check", "--format", "xml"], "invalid value 'xml' for '--format <FORMAT>'"),
        (&["check", "--today", "2026-02-31"], "is \"2026-02-31\", a day that the calendar does not have"),
        (&["check", "--today", "tomorrow"], "is \"tomorrow\", which is not a date"),
        (&["check", "--today", "3|5|2026"], "is \"3|5|2026\", which is not a date; write year"),
        (&[], "Usage: carepress"),
    ] {
        let ran = carepress(site.path(), arguments);
        assert_eq!(ran.code, 2, "{arguments:?}");
        assert!(ran.err.contains(says), "{arguments:?}: {}", ran.err);
    }
}

#[test]
fn a_site_is_found_from_a_folder_in_it_and_named_where_it_lies_elsewhere() {
    let site = troubled();
    let content = site.path().join("content");
    let check = ["check", "--today", support::TODAY];
    let at_root = carepress_in(site.path(), &check);
    for (folder, path) in [(&content, "page.md"), (&content.join("children"), "../page.md")] {
        let inside = carepress_in(folder, &check);
        assert_eq!((inside.code, &inside.err), (at_root.code, &at_root.err));
        let of_page = carepress_in(folder, &[&check[..], &[path]].concat());
        assert_eq!((of_page.code, of_page.out.as_str()), (1, "1 error, 0 warnings\n"), "{}", of_page.err);
    }
    // A folder that is named is the one, and none above it.
    let real = site.path().canonicalize().expect("the folder");
    let says = format!("; there is one in {0}; type --root \"{0}\" behind the command\n", real.display());
    let named = carepress_in(site.path(), &["check", "--root", "content"]);
    assert!(named.code == 2 && named.err.ends_with(&says), "{}", named.err);
    let above = tempfile::tempdir().expect("a folder");
    fs::create_dir(above.path().join("leaflets")).expect("made");
    fs::write(above.path().join("leaflets/site.yaml"), "name: x").expect("written");
    let ran = carepress_in(above.path(), &["build"]);
    assert!(
        ran.code == 2 && ran.err.contains("; there is one in ./leaflets; type --root \"./leaflets\""),
        "{}",
        ran.err
    );
    assert_eq!(files(above.path()), ["leaflets/site.yaml"]);
}

#[test]
fn what_is_built_from_a_folder_in_a_site_is_published_in_the_site_s_folder() {
    let site = support::site(
        b"-- content/page.md --\n---\ntitle: A page\nsummary: It is short.\nkind: article\nreview: { version: \"0.1\" }\n---\n\nWords.\n",
    );
    let ran = carepress_in(&site.path().join("content"), &["build", "--today", support::TODAY]);
    assert!(ran.code == 0 && site.path().join("public/index.html").exists(), "{}{}", ran.out, ran.err);
    assert!(!site.path().join("content/public").exists());
}

#[test]
fn every_problem_is_explained() {
    let nowhere = Path::new("nowhere");
    let all = carepress(nowhere, &["explain"]);
    assert_eq!((all.code, all.out.lines().count()), (0, CHECKS.len()));
    for check in CHECKS {
        let ran = carepress(nowhere, &["explain", check.code.as_str()]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        assert!(
            ran.out.starts_with(&format!("{} ({})\n\n", check.code, check.code.severity().as_str())),
            "{}",
            ran.out
        );
        assert!(ran.out.contains("\n\nSource: "), "{}", ran.out);
        assert!(all.out.lines().any(|line| line.starts_with(&format!("{} ", check.code)) && line.len() > 40));
    }
    let ran = carepress(nowhere, &["explain", "broken-lnik"]);
    assert_eq!(
        (ran.code, ran.out.as_str(), ran.err.as_str()),
        (2, "", "carepress: there is no problem called `broken-lnik`; did you mean `broken-link`?\n")
    );
    let ran = carepress(nowhere, &["explain", "zzz"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("there is no problem called `zzz`; codes: address-collision, "), "{}", ran.err);
}

#[test]
fn help_reads_well() {
    let help = |arguments: &[&str]| {
        let ran = carepress(Path::new("."), arguments);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        ran.out
    };
    for (name, arguments) in [
        ("carepress", &["--help"][..]),
        ("build", &["build", "--help"]),
        ("check", &["check", "--help"]),
        ("init", &["init", "--help"]),
        ("new", &["new", "--help"]),
        ("serve", &["serve", "--help"]),
        ("explain", &["explain", "--help"]),
        ("cms", &["cms", "--help"]),
        ("schema", &["schema", "--help"]),
        ("rename", &["rename", "--help"]),
    ] {
        kept(&format!("command/help-{name}.txt"), &help(arguments));
    }
    assert_eq!(help(&["--version"]), format!("carepress {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn completions_and_the_manual_page_are_made_from_the_same_types() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = carepress(Path::new("."), &["completions", shell]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        for word in ["explain", "portable", "today", "schema"] {
            assert!(ran.out.contains(word), "{shell} does not complete {word}");
        }
    }
    let ran = carepress(Path::new("."), &["man"]);
    assert_eq!(ran.code, 0);
    assert!(ran.out.contains(".TH carepress 1") && ran.out.contains("Exit codes"), "{}", ran.out);
    // Each page that the first one names is there, and says what its command takes.
    let folder = tempfile::tempdir().expect("a folder");
    let ran = carepress(Path::new("."), &["man", "--output", folder.path().to_str().expect("a name")]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let main = fs::read_to_string(folder.path().join("carepress.1")).expect("the page of carepress");
    let named: Vec<String> = main
        .lines()
        .filter_map(|line| line.strip_suffix("(1)"))
        .map(|name| format!("{}.1", name.replace('\\', "")))
        .collect();
    assert!(named.len() > 8, "{named:?}");
    let mut written = files(folder.path());
    written.retain(|name| name != "carepress.1");
    assert_eq!(written.len(), named.len());
    for name in named {
        let page = fs::read_to_string(folder.path().join(&name)).expect("a page");
        assert!(page.contains(&format!(".TH {} 1", name.trim_end_matches(".1"))), "{page}");
        let command = name.trim_start_matches("carepress-").trim_end_matches(".1");
        assert_eq!(carepress(Path::new("."), &["man", command]).out, page);
    }
    let ran = carepress(Path::new("."), &["man", "biuld"]);
    assert_eq!(
        (ran.code, ran.out.as_str(), ran.err.as_str()),
        (2, "", "carepress: there is no command called `biuld`; did you mean `build`?\n")
    );
}
