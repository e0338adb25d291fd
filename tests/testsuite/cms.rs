//! `carepress cms`: a page for editing in a browser that offers every entry an article can have, and runs nothing that
//! is not the site's own.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::support;
use crate::support::html_site::{all, files, is_page};
use crate::support::program::{Ran, carepress};
use carepress::cli::schema::schemas::{Part, schema};
use scraper::Html;
use serde_json::Value;
use tempfile::TempDir;

/// A site in two languages, with a section.
fn site() -> TempDir {
    support::site(
        b"\
-- site.yaml --
name: Clinic <&> Co
base_url: https://clinic.example/
languages: [en, de]
guide: guide.md
sample: true
phones:
  en: { clinic: \"+44 20 7946 0018\", emergency: \"999\" }
  de: { clinic: \"+44 20 7946 0018\", emergency: \"999\" }
-- content/children/index.md --
---
title: Children
summary: For parents.
kind: article
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

fn cms(site: &Path, arguments: &[&str]) -> Ran {
    carepress(site, &[&["cms"], arguments].concat())
}

fn read(site: &Path, name: &str) -> String {
    fs::read_to_string(site.join("static/admin").join(name)).expect("a file")
}

fn settings(site: &Path) -> Value {
    serde_yaml::from_str(&read(site, "config.yml")).expect("YAML")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// The fields of a form against the entries of a schema, with all that stands below them.
fn assert_same(fields: &Value, schema: &Value, path: &str) {
    let required: Vec<&Value> = list(&schema["required"]).iter().collect();
    let properties = schema["properties"].as_object().expect("entries");
    let named: BTreeSet<&str> = list(fields).iter().map(|field| field["name"].as_str().expect("a name")).collect();
    let known: BTreeSet<&str> = properties.keys().map(String::as_str).collect();
    assert_eq!(named, known, "{path}");
    for field in list(fields) {
        let entry = &properties[field["name"].as_str().expect("a name")];
        let path = format!("{path}/{}", field["name"]);
        if entry["readOnly"] == true {
            assert_eq!(field["widget"], "hidden", "{path} is kept, and not shown");
            continue;
        }
        let is_asked_for = required.contains(&&field["name"]) || field["name"] == "review";
        assert_eq!(field["required"], is_asked_for, "{path}");
        assert_eq!(field["hint"], entry["description"].as_str().expect("a description").replace('`', ""), "{path}");
        let options: Vec<&Value> = list(&field["options"]).iter().map(|option| &option["value"]).collect();
        let words: Vec<&Value> = list(&entry["oneOf"]).iter().map(|word| &word["const"]).collect();
        assert_eq!(options, words, "{path}");
        assert_eq!(field["widget"] == "datetime", entry["format"] == "date", "{path}");
        if field["fields"].is_array() {
            let inner = if entry["items"].is_object() { &entry["items"] } else { entry };
            assert_same(&field["fields"], inner, &path);
        }
    }
}

#[test]
fn every_entry_of_an_article_has_a_field() {
    let site = site();
    assert_eq!(cms(site.path(), &[]).code, 0);
    let settings = settings(site.path());
    let collections = list(&settings["collections"]);
    assert_eq!(collections.len(), 2 * 4 + 1);
    for collection in collections {
        let mut fields = list(&collection["fields"]).to_vec();
        let body = fields.pop().expect("the text");
        assert_eq!((&body["name"], &body["modes"][0]), (&"body".into(), &"raw".into()), "cards survive as text alone");
        assert_same(&fields.into(), &schema(Part::FrontMatter), "");
    }
}

#[test]
fn each_kind_and_language_and_section_has_its_list() {
    let site = site();
    assert_eq!(cms(site.path(), &[]).code, 0);
    let settings = settings(site.path());
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let lists: Vec<(String, String, String)> = list(&settings["collections"])
        .iter()
        .map(|list| (text(&list["folder"]), text(&list["filter"]["value"]), text(&list["label"])))
        .collect();
    for (folder, kind, label) in [
        ("content", "guide", "Guides (English)"),
        ("content", "faq", "Questions (English)"),
        ("content/de", "article", "Articles (Deutsch)"),
        ("content/de", "myths", "Myths (Deutsch)"),
        ("content/children", "", "Children (English)"),
    ] {
        let wanted = (folder.to_owned(), kind.to_owned(), label.to_owned());
        assert!(lists.contains(&wanted), "{wanted:?} in {lists:?}");
    }
    let names: BTreeSet<String> = list(&settings["collections"]).iter().map(|list| text(&list["name"])).collect();
    assert_eq!(names.len(), lists.len(), "no two lists have one name");
    for list in list(&settings["collections"]).iter().filter(|list| list["filter"].is_object()) {
        let kind = self::list(&list["fields"]).iter().find(|field| field["name"] == "kind").expect("the kind");
        assert_eq!(kind["default"], list["filter"]["value"], "a new article lands in its list");
    }
}

#[test]
fn the_page_is_published_as_it_is_and_runs_the_clinic_s_own_script_alone() {
    let site = site();
    let beside = tempfile::tempdir().expect("a folder");
    let (script, icons) = (beside.path().join("sveltia-cms.js"), beside.path().join("icons.woff2"));
    fs::write(&script, "console.log('here');\n").expect("written");
    fs::write(&icons, b"wOF2 and so on").expect("written");
    let ran =
        cms(site.path(), &["--script", script.to_str().expect("a path"), "--icons", icons.to_str().expect("a path")]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let page = read(site.path(), "index.html");
    let html = Html::parse_document(&page);
    assert_eq!(all(&html, "title")[0].text().collect::<String>(), "Edit: Clinic <&> Co");
    assert_eq!(all(&html, "meta[name=robots]")[0].attr("content"), Some("noindex"));
    let scripts: Vec<Option<&str>> = all(&html, "script").iter().map(|script| script.attr("src")).collect();
    assert_eq!(scripts, [Some("cms.js")]);
    assert!(all(&html, "link, img, iframe, object").is_empty());
    let policy = all(&html, "meta[http-equiv=Content-Security-Policy]")[0].attr("content").expect("a policy");
    assert!(policy.contains("default-src 'none'; script-src 'self'; "), "{policy}");
    assert!(policy.contains("connect-src 'self' blob: data: https://api.github.com https://www.githubstatus.com; "));
    assert!(!page.contains("{title}") && !page.contains("{images}"), "{page}");

    let ran = carepress(site.path(), &["build", "--today", support::TODAY]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    for name in ["index.html", "config.yml", "cms.js", "icons.woff2"] {
        let published = fs::read(site.path().join("public/admin").join(name)).expect("published");
        assert_eq!(published, fs::read(site.path().join("static/admin").join(name)).expect("ours"), "{name}");
    }
    // The pages for patients know nothing of it.
    for path in files(&site.path().join("public")).iter().filter(|path| is_page(path) && !path.starts_with("admin/")) {
        let html = fs::read_to_string(site.path().join("public").join(path)).expect("a page");
        assert!(!html.contains("cms.js") && !html.contains("admin/"), "{path}");
    }
    assert!(!fs::read_to_string(site.path().join("public/sitemap.xml")).expect("a sitemap").contains("admin"));
}

#[test]
fn what_somebody_changed_is_left_as_it_is() {
    let site = site();
    let first = cms(site.path(), &["--backend", "gitlab", "--repository", "https://gitlab.com/our/clinic/site.git"]);
    assert_eq!((first.code, first.err.as_str()), (0, ""));
    assert_eq!(settings(site.path())["backend"]["repo"], "our/clinic/site");
    assert!(read(site.path(), "index.html").contains(" https://gitlab.com;"));
    fs::write(site.path().join("static/admin/config.yml"), "mine: true\n").expect("changed");
    let again = cms(site.path(), &["--repository", "our/site"]);
    assert_eq!(again.code, 0);
    assert!(
        again.out.contains("static/admin/config.yml was left as it is; --replace writes it again\n"),
        "{}",
        again.out
    );
    assert_eq!(read(site.path(), "config.yml"), "mine: true\n");
    let anew = cms(site.path(), &["--repository", "our/site", "--branch", "live", "--replace"]);
    assert!(anew.out.starts_with("static/admin/index.html is written\nstatic/admin/config.yml is written\n"));
    let backend = settings(site.path())["backend"].clone();
    assert_eq!(backend, serde_json::json!({ "name": "github", "repo": "our/site", "branch": "live" }));
}

#[test]
fn what_is_missing_is_said() {
    let site = site();
    let ran = cms(site.path(), &[]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    support::snapshots::kept("command/cms.txt", &ran.out);
    assert!(read(site.path(), "config.yml").contains("# TO FILL IN: behind `repo`"));
    assert_eq!(files(&site.path().join("static/admin")), ["config.yml", "index.html"]);
    let beside = tempfile::tempdir().expect("a folder");
    let file = beside.path().join("saved.js");
    for (bytes, option, says) in [
        (&b"  <!doctype html>"[..], "--script", "is a web page, and not a script; download the file itself"),
        (b" \n", "--script", "is empty"),
        (b"wOFF", "--icons", "is no font of the kind .woff2"),
    ] {
        fs::write(&file, bytes).expect("written");
        let ran = cms(site.path(), &[option, file.to_str().expect("a path")]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""));
        assert_eq!(ran.err, format!("carepress: {} {says}\n", file.display()));
    }
    for (arguments, says) in [
        (&["--script", "nowhere.js"][..], "can't read nowhere.js"),
        (&["--repository", "site"], "\"site\" is not a repository; write its owner and its name"),
        (&["--repository", "our/si te"], "\"our/si te\" is not a repository"),
        (&["--backend", "bitbucket"], "invalid value 'bitbucket'"),
    ] {
        let ran = cms(site.path(), arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}");
        assert!(ran.err.contains(says), "{}", ran.err);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_person_at_a_terminal_is_asked_where_the_repository_is() {
    use support::terminal::carepress_at_terminal;
    let site = site();
    let ran = carepress_at_terminal(site.path(), &["cms"], "gitea\nsite\nour/site\n");
    assert_eq!(ran.code, 0, "{}", ran.err);
    for said in [
        "Where is the git repository of your site kept?\n  1  github  GitHub (github.com)\n",
        "The repository, such as our-clinic/website (Enter to fill it in later): ",
        "\"site\" is not a repository; write its owner and its name, such as our-clinic/website",
    ] {
        assert!(ran.err.contains(said), "{said} in {}", ran.err);
    }
    let backend = settings(site.path())["backend"].clone();
    assert_eq!(backend, serde_json::json!({ "name": "gitea", "repo": "our/site", "branch": "main" }));
    // The files are there now, so there is nothing to ask.
    assert_eq!(carepress_at_terminal(site.path(), &["cms"], "").err, "");
}

#[test]
fn a_picture_at_the_address_that_the_editor_writes_is_shown() {
    let site = site();
    assert_eq!(cms(site.path(), &[]).code, 0);
    let settings = settings(site.path());
    let [folder, address] = ["media_folder", "public_folder"].map(|name| settings[name].as_str().expect("a folder"));
    // What Sveltia and Decap do with a picture that somebody adds: the file goes to the one, and the text names the other,
    // from whatever folder and in whatever language.
    let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9\"/></svg>";
    fs::create_dir_all(site.path().join(folder)).expect("a folder");
    fs::write(site.path().join(folder).join("Our door.svg"), picture).expect("written");
    let pages = ["guide.md", "children/index.md", "de/guide.md"];
    for page in pages {
        let file = site.path().join("content").join(page);
        let text = fs::read_to_string(&file).expect("an article");
        fs::write(file, format!("{text}\n![Our door, from the street]({address}/Our%20door.svg)\n")).expect("written");
    }
    let built = carepress(site.path(), &["build", "--today", support::TODAY]);
    assert_eq!(built.code, 0, "{}", built.err);
    for (page, source) in [
        ("guide", "../pictures/Our%20door.svg"),
        ("children", "../pictures/Our%20door.svg"),
        ("de/guide", "../../pictures/Our%20door.svg"),
    ] {
        let html = fs::read_to_string(site.path().join("public").join(page).join("index.html")).expect("a page");
        assert!(html.contains(&format!("<img src=\"{source}\"")), "{page}: {html}");
    }
    assert!(site.path().join("public/pictures/Our door.svg").is_file());
}
