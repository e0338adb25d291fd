//! The files that the program keeps for itself are read as if an enemy had written them: no forged, swapped or damaged
//! one makes it write or remove anything outside the published folder, wait, or publish anything but what a build from
//! nothing publishes.
#![cfg(target_os = "linux")]

use std::collections::BTreeMap;
use std::fs::{self, File, FileTimes};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant, SystemTime};

use crate::support;
use crate::support::program::carepress;
use carepress::build::cache::Cache;
use carepress::disk::output::{self, Stored};
use tempfile::TempDir;

const BUILD: [&str; 3] = ["build", "--today", support::TODAY];

const PAGE: &str = concat!(reviewed!("A page"), "Rest, and call 020 if it hurts.\n");

/// A folder with a published site, and beside it files that are none of its business.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        let place = Self(tempfile::tempdir().expect("a folder"));
        support::lay(&place.site(), include_bytes!("../check/base.txt"));
        fs::write(place.site().join("content/page.md"), PAGE.replace("020", "them")).expect("a page");
        for name in ["keep.txt", "folder/keep.txt", "public-other/keep.txt"] {
            let file = place.beside(name);
            fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            fs::write(file, "keep me").expect("a file");
        }
        place.builds();
        place
    }

    fn site(&self) -> PathBuf {
        self.0.path().join("site")
    }

    fn public(&self, path: &str) -> PathBuf {
        self.site().join("public").join(path)
    }

    fn beside(&self, path: &str) -> PathBuf {
        self.0.path().join("beside").join(path)
    }

    fn own(&self, role: &str) -> PathBuf {
        self.site().join(format!(".public.carepress-{role}"))
    }

    fn builds(&self) -> String {
        let ran = carepress(&self.site(), &BUILD);
        assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
        ran.out
    }

    /// Builds, with little patience.
    fn ends(&self) -> (Option<i32>, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_carepress"));
        command.arg("--root").arg(self.site()).args(BUILD);
        let errors = self.0.path().join("errors");
        command.stdout(std::process::Stdio::null()).stderr(File::create(&errors).expect("a file"));
        let mut child = command.spawn().expect("it starts");
        let begun = Instant::now();
        while child.try_wait().expect("a state").is_none() {
            if begun.elapsed() > Duration::from_secs(60) {
                child.kill().expect("killed");
                panic!("it waits for ever");
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        let said = fs::read_to_string(&errors).expect("what it said");
        fs::remove_file(errors).expect("it was there");
        assert!(!said.contains("panicked"), "{said}");
        (child.wait().expect("it ended").code(), said)
    }
}

/// Everything in a folder by its path: bytes of a file, where a link leads.
fn all(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("an entry"));
    let bytes = |path: &Path| match fs::read_link(path) {
        Ok(target) => target.into_os_string().into_encoded_bytes(),
        // Whoever reads a pipe waits.
        Err(_) if path.is_file() => fs::read(path).unwrap_or_default(),
        Err(_) => Vec::new(),
    };
    entries.map(|entry| (entry.path().to_owned(), bytes(entry.path()))).collect()
}

/// The manifest of a site with one file more in it.
fn with_entry(manifest: &str, path: &str) -> String {
    let mut manifest: serde_json::Value = serde_json::from_str(manifest).expect("JSON");
    let hash = blake3_of(b"keep me");
    manifest["files"][path] = serde_json::json!({ "hash": hash, "size": 7, "source": "content/page.md" });
    manifest.to_string()
}

