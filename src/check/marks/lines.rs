//! Lines that were meant as headings, items of a list or rows of a table, but run on in a paragraph.
//!
//! A figure, a dash or a star may begin a single line by chance. Two such lines in a row are meant as a list.

use std::ops::Range;

use super::run::{GlyphRun, STAND_IN, is_space};
use super::{Mark, MarkKind, Scene, Search, mark};
use crate::base::address::anchor;

/// Characters that begin nothing but an item of a list.
const BULLETS: [char; 14] =
    ['•', '▪', '▫', '●', '○', '◦', '‣', '⁃', '∙', '⦁', '\u{f0b7}', '\u{f0a7}', '\u{f0d8}', '\u{f076}'];

/// Characters that may begin an item, and other lines as well.
const MAYBE_BULLETS: [char; 30] = [
    '·', '–', '—', '‐', '−', '-', '*', '+', '■', '□', '◆', '◇', '►', '▶', '▸', '➢', '➤', '➔', '→', '⇒', '✓', '✔', '✗',
    '✘', '❖', '☐', '★', '§', 'ـ', 'o',
];

/// How a line begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lead {
    /// A character, and whether there is a backslash before it.
    Bullet(char, bool),
    /// A number, what follows it, and how the line goes on.
    Number(usize, char, Behind),
    /// `a)`
    Letter(char, char),
}

/// What follows the number of a failed item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Behind {
    /// Words, without a space.
    Words,
    /// A space; a backslash keeps it from being an item.
    Escaped,
    /// A space: an item that can't begin in this place.
    Space,
}

/// How the line before the present one began, if it may be the first item of a list.
#[derive(Debug, Default)]
pub(super) struct Leads {
    before: Option<(Lead, ListLine)>,
}

/// A failed item: its beginning in the source, and what would be there in a list.
#[derive(Debug, Clone)]
struct ListLine {
    span: Range<usize>,
    with: Option<&'static str>,
    /// Whether it was reported.
    is_told: bool,
}

