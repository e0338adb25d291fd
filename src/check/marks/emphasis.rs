//! Stars and other marks of emphasis that are left in the text: `** word **`, `**main hall **of`, `\*\*word\*\*`.
//!
//! A multiplication, a star after a word for a note, a name with `_` in it and a row of them as a line to write on are
//! fine.

use std::ops::Range;

use super::run::{GlyphRun, STAND_IN};
use super::{Scene, Search, mark};

/// Characters of emphasis in a row.
#[derive(Clone, Copy)]
struct MarkRow {
    start: usize,
    end: usize,
    sign: char,
    /// The characters before and after it.
    before: char,
    behind: char,
}

impl MarkRow {
    fn can_open(self) -> bool {
        !is_gap(self.behind) || is_gap(self.before) || is_opening(self.before)
    }

    /// Whether it touches only the word after it, as where emphasis begins.
    fn leans_right(self) -> bool {
        let is_word_behind = self.behind.is_alphanumeric() || is_opening(self.behind);
        (is_gap(self.before) || is_opening(self.before)) && is_word_behind
    }

    /// Whether it touches only the word before it, as where emphasis ends, and as the mark of a note does.
    fn leans_left(self) -> bool {
        !is_gap(self.before) && !is_opening(self.before) && !self.behind.is_alphanumeric()
    }
}

fn is_gap(sign: char) -> bool {
    sign.is_whitespace() || sign == '\u{200b}'
}

fn is_opening(sign: char) -> bool {
    matches!(sign, '(' | '[' | '{' | '"' | '“' | '„' | '«' | '‘' | '¿' | '¡' | '/' | STAND_IN)
}

