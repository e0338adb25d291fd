//! A problem as the preview shows it: its words, its line with the place marked, and the way to the file.

use serde::Serialize;

use crate::base::address::Address;
use crate::base::diagnostic::excerpt::shown_line;
use crate::base::diagnostic::{Diagnostic, Location, Severity};
use crate::check;

/// A problem, ready for a template.
#[derive(Debug, Serialize)]
pub(super) struct ShownProblem {
    severity: &'static str,
    /// Its name, where it has a manual page.
    code: Option<&'static str>,
    message: String,
    file: Option<SiteFile>,
    line: usize,
    column: usize,
    /// The line itself, in three parts; the second is what is meant.
    excerpt: [String; 3],
    help: Option<String>,
    /// Whether `carepress check --fix` mends it.
    can_be_fixed: bool,
}

/// A file of the site and the way to it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct SiteFile {
    pub(super) path: String,
    /// The editor's address for it, where one was named.
    pub(super) edit: Option<String>,
}

/// How a file's address in the editor is made: `vscode://file/{path}:{line}`.
#[derive(Debug, Clone)]
pub(crate) struct Editor {
    /// The site's folder, with `/` between parts.
    root: String,
    pattern: Option<String>,
}

impl Editor {
    /// `root` is the real path of the site's folder.
    pub(crate) fn new(root: &std::path::Path, pattern: Option<String>) -> Self {
        let root = root.to_string_lossy().replace('\\', "/");
        // How Windows writes a real path, which no editor reads.
        Self { root: root.trim_start_matches("//?/").to_owned(), pattern }
    }

    /// A file, given by its path in the site, and the way to a place in it.
    pub(super) fn file(&self, path: &str, line: usize, column: usize) -> SiteFile {
        let edit = self.pattern.as_ref().map(|pattern| {
            // What isn't allowed in an address as it is, is encoded; a drive's colon may.
            let full = Address::file(format!("{}/{path}", self.root)).absolute("").replacen("%3A/", ":/", 1);
            // `vscode://file/{path}` brings the slash that a path begins with; `file://{path}` does not.
            let has_slash = pattern.contains("/{path}") && !pattern.contains("//{path}");
            let full = if has_slash { full.trim_start_matches('/') } else { &full };
            let pattern = pattern.replace("{line}", &line.to_string()).replace("{column}", &column.to_string());
            pattern.replace("{path}", full)
        });
        SiteFile { path: path.to_owned(), edit }
    }

    /// A problem for a template.
    pub(super) fn problem(&self, diagnostic: &Diagnostic) -> ShownProblem {
        let place = diagnostic.location.as_ref();
        let (line, marked) = place.map(shown_line).unwrap_or_default();
        let excerpt = [&line[..marked.start], &line[marked.clone()], &line[marked.end..]].map(str::to_owned);
        ShownProblem {
            severity: diagnostic.severity.as_str(),
            code: check::find(diagnostic.code.as_str()).map(|check| check.code.as_str()),
            message: diagnostic.message.to_string(),
            file: place.map(|place| self.file(place.path(), place.line(), place.column())),
            line: place.map_or(0, Location::line),
            column: place.map_or(0, Location::column),
            excerpt,
            help: diagnostic.help.as_deref().map(str::to_owned),
            can_be_fixed: diagnostic.fix.is_some(),
        }
    }
}

impl ShownProblem {
    /// The same problem, of a text that is in no file.
    pub(super) fn of_no_file(self) -> Self {
        Self { file: None, can_be_fixed: false, ..self }
    }

    /// A problem of the world: a folder that can't be read.
    pub(super) fn of_the_world(message: &str) -> Self {
        Self {
            severity: Severity::Error.as_str(),
            code: None,
            message: message.to_owned(),
            file: None,
            line: 0,
            column: 0,
            excerpt: Default::default(),
            help: None,
            can_be_fixed: false,
        }
    }
}

/// Reads an editor's address from the command line.
pub(crate) fn pattern(text: &str) -> Result<String, String> {
    let scheme = text.split_once(':').map_or("", |(scheme, _)| scheme).to_ascii_lowercase();
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_lowercase())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    if !is_scheme || ["javascript", "data", "vbscript"].contains(&scheme.as_str()) || !text.contains("{path}") {
        return Err("write an editor's address with {path} in it, such as vscode://file/{path}:{line}".to_owned());
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_have_an_address_in_the_editor() {
        let edit = |root: &str, pattern: &str| {
            let editor = Editor::new(std::path::Path::new(root), Some(pattern.to_owned()));
            editor.file("content/ä b.md", 7, 3).edit.expect("an address")
        };
        assert_eq!(
            edit("/site", "vscode://file/{path}:{line}:{column}"),
            "vscode://file/site/content/%C3%A4%20b.md:7:3"
        );
        assert_eq!(
            edit("/site", "txmt://open?url=file://{path}&line={line}"),
            "txmt://open?url=file:///site/content/%C3%A4%20b.md&line=7"
        );
        assert_eq!(edit("\\\\?\\C:\\site", "vscode://file/{path}"), "vscode://file/C:/site/content/%C3%A4%20b.md");
    }

    #[test]
    fn an_editors_address_names_the_file_and_runs_no_script() {
        assert!(pattern("vscode://file/{path}:{line}").is_ok() && pattern("x-mine:{path}").is_ok());
        for bad in ["javascript:alert('{path}')", "JavaScript:{path}", "vscode://file/", "{path}", "", ":{path}"] {
            assert!(pattern(bad).is_err(), "{bad}");
        }
    }
}