impl Search<'_> {
    /// Failed headings, items and rows.
    pub(super) fn lines(&mut self, run: &GlyphRun, scene: Scene) {
        if scene.kind == MarkKind::Heading {
            self.heading_end(run);
        }
        if !matches!(scene.kind, MarkKind::Paragraph | MarkKind::Item) {
            return;
        }
        let lines: Vec<Range<usize>> = run.lines().collect();
        self.table(run, &lines, scene);
        for (index, line) in lines.iter().enumerate() {
            let start = run.skip(line.clone(), is_space);
            if start == line.end {
                self.leads.before = None;
                continue;
            }
            if self.heading(run, start..line.end, index == 0) {
                self.leads.before = None;
                continue;
            }
            let above = index.checked_sub(1).map(|above| run.words(lines[above].clone()));
            self.lead(run, start..line.end, above.as_deref(), scene);
        }
    }

    /// `## Heading##`
    fn heading_end(&mut self, run: &GlyphRun) {
        let signs = (0..run.len()).rev().take_while(|at| run.is(*at, '#')).count();
        if signs < 2 || signs == run.len() {
            return;
        }
        let range = run.len() - signs..run.len();
        let span = run.span(&range);
        let fix = self.edit(span.clone(), "");
        self.of_run.push(mark(span, "readers would see this after the heading", "take it out").grave_if(true).fix(fix));
    }

    /// `##Heading` and `Heading ##`
    fn heading(&mut self, run: &GlyphRun, line: Range<usize>, is_first: bool) -> bool {
        let begin = line.start;
        let is_wide = run.at(begin) == Some('＃');
        let count = (begin..line.end).take_while(|at| matches!(run.signs[*at].sign, '#' | '＃')).count();
        if count == 0 {
            self.signs_after_words(run, line);
            return false;
        }
        let after = begin + count;
        let Some(next) = run.at(after).filter(|_| after < line.end) else { return false };
        let rest = run.words(after..line.end);
        let span = run.span_with_escape(&(begin..after));
        if run.signs[begin].is_escaped {
            if next == ' ' && count >= 2 {
                let message = "the backslash keeps this from being a heading, and readers would see the marks";
                self.of_run.push(mark(span, message, "take the backslash out").grave_if(true));
            }
            return false;
        }
        if count > 6 {
            let help = "begin the line with ## and a space";
            self.of_run.push(mark(span, "a heading has six `#` at most", help).grave_if(true));
            return true;
        }
        // `#1`, `#MeToo`, `#EndStigma because it hurts`
        let is_tag = count == 1 && !is_space(next);
        if is_tag && !is_wide {
            let is_line = next.is_alphabetic() && is_first && run.len() == line.end;
            let words = rest.split_whitespace().count();
            if is_line && (words == 1 || is_like_heading(&rest)) {
                let message = "readers would see this `#`: without a space after it, the line is not a heading";
                let told = mark(span, message, format!("for a heading, write `## {rest}`"));
                self.of_run.push(told.grave_if(words > 1));
            }
            return false;
        }
        let told = self.spaceless_heading(run, begin..after, next, &rest);
        let is_heading = told.is_some();
        self.of_run.extend(told);
        is_heading
    }

    /// `Heading ##`
    fn signs_after_words(&mut self, run: &GlyphRun, line: Range<usize>) {
        let count = line.clone().rev().take_while(|at| run.is(*at, '#')).count();
        let start = line.end - count;
        if count >= 2 && run.before(start) == ' ' {
            let message = "readers would see this after the words";
            let help = "for a heading, begin the line with it and a space: ## Heading";
            self.of_run.push(mark(run.span(&(start..line.end)), message, help).grave_if(true));
        }
    }

    /// `##Heading`. `signs` are the marks, `next` is the character after them, and `rest` is the rest of the line.
    fn spaceless_heading(&self, run: &GlyphRun, signs: Range<usize>, next: char, rest: &str) -> Option<Mark> {
        if !next.is_alphanumeric() && !is_space(next) && !matches!(next, '"' | '“' | '„' | '«' | '¿' | '¡' | STAND_IN)
        {
            return None;
        }
        // `##21#` is dialled.
        let first_word = rest.split_whitespace().next().unwrap_or_default();
        let has_figures = !is_space(next) && first_word.chars().all(|c| !c.is_alphabetic());
        if has_figures && first_word.contains(['#', '*']) {
            return None;
        }
        let message = if run.at(signs.start) == Some('＃') {
            "these are full-width characters, and do not make a heading"
        } else if is_space(next) {
            "the space after this is not a plain one, and so the line is not a heading"
        } else {
            "without a space after this, the line is not a heading, and readers would see it"
        };
        // Another heading with the same words would get another anchor, and links to it would lead here.
        let anchors = &self.site.body_of(self.article).anchors;
        let is_certain = signs.len() >= 2 && !has_figures && !rest.contains(" #") && !anchors.has(&anchor(rest));
        let marks = "#".repeat(signs.len());
        let span = run.span_with_escape(&signs);
        let last = if is_space(next) { signs.end } else { signs.end - 1 };
        let fix = is_certain.then(|| self.edit(span.start..run.signs[last].span.end, &format!("{marks} ")));
        Some(mark(span, message, format!("write `{marks} {}`", rest.trim())).grave_if(true).fix(fix))
    }

    /// The beginning of a line that may be an item.
    fn lead(&mut self, run: &GlyphRun, line: Range<usize>, above: Option<&str>, scene: Scene) {
        let found = lead_of(run, line.clone());
        let before = self.leads.before.take();
        let Some((lead, range, with)) = found else { return };
        let is_after_colon = above.is_some_and(|above| above.trim_end().ends_with(':'));
        let is_pair = before.as_ref().is_some_and(|(before, _)| follows(lead, *before, above.is_some()));
        let is_certain = match lead {
            Lead::Bullet(sign, _) if BULLETS.contains(&sign) => true,
            Lead::Bullet(sign @ ('-' | '*' | '+'), false) => {
                let behind = run.or_end(range.start + 1);
                let is_hard_space = is_space(behind) && behind != ' ';
                is_hard_space
                    || (sign == '-'
                        && behind.is_alphabetic()
                        && (above.is_none() || is_after_colon)
                        && !is_sign_of_speech(run, &line))
            }
            Lead::Number(_, _, Behind::Space) => is_after_colon,
            _ => false,
        };
        let mut item = ListLine { span: run.span_with_escape(&range), with, is_told: false };
        if scene.kind == MarkKind::Item
            && above.is_none()
            && matches!(lead, Lead::Bullet(..))
            && self.is_right_behind_item(&item.span)
        {
            // `- • tablets`
            item.with = Some("");
        }
        if is_certain || is_pair {
            if let Some((first, mut item)) = before.filter(|(_, item)| is_pair && !item.is_told) {
                item.is_told = true;
                self.tell_item(first, &item);
            }
            item.is_told = true;
            // For a list that can't begin in its place, and for one with letters, the first item is enough.
            if !is_pair || matches!(lead, Lead::Bullet(..) | Lead::Number(_, _, Behind::Words | Behind::Escaped)) {
                self.tell_item(lead, &item);
            }
        }
        self.leads.before = Some((lead, item));
    }

    /// Whether the mark of an item is right before a place, on its line.
    fn is_right_behind_item(&self, span: &Range<usize>) -> bool {
        let before = &self.source()[..span.start];
        let line = &before[before.rfind('\n').map_or(0, |end| end + 1)..];
        let sign = line.trim_start_matches([' ', '>']).trim_end();
        matches!(sign, "-" | "*" | "+")
            || sign.trim_end_matches(['.', ')']).bytes().all(|byte| byte.is_ascii_digit()) && !sign.is_empty()
    }

    fn tell_item(&mut self, lead: Lead, item: &ListLine) {
        let (message, help) = match lead {
            Lead::Number(_, _, Behind::Space) => (
                "this is not a list without an empty line above it: its items run on in the paragraph",
                "leave an empty line above it",
            ),
            Lead::Number(..) => (
                "this was meant as an item of a list, but runs on in the text",
                "begin each item with its number, a full stop and a space: `1. `",
            ),
            Lead::Letter(..) => (
                "letters do not make a list: these lines run on in the paragraph",
                "begin each item on a line of its own with `- ` or `1. `",
            ),
            Lead::Bullet(..) => (
                "this was meant as an item of a list, but isn't one",
                "begin each item on a line of its own with `- `: a hyphen and a space",
            ),
        };
        let fix = match (lead, item.with) {
            (Lead::Letter(..) | Lead::Number(_, _, Behind::Space), _) | (_, None) => None,
            (_, Some(with)) => Some(self.edit(item.span.clone(), with)),
        };
        self.of_run.push(mark(item.span.clone(), message, help).fix(fix));
    }

    /// Lines with bars or tabs between words.
    fn table(&mut self, run: &GlyphRun, lines: &[Range<usize>], scene: Scene) {
        let rows: Vec<&Range<usize>> = lines.iter().filter(|line| has_bars(run, line)).collect();
        let begins_with_bar = rows.iter().any(|line| run.is(line.start, '|'));
        let is_table = rows.len() >= 2 || begins_with_bar || lines.iter().any(|line| is_grid_line(run, line));
        if let Some(line) = rows.first().filter(|_| is_table) {
            let columns = run.words((*line).clone()).trim().trim_matches('|').split('|').count();
            let below = vec!["---"; columns].join(" | ");
            let help = if lines.iter().any(|line| is_line_of_dashes(run, line)) {
                format!("the line of dashes needs as many parts as the line above it: | {below} |")
            } else {
                format!("below its first line, write a line of dashes with as many parts: | {below} |")
            };
            let message = "these bars do not make a table, and readers would see them";
            self.of_run.push(mark(run.span(line), message, help).grave_if(scene.is_grave()));
            return;
        }
        let pair = lines.windows(2).find(|pair| pair.iter().all(|line| has_tab(run, line)));
        if let Some([line, _]) = pair.filter(|pair| lead_of(run, pair[0].clone()).is_none()) {
            let message = "this looks like a pasted table: its lines run together in a paragraph";
            let help = "write | between the cells, and a line such as | --- | --- | below the first one";
            self.of_run.push(mark(run.span(line), message, help));
        }
    }
}

