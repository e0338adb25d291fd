//! Markup of other programs: containers, tables of contents, short forms of pictures.

use std::ops::Range;

use super::cards::FIVE;
use super::run::{GlyphRun, STAND_IN};
use super::{MarkKind, Scene, Search, mark};

/// What other programs call their boxes.
pub(super) const BOXES: [&str; 30] = [
    "admonition",
    "alert",
    "attention",
    "box",
    "callout",
    "caution",
    "danger",
    "error",
    "example",
    "failure",
    "hint",
    "important",
    "info",
    "notice",
    "note",
    "question",
    "quote",
    "success",
    "tip",
    "warn",
    "warning",
    "achtung",
    "hinweis",
    "warnung",
    "gefahr",
    "aviso",
    "advertencia",
    "peligro",
    "cuidado",
    "perigo",
];

/// Commands of a typesetting program.
const COMMANDS: [&str; 8] = ["newpage", "pagebreak", "clearpage", "newline", "linebreak", "begin", "textbf", "bigskip"];

impl Search<'_> {
    /// Markup of other programs.
    pub(super) fn foreign(&mut self, run: &GlyphRun, scene: Scene) {
        if matches!(scene.kind, MarkKind::Paragraph | MarkKind::Item | MarkKind::Heading) {
            for line in run.lines() {
                self.container(run, &line, scene);
            }
        }
        let mut at = 0;
        while at < run.len() {
            let next = match run.signs[at].sign {
                _ if run.signs[at].is_escaped => None,
                '{' => self.braces(run, at, scene),
                '[' => self.contents(run, at, scene),
                '^' => self.raised(run, at, scene),
                '~' => self.lowered(run, at, scene),
                '$' => self.formula(run, at, scene),
                ':' => self.emoji(run, at, scene),
                '*' => self.short_form(run, at, scene),
                '\\' => self.command(run, at, scene),
                '%' => self.hidden(run, at, scene),
                _ => None,
            };
            at = next.unwrap_or(at + 1).max(at + 1);
        }
    }

    /// `:::danger`, `!!! warning`, `.. note::`: boxes, and their ends.
    fn container(&mut self, run: &GlyphRun, line: &Range<usize>, scene: Scene) {
        let start = run.skip_spaces(line.start).min(line.end);
        let text = run.words(start..line.end);
        let text = text.trim_end();
        if text.is_empty() || run.signs[start].is_escaped {
            return;
        }
        let fence = text.trim_start_matches(':');
        if text.len() - fence.len() >= 3 {
            return self.colons(run, start..line.end, fence, scene);
        }
        let named = ["!!!", "???+", "???", "///", "%%"]
            .into_iter()
            .find_map(|sign| text.strip_prefix(sign))
            .or_else(|| text.strip_prefix(".. ").filter(|rest| rest.contains("::")));
        let Some(rest) = named else { return };
        let name: String =
            rest.trim_start().chars().take_while(|sign| sign.is_alphanumeric() || *sign == '-').collect();
        if !BOXES.contains(&name.to_lowercase().as_str()) {
            return;
        }
        self.no_box(run, start..line.end, &name);
    }

    /// `:::` with or without a name.
    fn colons(&mut self, run: &GlyphRun, range: Range<usize>, name: &str, scene: Scene) {
        let name: String = name.trim().chars().take_while(|sign| !sign.is_whitespace()).collect();
        let has_name = name.contains(char::is_alphanumeric);
        if has_name {
            self.has_container = true;
            return self.no_box(run, range, &name);
        }
        // The end of a container is reported with its beginning.
        if name.is_empty() && !self.has_container {
            let told = mark(
                run.span(&range),
                "`:::` is markup of another program, and readers would see it",
                "take the line out",
            );
            self.of_run.push(told.grave_if(scene.is_grave()));
        }
    }

    /// A box of another program: whatever is in it is not a card.
    pub(super) fn no_box(&mut self, run: &GlyphRun, range: Range<usize>, name: &str) {
        let help =
            format!("begin with a line such as `> [!CAUTION]` and put `> ` before each line of the card; {FIVE}");
        let end = run.signs[range.start..range.end].iter().rposition(|sign| !sign.sign.is_whitespace());
        let range = range.start..range.start + end.unwrap_or(0) + 1;
        let message =
            format!("\"{name}\" is a box in another program; here it makes no card, and readers would see its marks");
        self.of_run.push(mark(run.span(&range), message, help).grave_if(true));
    }

    /// `[TOC]`
    fn contents(&mut self, run: &GlyphRun, at: usize, scene: Scene) -> Option<usize> {
        let end = run.find(at, ']')? + 1;
        let inside = run.words(at + 1..end - 1);
        let is_list =
            inside.trim_matches('_').eq_ignore_ascii_case("toc") && (inside.contains("TOC") || run.len() == end - at);
        if is_list {
            self.contents_list(run, at..end, scene);
        }
        Some(if is_list { end } else { at + 1 })
    }

    /// Where another program puts a table of contents.
    pub(super) fn contents_list(&mut self, run: &GlyphRun, range: Range<usize>, scene: Scene) {
        let fix = self.without(run, range.clone());
        let message = "another program puts a table of contents here; in this one, readers would see the mark";
        let told = mark(run.span(&range), message, "take it out: a long page lists its headings by itself");
        self.of_run.push(told.grave_if(scene.is_grave()).fix(fix));
    }

    /// `10^2^` and `^[a note]`
    fn raised(&mut self, run: &GlyphRun, at: usize, scene: Scene) -> Option<usize> {
        if run.is(at + 1, '[') {
            let end = run.find(at + 2, ']')? + 1;
            let help = "write a mark such as [^1] here, and the note on a line of its own: [^1]: What it says";
            let told = mark(run.span(&(at..end)), "this was meant as a note, but isn't one", help);
            self.of_run.push(told.grave_if(scene.is_grave()));
            return Some(end);
        }
        self.shifted(run, at, '^', scene)
    }

    /// `H~2~O`
    fn lowered(&mut self, run: &GlyphRun, at: usize, scene: Scene) -> Option<usize> {
        if !run.before(at).is_alphanumeric() {
            return None;
        }
        self.shifted(run, at, '~', scene)
    }

    fn shifted(&mut self, run: &GlyphRun, at: usize, sign: char, scene: Scene) -> Option<usize> {
        const MOST: usize = 12;
        let close = (at + 1..run.len().min(at + MOST)).find(|index| run.is(*index, sign))?;
        let inside = run.words(at + 1..close);
        if inside.is_empty() || inside.contains(char::is_whitespace) || run.is(close + 1, sign) {
            return None;
        }
        let help = "write the character itself, such as ² or ₂, or say it in words";
        let message = format!("`{sign}{inside}{sign}` is not raised or lowered here: readers would see `{sign}`");
        let told = mark(run.span(&(at..close + 1)), message, help);
        self.of_run.push(told.grave_if(scene.is_grave()));
        Some(close + 1)
    }

    /// `$x^2$`
    fn formula(&mut self, run: &GlyphRun, at: usize, scene: Scene) -> Option<usize> {
        let width = if run.is(at + 1, '$') { 2 } else { 1 };
        let close = run.find(at + width, '$')?;
        let inside = run.words(at + width..close);
        let is_formula = inside.contains(['\\', '^', '_', '{', '=']) || (width == 2 && !inside.trim().is_empty());
        let is_close = !inside.starts_with(char::is_whitespace) && !inside.ends_with(char::is_whitespace);
        if !is_formula || !(is_close || width == 2) {
            return None;
        }
        let end = if width == 2 && run.is(close + 1, '$') { close + 2 } else { close + 1 };
        let told = mark(
            run.span(&(at..end)),
            "formulas are not typeset here, and readers would see this as it is",
            "say it in words, or with characters such as × and ²",
        );
        self.of_run.push(told.grave_if(scene.is_grave()));
        Some(end)
    }

    /// `:warning:`
    fn emoji(&mut self, run: &GlyphRun, at: usize, scene: Scene) -> Option<usize> {
        let close = (at + 1..run.len().min(at + 40)).find(|index| !is_in_emoji(run.signs[*index].sign))?;
        let name = run.words(at + 1..close);
        let is_code = run.is(close, ':') && name.len() >= 2 && name.starts_with(|sign: char| sign.is_ascii_lowercase());
        if !is_code || touches_word(run.before(at)) || touches_word(run.or_end(close + 1)) {
            return None;
        }
        let end = close + 1;
        let help = "say it in words; for a warning, make a card: `> [!WARNING]`";
        let message = format!("`:{name}:` makes no picture here, and readers would see its letters");
        self.of_run.push(mark(run.span(&(at..end)), message, help).grave_if(scene.is_grave()));
        Some(end)
    }

    /// `*[GP]: family doctor`
    fn short_form(&mut self, run: &GlyphRun, at: usize, scene: Scene) -> Option<usize> {
        if run.before(at) != '\n' || !run.is(at + 1, '[') {
            return None;
        }
        let close = run.find(at + 2, ']').filter(|close| run.at(close + 1) == Some(':'))?;
        let end = (close..run.len()).find(|index| run.signs[*index].sign == '\n').unwrap_or(run.len());
        let (form, words) = (run.words(at + 2..close), run.words(close + 2..end));
        let words = words.trim();
        let help = format!("take the line out, and explain it where it first appears: {words} ({form})");
        let message = format!("this line does not explain \"{form}\" here, and readers would see it as it is");
        self.of_run.push(mark(run.span(&(at..end)), message, help).grave_if(scene.is_grave()));
        Some(end)
    }

    /// `\newpage`, and a backslash at the end of a paragraph.
    fn command(&mut self, run: &GlyphRun, at: usize, scene: Scene) -> Option<usize> {
        if at + 1 == run.len() && scene.kind != MarkKind::Label {
            let span = run.span(&(at..at + 1));
            let fix = self.edit(span.clone(), "");
            let message = "a backslash at the end of a paragraph does not break the line, and readers would see it";
            self.of_run.push(mark(span, message, "take it out").grave_if(scene.is_grave()).fix(fix));
            return None;
        }
        let end = (at + 1..run.len()).find(|index| !run.signs[*index].sign.is_ascii_alphabetic()).unwrap_or(run.len());
        let name = run.words(at + 1..end);
        if !COMMANDS.contains(&name.as_str()) || run.before(at).is_alphanumeric() || run.before(at) == ':' {
            return None;
        }
        let message = format!("`\\{name}` is a command of another program, and readers would see it");
        let told = mark(run.span(&(at..end)), message, "take it out: browsers break pages where it suits");
        self.of_run.push(told.grave_if(scene.is_grave()));
        Some(end)
    }

    /// `%% a note to the writers %%`
    fn hidden(&mut self, run: &GlyphRun, at: usize, scene: Scene) -> Option<usize> {
        if !run.is(at + 1, '%') || run.before(at).is_alphanumeric() || run.before(at) == STAND_IN {
            return None;
        }
        let end = run.find(at + 2, '%').filter(|close| run.is(close + 1, '%')).map_or(at + 2, |close| close + 2);
        if end == at + 2 && run.before(at) != '\n' {
            return None;
        }
        let help = "take it out; notes to writers can go at the top of the article, after a `#`";
        let told = mark(run.span(&(at..end)), "nothing is hidden here: readers would see this", help);
        self.of_run.push(told.grave_if(scene.is_grave()));
        Some(end)
    }
}

/// Whether a character can be part of the name of an emoji.
fn is_in_emoji(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-' | '+')
}

/// Whether a neighbour shows that a colon belongs to a word, a time or an address.
fn touches_word(neighbour: char) -> bool {
    neighbour.is_alphanumeric() || matches!(neighbour, ':' | '/')
}
