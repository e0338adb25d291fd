//! This repository's own site, and edits of it by chance.

use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// This repository's own site, in a folder of its own.
pub(crate) struct Copy {
    folder: tempfile::TempDir,
}

impl Copy {
    pub(crate) fn new() -> Self {
        let site = Self::empty();
        for part in ["site.yaml", "content", "templates", "static"] {
            copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join(part), &site.path(part));
        }
        site
    }

    /// A folder for a site of a test's own.
    pub(crate) fn empty() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    pub(crate) fn path(&self, inside: &str) -> PathBuf {
        self.folder.path().join(inside)
    }

    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn articles(&self) -> Vec<PathBuf> {
        let all = WalkDir::new(self.path("content"))
            .sort_by_file_name()
            .into_iter()
            .map(|entry| entry.expect("an entry").into_path());
        all.filter(|path| path.extension().is_some_and(|extension| extension == "md")).collect()
    }
}

/// Replaces some words of a file once; tells whether they were there.
pub(crate) fn replace(file: &Path, what: &str, with: &str) -> bool {
    let text = fs::read_to_string(file).expect("a text");
    let changed = text.replacen(what, with, 1);
    fs::write(file, &changed).expect("written");
    changed != text
}

fn copy(from: &Path, to: &Path) {
    if from.is_file() {
        fs::copy(from, to).expect("copied");
        return;
    }
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        copy(&entry.path(), &to.join(entry.file_name()));
    }
}

/// Numbers by chance, the same in every run (xorshift, Marsaglia 2003).
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(seed))
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).expect("below the limit")
    }
}

/// One edit, by chance; says what it was.
pub(crate) fn edit(site: &Copy, chance: &mut Chance, step: usize) -> String {
    let articles = site.articles();
    let article = &articles[chance.below(articles.len())];
    let name = article.strip_prefix(site.path("content")).expect("inside").display().to_string();
    let is_fixed = name.ends_with("index.md") || name.ends_with("first-session.md");
    match chance.below(20) {
        0 => {
            replace(article, "title: ", &format!("title: New {step} "));
            format!("title of {name}")
        }
        1 => {
            replace(article, "summary: ", &format!("summary: You can rest. It is edit {step}. #"));
            format!("summary of {name}")
        }
        2 => {
            replace(article, "\nkind:", &format!("\norder: {}\nkind:", chance.below(50)));
            format!("order of {name}")
        }
        3 => {
            let text = fs::read_to_string(article).expect("a text");
            fs::write(article, text + &format!("\nYou can rest for a while, {step} times.\n")).expect("written");
            format!("body of {name}")
        }
        4 => {
            replace(article, "\n## ", &format!("\n## Step {step}: "));
            format!("a heading of {name}")
        }
        5 => {
            replace(article, "\nkind:", &format!("\naliases: [/old-{step}/]\nkind:"));
            format!("an alias of {name}")
        }
        6 if !is_fixed => {
            replace(article, "\nkind:", "\nexpires_on: 2026-01-05\nkind:");
            format!("the last day of {name}")
        }
        7 if !is_fixed => {
            fs::remove_file(article).expect("removed");
            format!("removal of {name}")
        }
        8 if !is_fixed => {
            fs::rename(article, article.with_file_name(format!("renamed-{step}.md"))).expect("renamed");
            format!("name of {name}")
        }
        9 => {
            replace(&site.path("content/glossary.yaml"), "plain: ", &format!("plain: edit {step} #"));
            "the glossary".to_owned()
        }
        10 => {
            let (from, to) = [("name: ", "name: New "), ("languages:", "# edited\nlanguages:")][chance.below(2)];
            replace(&site.path("site.yaml"), from, to);
            "site.yaml".to_owned()
        }
        11 => {
            replace(&site.path("content/claims.yaml"), "topic: ", &format!("topic: edit {step}, "));
            "a claim".to_owned()
        }
        12 => {
            replace(article, "\nkind:", &format!("\nslug: slug-{step}\nkind:"));
            format!("the address of {name}")
        }
        13 => {
            replace(article, "\nkind:", &format!("\ntopics: [Rest, Edit {}]\nkind:", chance.below(3)));
            format!("topics of {name}")
        }
        14 if !is_fixed => {
            replace(article, "\nkind:", "\npublish_on: 2031-01-05\nkind:");
            format!("the first day of {name}")
        }
        15 => {
            let text = fs::read_to_string(article).expect("a text");
            let to = ["faq.md", "index.md", "nowhere.md", "first-session.md"][chance.below(4)];
            fs::write(article, text + &format!("\nMore is on [page {step}]({to}).\n")).expect("written");
            format!("a link of {name}")
        }
        16 => {
            replace(article, "\nkind:", "\nguide: first-session.md\nkind:");
            format!("the guide of {name}")
        }
        17 => {
            replace(article, "\nkind: article", "\nkind: guide");
            format!("the kind of {name}")
        }
        18 => {
            replace(&site.path("content/first-session.md"), "title: ", &format!("title: New {step} "));
            "title of the main guide".to_owned()
        }
        _ => {
            replace(&site.path("templates/base.html"), "<main id", &format!("<!-- {step} --><main id"));
            "a template".to_owned()
        }
    }
}

pub(crate) fn contents(site: &Copy) -> Vec<(PathBuf, Vec<u8>)> {
    let parts = ["site.yaml", "content", "templates", "static"].into_iter();
    let files = parts.flat_map(|part| WalkDir::new(site.path(part))).map(|entry| entry.expect("an entry").into_path());
    files.filter(|path| path.is_file()).map(|path| (path.clone(), fs::read(&path).expect("bytes"))).collect()
}

pub(crate) fn put_back(site: &Copy, files: &[(PathBuf, Vec<u8>)]) {
    fs::remove_dir_all(site.path("content")).expect("removed");
    for (path, bytes) in files {
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("written");
    }
}
