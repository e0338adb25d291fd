//! A build shows the site at one moment, however busily it is saved meanwhile; and a limit on the size of files is told.
#![cfg(target_os = "linux")]

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use crate::support;
use crate::support::program::carepress;

const PAGES: usize = 120;

const PAGE: &str = concat!(reviewed!("Page NUMBER"), "This is the text of state VERSION.\n");

/// Saves every page in turn as editors do: beside it, and then in its place.
fn save_all(site: &Path, version: usize) {
    for number in 0..PAGES {
        let text = PAGE.replace("NUMBER", &number.to_string()).replace("VERSION", &version.to_string());
        let (new, page) = (site.join(format!("content/.p{number}")), site.join(format!("content/p{number}.md")));
        fs::write(&new, text).and_then(|()| fs::rename(new, page)).expect("saved");
    }
}

/// The version of each published page.
fn versions(public: &Path) -> Vec<usize> {
    let version = |number| {
        let page = fs::read_to_string(public.join(format!("p{number}/index.html"))).expect("a page");
        let at = page.find("text of state ").expect("its text") + "text of state ".len();
        page[at..].split('.').next().and_then(|text| text.parse().ok()).expect("a number")
    };
    (0..PAGES).map(version).collect()
}

#[test]
fn a_build_shows_one_moment() {
    let site = support::site(PAGE.as_bytes());
    fs::remove_file(site.path().join("content/page.md")).expect("it was there");
    save_all(site.path(), 0);
    let build = || carepress(site.path(), &["build", "--today", support::TODAY]);
    let public = site.path().join("public");
    assert_eq!(build().code, 0);
    let done = AtomicBool::new(false);
    let (mut told, mut shown) = (0, 0);
    thread::scope(|scope| {
        scope.spawn(|| {
            for version in 1.. {
                if done.load(Ordering::Relaxed) {
                    break;
                }
                save_all(site.path(), version);
                // At times nobody saves for a moment.
                thread::sleep(Duration::from_millis(if version % 40 == 0 { 300 } else { 0 }));
            }
        });
        for _ in 0..6 {
            let before = versions(&public);
            let ran = build();
            let after = versions(&public);
            if ran.code == 0 {
                shown += 1;
                // Pages are saved in their order: at any moment, the first are at most one version ahead.
                let in_order = after.windows(2).all(|pair| pair[0] >= pair[1]);
                assert!(in_order && after[0] - after[PAGES - 1] <= 1, "a mixture: {after:?}");
            } else {
                told += 1;
                assert_eq!(ran.code, 2, "{}", ran.err);
                assert!(ran.err.contains("was changed while the site was read, and again"), "{}", ran.err);
                assert_eq!(after, before, "nothing was published");
            }
        }
        done.store(true, Ordering::Relaxed);
    });
    assert_eq!(told + shown, 6);
    let ran = build();
    assert_eq!(ran.code, 0, "{}", ran.err);
    let last = versions(&public);
    assert!(last.iter().all(|version| *version == last[0]), "{last:?}");
}

#[test]
fn times_that_lie_ahead_stop_no_build() {
    let site = support::site(PAGE.as_bytes());
    let later = std::time::SystemTime::now() + Duration::from_secs(1_000_000);
    let page = site.path().join("content/page.md");
    fs::File::options().write(true).open(page).and_then(|file| file.set_modified(later)).expect("set");
    for _ in 0..2 {
        let ran = carepress(site.path(), &["build", "--today", support::TODAY]);
        assert_eq!(ran.code, 0, "{}", ran.err);
    }
}

#[test]
fn a_limit_on_the_size_of_files_is_told() {
    let site = support::site(PAGE.as_bytes());
    let program = env!("CARGO_BIN_EXE_carepress");
    let script =
        format!("ulimit -f 4; exec '{program}' --root '{}' build --today {}", site.path().display(), support::TODAY);
    let output = Command::new("bash").args(["-c", &script]).output().expect("a shell");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.starts_with("carepress: can't write ") && said.contains("File too large"), "{said}");
    let left = fs::read_dir(site.path()).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    assert_eq!(left.filter(|name| name.to_string_lossy().contains("public")).count(), 0, "nothing is left behind");
}
