//! Conventions of the house that a heading misses by a hair: `### Don't`, `## MYTH - …`, a question without its mark; and
//! lists that fall out of the do-list or do-not list they were meant for.

use super::{Mark, Search, mark};
use crate::base::address::anchor;
use crate::content::article::Kind;
use crate::content::document::{Block, BlockKind, Heading, Inline, List, Span, plain_text};

/// Words above a list, which may be meant as the heading of a do-list or a do-not list.
struct Above {
    words: String,
    place: Span,
    is_heading: bool,
    is_bold: bool,
}

impl Above {
    fn of(block: &Block<'_>) -> Option<Self> {
        let (words, place, is_heading, is_bold) = match &block.kind {
            BlockKind::Heading(heading) => (plain_text(&heading.content), words_of(heading)?, true, false),
            BlockKind::Paragraph(content) => match &content[..] {
                [Inline::Strong(strong)] => (plain_text(strong), block.span.clone(), false, true),
                [Inline::Strong(_), Inline::Text(end, _)] if matches!(end.trim(), ":" | "!") => {
                    (plain_text(content), block.span.clone(), false, true)
                }
                [Inline::Text(words, span)] => (words.to_string(), span.clone(), false, false),
                _ => return None,
            },
            _ => return None,
        };
        // No longer words are among those that are meant.
        (words.len() <= 80).then_some(Self { words, place, is_heading, is_bold })
    }

    /// The words in lower case, with straight apostrophes, and without decoration before or behind them: `### ❌ Do not`.
    fn plain(&self) -> String {
        let plain = self.words.replace(['’', '‘', '´', '`'], "'").to_lowercase();
        plain.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'').to_owned()
    }

    /// Whether they are set off from the text, as a heading is.
    fn is_set_off(&self) -> bool {
        self.is_heading || self.is_bold
    }
}

impl<'s> Search<'s> {
    /// A list below words that were meant as the heading of a do-list or do-not list.
    pub(super) fn conventions(&mut self, before: &[Block<'_>], block: &Block<'_>) {
        let (BlockKind::List(list), Some(above)) = (&block.kind, before.last()) else { return };
        let Some(above) = Above::of(above) else { return };
        // A list below the house's own heading, in a place where it makes none: see `do_lists`.
        if above.is_heading && self.house_heading(&above.words).is_some() {
            return;
        }
        let plain = above.plain();
        let found = match self.meant_heading(&plain) {
            Some(meant) => self.meant_as(&above, meant),
            None => self.denied_otherwise(&above, &plain, list),
        };
        self.found.extend(found);
    }

    /// The house's heading that words are a form of, with a character or a space too many, or in other words.
    fn meant_heading(&self, plain: &str) -> Option<&'s str> {
        let house = self.site.words_of(self.article);
        let near = &self.lists.near;
        if near.do_not_headings.contains(plain) || is_but_for_spaces(plain, &house.do_not_heading) {
            Some(&house.do_not_heading)
        } else if near.do_headings.contains(plain) || is_but_for_spaces(plain, &house.do_heading) {
            Some(&house.do_heading)
        } else {
            None
        }
    }

    /// What is said of words that were meant as a heading of the house.
    fn meant_as(&self, above: &Above, meant: &str) -> Option<Mark> {
        // "Do:" alone above a list says what it should without a frame; "Do not:" leaves the items to be read as advice.
        if !above.is_set_off() && meant == self.site.words_of(self.article).do_heading {
            return None;
        }
        let message = format!("\"{}\" makes no list of what to do or not to do", above.words.trim());
        let told = mark(above.place.clone(), message, format!("write `### {meant}`")).grave_if(above.is_set_off());
        // A link may lead to another heading with these words, whose anchor would be this one's.
        let moves_others = self.own_link.is_some() && self.site.body_of(self.article).anchors.has(&anchor(meant));
        let fix = (above.is_heading && !moves_others).then(|| self.edit(above.place.clone(), meant));
        Some(told.fix(fix))
    }