/// Whether a line has two bars or more.
fn has_bars(run: &GlyphRun, line: &Range<usize>) -> bool {
    let start = run.skip(line.clone(), is_space);
    (start..line.end).filter(|at| run.is(*at, '|')).nth(1).is_some()
}

/// `+---+---+`
fn is_grid_line(run: &GlyphRun, line: &Range<usize>) -> bool {
    run.starts_with(line.start, "+--") || run.starts_with(line.start, "+==")
}

/// `| --- | --- |`
fn is_line_of_dashes(run: &GlyphRun, line: &Range<usize>) -> bool {
    let words = run.words(line.clone());
    words.contains("--") && words.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '+' | '='))
}

/// Whether there is a tab between the words of a line.
fn has_tab(run: &GlyphRun, line: &Range<usize>) -> bool {
    let start = run.skip(line.clone(), is_space);
    (start + 2..line.end).any(|at| run.at(at) == Some('\t') && at + 1 < line.end)
}

/// How a line begins: in which way, where in the run, and what would be there in a list.
fn lead_of(run: &GlyphRun, line: Range<usize>) -> Option<(Lead, Range<usize>, Option<&'static str>)> {
    let start = line.start;
    let first = run.at(start).filter(|_| start < line.end)?;
    let is_escaped = run.signs[start].is_escaped;
    if BULLETS.contains(&first) || MAYBE_BULLETS.contains(&first) {
        let end = run.skip(start + 1..line.end, is_space);
        let has_space = end > start + 1;
        let next = run.at(end).filter(|_| end < line.end)?;
        let is_item = match first {
            _ if BULLETS.contains(&first) => true,
            '-' | '*' | '+' if !has_space => {
                !is_escaped && next.is_alphabetic() && (first != '*' || lacks_end(run, &line))
            }
            '-' | '*' | '+' if is_escaped => first != '*' || next.is_alphanumeric(),
            // With a plain space it would be an item already.
            '-' | '*' | '+' => run.at(start + 1) != Some(' '),
            '§' => has_space && next.is_alphabetic(),
            'o' => has_space && matches!(run.at(start + 1), Some('\t' | '\u{a0}')),
            _ => has_space,
        };
        return is_item.then_some((Lead::Bullet(first, is_escaped), start..end, Some("- ")));
    }
    let digits = (start..line.end).take_while(|at| run.signs[*at].sign.is_ascii_digit()).count();
    if (1..=3).contains(&digits) {
        let number = run.words(start..start + digits).parse().ok()?;
        let sign = run.at(start + digits).filter(|sign| matches!(sign, '.' | ')') && start + digits < line.end)?;
        let is_escaped = run.signs[start + digits].is_escaped;
        let next = run.at(start + digits + 1).filter(|_| start + digits + 1 < line.end)?;
        let range = start..start + digits + 1;
        return match () {
            () if is_escaped && next == ' ' => Some((
                Lead::Number(number, sign, Behind::Escaped),
                start + digits..start + digits + 1,
                Some(if sign == '.' { "." } else { ")" }),
            )),
            () if next.is_alphabetic() => Some((
                Lead::Number(number, sign, Behind::Words),
                range.end - 1..range.end,
                Some(if sign == '.' { ". " } else { ") " }),
            )),
            () if next == ' ' && !is_escaped => Some((Lead::Number(number, sign, Behind::Space), range, None)),
            () => None,
        };
    }
    let sign = run.at(start + 1).filter(|_| start + 2 < line.end)?;
    let is_letter = first.is_ascii_alphabetic() && matches!(sign, ')' | '.') && run.at(start + 2).is_some_and(is_space);
    is_letter.then_some((Lead::Letter(first, sign), start..start + 2, None))
}

