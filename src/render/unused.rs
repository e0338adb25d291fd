//! Templates of a site that nothing shows: neither the theme nor another template knows their name.

use std::collections::{BTreeMap, BTreeSet};

use memchr::{memmem, memrchr};

use crate::base::diagnostic::{Diagnostic, Location, Text, code, nearest};
use crate::disk::source::theme::TEMPLATES;

/// Longest name of a template that is looked for in another, in bytes.
const LONGEST: usize = 200;

/// A problem for each of a site's own templates, by name, that no page is made of and no other template names. One that
/// defines components needs no name: others use what it defines.
pub(super) fn unused(own: &BTreeMap<String, Text>) -> Vec<Diagnostic> {
    if own.keys().all(|name| is_known(name)) {
        return Vec::new();
    }
    let named: BTreeSet<&str> = own.values().flat_map(|text| names_in(&text.text)).collect();
    own.iter()
        .filter(|(name, _)| !is_known(name) && !named.contains(name.as_str()))
        .filter(|(_, text)| !text.text.contains("{% component "))
        .map(|(name, text)| problem(name, &text.path))
        .collect()
}

/// Whether the theme has a template of that name.
fn is_known(name: &str) -> bool {
    TEMPLATES.iter().any(|(known, _)| *known == name)
}

fn problem(name: &str, path: &str) -> Diagnostic {
    let near = nearest(name, TEMPLATES.iter().map(|(known, _)| *known));
    let help = match near {
        Some(near) => format!("did you mean {near}? then rename it to templates/{near}"),
        None => "name it in a template that is used, such as {% include \"NAME\" %}; or take the file out"
            .replace("NAME", name),
    };
    let message = "no page is made of a template of this name, and no other template names it";
    Diagnostic::new(code::UNKNOWN_FILE, message).at(Location::file(path)).help(help)
}

/// The names of templates between quotes in a text.
fn names_in(text: &str) -> impl Iterator<Item = &str> {
    memmem::find_iter(text.as_bytes(), ".html").filter_map(|at| {
        let end = at + ".html".len();
        let quote = text.as_bytes().get(end).copied().filter(|sign| matches!(sign, b'"' | b'\'' | b'`'))?;
        let from = at.saturating_sub(LONGEST);
        let start = from + memrchr(quote, &text.as_bytes()[from..at])? + 1;
        Some(&text[start..end])
    })
}
