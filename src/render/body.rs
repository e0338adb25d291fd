//! An article's tree → HTML. The only place that turns content into elements: what is not written here can't appear.

mod figure;
mod inline;
mod notes;
mod table;
mod text;
mod tiles;

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use pulldown_cmark_escape::{escape_href, escape_html_body_text};
use serde::Serialize;
use tera::{Context, Tera};

use crate::base::address::Address;
use crate::content::article::{Article, Kind};
use crate::content::document::{Block, BlockKind, Card, CardLevel, DoList, Heading, Item, List, Pair, plain_text};
use crate::content::fridge_card;
use crate::content::locale::Locale;
use crate::site::Site;

use text::text_of;
pub(super) use text::{Escaped, dialled};

/// A body as HTML, and what the rest of its page needs to know of it.
#[derive(Debug, Default)]
pub(super) struct PageBody {
    /// The article's HTML, without its title.
    pub(super) html: String,
    /// Anchors and plain words of the headings that a contents list shows.
    pub(super) contents: Vec<(String, String)>,
    /// Ids of the citations, in the order of their numbers.
    pub(super) citations: Vec<String>,
    /// Questions and answers as a reader sees them, without marks.
    pub(super) questions: Vec<(String, String)>,
    /// Whether a home page names its pages itself, as tiles.
    pub(super) has_tiles: bool,
    /// Whether a guide has a page for the door of the fridge.
    pub(super) has_fridge_card: bool,
    /// Whether a card that tells when to get help comes first: nothing may push it down.
    pub(super) begins_with_help: bool,
}

/// Writes the body of an article for the page at an address.
pub(super) fn write(site: &Site, article: &Article, page: &Address, tera: &Tera) -> Result<PageBody, tera::Error> {
    let document = article.document(site.words_of(article));
    let mut writer = Writer::new(site, article, page, tera);
    writer.body.has_fridge_card = article.front.kind == Kind::Guide && fridge_card::of(&document).is_some();
    writer.body.begins_with_help =
        matches!(document.blocks.first(), Some(Block { kind: BlockKind::Card(card), .. }) if card.level.seeks_help());
    writer.blocks(&document.blocks)?;
    writer.footnotes(&document)?;
    for id in &article.front.sources {
        writer.citation_number(id);
    }
    Ok(PageBody { html: writer.out, ..writer.body })
}

/// Writes the parts of a guide that go on its fridge card.
pub(super) fn write_fridge_card(
    site: &Site,
    guide: &Article,
    page: &Address,
    tera: &Tera,
) -> Result<PageBody, tera::Error> {
    let document = guide.document(site.words_of(guide));
    let mut writer = Writer::new(site, guide, page, tera);
    writer.on_sheet = true;
    if let Some(card) = fridge_card::of(&document) {
        // When to call comes first: who looks for it has no time for the rest.
        for blocks in [&card.cards, &card.lists] {
            writer.out.push_str("<div class=\"columns\">\n");
            blocks.iter().try_for_each(|block| writer.block(block))?;
            writer.out.push_str("</div>\n");
        }
    }
    // A sheet has no contents list.
    Ok(PageBody { html: writer.out, ..PageBody::default() })
}

/// What a card's button says and dials.
#[derive(Debug, Serialize)]
struct Call<'s> {
    before: &'s str,
    number: &'s str,
    behind: &'s str,
    dialled: String,
    /// When the number is answered, if it is the clinic's.
    hours: Option<&'s str>,
}

struct Writer<'s> {
    site: &'s Site,
    article: &'s Article,
    page: &'s Address,
    words: &'s Locale,
    tera: &'s Tera,
    out: String,
    body: PageBody,
    /// Numbers already shown in this paragraph or item: once is enough.
    cited_in_run: Vec<usize>,
    /// Phone numbers already shown in it.
    phones_in_run: Vec<String>,
    /// Phone numbers for which the card around has a button.
    phones_of_card: Vec<String>,
    /// Terms that were explained on this page.
    defined: HashSet<String>,
    /// Footnotes in the order of their first mark, with the number of marks so far.
    notes: Vec<(String, usize)>,
    /// Where each is among them.
    note_places: HashMap<String, usize>,
    /// Anchor of the heading above.
    section: String,
    in_heading: bool,
    /// Whether this is a sheet of its own: no sources, no footnotes, all headings just below the title.
    on_sheet: bool,
    in_link: bool,
    /// Notes whose marks wait for the end of the link around them.
    notes_of_link: Vec<String>,
}

impl<'s> Writer<'s> {
    fn new(site: &'s Site, article: &'s Article, page: &'s Address, tera: &'s Tera) -> Self {
        Self {
            site,
            article,
            page,
            words: site.words_of(article),
            tera,
            out: String::with_capacity(article.body_range.len() * 2),
            body: PageBody::default(),
            cited_in_run: Vec::new(),
            phones_in_run: Vec::new(),
            phones_of_card: Vec::new(),
            defined: HashSet::new(),
            notes: Vec::new(),
            note_places: HashMap::new(),
            section: String::new(),
            in_heading: false,
            on_sheet: false,
            in_link: false,
            notes_of_link: Vec::new(),
        }
    }

