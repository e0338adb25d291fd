//! A build that remembers gives the same bytes as one that does not, whatever was edited in between, and touches nothing
//! where nothing was.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

use carepress::config::{Date, Options};
use carepress::memory::Memory;
use carepress::output::{self, Published};
use carepress::{Outcome, compile_sources, publish, source};
use common::edits::{Chance, Copy, contents, edit, put_back};
use walkdir::WalkDir;

impl Copy {
    /// Builds into `to`, with what the build before kept there, or without any memory.
    fn build(&self, to: &str, remembers: bool) -> Option<Published> {
        let target = self.path(to);
        let options = Options { today: Date::parse("2026-11-24").expect("a date"), drafts: false, portable: false };
        let (sources, problems) = source::discover(self.root()).expect("a site");
        let kept = output::recall(&target).filter(|_| remembers);
        let mut memory = kept.map(|bytes| Memory::from_bytes(&bytes, "test")).unwrap_or_default();
        let compiled = compile_sources(sources, problems, options, &mut memory, &|_| ());
        if compiled.count(carepress::diagnostic::Severity::Error) > 0 {
            return None;
        }
        let plan = compiled.plan.expect("settings");
        match publish(&plan, &mut memory, self.root(), &target, &|_| ()).expect("the disk takes it") {
            Outcome::Published(done) => {
                output::remember(&target, |out| memory.write("test", out)).expect("a published site is remembered");
                Some(done.files)
            }
            Outcome::Refused(_) => None,
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
            let (with, without) = (site.files("remembers"), site.files("forgets"));
            let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
            assert_eq!(names(&with), names(&without), "seed {seed}, step {step}: {what}");
            for (name, bytes) in &with {
                assert!(bytes == &without[name], "seed {seed}, step {step}: {name} is stale after an edit of {what}");
            }
        }
        assert!(published > 8, "seed {seed}: edits are mostly sound");
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
    let bytes = output::recall(&site.path("public")).expect("a memory");
    let known = |memory: &Memory| memory.write("test", &mut Vec::new()).is_ok();
    assert!(known(&Memory::from_bytes(&bytes, "test")), "the same program's own");
    assert!(!known(&Memory::from_bytes(&bytes, "another")));
    for length in [0, 1, bytes.len() / 2, bytes.len() - 1] {
        assert!(!known(&Memory::from_bytes(&bytes[..length], "test")), "cut to {length} bytes");
    }
    output::remember(&site.path("public"), |out| Ok(out.write_all(b"\xff\xfe nonsense")?)).expect("written");
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