fn blake3_of(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

#[test]
fn a_forged_manifest_reaches_nothing_outside() {
    let place = Place::new();
    let manifest = fs::read_to_string(place.public(".carepress.json")).expect("a manifest");
    let keep = place.beside("keep.txt");
    let absolute = keep.to_str().expect("a path");
    let names = [
        absolute,
        "../../beside/keep.txt",
        "page/../../../beside/keep.txt",
        "page/../index.html",
        "./index.html",
        "page//index.html",
        "/index.html",
        "",
        ".",
        "..",
        "page/",
        "page/.",
        "..\\..\\beside\\keep.txt",
        "C:\\beside\\keep.txt",
        "C:keep.txt",
        "\\\\?\\C:\\keep.txt",
        "\\\\server\\share\\keep.txt",
        "index.html:stream",
        "con",
        "page/NUL.txt",
        "page /keep.txt",
        "page./keep.txt",
        "a\0b",
        "a\nb",
        ".carepress.json",
    ];
    for remembers in [true, false] {
        for name in names {
            fs::write(place.public(".carepress.json"), with_entry(&manifest, name)).expect("written");
            // Something to publish, so that an old site is removed.
            fs::write(place.site().join("content/page.md"), PAGE.replace("Rest", &name.len().to_string()))
                .expect("a page");
            if !remembers {
                let _ = fs::remove_file(place.own("cache"));
            }
            let (beside, public) = (all(&place.beside("")), all(&place.public("")));
            let ran = carepress(&place.site(), &BUILD);
            assert_eq!(ran.code, 2, "{name:?}: {}", ran.out);
            assert!(ran.err.contains("nothing was changed. Move the folder"), "{name:?}: {}", ran.err);
            assert!(ran.err.contains("which no build has written"), "{name:?}: {}", ran.err);
            assert_eq!(all(&place.beside("")), beside, "{name:?}");
            assert_eq!(all(&place.public("")), public, "{name:?}");
        }
    }
    // What it says to do helps.
    fs::rename(place.public(""), place.beside("away")).expect("moved away");
    place.builds();
}

#[test]
fn a_link_in_the_published_folder_is_no_way_out() {
    // The link stands in the place of a folder of the site's own, of one that the manifest names, or of one that it names
    // as a file too.
    for (names, link, to) in [
        (&["sub/keep.txt"][..], "sub", "folder"),
        (&["sub/keep.txt", "sub"], "sub", "folder"),
        (&["sub/deep/keep.txt", "sub"], "sub", ""),
        (&[], "page", "folder"),
        (&["page/keep.txt", "page"], "page", "folder"),
    ] {
        let place = Place::new();
        let mut manifest = fs::read_to_string(place.public(".carepress.json")).expect("a manifest");
        for name in names {
            manifest = with_entry(&manifest, name);
        }
        fs::write(place.public(".carepress.json"), manifest).expect("written");
        let _ = fs::remove_dir_all(place.public(link));
        symlink(place.beside(to), place.public(link)).expect("a link");
        fs::write(place.site().join("content/page.md"), PAGE).expect("a page");
        let beside = all(&place.beside(""));
        let ran = carepress(&place.site(), &BUILD);
        assert_eq!(ran.code, 2, "{names:?}: {}", ran.out);
        assert!(ran.err.contains(&format!("holds {link}")), "{names:?}: {}", ran.err);
        assert_eq!(all(&place.beside("")), beside, "{names:?}");
    }
    // One in the place of a file that the site has is replaced by the file.
    let place = Place::new();
    fs::remove_file(place.public("robots.txt")).expect("it was there");
    symlink(place.beside("keep.txt"), place.public("robots.txt")).expect("a link");
    let beside = all(&place.beside(""));
    place.builds();
    assert!(fs::symlink_metadata(place.public("robots.txt")).expect("a file").is_file());
    assert_eq!(all(&place.beside("")), beside);
}

/// Puts something that is no plain file of the program's own in the place of one.
fn put(what: &str, at: &Path, place: &Place) {
    let _ = fs::remove_file(at);
    let _ = fs::remove_dir_all(at);
    match what {
        "pipe" => {
            let (mode, kind) = (rustix::fs::Mode::from_raw_mode(0o600), rustix::fs::FileType::Fifo);
            rustix::fs::mknodat(rustix::fs::CWD, at, kind, mode, 0).expect("a pipe");
        }
        "endless" => symlink("/dev/zero", at).expect("a link"),
        "link" => symlink(place.beside("keep.txt"), at).expect("a link"),
        "link to nothing" => symlink(place.beside("made-by-a-build"), at).expect("a link"),
        "link to a folder" => symlink(place.beside("folder"), at).expect("a link"),
        "folder" => fs::create_dir_all(at.join("in/it")).expect("folders"),
        "socket" => drop(std::os::unix::net::UnixListener::bind(at).expect("a socket")),
        "large" => File::create(at).and_then(|file| file.set_len(1 << 40)).expect("a file with a hole"),
        _ => fs::write(at, b"\xff\x00nonsense").expect("a file"),
    }
}

#[test]
fn nothing_in_the_place_of_an_own_file_is_waited_for_or_followed() {
    let kinds =
        ["pipe", "endless", "link", "link to nothing", "link to a folder", "folder", "socket", "large", "nonsense"];
    let clean = {
        let place = Place::new();
        fs::write(place.site().join("content/page.md"), PAGE).expect("a page");
        place.builds();
        contents(&place.public(""))
    };
    for role in
        ["memory", "memory-new", "cache", "cache-new", "pictures", "pictures-new", "lock", "new", "old", "manifest"]
    {
        for what in kinds {
            let place = Place::new();
            let at = if role == "manifest" { place.public(".carepress.json") } else { place.own(role) };
            put(what, &at, &place);
            fs::write(place.site().join("content/page.md"), PAGE).expect("a page");
            let (beside, public) = (all(&place.beside("")), contents(&place.public("")));
            let (code, said) = place.ends();
            assert_eq!(all(&place.beside("")), beside, "{role}, {what}");
            // What can't be a lock, or a list of what may be removed, stops a build; all else is put aside.
            let refused = role == "manifest" || (role == "lock" && what == "folder");
            assert_eq!(code, Some(if refused { 2 } else { 0 }), "{role}, {what}: {said}");
            if refused {
                assert!(said.starts_with("carepress: "), "{role}, {what}: {said}");
                assert_eq!(contents(&place.public("")), public, "{role}, {what}");
            } else {
                assert_eq!(contents(&place.public("")), clean, "{role}, {what}: {said}");
            }
        }
    }
}

/// Plain files by their paths in a folder.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = all(folder).into_iter().filter(|(path, _)| fs::symlink_metadata(path).is_ok_and(|file| file.is_file()));
    files.map(|(path, bytes)| (path.strip_prefix(folder).expect("inside").to_owned(), bytes)).collect()
}

