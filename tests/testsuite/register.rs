//! `carepress register` in each of its formats, and the page of the same name.

use std::fs;
use std::path::Path;

use crate::support;
use assert_cmd::Command;
use serde_json::{Value, json};

fn register(root: &Path, arguments: &[&str]) -> String {
    let mut command = Command::cargo_bin("carepress").expect("the program");
    let out = command.arg("--root").arg(root).args(["register", "--today", support::TODAY]).args(arguments).assert();
    String::from_utf8(out.success().get_output().stdout.clone()).expect("text")
}

fn rows(root: &Path) -> Vec<Value> {
    register(root, &["--format", "json"]).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn row(root: &Path, path: &str) -> Value {
    rows(root).into_iter().find(|row| row["path"] == path).expect("the page's row")
}

const PAGE: &str = "-- content/page.md --
---
title: \"=HYPERLINK(\\\"x\\\")\"
summary: Wait before you drive.
kind: article
audience: Patients
waivers:
  - { check: review-interval, reason: a long study, by: Lead nurse, until: 2027-12-31 }
review:
  reviewed_by: \"-Lead, nurse\"
  last_reviewed: 2026-05-03
  next_review: 2031-05-03
  version: \"1.0\"
---

Rest for a while after your first visit.

Wait [at least 30 minutes](claim:drive-wait).

> [!CAUTION]
> ## Call [999](tel:emergency) now if:
>
> - you faint

![A clock.](pictures/hours.svg)
-- content/other.md --
---
title: Other
summary: I am. Go on. Do it. Be it.
kind: article
---

Rest.
";

#[test]
fn every_page_is_listed_with_what_is_known_of_it() {
    let site = support::site(PAGE.as_bytes());
    let paths: Vec<Value> = rows(site.path()).iter().map(|row| row["path"].clone()).collect();
    assert_eq!(paths, ["content/guide.md", "content/index.md", "content/other.md", "content/page.md"]);
    let page = row(site.path(), "content/page.md");
    for (name, value) in [
        ("address", json!("page/")),
        ("kind", json!("article")),
        ("version", json!("1.0")),
        ("state", json!("current")),
        ("reviewed_by", json!("-Lead, nurse")),
        ("last_reviewed", json!("2026-05-03")),
        ("next_review", json!("2031-05-03")),
        ("publication", json!("published")),
        ("expires_on", json!(null)),
        ("errors", json!(0)),
        ("warnings", json!(0)),
        ("waived", json!(1)),
        ("claims", json!(["drive-wait"])),
        ("languages", json!(["en"])),
        // 8 and 5 words of text, 4 of the card's heading, 2 of its item.
        ("words", json!(19)),
    ] {
        assert_eq!(page[name], value, "{name}");
    }
    let other = row(site.path(), "content/other.md");
    let mut check = Command::cargo_bin("carepress").expect("the program");
    check.arg("--root").arg(site.path()).args(["check", "--today", support::TODAY, "--format", "json"]);
    let found = String::from_utf8(check.assert().get_output().stdout.clone()).expect("text");
    let warnings = found.lines().filter(|line| line.contains("\"path\":\"content/other.md\"")).count();
    assert!(warnings > 0 && found.contains("review-missing"), "{found}");
    assert_eq!((&other["state"], &other["warnings"]), (&json!("missing"), &json!(warnings)));
}

#[test]
fn readability_is_that_of_the_formulas() {
    let site = support::site(b"---\ntitle: Rest\nsummary: Rest for a while after your first visit.\nkind: article\nreview:\n  version: \"0.1\"\n---\n\nRest for a while after your first visit.\n");
    let page = row(site.path(), "content/page.md");
    // Twice 8 words in 1 sentence, 33 signs, 32 letters.
    assert_eq!((&page["words"], &page["ari"], &page["coleman_liau"]), (&json!(8), &json!(2.0), &json!(4.0)));
    // Too short for SMOG, which is not given below thirty sentences.
    let names: Vec<&String> = page["indexes"].as_object().expect("an object").keys().collect();
    assert_eq!(names, ["ari", "coleman_liau", "flesch_kincaid", "flesch_reading_ease", "lix"]);
    assert_eq!((&page["indexes"]["ari"], &page["indexes"]["flesch_reading_ease"].is_number()), (&json!(2.0), &true));
}

#[test]
fn instruments_are_answered_from_the_page_and_left_to_people_where_it_can_not_tell() {
    let site = support::site(PAGE.as_bytes());
    let (page, other) = (row(site.path(), "content/page.md"), row(site.path(), "content/other.md"));
    let has = |row: &Value, instrument: &str, answer: &str, item: u8| {
        row[instrument][answer].as_array().expect("numbers").contains(&json!(item))
    };
    assert!(has(&page, "pemat", "no", 17) && has(&other, "pemat", "not_applicable", 17), "a picture without a caption");
    assert!(has(&page, "pemat", "yes", 20) && has(&other, "pemat", "person", 20), "a card calls for action");
    assert!(has(&page, "pemat", "yes", 12) && has(&other, "pemat", "no", 12), "a list catches the eye");
    assert!(has(&page, "cdc", "yes", 1) && has(&other, "cdc", "no", 1), "four sentences are no one message");
    assert!(has(&page, "discern", "yes", 5) && has(&other, "discern", "no", 5), "it says when it was reviewed");
    assert!(!has(&page, "discern", "no", 4) && has(&other, "discern", "no", 4), "it names its sources");
    assert!(has(&page, "pemat", "person", 15) && has(&page, "discern", "person", 16));
    for row in [&page, &other] {
        for (instrument, items) in [("pemat", 24), ("cdc", 20), ("discern", 16)] {
            let answers = row[instrument].as_object().expect("answers").values();
            assert_eq!(answers.map(|numbers| numbers.as_array().expect("numbers").len()).sum::<usize>(), items);
        }
    }
}

/// Reads comma-separated values as RFC 4180 has them.
fn parsed(csv: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = csv.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => cell.push(chars.next().expect("a quote")),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    rows
}

#[test]
fn a_spreadsheet_finds_no_formula_in_it() {
    let site = support::site(PAGE.as_bytes());
    let lines = parsed(&register(site.path(), &["--format", "csv"]));
    assert!(lines.len() == 5 && lines.iter().all(|line| line.len() == lines[0].len()), "{lines:?}");
    let cell = |name: &str| &lines[4][lines[0].iter().position(|head| head == name).expect("the column")];
    assert_eq!(cell("path"), "content/page.md");
    assert_eq!(cell("title"), "'=HYPERLINK(\"x\")");
    assert_eq!(cell("reviewed_by"), "'-Lead, nurse");
    let ari = lines[0].iter().position(|head| head == "ari").expect("the column");
    assert!(lines[3][ari].parse::<f64>().expect("a number") < 0.0, "a figure below zero stays a figure");
    for cell in lines.iter().flatten().filter(|cell| cell.parse::<f64>().is_err()) {
        assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
    }
}

#[test]
fn the_table_is_for_reading() {
    let site = support::site(PAGE.as_bytes());
    let table = register(site.path(), &[]);
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines.len(), 8, "the pages, and below them what is waived");
    let column = lines[0].find("next review").expect("the head");
    assert_eq!(&lines[4][column..column + 10], "2031-05-03");
    assert!(lines.iter().all(|line| line.len() <= 120), "{table}");
    assert_eq!(lines[7], "content/page.md  review-interval         a long study  Lead nurse  2027-12-31");
}

