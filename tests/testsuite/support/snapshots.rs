//! Texts that are kept in the repository, so that every change to them is seen in review.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Compares a text with the one that is kept in `tests/`; with `UPDATE=1` it is written anew.
pub(crate) fn kept(path: &str, text: &str) {
    let difference = difference(path, text);
    assert!(difference.is_empty(), "{difference}\nIf this is as it should be: UPDATE=1 cargo test");
}

/// What differs between a text and the one that is kept; nothing with `UPDATE=1`.
pub(crate) fn difference(path: &str, text: &str) -> String {
    let file = Path::new("tests").join(path);
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(&file, text).expect("written");
        return String::new();
    }
    let Ok(before) = fs::read_to_string(&file) else { return format!("tests/{path} is not kept yet\n") };
    if before == text {
        return String::new();
    }
    // The lines from the first to the last that differ; no line of them is worth a cleverer comparison.
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), text.lines().collect());
    let first = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let shorter = old.len().min(new.len()) - first;
    let last = old.iter().rev().zip(new.iter().rev()).take(shorter).take_while(|(a, b)| a == b).count();
    let mut out = format!("tests/{path}, line {}:\n", first + 1);
    for (sign, lines) in [('-', &old[first..old.len() - last]), ('+', &new[first..new.len() - last])] {
        for line in lines.iter().take(20) {
            let _ = writeln!(out, "{sign} {line}");
        }
        if lines.len() > 20 {
            let _ = writeln!(out, "{sign} … {} more lines", lines.len() - 20);
        }
    }
    out
}
