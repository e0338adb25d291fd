//! A build that remembers gives the same bytes as one that does not, whatever was edited in between, and touches nothing
//! where nothing was.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

use crate::support::edits::{Chance, Copy, contents, edit, put_back, replace};
use carepress::base::date::Date;
use carepress::base::diagnostic::Diagnostic;
use carepress::build::cache::Cache;
use carepress::build::{Outcome, compile_sources, publish};
use carepress::content::config::Options;
use carepress::disk::output::{self, Published, Stored};
use carepress::disk::source;
use walkdir::WalkDir;

impl Copy {
    /// Builds into `to`, with what the build before kept there, or without any memory.
    fn build(&self, to: &str, remembers: bool) -> Option<Published> {
        self.build_and_tell(to, remembers).0
    }

    /// The same, with everything that is wrong.
    fn build_and_tell(&self, to: &str, remembers: bool) -> (Option<Published>, Vec<Diagnostic>) {
        let target = self.path(to);
        let options = Options { today: Date::parse("2026-11-24").expect("a date"), drafts: false, portable: false };
        let (sources, problems) = source::discover(self.root()).expect("a site");
        let kept = output::load_cache(&target, Stored::Cache).filter(|_| remembers);
        let mut memory = kept.map(|bytes| Cache::from_bytes(&bytes, "test")).unwrap_or_default();
        let compiled = compile_sources(sources, problems, options, &mut memory, &|_| ());
        let mut found = compiled.diagnostics.clone();
        if compiled.count(carepress::base::diagnostic::Severity::Error) > 0 {
            return (None, found);
        }
        let plan = compiled.plan.expect("settings");
        match publish(&plan, &mut memory, self.root(), &target, &|_| ()).expect("the disk takes it") {
            Outcome::Published(done) => {
                output::store_cache(&target, Stored::Cache, |out| memory.write("test", out))
                    .expect("a published site is remembered");
                found.extend(done.warnings);
                (Some(done.files), found)
            }
            Outcome::Refused(more) => {
                found.extend(more);
                (None, found)
            }
        }
    }

    /// Every file of a built site, with its bytes.
    fn files(&self, of: &str) -> BTreeMap<String, Vec<u8>> {
        let root = self.path(of);
        let files = WalkDir::new(&root).into_iter().map(|entry| entry.expect("an entry"));
        let files = files.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path);
        files
            .map(|file| {
                (file.strip_prefix(&root).expect("inside").display().to_string(), fs::read(&file).expect("bytes"))
            })
            .collect()
    }
}

#[test]
fn a_build_that_remembers_gives_the_bytes_of_one_that_does_not() {
    for seed in 1..=4 {
        let site = Copy::new();
        let mut chance = Chance::new(seed);
        site.build("remembers", true).expect("a site without errors");
        let mut published = 0;
        for step in 0..25 {
            let before: Vec<(PathBuf, Vec<u8>)> = contents(&site);
            let what = edit(&site, &mut chance, step);
            let built = site.build("remembers", true);
            assert_eq!(built.is_some(), site.build("forgets", false).is_some(), "seed {seed}, step {step}: {what}");
            if built.is_none() {
                // A site with errors is not published; the editor takes the edit back.
                put_back(&site, &before);
                continue;
            }
            published += 1;
            stale(&site.files("remembers"), &site.files("forgets"), &format!("seed {seed}, step {step}: {what}"));
        }
        assert!(published > 8, "seed {seed}: edits are mostly sound");
    }
}