    fn blocks(&mut self, blocks: &[Block<'_>]) -> Result<(), tera::Error> {
        blocks.iter().try_for_each(|block| self.block(block))
    }

    fn block(&mut self, block: &Block<'_>) -> Result<(), tera::Error> {
        match &block.kind {
            BlockKind::Heading(heading) => {
                let (level, id) = (self.level_of(heading), &heading.id);
                let words = self.heading_words(heading);
                self.list_in_contents(heading, &words);
                let _ = writeln!(self.out, "<h{level} id=\"{id}\">{words}</h{level}>");
            }
            BlockKind::Paragraph(content) => {
                self.out.push_str("<p>");
                self.run(content);
                self.out.push_str("</p>\n");
            }
            BlockKind::Plain(content) => self.run(content),
            BlockKind::List(list) => self.list(list)?,
            BlockKind::Quote(blocks) => {
                self.out.push_str("<blockquote>\n");
                self.blocks(blocks)?;
                self.out.push_str("</blockquote>\n");
            }
            BlockKind::Card(card) => self.card(card)?,
            BlockKind::Table(table) => self.table(table),
            BlockKind::Code(code) => {
                self.out.push_str("<pre tabindex=\"0\"><code>");
                self.text(code);
                self.out.push_str("</code></pre>\n");
            }
            BlockKind::Rule => self.out.push_str("<hr>\n"),
            BlockKind::Definitions(terms) => {
                self.out.push_str("<dl>\n");
                for term in terms {
                    self.out.push_str("<dt>");
                    self.run(&term.term);
                    self.out.push_str("</dt>\n");
                    for definition in &term.definitions {
                        self.out.push_str("<dd>");
                        self.blocks(definition)?;
                        self.out.push_str("</dd>\n");
                    }
                }
                self.out.push_str("</dl>\n");
            }
            BlockKind::Figure(image) => self.figure(image),
            BlockKind::DoList(list) => self.do_list(list)?,
            BlockKind::Myth(pair) => self.myth(pair)?,
            BlockKind::Question(pair) => self.question(pair)?,
        }
        Ok(())
    }

    /// Level of a heading on the page: the title is the only one of level 1.
    fn level_of(&self, heading: &Heading<'_>) -> u8 {
        if self.on_sheet { 2 } else { heading.level.max(2) }
    }

    /// A heading's words as HTML. Written once for each heading: marks of notes in it are counted.
    fn heading_words(&mut self, heading: &Heading<'_>) -> String {
        self.section.clone_from(&heading.id);
        let before = std::mem::take(&mut self.out);
        self.in_heading = true;
        self.run(&heading.content);
        self.in_heading = false;
        std::mem::replace(&mut self.out, before)
    }

    fn list_in_contents(&mut self, heading: &Heading<'_>, words: &str) {
        if self.level_of(heading) == 2 {
            let words = Some(text_of(words)).filter(|words| !words.is_empty());
            // A heading that is a picture is listed by what the picture shows.
            let words = words.unwrap_or_else(|| plain_text(&heading.content));
            self.body.contents.push((heading.id.clone(), words));
        }
    }

    fn list(&mut self, list: &List<'_>) -> Result<(), tera::Error> {
        if self.tiles(list) {
            return Ok(());
        }
        match list.start {
            None => self.out.push_str("<ul>\n"),
            Some(1) => self.out.push_str("<ol>\n"),
            Some(start) => {
                let _ = writeln!(self.out, "<ol start=\"{start}\">");
            }
        }
        self.items(&list.items, "")?;
        self.out.push_str(if list.start.is_some() { "</ol>\n" } else { "</ul>\n" });
        Ok(())
    }

    fn items(&mut self, items: &[Item<'_>], mark: &str) -> Result<(), tera::Error> {
        for item in items {
            self.out.push_str(if item.task.is_some() { "<li class=\"task\">" } else { "<li>" });
            // A box says more than the mark of its list, and takes its place.
            match item.task {
                Some(is_ticked) => self.task_box(is_ticked),
                None => self.out.push_str(mark),
            }
            self.blocks(&item.blocks)?;
            self.out.push_str("</li>\n");
        }
        Ok(())
    }

    /// A box to tick on paper. A page runs no script, and could not keep what somebody ticks in it.
    fn task_box(&mut self, is_ticked: bool) {
        let (sign, words) = if is_ticked { ("☑", &self.words.ticked) } else { ("☐", &self.words.not_ticked) };
        let _ = write!(self.out, "<span class=\"box\" role=\"img\" aria-label=\"{}\">{sign}</span> ", Escaped(words));
    }

    fn card(&mut self, card: &Card<'_>) -> Result<(), tera::Error> {
        let label = self.words.card.of(card.level);
        let mut context = Context::new();
        context.insert("level", card.level.name());
        context.insert("label", label);
        let calls = self.calls_of(card);
        self.phones_of_card = calls.iter().map(|call| call.number.to_owned()).collect();
        if let Some(heading) = &card.heading {
            let html = self.heading_words(heading);
            context.insert("heading_level", &self.level_of(heading));
            context.insert("id", &heading.id);
            context.insert("heading", &html);
        }
        let body = self.captured(|writer| writer.blocks(&card.blocks))?;
        self.phones_of_card.clear();
        context.insert("calls", &calls);
        context.insert("opening_hours", &self.words.opening_hours);
        self.component("card", &context, &body)
    }

    /// The buttons of a card that tells when to get help: the numbers in its heading, or else the first two below. In an
    /// emergency, no other number than one for that.
    fn calls_of(&self, card: &Card<'_>) -> Vec<Call<'s>> {
        if !card.level.seeks_help() {
            return Vec::new();
        }
        let (config, language) = (&self.site.config, &self.article.place.language);
        let (before, behind) = self.words.card_call.split_once("{number}").unwrap_or((&self.words.card_call, ""));
        let hours = config.contact.get(language).and_then(|contact| contact.hours.as_deref());
        let clinic = config.phone(language, "clinic");
        let of_heading = card.phones_of_heading();
        let names = if of_heading.is_empty() { card.phones_below() } else { of_heading };
        let mut numbers: Vec<&str> = Vec::new();
        for number in names.into_iter().filter_map(|name| config.phone(language, name)) {
            let fits = card.level != CardLevel::Emergency || config.is_for_emergencies(language, number);
            if fits && !numbers.contains(&number) {
                numbers.push(number);
            }
        }
        numbers
            .into_iter()
            .take(2)
            .map(|number| Call {
                before,
                number: config.shown_phone(language, number),
                behind,
                dialled: dialled(number),
                hours: hours.filter(|_| clinic == Some(number)),
            })
            .collect()
    }

    fn do_list(&mut self, list: &DoList<'_>) -> Result<(), tera::Error> {
        let mut context = Context::new();
        let heading = self.heading_words(&list.heading);
        context.insert("negative", &list.negative);
        context.insert("heading_level", &self.level_of(&list.heading));
        context.insert("id", &list.heading.id);
        context.insert("heading", &heading);
        // The marks are decoration: each item of a do-not list says "do not" in its own words.
        let mark = if list.negative { "✗" } else { "✓" };
        let mark = format!("<span class=\"mark\" aria-hidden=\"true\">{mark}</span> ");
        let body = self.captured(|writer| writer.items(&list.items, &mark))?;
        self.component("do_list", &context, &body)
    }

    fn myth(&mut self, pair: &Pair<'_>) -> Result<(), tera::Error> {
        let (level, id) = (self.level_of(&pair.heading), &pair.heading.id);
        let heading = self.heading_words(&pair.heading);
        self.list_in_contents(&pair.heading, &heading);
        let prefix = &self.words.myth;
        let rest = heading.strip_prefix(prefix.as_str()).unwrap_or(&heading).trim_start();
        let _ = write!(
            self.out,
            "<section class=\"myth\" aria-labelledby=\"{id}\"><h{level} id=\"{id}\"><span class=\"label\">"
        );
        self.text(prefix);
        let _ = writeln!(self.out, " </span>{rest}</h{level}><div class=\"fact\">");
        self.blocks(&pair.answer)?;
        self.out.push_str("</div></section>\n");
        Ok(())
    }

    fn question(&mut self, pair: &Pair<'_>) -> Result<(), tera::Error> {
        let (level, id) = (self.level_of(&pair.heading), &pair.heading.id);
        let heading = self.heading_words(&pair.heading);
        self.list_in_contents(&pair.heading, &heading);
        let answer = self.captured(|writer| writer.blocks(&pair.answer))?;
        self.body.questions.push((text_of(&heading), text_of(&answer)));
        // The anchor is inside what is folded away: a browser opens it for a link that leads there.
        let _ = write!(
            self.out,
            "<details class=\"question\"><summary><h{level}>{heading}</h{level}></summary><div class=\"answer\" id=\"{id}\">\n{answer}</div></details>\n"
        );
        Ok(())
    }

    fn component(&mut self, name: &str, context: &Context, body: &str) -> Result<(), tera::Error> {
        let html = self.tera.render_component(name, context, Some(body), true)?;
        self.out.push_str(&html);
        self.out.push('\n');
        Ok(())
    }

    /// What a step writes, apart from the page.
    fn captured(&mut self, step: impl FnOnce(&mut Self) -> Result<(), tera::Error>) -> Result<String, tera::Error> {
        let before = std::mem::take(&mut self.out);
        let result = step(self);
        let written = std::mem::replace(&mut self.out, before);
        result.map(|()| written)
    }

    /// The same, as a reader sees it.
    fn captured_text(&mut self, step: impl FnOnce(&mut Self)) -> String {
        let before = std::mem::take(&mut self.out);
        step(self);
        text_of(&std::mem::replace(&mut self.out, before))
    }

    fn text(&mut self, text: &str) {
        let _ = escape_html_body_text(&mut self.out, text);
    }

    fn href(&mut self, href: &str) {
        let _ = escape_href(&mut self.out, href);
    }
}
