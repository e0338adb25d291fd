//! The page that says when and how to get help, which `help:` in `site.yaml` names.

use crate::support::html_site::{all, build};
use crate::support::program::carepress;
use crate::support::{self, TODAY, options};

/// The base with a page for help that `site.yaml` names.
fn site(settings: &str) -> tempfile::TempDir {
    let page = reviewed!("When to get help").to_owned() + "Rest, and call if you are worried.\n";
    let site = support::site(page.as_bytes());
    let base = support::base_file("site.yaml");
    std::fs::write(site.path().join("site.yaml"), format!("{base}{settings}\n")).expect("written");
    site
}

#[test]
fn every_page_leads_to_the_help_page_and_the_home_page_begins_with_it() {
    let site = site("help: page.md");
    let written = build(site.path(), options(), &site.path().join("public"));
    for (path, page) in &written.pages {
        if all(page, "header.site").is_empty() {
            continue;
        }
        let links = all(page, ".site-nav a").into_iter().filter(|link| link.text().collect::<String>() == "Get help");
        let addresses: Vec<&str> = links.filter_map(|link| link.attr("href")).collect();
        assert!(
            matches!(addresses[..], [address] if address.ends_with("page/") || path == "page/index.html"),
            "{path}: {addresses:?}"
        );
    }
    assert_eq!(all(&written.pages["index.html"], "main .phones a[href='page/']").len(), 1);
}

#[test]
fn a_site_without_one_has_no_such_link() {
    let site = site("");
    let written = build(site.path(), options(), &site.path().join("public"));
    assert!(
        all(&written.pages["index.html"], ".site-nav a")
            .iter()
            .all(|link| link.text().collect::<String>() != "Get help")
    );
}

#[test]
fn a_help_page_that_is_not_there_is_an_error_at_its_line() {
    let ran = carepress(site("help: pgae.md").path(), &["build", "--today", TODAY]);
    assert_eq!(ran.code, 1);
    for part in ["error[missing-page]: there is no help page content/pgae.md", "site.yaml:", "did you mean `page.md`?"]
    {
        assert!(ran.err.contains(part), "{part} in {}", ran.err);
    }
}

#[test]
fn a_help_page_has_no_last_day() {
    let site = site("help: page.md");
    let path = site.path().join("content/page.md");
    let text = std::fs::read_to_string(&path).expect("a page");
    std::fs::write(&path, text.replace("kind: article\n", "kind: article\nexpires_on: 2027-06-01\n")).expect("written");
    let ran = carepress(site.path(), &["check", "--today", TODAY]);
    assert!(ran.err.contains("the main guide or the help page can't have `expires_on`"), "{}", ran.err);
}

#[test]
fn the_setting_follows_when_the_page_is_renamed() {
    let site = site("help: page.md # for everybody");
    let ran = carepress(site.path(), &["rename", "content/page.md", "content/help.md", "--today", TODAY]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let settings = std::fs::read_to_string(site.path().join("site.yaml")).expect("settings");
    assert!(settings.contains("help: help.md # for everybody"), "{settings}");
}
