//! Braces of other programs: attributes such as `{#id}`, and shortcodes such as `{{< video >}}`.

use std::ops::Range;

use super::foreign::BOXES;
use super::run::{GlyphRun, STAND_IN};
use super::{MarkKind, Scene, Search, mark};
use crate::base::diagnostic::Fix;
use crate::check::heading_marks::HeadingMark;

impl Search<'_> {
    /// `{#id}`, `{.class}`, `{width=50%}`, `{{ name }}`, `{{< video >}}`, `{% include %}`
    pub(super) fn braces(&mut self, run: &GlyphRun, at: usize, scene: Scene) -> Option<usize> {
        if is_in_no_link(run, at) {
            return None;
        }
        let second = run.at(at + 1)?;
        let closing = match second {
            '{' => "}}",
            '%' => "%}",
            _ => "}",
        };
        if closing.len() == 1 {
            let last = run.find(at + 1, '}')?;
            return self.attributes(run, at..last + 1, scene);
        }
        let last = run.find(at + 2, closing.chars().next()?)?;
        let end = if run.starts_with(last, closing) { last + 2 } else { last + 1 };
        let inside = run.words(at + 2..last);
        let is_shortcode = second == '%' || inside.trim_start().starts_with(['<', '%', '#', '/']);
        let words = inside.trim_matches(['<', '>', '%', ' ', '/', '-']).trim();
        if is_shortcode || !is_name_to_fill_in(words) {
            self.shortcode(run, at..end, words, scene);
        }
        Some(end)
    }

    /// `{{ name }}`, `{{< video >}}`, `{% include %}`. `words` are those inside.
    fn shortcode(&mut self, run: &GlyphRun, range: Range<usize>, words: &str, scene: Scene) {
        let name = words.split_whitespace().next().unwrap_or_default().to_lowercase();
        if BOXES.contains(&name.as_str()) {
            return self.no_box(run, range, &name);
        }
        let help = match name.as_str() {
            "youtube" | "vimeo" | "video" => "take it out; for a film, write a link to it: [words](https://…)",
            "figure" | "img" | "image" => "for a picture, write ![what it shows](pictures/file.svg \"caption\")",
            "ref" | "relref" | "link" => "for a link, write [words](file.md)",
            _ => "take it out, or write the words that readers are to see",
        };
        let message = "this is markup of another program, and nothing replaces it here: readers would see it";
        self.of_run.push(mark(run.span(&range), message, help).grave_if(scene.is_grave()));
    }

    /// `{#id}`, `{.class}`, `{width=50%}`
    fn attributes(&mut self, run: &GlyphRun, range: Range<usize>, scene: Scene) -> Option<usize> {
        let (at, end) = (range.start, range.end);
        let inside = run.words(at + 1..end - 1);
        if !is_attribute(&inside) {
            return None;
        }
        if let Some(open) = before_words(run, at) {
            // Without the braces, the brackets would be left.
            let words = run.words(open + 1..at - 1);
            let message =
                format!("`[{words}]{{{inside}}}` is markup of another program, and readers would see its characters");
            let told = mark(run.span(&(open..end)), message, format!("take the brackets and the braces out: {words}"));
            self.of_run.push(told.grave_if(scene.is_grave()));
            return Some(end);
        }
        let span = run.span(&range);
        let of_heading = self.heading_marks.get(&span.start);
        let is_certain = match (of_heading, scene.kind) {
            (Some(mark), _) => mark.is_certain,
            (None, MarkKind::Heading) => false,
            _ => !inside.contains('#') && has_only_attributes(&inside) && is_where_attributes_go(run, at, end),
        };
        let message = format!("`{{{inside}}}` is markup of another program, and readers would see it");
        let told = mark(span, message, attributes_help(of_heading, &inside));
        let fix = if is_certain { self.without(run, range) } else { None };
        self.of_run.push(told.grave_if(scene.is_grave()).fix(fix));
        Some(end)
    }

    /// The edit that takes characters out, with the spaces before them, or the whole line if there is nothing else on it.
    pub(super) fn without(&self, run: &GlyphRun, range: Range<usize>) -> Option<Fix> {
        let span = run.span(&range);
        let source = self.source();
        let line = source[..span.start].rfind('\n').map_or(0, |end| end + 1);
        let end = source[span.end..].find('\n').map_or(source.len(), |at| span.end + at);
        let (before, after) = (&source[line..span.start], &source[span.end..end]);
        if before.trim().is_empty() && after.trim().is_empty() && line > 0 {
            // With the end of the line before it, so that no empty line is left.
            let from = line - 1 - usize::from(source[..line - 1].ends_with('\r'));
            return Some(self.edit(from..span.end, ""));
        }
        if before.trim_matches(['>', ' ', '-', '*']).is_empty() {
            return None;
        }
        let spaces = before.len() - before.trim_end_matches([' ', '\t']).len();
        Some(self.edit(span.start - spaces..span.end, ""))
    }
}

