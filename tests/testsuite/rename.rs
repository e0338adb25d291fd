//! `carepress rename`: everything that leads to a page follows it, and nothing else changes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::support;
use crate::support::html_site::files;
use crate::support::program::{Ran, carepress};
use carepress::base::diagnostic::Diagnostic;
use tempfile::TempDir;

const SITE: &str = r#"-- site.yaml --
name: Example clinic
base_url: https://clinic.example/
languages: [en, pt-br]
guide: guide.md # the main one
sample: true
phones:
  en: { clinic: "+44 20 7946 0018", emergency: "999" }
  pt-br: { clinic: "+44 20 7946 0018", emergency: "999" }
-- content/page.md --
---
title: After your session
summary: Rest for a while.
kind: article
guide: guide.md
related: [guide.md, "children/sleep.md"]
review: { version: "0.1" }
---

See [the guide](guide.md#before), [again][guide], [sleep](<children/sleep.md>) and [home](./index.md "Home").

![Hours](pictures/hours.svg "The hours after")

[guide]: guide.md 'The guide'
-- content/children/index.md --
---
title: Children
summary: For parents.
kind: article
review: { version: "0.1" }
---

See [sleep](sleep.md), [the guide](../guide.md) and [this section](index.md).
-- content/children/sleep.md --
---
title: Sleep
summary: Sleep well.
kind: article
related:
  - ../page.md # after
  - index.md
aliases: [/naps/]
review: { version: "0.1" }
---

See [the page](../page.md) and [the heading](#bed). ![Hours](../pictures/hours.svg "The hours after") ![A bed](bed.svg "A bed")

## Bed

Lie down.
-- content/children/bed.svg --
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200"><title>Bed</title></svg>
-- content/pt-br/index.md --
---
title: Home
summary: Para o senhor.
kind: article
review: { version: "0.1" }
translation: { of: index.md }
---

Bem-vindo.
-- content/pt-br/guide.md --
---
title: O guia
summary: Comece aqui.
kind: guide
translation: { of: guide.md }
review: { version: "0.1" }
---

Veja [a pagina](../page.md) e [dormir](children/sleep.md).
-- content/pt-br/children/index.md --
---
title: Criancas
summary: Para os pais.
kind: article
guide: guide.md
translation: { of: children/index.md }
review: { version: "0.1" }
---

Veja [dormir](sleep.md).
-- content/pt-br/children/sleep.md --
---
title: Dormir
summary: Durma bem.
kind: article
translation: { of: children/sleep.md }
review: { version: "0.1" }
---

Veja [o guia](../guide.md).
"#;

fn sources(site: &Path) -> BTreeMap<String, String> {
    let paths = files(site).into_iter().filter(|path| path == "site.yaml" || path.starts_with("content/"));
    paths.map(|path| (path.clone(), fs::read_to_string(site.join(&path)).expect("a text"))).collect()
}

fn rename(site: &Path, arguments: &[&str]) -> Ran {
    carepress(site, &[&["rename"], arguments, &["--today", support::TODAY]].concat())
}

/// What an editor is told, without the places of the files that moved.
fn told(problems: Vec<Diagnostic>) -> Vec<String> {
    let mut told: Vec<String> =
        problems.into_iter().map(|problem| format!("{}: {}", problem.code.as_str(), problem.message)).collect();
    told.sort();
    told
}

fn problems(site: &Path) -> Vec<String> {
    told(carepress::build::examine(site, support::options()).expect("the folder can be read"))
}

/// Renames, looks whether the same problems are found as before, and gives what changed.
fn renamed(site: &TempDir, old: &str, new: &str) -> BTreeMap<String, String> {
    let (before, found) = (sources(site.path()), problems(site.path()));
    let shown = rename(site.path(), &[old, new, "--dry-run"]);
    assert_eq!((shown.code, sources(site.path()) == before), (0, true), "{}{}", shown.err, shown.out);
    let ran = rename(site.path(), &[old, new]);
    assert_eq!(ran.code, 0, "{}{}", ran.err, ran.out);
    assert_eq!(shown.out.rsplit_once("\n\n").map(|(changes, _)| changes), ran.out.rsplit_once("\n\n").map(|(c, _)| c));
    assert_eq!(problems(site.path()), found, "{old} → {new}");
    let mut after = sources(site.path());
    after.retain(|path, text| before.get(path) != Some(text));
    after
}

#[test]
fn a_guide_goes_elsewhere_with_its_translation_and_all_that_leads_to_it() {
    let site = support::site(SITE.as_bytes());
    assert_eq!(problems(site.path()), Vec::<String>::new());
    let before = sources(site.path());
    let after = renamed(&site, "content/guide.md", "first guide.md");
    let changed: Vec<&str> = after.keys().map(String::as_str).collect();
    assert_eq!(
        changed,
        [
            "content/children/index.md",
            "content/first guide.md",
            "content/page.md",
            "content/pt-br/children/index.md",
            "content/pt-br/children/sleep.md",
            "content/pt-br/first guide.md",
            "site.yaml",
        ]
    );
    assert!(!site.path().join("content/guide.md").exists() && !site.path().join("content/pt-br/guide.md").exists());
    let expected = before["content/page.md"]
        .replace("guide: guide.md", "guide: \"first guide.md\"")
        .replace("[guide.md,", "[\"first guide.md\",")
        .replace("(guide.md#before)", "(first%20guide.md#before)")
        .replace("[guide]: guide.md", "[guide]: first%20guide.md");
    assert_eq!(after["content/page.md"], expected, "and nothing else");
    assert!(after["site.yaml"].contains("guide: \"first guide.md\" # the main one\n"), "{}", after["site.yaml"]);
    let translation = &after["content/pt-br/first guide.md"];
    for part in
        ["[a pagina](../page.md) e [dormir](children/sleep.md)", "of: first guide.md", "aliases: [/pt-br/guide/]"]
    {
        assert!(
            translation.contains(part) || translation.contains(&part.replace("first guide.md", "\"first guide.md\"")),
            "{translation}"
        );
    }
    assert!(after["content/first guide.md"].contains("aliases: [/guide/]\n---\n"));
    let built = carepress(site.path(), &["build", "--today", support::TODAY]);
    assert_eq!(built.code, 0, "{}", built.err);
    let redirect = fs::read_to_string(site.path().join("public/guide/index.html")).expect("a redirect");
    assert!(redirect.contains("first-guide/"), "{redirect}");
}

#[test]
fn a_section_goes_elsewhere_with_all_that_is_in_it() {
    let site = support::site(SITE.as_bytes());
    let after = renamed(&site, "children", "content/kids/");
    assert!(!site.path().join("content/children").exists() && !site.path().join("content/pt-br/children").exists());
    let sleep = &after["content/kids/sleep.md"];
    for part in [
        "- ../page.md # after",
        "- index.md",
        "aliases: [/naps/, /children/sleep/]",
        "](../page.md)",
        "](#bed)",
        "](../pictures/hours.svg \"",
        "](bed.svg",
    ] {
        assert!(sleep.contains(part), "{part}: {sleep}");
    }
    assert!(after["content/page.md"].contains("related: [guide.md, \"kids/sleep.md\"]"));
    assert!(after["content/page.md"].contains("[sleep](<kids/sleep.md>)"), "{}", after["content/page.md"]);
    assert!(after.contains_key("content/kids/bed.svg"));
}

#[test]
fn a_picture_that_is_addressed_from_the_top_is_found_after_its_folder_has_moved() {
    let site = support::site(
        b"-- content/children/index.md --
---
title: Children
summary: For parents.
kind: article
review: { version: \"0.1\" }
---

![A door](/children/door.svg) and ![hours](/pictures/hours.svg).
-- content/children/door.svg --
<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9\"/></svg>
",
    );
    let after = renamed(&site, "content/children", "content/for-children");
    let text = &after["content/for-children/index.md"];
    assert!(text.contains("![A door](/for-children/door.svg) and ![hours](/pictures/hours.svg)"), "{text}");
    assert_eq!(problems(site.path()), Vec::<String>::new());
}

#[test]
fn there_and_back_again_nothing_is_lost() {
    for (old, new) in [
        ("page.md", "children/page.md"),
        ("children", "kids"),
        ("children/sleep.md", "bed.md"),
        ("guide.md", "Guide.md"),
    ] {
        let site = support::site(SITE.as_bytes());
        let before = sources(site.path());
        renamed(&site, old, new);
        renamed(&site, new, old);
        for (path, text) in sources(site.path()) {
            let lines = |text: &str| {
                text.lines().filter(|line| !line.starts_with("aliases:")).map(str::to_owned).collect::<Vec<_>>()
            };
            let normal = |text: &str| text.replace("](./index.md", "](index.md");
            assert_eq!(lines(&normal(&text)), lines(&normal(&before[&path])), "{old}, {new} and back: {path}");
        }
    }
}

#[test]
fn an_approved_page_stays_approved_when_its_links_follow() {
    let site = support::site(SITE.as_bytes());
    let approve =
        ["approve", "content/page.md", "content/children/sleep.md", "--by", "Lead nurse", "--today", support::TODAY];
    assert_eq!(carepress(site.path(), &approve).code, 0);
    renamed(&site, "guide.md", "start.md");
    renamed(&site, "children/sleep.md", "sleep.md");
    // What was changed before is not approved by the way.
    let page = site.path().join("content/page.md");
    fs::write(&page, fs::read_to_string(&page).expect("the page").replace("See [", "Do see [")).expect("written");
    assert!(problems(site.path()).iter().any(|problem| problem.starts_with("changed-since-review")));
    renamed(&site, "start.md", "guide.md");
}

#[test]
fn the_real_sites_find_the_same_problems_as_before() {
    for (root, names) in [
        (
            ".",
            &[
                ("first-session.md", "first-visit.md"),
                ("children", "for-parents"),
                ("hours-after.md", "children/hours.md"),
            ][..],
        ),
        ("tests/sites/german", &[("first-session.md", "erster-termin.md"), ("tired.md", "muede.md")]),
        ("tests/sites/arabic", &[("first-session.md", "الجلسة-الأولى.md"), ("tired.md", "c.md")]),
    ] {
        for (old, new) in names {
            let site = tempfile::tempdir().expect("a folder");
            for path in files(Path::new(root)).iter().filter(|path| {
                ["content/", "templates/", "static/", "site.yaml"].iter().any(|part| path.starts_with(part))
            }) {
                let file = site.path().join(path);
                fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
                fs::copy(Path::new(root).join(path), file).expect("copied");
            }
            renamed(&site, old, new);
        }
    }
}

#[test]
fn what_can_not_be_renamed_is_left_as_it_is() {
    let site = support::site(SITE.as_bytes());
    let before = sources(site.path());
    for (old, new, code, says) in [
        ("none.md", "some.md", 2, "there is no article and no section content/none.md"),
        ("page.md", "guide.md", 2, "content/guide.md is there already; it was left as it is"),
        ("page.md", "GUIDE.md", 2, "content/GUIDE.md is there already; it was left as it is"),
        ("page.md", "page", 2, "an article's name ends in .md: page.md"),
        ("page.md", "page.md", 2, "content/page.md has that name already"),
        ("page.md", "a:b.md", 2, "`a:b.md` can't be a name here; letters, digits and hyphens are safe: a-b"),
        ("page.md", "../page.md", 2, "`..` can't be a name here"),
        ("page.md", "pt-br/page.md", 2, "a language has a folder of its own"),
        ("pt-br", "br", 2, "a language has a folder of its own"),
        ("children", "pt-br", 2, "a language has a folder of its own"),
        ("children", "pictures", 2, "content/pictures is there already"),
        ("children", "children/more", 2, "a section can't go into itself"),
        ("claims.yaml", "figures.yaml", 2, "there is no article and no section content/claims.yaml"),
        ("index.md", "home.md", 1, "nothing was renamed: it would cause "),
        ("page.md", "a-z.md", 1, "nothing was renamed: it would cause 1 problem"),
    ] {
        let ran = rename(site.path(), &[old, new]);
        assert_eq!(ran.code, code, "{old} → {new}: {}{}", ran.out, ran.err);
        assert!(ran.err.contains(says) || ran.out.contains(says), "{old} → {new}: {}{}", ran.out, ran.err);
        assert!(sources(site.path()) == before, "{old} → {new}");
    }
}
