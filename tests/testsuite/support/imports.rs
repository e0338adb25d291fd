//! What the files of the program name of each other, read from their text: paths that begin with `crate::`, `super::`,
//! `self::` or a child, in `use` with all its branches and anywhere else.
//!
//! Comments, literals and tests within a file are passed over: what a test compares with ties nothing together.

use std::collections::{BTreeMap, BTreeSet};

/// A module by its path below the crate, such as `["site", "tree"]`.
pub(crate) type Module = Vec<String>;

/// One file names something in another one.
#[derive(Debug, Clone)]
pub(crate) struct Arrow {
    pub(crate) from: Module,
    pub(crate) to: Module,
    /// `src/site/tree.rs:12 names site::page::Page`
    pub(crate) place: String,
}

/// Everything that some files name of each other. A file is its path below `src` and its text.
pub(crate) fn arrows(files: &[(String, String)]) -> Vec<Arrow> {
    let modules: BTreeSet<Module> = files.iter().map(|(path, _)| module_of(path)).collect();
    let mut found = Vec::new();
    for (path, text) in files {
        let from = module_of(path);
        for (line, named) in names(&code_of(text), &from, &modules) {
            // The longest beginning that is a module; the rest is what is named in it.
            let length = (0..=named.len()).rev().find(|length| modules.contains(&named[..*length]));
            let to = named[..length.unwrap_or_default()].to_vec();
            if to != from {
                let place = format!("src/{path}:{line} names {}", named.join("::"));
                found.push(Arrow { from: from.clone(), to, place });
            }
        }
    }
    found
}

/// `site/tree.rs` → `["site", "tree"]`; nothing for the library itself.
fn module_of(path: &str) -> Module {
    let parts = path.trim_end_matches(".rs").split('/').map(str::to_owned);
    if path == "lib.rs" { Module::new() } else { parts.collect() }
}

/// Modules of one folder that use each other in a circle, each with what leads on. A file and what lies in the folder of
/// its name are one thing: they may know each other.
pub(crate) fn circles(arrows: &[Arrow]) -> Vec<String> {
    let mut leads: BTreeMap<Module, BTreeMap<Module, &str>> = BTreeMap::new();
    for Arrow { from, to, place } in arrows {
        let common = from.iter().zip(to).take_while(|(one, other)| one == other).count();
        if common < from.len() && common < to.len() {
            let (from, to) = (from[..=common].to_vec(), to[..=common].to_vec());
            leads.entry(from).or_default().entry(to).or_insert(place);
        }
    }
    let mut found = Vec::new();
    for from in leads.keys() {
        if let Some(way) = way_back(from, &leads) {
            found.push(format!("{} leads back to itself:\n  {}", from.join("::"), way.join("\n  ")));
        }
    }
    found
}

/// The shortest way from a module back to itself.
fn way_back<'a>(start: &Module, leads: &BTreeMap<Module, BTreeMap<Module, &'a str>>) -> Option<Vec<&'a str>> {
    let mut ways = vec![(start, Vec::new())];
    let mut seen = BTreeSet::new();
    while let Some((at, way)) = ways.pop() {
        for (next, place) in leads.get(at).into_iter().flatten() {
            let way: Vec<&str> = way.iter().copied().chain([*place]).collect();
            if next == start {
                return Some(way);
            }
            if seen.insert(next) {
                ways.insert(0, (next, way));
            }
        }
    }
    None
}

/// The code of a file, with blanks in the place of comments, literals and the tests at its end.
pub(crate) fn code_of(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let (mut code, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(next) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if next == '"' {
            end_of_text(rest)
        } else if rest.starts_with("r\"") || rest.starts_with("r#") {
            end_of_raw_text(rest).unwrap_or(1)
        } else if next == '\'' {
            end_of_sign(rest).unwrap_or(1)
        } else {
            code.push(next);
            rest = &rest[next.len_utf8()..];
            // `r` within a word begins no literal.
            while next.is_alphanumeric() && rest.starts_with('r') {
                code.push('r');
                rest = &rest[1..];
            }
            continue;
        };
        code.extend(rest[..length].chars().map(|c| if c == '\n' { c } else { ' ' }));
        rest = &rest[length..];
    }
    code
}

fn end_of_text(text: &str) -> usize {
    let mut is_escaped = false;
    let end = text.bytes().enumerate().skip(1).find(|(_, byte)| {
        let ends = *byte == b'"' && !is_escaped;
        is_escaped = *byte == b'\\' && !is_escaped;
        ends
    });
    end.map_or(text.len(), |(at, _)| at + 1)
}

