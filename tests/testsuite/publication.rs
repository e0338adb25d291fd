//! Pages with a first or a last day: not there before, a notice after, and never a dead link.

use std::fs;
use std::path::Path;

use crate::support;
use assert_cmd::Command;

/// Builds on a day and gives what stands in a file of the site; nothing where there is none.
fn build(root: &Path, day: &str, more: &[&str]) -> impl Fn(&str) -> Option<String> {
    let mut command = Command::cargo_bin("carepress").expect("the program");
    command.arg("--root").arg(root).args(["build", "--today", day]).args(more).assert().success();
    let public = root.join("public");
    move |path| fs::read_to_string(public.join(path)).ok()
}

fn page(title: &str, more: &str, body: &str) -> String {
    format!(
        "---\ntitle: {title}\nsummary: About {title}.\nkind: article\ntopics: [{title}, Clinics]\n{more}review:\n  version: \"0.1\"\n---\n\n{body}\n"
    )
}

/// Pages as one text for [`support::site`].
fn laid(pages: &[(&str, String)]) -> String {
    pages.iter().flat_map(|(name, text)| ["-- content/", name, ".md --\n", text]).collect()
}

/// Files of the built site that hold a text, `.carepress.json` apart.
fn holding(root: &Path, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![root.join("public")];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if fs::read_to_string(&path).is_ok_and(|content| content.contains(text)) {
                let name = path.strip_prefix(root.join("public")).expect("inside").to_string_lossy().into_owned();
                found.push(name);
            }
        }
    }
    found.retain(|name| name != ".carepress.json");
    found.sort();
    found
}

#[test]
fn a_page_is_not_there_before_its_day() {
    let files = [
        ("new", page("Spring", "publish_on: 2027-03-01\naliases: [/spring-old/]\n", "Come in spring.")),
        ("other", page("Summer", "order: 2\n", "Come in summer.")),
        ("last", page("Autumn", "publish_on: 2027-03-01\n", "As in [spring](new.md).")),
    ];
    let text = laid(&files);
    let site = support::site(text.as_bytes());
    let root = site.path();
    let before = build(root, "2027-02-28", &[]);
    assert_eq!(before("new/index.html"), None);
    assert_eq!(before("spring-old/index.html"), None, "an old address leads to a page that is not there");
    assert_eq!(holding(root, "Spring"), ["register.html"]);
    assert_eq!(holding(root, "new/"), Vec::<String>::new());
    assert!(before("register.html").expect("the register").contains("planned for 2027-03-01"));

    let after = build(root, "2027-03-01", &[]);
    assert!(after("new/index.html").expect("the page").contains("Come in spring."));
    let listed = holding(root, "Spring");
    for place in ["index.html", "a-z/index.html", "guide/index.html", "topics/index.html", "topics/clinics/index.html"]
    {
        assert!(listed.iter().any(|name| name == place), "{place} does not list it: {listed:?}");
    }
    assert!(after("spring-old/index.html").is_some() && after("sitemap.xml").expect("a map").contains("/new/"));

    let drafts = build(root, "2027-02-28", &["--drafts"]);
    assert!(drafts("new/index.html").is_some(), "--drafts shows it as it will be");
}

#[test]
fn a_section_before_its_day_does_not_take_its_pages_along() {
    let text = format!(
        "-- content/winter/index.md --\n{}-- content/winter/ice.md --\n{}",
        page("Winter", "publish_on: 2027-12-01\n", "Pages on winter."),
        page("Ice", "", "Walk slowly.")
    );
    let site = support::site(text.as_bytes());
    let built = build(site.path(), "2027-01-02", &[]);
    assert_eq!(holding(site.path(), "Winter"), ["register.html"]);
    assert!(built("guide/index.html").expect("the guide").contains("winter/ice/"), "the guide leads to its page");
}

#[test]
fn a_page_after_its_last_day_is_a_notice_that_leads_to_its_guide() {
    let files = [
        ("old", page("Spring", "expires_on: 2027-03-01\n", "## Dose\n\nTake two.")),
        ("other", page("Summer", "related: [old.md]\n", "As in [spring](old.md#dose).")),
    ];
    let text = laid(&files);
    let site = support::site(text.as_bytes());
    let root = site.path();
    let before = build(root, "2027-02-28", &[]);
    assert!(before("old/index.html").expect("the page").contains("Take two."));
    assert!(before("sitemap.xml").expect("a map").contains("/old/"));

    let after = build(root, "2027-03-01", &[]);
    let notice = after("old/index.html").expect("never silence");
    assert!(notice.contains("This page is no longer current") && notice.contains("href=\"../guide/\""), "{notice}");
    assert!(notice.contains("<meta name=\"robots\" content=\"noindex\">") && !notice.contains("canonical"));
    assert!(!notice.contains("Take two.") && !notice.contains("application/ld+json"));
    assert!(!after("sitemap.xml").expect("a map").contains("/old/"));
    // Only the notice itself, the register, and the link in the text of another page still lead there.
    assert_eq!(holding(root, "Spring"), ["old/index.html", "register.html"]);
    assert_eq!(holding(root, "\"../old/\""), ["other/index.html"]);
    assert!(after("other/index.html").expect("a page").contains("href=\"../old/\""), "no anchor that is not there");
}

#[test]
fn the_pages_that_all_others_lead_to_have_no_days_of_their_own() {
    for (file, line) in [("guide", "publish_on: 2027-03-01"), ("index", "expires_on: 2026-03-01")] {
        let site = support::site(page("Spring", "", "Come.").as_bytes());
        let path = site.path().join(format!("content/{file}.md"));
        let text = fs::read_to_string(&path).expect("a page").replace("\nreview:", &format!("\n{line}\nreview:"));
        fs::write(path, text).expect("written");
        let out = Command::cargo_bin("carepress")
            .expect("the program")
            .arg("--root")
            .arg(site.path())
            .args(["check", "--today", support::TODAY, "--format", "json"])
            .assert()
            .code(1);
        let said = String::from_utf8(out.get_output().stdout.clone()).expect("text");
        assert!(
            said.lines().count() == 1 && said.contains("\"code\":\"missing-page\"") && said.contains("\"line\":5"),
            "{said}"
        );
    }
}
