//! Somebody changes the sources while they are read: puts a link in the place of a file, or of a folder above it, and
//! takes it away again. Whatever the moment, nothing outside the site's folder is read or written.
#![cfg(target_os = "linux")]

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::support;
use carepress::disk::edit::{self, Change};
use carepress::disk::source::{self, Sources};
use rustix::fs::{CWD, RenameFlags, renameat_with};
use tempfile::TempDir;

/// Stands in each file that is none of the site's.
const SECRET: &str = "Sesame";

/// A site with a file that will be swapped for a link, and a folder that will.
fn place() -> (TempDir, PathBuf) {
    let place = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).expect("a folder");
    let site = place.path().join("site");
    support::lay(&site, include_bytes!("../check/base.txt"));
    for folder in ["site/content/a/b", "beside/b", "links"] {
        fs::create_dir_all(place.path().join(folder)).expect("a folder");
    }
    for name in ["page.md", "b/page.md", "b/drawing.svg", "b/letter.pdf"] {
        fs::write(site.join("content/a").join(name), "Words.").expect("a file");
        fs::write(place.path().join("beside").join(name), SECRET).expect("a file");
    }
    symlink("../../../beside/page.md", place.path().join("links/page.md")).expect("a link");
    symlink("../../beside", place.path().join("links/a")).expect("a link");
    (place, site)
}

/// Exchanges two entries in one step.
fn exchange(one: &Path, other: &Path) {
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).expect("exchanged");
}

/// Does something again and again for a while, as another thread exchanges two entries all the time; the first fault ends
/// it.
fn during(one: &Path, other: &Path, mut work: impl FnMut() -> Result<(), String>) {
    const WHILE: Duration = Duration::from_millis(1500);
    let is_over = AtomicBool::new(false);
    let fault = std::thread::scope(|scope| {
        scope.spawn(|| {
            while !is_over.load(Ordering::Relaxed) {
                exchange(one, other);
            }
        });
        let begun = Instant::now();
        let mut done = Ok(());
        while done.is_ok() && begun.elapsed() < WHILE {
            done = work();
        }
        is_over.store(true, Ordering::Relaxed);
        done.err()
    });
    assert_eq!(fault, None);
}

fn holds_secret(sources: &mut Sources) -> bool {
    let assets: Vec<Vec<u8>> =
        sources.assets.iter().filter_map(|asset| asset.published().ok()).map(std::borrow::Cow::into_owned).collect();
    let is_asset = assets.iter().any(|bytes| bytes == SECRET.as_bytes());
    is_asset || sources.texts().any(|text| text.text.contains(SECRET))
}

#[test]
fn nothing_outside_is_read_whenever_a_link_takes_a_place() {
    for (name, inside) in [("page.md", "content/a/page.md"), ("a", "content/a")] {
        let (place, site) = place();
        let (mut whole, mut refused) = (0, 0);
        during(&place.path().join("links").join(name), &site.join(inside), || match source::discover(&site) {
            Ok((mut sources, problems)) => {
                whole += usize::from(problems.is_empty());
                refused += usize::from(problems.iter().any(|problem| problem.code.as_str() == "symbolic-link"));
                if holds_secret(&mut sources) { Err(format!("{inside} was read behind a link")) } else { Ok(()) }
            }
            Err(error) => {
                let said = format!("{error:#}");
                let is_plain = said.contains("links are not followed") || said.contains("No such file");
                if is_plain && !said.contains(SECRET) { Ok(()) } else { Err(said) }
            }
        });
        assert!(whole > 0 && refused > 0, "{inside}: the link came and went: {whole}, {refused}");
    }
}

#[test]
fn what_became_a_link_after_it_was_found_is_not_read() {
    for (name, inside) in [("page.md", "content/a/page.md"), ("a", "content/a")] {
        let (place, site) = place();
        let found = source::discover(&site).expect("a site");
        assert_eq!(found.1, []);
        exchange(&place.path().join("links").join(name), &site.join(inside));
        // The preview reads what was saved again, and looks at the whole site where that can't be.
        let changed = BTreeSet::from(["content/a/page.md".to_owned()]);
        let (mut sources, problems) = source::read_again(&site, found.clone(), &changed).expect("a site");
        assert!(problems.iter().any(|problem| problem.code.as_str() == "symbolic-link") && !holds_secret(&mut sources));
        // Documents are read when they are published, a while after they were found.
        for asset in found.0.assets.iter().filter(|asset| name == "a" && asset.path.starts_with("content/a/")) {
            // Drawings and pictures are held since they were found.
            if asset.held().is_some() {
                continue;
            }
            let error = asset.published().map(|_| ()).expect_err("a link is on the way");
            assert!(format!("{error:#}").ends_with("links are not followed"), "{error:#}");
        }
    }
    let (place, site) = place();
    let found = source::discover(&site).expect("a site");
    fs::rename(place.path().join("site"), place.path().join("moved")).expect("moved");
    symlink("beside", place.path().join("site")).expect("a link");
    let asset = found.0.assets.iter().find(|asset| asset.path.ends_with("letter.pdf")).expect("the letter");
    assert_eq!(&*asset.published().expect("the folder that was opened is still the site's"), b"Words.");
}

#[test]
fn nothing_outside_is_written_whenever_a_link_takes_a_place() {
    let (place, site) = place();
    let beside = place.path().join("beside");
    let before = support::html_site::files(&beside);
    let mut changed = 0;
    let change = |number: usize, old: &str, new: &str| {
        let replace =
            Change::Replace { path: "content/a/b/page.md".to_owned(), old: old.to_owned(), new: new.to_owned() };
        let create = Change::Create { path: format!("content/a/b/new-{number}.md"), text: "New.".to_owned() };
        let (from, to) = (format!("content/a/b/new-{number}.md"), format!("content/a/c/new-{number}.md"));
        edit::apply(&site, &[replace, create, Change::Move { from, to }])
    };
    during(&place.path().join("links/a"), &site.join("content/a"), || {
        let texts = ["Words.", "Other words."];
        // The text that a change expects is once that of the file outside; it is not written all the same.
        let forged = change(changed, SECRET, "Forged.").is_ok();
        if change(changed, texts[changed % 2], texts[(changed + 1) % 2]).is_ok() {
            changed += 1;
        }
        match fs::read_to_string(beside.join("b/page.md")) {
            Ok(text) if text == SECRET && !forged => Ok(()),
            other => Err(format!("{other:?}")),
        }
    });
    assert_eq!(support::html_site::files(&beside), before);
    assert!(changed > 0, "some changes were made while the link was away");
}
