//! Never outside: whatever names, links and addresses a site holds, nothing is read or written beyond its folder and the
//! published one, and each attempt is an error in plain words.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use crate::support;
use crate::support::program::{Ran, carepress};
use tempfile::TempDir;

/// What must never be seen in what the program writes or says.
const SECRET: &str = "S3CR3T";

const FRONT: &str = "---\ntitle: A page\nsummary: It is short.\nkind: article\nreview: { reviewed_by: Lead nurse, last_reviewed: 2026-05-03, next_review: 2028-05-03, version: \"1.0\" }\n";

/// A folder that holds a site and, beside it, files that are none of its business.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        support::lay(&folder.path().join("site"), include_bytes!("../check/base.txt"));
        let page = format!("{FRONT}---\n\nWords.\n");
        fs::write(folder.path().join("site/content/page.md"), page).expect("a page");
        let secret = format!("{FRONT}---\n\n{SECRET} {{{{ {SECRET} }}}}\n");
        for name in [
            "secret.md",
            "secret.html",
            "secret.svg",
            "secret.yaml",
            "secret.css",
            "secrets/index.md",
            "secrets/a.svg",
            "secrets/below/deep/index.md",
        ] {
            let file = folder.path().join("beside").join(name);
            fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            fs::write(file, &secret).expect("a file");
        }
        Self { folder }
    }

    fn site(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join("beside").join(name)
    }

    /// Everything in the folder but the site itself, by path: a file's bytes, where a link leads, or nothing for a folder.
    fn outside(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let all = walkdir::WalkDir::new(self.folder.path()).into_iter().map(|entry| entry.expect("an entry"));
        let others = all.filter(|entry| !entry.path().starts_with(self.site()));
        let bytes = |path: &Path| match fs::read_link(path) {
            Ok(target) => target.as_os_str().as_bytes().to_vec(),
            Err(_) => fs::read(path).unwrap_or_default(),
        };
        others.map(|entry| (entry.path().to_owned(), bytes(entry.path()))).collect()
    }

    /// Builds, and expects that it is refused with some words, that the world outside is as it was, and that no secret
    /// got out.
    fn refuses(&self, code: i32, says: &str) -> Ran {
        let before = self.outside();
        let ran = carepress(&self.site(), &["build", "--today", support::TODAY]);
        assert_eq!(ran.code, code, "{says}: {}{}", ran.out, ran.err);
        assert!(ran.err.contains(says), "{says} is not said:\n{}", ran.err);
        assert!(!ran.err.contains(SECRET) && !ran.out.contains(SECRET), "{}", ran.err);
        assert_eq!(self.outside(), before);
        assert!(!self.site().join("public").exists(), "nothing was published");
        ran
    }
}

#[test]
fn links_in_the_sources_are_not_followed() {
    for (from, to) in [
        ("content/link.md", "secret.md"),
        ("content/pictures/link.svg", "secret.svg"),
        ("content/folder", "secrets"),
        ("content/claims.yaml", "secret.yaml"),
        ("content/pictures", "secrets"),
        ("templates/article.html", "secret.html"),
        ("templates/folder", "secrets"),
        ("static/style.css", "secret.css"),
        ("static/folder", "secrets"),
        ("content", "secrets"),
        ("templates", "secrets"),
        ("static", "secrets"),
    ] {
        let place = Place::new();
        let link = place.site().join(from);
        let _ = fs::remove_file(&link);
        let _ = fs::remove_dir_all(&link);
        fs::create_dir_all(link.parent().expect("a folder")).expect("a folder");
        symlink(place.beside(to), &link).expect("a link");
        place.refuses(1, "error[symbolic-link]: this is a link to another place");
    }
    for target in ["/etc/passwd", ".", "..", "link.md", "/", "/nowhere/at/all"] {
        let place = Place::new();
        symlink(target, place.site().join("content/link.md")).expect("a link");
        symlink("loop-b.md", place.site().join("content/loop-a.md")).expect("a link");
        symlink("loop-a.md", place.site().join("content/loop-b.md")).expect("a link");
        let ran = place.refuses(1, "error[symbolic-link]");
        assert!(!ran.err.contains("root:"), "{}", ran.err);
    }
    let place = Place::new();
    fs::rename(place.site().join("site.yaml"), place.beside("site.yaml")).expect("moved");
    symlink(place.beside("site.yaml"), place.site().join("site.yaml")).expect("a link");
    place.refuses(2, "site.yaml is a link to another place");
}