/// A site in two languages, with sections in sections, guides below guides and every way in which a page can show
/// something of another one. Each file: path below `content`, kind, further front matter, further text.
const DEEP: [(&str, &str, &str, &str); 25] = [
    ("index", "article", "", ""),
    ("guide", "guide", "", ""),
    ("a/index", "article", "order: 1\n", ""),
    ("a/b/index", "article", "order: 1\n", ""),
    ("a/b/c/index", "article", "order: 1\n", ""),
    ("a/b/c/first", "article", "order: 1\n", ""),
    ("a/b/c/page", "article", "order: 2\ntopics: [sleep]\n", "You can [read on](../../../far/linked.md#more)."),
    ("a/b/c/third", "article", "order: 3\n", ""),
    ("a/b/sub", "guide", "order: 4\n", ""),
    ("a/b/under", "article", "order: 5\nguide: a/b/sub.md\n", ""),
    ("a/b/below", "article", "order: 6\nguide: a/b/sub.md\n", ""),
    ("a/b/later", "guide", "publish_on: 2030-01-05\n", ""),
    ("a/b/much-later", "article", "publish_on: 2031-01-05\nguide: a/b/later.md\n", ""),
    ("a/near", "article", "order: 7\ntopics: [Sleep]\n", ""),
    ("far/index", "article", "order: 8\n", ""),
    ("far/linked", "article", "order: 1\n", ""),
    ("far/relates", "article", "order: 2\nrelated: [../a/b/c/third.md]\n", ""),
    ("de/index", "article", "", ""),
    ("de/guide", "guide", "", ""),
    ("de/a/index", "article", "", ""),
    ("de/a/b/index", "article", "", ""),
    ("de/a/b/c/index", "article", "", ""),
    ("de/a/b/c/page", "article", "translation: { of: a/b/c/page.md }\n", ""),
    ("de/allein", "article", "topics: [Schlaf]\n", ""),
    ("de/zuletzt", "article", "order: 9\n", ""),
];

fn deep() -> Copy {
    let site = Copy::empty();
    let settings = "name: Clinic\nbase_url: https://clinic.example/\nlanguages: [en, de]\nguide: guide.md\nhelp: a/b/c/third.md\nsample: true\nphones:\n  en: { clinic: \"+44 20 7946 0018\", emergency: \"999\" }\n  de: { clinic: \"+49 30 23125 018\", emergency: \"112\" }\n";
    fs::write(site.path("site.yaml"), settings).expect("written");
    for (path, kind, front, text) in DEEP {
        let file = site.path(&format!("content/{path}.md"));
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        let text = format!(
            "---\ntitle: The page {path}\nsummary: You can rest.\nkind: {kind}\n{front}---\n\nRest.\n\n## More\n\n{text}\n"
        );
        fs::write(file, text).expect("written");
    }
    site
}

/// What an editor may change of a page that others can see: words, and what stands in their place.
const CHANGES: [(&str, &str); 8] = [
    ("title: The", "title: Another"),
    ("\nkind:", "\nexpires_on: 2026-01-05\nkind:"),
    ("\norder: ", "\norder: 1"),
    ("\nkind:", "\nslug: elsewhere\nkind:"),
    ("## More", "## Less"),
    ("publish_on: 2030", "publish_on: 2032"),
    ("leep]", "LEEP]"),
    ("topics: [Schlaf]\n", ""),
];

#[test]
fn whatever_a_page_shows_of_another_is_shown_anew() {
    let site = deep();
    let (built, first_found) = site.build_and_tell("remembers", true);
    built.unwrap_or_else(|| panic!("a site without errors: {}", told(&first_found)));
    let first = site.files("remembers");
    let mut tried = 0;
    for (path, ..) in DEEP {
        let file = site.path(&format!("content/{path}.md"));
        let text = fs::read_to_string(&file).expect("a text");
        for (what, with) in CHANGES {
            if !replace(&file, what, with) {
                continue;
            }
            tried += 1;
            let edit = format!("{path}: {what:?} is now {with:?}");
            let (with, found_with) = site.build_and_tell("remembers", true);
            let (without, found_without) = site.build_and_tell("forgets", false);
            assert_eq!(with.is_some(), without.is_some(), "{edit}");
            assert_eq!(told(&found_with), told(&found_without), "{edit}");
            if with.is_some() {
                stale(&site.files("remembers"), &site.files("forgets"), &edit);
            }
            fs::write(&file, &text).expect("written");
            let (_, found) = site.build_and_tell("remembers", true);
            assert_eq!(told(&found), told(&first_found), "{edit}, and back");
            stale(&site.files("remembers"), &first, &format!("{edit}, and back"));
        }
    }
    assert!(tried > 90, "most changes can be made to most pages: {tried}");
}

