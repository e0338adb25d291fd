//! The one writer of sources: all changes or none, and nothing beside the sources.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::support;
use crate::support::html_site::files;
use carepress::disk::edit::{Change, apply};

fn all(root: &Path) -> BTreeMap<String, Vec<u8>> {
    files(root).into_iter().map(|path| (path.clone(), fs::read(root.join(path)).expect("a file"))).collect()
}

fn create(path: &str) -> Change {
    Change::Create { path: path.to_owned(), text: "new".to_owned() }
}

fn replace(path: &str, old: &str) -> Change {
    Change::Replace { path: path.to_owned(), old: old.to_owned(), new: "new".to_owned() }
}

fn go(from: &str, to: &str) -> Change {
    Change::Move { from: from.to_owned(), to: to.to_owned() }
}

#[test]
fn what_was_done_is_put_back_when_a_later_step_fails() {
    let site = support::site(b"-- content/page.md --\nold\n-- content/cafe\xcc\x81.md --\nold\n");
    let folders = || fs::read_dir(site.path().join("content")).expect("content").count();
    let (before, entries) = (all(site.path()), folders());
    for (last, why) in [
        (replace("content/page.md", "other\n"), "content/page.md was changed meanwhile"),
        (replace("content/none.md", ""), "can't read content/none.md"),
        (create("content/GUIDE.md"), "content/guide.md is there already"),
        (create("content/caf\u{e9}.md"), "is there already"),
        (go("content/page.md", "content/pictures"), "content/pictures is there already"),
        (go("content/none.md", "content/other.md"), "there is no content/none.md"),
        (create("public/page.md"), "public/page.md is not in the content folder"),
        (create("content/../page.md"), "is not in the content folder"),
        (create("/content/page.md"), "is not in the content folder"),
        (create("content//page.md"), "is not in the content folder"),
        (create("templates/base.html"), "is not in the content folder"),
    ] {
        let changes = [
            replace("content/caf\u{e9}.md", "old\n"),
            create("content/a/b/new.md"),
            go("content/index.md", "content/c/index.md"),
            go("content/c", "content/d"),
            replace("content/d/index.md", support::base_file("content/index.md")),
            last,
        ];
        let error = apply(site.path(), &changes).expect_err(why);
        assert!(format!("{error:#}").contains(why), "{error:#}");
        assert!(all(site.path()) == before && folders() == entries, "{why}: everything is as it was");
    }
}

#[test]
fn a_name_may_change_in_nothing_but_its_case_or_its_accents() {
    let site = support::site(b"-- content/Page.md --\nold\n-- content/cafe\xcc\x81.md --\nold\n");
    apply(site.path(), &[go("content/Page.md", "content/page.md"), go("content/caf\u{e9}.md", "content/Caf\u{e9}.md")])
        .expect("moved");
    let present = files(site.path());
    assert!(present.contains(&"content/page.md".to_owned()) && present.contains(&"content/Caf\u{e9}.md".to_owned()));
    assert!(!present.contains(&"content/Page.md".to_owned()), "{present:?}");
}
