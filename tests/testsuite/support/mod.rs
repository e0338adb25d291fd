//! What the tests share: small sites written from one text.

pub(crate) mod allowed;
pub(crate) mod edits;
pub(crate) mod hostile;
pub(crate) mod html_site;
pub(crate) mod imports;
pub(crate) mod oracles;
pub(crate) mod preview;
pub(crate) mod program;
pub(crate) mod snapshots;
#[cfg(target_os = "linux")]
pub(crate) mod terminal;
pub(crate) mod typos;

use std::fs;
use std::path::Path;

use carepress::base::date::Date;
use carepress::content::config::Options;
use tempfile::TempDir;

/// The day that tests are judged by.
pub(crate) const TODAY: &str = "2027-01-02";

/// Front matter of an article that somebody has reviewed, down to the empty line that ends it.
macro_rules! reviewed {
    ($title:literal) => {
        concat!(
            "---\ntitle: ",
            $title,
            "\nsummary: It is short.\nkind: article\nreview: { reviewed_by: Lead nurse, last_reviewed: 2026-05-03, ",
            "next_review: 2028-05-03, version: \"1.0\" }\n---\n\n"
        )
    };
}

/// Options of a build on [`TODAY`].
pub(crate) fn options() -> Options {
    Options { today: Date::parse(TODAY).expect("a date"), drafts: false, portable: false }
}

/// A site in a folder of its own: the base of `tests/check/base.txt` with the given files laid over it.
pub(crate) fn site(files: &[u8]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    lay(folder.path(), include_bytes!("../../check/base.txt"));
    lay(folder.path(), files);
    folder
}

/// One file of the base, to be changed.
pub(crate) fn base_file(path: &str) -> &'static str {
    let base = include_str!("../../check/base.txt");
    let start = base.find(&format!("-- {path} --\n")).expect("a file of the base") + path.len() + 7;
    base[start..].split("\n-- ").next().map_or("", |text| &base[start..=start + text.len()])
}

/// Writes files into a folder. Each begins with a line `-- path --`; a text without such a line is `content/page.md`.
/// `-- path -> target --` is a symbolic link, `-- path * 100 --` a file with its text a hundred times, and a file with no
/// text at all is taken away.
pub(crate) fn lay(root: &Path, files: &[u8]) {
    if !files.starts_with(b"-- ") {
        return put(root, "content/page.md", files);
    }
    let text = String::from_utf8(files.to_vec()).expect("several files are UTF-8");
    let mut current: Option<(String, String)> = None;
    for line in text.split_inclusive('\n') {
        match line.trim_end().strip_prefix("-- ").and_then(|line| line.strip_suffix(" --")) {
            Some(path) => {
                if let Some((path, text)) = current.replace((path.to_owned(), String::new())) {
                    put(root, &path, text.as_bytes());
                }
            }
            None => current.as_mut().expect("the first line names a file").1.push_str(line),
        }
    }
    if let Some((path, text)) = current {
        put(root, &path, text.as_bytes());
    }
}

fn put(root: &Path, path: &str, bytes: &[u8]) {
    let (path, times) = path.split_once(" * ").unwrap_or((path, "1"));
    let bytes = bytes.repeat(times.parse().expect("a number"));
    let (path, link) = path.split_once(" -> ").map_or((path, None), |(path, target)| (path, Some(target)));
    let file = root.join(path);
    fs::create_dir_all(file.parent().expect("inside the folder")).expect("a folder");
    match link {
        #[cfg(unix)]
        Some(target) => std::os::unix::fs::symlink(target, file).expect("a link"),
        #[cfg(not(unix))]
        Some(_) => {}
        None if bytes.is_empty() => fs::remove_file(file).expect("it was there"),
        None => fs::write(file, &bytes).expect("a file"),
    }
}