/// What was found, in short.
fn told(found: &[Diagnostic]) -> String {
    found.iter().map(|problem| carepress::cli::report::human(problem, false) + "\n").collect()
}

fn stale(with: &BTreeMap<String, Vec<u8>>, without: &BTreeMap<String, Vec<u8>>, edit: &str) {
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(with), names(without), "{edit}");
    for (name, bytes) in with {
        assert!(bytes == &without[name], "{name} is stale; {edit}");
    }
}

#[test]
fn a_build_of_an_unchanged_site_touches_nothing() {
    let site = Copy::new();
    site.build("public", true).expect("a site without errors");
    let seen = |site: &Copy| -> Vec<(PathBuf, SystemTime, u64)> {
        let entries =
            WalkDir::new(site.path("public")).sort_by_file_name().into_iter().map(|entry| entry.expect("an entry"));
        let meta = |entry: walkdir::DirEntry| {
            let meta = entry.metadata().expect("its data");
            (entry.path().to_owned(), meta.modified().expect("a time"), identity(&meta))
        };
        entries.map(meta).collect()
    };
    let before = seen(&site);
    for remembers in [true, false] {
        let published = site.build("public", remembers).expect("the same site");
        assert!(published.is_untouched(), "{published:?}");
        assert_eq!(seen(&site), before, "with memory: {remembers}");
    }
}

#[cfg(unix)]
fn identity(meta: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(meta)
}

#[cfg(not(unix))]
fn identity(meta: &fs::Metadata) -> u64 {
    meta.len()
}

#[test]
fn a_page_that_somebody_has_changed_is_written_again() {
    let site = Copy::new();
    site.build("public", true).expect("a site without errors");
    let before = site.files("public");
    let page = site.path("public/index.html");
    let forged = fs::read_to_string(&page).expect("a page").replace("<main", "<MAIN");
    std::thread::sleep(std::time::Duration::from_millis(20));
    fs::write(&page, forged).expect("written");
    fs::remove_file(site.path("public/404.html")).expect("removed");
    site.build("public", true).expect("the same site");
    assert_eq!(site.files("public").keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>());
    assert!(site.files("public") == before, "the page is as it was built");
}

#[test]
fn memory_of_another_program_or_none_that_can_be_read_is_as_good_as_none() {
    let site = Copy::new();
    site.build("public", true).expect("a site without errors");
    let bytes = output::load_cache(&site.path("public"), Stored::Cache).expect("a cache");
    let known = |memory: &Cache| memory.write("test", &mut Vec::new()).is_ok();
    assert!(known(&Cache::from_bytes(&bytes, "test")), "the same program's own");
    assert!(!known(&Cache::from_bytes(&bytes, "another")));
    for length in [0, 1, bytes.len() / 2, bytes.len() - 1] {
        assert!(!known(&Cache::from_bytes(&bytes[..length], "test")), "cut to {length} bytes");
    }
    output::store_cache(&site.path("public"), Stored::Cache, |out| Ok(out.write_all(b"\xff\xfe nonsense")?))
        .expect("written");
    assert!(site.build("public", true).expect("the same site").is_untouched());
}

#[test]
fn everything_that_is_known_of_this_site_can_be_kept() {
    let site = Copy::new();
    site.build("public", true).expect("a site without errors");
    let article = site.path("content/faq.md");
    let text = fs::read_to_string(&article).expect("a text");
    fs::write(&article, text + "\nYou can rest as long as you like.\n").expect("written");
    let published = site.build("public", true).expect("still without errors");
    // The page itself, and the register, which counts its words.
    assert!(published.files - published.unchanged <= 2, "{published:?}");
}
