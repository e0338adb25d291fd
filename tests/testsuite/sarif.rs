//! `--format sarif` against what the schema of SARIF 2.1.0 (OASIS, with errata 01) asks of the parts that we write: names of
//! properties, types, ranges. The schema allows no property that it does not name.

use std::fs;

use crate::support;
use assert_cmd::Command;
use serde_json::{Map, Value};

/// An object with exactly these properties, or some of them; all others are not in the schema's list.
fn object<'v>(value: &'v Value, required: &[&str], optional: &[&str]) -> &'v Map<String, Value> {
    let object = value.as_object().unwrap_or_else(|| panic!("{value} is no object"));
    for name in required {
        assert!(object.contains_key(*name), "{value} lacks {name}");
    }
    for name in object.keys() {
        assert!(required.contains(&name.as_str()) || optional.contains(&name.as_str()), "{name} in {value}");
    }
    object
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap_or_else(|| panic!("{value} is no list"))
}

const BAD: &str = "-- content/pages of é/index.md --
---
title: Índice
summary: Pages.
kind: article
---
-- content/pages of é/Long page.md --
---
title: Driving
summary: Wait.
kind: article
---

Wäit [at least 20 minutes](claim:drive-wait) and [see](nowhere.md).

<div>
HTML
</div>
-- content/notes.docx --
Notes
";

#[test]
fn a_log_is_valid_and_points_at_what_is_wrong() {
    let site = support::site(BAD.as_bytes());
    let mut check = Command::cargo_bin("carepress").expect("the program");
    check.arg("--root").arg(site.path()).args(["check", "--format", "sarif", "--today", support::TODAY]);
    let out = check.assert().code(1).get_output().stdout.clone();
    let log: Value = serde_json::from_slice(&out).expect("JSON");
    let log = object(&log, &["version", "runs", "$schema"], &[]);
    assert_eq!(log["version"], "2.1.0");
    assert!(text(&log["$schema"]).starts_with("https://"));
    assert_eq!(list(&log["runs"]).len(), 1);
    let run = object(&log["runs"][0], &["tool", "results", "columnKind"], &[]);
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let driver = object(&object(&run["tool"], &["driver"], &[])["driver"], &["name", "version", "rules"], &[]);
    assert_eq!(driver["name"], "carepress");
    let rules = list(&driver["rules"]);
    for rule in rules {
        let rule = object(rule, &["id", "shortDescription", "help", "defaultConfiguration"], &[]);
        assert!(!text(&object(&rule["shortDescription"], &["text"], &[])["text"]).is_empty());
        let help = object(&rule["help"], &["text", "markdown"], &[]);
        assert!(!text(&help["text"]).is_empty() && !text(&help["markdown"]).is_empty());
        let configuration = object(&rule["defaultConfiguration"], &["level"], &[]);
        assert!(["error", "warning"].contains(&text(&configuration["level"])));
    }
    let mut ids: Vec<&str> = rules.iter().map(|rule| text(&rule["id"])).collect();
    ids.dedup();
    assert_eq!(ids.len(), rules.len(), "a rule stands once");

    let mut codes = Vec::new();
    for result in list(&run["results"]) {
        let result = object(result, &["ruleId", "ruleIndex", "level", "message", "locations"], &["fixes"]);
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("a position")).expect("small");
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(["error", "warning"].contains(&text(&result["level"])));
        assert!(!text(&object(&result["message"], &["text"], &[])["text"]).is_empty());
        assert_eq!(list(&result["locations"]).len(), 1);
        let physical = &object(&result["locations"][0], &["physicalLocation"], &[])["physicalLocation"];
        let physical = object(physical, &["artifactLocation", "region"], &[]);
        let uri = text(&object(&physical["artifactLocation"], &["uri"], &[])["uri"]);
        assert!(uri.bytes().all(|b| b.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&b)), "{uri} is no address");
        let path = uri.replace("%20", " ").replace("%C3%A9", "é");
        let lines: Vec<String> =
            fs::read_to_string(site.path().join(&path)).expect("the file").lines().map(String::from).collect();
        let region = object(&physical["region"], &["startLine", "startColumn", "endLine", "endColumn"], &[]);
        let [line, column, end_line, end_column] = ["startLine", "startColumn", "endLine", "endColumn"]
            .map(|name| usize::try_from(region[name].as_u64().expect("a number")).expect("small"));
        assert!(line >= 1 && column >= 1 && end_line <= lines.len() + 1, "{region:?}");
        assert!((end_line, end_column) >= (line, column), "{region:?}");
        let words: String = lines[line - 1].chars().skip(column - 1).take(end_column.saturating_sub(column)).collect();
        codes.push((text(&result["ruleId"]).to_owned(), words));
    }
    for (code, words) in [
        ("claim-mismatch", "at least 20 minutes"),
        ("broken-link", "nowhere.md"),
        ("review-missing", "Driving"),
        ("unknown-file", ""),
    ] {
        assert!(codes.iter().any(|(found, of)| found == code && of == words), "{code} at {words:?}: {codes:?}");
    }
}
