//! A link to a file that is not there, or that is outside the content folder; a mark `[^1]` without its note, or a note
//! without a mark that leads to it.
//!
//! Why it matters: a worried reader follows it and finds nothing.
//!
//! Example:
//!
//! ```text
//! [when to get help](when-to-call.md)
//! ```
//!
//! Instead, the path of a file, relative to the one that the link is in:
//!
//! ```text
//! [when to get help](when-to-get-help.md)
//! ```
//!
//! Source: WCAG 2.2, 2.4.5 Multiple Ways; the link has to work first.

use memchr::memchr2_iter;

use super::link_slips::{of_no_file, of_no_link};
use super::{Run, Subject};
use crate::base::diagnostic::Diagnostic;
pub(super) use crate::base::diagnostic::code::BROKEN_LINK as CODE;
use crate::base::yaml::Step;
use crate::content::document::{Inline, Link, Target, plain_text};
use crate::site::Broken;

pub(super) const RUN: Run = Run::Article(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let links = subject.broken_links();
    let mut found: Vec<Diagnostic> = links.filter_map(|(link, broken)| of_link(subject, link, broken)).collect();
    subject.document.each_inline(&mut |inline| left_over(subject, inline, &mut found));
    let related = subject.article.front.related.iter().enumerate();
    found.extend(related.filter_map(|(index, path)| of_related(subject, index, path)));
    found.extend(of_translation(subject));
    found
}

/// A link to a file that is not there.
fn of_link(subject: &Subject<'_>, link: &Link<'_>, broken: &Broken) -> Option<Diagnostic> {
    let Target::File { path: written, .. } = &link.target else { return None };
    let span = subject.address_span(&link.span);
    let mut fix = subject.moved(&span, written, &plain_text(&link.content));
    // If no file was certainly meant, it may not be a path at all.
    let remedy = if fix.is_none() && matches!(broken, Broken::NoFile(_)) { of_no_file(written) } else { None };
    let (message, path) = match (broken, remedy) {
        _ if written.is_empty() => {
            let help = "write the path of a file between the round brackets";
            return Some(subject.problem(CODE, &span, "this link leads nowhere").help(help).fix(fix));
        }
        (Broken::NoFile(_), Some(remedy)) => {
            fix = remedy.edit.and_then(|(range, with)| subject.edit_in(&span, written, range, with));
            let problem = subject.problem(CODE, &span, format!("there is no file `{written}`"));
            return Some(problem.help(remedy.help).fix(fix));
        }
        (Broken::NoFile(path), None) if path.starts_with('/') => (format!("`{path}` begins with a slash"), path),
        (Broken::NoFile(path), None) => (format!("there is no file content/{path}"), path),
        (Broken::Outside, _) => ("this leads out of the content folder".to_owned(), written),
        _ => return None,
    };
    let help = subject.site.nearest_path(subject.article, path);
    Some(subject.problem(CODE, &span, message).help(help).fix(fix))
}

/// An entry of `related` that is not there, by its index.
fn of_related(subject: &Subject<'_>, index: usize, path: &str) -> Option<Diagnostic> {
    let (site, article) = (subject.site, subject.article);
    let resolved = article.beside(path);
    if resolved.as_deref().and_then(|path| site.article(path)).is_some() {
        return None;
    }
    let field = [Step::Key("related"), Step::Index(index)];
    let meant = site.meant_path(article, path, "").filter(|meant| meant.rsplit('.').next() == Some("md"));
    let shown = resolved.unwrap_or_else(|| path.to_owned());
    Some(
        Diagnostic::new(CODE, format!("there is no article content/{shown}"))
            .at(article.field(&field))
            .help(site.nearest_path(article, path))
            .fix(meant.and_then(|meant| article.rewritten(&field, path, &meant))),
    )
}

/// A translation of an article that is not there.
fn of_translation(subject: &Subject<'_>) -> Option<Diagnostic> {
    let (site, article) = (subject.site, subject.article);
    let of = &article.front.translation.as_ref()?.of;
    if site.article(of).is_some() {
        return None;
    }
    let field = [Step::Key("translation"), Step::Key("of")];
    Some(
        Diagnostic::new(CODE, format!("there is no article content/{of}"))
            .at(article.field(&field))
            .help(site.known().articles.suggest(of, "articles"))
            .fix(site.known().articles.same_letters(of).and_then(|near| article.rewritten(&field, of, near))),
    )
}

/// A failed link or note: its brackets would be shown on the page.
fn left_over(subject: &Subject<'_>, inline: &Inline<'_>, found: &mut Vec<Diagnostic>) {
    let source = &subject.article.source.text;
    let span = match inline {
        Inline::Text(_, span) => span.clone(),
        Inline::Link(link) if link.content.iter().any(|inside| matches!(inside, Inline::Link(_))) => {
            let problem = subject.problem(CODE, &link.span, "a link in a link");
            return found.push(problem.help("end the one before the other begins"));
        }
        _ => return,
    };
    for at in memchr2_iter(b'[', b']', source[span.clone()].as_bytes()) {
        let at = span.start + at;
        let rest = &source[at..];
        let is_meant = match rest.as_bytes() {
            [b'[', b'^', ..] => !source[..at].ends_with('\\'),
            // The bracket before it is on the same line; a backslash there says that it is meant as it is.
            [b']', b'(', ..] => {
                !source[..at].ends_with('\\')
                    && !near(&source[..at], '[', true).is_some_and(|open| source[..at - open].ends_with('\\'))
            }
            _ => false,
        };
        if !is_meant {
            continue;
        }
        if let Some(end) = near(rest, ']', false).filter(|end| rest.starts_with('[') && *end > 2) {
            let name = &rest[..=end];
            let problem = subject.problem(CODE, &(at..at + name.len()), format!("no line defines the note `{name}`"));
            found.push(problem.help(format!("write the note on a line of its own: {name}: What it says")));
        } else if let Some(end) = near(rest, ')', false).filter(|end| rest.starts_with(']') && *end > 2) {
            let address = &rest[2..end];
            let span = at + 2..at + end;
            let remedy = of_no_link(address);
            let fix = remedy.edit.and_then(|(range, with)| subject.edit_in(&span, address, range, with));
            let problem = subject.problem(CODE, &span, "this was meant as a link, but isn't one");
            found.push(problem.help(remedy.help).fix(fix));
        }
    }
}

/// Bytes to the next of a character, or back to the last one, on the same line. Lines may be endless, but a link's address
/// is not: only a little of them is looked at, so that the work stays linear in the length of the text.
fn near(text: &str, wanted: char, back: bool) -> Option<usize> {
    const FAR: usize = 200;
    if back {
        let mut line = text.char_indices().rev().take(FAR).take_while(|(_, c)| *c != '\n');
        line.find(|(_, c)| *c == wanted).map(|(at, _)| text.len() - at)
    } else {
        let mut line = text.char_indices().take(FAR).take_while(|(_, c)| *c != '\n');
        line.find(|(_, c)| *c == wanted).map(|(at, _)| at)
    }
}