impl Search<'_> {
    /// Failed emphasis.
    pub(super) fn emphasis(&mut self, run: &GlyphRun, scene: Scene) {
        let rows = rows(run);
        for (sign, length) in [('*', 2), ('_', 2), ('*', 3), ('~', 2), ('=', 2)] {
            let of_kind: Vec<MarkRow> =
                rows.iter().copied().filter(|row| row.sign == sign && row.end - row.start == length).collect();
            self.of_kind(run, &of_kind, scene);
        }
        for sign in ['*', '_'] {
            let alone: Vec<MarkRow> =
                rows.iter().copied().filter(|row| row.sign == sign && row.end - row.start == 1).collect();
            self.single(run, &alone, scene);
        }
        self.escaped(run, scene);
    }

    /// Rows of one kind: the pairs that belong together, and those that are left.
    fn of_kind(&mut self, run: &GlyphRun, rows: &[MarkRow], scene: Scene) {
        let mut at = 0;
        while at < rows.len() {
            let first = rows[at];
            let second = rows.get(at + 1).copied().filter(|second| belong_together(run, first, *second));
            let Some(second) = second else {
                self.left_alone(run, first, scene);
                at += 1;
                continue;
            };
            self.pair(run, (first, second), scene);
            at += 2;
        }
    }

    /// `** word **` and `**main hall **of`
    fn pair(&mut self, run: &GlyphRun, (first, second): (MarkRow, MarkRow), scene: Scene) {
        let range = first.start..second.end;
        let span = run.span(&range);
        let signs: String = run.words(first.start..first.end);
        let inside = &self.source()[run.signs[first.end - 1].span.end..run.signs[second.start].span.start];
        let words = inside.trim_matches(is_gap);
        let (message, help) = match first.sign {
            '~' => (
                "these marks strike nothing out here, and readers would see them".to_owned(),
                "take the words out, or only the marks".to_owned(),
            ),
            '=' => (
                format!("`{signs}` marks nothing here, and readers would see it"),
                "write two stars around what matters most: **words**".to_owned(),
            ),
            _ => (
                format!("`{signs}` was meant as emphasis here, but readers would see it"),
                format!("put `{signs}` right before and after the words, and the spaces outside: {signs}words{signs}"),
            ),
        };
        let mut with = format!("{signs}{words}{signs}");
        if first.before.is_alphanumeric() && inside.starts_with(is_gap) {
            with.insert(0, ' ');
        }
        let lacks_space = !inside.ends_with(is_gap) && second.before.is_ascii_punctuation();
        if second.behind.is_alphanumeric() && (inside.ends_with(is_gap) || lacks_space) {
            with.push(' ');
        }
        // Punctuation may keep emphasis from beginning or ending next to a letter.
        let is_plain = words.starts_with(char::is_alphanumeric) || is_gap(first.before) || is_opening(first.before);
        let is_right = is_plain && is_certain(run, first, second) && with != self.source()[span.clone()];
        let mut told = mark(span.clone(), message, help).grave_if(scene.is_grave());
        told.is_pair_of_stars = first.sign == '*';
        self.of_run.push(told.fix(is_right.then(|| self.edit(span, &with))));
    }

    /// `**not closed`
    fn left_alone(&mut self, run: &GlyphRun, row: MarkRow, scene: Scene) {
        if !matches!(row.sign, '*' | '_') || row.end - row.start != 2 {
            return;
        }
        if row.sign == '*' && (row.leans_left() || row.before == '\n' || is_lone(row)) {
            // `5 mg**`, and the note that belongs to it.
            self.has_double_stars = true;
        }
        if row.leans_left() {
            self.has_note_marks |= row.sign == '*';
            return;
        }
        if !row.leans_right() {
            return;
        }
        let signs = run.words(row.start..row.end);
        let mut told = mark(
            run.span(&(row.start..row.end)),
            format!("`{signs}` begins something that never ends, and readers would see it"),
            format!("write `{signs}` after the last word as well, without a space before it, or take it out here"),
        );
        told.may_be_note = row.before == '\n' && row.sign == '*' && scene.kind != super::MarkKind::Heading;
        self.of_run.push(told.grave_if(scene.is_grave()));
    }

    /// `Take *one tablet`
    fn single(&mut self, run: &GlyphRun, rows: &[MarkRow], scene: Scene) {
        if rows.iter().any(|row| row.sign == '*' && row.leans_left()) {
            self.has_note_marks = true;
        }
        // A single `_` may be part of a name.
        let least = if rows.first().is_some_and(|row| row.sign == '_') { 2 } else { 1 };
        if rows.len() < least || rows.len() > 2 {
            return;
        }
        let Some(first) = rows.iter().find(|row| row.leans_right() && row.before != '\n' && row.behind.is_alphabetic())
        else {
            return;
        };
        let mut told = mark(
            run.span(&(first.start..first.end)),
            format!("a `{}` is left here, and readers would see it", first.sign),
            format!(
                "write one after the last word as well, without a space before it, or take this one out; to show it, write `\\{}`",
                first.sign
            ),
        );
        told.may_be_note = first.sign == '*';
        self.of_run.push(told.grave_if(scene.is_grave()));
    }

    /// `\*\*word\*\*`, as some programs write if somebody types stars. Others mean it, so there is no fix.
    fn escaped(&mut self, run: &GlyphRun, scene: Scene) {
        let mut open: Option<(usize, char)> = None;
        let mut at = 0;
        while at < run.len() {
            let Some(sign) = ['*', '_'].into_iter().find(|sign| is_escaped_pair(run, at, *sign)) else {
                at += 1;
                continue;
            };
            let row = row_of(run, at, at + 2, sign);
            match open.filter(|(_, opening)| *opening == sign) {
                Some((start, _)) if !is_gap(row.before) => {
                    let range = start..at + 2;
                    let span = run.span_with_escape(&range);
                    let told = mark(
                        span,
                        "the backslashes keep these words from being bold, and readers would see the stars",
                        "take the backslashes out: **words**",
                    );
                    self.of_run.push(told.grave_if(scene.is_grave()));
                    open = None;
                }
                _ => open = row.leans_right().then_some((at, sign)),
            }
            at += 2;
        }
    }
}

/// Whether there are just two of a character, each after a backslash.
fn is_escaped_pair(run: &GlyphRun, at: usize, sign: char) -> bool {
    is_escaped(run, at, sign) && is_escaped(run, at + 1, sign) && !is_escaped(run, at + 2, sign)
}

fn is_escaped(run: &GlyphRun, at: usize, sign: char) -> bool {
    run.signs.get(at).is_some_and(|found| found.is_escaped && found.sign == sign)
}