fn end_of_raw_text(text: &str) -> Option<usize> {
    let hashes = text[1..].bytes().take_while(|byte| *byte == b'#').count();
    text[1 + hashes..].strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(hashes));
    let start = hashes + 2;
    Some(text[start..].find(&close).map_or(text.len(), |at| start + at + close.len()))
}

/// The end of `'x'` or `'\n'`; none for a lifetime.
fn end_of_sign(text: &str) -> Option<usize> {
    let inside = text[1..].chars().next()?;
    if inside == '\\' {
        return text[3..].find('\'').map(|at| at + 4);
    }
    text[1 + inside.len_utf8()..].starts_with('\'').then(|| inside.len_utf8() + 2)
}

/// Paths in code that lead to something of the crate: line, and the path below the crate.
fn names(code: &str, file: &Module, modules: &BTreeSet<Module>) -> Vec<(usize, Vec<String>)> {
    let mut found = Vec::new();
    // Modules within the file, with the depth of braces in which each begins.
    let (mut inner, mut depth): (Vec<(String, usize)>, usize) = (Vec::new(), 0);
    let mut at = 0;
    while at < code.len() {
        let rest = &code[at..];
        let word = word_at(rest);
        if word.is_empty() {
            depth = match rest.as_bytes()[0] {
                b'{' => depth + 1,
                b'}' => depth.saturating_sub(1),
                _ => depth,
            };
            if rest.starts_with('}') {
                inner.retain(|(_, begins)| *begins < depth);
            }
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let behind = rest[word.len()..].trim_start();
        let here: Module = file.iter().chain(inner.iter().map(|(name, _)| name)).cloned().collect();
        let mut end = at + word.len();
        if word == "mod" && behind[word_at(behind).len()..].trim_start().starts_with('{') {
            inner.push((word_at(behind).to_owned(), depth));
        } else if word == "use" {
            let tree = behind.split(';').next().unwrap_or_default();
            end = code.len() - behind.len() + tree.len();
            let branches = branches(tree).into_iter().filter_map(|path| below_crate(&path, &here, file, modules));
            found.extend(branches.map(|path| (line_of(code, at), path)));
        } else if behind.starts_with("::") && !code[..at].trim_end().ends_with("::") {
            let path = path_at(rest);
            end = at + path.len();
            let parts: Vec<String> = path.split("::").map(|part| part.trim().to_owned()).collect();
            found.extend(below_crate(&parts, &here, file, modules).map(|path| (line_of(code, at), path)));
        }
        at = end;
    }
    found
}

fn line_of(code: &str, at: usize) -> usize {
    code[..at].matches('\n').count() + 1
}

fn word_at(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    &text[..end]
}

/// The whole of a path such as `crate::site::Site`.
fn path_at(text: &str) -> &str {
    let mut end = word_at(text).len();
    while let Some(behind) = text[end..].trim_start().strip_prefix("::") {
        let word = word_at(behind.trim_start());
        if word.is_empty() {
            break;
        }
        end = text.len() - behind.trim_start().len() + word.len();
    }
    &text[..end]
}

/// The paths of a use-tree: `a::{b, c::{self, D}}` → `a::b`, `a::c`, `a::c::D`.
fn branches(tree: &str) -> Vec<Vec<String>> {
    let tree = tree.trim();
    let Some((head, inside)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap_or_default();
        return vec![path.split("::").map(|part| part.trim().to_owned()).collect()];
    };
    let head: Vec<String> =
        head.split("::").map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect();
    let inside = inside.trim_end().strip_suffix('}').unwrap_or(inside);
    let mut depth = 0_usize;
    let parts = inside.split(|c| {
        depth = if c == '{' {
            depth + 1
        } else if c == '}' {
            depth.saturating_sub(1)
        } else {
            depth
        };
        c == ',' && depth == 0
    });
    let parts = parts.filter(|part| !part.trim().is_empty()).flat_map(branches);
    parts.map(|part| head.iter().cloned().chain(part.into_iter().filter(|name| name != "self")).collect()).collect()
}

/// A path as it is below the crate; none for what is of another crate.
fn below_crate(path: &[String], here: &Module, file: &Module, modules: &BTreeSet<Module>) -> Option<Vec<String>> {
    let first = path.first()?;
    let above = path.iter().take_while(|part| *part == "super").count();
    let child: Module = file.iter().chain([first]).cloned().collect();
    let (base, rest) = match first.as_str() {
        "crate" => (&[][..], &path[1..]),
        "self" => (&here[..], &path[1..]),
        "super" => (&here[..here.len().checked_sub(above)?], &path[above..]),
        _ if !file.is_empty() && modules.contains(&child) => (&file[..], path),
        _ => return None,
    };
    Some(base.iter().chain(rest).cloned().collect())
}