/// A page that lets a banned phrase through, with a reason that a spreadsheet and a browser would run.
const LET_THROUGH: &str = "-- content/place.md --
---
title: A place for each child
summary: Each child has a place.
kind: article
waivers:
  - check: banned-phrase
    words: a guaranteed cure
    reason: <b>the name</b> of a song
    by: Lead nurse
    until: 2027-12-31
  - { check: banned-phrase, words: guaranteed cure of old, reason: a book, by: Lead nurse, until: 2020-12-31 }
---

The song is called a guaranteed cure.
";

#[test]
fn words_that_are_let_through_stand_in_the_register_with_their_reason() {
    let site = support::site(LET_THROUGH.as_bytes());
    let root = site.path();
    let waivers = &row(root, "content/place.md")["waivers"];
    let waiver = json!({"check": "banned-phrase", "words": "a guaranteed cure", "reason": "<b>the name</b> of a song",
        "by": "Lead nurse", "until": "2027-12-31"});
    assert_eq!(*waivers, json!([waiver]), "what has ended lets nothing through, and is not listed");
    assert_eq!(row(root, "content/index.md")["waivers"], json!([]));
    let table = register(root, &[]);
    let last = table.lines().last().expect("a line");
    assert_eq!(
        last.split("  ").filter(|cell| !cell.is_empty()).collect::<Vec<_>>(),
        [
            "content/place.md",
            "banned-phrase",
            "a guaranteed cure",
            "<b>the name</b> of a song",
            "Lead nurse",
            "2027-12-31"
        ]
    );
    let lines = parsed(&register(root, &["--format", "csv"]));
    let column = lines[0].iter().position(|head| head == "waivers").expect("the column");
    let line = lines.iter().find(|line| line[0] == "content/place.md").expect("the page");
    let cell = "banned-phrase \"a guaranteed cure\": <b>the name</b> of a song (Lead nurse, until 2027-12-31)";
    assert_eq!(line[column], cell);
    let mut build = Command::cargo_bin("carepress").expect("the program");
    // A waiver that has ended is an error.
    let path = root.join("content/place.md");
    let text = fs::read_to_string(&path).expect("the page");
    fs::write(&path, text.lines().filter(|line| !line.contains("of old")).collect::<Vec<_>>().join("\n"))
        .expect("written");
    build.arg("--root").arg(root).args(["build", "--today", support::TODAY]).assert().success();
    let html = fs::read_to_string(root.join("public/register.html")).expect("the page");
    assert!(
        html.contains("<q><bdi>a guaranteed cure</bdi></q>: <bdi>&lt;b&gt;the name&lt;/b&gt; of a song</bdi>"),
        "{html}"
    );
    assert!(html.contains("(<bdi>Lead nurse</bdi>, until 2027-12-31)"), "{html}");
}

