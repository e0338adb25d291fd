//! Names of files that some system, server or browser reads in a way of its own.

use crate::base::address::is_device;

/// Longest name of a file, in bytes: most systems end at 255, and a stylesheet's name grows by its fingerprint.
const LONGEST: usize = 200;

/// What is wrong with a path, to follow "this name"; nothing where it can be an address everywhere.
pub(super) fn fault_of(path: &str) -> Option<String> {
    if let Some(c) = path.chars().find(|c| is_hard(*c)) {
        let what = if is_invisible(c) { "a sign".to_owned() } else { format!("`{c}`") };
        return Some(format!("has {what} in it, which can't stand in a web address"));
    }
    path.split('/').find_map(|part| {
        if part.len() > LONGEST {
            Some(format!("is longer than {LONGEST} bytes"))
        } else if part.starts_with(' ') || part.ends_with([' ', '.']) {
            Some("begins or ends with a space or a dot, which Windows leaves out".to_owned())
        } else if is_device(part) {
            Some("is one that Windows keeps for a device".to_owned())
        } else {
            None
        }
    })
}

/// A path as it may be shown: what is invisible, or turns the direction of what follows, as a question mark.
pub(super) fn shown(path: &str) -> String {
    path.replace(is_invisible, "?")
}

fn is_hard(c: char) -> bool {
    is_invisible(c) || (cfg!(unix) && c == '\\') || matches!(c, '"' | '<' | '>' | '|' | '?' | '*' | ':' | '#' | '%')
}

fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}