/// What becomes of a published page when somebody writes another one of the same size over it.
#[test]
fn a_page_that_was_put_back_is_made_anew_whatever_its_times_say() {
    let hour = Duration::from_secs(3600);
    let years = hour * 24 * 365;
    let now = SystemTime::now();
    for remembers in [true, false] {
        for (what, time) in [
            ("an old time", Some(now - 6 * years)),
            ("a later time", Some(now + 6 * years)),
            ("its own time", None),
            ("the time of now", Some(now)),
        ] {
            for is_new_file in [false, true] {
                let place = Place::new();
                // A disk's clock moves on by steps.
                std::thread::sleep(Duration::from_millis(30));
                place.builds();
                let clean = contents(&place.public(""));
                let page = place.public("page/index.html");
                let was = fs::metadata(&page).expect("a page");
                let forged = fs::read_to_string(&page).expect("a page").replace("call them", "call 0000");
                if is_new_file {
                    fs::write(place.public("new"), &forged).expect("written");
                    fs::rename(place.public("new"), &page).expect("moved");
                } else {
                    fs::write(&page, &forged).expect("written");
                }
                let time = time.unwrap_or_else(|| was.modified().expect("a time"));
                let times = FileTimes::new().set_modified(time).set_accessed(time);
                File::options().write(true).open(&page).and_then(|file| file.set_times(times)).expect("set");
                assert!(
                    fs::metadata(&page).expect("a page").len() == was.len() && contents(&place.public("")) != clean
                );
                if !remembers {
                    fs::remove_file(place.own("cache")).expect("it was there");
                }
                let said = place.builds();
                assert!(contents(&place.public("")) == clean, "{what}, {is_new_file}, {remembers}: {said}");
                assert!(said.contains(" 1 changed"), "{what}, {is_new_file}, {remembers}: {said}");
            }
        }
    }
}

#[test]
fn a_manifest_from_the_future_hides_nothing() {
    let place = Place::new();
    let clean = contents(&place.public(""));
    let later = SystemTime::now() + Duration::from_secs(3600 * 24 * 900);
    let times = FileTimes::new().set_modified(later);
    File::options()
        .write(true)
        .open(place.public(".carepress.json"))
        .and_then(|file| file.set_times(times))
        .expect("set");
    let page = place.public("page/index.html");
    let forged = fs::read_to_string(&page).expect("a page").replace("call them", "call 0000");
    fs::write(&page, forged).expect("written");
    place.builds();
    assert!(contents(&place.public("")) == clean);
}