/// Whether braces hold an attribute: `#id`, `.class`, `: .class`, `width=50%`.
fn is_attribute(inside: &str) -> bool {
    if let Some(name) = inside.strip_prefix(['#', '.', ':'])
        && name.trim_start().starts_with(|c: char| c.is_alphabetic() || matches!(c, '.' | '#' | '-'))
    {
        return true;
    }
    inside.split_once('=').is_some_and(|(name, value)| {
        !value.trim().is_empty() && !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    })
}

/// What to do about attributes in braces. `of_heading` are those at the end of a heading.
fn attributes_help(of_heading: Option<&HeadingMark>, inside: &str) -> String {
    match of_heading {
        Some(mark) if !mark.is_certain => {
            let links = mark.name.as_ref().map_or_else(|| "this page".to_owned(), |name| format!("`#{name}`"));
            let anchor = &mark.anchor;
            format!("take it out: the heading then has the anchor `#{anchor}`; look where links to {links} lead")
        }
        Some(_) => "take it out: a heading gets its anchor from its words".to_owned(),
        None if inside.contains("width") || inside.contains("height") => {
            "take it out: pictures take the room that they need".to_owned()
        }
        None => "take it out: nothing is set in braces here".to_owned(),
    }
}

/// Where the bracket of `[words]{.class}` opens, for braces after one that closes.
fn before_words(run: &GlyphRun, braces: usize) -> Option<usize> {
    let close = braces.checked_sub(1).filter(|close| run.is(*close, ']'))?;
    let mut depth = 0_usize;
    let mut line = (0..close).rev().take(200).take_while(|at| run.signs[*at].sign != '\n');
    line.find(|at| {
        depth += usize::from(run.is(*at, ']'));
        let is_open = run.is(*at, '[');
        let is_own = is_open && depth == 0;
        depth -= usize::from(is_open && depth > 0);
        is_own
    })
}

/// Whether a place is in the address of a failed link, which is reported in any case.
fn is_in_no_link(run: &GlyphRun, at: usize) -> bool {
    let before = (1..at).rev().take(200).take_while(|before| !matches!(run.signs[*before].sign, '\n' | ')'));
    let open = before.into_iter().find(|before| run.is(*before, '('));
    open.is_some_and(|open| run.is(open - 1, ']')) && run.find(at, ')').is_some()
}

/// Attributes that other programs set in braces.
const SETTINGS: [&str; 13] =
    ["align", "alt", "class", "dir", "height", "lang", "loading", "rel", "size", "style", "target", "title", "width"];

/// Whether braces hold nothing but attributes of other programs, and no words: `.wide width=50%`.
fn has_only_attributes(inside: &str) -> bool {
    let mut parts = inside.trim_start_matches(':').split_whitespace().peekable();
    parts.peek().is_some() && parts.all(|part| part.starts_with('.') || is_setting(part))
}

/// `width=50%`
fn is_setting(part: &str) -> bool {
    part.split_once('=').is_some_and(|(name, value)| SETTINGS.contains(&name) && !value.is_empty())
}

/// Whether braces come right after a picture, a link or code, or end a line.
fn is_where_attributes_go(run: &GlyphRun, at: usize, end: usize) -> bool {
    run.before(at) == STAND_IN || (run.before(at) != ']' && run.or_end(run.skip_spaces(end)) == '\n')
}

/// `PATIENT NAME`, which `to-fill-in` reports.
fn is_name_to_fill_in(words: &str) -> bool {
    words.contains(char::is_uppercase) && !words.contains(char::is_lowercase)
}
