//! Publishing: the published folder is the old site or the new one, whole, whatever is wrong with the content.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;
use std::time::SystemTime;

use crate::support;
use crate::support::html_site::files;
use crate::support::program::carepress;
use carepress::build::Outcome;
use carepress::build::cache::Cache;
use tempfile::TempDir;

/// Arguments of a build on the day that tests are judged by.
const BUILD: [&str; 3] = ["build", "--today", support::TODAY];

/// A small site, built into its own `public`.
fn built() -> TempDir {
    let site = support::site(PAGE.as_bytes());
    let ran = carepress(site.path(), &BUILD);
    assert_eq!(ran.code, 0, "{}", ran.err);
    site
}

const PAGE: &str = concat!(reviewed!("A page"), "Rest, and see [the guide](guide.md).\n");

/// Every file of a folder with its bytes.
fn bytes(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    files(folder).into_iter().map(|path| (path.clone(), fs::read(folder.join(path)).expect("a file"))).collect()
}

/// Everything that stands in a folder, by name.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = entries.map(|name| name.into_string().expect("a name")).collect();
    names.sort();
    names
}

/// What a build keeps for the next one, beside the published site.
const CACHE: &str = ".public.carepress-cache";

/// What stands beside the site's own folders: the published site, what is known of it, and nothing else.
fn assert_clean(site: &Path) {
    assert_eq!(names(site), [CACHE, "content", "public", "site.yaml"]);
}

/// Changes the content so that it can't be published, and expects that the published site does not change.
fn refused(change: &str, text: &str, arguments: &[&str], says: &str) {
    let site = built();
    let public = site.path().join("public");
    let before = bytes(&public);
    support::lay(site.path(), format!("-- {change} --\n{text}").as_bytes());
    let ran = carepress(site.path(), &[&BUILD[..], arguments].concat());
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.err.contains(says), "{says}\n{}", ran.err);
    assert!(
        ran.out.starts_with("nothing was published: 1 error, 0 warnings; ") || !arguments.is_empty(),
        "{}",
        ran.out
    );
    assert!(ran.out.ends_with("public is as it was\n"), "{}", ran.out);
    assert_eq!(bytes(&public), before);
    let left: Vec<String> = names(site.path()).into_iter().filter(|name| name.contains("carepress")).collect();
    assert_eq!(left, [CACHE]);
}

#[test]
fn content_with_an_error_is_not_published() {
    refused("content/page.md", &PAGE.replace("guide.md", "gide.md"), &[], "error[broken-link]");
}

#[test]
fn a_mistake_in_a_template_publishes_nothing() {
    refused(
        "templates/article.html",
        "{% extends \"base.html\" %}\n{% block page %}{{ tilte }}{% endblock %}\n",
        &[],
        "error[template-error]",
    );
}

#[test]
fn with_strict_a_warning_publishes_nothing() {
    let settings = format!("{}checks: {{ missing-alt: warning }}\n", support::base_file("site.yaml"));
    let page = format!("{PAGE}\n![](pictures/hours.svg)\n");
    let site = built();
    support::lay(site.path(), format!("-- site.yaml --\n{settings}-- content/page.md --\n{page}").as_bytes());
    let before = bytes(&site.path().join("public"));
    let strict = carepress(site.path(), &[&BUILD[..], &["--strict"]].concat());
    assert_eq!(strict.code, 1);
    assert!(strict.out.starts_with("nothing was published: 0 errors, 1 warning; "), "{}", strict.out);
    assert_eq!(bytes(&site.path().join("public")), before);
    assert_eq!(carepress(site.path(), &["check", "--strict"]).code, 1);
    let lenient = carepress(site.path(), &BUILD);
    assert_eq!(lenient.code, 0);
    assert!(
        lenient.err.contains("warning[missing-alt]") && lenient.out.ends_with(" s, 1 warning\n"),
        "{}",
        lenient.out
    );
    assert_eq!(carepress(site.path(), &["check"]).code, 0);
}

