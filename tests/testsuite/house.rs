//! The invariants that `src/lib.rs` states, kept by machine.
//!
//! The source files are read as text, without their comments. That is enough for what is asked of them, and it says
//! which line to look at.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::imports::{self, Arrow};
use carepress::disk::source::theme::{STATIC, TEMPLATES, WORDS};
use carepress::preview::desk::files::{DESK, DESK_STATIC};

/// A source file: path below `src` with `/` between parts, and its lines without comments.
struct Source {
    path: String,
    text: String,
    code: Vec<String>,
}

impl Source {
    /// The wing that the file belongs to, such as `base` for `base/yaml/tree.rs`.
    fn module(&self) -> &str {
        self.path.split('/').next().unwrap_or_default().trim_end_matches(".rs")
    }

    /// Lines of code that hold one of some words, as `path:line: code`.
    fn lines_with(&self, words: &[&str]) -> Vec<String> {
        let holds = |line: &str| words.iter().any(|word| line.contains(word));
        let lines = self.code.iter().enumerate().filter(|(_, line)| holds(line));
        lines.map(|(index, line)| format!("src/{}:{}: {}", self.path, index + 1, line.trim())).collect()
    }
}

fn sources() -> Vec<Source> {
    let mut files = files_below(Path::new("src"));
    // Lists of words stand beside the code that reads them, as data.
    files.retain(|file| file.extension().is_some_and(|extension| extension == "rs"));
    assert!(files.len() > 50, "the sources were found");
    files
        .into_iter()
        .map(|file| {
            let path = file.strip_prefix("src").expect("below src").to_str().expect("a name").replace('\\', "/");
            let text = fs::read_to_string(&file).expect("a source file");
            let code = imports::code_of(&text).lines().map(str::to_owned).collect();
            Source { path, text, code }
        })
        .collect()
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files_below(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The wings, from the ground up, with their floors: a wing uses only those below its own.
const WINGS: [(&str, usize); 10] = [
    ("base", 0),
    ("prose", 1),
    ("disk", 1),
    ("content", 2),
    ("site", 3),
    ("check", 4),
    ("render", 4),
    ("build", 5),
    ("preview", 6),
    ("cli", 7),
];

/// What wings name of wings that are not below them.
fn against_the_order(arrows: &[Arrow]) -> Vec<String> {
    let floor = |module: &[String]| {
        let wing = module.first().map(String::as_str);
        WINGS.iter().find(|(name, _)| Some(*name) == wing).map(|(_, floor)| *floor)
    };
    // Whatever stands in lib.rs itself has no floor, and nothing may use it.
    let is_fine = |arrow: &&Arrow| match (floor(&arrow.from), floor(&arrow.to)) {
        (Some(from), Some(to)) => arrow.from[0] == arrow.to[0] || to < from,
        _ => false,
    };
    arrows.iter().filter(|arrow| !is_fine(arrow)).map(|arrow| arrow.place.clone()).collect()
}

/// All files but the program's own and those that hold nothing but tests.
fn files() -> Vec<(String, String)> {
    let sources = sources().into_iter().map(|source| (source.path, source.text));
    sources.filter(|(path, _)| !["lib.rs", "main.rs"].contains(&path.as_str()) && !path.ends_with("tests.rs")).collect()
}

#[test]
fn the_library_is_ten_wings() {
    let text = fs::read_to_string("src/lib.rs").expect("the library");
    let names: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert_eq!(names, WINGS.map(|(name, _)| name));
    assert!(
        imports::code_of(&text)
            .lines()
            .all(|line| line.trim().is_empty() || line.starts_with("pub mod ") || line.starts_with("#!"))
    );
}

#[test]
fn a_wing_uses_only_wings_below_it() {
    let wrong = against_the_order(&imports::arrows(&files()));
    assert!(wrong.is_empty(), "these reach for their own floor or above it:\n{}", wrong.join("\n"));
}

#[test]
fn nothing_goes_round_in_a_circle() {
    let circles = imports::circles(&imports::arrows(&files()));
    assert!(circles.is_empty(), "{}", circles.join("\n"));
}

#[test]
fn a_planted_arrow_of_each_kind_is_found() {
    let with = |planted: &[(&str, &str)]| {
        let planted = planted.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
        imports::arrows(&files().into_iter().chain(planted).collect::<Vec<_>>())
    };
    for (path, text) in [
        ("site/planted.rs", "use crate::check::find;"),
        ("site/planted.rs", "use crate::{base::digest, build::{progress::{self, Stage}}};"),
        ("site/planted.rs", "use crate::{\n    base::digest,\n    render as drawn,\n};"),
        ("site/planted.rs", "use super::super::check;"),
        ("site/planted.rs", "pub use super::super::{site::page, cli::*};"),
        ("site/planted.rs", "fn f() -> u8 {\n    crate::preview::server::port()\n}"),
        ("site/planted.rs", "mod inner {\n    use super::super::super::render;\n}"),
        ("check/planted.rs", "use crate::render::Theme;"),
        ("render/planted.rs", "fn f(_: &crate::check::Subject<'_>) {}"),
        ("base/planted.rs", "const C: char = '\"'; use crate::prose::stem;"),
        ("prose/planted.rs", "use crate::disk::source;"),
        ("disk/planted.rs", "use crate::planted_in_the_library;"),
    ] {
        let wrong = against_the_order(&with(&[(path, text)]));
        assert!(wrong.iter().any(|place| place.starts_with(&format!("src/{path}:"))), "{text}: {wrong:?}");
    }
    for (one, other) in [
        ("use super::other::B;", "use super::one::A;"),
        ("use crate::site::other;", "fn f() -> super::one::A {}"),
        ("use crate::site::{self, other::B};", "use super::{page, one::{self, A}};"),
    ] {
        let circles = imports::circles(&with(&[("site/one.rs", one), ("site/other.rs", other)]));
        assert!(circles.iter().any(|circle| circle.starts_with("site::one ")), "{one} {other}: {circles:?}");
    }
    let nested = [
        ("site/one.rs", "mod deep;"),
        ("site/one/deep.rs", "use super::super::other::B;"),
        ("site/other.rs", "use super::one::A;"),
    ];
    assert!(!imports::circles(&with(&nested)).is_empty());
    for fine in [
        "// use crate::check::find;",
        "const TEXT: &str = \"crate::check::find\";",
        "const TEXT: &str = r#\"\"crate::check::find\"#;",
        "use std::fmt; use crate::{base::digest, site::page};",
        "use super::page::Page; fn f<'a>(check: &'a str) -> &'a str { check }",
        "#[cfg(test)]\nmod tests {\n    use crate::check::find;\n}",
    ] {
        let arrows = with(&[("site/planted.rs", fine)]);
        assert_eq!(against_the_order(&arrows), Vec::<String>::new(), "{fine}");
        assert_eq!(imports::circles(&arrows), Vec::<String>::new(), "{fine}");
    }
}

/// Everything by which a file could reach the disk.
const DISK: [&str; 12] = [
    "fs::",
    "File::",
    "WalkDir",
    "imagesize",
    ".exists()",
    ".is_file()",
    ".is_dir()",
    ".metadata()",
    ".canonicalize()",
    "read_to_string",
    "OpenOptions",
    "tempfile",
];

/// Everything by which a file could change it.
const CHANGES: [&str; 12] = [
    "fs::write",
    "create_dir",
    "rename(",
    "fs::remove",
    "File::create",
    "File::options",
    "OpenOptions",
    "hard_link",
    "set_permissions",
    "renameat",
    "unlinkat",
    "mkdirat",
];

/// Files outside of `disk/` that may look at the disk, and why.
const DOORS: [(&str, &str); 2] = [
    ("cli/arguments.rs", "looks whether the paths that it was given exist"),
    ("cli/program.rs", "looks at the program itself"),
];

/// What may write: new files of editors, changes of theirs, and the published site.
const WRITERS: [&str; 3] = ["disk/create.rs", "disk/edit", "disk/output"];

/// Files that may ask for a change of the sources: the commands that are there for it.
const EDITORS: [&str; 4] = ["cli/approve.rs", "cli/check.rs", "cli/new.rs", "cli/rename.rs"];

#[test]
fn only_disk_touches_files() {
    let sources = sources();
    let is_writer = |source: &&Source| WRITERS.iter().any(|writer| source.path.starts_with(writer));
    for source in sources.iter().filter(|source| source.module() != "disk") {
        if !DOORS.iter().any(|(door, _)| source.path == *door) {
            assert_eq!(source.lines_with(&DISK), Vec::<String>::new(), "only disk/ touches files");
        }
    }
    for source in sources
        .iter()
        .filter(|source| source.module() == "disk" && !source.path.ends_with("/tests.rs") && !is_writer(source))
    {
        assert_eq!(source.lines_with(&CHANGES), Vec::<String>::new(), "src/{} only reads", source.path);
    }
    for writer in WRITERS {
        let mut sources = sources.iter().filter(|source| source.path.starts_with(writer));
        assert!(sources.any(|source| !source.lines_with(&CHANGES).is_empty()), "{writer} writes nothing any more");
    }
    for (path, why) in DOORS {
        let source = sources.iter().find(|source| source.path == path).expect("the door is there");
        assert!(!source.lines_with(&DISK).is_empty(), "{path} needs no exception any more ({why})");
        assert_eq!(source.lines_with(&CHANGES), Vec::<String>::new(), "{path} only reads");
    }
    let editors = sources.iter().filter(|source| !source.lines_with(&["edit::apply("]).is_empty());
    assert_eq!(editors.map(|source| source.path.as_str()).collect::<Vec<_>>(), EDITORS, "no build changes a source");
}

#[test]
fn what_is_judged_is_what_is_published() {
    // The one way to a file's bytes after discovery is the one to its output, and no check and no page goes it: they are
    // given what is held of a file already.
    let callers = sources().into_iter().filter(|source| !source.lines_with(&["asset.published()"]).is_empty());
    let callers: Vec<String> = callers.map(|source| source.path).collect();
    assert_eq!(callers, ["render.rs"], "only it hands on what an asset publishes");
    let sources = sources();
    let handed_on = sources.iter().filter(|source| !source.lines_with(&["render::asset("]).is_empty());
    let handed_on: Vec<&str> = handed_on.map(|source| source.path.as_str()).collect();
    assert_eq!(handed_on, ["build/publish.rs", "preview/snapshot.rs"], "only these ask for it");
}

/// Everything by which a file could say something, or learn of more than it is given.
const OUTSIDE: [&str; 15] = [
    "print!",
    "println!",
    "eprint!",
    "eprintln!",
    "dbg!",
    "stdout",
    "stderr",
    "env::",
    "SystemTime::now",
    "Instant::now",
    "now()",
    "std::net",
    "std::process",
    "thread::sleep",
    "rand::",
];

#[test]
fn the_middle_prints_nothing_and_asks_nobody() {
    // Today's date is the one thing that is asked for, and only the command line calls this function.
    let clock = "src/base/date.rs:";
    let mut callers = Vec::new();
    for source in sources() {
        // The edges speak to people, and so may a file of tests.
        if ["cli", "main", "preview"].contains(&source.module()) || source.path.ends_with("tests.rs") {
            continue;
        }
        let found = source.lines_with(&OUTSIDE);
        let (asked, other): (Vec<String>, Vec<String>) = found
            .into_iter()
            .partition(|line| line.starts_with(clock) && line.contains("jiff::") && line.contains("now()"));
        assert_eq!(other, Vec::<String>::new());
        assert!(asked.len() <= 1, "{asked:?}");
        callers.extend(source.lines_with(&["Date::today"]));
    }
    assert_eq!(callers, Vec::<String>::new(), "only a command asks what day it is");
}

#[test]
fn every_file_says_what_it_is_for_and_stays_small() {
    /// Lines; about 300 is what a reader can hold in mind.
    const MOST: usize = 400;
    let mut wrong = Vec::new();
    for source in sources() {
        // A list of words or units is read by looking up, not from top to bottom, and may be as long as it is.
        if source.path.strip_suffix(".yaml").is_some() && source.text.starts_with("# ") {
            continue;
        }
        if !source.text.starts_with("//! ") {
            wrong.push(format!("src/{} does not open with what it is for", source.path));
        }
        let lines = source.text.lines().count();
        if lines > MOST {
            wrong.push(format!("src/{} has {lines} lines; {MOST} is the most", source.path));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_theme_inside_the_binary_is_the_theme_in_the_folders() {
    let below = |folder: &str, ending: &str| -> BTreeSet<String> {
        let files = files_below(Path::new(folder)).into_iter();
        let names = files.map(|file| file.strip_prefix(folder).expect("below").to_str().expect("a name").to_owned());
        names.filter_map(|name| name.strip_suffix(ending).map(str::to_owned)).collect()
    };
    let templates: BTreeSet<String> =
        TEMPLATES.iter().map(|(name, _)| name.trim_end_matches(".html").to_owned()).collect();
    assert_eq!(templates, below("templates", ".html"));
    let words: BTreeSet<String> = WORDS.iter().map(|(code, _)| format!("words/{code}")).collect();
    assert_eq!(words, below("templates", ".yaml"));
    let files: BTreeSet<String> = STATIC.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(files, below("static", ""));
    let desk: BTreeSet<String> = DESK.iter().chain(&DESK_STATIC).map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(
        desk,
        below("src/preview/desk", "").into_iter().filter(|name| name != "files.rs").collect::<BTreeSet<_>>()
    );
    for (name, text) in TEMPLATES {
        assert_eq!(text, fs::read_to_string(format!("templates/{name}")).expect("a template"), "{name}");
    }
}
