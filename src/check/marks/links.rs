//! Failed links: `[words] (address)`, `(words)[address]`, `[[page]]`.
//!
//! What is written as a link should be, `[words](address)`, and still isn't one, is reported by `broken-link`.

use std::ops::Range;

use super::run::{GlyphRun, STAND_IN, is_space};
use super::{Scene, Search, mark};
use crate::content::document::{Inline, Target};

/// Most white space between two parts that are still taken for one link.
const WIDEST_GAP: usize = 3;

/// What is in the place of an address.
struct WrittenAddress {
    text: String,
    /// Whether it names a number or a term of the site: a reader who can't follow it may come to harm.
    is_grave: bool,
    target: Target,
}

impl Search<'_> {
    /// A number to call, or in a card any link or marker, between backticks.
    pub(super) fn code_of_run(&mut self, content: &[Inline<'_>], scene: Scene) {
        for inline in content {
            match inline {
                Inline::Emphasis(content) | Inline::Strong(content) => self.code_of_run(content, scene),
                Inline::Link(link) => self.code_of_run(&link.content, scene),
                Inline::Code(text, span) => {
                    let is_number = text.contains("](tel:");
                    let is_bare = scene.is_in_card && text.trim_start().starts_with("tel:");
                    let is_marker = scene.is_first_in_quote && text.trim_start().starts_with("[!");
                    if is_number || is_bare || is_marker || (scene.is_in_card && text.contains("](")) {
                        let what = if is_marker { "marker makes no card" } else { "link can't be tapped" };
                        let message = format!("between backticks, this is shown as it is: the {what}");
                        let told = mark(span.clone(), message, "take the backticks (`) around it out");
                        self.found.push(told.grave_if(true));
                    }
                }
                _ => {}
            }
        }
    }

    /// Failed links.
    pub(super) fn links(&mut self, run: &GlyphRun, scene: Scene) {
        // Open brackets of either kind: each is looked for once, however many there are.
        let (mut square, mut round) = (Vec::new(), Vec::new());
        let mut at = 0;
        while at < run.len() {
            let next = match run.signs[at].sign {
                '[' if run.at(at + 1) == Some('[') => self.wiki_link(run, at, scene),
                '[' => {
                    square.push(at);
                    self.half_link(run, at, scene)
                }
                '(' => {
                    round.push(at);
                    None
                }
                ']' => self.behind_words(run, square.pop(), at, scene),
                ')' => self.turned_link(run, round.pop(), at, scene),
                't' | 'c' => self.bare_name(run, at),
                _ => None,
            };
            at = next.unwrap_or(at + 1).max(at + 1);
        }
    }

    /// An address that can only be meant for a link.
    fn address(words: &str) -> Option<WrittenAddress> {
        let text: String = words.chars().filter(|sign| *sign != STAND_IN).collect();
        let text = text.trim().trim_matches(['<', '>']).trim().to_owned();
        if text.is_empty() || text.chars().any(char::is_whitespace) {
            return None;
        }
        let target = Target::parse(&text);
        let is_grave = matches!(target, Target::Phone(_) | Target::Claim(_) | Target::Term(_));
        let is_address = match &target {
            Target::Claim(name) | Target::Term(name) | Target::Phone(name) => !name.is_empty(),
            Target::Anchor(name) => name.starts_with(char::is_alphabetic),
            Target::File { path, .. } => {
                let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension).to_lowercase();
                path.starts_with("www.")
                    || ["md", "html", "htm", "pdf", "png", "jpg", "jpeg", "svg", "webp"].contains(&extension.as_str())
            }
            Target::External(_) => true,
            Target::Unsafe(_) => false,
        };
        is_address.then_some(WrittenAddress { text, is_grave, target })
    }

    /// Whether an address is on this site, and so can only be meant for a link. A website may be mentioned in brackets after
    /// other words in brackets: `[sic] (https://…)`.
    fn leads_on(&self, address: &WrittenAddress) -> bool {
        !matches!(address.target, Target::External(_)) && self.site.resolve(self.article, &address.target).is_ok()
    }

    /// `[words] (address)`, `[words]{address}`, `[words](address` and `\[words\](address)`.
    fn behind_words(&mut self, run: &GlyphRun, open: Option<usize>, close: usize, scene: Scene) -> Option<usize> {
        let far = run.len().min(close + 2 + WIDEST_GAP);
        let bracket = (close + 1..far).find(|index| !is_gap(run.signs[*index].sign))?;
        let closing = match run.signs[bracket].sign {
            '(' => ')',
            '（' => '）',
            '{' => '}',
            '<' => '>',
            _ => return None,
        };
        let is_well_formed = bracket == close + 1 && run.is(close, ']') && run.is(bracket, '(');
        let words = LinkBrackets { open, close };
        match run.find(bracket + 1, closing) {
            Some(_) if is_well_formed && !words.are_escaped(run) => None,
            Some(end) => self.near_link(run, &words, bracket..end, scene),
            None if is_well_formed => self.open_link(run, &words, bracket, scene),
            None => None,
        }
    }

    /// `[words] (address)`, `[words]{address}` and `\[words\](address)`. `brackets` are those of the address.
    fn near_link(
        &mut self,
        run: &GlyphRun,
        words: &LinkBrackets,
        brackets: Range<usize>,
        scene: Scene,
    ) -> Option<usize> {
        let address = Self::address(&run.words(brackets.start + 1..brackets.end))?;
        let span = run.span_with_escape(&(words.start()..brackets.end + 1));
        let is_near = (words.close + 1..brackets.start).all(|at| is_space(run.signs[at].sign));
        let is_certain = is_near
            && run.is(words.close, ']')
            && !words.are_escaped(run)
            && !words.are_tick_box(run)
            && self.leads_on(&address);
        let fix = words.open.filter(|_| is_certain).map(|open| {
            let inside = run.signs[open].span.end..run.signs[words.close].span.start;
            let with = format!("[{}]({})", &self.source()[inside], address.text);
            self.edit(span.clone(), &with)
        });
        let help = format!(
            "write {} in square brackets and the address in round ones, with nothing between them: [words]({})",
            if words.open.is_some() { "the words" } else { "words" },
            address.text
        );
        let found = mark(span, "this was meant as a link, but isn't one", help);
        self.of_run.push(found.grave_if(address.is_grave || scene.is_grave()).fix(fix));
        Some(brackets.end + 1)
    }

    /// `[words](address`
    fn open_link(&mut self, run: &GlyphRun, words: &LinkBrackets, bracket: usize, scene: Scene) -> Option<usize> {
        // A square bracket ends the address: without that, brackets in a row would each be read to the end of the text.
        let end = run.skip(bracket + 1..run.len(), |c| !c.is_whitespace() && !matches!(c, '[' | ']'));
        // If a square bracket follows, nobody can tell where the address was to end.
        let is_certain = !matches!(run.at(end), Some('[' | ']')) && words.open.is_some_and(|open| run.is(open, '['));
        let written = run.words(bracket + 1..end);
        let trimmed = written.trim_end_matches(['.', ',', ';', ':', '!', '?']);
        let address = Self::address(trimmed)?;
        // A website's address may go on after a space that was typed by mistake.
        let ends = trimmed != written || run.or_end(run.skip_spaces(end)) == '\n' || self.leads_on(&address);
        let last = bracket + 1 + run.signs[bracket + 1..end].len() - (written.len() - trimmed.len());
        let span = run.span(&(words.start()..last));
        let place = run.signs[last - 1].span.end;
        let fix = (is_certain && ends).then(|| self.edit(place..place, ")"));
        let help = format!("write `)` after the address: [words]({})", address.text);
        let found = mark(span, "this was meant as a link, but its last bracket is missing", help);
        self.of_run.push(found.grave_if(address.is_grave || scene.is_grave()).fix(fix));
        Some(end)
    }

    /// `(words)[address]`
    fn turned_link(&mut self, run: &GlyphRun, open: Option<usize>, close: usize, scene: Scene) -> Option<usize> {
        let bracket = run.skip_spaces(close + 1);
        if bracket > close + 2 || run.at(bracket) != Some('[') {
            return None;
        }
        let end = run.find(bracket + 1, ']')?;
        let address = Self::address(&run.words(bracket + 1..end))?;
        let from = open.unwrap_or(close);
        let span = run.span_with_escape(&(from..end + 1));
        let is_certain = bracket == close + 1 && run.is(close, ')') && run.is(bracket, '[') && self.leads_on(&address);
        let fix = open.filter(|open| is_certain && run.is(*open, '(') && is_apart(run, *open)).and_then(|open| {
            let words = &self.source()[run.signs[open].span.end..run.signs[close].span.start];
            let is_plain = !words.trim().is_empty() && !words.contains(['[', ']', '(', ')', '\\', '\n']);
            let with = format!("[{words}]({})", address.text);
            is_plain.then(|| self.edit(span.clone(), &with))
        });
        let help = format!(
            "square brackets go around the words, and round ones around the address: [words]({})",
            address.text
        );
        let found = mark(span, "this was meant as a link, but isn't one", help);
        self.of_run.push(found.grave_if(address.is_grave || scene.is_grave()).fix(fix));
        Some(end + 1)
    }

    /// `[https://…)`
    fn half_link(&mut self, run: &GlyphRun, open: usize, scene: Scene) -> Option<usize> {
        let begins = ["http", "tel:", "claim:", "term:", "mailto:"];
        let address = (open + 1..run.len()).find(|index| run.signs[*index].sign != STAND_IN)?;
        if !begins.iter().any(|text| run.starts_with(address, text)) {
            return None;
        }
        let end = (address..run.len())
            .take(300)
            .find(|index| matches!(run.signs[*index].sign, ')' | ']') || run.signs[*index].sign.is_whitespace())?;
        let found = Self::address(&run.words(address..end)).filter(|_| run.at(end) == Some(')'))?;
        let help =
            format!("write the words in square brackets, and the address in round ones: [words]({})", found.text);
        let told = mark(run.span(&(open..end + 1)), "this was meant as a link, but isn't one", help);
        self.of_run.push(told.grave_if(found.is_grave || scene.is_grave()));
        Some(end + 1)
    }

    /// `[[page]]`
    fn wiki_link(&mut self, run: &GlyphRun, open: usize, scene: Scene) -> Option<usize> {
        let end = run.find(open + 2, ']').filter(|end| run.at(end + 1) == Some(']'))?;
        let inside = run.words(open + 2..end);
        let name = inside.trim_matches(['_', ' ']);
        // `[[3]]` refers to a source.
        if name.is_empty() || name.starts_with(|first: char| first.is_ascii_digit()) {
            return Some(end + 2);
        }
        if name.eq_ignore_ascii_case("toc") {
            self.contents_list(run, open..end + 2, scene);
            return Some(end + 2);
        }
        let (page, words) = name.split_once('|').unwrap_or((name, "words"));
        let page = page.trim().trim_end_matches(".md");
        let help = format!("write the words that readers see and the path of the file: [{}]({page}.md)", words.trim());
        let told = mark(run.span(&(open..end + 2)), format!("`[[{inside}]]` makes no link here"), help);
        self.of_run.push(told.grave_if(scene.is_grave()));
        Some(end + 2)
    }

    /// `tel:clinic` in the middle of a sentence.
    fn bare_name(&mut self, run: &GlyphRun, at: usize) -> Option<usize> {
        let scheme = ["tel:", "claim:", "term:"].into_iter().find(|scheme| {
            // `Tel:` begins a line with a number.
            run.starts_with(at, scheme) && run.words(at..at + scheme.len()) == **scheme
        })?;
        let is_in_link = run.before(at) == '(' && at >= 2 && run.at(at - 2) == Some(']');
        let end = run.skip(at + scheme.len()..run.len(), is_in_name);
        let name = run.words(at + scheme.len()..end);
        if is_in_name(run.before(at)) || is_in_link || !name.starts_with(char::is_alphabetic) {
            return None;
        }
        let help = match scheme {
            "tel:" => format!("write [words](tel:{name}), or [](tel:{name}) to show the number"),
            _ => format!("write [words]({scheme}{name}), or [](…) around it to have the words filled in"),
        };
        let help = help.replace("[](…) around it", &format!("[]({scheme}{name})"));
        let told = mark(run.span(&(at..end)), format!("`{scheme}{name}` is shown as it is, and is not a link"), help);
        self.of_run.push(told.grave_if(true));
        Some(end)
    }
}

/// The square brackets around the words of what was meant as a link. The first one may be missing.
struct LinkBrackets {
    open: Option<usize>,
    close: usize,
}

impl LinkBrackets {
    fn start(&self) -> usize {
        self.open.unwrap_or(self.close)
    }

    fn are_escaped(&self, run: &GlyphRun) -> bool {
        self.open.is_some_and(|open| run.signs[open].is_escaped)
    }

    /// Whether this is a box to tick: `[ ]`.
    fn are_tick_box(&self, run: &GlyphRun) -> bool {
        self.open.is_some_and(|open| self.close > open + 1 && run.words(open + 1..self.close).trim().is_empty())
    }
}

/// What may be between the two parts of a link by mistake.
fn is_gap(c: char) -> bool {
    is_space(c) || matches!(c, '\n' | ':' | '-')
}

/// Whether there is a space or nothing before a bracket, on its line.
fn is_apart(run: &GlyphRun, bracket: usize) -> bool {
    bracket == 0 || is_space(run.before(bracket)) || run.before(bracket) == '\n'
}

fn is_in_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_')
}
