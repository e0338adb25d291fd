//! A link to a file that is not there, or that leads out of the content folder; a mark `[^1]` without its note, or a note
//! that no mark leads to.
//!
//! Why it matters: a worried reader follows it and finds nothing.
//!
//! Example:
//!
//! ```text
//! [when to get help](when-to-call.md)
//! ```
//!
//! Instead, the path of a file, relative to the one that it stands in:
//!
//! ```text
//! [when to get help](when-to-get-help.md)
//! ```
//!
//! Source: WCAG 2.2, 2.4.5 Multiple Ways; the link has to work first.

use memchr::memchr2_iter;

use super::link_slips::{of_no_file, of_no_link};
use super::{Run, Subject};
pub(super) use crate::base::diagnostic::code::BROKEN_LINK as CODE;
use crate::base::diagnostic::Diagnostic;
use crate::base::yaml::Step;
use crate::content::document::{Inline, Target, plain_text};
use crate::site::Broken;

pub(super) const RUN: Run = Run::Article(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let site = subject.site;
    let mut found = Vec::new();
    for (link, broken) in subject.broken_links() {
        let nearest = |path: &str| site.nearest_path(subject.article, path);
        let Target::File { path: written, .. } = &link.target else { continue };
        let span = subject.address_span(&link.span);
        let mut fix = subject.moved(&span, written, &plain_text(&link.content));
        // Where no file was certainly meant, it may be no path at all.
        let remedy = if fix.is_none() && matches!(broken, Broken::NoFile(_)) { of_no_file(written) } else { None };
        let (message, help) = match (broken, remedy) {
            _ if written.is_empty() => {
                ("this link leads nowhere".to_owned(), "write the path of a file between the round brackets".to_owned())
            }
            (Broken::NoFile(_), Some(remedy)) => {
                fix = remedy.edit.and_then(|(range, with)| subject.edit_in(&span, written, range, with));
                (format!("there is no file `{written}`"), remedy.help)
            }
            (Broken::NoFile(path), None) if path.starts_with('/') => {
                (format!("`{path}` begins with a slash"), nearest(path))
            }
            (Broken::NoFile(path), None) => (format!("there is no file content/{path}"), nearest(path)),
            (Broken::Outside, _) => ("this leads out of the content folder".to_owned(), nearest(written)),
            _ => continue,
        };
        found.push(subject.problem(CODE, &span, message).help(help).fix(fix));
    }
    subject.document.each_inline(&mut |inline| left_over(subject, inline, &mut found));
    for (index, path) in subject.article.front.related.iter().enumerate() {
        let resolved = subject.article.beside(path);
        if resolved.as_deref().and_then(|path| site.article(path)).is_none() {
            let shown = resolved.unwrap_or_else(|| path.clone());
            found.push(
                Diagnostic::new(CODE, format!("there is no article content/{shown}"))
                    .at(subject.article.field(&[Step::Key("related"), Step::Index(index)]))
                    .help(site.nearest_path(subject.article, path))
                    .fix(
                        site.meant_path(subject.article, path, "")
                            .filter(|meant| meant.rsplit('.').next() == Some("md"))
                            .and_then(|meant| {
                                subject.article.rewritten(&[Step::Key("related"), Step::Index(index)], path, &meant)
                            }),
                    ),
            );
        }
    }
    if let Some(translation) = &subject.article.front.translation
        && site.article(&translation.of).is_none()
    {
        found.push(
            Diagnostic::new(CODE, format!("there is no article content/{}", translation.of))
                .at(subject.article.field(&[Step::Key("translation"), Step::Key("of")]))
                .help(site.known().articles.suggest(&translation.of, "articles"))
                .fix(site.known().articles.same_letters(&translation.of).and_then(|near| {
                    let field = [Step::Key("translation"), Step::Key("of")];
                    subject.article.rewritten(&field, &translation.of, near)
                })),
        );
    }
    found
}

/// What was meant as a link or a note and is none: its brackets would stand on the page.
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
            // The bracket before it is in the same line; a backslash there says that it is meant as it is.
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
            let problem = subject.problem(CODE, &span, "this was meant as a link, and is none");
            found.push(problem.help(remedy.help).fix(fix));
        }
    }
}

/// Bytes to the next sign of a kind, or back to the last one, within the same line. Lines may be endless, and a link's
/// address is not: only a little of them is looked at, so that the work stays in step with the text.
fn near(text: &str, sign: char, back: bool) -> Option<usize> {
    const FAR: usize = 200;
    let is_end = |c: &char| *c == '\n';
    if back {
        let mut signs = text.char_indices().rev().take(FAR).take_while(|(_, c)| !is_end(c));
        signs.find(|(_, c)| *c == sign).map(|(at, _)| text.len() - at)
    } else {
        text.char_indices().take(FAR).take_while(|(_, c)| !is_end(c)).find(|(_, c)| *c == sign).map(|(at, _)| at)
    }
}