/// Rows of characters of emphasis that are not escaped.
fn rows(run: &GlyphRun) -> Vec<MarkRow> {
    let mut rows = Vec::new();
    let mut at = 0;
    while at < run.len() {
        let sign = run.signs[at].sign;
        if !matches!(sign, '*' | '_' | '~' | '=') || !run.is(at, sign) {
            at += 1;
            continue;
        }
        let end = (at..run.len()).find(|index| !run.is(*index, sign)).unwrap_or(run.len());
        rows.push(row_of(run, at, end, sign));
        at = end;
    }
    rows
}

fn row_of(run: &GlyphRun, start: usize, end: usize, sign: char) -> MarkRow {
    MarkRow { start, end, sign, before: run.before(start), behind: run.or_end(end) }
}

/// Whether a row is between two spaces, by itself.
fn is_lone(row: MarkRow) -> bool {
    is_gap(row.before) && is_gap(row.behind)
}

/// Characters of a formula.
const FORMULA: [char; 10] = ['=', '^', '×', '÷', '·', '±', '≈', '≤', '≥', '→'];

/// Whether two rows can only be meant as one emphasis: they are the only ones of their run, on one line, around words, with
/// neither a figure nor a formula near them. `2 ** 3 ** 4` is 2 to the power of 81.
fn is_certain(run: &GlyphRun, first: MarkRow, second: MarkRow) -> bool {
    // From the nearest on, so that each of many pairs takes only a short look.
    let mut others = (0..first.start).rev().chain(second.end..run.len()).map(|at| run.signs[at].sign);
    let is_alone = others.all(|other| other != first.sign && !FORMULA.contains(&other));
    let is_of_words = first.sign == '*' || (first.sign == '_' && first.leans_right());
    if !is_alone || !is_of_words || first.end - first.start != 2 || run.has_emphasis {
        return false;
    }
    let inside = run.words(first.end..second.start);
    let has_words = inside.split(|sign: char| !sign.is_alphabetic()).any(|word| word.chars().nth(1).is_some());
    let is_plain = !inside.contains([first.sign, '\n']) && !inside.contains(FORMULA);
    let line = run.line_around(first.start..second.end);
    let (before, behind) = (run.words(line.start..first.start), run.words(second.end..line.end));
    // `** See below` begins a note, unless the marks are around the whole line.
    let may_be_note = first.before == '\n' && is_gap(first.behind) && behind.contains(char::is_alphanumeric);
    let mut near = before.split_whitespace().rev().take(2).chain(behind.split_whitespace().take(2));
    let near_figure = near.any(|word| word.contains(char::is_numeric));
    // A single letter may belong to a formula as well: `x ** y and a ** b`.
    let neighbours = [before.split_whitespace().next_back(), behind.split_whitespace().next()];
    let near_letter = neighbours.into_iter().flatten().any(is_one_letter);
    has_words && is_plain && !near_figure && !near_letter && !may_be_note
}

fn is_one_letter(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphanumeric()).count() == 1
}

/// Whether two rows were meant as the beginning and the end of one emphasis.
fn belong_together(run: &GlyphRun, first: MarkRow, second: MarkRow) -> bool {
    let words = run.words(first.end..second.start);
    let words = words.trim();
    let is_first = first.can_open() && (first.sign != '=' || first.leans_right());
    let is_second = second.sign != '=' || !is_gap(second.before);
    // One that touches the word before it marks a note.
    let is_note = first.leans_left() && !is_gap(first.before);
    is_first
        && is_second
        && !is_note
        && words.contains(char::is_alphanumeric)
        && second.start - first.end < 400
        && !ends_sentence(run, first.end..second.start)
}

/// Whether a sentence ends within a range and another one begins there.
fn ends_sentence(run: &GlyphRun, range: Range<usize>) -> bool {
    let words = run.words(range);
    let words = words.trim();
    let ends = words.match_indices(['.', '!', '?', '؟']);
    ends.into_iter().any(|(at, end)| {
        let rest = &words[at + end.len()..];
        rest.starts_with(char::is_whitespace)
            && rest.trim_start().starts_with(|c: char| c.is_uppercase() || !c.is_lowercase())
    })
}
