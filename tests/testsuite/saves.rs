//! After any save, the preview knows and shows just what a build of the site as it is now would find and write.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::support;
use crate::support::edits::{Chance, Copy, contents, edit, put_back};
use crate::support::preview::Preview;
use crate::support::program::carepress;
use carepress::build::cache::Cache;
use carepress::build::{Compiled, compile, compile_sources};
use carepress::disk::source;

/// Files whose bytes are not what they were, and those that came or went; as paths in the site.
fn changed(site: &Copy, before: &[(std::path::PathBuf, Vec<u8>)]) -> BTreeSet<String> {
    let before: BTreeMap<_, _> = before.iter().cloned().collect();
    let after: BTreeMap<_, _> = contents(site).into_iter().collect();
    let files: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let changed = files.into_iter().filter(|file| before.get(*file) != after.get(*file));
    changed.map(|file| file.strip_prefix(site.root()).expect("inside").display().to_string()).collect()
}

/// Everything that a compiled site says, as text.
fn all_of(compiled: &Compiled) -> Vec<String> {
    let mut all: Vec<String> =
        compiled.diagnostics.iter().map(|found| carepress::cli::report::human(found, false)).collect();
    if let Some(plan) = &compiled.plan {
        for page in &*plan.pages {
            let (output, found) = plan.render(page);
            let html = output.map(|output| String::from_utf8_lossy(&output.bytes).into_owned());
            all.push(format!("{page:?} {:?} {found:?}\n{}", page.address(&plan.site), html.unwrap_or_default()));
        }
        all.extend(plan.rows().iter().map(|row| format!("{row:?}")));
    }
    all
}

#[test]
fn what_is_kept_from_save_to_save_is_what_would_be_found_anew() {
    for seed in 1..=4 {
        let site = Copy::new();
        let mut chance = Chance::new(seed);
        let mut memory = Cache::default();
        let mut read = source::discover(site.root()).expect("a site");
        let mut log = Vec::new();
        for step in 0..25 {
            let before = contents(&site);
            // Sometimes nothing is changed, sometimes several files are changed at once.
            for _ in 0..[1, 1, 1, 2, 0][chance.below(5)] {
                log.push(edit(&site, &mut chance, step));
            }
            let changed = changed(&site, &before);
            read = source::read_again(site.root(), read, &changed).expect("readable");
            let (sources, problems) = read.clone();
            let kept = compile_sources(sources, problems, support::options(), &mut memory, &|_| ());
            let anew = compile(site.root(), support::options()).expect("a site");
            for (kept, anew) in all_of(&kept).iter().zip(&all_of(&anew)) {
                assert!(kept == anew, "seed {seed}, after {log:?}:\n{kept}\n\nanew:\n{anew}");
            }
            assert_eq!(all_of(&kept).len(), all_of(&anew).len(), "seed {seed}, after {log:?}");
            // A site full of mistakes says little about the others.
            if anew.count(carepress::base::diagnostic::Severity::Error) > 0 && chance.below(2) == 0 {
                put_back(&site, &before);
                read = source::discover(site.root()).expect("a site");
                log.push("all of it taken back".to_owned());
            }
        }
    }
}

/// Lines of a page that are no part of the preview's own.
fn own_lines(page: &str) -> Vec<String> {
    let page = page.split("<carepress-bar").next().unwrap_or_default().replace("</body>\n</html>\n", "");
    let is_own = |line: &&str| !line.is_empty() && !line.contains("http-equiv=\"Content-Security-Policy\"");
    page.lines().filter(is_own).map(str::to_owned).collect()
}

/// Asserts that every page of a built site is shown by the preview as it was written.
fn shows_all(preview: &Preview, built: &Path, what: &str) {
    for path in support::html_site::files(built) {
        if support::html_site::is_page(&path) {
            let written = fs::read_to_string(built.join(&path)).expect("a page");
            let shown = preview.get(&format!("/{}", path.trim_end_matches("index.html"))).body;
            assert_eq!(own_lines(&shown), own_lines(&written), "{path} after {what}");
        }
    }
}

#[test]
fn every_page_of_the_preview_is_the_one_that_a_build_would_write() {
    let site = Copy::new();
    let built = site.path("public");
    let preview = Preview::start(site.root(), &[]);
    let mut chance = Chance::new(5);
    let mut compared = 0;
    for step in 0..14 {
        let before = contents(&site);
        let version = preview.get("/_desk/").version();
        let what = edit(&site, &mut chance, step);
        if changed(&site, &before).is_empty() {
            continue;
        }
        preview.next(version);
        let settled = preview.settled();
        if carepress(site.root(), &["build", "--today", support::TODAY]).code == 0 {
            shows_all(&preview, &built, &what);
            compared += 1;
        } else {
            put_back(&site, &before);
            preview.next(settled);
            preview.settled();
        }
    }
    assert!(compared > 4, "edits are mostly sound");
}