#[test]
fn every_damage_of_the_cache_is_noticed() {
    let place = Place::new();
    let memory = place.own("cache");
    let whole = fs::read(&memory).expect("a cache");
    let target = place.site().join("public");
    let kept = output::load_cache(&target, Stored::Cache).expect("it is whole");
    assert!(kept.len() + 32 == whole.len() && kept.len() > 1_000);
    let is_known = |bytes: &[u8]| {
        fs::write(&memory, bytes).expect("written");
        output::load_cache(&target, Stored::Cache).is_some()
    };
    for at in 0..whole.len() {
        assert!(!is_known(&whole[..at]), "cut to {at} bytes");
        for change in [1 << (at % 8), 0xff] {
            let mut flipped = whole.clone();
            flipped[at] ^= change;
            assert!(!is_known(&flipped), "byte {at} changed by {change}");
        }
    }
    assert!(!is_known(&[&whole[..], b"\0"].concat()) && !is_known(&[b"\0", &whole[..]].concat()));
    assert!(!is_known(&kept) && !is_known(&[&kept[..], &[0; 32]].concat()));
    assert!(!is_known(&[&kept[..], blake3::hash(&kept).as_bytes()].concat()), "a plain checksum is not ours");
    assert!(is_known(&whole));
}

/// What builds of a damaged, swapped or forged memory publish and say.
#[test]
fn a_build_with_a_bad_cache_is_a_build_without() {
    let place = Place::new();
    let other = Place::new();
    let text = PAGE.replace("title: A page", "title: Another page").replace("Rest", "Eat");
    fs::write(other.site().join("content/page.md"), text).expect("a page");
    other.builds();
    let whole = fs::read(place.own("cache")).expect("a cache");
    let mut bad: Vec<Vec<u8>> = vec![fs::read(other.own("cache")).expect("a cache"), Vec::new()];
    for at in (0..whole.len()).step_by(whole.len() / 12) {
        let mut flipped = whole.clone();
        flipped[at] ^= 0x10;
        bad.extend([flipped, whole[..at].to_vec()]);
    }
    // A warning in a page, and an error in one.
    for page in [PAGE.to_owned(), PAGE.replace("Rest", "Rest [now](nowhere.md)"), PAGE.replace("Rest", "Sleep")] {
        fs::write(place.site().join("content/page.md"), page).expect("a page");
        let before = contents(&place.public(""));
        let run = |memory: Option<&[u8]>| {
            fs::remove_dir_all(place.public("")).expect("removed");
            for (path, bytes) in &before {
                let file = place.public("").join(path);
                fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
                fs::write(file, bytes).expect("written");
            }
            let _ = fs::remove_file(place.own("cache"));
            if let Some(bytes) = memory {
                fs::write(place.own("cache"), bytes).expect("written");
            }
            let ran = carepress(&place.site(), &BUILD);
            // How long it took is not always the same.
            let said = ran.out.split("; ").map(|part| part.split(" s, ").last().unwrap_or_default().to_owned());
            (ran.code, said.collect::<Vec<_>>(), ran.err, contents(&place.public("")))
        };
        let clean = run(None);
        for (number, bytes) in bad.iter().enumerate() {
            assert!(run(Some(bytes)) == clean, "memory {number}");
        }
    }
}

#[test]
fn a_memory_with_a_checksum_of_its_own_does_no_harm() {
    let place = Place::new();
    let target = place.site().join("public");
    let kept = output::load_cache(&target, Stored::Cache).expect("a cache");
    let program = program_of(&kept);
    let (beside, mut read) = (all(&place.beside("")), 0);
    for at in 0..kept.len() {
        let mut forged = kept.clone();
        forged[at] ^= if at % 2 == 0 { 1 << (at / 2 % 8) } else { 0xff };
        let mut memory = Cache::from_bytes(&forged, &program);
        if memory.seen().is_none() {
            continue;
        }
        read += 1;
        let (sources, problems) = carepress::disk::source::discover(&place.site()).expect("a site");
        let compiled = carepress::build::compile_sources(sources, problems, support::options(), &mut memory, &|_| ());
        if let Some(plan) = compiled.plan.filter(|_| read % 8 == 0) {
            let _ = carepress::build::publish(&plan, &mut memory, &place.site(), &target, &|_| ());
        }
    }
    assert!(read > kept.len() / 5, "many forged memories are read: {read} of {}", kept.len());
    assert_eq!(all(&place.beside("")), beside);
}

/// The program that wrote a memory: its first text, after its length.
fn program_of(kept: &[u8]) -> String {
    let length = usize::from(kept[0]);
    String::from_utf8(kept[1..=length].to_vec()).expect("a text")
}

