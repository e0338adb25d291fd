//! A site in two versions, and the promise about what is published: always one of the two, whole.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::support;

/// Bytes of files by path.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// A folder with a site, its published old version, and what belongs to nobody beside both.
pub(crate) struct Fixture {
    pub(crate) folder: TempDir,
    /// What is published before, and after the next build.
    pub(crate) old: Files,
    pub(crate) new: Files,
    others: Files,
}

fn page(title: &str, words: &str) -> String {
    reviewed!("TITLE").replace("TITLE", title) + words + "\n"
}

/// Every file of a folder with its bytes; empty where there is no folder.
pub(crate) fn read(folder: &Path) -> Files {
    if !folder.exists() {
        return Files::new();
    }
    let files = support::html_site::files(folder).into_iter();
    files.map(|path| (path.clone(), fs::read(folder.join(&path)).unwrap_or_default())).collect()
}

/// A folder in memory, where there is such a disk: thousands of flushes of a real one take minutes.
pub(crate) fn in_memory() -> TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).expect("a folder")
}

impl Fixture {
    /// A site that was changed since it was published: a page changed, one is new, one is gone.
    pub(crate) fn new() -> Self {
        let folder = in_memory();
        let site = folder.path().join("site");
        support::lay(&site, include_bytes!("../check/base.txt"));
        let write = |name: &str, text: String| fs::write(site.join("content").join(name), text).expect("written");
        write("page.md", page("A page", "Rest today."));
        write("gone.md", page("Soon gone", "Drink some water."));
        fs::create_dir_all(folder.path().join("www/beside")).expect("a folder");
        fs::write(folder.path().join("www/beside/notes.txt"), "keep me").expect("written");
        let mut fixture = Self { folder, old: Files::new(), new: Files::new(), others: Files::new() };
        fixture.old = fixture.built("old");
        write("page.md", page("A page", "Rest tomorrow as well."));
        write("fresh.md", page("Quite fresh", "Eat a light meal."));
        fs::remove_file(site.join("content/gone.md")).expect("it was there");
        fixture.new = fixture.built("new");
        assert!(fixture.old != fixture.new && fixture.new.len() > 10);
        fs::remove_dir_all(fixture.folder.path().join("tried")).expect("they were there");
        fixture.others = fixture.outside();
        fixture
    }

    fn built(&self, name: &str) -> Files {
        let target = self.folder.path().join("tried").join(name);
        let output = self.command_to(&target).output().expect("it starts");
        assert!(output.status.success(), "{output:?}");
        read(&target)
    }

    pub(crate) fn site(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    pub(crate) fn public(&self) -> PathBuf {
        self.folder.path().join("www/public")
    }

    /// Everything but the published site and what the program keeps beside it.
    fn outside(&self) -> Files {
        let mut files = read(self.folder.path());
        files.retain(|path, _| !path.starts_with("www/public/") && !path.starts_with("www/.public."));
        files
    }

    /// Arguments of a build.
    pub(crate) fn arguments(target: &Path, site: &Path) -> Vec<String> {
        let text = |path: &Path| path.to_str().expect("a path").to_owned();
        ["--root", &text(site), "build", "--today", support::TODAY, "--output", &text(target)]
            .map(str::to_owned)
            .to_vec()
    }

    fn command_to(&self, target: &Path) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_carepress"));
        command.args(Self::arguments(target, &self.site())).env("RAYON_NUM_THREADS", "1").env_remove("RUST_BACKTRACE");
        command
    }

    /// The build under test.
    pub(crate) fn command(&self) -> Command {
        self.command_to(&self.public())
    }

    /// Puts the old site in its place, and nothing else beside it; with `first`, no site at all.
    pub(crate) fn reset(&self, first: bool) {
        for entry in fs::read_dir(self.folder.path().join("www")).expect("a folder").flatten() {
            let name = entry.file_name().into_string().expect("a name");
            if name == "public" || name.starts_with(".public.") {
                let removed = if entry.path().is_dir() {
                    fs::remove_dir_all(entry.path())
                } else {
                    fs::remove_file(entry.path())
                };
                removed.expect("removed");
            }
        }
        for (path, bytes) in self.old.iter().filter(|_| !first) {
            let file = self.public().join(path);
            fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            fs::write(file, bytes).expect("written");
        }
    }

    /// What is wrong after a build that was disturbed: a site that is neither the old nor the new one, a change anywhere
    /// else, or a next build that does not put all right.
    pub(crate) fn faults(&self, first: bool) -> Vec<String> {
        let mut found = Vec::new();
        let published = read(&self.public());
        let old = if first { Files::new() } else { self.old.clone() };
        if published != old && published != self.new {
            let differs = self.new.iter().filter(|(path, bytes)| published.get(*path) != Some(bytes)).count();
            found.push(format!("{} files, {differs} of the new ones missing or other", published.len()));
        }
        if self.outside() != self.others {
            found.push("something else was changed".to_owned());
        }
        let next = self.command().output().expect("it starts");
        if !next.status.success() {
            found.push(format!("the next build fails: {}", String::from_utf8_lossy(&next.stderr)));
        }
        if read(&self.public()) != self.new {
            found.push("the next build does not publish the new site".to_owned());
        }
        let mut left: Vec<String> = fs::read_dir(self.folder.path().join("www"))
            .expect("a folder")
            .flatten()
            .map(|entry| entry.file_name().into_string().expect("a name"))
            .collect();
        // What the program remembers of the site, so that the next build is quick.
        left.retain(|name| name != ".public.carepress-cache");
        left.sort();
        if left != ["beside", "public"] {
            found.push(format!("the next build leaves {left:?}"));
        }
        found
    }
}