    /// What is said of words that say what not to do, and are no form of the house's heading.
    fn denied_otherwise(&self, above: &Above, plain: &str, list: &List<'_>) -> Option<Mark> {
        let near = &self.lists.near;
        let house = self.site.words_of(self.article);
        let (yes, no) = (&house.do_heading, &house.do_not_heading);
        let place = above.place.clone();
        let help = format!("write `### {no}`, and begin each item with \"{}\"", house.do_not_start);
        if near.loose_headings.contains(plain) {
            let message = format!("\"{}\" makes no list of what not to do", above.words.trim());
            Some(mark(place, message, help))
        } else if near.both_headings.contains(plain) {
            let help = format!("make two lists, each below a heading of its own: `### {yes}` and `### {no}`");
            Some(mark(place, "one heading for what to do and what not to do", help).grave_if(true))
        } else if above.is_set_off() && self.denies_a_list(plain, list) {
            let message = format!("the items below \"{}\" read like advice", above.words.trim());
            Some(mark(place, message, help))
        } else {
            None
        }
    }

    /// A heading of a page of myths or questions that is neither.
    pub(super) fn heading_of_kind(&mut self, heading: &Heading<'_>) {
        if heading.level > 2 {
            return;
        }
        match self.article.front.kind {
            Kind::Myths => self.near_myth(heading),
            Kind::Faq => self.near_question(heading),
            _ => {}
        }
    }

    /// `## MYTH - …`
    fn near_myth(&mut self, heading: &Heading<'_>) {
        let words = plain_text(&heading.content);
        let house = &self.site.words_of(self.article).myth;
        let name = house.trim_end_matches(':').trim();
        let shown = words.trim_start();
        let begins = shown.get(..name.len()).is_some_and(|start| start.to_lowercase() == name.to_lowercase());
        let rest = if begins { &shown[name.len()..] } else { return };
        if rest.starts_with(char::is_alphabetic) {
            return;
        }
        let message = "this heading is not taken for a myth, and so no fact answers it";
        let help = format!("begin it with `## {house} `");
        let told = mark(heading.span.clone(), message, help).grave_if(true);
        let signs = rest.len() - rest.trim_start_matches([' ', '\u{a0}', '-', '–', '—', ':', '.']).len();
        let is_plain = signs > 0 && !rest[signs..].starts_with(|first: char| first.is_ascii_digit() || first == '#');
        let fix = words_of(heading)
            .filter(|place| is_plain && self.source()[place.clone()].starts_with(shown))
            .map(|place| self.edit(place.start..place.start + name.len() + signs, &format!("{house} ")));
        self.found.push(told.fix(fix));
    }

    /// `## When can I drive`
    fn near_question(&mut self, heading: &Heading<'_>) {
        let words = plain_text(&heading.content);
        let lower = words.trim().to_lowercase();
        let lower = lower.trim_start_matches('¿');
        let ends = lower.match_indices(' ').map(|(at, _)| &lower[..at]).take(3);
        let mut beginnings = ends.chain(std::iter::once(lower));
        let is_question = words.trim_start().starts_with('¿')
            || words.contains(['?', '؟'])
            || beginnings.any(|beginning| self.lists.near.questions.contains(beginning));
        if !is_question {
            return;
        }
        let sign = if self.article.place.language.starts_with("ar") { '؟' } else { '?' };
        let told = mark(
            heading.span.clone(),
            "this heading does not end in a question mark, and so is not taken for a question",
            format!("end it in `{sign}`, or write a heading that asks nothing"),
        );
        let is_plain = words.trim_end().ends_with(char::is_alphanumeric) && !words.contains(['?', '؟']);
        let fix =
            words_of(heading).filter(|_| is_plain).map(|place| self.edit(place.end..place.end, &sign.to_string()));
        self.found.push(told.fix(fix));
    }
}

/// Whether words in lower case are those of a heading, but for spaces and capitals.
fn is_but_for_spaces(words: &str, heading: &str) -> bool {
    let heading = heading.to_lowercase();
    words.split_whitespace().flat_map(str::chars).eq(heading.split_whitespace().flat_map(str::chars))
}

/// Where the words of a heading are, if it is plain text.
fn words_of(heading: &Heading<'_>) -> Option<Span> {
    let mut spans = heading.content.iter().map(|inline| match inline {
        Inline::Text(_, span) => Some(span.clone()),
        _ => None,
    });
    let first = spans.next()??;
    let last = spans.next_back().unwrap_or(Some(first.clone()))?;
    let is_plain = spans.all(|span| span.is_some());
    is_plain.then_some(first.start..last.end)
}