#[test]
fn the_rights_of_the_published_folder_stay() {
    let place = Place::new();
    let mode = |path: &Path| fs::metadata(path).expect("it is there").mode() & 0o7777;
    let set = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("set");
    set(&place.public(""), 0o2750);
    set(&place.public("page/index.html"), 0o600);
    let written = mode(&place.public("index.html"));
    let page = fs::read(place.public("page/index.html")).expect("a page");
    fs::write(place.site().join("content/guide.md"), support::base_file("content/guide.md").to_owned() + "\nRest.\n")
        .expect("a page");
    let said = place.builds();
    assert_eq!(mode(&place.public("")), 0o2750, "{said}");
    assert_eq!(mode(&place.public("page/index.html")), written, "a web server can read it again");
    assert_eq!(fs::read(place.public("page/index.html")).expect("a page"), page);
}

#[test]
fn a_folder_of_nothing_but_folders_is_somebody_s() {
    for make in [&["a/b"][..], &[".DS_Store"], &["a", "Thumbs.db"]] {
        let place = Place::new();
        let mine = place.beside("mine");
        for path in make {
            let at = mine.join(path);
            fs::create_dir_all(at.parent().expect("a folder")).expect("a folder");
            if path.contains('.') { fs::write(at, "x").expect("a file") } else { fs::create_dir(at).expect("a folder") }
        }
        fs::set_permissions(&mine, fs::Permissions::from_mode(0o700)).expect("set");
        let before = all(&mine);
        let output = mine.to_str().expect("a path");
        let ran = carepress(&place.site(), &[&BUILD[..], &["--output", output]].concat());
        assert_eq!(ran.code, 2, "{make:?}: {}", ran.out);
        assert!(ran.err.contains("it was left as it is. Choose another folder with --output DIR"), "{}", ran.err);
        assert_eq!(all(&mine), before);
        assert_eq!(fs::metadata(&mine).expect("it is there").mode() & 0o777, 0o700);
    }
}

#[test]
fn names_that_are_no_text_are_not_mixed_up() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let place = Place::new();
    let name = |bytes: &'static [u8]| place.0.path().join(OsStr::from_bytes(bytes));
    let mine = name(b".q\xfe.carepress-old");
    fs::create_dir(&mine).expect("a folder");
    fs::write(mine.join("mine.txt"), "keep me").expect("a file");
    for _ in 0..2 {
        let mut command = Command::new(env!("CARGO_BIN_EXE_carepress"));
        command.arg("--root").arg(place.site()).args(BUILD).arg("--output").arg(name(b"q\xff"));
        assert!(command.output().expect("it starts").status.success());
    }
    assert!(name(b".q\xff.carepress-cache").is_file());
    assert_eq!(fs::read(mine.join("mine.txt")).expect("still there"), b"keep me");
}

#[test]
#[ignore = "needs a disk of its own, and so root: cargo test --test testsuite own_files:: -- --include-ignored"]
fn a_mount_point_is_told_before_the_build() {
    let place = Place::new();
    let disk = place.beside("disk");
    fs::create_dir(&disk).expect("a folder");
    let mounts = [["-t", "tmpfs", "tmpfs"], ["--bind", "-v", "."]];
    for mount in mounts {
        let mut command = Command::new("mount");
        command.args(&mount[..2]).arg(if mount[2] == "." { place.beside("folder") } else { mount[2].into() });
        if !command.arg(&disk).status().expect("mount").success() {
            return;
        }
        // Even where the content has errors: nobody should mend them first, to learn this only then.
        fs::write(place.site().join("content/page.md"), PAGE.replace("Rest", "[Rest](nowhere.md)")).expect("a page");
        let output = disk.to_str().expect("a path");
        let ran = carepress(&place.site(), &[&BUILD[..], &["--output", output]].concat());
        fs::write(place.site().join("content/page.md"), PAGE).expect("a page");
        let inside = disk.join("site");
        let built = carepress(&place.site(), &[&BUILD[..], &["--output", inside.to_str().expect("a path")]].concat());
        assert!(Command::new("umount").arg(&disk).status().expect("umount").success());
        assert_eq!(ran.code, 2, "{}", ran.out);
        assert!(ran.err.contains("is a mount point") && ran.err.contains("--output "), "{}", ran.err);
        assert!(!ran.err.contains("error["), "{}", ran.err);
        assert_eq!(built.code, 0, "{}", built.err);
    }
}
