//! Lines that were meant as headings, items of a list or rows of a table, and run on in a paragraph.
//!
//! A figure, a dash or a star at the beginning of one line may be what it says. Two such lines in a row are a list.

use std::ops::Range;

use super::run::{Run, STAND_IN, is_space};
use super::{Kind, Scene, Search, mark};
use crate::base::address::anchor;

/// Signs that nothing but an item of a list begins with.
const BULLETS: [char; 14] =
    ['•', '▪', '▫', '●', '○', '◦', '‣', '⁃', '∙', '⦁', '\u{f0b7}', '\u{f0a7}', '\u{f0d8}', '\u{f076}'];

/// Signs that an item may begin with, and other lines as well.
const MAYBE_BULLETS: [char; 30] = [
    '·', '–', '—', '‐', '−', '-', '*', '+', '■', '□', '◆', '◇', '►', '▶', '▸', '➢', '➤', '➔', '→', '⇒', '✓', '✔', '✗',
    '✘', '❖', '☐', '★', '§', 'ـ', 'o',
];

/// How a line begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lead {
    /// A sign, whether anything else could be meant by it, and whether it has a backslash before it.
    Bullet(char, bool),
    /// A number, what stands behind it, and how the line goes on.
    Number(usize, char, Behind),
    /// `a)`
    Letter(char, char),
}

/// What stands behind the sign of an item that is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Behind {
    /// Words, without a space.
    Words,
    /// A space; a backslash keeps it from being an item.
    Escaped,
    /// A space: an item that can't begin where it stands.
    Space,
}

/// How the line before the one at hand began, where it may be the first item of a list.
#[derive(Debug, Default)]
pub(super) struct Leads {
    before: Option<(Lead, Item)>,
}

/// An item that is none: its signs in the source, and what stands there in a list.
#[derive(Debug, Clone)]
struct Item {
    span: Range<usize>,
    with: Option<&'static str>,
    /// Whether it was told.
    is_told: bool,
}

