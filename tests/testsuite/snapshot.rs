//! The written site, kept as text: a change to a page, wherever it comes from, is seen in review.
//!
//! `tests/snapshot/` holds what `carepress build` makes of this repository's content on one day. After a change that is
//! meant, `UPDATE=1 cargo test --test testsuite snapshot::` writes it anew: read the difference before committing it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::support;
use crate::support::html_site;
use crate::support::snapshots::difference;

/// What is kept of a page: the names of files that carry a fingerprint of their bytes change with every change to them,
/// and a QR code with every change to an address, so both are left out; every element, and every thing that machines are told, begins a line.
fn shown(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    for (index, part) in html.split("<path ").enumerate() {
        let (shape, rest) = if index == 0 { ("", part) } else { part.split_once('>').expect("an end") };
        if !shape.is_empty() {
            out.push_str(if shape.ends_with('/') { "<path …/>" } else { "<path …>" });
        }
        out.push_str(rest);
    }
    for name in ["style", "search"] {
        while let Some(at) = out.find(&format!("{name}.")).filter(|at| is_fingerprint(&out[at + name.len() + 1..])) {
            out.replace_range(at + name.len()..at + name.len() + 9, "");
        }
    }
    out.replace("><", ">\n<").replace("{\"@type\"", "\n{\"@type\"")
}

/// `1a2b3c4d.`: eight digits of a hash, and the ending.
fn is_fingerprint(text: &str) -> bool {
    text.as_bytes().get(..9).is_some_and(|bytes| bytes[..8].iter().all(u8::is_ascii_hexdigit) && bytes[8] == b'.')
}

#[test]
fn the_written_site_is_the_one_that_is_kept() {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("snapshot");
    let site = html_site::build(Path::new("."), support::options(), &target);
    let mut differences = String::new();
    let mut names = BTreeSet::new();
    for path in html_site::files(&site.root) {
        let ending = path.rsplit('.').next().unwrap_or_default();
        if !["html", "xml", "txt"].contains(&ending) && path != "_redirects" {
            continue;
        }
        let text = fs::read_to_string(site.root.join(&path)).expect("a text");
        let text = if html_site::is_page(&path) { shown(&text) } else { text };
        differences += &difference(&format!("snapshot/{path}"), &text);
        names.insert(path);
    }
    for path in html_site::files(Path::new("tests/snapshot")) {
        if names.contains(&path) {
            continue;
        }
        if std::env::var_os("UPDATE").is_some() {
            fs::remove_file(Path::new("tests/snapshot").join(&path)).expect("removed");
        } else {
            let _ = writeln!(differences, "tests/snapshot/{path} is kept, and no page is written there");
        }
    }
    assert!(
        differences.is_empty(),
        "{differences}\nIf this is as it should be: UPDATE=1 cargo test --test testsuite snapshot::, and commit tests/snapshot"
    );
}
