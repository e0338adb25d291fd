//! What people read at a terminal: no name of a file, however odd, takes hold of it or begins a line of its own.

#![cfg(unix)]

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;
use std::time::Duration;

use crate::support;
use crate::support::preview::Preview;
use crate::support::program::carepress;

/// Names with signs that steer a terminal, one that turns the direction of text, and one that is no text.
const NAMES: [&[u8]; 6] = [
    b"st\x1b]0;pwn\x07\x1b[2Jx",
    b"a\ncarepress: all is well",
    b"b\rx\tx",
    "c\u{202e}dm.x\u{2066}".as_bytes(),
    "d\u{9b}2Jx".as_bytes(),
    b"e\xffx\xfe\x1b[0m",
];

/// A text holds no sign that steers a terminal but the ends of its lines.
fn is_harmless(text: &str) -> bool {
    let steers = |c: char| {
        c.is_control() && c != '\n' || ('\u{202a}'..='\u{202e}').contains(&c) || ('\u{2066}'..='\u{2069}').contains(&c)
    };
    !text.contains(steers)
}

#[test]
fn no_name_takes_hold_of_a_terminal() {
    for name in NAMES.map(OsStr::from_bytes) {
        // A folder that is not ours, with such a file in it.
        let site = support::site(b"-- static/note.txt --\nWords.\n");
        fs::create_dir(site.path().join("public")).expect("made");
        fs::write(site.path().join("public").join(name), "mine").expect("written");
        let ran = carepress(site.path(), &["build", "--today", support::TODAY]);
        assert_eq!((ran.code, ran.err.lines().count()), (2, 1), "{}", ran.err);
        assert!(is_harmless(&ran.err) && is_harmless(&ran.out), "{:?}", ran.err);
        // Sources of such names, and what is in them.
        let site = support::site(b"Words.\n");
        for folder in ["content", "static"] {
            fs::create_dir_all(site.path().join(folder)).expect("made");
            let file = [name.as_bytes(), b".md"].concat();
            fs::write(site.path().join(folder).join(OsStr::from_bytes(&file)), "See [this](\x1b[2J\u{202e}.md).\n")
                .expect("written");
        }
        for arguments in [&["check"][..], &["build"], &["check", "--fix", "--dry-run"], &["register"]] {
            let ran = carepress(site.path(), arguments);
            assert!(is_harmless(&ran.err) && is_harmless(&ran.out), "{arguments:?}: {:?}{:?}", ran.err, ran.out);
        }
        // A name on the command line.
        let typed = Path::new(OsStr::from_bytes(name.as_bytes())).to_string_lossy().into_owned();
        for arguments in
            [&["check", &typed][..], &["rename", &typed, "b.md"], &["approve", &typed, "--by", "Lead nurse"]]
        {
            let folder = tempfile::tempdir().expect("a folder");
            fs::write(folder.path().join(&typed), "mine").expect("written");
            let ran = carepress(folder.path(), arguments);
            assert!(ran.code == 2 && is_harmless(&ran.err) && is_harmless(&ran.out), "{arguments:?}: {:?}", ran.err);
        }
    }
}

#[test]
fn nor_does_a_name_that_is_saved_under_the_preview() {
    let site = support::site(b"Words.\n");
    let preview = Preview::start(site.path(), &[]);
    let next = || preview.lines.recv_timeout(Duration::from_secs(20)).expect("a line");
    while !next().ends_with("warnings") {}
    for name in [&b"e\x1b[31m\x1b]0;t\x07.md"[..], b"f\ncontent.md", "g\u{202e}.md".as_bytes()] {
        fs::write(site.path().join("content").join(OsStr::from_bytes(name)), "Words.\n").expect("written");
        let line = next();
        assert!(line.starts_with("content/") && line.contains("error") && is_harmless(&line), "{line:?}");
    }
}
