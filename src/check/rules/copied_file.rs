//! An article, or a folder of articles, whose name says that it is a copy: `back - Copy.md` or `back (1).md`.
//!
//! Why it matters: every article is published. A copy becomes a second leaflet beside the first, and the two soon give
//! different advice.
//!
//! Example: `back - Copy.md` beside `back.md`
//!
//! Instead, put what is new into `back.md` and delete the copy. Where the copy is the only one, or the one to keep, give
//! it the name that stays: `carepress rename "content/back - Copy.md" content/back.md`.
//!
//! Names that may be meant, such as `ask-for-a-copy.md` or `plan-v2.md`, are told only where the page that they would be a
//! copy of is beside them.
//!
//! Source: NHS digital service manual, content guide: keep one source of each piece of advice.

use std::collections::HashSet;

use foldhash::fast::FixedState;

use super::Run;
use super::word_lists::Copies;
use crate::base::diagnostic::{Code, Diagnostic, Location};
use crate::site::Site;

pub(super) const CODE: Code = Code::warning("copied-file");
pub(super) const RUN: Run = Run::Site(run);

/// A name that a copy has.
struct Copied<'n> {
    /// The name without what makes it one.
    original: &'n str,
    /// Whether nobody gives such a name on purpose.
    is_certain: bool,
}

impl<'n> Copied<'n> {
    /// `None` if nothing is left of the name.
    fn of(original: &'n str, is_certain: bool) -> Option<Self> {
        (!original.is_empty()).then_some(Self { original, is_certain })
    }
}

fn run(site: &Site) -> Vec<Diagnostic> {
    let words = Copies::embedded();
    // Few sites have any name that could be one. The articles of a folder mostly follow one another.
    let mut candidates = Vec::new();
    let mut last = "";
    for path in site.paths() {
        let (folder, name) = parted(path);
        let is_of_folder = folder != last && copied(&words, parted(folder).1).is_some();
        last = folder;
        if is_of_folder || name.strip_suffix(".md").is_some_and(|stem| copied(&words, stem).is_some()) {
            candidates.push(path);
        }
    }
    if candidates.is_empty() {
        return Vec::new();
    }
    let taken: TakenPaths<'_> = site.paths().flat_map(|path| [path, parted(path).0]).collect();
    let mut folders = HashSet::<&str, FixedState>::default();
    candidates.into_iter().filter_map(|path| of_path(&words, &taken, &mut folders, path)).collect()
}

/// Paths of all articles and their folders.
type TakenPaths<'s> = HashSet<&'s str, FixedState>;

/// The folder of a path, and the last part.
fn parted(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

/// The path of a name in a folder.
fn within(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// What is told of an article's path below `content`.
fn of_path<'s>(
    words: &Copies,
    taken: &TakenPaths<'_>,
    folders: &mut HashSet<&'s str, FixedState>,
    path: &'s str,
) -> Option<Diagnostic> {
    let (folder, name) = parted(path);
    let stem = name.strip_suffix(".md")?;
    if let Some(copy) = copied(words, stem) {
        let original = within(folder, &format!("{}.md", copy.original));
        let is_there = taken.contains(original.as_str());
        let help = if is_there {
            format!("put what is new here into content/{original}, and delete this file")
        } else {
            format!("give it the name that stays: type {}", command(path, &original))
        };
        return (copy.is_certain || is_there).then(|| told(path, "this file", is_there.then_some(&original), help));
    }
    // A folder is told of once, at its first article.
    if folder.is_empty() || !folders.insert(folder) {
        return None;
    }
    let (above, last) = parted(folder);
    let copy = copied(words, last).filter(|copy| copy.is_certain)?;
    let original = within(above, copy.original);
    let is_there = taken.contains(original.as_str());
    let help = if is_there {
        format!("put what is new in it into content/{original}, and delete the folder content/{folder}")
    } else {
        format!("give it the name that stays: type {}", command(folder, &original))
    };
    Some(told(path, "its folder", is_there.then_some(&original), help))
}

fn told(path: &str, what: &str, original: Option<&String>, help: String) -> Diagnostic {
    let of = original.map_or_else(String::new, |original| format!(" of content/{original}"));
    let message = format!("{what} has the name of a copy{of}, and all of it is published");
    Diagnostic::new(CODE, message).at(Location::file(format!("content/{path}"))).help(help)
}

/// What to type to give a file or folder another name.
fn command(old: &str, new: &str) -> String {
    format!("`carepress rename {} {}`", argument(old), argument(new))
}

/// A path below `content` as it is typed in a command line, in quotes where it needs them.
fn argument(path: &str) -> String {
    let is_plain = path.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '_' | '.'));
    if is_plain { format!("content/{path}") } else { format!("\"content/{path}\"") }
}