#[test]
fn a_folder_that_is_not_ours_is_left_alone() {
    let site = support::site(PAGE.as_bytes());
    support::lay(site.path(), b"-- public/photos/2019/cat.txt --\nmeow\n-- public/b.txt --\nb\n");
    let before = bytes(&site.path().join("public"));
    let ran = carepress(site.path(), &BUILD);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("public holds b.txt and 1 more file, and no list in it (.carepress.json) says that"),
        "{}",
        ran.err
    );
    assert_eq!(bytes(&site.path().join("public")), before);
    assert_eq!(names(site.path()), ["content", "public", "site.yaml"]);
    // A folder of ours in which somebody put a file is not ours to replace either.
    let site = built();
    support::lay(site.path(), b"-- public/guide/notes.txt --\nkeep me\n");
    let ran = carepress(site.path(), &BUILD);
    assert_eq!(ran.code, 2);
    let said = "public holds guide/notes.txt, which .carepress.json does not list among what carepress wrote";
    assert!(ran.err.contains(said) && ran.err.contains("Move what you need to static/"), "{}", ran.err);
    assert_eq!(fs::read(site.path().join("public/guide/notes.txt")).expect("still there"), b"keep me\n");
    // An empty folder is anybody's.
    let site = support::site(PAGE.as_bytes());
    fs::create_dir(site.path().join("public")).expect("a folder");
    assert_eq!(carepress(site.path(), &BUILD).code, 0);
    assert_clean(site.path());
}

#[cfg(unix)]
fn identity(file: &Path) -> (u64, SystemTime) {
    use std::os::unix::fs::MetadataExt;
    let meta = fs::metadata(file).expect("a file");
    (meta.ino(), meta.modified().expect("a time"))
}

#[cfg(unix)]
#[test]
fn a_file_that_did_not_change_is_not_written_again() {
    let site = built();
    let public = site.path().join("public");
    let before: BTreeMap<String, _> =
        files(&public).into_iter().map(|path| (path.clone(), identity(&public.join(path)))).collect();
    let ran = carepress(site.path(), &BUILD);
    assert!(ran.out.contains(" 0 changed, 0 removed"), "{}", ran.out);
    for (path, was) in &before {
        assert!(path == ".carepress.json" || identity(&public.join(path)) == *was, "{path}");
    }
    support::lay(site.path(), PAGE.replace("Rest,", "Sleep,").as_bytes());
    let ran = carepress(site.path(), &BUILD);
    assert!(ran.out.contains(" 2 changed, 0 removed"), "{}", ran.out);
    for (path, was) in &before {
        let same = identity(&public.join(path)) == *was;
        // The register tells how the page reads.
        let is_to_change = path == "page/index.html" || path == "register.html";
        assert!(path == ".carepress.json" || same != is_to_change, "{path}");
    }
    assert!(fs::read_to_string(public.join("page/index.html")).expect("a page").contains("Sleep, and see"));
}

#[test]
fn what_no_source_makes_any_more_is_gone() {
    let site = built();
    assert!(site.path().join("public/page/index.html").is_file());
    fs::remove_file(site.path().join("content/page.md")).expect("it was there");
    let ran = carepress(site.path(), &BUILD);
    assert!(ran.out.contains(" 1 removed; "), "{}", ran.out);
    assert!(!site.path().join("public/page").exists(), "not even its folder is left");
    assert_clean(site.path());
}

#[test]
fn a_published_file_that_somebody_changed_is_mended() {
    let site = built();
    let public = site.path().join("public");
    let before = bytes(&public);
    // Of the same length, so that only a look at the bytes can tell.
    let page = public.join("page/index.html");
    let text = fs::read_to_string(&page).expect("a page").replace("Rest,", "Rust,");
    fs::write(&page, text).expect("changed");
    // At once: the clock of the file system has not moved on since.
    let written =
        fs::metadata(public.join(".carepress.json")).and_then(|manifest| manifest.modified()).expect("a time");
    fs::File::options().append(true).open(&page).and_then(|page| page.set_modified(written)).expect("set");
    fs::remove_file(public.join("guide/index.html")).expect("removed");
    let ran = carepress(site.path(), &BUILD);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains(" 2 changed, 0 removed"), "{}", ran.out);
    assert_eq!(bytes(&public), before);
}

#[test]
fn what_a_crash_left_is_cleared_away() {
    let site = built();
    let public = site.path().join("public");
    let before = bytes(&public);
    // While pages were written, or before the old site was removed.
    support::lay(site.path(), b"-- .public.carepress-new/half/index.html --\nhalf\n-- .public.carepress-old/old.html --\nold\n-- .public.carepress-lock --\n \n");
    assert_eq!(carepress(site.path(), &BUILD).code, 0);
    assert_eq!(bytes(&public), before);
    assert_clean(site.path());
    // Between the two renames, where the system can't exchange folders in one step.
    fs::rename(&public, site.path().join(".public.carepress-old")).expect("moved");
    support::lay(site.path(), b"-- .public.carepress-new/half/index.html --\nhalf\n");
    let ran = carepress(site.path(), &BUILD);
    assert!(ran.out.contains(" 0 changed, 0 removed"), "the old site was put back first: {}", ran.out);
    assert_eq!(bytes(&public), before);
    assert_clean(site.path());
}

