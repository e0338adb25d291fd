//! The invariants that `src/lib.rs` states, kept by machine.
//!
//! The source files are read as text, without their comments. That is enough for what is asked of them, and it says
//! which line to look at.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use carepress::disk::source::theme::{STATIC, TEMPLATES, WORDS};
use carepress::preview::desk::files::{DESK, DESK_STATIC};

/// A source file: path below `src` with `/` between parts, and its lines without comments.
struct Source {
    path: String,
    text: String,
    code: Vec<String>,
}

impl Source {
    /// The module of `lib.rs` that the file belongs to, such as `yaml` for `yaml/tree.rs`.
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
            let code = text.lines().map(|line| line.split("//").next().unwrap_or_default().to_owned()).collect();
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

/// The modules in the order of `lib.rs`.
fn layers() -> Vec<String> {
    let text = fs::read_to_string("src/lib.rs").expect("the library");
    let names = text.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    names.map(str::to_owned).collect()
}

#[test]
fn a_file_uses_only_files_above_it() {
    let layers = layers();
    let height: BTreeMap<&str, usize> = layers.iter().enumerate().map(|(at, name)| (name.as_str(), at)).collect();
    let mut wrong = Vec::new();
    for source in sources() {
        let module = source.module().to_owned();
        // What a test compares with ties no layer to another.
        if module == "lib" || module == "main" || source.path.ends_with("tests.rs") {
            continue;
        }
        let own = *height.get(module.as_str()).unwrap_or_else(|| panic!("{} is not in lib.rs", source.path));
        for (index, line) in source.code.iter().enumerate() {
            for used in line.split("crate::").skip(1) {
                let name: String = used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let fine = match height.get(name.as_str()) {
                    Some(above) => *above <= own,
                    // What is no module is the recipe in lib.rs itself, which stands above the commands alone.
                    None => module == "command",
                };
                if !fine {
                    wrong.push(format!("src/{}:{} uses crate::{name}", source.path, index + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "these reach below their own layer:\n{}", wrong.join("\n"));
}

#[test]
fn check_and_render_do_not_know_each_other() {
    for source in sources() {
        let other = match source.module() {
            "check" => "crate::render",
            "render" => "crate::check",
            _ => continue,
        };
        assert_eq!(source.lines_with(&[other]), Vec::<String>::new());
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

/// Files that may reach the disk, and why.
const DOORS: [(&str, &str); 7] = [
    ("disk/folder.rs", "opens files, for the reader and the writers"),
    ("disk/source.rs", "the reader"),
    ("disk/output.rs", "the writer; it reads what it published before, to know it again"),
    ("disk/edit/spot.rs", "the writer of sources, for the commands by which editors change them; no build does"),
    ("disk/create.rs", "puts new files into a site's folder, which no build does"),
    ("cli.rs", "looks whether the paths that it was given exist"),
    ("cli/program.rs", "looks at the program itself"),
];

/// Files that may ask for a change of the sources: the commands that are there for it.
const EDITORS: [&str; 4] = ["cli/approve.rs", "cli/check.rs", "cli/new.rs", "cli/rename.rs"];

#[test]
fn only_source_reads_and_only_output_writes() {
    let sources = sources();
    for source in &sources {
        // A door's own folder is a part of it.
        let is_of = |door: &str| source.path == door || source.path.starts_with(&door.replace(".rs", "/"));
        if !DOORS.iter().any(|(door, _)| is_of(door)) {
            assert_eq!(source.lines_with(&DISK), Vec::<String>::new(), "only the doors reach the disk");
        }
    }
    let editors = sources.iter().filter(|source| !source.lines_with(&["edit::apply("]).is_empty());
    assert_eq!(editors.map(|source| source.path.as_str()).collect::<Vec<_>>(), EDITORS, "no build changes a source");
    for (path, why) in DOORS {
        let source = sources.iter().find(|source| source.path == path).expect("the door is there");
        assert!(!source.lines_with(&DISK).is_empty(), "{path} needs no exception any more ({why})");
        if !["disk/create.rs", "disk/edit/spot.rs", "disk/output.rs"].contains(&path) {
            assert_eq!(source.lines_with(&CHANGES), Vec::<String>::new(), "{path} only reads");
        }
    }
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
        if ["command", "main"].contains(&source.module()) || source.path.ends_with("tests.rs") {
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
    assert_eq!(desk, below("src/preview/desk", ""));
    for (name, text) in TEMPLATES {
        assert_eq!(text, fs::read_to_string(format!("templates/{name}")).expect("a template"), "{name}");
    }
}
