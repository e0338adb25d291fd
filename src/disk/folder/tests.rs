//! Links and pipes on the way to a file.

use std::fs;
use std::os::unix::fs::symlink;

use super::*;

#[test]
fn a_link_anywhere_on_the_way_is_refused_in_one_call_and_step_by_step() {
    let place = tempfile::tempdir().expect("a folder");
    let inside = |path: &str| place.path().join(path);
    fs::create_dir_all(inside("site/a/b")).expect("folders");
    fs::create_dir(inside("beside")).expect("a folder");
    for file in ["site/a/b/x.md", "beside/x.md"] {
        fs::write(inside(file), file).expect("a file");
    }
    symlink("../../beside/x.md", inside("site/a/link.md")).expect("a link");
    symlink("../../beside", inside("site/a/link")).expect("a link");
    symlink("b", inside("site/a/near")).expect("a link");
    let (pipe, mode) = (inside("site/a/pipe.md"), rustix::fs::Mode::RUSR);
    rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, mode, 0).expect("a pipe");
    let folder = Folder::open(&inside("site")).expect("the folder");
    for open in [Folder::opened, Folder::opened_step_by_step] {
        let read = |path: &str| open(&folder, Path::new(path)).map(io::read_to_string);
        assert_eq!(read("a/b/x.md").expect("a file").expect("its text"), "site/a/b/x.md");
        for path in ["a/link.md", "a/link/x.md", "a/near/x.md"] {
            assert!(is_link(&read(path).expect_err("a link")), "{path}");
        }
        for path in ["a/none.md", "none/x.md", "a/b/x.md/y"] {
            assert!(!is_link(&read(path).expect_err("nothing")), "{path}");
        }
    }
    for path in ["a/pipe.md", "a/b"] {
        assert_eq!(folder.file(Path::new(path)).expect_err("no file").to_string(), "it is not a file");
    }
    // The folder that is held stays the same one, whatever takes its place.
    fs::rename(inside("site"), inside("moved")).expect("moved");
    symlink("beside", inside("site")).expect("a link");
    assert_eq!(folder.read(Path::new("a/b/x.md")).expect("a file"), b"site/a/b/x.md");
}
