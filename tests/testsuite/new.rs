//! `carepress new`: an article that has nothing wrong with it but what is still to be written.

use std::fs;
use std::path::Path;

use crate::support;
use crate::support::html_site::files;
use crate::support::program::{Ran, carepress};
use serde_json::Value;
use tempfile::TempDir;

/// A site without phone numbers, which an article that nobody has written yet does not need.
fn bare() -> TempDir {
    support::site(
        b"-- site.yaml --\nname: Example clinic\nbase_url: https://clinic.example/\nlanguages: [en]\nguide: guide.md\nsample: true\nphones:\n  en: { clinic: \"+44 20 7946 0018\", emergency: \"999\" }\n",
    )
}

/// A site in two languages, with a second guide.
fn rich() -> TempDir {
    support::site(
        b"\
-- site.yaml --
name: Example clinic
base_url: https://clinic.example/
languages: [en, de]
guide: guide.md
sample: true
phones:
  en: { clinic: \"+44 20 7946 0018\", emergency: \"999\" }
  de: { clinic: \"+44 20 7946 0018\", emergency: \"999\" }
-- content/pregnancy.md --
---
title: Pregnancy
summary: For you and your child.
kind: guide
order: 7
review: { version: \"0.1\" }
---

Words.
-- content/de/index.md --
---
title: Willkommen
summary: Hier beginnen.
kind: article
review: { version: \"0.1\" }
translation: { of: index.md }
---

Text.
-- content/de/guide.md --
---
title: Der Leitfaden
summary: Hier beginnen.
kind: guide
review: { version: \"0.1\" }
translation: { of: guide.md }
---

Text.
",
    )
}

/// The codes of everything that is wrong with a site's articles.
fn problems(site: &Path) -> Vec<(String, String)> {
    let ran = carepress(site, &["check", "--today", support::TODAY, "--format", "json"]);
    assert_eq!(ran.code, 0, "{}", ran.out);
    let lines = ran.out.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    lines.map(|line| (line["code"].to_string(), line["path"].to_string())).collect()
}

#[test]
fn a_new_article_of_every_kind_lacks_only_what_is_to_be_written() {
    for (kind, title, file) in [
        ("guide", "A guide to sleep", "a-guide-to-sleep.md"),
        ("article", "Say \"rest\": it's 100% {fine} & <good> \\ # yes", "say-rest-its-100-fine-good-yes.md"),
        ("article", "Party 🎉🎉 time", "party-time.md"),
        ("article", "?!", "section.md"),
        ("myths", "خرافات عن الوخز بالإبر", "خرافات-عن-الوخز-بالإبر.md"),
        ("faq", "Questions?", "questions.md"),
        ("article", "null", "null.md"),
        ("article", "../../escape", "escape.md"),
        ("article", "CON", "con-page.md"),
    ] {
        let site = bare();
        let ran = carepress(site.path(), &["new", kind, title]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{title}");
        assert!(ran.out.starts_with(&format!("content/{file} is ready.\n")), "{}", ran.out);
        let path = site.path().join("content").join(file);
        let written = fs::read_to_string(&path).expect("the article");
        assert!(written.contains(&format!("kind: {kind}\n")));
        let marked: Vec<usize> =
            written.lines().enumerate().filter(|(_, line)| line.contains("TO FILL IN")).map(|(at, _)| at + 1).collect();
        assert_eq!(marked.len(), 3, "{written}");
        for line in &marked {
            assert!(ran.out.contains(&format!("\n  line {line} ")), "{}", ran.out);
        }
        let found = problems(site.path());
        assert!(found.iter().all(|(code, _)| code == "\"to-fill-in\"") && found.len() == 3, "{title}: {found:?}");
        assert_eq!(carepress(site.path(), &["build"]).code, 0, "{title}");
        // Once they are written, nothing is left.
        fs::write(&path, written.replace("TO FILL IN: ", "").replace("TO FILL IN", "Needles hurt")).expect("written");
        let ran = carepress(site.path(), &["check", "--strict"]);
        assert_eq!((ran.code, ran.out.as_str()), (0, "0 errors, 0 warnings\n"), "{title}\n{}", ran.err);
        // What is there already is never written over.
        fs::write(&path, "mine").expect("changed");
        let ran = carepress(site.path(), &["new", kind, title]);
        assert_eq!(
            (ran.code, ran.err),
            (2, format!("carepress: content/{file} is there already; it was left as it is\n"))
        );
        assert_eq!(fs::read(&path).expect("the article"), b"mine");
    }
}

#[test]
fn everything_can_be_given_on_the_command_line() {
    let site = rich();
    let new = |arguments: &[&str]| -> String {
        let ran = carepress(site.path(), &[&["new"], arguments].concat());
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{arguments:?}");
        let path = ran.out.split(" is ready.").next().expect("the path");
        format!("{path}\n{}", fs::read_to_string(site.path().join(path)).expect("the article"))
    };
    let first = new(&["article", "Rest", "--summary", "Rest: it \"helps\".", "--guide", "pregnancy.md"]);
    for part in
        ["content/rest.md\n", "\nsummary: \"Rest: it \\\"helps\\\".\"\n", "\nguide: \"pregnancy.md\"\n", "\norder: 1\n"]
    {
        assert!(first.contains(part), "{part} in {first}");
    }
    // The next one comes behind it; the main guide needs no name, and its articles are counted apart.
    let next = new(&["faq", "Rest and food", "--guide", "content/pregnancy.md"]);
    assert!(next.contains("\norder: 2\n"), "{next}");
    let main = new(&["article", "Food", "--guide", "guide.md"]);
    assert!(main.contains("\norder: 8\n") && !main.contains("\nguide:"), "{main}");
    let german = new(&["myths", "Irrtümer", "--lang", "de"]);
    assert!(german.starts_with("content/de/irrtümer.md\n") && german.contains("\n## Irrtum: TO FILL IN\n"), "{german}");
    assert!(problems(site.path()).iter().all(|(code, _)| code == "\"to-fill-in\""));
}

#[test]
fn what_can_not_be_used_is_refused_and_nothing_is_written() {
    let site = rich();
    let before = files(site.path());
    for (arguments, says) in [
        (&["article", &"a".repeat(66)][..], "the title has 66 characters; 65 is the most"),
        (&["article", "  "], "give the article a title, in a few words"),
        (&["article", "Titel", "--lang", "fr"], "`fr` is not a language of this site; its languages: en, de"),
        (
            &["article", "Title", "--guide", "pregnanci.md"],
            "there is no guide pregnanci.md; did you mean `pregnancy.md`?",
        ),
        (&["leaflet", "Title"], "invalid value 'leaflet' for '[KIND]'"),
        (
            &["article"],
            "say what kind of article it is, and its title, such as: carepress new article \"Sleeping well\"",
        ),
        (&[], "say what kind of article it is, and its title"),
    ] {
        let Ran { code, out, err } = carepress(site.path(), &[&["new"], arguments].concat());
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        assert!(err.contains(says), "{arguments:?}: {err}");
    }
    assert_eq!(files(site.path()), before);
    assert_eq!(carepress(site.path(), &["new", "article", &"é".repeat(65)]).code, 0);
}

#[cfg(target_os = "linux")]
#[test]
fn a_person_at_a_terminal_is_asked_for_the_rest() {
    use support::terminal::carepress_at_terminal;
    let site = rich();
    let long = "a".repeat(66);
    let typed = format!("9\nfaq\n\n{long}\nSleep and rest\nen\nSleep early. Rest well.\n2\n");
    let ran = carepress_at_terminal(site.path(), &["new"], &typed);
    assert_eq!(ran.code, 0, "{}", ran.err);
    for said in [
        "What do you want to write?\n  1  article  A plain article\n",
        "type a number from 1 to 4, or one of the names",
        "give the article a title, in a few words",
        "the title has 66 characters; 65 is the most",
        "Its language?\n  1  en  English\n  2  de  Deutsch\n",
        "Which guide does it belong to?\n  1  guide.md      The guide\n  2  pregnancy.md  Pregnancy\n",
    ] {
        assert!(ran.err.contains(said), "{said} in {}", ran.err);
    }
    let written = fs::read_to_string(site.path().join("content/sleep-and-rest.md")).expect("the article");
    for line in
        ["title: \"Sleep and rest\"", "summary: \"Sleep early. Rest well.\"", "kind: faq", "guide: \"pregnancy.md\""]
    {
        assert!(written.contains(&format!("\n{line}\n")), "{line} in {written}");
    }
    let shown = ran.out.replace(support::TODAY, "TODAY");
    support::snapshots::kept("command/new.txt", &shown);
    // Who says the kind and the title is asked nothing.
    let ran = carepress_at_terminal(site.path(), &["new", "article", "Food"], "");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    // With one language and one guide there is less to ask.
    let ran = carepress_at_terminal(bare().path(), &["new", "article"], "Food\n\n");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(!ran.err.contains("language") && !ran.err.contains("guide"), "{}", ran.err);
    // Ctrl-D, and nothing is written.
    let before = files(site.path());
    let ran = carepress_at_terminal(site.path(), &["new"], "article\n\u{4}");
    assert_eq!((ran.code, ran.err.ends_with("carepress: stopped; nothing was written\n")), (2, true), "{}", ran.err);
    assert_eq!(files(site.path()), before);
}

/// Whatever the program writes into an article is in the article's own language, but for the mark that checks look for.
#[test]
fn a_new_article_speaks_one_language() {
    let site = rich();
    let ran = carepress(site.path(), &["new", "myths", "Irrtümer", "--lang", "de"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let path = ran.out.split(" is ready").next().expect("its path");
    let text = fs::read_to_string(site.path().join(path)).expect("the article");
    for german in ["die wichtigste Aussage", "kleinere Zahlen", "Jedes Thema", "was stimmt"] {
        assert!(text.contains(german), "{german}: {text}");
    }
    assert!(!text.contains("main message") && !text.contains("smaller numbers"), "{text}");
}
