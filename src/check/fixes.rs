//! Edits that several checks make: another name in an address, another file, another word in the settings.

use super::{CHECKS, Subject};
use crate::base::address::written_in_link;
use crate::base::diagnostic::{Fix, Text, certain};
use crate::base::yaml;
use crate::content::document::Span;

impl Subject<'_> {
    /// The edit that points a link or picture at the file that it certainly meant. The path is written in the address as it
    /// is, perhaps followed by an anchor. `words` are those of the link.
    pub(super) fn moved(&self, address: &Span, path: &str, words: &str) -> Option<Fix> {
        let written = &self.article.source.text[address.clone()];
        // Markdown reads a backslash before some characters as part of them.
        let path = if written.contains('\\') { written.split('#').next()? } else { path };
        let meant = self.site.meant_path(self.article, path, words)?;
        let path = written.split('#').next().filter(|path| !path.contains(['<', '[', ']', '(']))?;
        Some(self.article.source.fix(address.start..address.start + path.len(), written_in_link(&meant)))
    }

    /// The edit of a part of an address, if the source has the address exactly as it is.
    pub(super) fn edit_in(&self, address: &Span, written: &str, part: Span, with: String) -> Option<Fix> {
        let source = &self.article.source;
        let is_plain = source.text[address.clone()] == *written;
        is_plain.then(|| source.fix(address.start + part.start..address.start + part.end, with))
    }

    /// The edit that replaces the name at the end of an address, if the source has the name exactly as it is.
    pub(super) fn rename(&self, address: &Span, old: &str, new: Option<&str>) -> Option<Fix> {
        let before = self.article.source.text[address.clone()].strip_suffix(old)?;
        let start = address.start + before.len();
        new.map(|new| self.article.source.fix(start..address.end, new))
    }
}

/// The check that was certainly meant by a name under `checks:`.
pub(super) fn of_setting(settings: &Text, range: Span, code: &str) -> Option<Fix> {
    let near = certain(code, CHECKS.iter().map(|check| check.code.as_str()))?;
    let with = yaml::rewritten(&settings.text[range.clone()], code, near)?;
    Some(settings.fix(range, with))
}
