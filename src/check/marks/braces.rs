//! Braces of other programs: attributes such as `{#id}`, and shortcodes such as `{{< video >}}`.

use std::ops::Range;

use super::foreign::BOXES;
use super::run::{Run, STAND_IN};
use super::{Kind, Scene, Search, mark};
use crate::base::diagnostic::Fix;

impl Search<'_> {
    /// `{#id}`, `{.class}`, `{width=50%}`, `{{ name }}`, `{{< video >}}`, `{% include %}`
    pub(super) fn braces(&mut self, run: &Run, at: usize, scene: Scene) -> Option<usize> {
        if is_in_no_link(run, at) {
            return None;
        }
        let second = run.at(at + 1)?;
        let closing = match second {
            '{' => "}}",
            '%' => "%}",
            _ => "}",
        };
        let from = if closing.len() == 2 { at + 2 } else { at + 1 };
        let last = run.find(from, closing.chars().next()?)?;
        let end = last + closing.len();
        let inside = run.words(from..last.max(from));
        let words = inside.trim_matches(['<', '>', '%', ' ', '/', '-']).trim().to_owned();
        if closing.len() == 2 {
            let end = if run.starts_with(last, closing) { end } else { last + 1 };
            let is_shortcode = second == '%' || inside.trim_start().starts_with(['<', '%', '#', '/']);
            if !is_shortcode && is_name_to_fill_in(&words) {
                return Some(end);
            }
            let name = words.split_whitespace().next().unwrap_or_default().to_lowercase();
            if BOXES.contains(&name.as_str()) {
                self.no_box(run, at..end, &name);
                return Some(end);
            }
            let help = match name.as_str() {
                "youtube" | "vimeo" | "video" => "take it out; for a film, write a link to it: [words](https://…)",
                "figure" | "img" | "image" => "for a picture, write ![what it shows](pictures/file.svg \"caption\")",
                "ref" | "relref" | "link" => "for a link, write [words](file.md)",
                _ => "take it out, or write the words that readers are to see",
            };
            let message = "this is a mark of another program, which nothing takes the place of: readers would see it";
            self.of_run.push(mark(run.span(&(at..end)), message, help).grave_if(scene.is_grave()));
            return Some(end);
        }
        let is_attribute = inside.starts_with(['#', '.', ':'])
            && inside[1..]
                .trim_start()
                .starts_with(|sign: char| sign.is_alphabetic() || matches!(sign, '.' | '#' | '-'))
            || inside.split_once('=').is_some_and(|(name, value)| {
                !value.trim().is_empty()
                    && name.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '-')
                    && !name.is_empty()
            });
        if !is_attribute {
            return None;
        }
        if let Some(open) = before_words(run, at) {
            // Without the braces, the brackets would be left.
            let words = run.words(open + 1..at - 1);
            let message =
                format!("`[{words}]{{{inside}}}` is a mark of another program, and readers would see its signs");
            let told = mark(run.span(&(open..end)), message, format!("take the brackets and the braces out: {words}"));
            self.of_run.push(told.grave_if(scene.is_grave()));
            return Some(end);
        }
        let span = run.span(&(at..end));
        let of_heading = self.heading_marks.get(&span.start);
        let help = match of_heading {
            Some(mark) if !mark.is_certain => format!(
                "take it out: the heading then has the anchor `#{}`; look where links to {} lead",
                mark.anchor,
                mark.name.as_ref().map_or_else(|| "this page".to_owned(), |name| format!("`#{name}`"))
            ),
            Some(_) => "take it out: a heading gets its anchor from its words".to_owned(),
            None if inside.contains("width") || inside.contains("height") => {
                "take it out: pictures take the room that they need".to_owned()
            }
            None => "take it out: nothing is set in braces here".to_owned(),
        };
        let is_certain = match (of_heading, scene.kind) {
            (Some(mark), _) => mark.is_certain,
            (None, Kind::Heading) => false,
            _ => !inside.contains('#') && has_attributes_alone(&inside) && is_where_attributes_stand(run, at, end),
        };
        let message = format!("`{{{inside}}}` is a mark of another program, and readers would see it");
        let told = mark(span, message, help);
        let fix = if is_certain { self.without(run, at..end) } else { None };
        self.of_run.push(told.grave_if(scene.is_grave()).fix(fix));
        Some(end)
    }

    /// The edit that takes signs out, with the spaces before them, or the whole line where nothing else stands on it.
    pub(super) fn without(&self, run: &Run, range: Range<usize>) -> Option<Fix> {
        let span = run.span(&range);
        let source = self.source();
        let line = source[..span.start].rfind('\n').map_or(0, |end| end + 1);
        let end = source[span.end..].find('\n').map_or(source.len(), |at| span.end + at);
        let (before, behind) = (&source[line..span.start], &source[span.end..end]);
        if before.trim().is_empty() && behind.trim().is_empty() && line > 0 {
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

/// Where the bracket of `[words]{.class}` opens, for braces that stand behind one that closes.
fn before_words(run: &Run, braces: usize) -> Option<usize> {
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

/// Whether a place is in the address of what was to be a link, of which an editor is told in any case.
fn is_in_no_link(run: &Run, at: usize) -> bool {
    let before = (1..at).rev().take(200).take_while(|before| !matches!(run.signs[*before].sign, '\n' | ')'));
    let open = before.into_iter().find(|before| run.is(*before, '('));
    open.is_some_and(|open| run.is(open - 1, ']')) && run.find(at, ')').is_some()
}

/// What other programs set in braces.
const SETTINGS: [&str; 13] =
    ["align", "alt", "class", "dir", "height", "lang", "loading", "rel", "size", "style", "target", "title", "width"];

/// Whether braces hold nothing but what sets something in other programs, and no words: `.wide width=50%`.
fn has_attributes_alone(inside: &str) -> bool {
    let is_setting =
        |part: &str| part.split_once('=').is_some_and(|(name, value)| SETTINGS.contains(&name) && !value.is_empty());
    let parts = || inside.trim_start_matches(':').split_whitespace();
    parts().next().is_some() && parts().all(|part| part.starts_with('.') || is_setting(part))
}

/// Whether braces stand right behind a picture, a link or code, or end a line.
fn is_where_attributes_stand(run: &Run, at: usize, end: usize) -> bool {
    run.before(at) == STAND_IN || (run.before(at) != ']' && run.or_end(run.skip_spaces(end)) == '\n')
}

/// `PATIENT NAME`, which `to-fill-in` tells.
fn is_name_to_fill_in(words: &str) -> bool {
    words.contains(char::is_uppercase) && !words.contains(char::is_lowercase)
}