/// Whether words after a `#` are more like a heading than a sentence that begins with a hashtag.
fn is_like_heading(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or_default();
    let is_tag = first.contains('_') || first.chars().skip(1).any(char::is_uppercase);
    !is_tag && !words.contains('#') && !words.trim_end().ends_with(['.', '!', ',', ';', '؛', '،'])
}

/// Whether a line that begins with a star has no other one.
fn lacks_end(run: &GlyphRun, line: &Range<usize>) -> bool {
    !(line.start + 1..line.end).any(|at| run.is(at, '*'))
}

/// `-No, I can't.`: in some languages a line of speech begins with a dash.
fn is_sign_of_speech(run: &GlyphRun, line: &Range<usize>) -> bool {
    (line.start + 1..line.end).any(|at| matches!(run.signs[at].sign, '?' | '¿' | '!' | '¡'))
}

/// Whether one line is the next item after another.
fn follows(lead: Lead, before: Lead, is_same_paragraph: bool) -> bool {
    match (lead, before) {
        (Lead::Bullet(sign, _), Lead::Bullet(before, _)) => {
            // These also begin a line of speech, the author of a saying and a note, each in a paragraph of its own.
            sign == before && (is_same_paragraph || !matches!(sign, '–' | '—' | '-' | '*' | '+' | '→' | '★'))
        }
        (Lead::Number(number, sign, behind), Lead::Number(before, sign_before, behind_before)) => {
            number == before + 1
                && sign == sign_before
                && behind == behind_before
                && (is_same_paragraph || behind != Behind::Space)
        }
        (Lead::Letter(letter, sign), Lead::Letter(before, sign_before)) => {
            u32::from(letter) == u32::from(before) + 1 && sign == sign_before && is_same_paragraph
        }
        _ => false,
    }
}
