//! The preview: what it shows, what it notices, and what it says of mistakes.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use crate::support;
use crate::support::lay;
use crate::support::preview::{Answer, Preview};
use crate::support::program::carepress;
use tempfile::TempDir;

const PAGE: &str = "---
title: Resting at home
summary: Rest for the day.
kind: article
review: { reviewed_by: Lead nurse, last_reviewed: 2026-05-03, next_review: 2028-05-03, version: \"1.0\" }
---

";

/// The base with one more page, `page/`, that says `Rest well.`
fn site() -> TempDir {
    support::site(format!("{PAGE}Rest well.\n").as_bytes())
}

fn save(site: &TempDir, text: &str) {
    fs::write(site.path().join("content/page.md"), format!("{PAGE}{text}\n")).expect("saved");
}

fn edit(site: &TempDir, path: &str, from: &str, to: &str) {
    let file = site.path().join(path);
    let text = fs::read_to_string(&file).expect("a file");
    assert!(text.contains(from), "{path} holds {from}");
    fs::write(file, text.replace(from, to)).expect("saved");
}

/// The page without the preview's own part.
fn own_part(answer: &Answer) -> &str {
    answer.body.split("<carepress-bar").next().expect("the page")
}

fn bar(answer: &Answer) -> &str {
    answer.body.split("<carepress-bar").nth(1).unwrap_or_else(|| panic!("no bar: {answer:?}"))
}

#[test]
fn pages_are_those_of_the_build_with_the_bar_at_their_foot() {
    let site = site();
    let built = site.path().join("public");
    let ran = carepress(site.path(), &["build", "--today", support::TODAY]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let preview = Preview::start(site.path(), &[]);
    for path in support::html_site::files(&built) {
        let written = fs::read(built.join(&path)).expect("a file");
        assert!(!String::from_utf8_lossy(&written).contains("_preview"), "{path} is free of the preview");
        let answer = preview.get(&format!("/{}", path.trim_end_matches("index.html")));
        if support::html_site::is_page(&path) {
            let page = String::from_utf8(written).expect("a page").replace("</body>\n</html>\n", "");
            // The page's own policy would forbid the preview's script; the answer's head has one that is as strict.
            let is_kept = |line: &&str| !line.is_empty() && !line.contains("http-equiv=\"Content-Security-Policy\"");
            let kept = |page: &str| page.lines().filter(is_kept).map(str::to_owned).collect::<Vec<String>>();
            assert_eq!(kept(own_part(&answer)), kept(&page), "{path}");
            assert!(!own_part(&answer).contains("Content-Security-Policy"), "{path}");
            assert!(bar(&answer).contains("/_preview/preview.js"), "{path}");
            assert_eq!(answer.status, if path == "404.html" { 404 } else { 200 }, "{path}");
        } else if path != carepress::disk::output::MANIFEST {
            assert_eq!((answer.status, answer.body), (200, String::from_utf8_lossy(&written).into_owned()), "{path}");
        }
    }
    let lost = preview.get("/nowhere/");
    assert_eq!(lost.status, 404);
    assert!(own_part(&lost).contains("Page not found"));
    let moved = preview.get("/page");
    assert_eq!((moved.status, moved.header("location")), (302, Some("/page/")));
    let head = preview.ask("HEAD", "/page/", "", "");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
}

#[test]
fn every_answer_forbids_what_no_page_needs() {
    let site = site();
    let preview = Preview::start(site.path(), &[]);
    for path in ["/", "/page/", "/nowhere/", "/_desk/", "/_desk/try/", "/_preview/preview.js", "/%ff", "/sitemap.xml"] {
        let answer = preview.get(path);
        let policy = answer.header("content-security-policy").expect("a policy");
        assert!(policy.starts_with("default-src 'none';") && policy.contains("frame-ancestors 'none'"), "{path}");
        assert!(!policy.contains("unsafe"), "{path}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), None, "{path}");
    }
    let nonce = |answer: &Answer| {
        let policy = answer.header("content-security-policy").expect("a policy");
        let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).expect("a nonce");
        assert!(answer.body.contains(&format!("nonce=\"{nonce}\"")), "its own script may run");
        nonce.to_owned()
    };
    assert_ne!(nonce(&preview.get("/page/")), nonce(&preview.get("/page/")), "once each");
}

#[test]
fn a_site_below_a_path_is_shown_below_it() {
    let site = site();
    edit(&site, "site.yaml", "https://clinic.example/", "https://clinic.example/after/care/");
    let preview = Preview::start(site.path(), &[]);
    let top = preview.get("/");
    assert_eq!((top.status, top.header("location")), (302, Some("/after/care/")));
    assert_eq!(preview.get("/after/care/page/").status, 200);
    assert_eq!(preview.get("/page/").status, 404);
    assert!(preview.get("/_desk/").body.contains("href=\"/after/care/page/\""));
}

/// Waits for one save to be seen and asserts that it was seen once.
fn seen_once(preview: &Preview, what: &str, change: impl FnOnce()) {
    let before = preview.settled();
    change();
    assert_eq!(preview.next(before), before + 1, "{what} is seen");
    assert_eq!(preview.settled(), before + 1, "{what} is seen once");
}

/// The same for a save in several steps. A busy machine may stop the editor between two of them, and then they are two
/// saves; not every time.
fn seen_once_by_steps(preview: &Preview, what: &str, change: impl Fn()) {
    let is_seen_once = |_| {
        let before = preview.settled();
        change();
        preview.next(before);
        preview.settled() == before + 1
    };
    assert!((0..4).any(is_seen_once), "{what} is seen once");
}

#[test]
fn each_kind_of_save_is_seen_once() {
    let site = site();
    let root = site.path();
    let preview = Preview::start(root, &[]);
    let page = root.join("content/page.md");
    let shows = |path: &str, words: &str| {
        let answer = preview.get(path);
        assert!(own_part(&answer).contains(words), "{words} on {path}: {}", bar(&answer));
    };
    seen_once(&preview, "a file written in place", || save(&site, "In place."));
    shows("/page/", "In place.");
    seen_once(&preview, "a save by rename", || {
        fs::write(root.join("content/page.md.k7Xq2"), format!("{PAGE}By rename.\n")).expect("written");
        fs::rename(root.join("content/page.md.k7Xq2"), &page).expect("renamed");
    });
    shows("/page/", "By rename.");
    seen_once_by_steps(&preview, "a save by vim", || {
        fs::write(root.join("content/4913"), "").expect("a probe");
        fs::remove_file(root.join("content/4913")).expect("gone");
        fs::rename(&page, root.join("content/page.md~")).expect("set aside");
        fs::write(&page, format!("{PAGE}By vim.\n")).expect("written");
        fs::remove_file(root.join("content/page.md~")).expect("gone");
    });
    shows("/page/", "By vim.");
    let before = preview.settled();
    (0..20).for_each(|index| save(&site, &format!("Burst {index}.")));
    assert!((before + 1..=before + 20).contains(&preview.settled()), "a burst is seen, no save of it twice");
    shows("/page/", "Burst 19.");
    seen_once_by_steps(&preview, "a file that is written slowly", || {
        use std::io::Write as _;
        let mut file = fs::File::create(&page).expect("opened");
        for part in [PAGE, "Slowly ", "written."] {
            file.write_all(part.as_bytes()).expect("written");
            thread::sleep(Duration::from_millis(60));
        }
    });
    shows("/page/", "Slowly written.");
    seen_once_by_steps(&preview, "a new folder", || {
        let section = PAGE.replace("Resting", "Section");
        lay(root, format!("-- content/new/deep/index.md --\n{section}Deep.\n").as_bytes());
    });
    shows("/new/deep/", "Deep.");
    seen_once(&preview, "a file in a new folder", || {
        lay(root, format!("-- content/new/deep/other.md --\n{}Deeper.\n", PAGE.replace("Resting", "Other")).as_bytes());
    });
    shows("/new/deep/other/", "Deeper.");
    seen_once(&preview, "a renamed file", || {
        fs::rename(root.join("content/new/deep/other.md"), root.join("content/new/deep/named.md")).expect("renamed");
    });
    assert_eq!(preview.get("/new/deep/other/").status, 404);
    shows("/new/deep/named/", "Deeper.");
    seen_once(&preview, "a renamed folder", || {
        fs::rename(root.join("content/new"), root.join("content/newer")).expect("renamed");
    });
    shows("/newer/deep/named/", "Deeper.");
    seen_once(&preview, "a save in a renamed folder", || {
        edit(&site, "content/newer/deep/named.md", "Deeper", "Deepest");
    });
    shows("/newer/deep/named/", "Deepest.");
    seen_once(&preview, "a deleted folder", || fs::remove_dir_all(root.join("content/newer")).expect("deleted"));
    assert_eq!(preview.get("/newer/deep/named/").status, 404);
    seen_once(&preview, "the first template", || {
        let article = carepress::disk::source::theme::TEMPLATES
            .iter()
            .find(|(name, _)| *name == "article.html")
            .expect("a template");
        lay(root, format!("-- templates/article.html --\n{}<!-- ours -->\n", article.1).as_bytes());
    });
    seen_once(&preview, "a changed template", || {
        let own = "{% extends \"base.html\" %}{% block lead %}<b>Ours</b>{% endblock %}\n";
        lay(root, format!("-- templates/article.html --\n{own}").as_bytes());
    });
    shows("/page/", "<b>Ours</b>");
    seen_once(&preview, "a template that is gone", || {
        fs::remove_dir_all(root.join("templates")).expect("deleted");
    });
    seen_once(&preview, "a stylesheet", || lay(root, b"-- static/style.css --\nb { color: red }\n"));
    let css = preview.get("/page/").body;
    let css = css.split("href=\"../style.").nth(1).and_then(|rest| rest.split('"').next()).expect("a stylesheet");
    assert_eq!(preview.get(&format!("/style.{css}")).body.trim(), "b{color:red}");
    seen_once(&preview, "the settings", || edit(&site, "site.yaml", "Example clinic", "Another clinic"));
    shows("/page/", "Another clinic");
    seen_once(&preview, "a claim", || edit(&site, "content/claims.yaml", "value: 30", "value: 40"));
    assert!(preview.get("/_desk/claims/").body.contains("40 minutes"));
}

#[test]
fn what_is_no_part_of_the_site_is_passed_over() {
    let site = site();
    let root = site.path();
    fs::create_dir_all(root.join(".git")).expect("a folder");
    let preview = Preview::start(root, &[]);
    let before = preview.settled();
    for path in [
        "content/.page.md.swp",
        "content/page.md~",
        "content/~$page.md",
        "content/#page.md#",
        "content/.#page.md",
        "content/~WRD0001.tmp",
        ".git/index",
        "notes.txt",
        "public/page/index.html",
    ] {
        lay(root, format!("-- {path} --\nnothing\n").as_bytes());
    }
    let output = root.join("out");
    let output = output.to_str().expect("a path");
    let ran = carepress(root, &["build", "--today", support::TODAY, "--output", output]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    fs::read(root.join("content/page.md")).expect("reading is no change");
    assert_eq!(preview.settled(), before);
}

#[test]
fn a_network_drive_is_looked_at_every_second() {
    let site = site();
    let preview = Preview::start(site.path(), &["--poll"]);
    let before = preview.settled();
    // A new length: two saves within one second have the same time on some drives.
    save(&site, "Seen from afar, a little later.");
    assert_eq!(preview.next(before), before + 1);
    assert!(own_part(&preview.get("/page/")).contains("a little later"));
}

/// What the bar says of a problem: file, line, the line itself with the place marked, and help.
fn says(answer: &Answer, place: &str, marked: &str, help: &str) {
    let bar = bar(answer);
    assert!(bar.contains("<details open class=\"error\">"), "{bar}");
    for part in [place, &format!("<mark>{marked}</mark>"), help] {
        assert!(bar.contains(part), "{part} in {bar}");
    }
}

#[test]
fn on_a_problem_the_last_good_page_stays_with_the_problem_over_it() {
    let site = site();
    let preview = Preview::start(site.path(), &[]);
    let good = preview.get("/page/");
    let page = own_part(&good).to_owned();
    let mut version = good.version();
    let mut after = |change: &dyn Fn()| {
        change();
        version = preview.next(version);
        preview.get("/page/")
    };
    // A mistake in the article.
    let answer = after(&|| save(&site, "New. See [this page](nowhere.md)."));
    assert_eq!(own_part(&answer), page);
    says(&answer, "content/page.md:8", "nowhere.md", "<strong>Help:</strong> write the path of a file");
    assert!(bar(&answer).contains("as it was before its errors"));
    let now = preview.get("/page/?now");
    assert!(own_part(&now).contains("New. See"), "and as it is, for who asks");
    says(&now, "content/page.md:8", "nowhere.md", "Show it as it was");
    let answer = after(&|| save(&site, "Rest well."));
    assert_eq!(own_part(&answer), page);
    assert!(bar(&answer).contains("No problems"), "{}", bar(&answer));
    // Its front matter can't be read.
    let answer = after(&|| edit(&site, "content/page.md", "kind: article", "kind: artikel"));
    assert_eq!(own_part(&answer), page);
    says(&answer, "content/page.md:4", "artikel", "article");
    assert!(bar(&preview.get("/")).contains("content/page.md:4"), "shown on whatever page the editor looks at");
    // Another save elsewhere leaves it as it is.
    let answer = after(&|| edit(&site, "content/index.md", "Welcome.", "Welcome to you."));
    assert_eq!(own_part(&answer), page);
    assert!(own_part(&preview.get("/")).contains("Welcome to you."), "other pages are new");
    assert!(bar(&preview.get("/")).contains("1 error elsewhere"));
    let answer = after(&|| save(&site, "Rest well."));
    assert_eq!((own_part(&answer), bar(&answer).contains("No problems")), (page.as_str(), true));
    // A template.
    let answer = after(&|| lay(site.path(), b"-- templates/article.html --\n<p>{{ titel }}</p>\n"));
    assert_eq!(own_part(&answer), page);
    says(&answer, "templates/article.html:1", "titel", "did you mean `title`?");
    let answer = after(&|| fs::remove_file(site.path().join("templates/article.html")).expect("gone"));
    assert_eq!((own_part(&answer), bar(&answer).contains("No problems")), (page.as_str(), true));
    // A file that all pages share.
    let answer = after(&|| edit(&site, "content/claims.yaml", "unit: minutes", "unit: [minutes"));
    assert_eq!(own_part(&answer), page);
    assert!(bar(&answer).contains("content/claims.yaml:5"), "{}", bar(&answer));
    let answer = after(&|| edit(&site, "content/claims.yaml", "unit: [minutes", "unit: minutes"));
    assert_eq!((own_part(&answer), bar(&answer).contains("No problems")), (page.as_str(), true));
    // The settings: nothing can be made of the site.
    let answer = after(&|| edit(&site, "site.yaml", "languages: [en]", "languages: []"));
    assert_eq!(own_part(&answer), page);
    says(&answer, "site.yaml:3", "[]", "name at least one language");
    let answer = after(&|| edit(&site, "site.yaml", "languages: []", "languages: [en]"));
    assert_eq!((own_part(&answer), bar(&answer).contains("No problems")), (page.as_str(), true));
    // The settings are gone: not a mistake in content, but the world's.
    let answer = after(&|| fs::rename(site.path().join("site.yaml"), site.path().join("aside.yaml")).expect("renamed"));
    assert_eq!(own_part(&answer), page);
    assert!(bar(&answer).contains("there is no site.yaml"), "{}", bar(&answer));
    let answer = after(&|| fs::rename(site.path().join("aside.yaml"), site.path().join("site.yaml")).expect("renamed"));
    assert_eq!((own_part(&answer), bar(&answer).contains("No problems")), (page.as_str(), true));
}

#[test]
fn a_site_that_was_never_good_is_shown_as_far_as_it_can_be() {
    let site = site();
    save(&site, "Already here: [this page](nowhere.md).");
    edit(&site, "site.yaml", "languages: [en]", "languages: []");
    let preview = Preview::start(site.path(), &[]);
    let answer = preview.get("/page/");
    assert_eq!(answer.status, 500);
    assert!(answer.body.contains("This page can’t be shown yet") && answer.body.contains("site.yaml:3"), "{answer:?}");
    assert_eq!(preview.get("/_desk/").status, 200);
    edit(&site, "site.yaml", "languages: []", "languages: [en]");
    preview.next(answer.version());
    let answer = preview.get("/page/");
    assert!(own_part(&answer).contains("Already here"), "there is no better one");
    says(&answer, "content/page.md:8", "nowhere.md", "Help:");
}

#[test]
fn warnings_are_told_and_stay_closed() {
    let site = site();
    save(&site, "We utilise needles.");
    edit(&site, "content/page.md", "summary:", "sumary:");
    let misspelt = Preview::start(site.path(), &[]).get("/page/");
    assert!(
        bar(&misspelt).contains("did you mean `summary`? (<code>carepress check --fix</code>"),
        "{}",
        bar(&misspelt)
    );
    edit(&site, "content/page.md", "sumary:", "summary:");
    let preview = Preview::start(site.path(), &["--editor", "vscode://file/{path}:{line}"]);
    let answer = preview.get("/page/");
    assert!(bar(&answer).contains("<details class=\"warning\">"), "{}", bar(&answer));
    let root = site.path().canonicalize().expect("a path");
    let address = format!("vscode://file{}/content/page.md:", root.display());
    assert!(bar(&answer).contains(&format!("href=\"{address}8\"")), "the line: {}", bar(&answer));
    assert!(bar(&answer).contains(&format!("href=\"{address}1\"")), "the file: {}", bar(&answer));
    assert!(!bar(&Preview::start(site.path(), &[]).get("/page/")).contains("vscode"), "none unless it is named");
}

#[test]
fn drafts_are_shown_when_asked_for() {
    let site = site();
    edit(&site, "content/page.md", "kind: article", "kind: article\npublish_on: 2030-01-01");
    assert_eq!(Preview::start(site.path(), &[]).get("/page/").status, 404);
    assert_eq!(Preview::start(site.path(), &["--drafts"]).get("/page/").status, 200);
}

#[test]
fn a_port_that_is_taken_is_named() {
    let site = site();
    let preview = Preview::start(site.path(), &[]);
    let port = preview.port.to_string();
    let ran = carepress(site.path(), &["serve", "--port", &port]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains(&format!("port {port} is taken")) && ran.err.contains("--port 0"), "{}", ran.err);
    let nowhere = carepress(Path::new("/nowhere"), &["serve"]);
    assert_eq!(nowhere.code, 2, "{}", nowhere.err);
    let bad = carepress(site.path(), &["serve", "--editor", "javascript:{path}"]);
    assert_eq!(bad.code, 2, "{}", bad.err);
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_at_once_whoever_waits() {
    let site = site();
    let mut preview = Preview::start(site.path(), &[]);
    let version = preview.settled();
    let waiting = preview.connect();
    let mut stream = &waiting;
    let ask = format!("GET /_preview/events?version={version} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", preview.port);
    std::io::Write::write_all(&mut stream, ask.as_bytes()).expect("sent");
    let begun = Instant::now();
    let killed = Command::new("kill").args(["-INT", &preview.child.id().to_string()]).status().expect("kill runs");
    assert!(killed.success());
    assert_eq!(preview.child.wait().expect("it ends").code(), Some(0));
    // A tab waits for the next save for longer than this.
    assert!(begun.elapsed() < Duration::from_secs(30));
}

#[cfg(target_os = "linux")]
#[test]
fn the_browser_opens_at_the_page_that_was_written_last() {
    use std::os::unix::fs::PermissionsExt as _;
    let site = site();
    let tools = tempfile::tempdir().expect("a folder");
    let asked = tools.path().join("asked");
    let opener = tools.path().join("xdg-open");
    fs::write(&opener, format!("#!/bin/sh\necho \"$1\" > {}\n", asked.display())).expect("written");
    fs::set_permissions(&opener, fs::Permissions::from_mode(0o755)).expect("a program");
    thread::sleep(Duration::from_millis(20));
    edit(&site, "content/guide.md", "light meal", "small meal");
    let path = format!("{}:{}", tools.path().display(), std::env::var("PATH").expect("a path"));
    let preview = Preview::start_with(site.path(), &["--open"], &[("PATH", &path)]);
    let end = Instant::now() + Duration::from_secs(20);
    while !fs::read_to_string(&asked).is_ok_and(|text| text.ends_with('\n')) && Instant::now() < end {
        thread::sleep(Duration::from_millis(20));
    }
    let asked = fs::read_to_string(asked).expect("it was opened");
    assert_eq!(asked, format!("http://127.0.0.1:{}/guide/\n", preview.port));
}

#[test]
fn the_terminal_tells_of_each_save() {
    let site = site();
    let preview = Preview::start(site.path(), &[]);
    let next = || preview.lines.recv_timeout(Duration::from_secs(20)).expect("a line");
    assert_eq!(next(), format!("Desk  http://127.0.0.1:{}/_desk/", preview.port));
    while next() != "0 errors, 0 warnings" {}
    save(&site, "New. See [this page](nowhere.md).");
    assert_eq!(next(), "content/page.md: 1 error, 1 warning");
    save(&site, "Rest.");
    assert_eq!(next(), "content/page.md: 0 errors, 0 warnings");
}

#[test]
fn a_template_that_never_ends_keeps_nobody_waiting() {
    let site = site();
    let endless = "{% for i in range(end=100000) %}{% for j in range(end=100000) %}{% endfor %}{% endfor %}";
    lay(site.path(), format!("-- templates/404.html --\n{endless}\n").as_bytes());
    let preview = Preview::start(site.path(), &[]);
    // More of them than pages that are rendered at a time.
    for _ in 0..5 {
        let answer = preview.get("/nothing/");
        assert!(answer.body.contains("goes round its loops more than"), "{}", answer.body);
    }
    assert_eq!(preview.get("/_desk/").status, 200);
    assert!(own_part(&preview.get("/page/")).contains("Rest well."));
}

#[test]
fn a_site_with_open_questions_is_shown() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("clinic");
    let ran = carepress(Path::new("nowhere"), &["init", root.to_str().expect("a name")]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let preview = Preview::start(&root, &[]);
    let home = preview.get("/");
    assert!(home.status == 200 && own_part(&home).contains("<h1 id=\"title\">"), "{}", home.body);
    assert_eq!(bar(&home).matches("this line is still to be filled in").count(), 4, "{}", bar(&home));
    let desk = preview.get("/_desk/problems/").body;
    assert_eq!(desk.matches("this line is still to be filled in").count(), 4, "{desk}");
}

#[test]
fn the_desk_lists_pages_problems_and_figures() {
    let site = support::site(
        b"\
-- content/page.md --
---
title: A page
summary: It is short.
kind: article
review: { version: 0.1 }
---

You can drive after [at least 30 minutes](claim:drive-wait). See [this page](nowhere.md).
-- content/other.md --
---
title: <b>Bold</b> & \"quoted\"
summary: It is short.
kind: article
review: { reviewed_by: Lead nurse, last_reviewed: 2024-05-03, next_review: 2026-05-03, version: \"1.0\" }
---

We utilise needles.
",
    );
    edit(&site, "site.yaml", "languages: [en]", "languages: [en, de]");
    let preview = Preview::start(site.path(), &[]);
    let desk = preview.get("/_desk/").body;
    for words in [
        "<h1>4 pages</h1>",
        "<a href=\"/page/\">A page</a>",
        "<span class=\"state overdue\">overdue</span>",
        "<span class=\"state not-reviewed\">not reviewed</span>",
        "&lt;b&gt;Bold&lt;/b&gt; &amp; &quot;quoted&quot;",
        "href=\"/_desk/problems/?file=content/page.md\"",
        "<td data-label=\"Not yet in\">de</td>",
    ] {
        assert!(desk.contains(words), "{words} in {desk}");
    }
    let order = |query: &str| {
        let desk = preview.get(&format!("/_desk/?{query}")).body;
        let rows = desk.split("<th scope=\"row\"").skip(1);
        let titles = rows.filter_map(|row| row.split("<a href=\"").nth(1)?.split('"').next().map(str::to_owned));
        titles.collect::<Vec<String>>()
    };
    assert_eq!(order("sort=title"), ["/other/", "/page/", "/", "/guide/"]);
    assert_eq!(order("sort=-title"), ["/guide/", "/", "/page/", "/other/"]);
    assert_eq!(order("sort=review")[..2], ["/other/", "/page/"]);
    assert_eq!(order("sort=problems")[..2], ["/other/", "/page/"]);
    assert_eq!(order("q=PAGE"), ["/page/"]);
    assert_eq!(order("q=%3Cb%3E"), ["/other/"]);
    assert_eq!(order("show=overdue"), ["/other/"]);
    assert_eq!(order("show=errors&q=zebra"), [] as [&str; 0]);
    let problems = preview.get("/_desk/problems/?file=content/page.md").body;
    assert!(problems.contains("<mark>nowhere.md</mark>") && !problems.contains("utilise"), "{problems}");
    assert!(!preview.get("/_desk/problems/?show=errors").body.contains("utilise"));
    assert!(preview.get("/_desk/problems/").body.contains("utilise"));
    let figures = preview.get("/_desk/claims/").body;
    assert!(
        figures.contains(">30 minutes <span class=\"topic\">wait before driving, adults</span></h2>")
            && figures.contains("<a href=\"/page/\">A page</a>"),
        "{figures}"
    );
    let explained = preview.get("/_desk/explain/broken-link/").body;
    assert!(explained.contains("<h1>broken-link</h1>") && explained.contains("[when to get help](when-to-call.md)"));
    for path in ["/_desk/nothing/", "/_desk/explain/nothing/", "/_desk/%3Cb%3E/"] {
        assert_eq!(preview.get(path).status, 404, "{path}");
    }
    let moved = preview.get("/_desk");
    assert_eq!((moved.status, moved.header("location")), (302, Some("/_desk/")));
}

#[test]
fn the_site_s_templates_can_t_break_the_desk() {
    let site = site();
    lay(
        site.path(),
        b"\
-- templates/base.html --
{{ broken
-- templates/components.html --
{% component problem(x) %}mine{% endcomponent problem %}
-- templates/pages.html --
mine
",
    );
    let preview = Preview::start(site.path(), &[]);
    let desk = preview.get("/_desk/");
    assert_eq!(desk.status, 200);
    assert!(desk.body.contains("Resting at home") && !desk.body.contains("mine"), "{}", desk.body);
    assert!(preview.get("/_desk/problems/").body.contains("templates/base.html:1"));
}

#[test]
fn a_sentence_is_tried_by_the_checks_of_the_site() {
    let site = site();
    edit(&site, "site.yaml", "languages: [en]", "languages: [en, de]");
    let preview = Preview::start(site.path(), &[]);
    let before = preview.settled();
    let own = format!("Origin: http://127.0.0.1:{}\r\nContent-Type: application/json\r\n", preview.port);
    let ask = |text: &str, language: &str, kind: &str| {
        let body = serde_json::json!({"text": text, "language": language, "kind": kind}).to_string();
        preview.ask("POST", "/_desk/try/", &own, &body)
    };
    let answer = ask(
        "Rest.\n\nWe utilise [needles](nowhere.md) & <b>more</b>. Wait [a day](claim:drive-wait).",
        "en",
        "article",
    );
    assert_eq!(answer.status, 200);
    for words in
        ["broken-link", "plain-word", "raw-html", "claim-mismatch", "<span class=\"number\">3</span>", "8 words"]
    {
        assert!(answer.body.contains(words), "{words} in {}", answer.body);
    }
    assert!(!answer.body.contains("<b>") && !answer.body.contains(".trial.md"), "{}", answer.body);
    assert!(!answer.body.contains("review"), "what is no part of the text is left out: {}", answer.body);
    let good =
        ask("Rest for [at least 30 minutes](claim:drive-wait). See [the guide](guide.md#before).", "en", "article");
    assert!(good.body.contains("Nothing to mend"), "{}", good.body);
    assert!(ask("---\ntitle: x\n---\n", "en", "article").body.contains("<h2>"), "front matter is but text here");
    assert!(ask("Ruh dich aus. Nimm [den Leitfaden](../guide.md).", "de", "faq").body.contains("Nothing to mend"));
    assert!(ask("", "en", "myths").body.contains("Nothing to mend"));
    for (text, language, kind) in [("x", "fr", "article"), ("x", "en", "guide"), ("x", "../en", "article")] {
        assert_eq!(ask(text, language, kind).status, 400, "{language} {kind}");
    }
    assert_eq!(preview.ask("POST", "/_desk/try/", &own, "no JSON").status, 400);
    assert_eq!(ask(&"long ".repeat(20_000), "en", "article").status, 413);
    let body = "{\"text\":\"x\",\"language\":\"en\",\"kind\":\"article\"}";
    assert_eq!(preview.ask("POST", "/_desk/try/", "Content-Type: application/json\r\n", body).status, 403);
    let foreign = "Origin: https://evil.example\r\nContent-Type: application/json\r\n";
    assert_eq!(preview.ask("POST", "/_desk/try/", foreign, body).status, 403);
    let form = own.replace("application/json", "application/x-www-form-urlencoded");
    assert_eq!(preview.ask("POST", "/_desk/try/", &form, body).status, 415);
    assert_eq!(preview.ask("POST", "/page/", &own, body).status, 405);
    assert_eq!(preview.settled(), before, "nothing is saved");
}
