//! The least that a build of the benchmark's corpus can take: walk, read, drop the front matter, make HTML of the
//! Markdown, put a fixed frame around it, write. No templates, links, lists or topics.
//!
//!     floor CONTENT OUT
use pulldown_cmark::{html, Options, Parser};
use rayon::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};

const HEAD: &str = include_str!("head.html");
const FOOT: &str = include_str!("foot.html");

fn body(text: &str) -> &str {
    let Some(rest) = text.strip_prefix("---\n") else { return text };
    match rest.find("\n---\n") {
        Some(end) => &rest[end + 5..],
        None => text,
    }
}

fn main() {
    let mut args = std::env::args_os().skip(1).map(PathBuf::from);
    let (src, out) = (args.next().expect("CONTENT"), args.next().expect("OUT"));
    let mut dirs = vec![out.clone()];
    let mut files = Vec::new();
    for e in walkdir::WalkDir::new(&src) {
        let e = e.expect("walk");
        let rel = e.path().strip_prefix(&src).unwrap();
        if e.file_type().is_dir() {
            dirs.push(out.join(rel));
        } else if rel.extension().is_some_and(|x| x == "md") {
            files.push(rel.to_path_buf());
        }
    }
    for d in &dirs {
        fs::create_dir_all(d).expect("mkdir");
    }
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    let bytes: usize = files
        .par_iter()
        .map_init(String::new, |buf, rel| {
            let text = fs::read_to_string(src.join(rel)).expect("read");
            buf.clear();
            buf.push_str(HEAD);
            html::push_html(buf, Parser::new_ext(body(&text), options));
            buf.push_str(FOOT);
            let path = if rel == Path::new("index.md") {
                out.join(rel.with_extension("html"))
            } else {
                let dir = out.join(rel.with_extension(""));
                match fs::create_dir(&dir) {
                    Err(e) if e.kind() != std::io::ErrorKind::AlreadyExists => panic!("{e}"),
                    _ => dir.join("index.html"),
                }
            };
            fs::write(path, &*buf).expect("write");
            buf.len()
        })
        .sum();
    println!("{} pages, {} bytes", files.len(), bytes);
}