#[test]
fn pipes_and_sockets_are_not_read() {
    let place = Place::new();
    let pipe = place.site().join("content/pipe.md");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo");
    assert!(made.success());
    let _socket =
        std::os::unix::net::UnixListener::bind(place.site().join("static/socket.txt").with_file_name("s")).ok();
    place.refuses(1, "error[unknown-file]: this is a pipe or a device, not a file");
}

#[test]
fn hard_names_are_refused_in_plain_words() {
    for (name, says) in [
        (&b"CON.md"[..], "is one that Windows keeps for a device"),
        (b"nul.svg", "is one that Windows keeps for a device"),
        (b"lpt1", "is one that Windows keeps for a device"),
        (b"a .md ", "begins or ends with a space or a dot"),
        (b" a.md", "begins or ends with a space or a dot"),
        (b"a.md.", "begins or ends with a space or a dot"),
        (b"a\nb.md", "has a sign in it"),
        (b"a\x1b[2Jb.md", "has a sign in it"),
        (b"a\x7f.md", "has a sign in it"),
        (b"x..%2f..%2fx.md", "has `%` in it"),
        (b"%2e%2e.md", "has `%` in it"),
        (b"%00.md", "has `%` in it"),
        (b"a\\..\\b.md", "has `\\` in it"),
        (b"C:x.md", "has `:` in it"),
        (b"a?b#c.md", "has `?` in it"),
        (b"<script>.md", "has `<` in it"),
        (b"\"onload=x.md", "has `\"` in it"),
        ("a\u{202e}dm.exe.md".as_bytes(), "has a sign in it"),
        ("a\u{200b}.md".as_bytes(), "has a sign in it"),
        (b"not\xffutf-8.md", "has a sign in it"),
    ] {
        for folder in ["content", "content/pictures", "static"] {
            let place = Place::new();
            fs::create_dir_all(place.site().join(folder)).expect("a folder");
            fs::write(place.site().join(folder).join(OsStr::from_bytes(name)), "x").expect("a file");
            let ran = place.refuses(1, &format!("error[bad-file-name]: this name {says}"));
            assert!(!ran.err.contains(['\u{1b}', '\u{202e}', '\u{200b}', '\u{7f}']), "{:?}", ran.err);
        }
    }
    for length in [201, 255] {
        let place = Place::new();
        fs::write(place.site().join("content").join("a".repeat(length - 3) + ".md"), "x").expect("a file");
        place.refuses(1, "error[bad-file-name]: this name is longer than 200 bytes");
    }
}

#[test]
fn addresses_do_not_lead_out() {
    for (line, says) in [
        ("slug: ../../beside/evil", "can't be part of an address"),
        ("slug: /etc", "can't be part of an address"),
        ("slug: ..", "can't be part of an address"),
        ("slug: \" \"", "can't be part of an address"),
        ("slug: a\\b", "can't be part of an address"),
        ("slug: con", "can't be part of an address"),
        ("aliases: [/../../beside/evil/]", "is not an address inside this site"),
        ("aliases: [..]", "is not an address inside this site"),
        ("aliases: [\"//evil.example/\"]", "is not an address inside this site"),
        ("aliases: [/%2e%2e/x/]", "is not an address inside this site"),
        ("aliases: [/.git/]", "is not an address inside this site"),
        ("aliases: [/.carepress.json]", "is not an address inside this site"),
        ("aliases: [\"/a\\\\b/\"]", "is not an address inside this site"),
        ("aliases: [\"/a\\0b/\"]", "is not an address inside this site"),
        ("related: [../../beside/secret.md]", "error["),
        ("related: [/etc/passwd]", "error["),
        ("guide: ../beside/secret.md", "error["),
        ("translation: { of: ../../beside/secret.md }", "error["),
    ] {
        let place = Place::new();
        fs::write(place.site().join("content/page.md"), format!("{FRONT}{line}\n---\n\nWords.\n")).expect("a page");
        place.refuses(1, says);
    }
    for target in [
        "../../beside/secret.md",
        "../beside/secret.md",
        "..%2f..%2fbeside%2fsecret.md",
        "%2e%2e/%2e%2e/beside/secret.md",
        "/etc/passwd",
        "file:///etc/passwd",
        "\\\\..\\\\beside\\\\secret.md",
        "pictures/../../../beside/secret.svg",
    ] {
        for text in [format!("[words]({target})"), format!("![A picture]({target})")] {
            let place = Place::new();
            fs::write(place.site().join("content/page.md"), format!("{FRONT}---\n\n{text}\n")).expect("a page");
            place.refuses(1, "error[");
        }
    }
}

