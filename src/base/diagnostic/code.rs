//! The names of kinds of problems. Each is written once, so that one which is misspelt does not compile.

use std::fmt;

use super::Severity;

/// The name of a kind of problem, such as `broken-link`, with what it weighs unless the site's settings say otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code {
    name: &'static str,
    severity: Severity,
}

impl Code {
    /// A kind of problem that stops a build.
    pub(crate) const fn error(name: &'static str) -> Self {
        Self { name, severity: Severity::Error }
    }

    /// A kind of problem that stops only a strict build.
    pub(crate) const fn warning(name: &'static str) -> Self {
        Self { name, severity: Severity::Warning }
    }

    /// The name, in kebab-case.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.name
    }

    /// What such a problem weighs, unless the site's settings say otherwise.
    #[must_use]
    pub const fn severity(self) -> Severity {
        self.severity
    }

    /// Whether this is the name of a module, which has `_` in place of `-`.
    pub(crate) const fn is_of_module(self, module: &str) -> bool {
        let (name, module) = (self.name.as_bytes(), module.as_bytes());
        let mut at = 0;
        while at < name.len() && at < module.len() {
            if name[at] != module[at] && !(name[at] == b'-' && module[at] == b'_') {
                return false;
            }
            at += 1;
        }
        name.len() == module.len()
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name)
    }
}

// Those that the wings below the checks find or ask for. All others are in the files of their checks.
pub(crate) const ADDRESS_COLLISION: Code = Code::error("address-collision");
pub(crate) const BAD_DATE: Code = Code::error("bad-date");
pub(crate) const BAD_FILE_NAME: Code = Code::error("bad-file-name");
pub(crate) const BAD_VALUE: Code = Code::error("bad-value");
pub(crate) const BARE_PERCENTAGE: Code = Code::warning("bare-percentage");
pub(crate) const BROKEN_LINK: Code = Code::error("broken-link");
pub(crate) const BROKEN_PICTURE: Code = Code::error("broken-picture");
pub(crate) const CLAIM_MISMATCH: Code = Code::error("claim-mismatch");
pub(crate) const CONTROL_CHARACTER: Code = Code::error("control-character");
pub(crate) const DUPLICATE_KEY: Code = Code::error("duplicate-key");
pub(crate) const LONG_LIST: Code = Code::warning("long-list");
pub(crate) const LONG_PARAGRAPH: Code = Code::warning("long-paragraph");
pub(crate) const LONG_SECTION: Code = Code::warning("long-section");
pub(crate) const MERGE_CONFLICT: Code = Code::error("merge-conflict");
pub(crate) const MISSING_FIELD: Code = Code::error("missing-field");
pub(crate) const MISSING_FRONT_MATTER: Code = Code::error("missing-front-matter");
pub(crate) const MISSING_SUMMARY: Code = Code::warning("missing-summary");
pub(crate) const MISSING_WORDS: Code = Code::error("missing-words");
pub(crate) const MIXED_DENOMINATORS: Code = Code::warning("mixed-denominators");
pub(crate) const NESTED_TOO_DEEPLY: Code = Code::error("nested-too-deeply");
pub(crate) const NOT_UTF_8: Code = Code::error("not-utf-8");
pub(crate) const PASSIVE_ADVICE: Code = Code::warning("passive-advice");
pub(crate) const PLAIN_WORD: Code = Code::warning("plain-word");
pub(crate) const RAW_HTML: Code = Code::error("raw-html");
pub(crate) const STRUCK_OUT_WORDS: Code = Code::error("struck-out-words");
pub(crate) const SYMBOLIC_LINK: Code = Code::error("symbolic-link");
pub(crate) const TABLE_SHAPE: Code = Code::warning("table-shape");
pub(crate) const TEMPLATE_ERROR: Code = Code::error("template-error");
pub(crate) const TOO_LARGE: Code = Code::error("too-large");
pub(crate) const UNCITED_CLAIM: Code = Code::error("uncited-claim");
pub(crate) const UNEXPLAINED_ACRONYM: Code = Code::warning("unexplained-acronym");
pub(crate) const UNEXPLAINED_TERM: Code = Code::warning("unexplained-term");
pub(crate) const UNKNOWN_FILE: Code = Code::error("unknown-file");
pub(crate) const UNKNOWN_KEY: Code = Code::error("unknown-key");
pub(crate) const UNKNOWN_SOURCE: Code = Code::error("unknown-source");
pub(crate) const UNKNOWN_VALUE: Code = Code::error("unknown-value");
pub(crate) const UNSAFE_LINK: Code = Code::error("unsafe-link");
pub(crate) const VAGUE_HEADING: Code = Code::warning("vague-heading");
pub(crate) const VAGUE_RISK: Code = Code::warning("vague-risk");
pub(crate) const WRONG_TYPE: Code = Code::error("wrong-type");
pub(crate) const YAML_SYNTAX: Code = Code::error("yaml-syntax");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_that_of_one_module_only() {
        assert!(NOT_UTF_8.is_of_module("not_utf_8") && LONG_LIST.is_of_module("long_list"));
        for module in ["long-lists", "long_lists", "long_lis", "long_lost", "longlist", "", "broken_link"] {
            assert!(!LONG_LIST.is_of_module(module), "{module}");
        }
        assert!(!Code::error("a_b").is_of_module("a-b"), "codes are in kebab-case");
    }
}