/// Whether a name, without its ending, is that of a copy.
fn copied<'n>(words: &Copies, stem: &'n str) -> Option<Copied<'n>> {
    // `back (1)`, `back(2)`
    let numbered = stem.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    let numbered = numbered.filter(|(_, number)| matches!(number.len(), 1..=2) && is_digits(number));
    if let Some((before, _)) = numbered {
        // `back - Copy (2)`
        let before = behind(before.trim_end(), &words.ends).map_or(before, |(length, _)| &before[..length]);
        return Copied::of(before.trim_end_matches(is_joint), true);
    }
    if let Some(rest) = words.begins.iter().find_map(|begin| without_beginning(stem, begin)) {
        let has_spaces = stem.contains(' ');
        let first = rest.split(is_joint).next().unwrap_or_default().to_lowercase();
        let is_certain = has_spaces && !words.articles.contains(&first);
        return Copied::of(rest, is_certain);
    }
    let unnumbered = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    // `back copy`, `back - Kopie`, `back_copy 2`
    if let Some((length, joint)) = behind(unnumbered.trim_end_matches(is_joint), &words.ends) {
        let last = stem[..length].rsplit(is_joint).next().unwrap_or_default().to_lowercase();
        let is_certain = joint != "-" && !words.articles.contains(&last);
        return Copied::of(stem[..length].trim_end_matches(is_joint), is_certain);
    }
    let (rest, steps) = without_versions(words, stem);
    Copied::of(rest, steps > 1).filter(|_| steps > 0)
}

/// A name without the versions that it ends in, and how many there are: `back-final`, `back-v2`, `back-final-v2`,
/// `back-v2-final`, `back-final2`.
fn without_versions<'n>(words: &Copies, stem: &'n str) -> (&'n str, usize) {
    let mut rest = stem;
    let mut steps = 0;
    loop {
        let digits = rest.trim_end_matches(|c: char| c.is_ascii_digit());
        let version =
            digits.strip_suffix(['v', 'V']).filter(|before| digits.len() < rest.len() && before.ends_with(is_joint));
        let word = behind(digits.trim_end_matches(is_joint), &words.versions).map(|(length, _)| &rest[..length]);
        let Some(before) = version.or(word) else { break };
        rest = before.trim_end_matches(is_joint);
        steps += 1;
    }
    (rest, steps)
}

/// Where a name ends before one of some words and what joins the word to it, and that joint.
fn behind<'n>(name: &'n str, words: &[String]) -> Option<(usize, &'n str)> {
    words.iter().find_map(|word| {
        let at = name.len().checked_sub(word.len())?;
        let is_word = name.get(at..).is_some_and(|end| is_word(end, word));
        let before = name.get(..at)?;
        let length = before.trim_end_matches(is_joint).len();
        (is_word && length > 0 && length < at).then(|| (length, &name[length..at]))
    })
}

/// Whether words are the same but for capitals. There are many to compare, and this makes no new ones.
fn is_word(written: &str, word: &str) -> bool {
    written.chars().flat_map(char::to_lowercase).eq(word.chars())
}

/// What is behind a beginning, whose words may be joined by a space, a hyphen, a dash or an underscore.
fn without_beginning<'n>(name: &'n str, begin: &str) -> Option<&'n str> {
    let start = name.get(..begin.len())?;
    let rest = &name[begin.len()..];
    let lower = start.chars().map(|c| if is_joint(c) { ' ' } else { c }).flat_map(char::to_lowercase);
    let is_equal = lower.eq(begin.chars());
    (is_equal && rest.starts_with(is_joint)).then(|| rest.trim_start_matches(is_joint))
}

fn is_joint(c: char) -> bool {
    matches!(c, ' ' | '-' | '_' | '–' | '\u{a0}')
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_copies_are_told_from_names() {
        let words = Copies::embedded();
        for name in [
            "back - Copy",
            "back - Copy (2)",
            "back copy",
            "back copy 2",
            "back_copy",
            "back (1)",
            "back(12)",
            "Copy of back",
            "Kopie von back",
            "back - Kopie",
            "back - Copia",
            "back - Cópia",
            "copia de back",
            "back - نسخة",
            "نسخة من back",
            "back-final-v2",
            "back-v2-final",
            "back_FINAL_final",
            "Copia de back",
        ] {
            let copy = copied(&words, name).unwrap_or_else(|| panic!("{name}"));
            assert!(copy.is_certain && copy.original == "back", "{name}: {}", copy.original);
        }
        for name in ["back-copy", "copy-of-back", "back-v2", "back-final", "back-old", "kopie-von-back", "back-bak"] {
            let copy = copied(&words, name).unwrap_or_else(|| panic!("{name}"));
            assert!(!copy.is_certain && copy.original == "back", "{name}: {}", copy.original);
        }
    }

    #[test]
    fn names_that_may_be_meant_are_not_certain() {
        let words = Copies::embedded();
        for name in ["ask-for-a-copy", "Ask for a copy", "copy-of-your-records", "Copy of your records", "your copy"] {
            assert!(copied(&words, name).is_none_or(|copy| !copy.is_certain), "{name}");
        }
        for name in [
            "copy",
            "final",
            "photocopy",
            "back",
            "vitamin-b12",
            "covid-19",
            "back-2",
            "guide (2024)",
            "microscopy",
            "colonoscopy",
            "a-z",
            "v2",
            "(1)",
            "hepatitis-c",
            "old",
            "نسخة",
            "type-2",
            "photocopie",
            "copying",
        ] {
            assert!(
                copied(&words, name).is_none(),
                "{name}: {}",
                copied(&words, name).map_or("", |copy| copy.original)
            );
        }
    }
}