#[test]
fn templates_reach_nothing_but_templates() {
    for expression in [
        "{% include \"/etc/passwd\" %}",
        "{% include \"../../beside/secret.html\" %}",
        "{% include \"../site.yaml\" %}",
        "{% extends \"../../beside/secret.html\" %}",
        "{{ get_env(name=\"PATH\") }}",
        "{{ now() }}",
        "{{ load_data(path=\"/etc/passwd\") }}",
        "{{ read_file(path=\"/etc/passwd\") }}",
    ] {
        let place = Place::new();
        fs::create_dir_all(place.site().join("templates")).expect("a folder");
        fs::write(place.site().join("templates/article.html"), expression).expect("a template");
        let ran = place.refuses(1, "error[template-error]");
        assert!(!ran.err.contains("root:") && !ran.err.contains("/usr/bin"), "{}", ran.err);
    }
}

#[test]
fn the_output_is_a_folder_of_our_own_or_none() {
    let place = Place::new();
    let before = place.outside();
    let site = place.site();
    let beside = place.beside("");
    for output in ["/", "/etc", "/proc", "/dev/null", "/etc/passwd", "/root/../etc", beside.to_str().expect("a path")] {
        let ran = carepress(&site, &["build", "--today", support::TODAY, "--output", output]);
        assert_eq!(ran.code, 2, "{output}: {}{}", ran.out, ran.err);
        assert!(ran.err.starts_with("carepress: ") && !ran.err.contains("panicked"), "{output}: {}", ran.err);
        assert_eq!(place.outside(), before, "{output}");
    }
}

#[test]
fn links_in_the_published_folder_lead_nowhere() {
    for (at, to) in [
        ("page", "secrets"),
        ("page/index.html", "secret.html"),
        (".carepress.json", "secret.html"),
        ("new", "secrets"),
    ] {
        let place = Place::new();
        let public = place.site().join("public");
        assert_eq!(carepress(&place.site(), &["build", "--today", support::TODAY]).code, 0);
        let link = public.join(at);
        let _ = fs::remove_file(&link);
        let _ = fs::remove_dir_all(&link);
        symlink(place.beside(to), &link).expect("a link");
        let before = place.outside();
        let ran = carepress(&place.site(), &["build", "--today", support::TODAY]);
        assert_eq!(ran.code, if at == "page/index.html" { ran.code } else { 2 }, "{at}: {}", ran.err);
        assert_eq!(place.outside(), before, "{at}");
        if ran.code == 0 {
            assert!(!fs::symlink_metadata(&link).expect("a page").is_symlink(), "the link was replaced by the page");
        }
        assert!(!ran.err.contains(SECRET), "{}", ran.err);
    }
    // What is beside the published folder under our own names is cleared away, and never what it leads to.
    for (role, to) in [
        ("new", "secrets"),
        ("old", "secrets"),
        ("lock", "secret.html"),
        ("memory", "secret.html"),
        ("memory-new", "secret.html"),
        ("cache", "secret.html"),
        ("cache-new", "secret.html"),
        ("pictures", "secret.html"),
        ("pictures-new", "secret.html"),
    ] {
        let place = Place::new();
        symlink(place.beside(to), place.site().join(format!(".public.carepress-{role}"))).expect("a link");
        let before = place.outside();
        let ran = carepress(&place.site(), &["build", "--today", support::TODAY]);
        assert_eq!(place.outside(), before, "{role}");
        assert!(ran.code == 0 && !ran.err.contains(SECRET), "{role}: {}", ran.err);
    }
}