impl Search<'_> {
    /// Headings, items and rows that are none.
    pub(super) fn lines(&mut self, run: &Run, scene: Scene) {
        if scene.kind == Kind::Heading {
            self.heading_end(run);
        }
        if !matches!(scene.kind, Kind::Paragraph | Kind::Item) {
            return;
        }
        let lines: Vec<Range<usize>> = run.lines().collect();
        self.table(run, &lines, scene);
        for (index, line) in lines.iter().enumerate() {
            let start = (line.start..line.end).find(|at| !is_space(run.signs[*at].sign)).unwrap_or(line.end);
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
    fn heading_end(&mut self, run: &Run) {
        let signs = (0..run.len()).rev().take_while(|at| run.is(*at, '#')).count();
        if signs < 2 || signs == run.len() {
            return;
        }
        let range = run.len() - signs..run.len();
        let span = run.span(&range);
        let fix = self.edit(span.clone(), "");
        self.of_run.push(
            mark(span, "readers would see these signs behind the heading", "take them out").grave_if(true).fix(fix),
        );
    }

    /// `##Heading` and `Heading ##`
    fn heading(&mut self, run: &Run, line: Range<usize>, is_first: bool) -> bool {
        let begin = line.start;
        let is_wide = run.at(begin) == Some('＃');
        let count = (begin..line.end).take_while(|at| matches!(run.signs[*at].sign, '#' | '＃')).count();
        if count == 0 {
            let behind = (line.start..line.end).rev().take_while(|at| run.is(*at, '#')).count();
            if behind >= 2 && run.before(line.end - behind) == ' ' {
                let message = "readers would see these signs behind the words";
                let help = "for a heading, begin the line with them and a space: ## Heading";
                self.of_run.push(mark(run.span(&(line.end - behind..line.end)), message, help).grave_if(true));
            }
            return false;
        }
        let behind = begin + count;
        let Some(next) = run.at(behind).filter(|_| behind < line.end) else { return false };
        let rest = run.words(behind..line.end);
        let words = rest.split_whitespace().count();
        let span = run.span_with_escape(&(begin..behind));
        if run.signs[begin].is_escaped {
            if next == ' ' && count >= 2 {
                let message = "the backslash keeps this from being a heading, and readers would see the signs";
                self.of_run.push(mark(span, message, "take the backslash out").grave_if(true));
            }
            return false;
        }
        if count > 6 {
            let help = "begin the line with ## and a space";
            self.of_run.push(mark(span, "six signs `#` are the most that make a heading", help).grave_if(true));
            return true;
        }
        // `#1`, `#MeToo`, `#EndStigma because it hurts`
        let is_tag = count == 1 && !is_space(next);
        if is_tag && !is_wide {
            let is_line = next.is_alphabetic() && is_first && run.len() == line.end;
            if is_line && (words == 1 || is_like_heading(&rest)) {
                let message = "readers would see this sign: without a space behind it, the line is no heading";
                let told = mark(span, message, format!("for a heading, write `## {rest}`"));
                self.of_run.push(told.grave_if(words > 1));
            }
            return false;
        }
        if !next.is_alphanumeric() && !is_space(next) && !matches!(next, '"' | '“' | '„' | '«' | '¿' | '¡' | STAND_IN)
        {
            return false;
        }
        // `##21#` is dialled.
        let first_word = rest.split_whitespace().next().unwrap_or_default();
        let has_figures = !is_space(next) && first_word.chars().all(|sign| !sign.is_alphabetic());
        if has_figures && first_word.contains(['#', '*']) {
            return false;
        }
        let signs = "#".repeat(count);
        let edge = if is_space(next) { run.signs[behind].span.end } else { run.signs[begin + count - 1].span.end };
        let message = if is_wide {
            "these are wide signs, and make no heading"
        } else if is_space(next) {
            "the space behind these signs is no plain one, and so this is no heading"
        } else {
            "without a space behind these signs this is no heading, and readers would see them"
        };
        // Another heading with the same words would get another anchor, and links to it would lead here.
        let anchors = &self.site.body_of(self.article).anchors;
        let is_certain = count >= 2 && !has_figures && !rest.contains(" #") && !anchors.has(&anchor(&rest));
        let fix = is_certain.then(|| self.edit(span.start..edge, &format!("{signs} ")));
        let told = mark(span, message, format!("write `{signs} {}`", rest.trim()));
        self.of_run.push(told.grave_if(true).fix(fix));
        true
    }

    /// The beginning of a line that may be an item.
    fn lead(&mut self, run: &Run, line: Range<usize>, above: Option<&str>, scene: Scene) {
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
        let mut item = Item { span: run.span_with_escape(&range), with, is_told: false };
        if scene.kind == Kind::Item
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
            // Of a list that can't begin where it stands, and of one with letters, the first item is enough.
            if !is_pair || matches!(lead, Lead::Bullet(..) | Lead::Number(_, _, Behind::Words | Behind::Escaped)) {
                self.tell_item(lead, &item);
            }
        }
        self.leads.before = Some((lead, item));
    }

    /// Whether the sign of an item stands before a place, on its line.
    fn is_right_behind_item(&self, span: &Range<usize>) -> bool {
        let before = &self.source()[..span.start];
        let line = &before[before.rfind('\n').map_or(0, |end| end + 1)..];
        let sign = line.trim_start_matches([' ', '>']).trim_end();
        matches!(sign, "-" | "*" | "+")
            || sign.trim_end_matches(['.', ')']).bytes().all(|byte| byte.is_ascii_digit()) && !sign.is_empty()
    }

    fn tell_item(&mut self, lead: Lead, item: &Item) {
        let (message, help) = match lead {
            Lead::Number(_, _, Behind::Space) => (
                "this list is none, for no empty line stands above it: its items run on in the paragraph",
                "leave an empty line above it",
            ),
            Lead::Number(..) => (
                "this was meant as an item of a list, and runs on in the text",
                "begin each item with its number, a full stop and a space: `1. `",
            ),
            Lead::Letter(..) => (
                "letters make no list: these lines run on in the paragraph",
                "begin each item on a line of its own with `- ` or `1. `",
            ),
            Lead::Bullet(..) => (
                "this was meant as an item of a list, and is none",
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
    fn table(&mut self, run: &Run, lines: &[Range<usize>], scene: Scene) {
        let count = |line: &Range<usize>, sign: char| {
            let start = run.skip_spaces(line.start).min(line.end);
            (start..line.end).filter(|at| run.is(*at, sign)).count()
        };
        let is_grid = |line: &Range<usize>| run.starts_with(line.start, "+--") || run.starts_with(line.start, "+==");
        let bars = lines.iter().filter(|line| count(line, '|') >= 2).count();
        let begins_with_bar = lines.iter().any(|line| run.is(line.start, '|') && count(line, '|') >= 2);
        let first = lines.iter().find(|line| count(line, '|') >= 2);
        if let Some(line) = first.filter(|_| bars >= 2 || begins_with_bar || lines.iter().any(is_grid)) {
            let columns = run.words(line.clone()).trim().trim_matches('|').split('|').count();
            let below = vec!["---"; columns].join(" | ");
            let has_dashes = lines.iter().any(|line| {
                let words = run.words(line.clone());
                words.contains("--") && words.chars().all(|sign| matches!(sign, '|' | '-' | ':' | ' ' | '+' | '='))
            });
            let help = if has_dashes {
                format!("the line of dashes needs as many parts as the line above it: | {below} |")
            } else {
                format!("below its first line, write a line of dashes with as many parts: | {below} |")
            };
            let message = "these bars make no table, and readers would see them";
            self.of_run.push(mark(run.span(line), message, help).grave_if(scene.is_grave()));
            return;
        }
        let has_tab = |line: &Range<usize>| {
            let start = run.skip_spaces(line.start).min(line.end);
            (start + 2..line.end).any(|at| run.at(at) == Some('\t') && at + 1 < line.end)
        };
        let pair = lines.windows(2).find(|pair| pair.iter().all(has_tab));
        if let Some([line, _]) = pair.filter(|pair| lead_of(run, pair[0].clone()).is_none()) {
            let message = "this is a table that was pasted: its lines run together in a paragraph";
            let help = "write | between the cells, and a line such as | --- | --- | below the first one";
            self.of_run.push(mark(run.span(line), message, help));
        }
    }
}

/// How a line begins, with the signs of its beginning and what stands there in a list.
fn lead_of(run: &Run, line: Range<usize>) -> Option<(Lead, Range<usize>, Option<&'static str>)> {
    let start = line.start;
    let first = run.at(start).filter(|_| start < line.end)?;
    let is_escaped = run.signs[start].is_escaped;
    let behind = |from: usize| (from..line.end).find(|at| !is_space(run.signs[*at].sign)).unwrap_or(line.end);
    if BULLETS.contains(&first) || MAYBE_BULLETS.contains(&first) {
        let end = behind(start + 1);
        let has_space = end > start + 1;
        let next = run.at(end).filter(|_| end < line.end)?;
        let is_item = match first {
            _ if BULLETS.contains(&first) => true,
            '-' | '*' | '+' if !has_space => {
                !is_escaped && next.is_alphabetic() && (first != '*' || lacks_end(run, &line))
            }
            '-' | '*' | '+' if is_escaped => first != '*' || next.is_alphanumeric(),
            // With a plain space it would be an item already; with another it is none.
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

/// Whether words behind a `#` are more like those of a heading than a sentence that begins with a hashtag.
fn is_like_heading(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or_default();
    let is_tag = first.contains('_') || first.chars().skip(1).any(char::is_uppercase);
    !is_tag && !words.contains('#') && !words.trim_end().ends_with(['.', '!', ',', ';', '؛', '،'])
}

/// Whether a line that begins with a star has no other.
fn lacks_end(run: &Run, line: &Range<usize>) -> bool {
    !(line.start + 1..line.end).any(|at| run.is(at, '*'))
}

/// `-No, I can't.`: in some languages a line of speech begins with a dash.
fn is_sign_of_speech(run: &Run, line: &Range<usize>) -> bool {
    (line.start + 1..line.end).any(|at| matches!(run.signs[at].sign, '?' | '¿' | '!' | '¡'))
}

/// Whether one line is the next item after another.
fn follows(lead: Lead, before: Lead, is_same_paragraph: bool) -> bool {
    match (lead, before) {
        (Lead::Bullet(sign, _), Lead::Bullet(before, _)) => {
            // A line of speech, the author of a saying and a note begin with these as well, each in a paragraph of its own.
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
