//! Same input, same bytes: wherever, whenever and by whomever a site is built.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support;
use crate::support::html_site::files;

/// How a site is built: everything that must not matter.
struct Way {
    /// Where: the path below a folder of its own.
    path: &'static str,
    /// Whether its files are made in the other order, so that the system lists them in another.
    backwards: bool,
    environment: &'static [(&'static str, &'static str)],
}

const WAYS: [Way; 5] = [
    Way { path: "site", backwards: false, environment: &[("RAYON_NUM_THREADS", "1"), ("TZ", "UTC"), ("LC_ALL", "C")] },
    Way { path: "site", backwards: false, environment: &[("RAYON_NUM_THREADS", "1"), ("TZ", "UTC"), ("LC_ALL", "C")] },
    Way {
        path: "another/path, é/of some length",
        backwards: true,
        environment: &[
            ("RAYON_NUM_THREADS", "7"),
            ("TZ", "Pacific/Kiritimati"),
            ("LANG", "tr_TR.UTF-8"),
            ("LC_ALL", "tr_TR.UTF-8"),
        ],
    },
    Way {
        path: "x",
        backwards: true,
        environment: &[
            ("RAYON_NUM_THREADS", "2"),
            ("TZ", "Pacific/Pago_Pago"),
            ("LC_ALL", "ar_SA.UTF-8"),
            ("HOME", "/nowhere"),
            ("USER", "somebody"),
        ],
    },
    Way {
        path: "y",
        backwards: false,
        environment: &[("RAYON_NUM_THREADS", "3"), ("NO_COLOR", "1"), ("CI", "1"), ("SOURCE_DATE_EPOCH", "1")],
    },
];

/// Builds a site in one of the ways, with nothing of the environment but what the way says, and gives what is written.
fn built(source: &Path, parts: &[&str], way: &Way) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join(way.path);
    let mut paths: Vec<String> = parts
        .iter()
        .flat_map(|part| files(&source.join(part)).into_iter().map(move |file| format!("{part}/{file}")))
        .chain(["site.yaml".to_owned()])
        .collect();
    if way.backwards {
        paths.reverse();
    }
    for path in paths {
        let to = site.join(&path);
        fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
        fs::copy(source.join(&path), to).expect("a copy");
    }
    let mut build = Command::new(env!("CARGO_BIN_EXE_carepress"));
    build.env_clear().envs(way.environment.iter().copied()).arg("--root").arg(&site);
    let output = build.args(["build", "--today", support::TODAY]).output().expect("it starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let public = site.join("public");
    files(&public).into_iter().map(|path| (path.clone(), fs::read(public.join(path)).expect("a file"))).collect()
}

fn same_in_all_ways(source: &Path, parts: &[&str]) {
    let first = built(source, parts, &WAYS[0]);
    assert!(first.len() > 15 && first.contains_key("index.html") && first.contains_key(".carepress.json"));
    for way in &WAYS[1..] {
        let other = built(source, parts, way);
        assert_eq!(first.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>(), "{}", way.path);
        for (path, bytes) in &first {
            assert_eq!(String::from_utf8_lossy(bytes), String::from_utf8_lossy(&other[path]), "{path} at {}", way.path);
        }
    }
}

#[test]
fn this_site_is_the_same_bytes_wherever_it_is_built() {
    same_in_all_ways(Path::new("."), &["content", "templates", "static"]);
}

#[test]
fn a_site_in_another_script_is_the_same_bytes_wherever_it_is_built() {
    same_in_all_ways(Path::new("tests/sites/arabic"), &["content"]);
}

#[test]
fn a_build_over_an_older_one_is_the_same_bytes_as_a_build_from_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("site");
    support::lay(&site, include_bytes!("../check/base.txt"));
    let page = |words: &str| {
        let front = "title: A page\nsummary: It is short.\nkind: article\nreview: { version: \"0.1\" }";
        fs::write(site.join("content/page.md"), format!("---\n{front}\n---\n\n{words}\n")).expect("written");
    };
    let build = |target: &str| {
        let ran = support::program::carepress(
            &site,
            &["build", "--today", support::TODAY, "--output", folder.path().join(target).to_str().expect("a path")],
        );
        assert_eq!(ran.code, 0, "{}", ran.err);
        let public = folder.path().join(target);
        files(&public)
            .into_iter()
            .map(|path| (path.clone(), fs::read(public.join(path)).expect("a file")))
            .collect::<BTreeMap<_, _>>()
    };
    page("Rest.");
    let before = build("again");
    page("Drink water.");
    let over = build("again");
    assert!(before != over && over == build("clean"));
}
