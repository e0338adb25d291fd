//! Links that were meant and did not come about: `[words] (address)`, `(words)[address]`, `[[page]]`.
//!
//! What is written as a link should be, `[words](address)`, and still is none, is a matter of `broken-link`.

use super::run::{Run, STAND_IN, is_space};
use super::{Scene, Search, mark};
use crate::content::document::{Inline, Target};

/// Most white space between the two parts of a link that belong together.
const WIDEST_GAP: usize = 3;

/// What stands where an address should.
struct Address {
    text: String,
    /// Whether it names a number or a word that the site keeps: a reader who can't follow it may come to harm.
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
                        let message = format!("between backticks, this is shown as it stands: the {what}");
                        let told = mark(span.clone(), message, "take the backticks (`) around it out");
                        self.found.push(told.grave_if(true));
                    }
                }
                _ => {}
            }
        }
    }

    /// Links that are none.
    pub(super) fn links(&mut self, run: &Run, scene: Scene) {
        // Brackets that are open, of either kind: each is looked for once, however many there are.
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

    /// An address that only a link can have meant.
    fn address(words: &str) -> Option<Address> {
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
        is_address.then_some(Address { text, is_grave, target })
    }

    /// Whether an address is one of this site, which means nothing but a link wherever it stands. Of a website one may
    /// speak in brackets behind other words in brackets: `[sic] (https://…)`.
    fn leads_on(&self, address: &Address) -> bool {
        !matches!(address.target, Target::External(_)) && self.site.resolve(self.article, &address.target).is_ok()
    }

    /// `[words] (address)`, `[words]{address}`, `[words](address` and `\[words\](address)`.
    fn behind_words(&mut self, run: &Run, open: Option<usize>, close: usize, scene: Scene) -> Option<usize> {
        let is_gap = |sign: char| is_space(sign) || matches!(sign, '\n' | ':' | '-');
        let far = run.len().min(close + 2 + WIDEST_GAP);
        let bracket = (close + 1..far).find(|index| !is_gap(run.signs[*index].sign))?;
        let closing = match run.signs[bracket].sign {
            '(' => ')',
            '（' => '）',
            '{' => '}',
            '<' => '>',
            _ => return None,
        };
        let is_as_it_should = bracket == close + 1 && run.is(close, ']') && run.is(bracket, '(');
        let words = || open.map_or("words", |_| "the words");
        if let Some(end) = run.find(bracket + 1, closing) {
            let is_escaped = open.is_some_and(|open| run.signs[open].is_escaped);
            if is_as_it_should && !is_escaped {
                return None;
            }
            let address = Self::address(&run.words(bracket + 1..end))?;
            let from = open.unwrap_or(close);
            let span = run.span_with_escape(&(from..end + 1));
            let is_near = (close + 1..bracket).all(|at| is_space(run.signs[at].sign));
            let is_certain = is_near && run.is(close, ']') && !is_escaped && self.leads_on(&address);
            // `[ ]` is a box to tick.
            let is_box = |open: usize| close > open + 1 && run.words(open + 1..close).trim().is_empty();
            let fix = open.filter(|open| is_certain && !is_box(*open)).map(|open| {
                let inside = run.signs[open].span.end..run.signs[close].span.start;
                let with = format!("[{}]({})", &self.source()[inside], address.text);
                self.edit(span.clone(), &with)
            });
            let help = format!(
                "write {} in square brackets and the address in round ones, with nothing between them: [words]({})",
                words(),
                address.text
            );
            let found = mark(span, "this was meant as a link, and is none", help);
            self.of_run.push(found.grave_if(address.is_grave || scene.is_grave()).fix(fix));
            return Some(end + 1);
        }
        // The bracket that closes the address is missing.
        if !is_as_it_should {
            return None;
        }
        // Brackets one after another would each be read to the end of the text if a square one did not end the address.
        let is_end = |sign: char| sign.is_whitespace() || matches!(sign, '[' | ']');
        let end = (bracket + 1..run.len()).find(|index| is_end(run.signs[*index].sign)).unwrap_or(run.len());
        // Where a square bracket follows, nobody can tell where the address was to end.
        let is_certain = !matches!(run.at(end), Some('[' | ']')) && open.is_some_and(|open| run.is(open, '['));
        let written = run.words(bracket + 1..end);
        let trimmed = written.trim_end_matches(['.', ',', ';', ':', '!', '?']);
        let address = Self::address(trimmed)?;
        // A website's address may go on behind a space that was typed by mistake.
        let ends = trimmed != written || run.or_end(run.skip_spaces(end)) == '\n' || self.leads_on(&address);
        let last = bracket + 1 + run.signs[bracket + 1..end].len() - (written.len() - trimmed.len());
        let span = run.span(&(open.unwrap_or(close)..last));
        let place = run.signs[last - 1].span.end;
        let fix = (is_certain && ends).then(|| self.edit(place..place, ")"));
        let help = format!("write `)` behind the address: [words]({})", address.text);
        let found = mark(span, "this was meant as a link, and is none: its last bracket is missing", help);
        self.of_run.push(found.grave_if(address.is_grave || scene.is_grave()).fix(fix));
        Some(end)
    }

    /// `(words)[address]`
    fn turned_link(&mut self, run: &Run, open: Option<usize>, close: usize, scene: Scene) -> Option<usize> {
        let bracket = run.skip_spaces(close + 1);
        if bracket > close + 2 || run.at(bracket) != Some('[') {
            return None;
        }
        let end = run.find(bracket + 1, ']')?;
        let address = Self::address(&run.words(bracket + 1..end))?;
        let from = open.unwrap_or(close);
        let span = run.span_with_escape(&(from..end + 1));
        let is_certain = bracket == close + 1 && run.is(close, ')') && run.is(bracket, '[') && self.leads_on(&address);
        let is_apart = |open: usize| open == 0 || is_space(run.before(open)) || run.before(open) == '\n';
        let fix = open.filter(|open| is_certain && run.is(*open, '(') && is_apart(*open)).and_then(|open| {
            let words = &self.source()[run.signs[open].span.end..run.signs[close].span.start];
            let is_plain = !words.trim().is_empty() && !words.contains(['[', ']', '(', ')', '\\', '\n']);
            let with = format!("[{words}]({})", address.text);
            is_plain.then(|| self.edit(span.clone(), &with))
        });
        let help = format!(
            "square brackets go around the words, and round ones around the address: [words]({})",
            address.text
        );
        let found = mark(span, "this was meant as a link, and is none", help);
        self.of_run.push(found.grave_if(address.is_grave || scene.is_grave()).fix(fix));
        Some(end + 1)
    }

    /// `[https://…)`
    fn half_link(&mut self, run: &Run, open: usize, scene: Scene) -> Option<usize> {
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
        let told = mark(run.span(&(open..end + 1)), "this was meant as a link, and is none", help);
        self.of_run.push(told.grave_if(found.is_grave || scene.is_grave()));
        Some(end + 1)
    }

    /// `[[page]]`
    fn wiki_link(&mut self, run: &Run, open: usize, scene: Scene) -> Option<usize> {
        let end = run.find(open + 2, ']').filter(|end| run.at(end + 1) == Some(']'))?;
        let inside = run.words(open + 2..end);
        let name = inside.trim_matches(['_', ' ']);
        // `[[3]]` is the mark of a source.
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
    fn bare_name(&mut self, run: &Run, at: usize) -> Option<usize> {
        let scheme = ["tel:", "claim:", "term:"].into_iter().find(|scheme| {
            // `Tel:` begins a line with a number.
            run.starts_with(at, scheme) && run.words(at..at + scheme.len()) == **scheme
        })?;
        let is_word = |sign: char| sign.is_alphanumeric() || matches!(sign, '-' | '_');
        let is_in_link = run.before(at) == '(' && at >= 2 && run.at(at - 2) == Some(']');
        let end = (at + scheme.len()..run.len()).find(|index| !is_word(run.signs[*index].sign)).unwrap_or(run.len());
        let name = run.words(at + scheme.len()..end);
        if is_word(run.before(at)) || is_in_link || !name.starts_with(char::is_alphabetic) {
            return None;
        }
        let help = match scheme {
            "tel:" => format!("write [words](tel:{name}), or [](tel:{name}) to show the number"),
            _ => format!("write [words]({scheme}{name}), or [](…) around it to have the words filled in"),
        };
        let help = help.replace("[](…) around it", &format!("[]({scheme}{name})"));
        let told = mark(run.span(&(at..end)), format!("`{scheme}{name}` stands here as it is, and is no link"), help);
        self.of_run.push(told.grave_if(true));
        Some(end)
    }
}