#[test]
fn two_builds_at_once_do_not_mix() {
    let site = built();
    let lock = File::create(site.path().join(".public.carepress-lock")).expect("a lock");
    lock.lock().expect("locked");
    let ran = carepress(site.path(), &BUILD);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("another carepress is writing this site; wait until it is done"), "{}", ran.err);
    drop(lock);
    assert_eq!(carepress(site.path(), &BUILD).code, 0);
    assert_clean(site.path());
}

#[test]
fn a_site_is_never_written_over_its_sources() {
    let site = support::site(PAGE.as_bytes());
    let before = bytes(site.path());
    for folder in ["content", "content/public", "content/a/b", "static", "templates/x", ".", "..", "content/../content"]
    {
        let target = site.path().join(folder);
        let ran = carepress(site.path(), &[&BUILD[..], &["--output", target.to_str().expect("a path")]].concat());
        assert_eq!(ran.code, 2, "{folder}: {}{}", ran.out, ran.err);
        assert!(ran.err.contains("choose another folder with --output DIR"), "{folder}: {}", ran.err);
        assert_eq!(bytes(site.path()), before, "{folder}");
        assert_eq!(names(site.path()), ["content", "site.yaml"], "{folder}: nothing was made");
        assert_eq!(names(&site.path().join("content")).len(), 7, "{folder}: nothing was made");
    }
    // A file, where a folder should be.
    fs::write(site.path().join("public"), "x").expect("a file");
    let ran = carepress(site.path(), &BUILD);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("is a file, where the site's folder should be"), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn a_folder_that_can_not_be_written_is_said_plainly() {
    use std::os::unix::fs::symlink;
    let site = support::site(PAGE.as_bytes());
    // A published folder that is a link is followed: the link stays, and its target is replaced.
    let elsewhere = tempfile::tempdir().expect("a folder");
    fs::create_dir(elsewhere.path().join("www")).expect("a folder");
    symlink(elsewhere.path().join("www"), site.path().join("public")).expect("a link");
    assert_eq!(carepress(site.path(), &BUILD).code, 0);
    assert!(fs::symlink_metadata(site.path().join("public")).expect("a link").is_symlink());
    assert_eq!(names(elsewhere.path()), [".www.carepress-cache", "www"]);
    assert!(elsewhere.path().join("www/index.html").is_file());
    let ran = carepress(site.path(), &[&BUILD[..], &["--output", "/proc/nowhere/site"]].concat());
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("can't make the folder /proc/nowhere"), "{}", ran.err);
}

#[test]
fn what_a_build_knows_is_kept_even_where_it_wrote_nothing() {
    let site = built();
    let memory = site.path().join(CACHE);
    fs::remove_file(&memory).expect("a build keeps what it knows");
    let before = bytes(&site.path().join("public"));
    assert_eq!(carepress(site.path(), &BUILD).code, 0);
    assert_eq!(bytes(&site.path().join("public")), before);
    let kept = fs::metadata(&memory).expect("it is kept again").modified().expect("a time");
    // What is no news is not written.
    assert_eq!(carepress(site.path(), &BUILD).code, 0);
    assert_eq!(fs::metadata(&memory).expect("still there").modified().expect("a time"), kept);
}

#[test]
fn what_was_judged_is_published_whatever_became_of_the_file() {
    let site = support::site(b"-- static/style.css --\nbody { color: black }\n");
    let drawing = fs::read(site.path().join("content/pictures/hours.svg")).expect("a drawing");
    let compiled = carepress::build::compile(site.path(), support::options()).expect("the folder can be read");
    let plan = compiled.plan.expect("a site");
    fs::write(site.path().join("content/pictures/hours.svg"), "<svg><script>x()</script></svg>").expect("written");
    fs::write(site.path().join("static/style.css"), "@import 'https://evil.example/'").expect("written");
    let target = site.path().join("public");
    let outcome = carepress::build::publish(&plan, &mut Cache::default(), site.path(), &target, &|_| ());
    assert!(matches!(outcome, Ok(Outcome::Published(_))), "{outcome:?}");
    assert_eq!(fs::read(target.join("pictures/hours.svg")).expect("published"), drawing);
    let names = fs::read_dir(&target).expect("a folder").map(|entry| entry.expect("a file").path());
    let style = names.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "css"));
    let style = fs::read_to_string(style.expect("a stylesheet")).expect("text");
    assert!(style.contains("black") && !style.contains("import"), "{style}");
}
