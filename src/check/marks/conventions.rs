//! Conventions of the house that a heading misses by a hair: `### Don't`, `## MYTH - …`, a question without its mark; and
//! lists that fall out of the do-list or do-not list they were meant for.

use super::{Search, mark};
use crate::base::address::anchor;
use crate::content::article::Kind;
use crate::content::document::{Block, BlockKind, Heading, Inline, Span, plain_text};

impl Search<'_> {
    /// A list below words that were meant as the heading of a do-list or do-not list.
    pub(super) fn conventions(&mut self, before: &[Block<'_>], block: &Block<'_>) {
        let (BlockKind::List(list), Some(above)) = (&block.kind, before.last()) else { return };
        let (words, place, is_heading, is_bold) = match &above.kind {
            BlockKind::Heading(heading) => (plain_text(&heading.content), words_of(heading), true, false),
            BlockKind::Paragraph(content) => match &content[..] {
                [Inline::Strong(strong)] => (plain_text(strong), Some(above.span.clone()), false, true),
                [Inline::Strong(_), Inline::Text(sign, _)] if matches!(sign.trim(), ":" | "!") => {
                    (plain_text(content), Some(above.span.clone()), false, true)
                }
                [Inline::Text(words, span)] => (words.to_string(), Some(span.clone()), false, false),
                _ => return,
            },
            _ => return,
        };
        // Nothing longer is among them.
        if words.len() > 80 {
            return;
        }
        let plain = words.replace(['’', '‘', '´', '`'], "'").to_lowercase();
        // A list below the house's own heading, in a place where it makes none: see `do_lists`.
        if is_heading && self.house_heading(&words).is_some() {
            return;
        }
        // A sign for decoration before or behind the words: `### ❌ Do not`.
        let plain = plain.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'');
        let house = self.site.words_of(self.article);
        let (yes, no) = (&house.do_heading, &house.do_not_heading);
        let Some(place) = place else { return };
        let squeezed = |words: &str| words.split_whitespace().collect::<String>();
        // A list below the house's own heading is none of these any more: this one has a sign or a space too many.
        let is_house = |heading: &str| squeezed(plain) == squeezed(&heading.to_lowercase());
        let near = &self.lists.near;
        let meant = if near.do_not_headings.contains(plain) || is_house(no) {
            no
        } else if near.do_headings.contains(plain) || is_house(yes) {
            yes
        } else {
            if near.loose_headings.contains(plain) {
                let message = format!("\"{}\" makes no list of what not to do", words.trim());
                let help = format!("write `### {no}`, and begin each item with \"{}\"", house.do_not_start);
                self.found.push(mark(place, message, help));
                return;
            }
            if near.both_headings.contains(plain) {
                let help = format!("make two lists, each below a heading of its own: `### {yes}` and `### {no}`");
                self.found.push(mark(place, "one heading for what to do and what not to do", help).grave_if(true));
            } else if (is_heading || is_bold) && self.denies_a_list(plain, list) {
                let message = format!("the items below \"{}\" read like advice", words.trim());
                let help = format!("write `### {no}`, and begin each item with \"{}\"", house.do_not_start);
                self.found.push(mark(place, message, help));
            }
            return;
        };
        let message = format!("\"{}\" makes no list of what to do or not to do", words.trim());
        let is_grave = is_heading || is_bold;
        // "Do:" alone above a list says what it should without a frame; "Do not:" leaves the items to be read as advice.
        if !is_grave && meant == yes {
            return;
        }
        let told = mark(place.clone(), message, format!("write `### {meant}`")).grave_if(is_grave);
        // A link may lead to another heading with these words, whose anchor would be this one's.
        let moves_others = self.own_link.is_some() && self.site.body_of(self.article).anchors.has(&anchor(meant));
        let fix = (is_heading && !moves_others).then(|| self.edit(place, meant));
        self.found.push(told.fix(fix));
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

/// Where the words of a heading stand that is plain text.
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