#[test]
fn claims_are_listed_with_the_pages_that_state_them() {
    let site = support::site(PAGE.as_bytes());
    let more = "\nnap:\n  topic: sleep\n  population: adults\n  from: 20\n  to: 30\n  unit: minutes\n  wording: { en: [\"20 to 30 minutes\"] }\n";
    let path = site.path().join("content/claims.yaml");
    fs::write(&path, fs::read_to_string(&path).expect("claims") + more).expect("written");
    let lines = register(site.path(), &["--claims", "--format", "json"]);
    let claims: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(
        claims,
        [
            json!({"claim": "drive-wait", "topic": "wait before driving", "population": "adults", "value": "30 minutes", "places": ["content/page.md"]}),
            json!({"claim": "nap", "topic": "sleep", "population": "adults", "value": "20 to 30 minutes", "places": []}),
        ]
    );
    assert_eq!(parsed(&register(site.path(), &["--claims", "--format", "csv"])).len(), 3);
    assert!(register(site.path(), &["--claims"]).contains("drive-wait  wait before driving  adults"));
}

#[test]
fn the_page_is_for_the_staff_alone() {
    let site = support::site(PAGE.as_bytes());
    let mut build = Command::cargo_bin("carepress").expect("the program");
    build.arg("--root").arg(site.path()).args(["build", "--today", support::TODAY]).assert().success();
    let public = site.path().join("public");
    let html = fs::read_to_string(public.join("register.html")).expect("the page");
    let document = scraper::Html::parse_document(&html);
    let select = |css: &str| {
        let selector = scraper::Selector::parse(css).expect("a selector");
        document.select(&selector).map(|element| element.text().collect::<String>()).collect::<Vec<_>>()
    };
    assert!(html.contains("<meta name=\"robots\" content=\"noindex\">") && !html.contains("rel=\"canonical\""));
    assert_eq!(select("tbody")[0].matches("current").count(), 3);
    assert_eq!(select("table").len(), 4, "the pages, and three instruments");
    assert_eq!(select("tbody tr th a"), ["The guide", "Home", "Other", "=HYPERLINK(\"x\")"]);
    let cells = select("article > .table tbody tr:last-child td");
    assert_eq!(cells.len(), select("article > .table thead th").len() - 1, "each column has its cell");
    assert_eq!(
        cells[..6],
        [
            "current, -Lead, nurse, version 1.0",
            "2026-05-03 to 2031-05-03",
            "published; en",
            "19 words; ARI 1.0, CLI 2.1",
            "0, 1 waivedreview-interval: a long study (Lead nurse, until 2027-12-31)",
            "drive-wait",
        ]
    );
    for file in
        ["index.html", "guide/index.html", "page/index.html", "a-z/index.html", "sitemap.xml", "robots.txt", "404.html"]
    {
        let text = fs::read_to_string(public.join(file)).expect("a file");
        assert!(!text.contains("register"), "{file} leads to the register");
    }
}
