//! An article's tree → HTML. The only place that turns content into elements: what is not written here can't appear.

use std::collections::HashSet;
use std::fmt::Write as _;

use pulldown_cmark::Alignment;
use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};
use tera::{Context, Tera};

use crate::address::Address;
use crate::article::Article;
use crate::document::{
    Block, BlockKind, Card, DoList, Document, Heading, Image, Inline, Item, Link, List, Pair, Table, plain_text,
};
use crate::site::{Destination, Site};
use crate::words::Words;

/// A body as HTML, and what the rest of its page needs to know of it.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// The article's HTML, without its title.
    pub(super) html: String,
    /// Anchors and plain words of the headings that a contents list shows.
    pub(super) contents: Vec<(String, String)>,
    /// Ids of the citations, in the order of their numbers.
    pub(super) citations: Vec<String>,
    /// Questions and answers as a reader sees them, without marks.
    pub(super) questions: Vec<(String, String)>,
}

/// Writes the body of an article for the page at an address.
pub(super) fn write(site: &Site, article: &Article, page: &Address, tera: &Tera) -> Result<Body, tera::Error> {
    let words = site.words_of(article);
    let document = article.document(words);
    let mut writer = Writer {
        site,
        article,
        page,
        words,
        tera,
        out: String::with_capacity(article.body_range.len() * 2),
        body: Body::default(),
        cited_in_run: Vec::new(),
        defined: HashSet::new(),
        notes: Vec::new(),
        section: String::new(),
        in_heading: false,
        in_link: false,
        notes_of_link: Vec::new(),
    };
    writer.blocks(&document.blocks)?;
    writer.footnotes(&document)?;
    for id in &article.front.sources {
        writer.citation_number(id);
    }
    Ok(Body { html: writer.out, ..writer.body })
}

struct Writer<'s> {
    site: &'s Site,
    article: &'s Article,
    page: &'s Address,
    words: &'s Words,
    tera: &'s Tera,
    out: String,
    body: Body,
    /// Numbers already shown in this paragraph or item: once is enough.
    cited_in_run: Vec<usize>,
    /// Terms that were explained on this page.
    defined: HashSet<String>,
    /// Footnotes in the order of their first mark, with the number of marks so far.
    notes: Vec<(String, usize)>,
    /// Anchor of the heading above.
    section: String,
    in_heading: bool,
    in_link: bool,
    /// Notes whose marks wait for the end of the link around them.
    notes_of_link: Vec<String>,
}

impl Writer<'_> {
    fn blocks(&mut self, blocks: &[Block<'_>]) -> Result<(), tera::Error> {
        blocks.iter().try_for_each(|block| self.block(block))
    }

    fn block(&mut self, block: &Block<'_>) -> Result<(), tera::Error> {
        match &block.kind {
            BlockKind::Heading(heading) => {
                let (level, id) = (level_of(heading), &heading.id);
                let words = self.heading_words(heading);
                self.list_in_contents(heading, "", &words);
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

    /// A heading's words as HTML. Written once for each heading: marks of notes in it are counted.
    fn heading_words(&mut self, heading: &Heading<'_>) -> String {
        self.section.clone_from(&heading.id);
        let before = std::mem::take(&mut self.out);
        self.in_heading = true;
        self.run(&heading.content);
        self.in_heading = false;
        std::mem::replace(&mut self.out, before)
    }

    fn list_in_contents(&mut self, heading: &Heading<'_>, label: &str, words: &str) {
        if level_of(heading) == 2 {
            let words = Some(text_of(words)).filter(|words| !words.is_empty());
            // A heading that is a picture is listed by what the picture shows.
            let words = words.unwrap_or_else(|| plain_text(&heading.content));
            self.body.contents.push((heading.id.clone(), format!("{label}{words}")));
        }
    }

    fn list(&mut self, list: &List<'_>) -> Result<(), tera::Error> {
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
            self.out.push_str("<li>");
            self.out.push_str(mark);
            self.blocks(&item.blocks)?;
            self.out.push_str("</li>\n");
        }
        Ok(())
    }

    fn card(&mut self, card: &Card<'_>) -> Result<(), tera::Error> {
        let label = self.words.card.of(card.level);
        let mut context = Context::new();
        context.insert("level", card.level.name());
        context.insert("label", label);
        if let Some(heading) = &card.heading {
            let html = self.heading_words(heading);
            self.list_in_contents(heading, &format!("{label}: "), &html);
            context.insert("heading_level", &level_of(heading));
            context.insert("id", &heading.id);
            context.insert("heading", &html);
        }
        let body = self.captured(|writer| writer.blocks(&card.blocks))?;
        self.component("card", &context, &body)
    }

    fn do_list(&mut self, list: &DoList<'_>) -> Result<(), tera::Error> {
        let mut context = Context::new();
        let heading = self.heading_words(&list.heading);
        context.insert("negative", &list.negative);
        context.insert("heading_level", &level_of(&list.heading));
        context.insert("id", &list.heading.id);
        context.insert("heading", &heading);
        // The marks are decoration: each item of a do-not list says "do not" in its own words.
        let mark = if list.negative { "✗" } else { "✓" };
        let mark = format!("<span class=\"mark\" aria-hidden=\"true\">{mark}</span> ");
        let body = self.captured(|writer| writer.items(&list.items, &mark))?;
        self.component("do_list", &context, &body)
    }

    fn myth(&mut self, pair: &Pair<'_>) -> Result<(), tera::Error> {
        let (level, id) = (level_of(&pair.heading), &pair.heading.id);
        let heading = self.heading_words(&pair.heading);
        self.list_in_contents(&pair.heading, "", &heading);
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
        let (level, id) = (level_of(&pair.heading), &pair.heading.id);
        let heading = self.heading_words(&pair.heading);
        self.list_in_contents(&pair.heading, "", &heading);
        let answer = self.captured(|writer| writer.blocks(&pair.answer))?;
        self.body.questions.push((text_of(&heading), text_of(&answer)));
        // The anchor is inside what is folded away: a browser opens it for a link that leads there.
        let _ = write!(
            self.out,
            "<details class=\"question\"><summary><h{level}>{heading}</h{level}></summary><div class=\"answer\" id=\"{id}\">\n{answer}</div></details>\n"
        );
        Ok(())
    }

    fn table(&mut self, table: &Table<'_>) {
        let _ = write!(
            self.out,
            "<div class=\"table\" tabindex=\"0\" role=\"group\" aria-labelledby=\"{}\">",
            if self.section.is_empty() { "title" } else { &self.section }
        );
        self.out.push_str("<table>\n<thead><tr>");
        for (index, cell) in table.head.iter().enumerate() {
            // An empty corner is no heading of anything.
            if cell.is_empty() {
                self.out.push_str("<td></td>");
            } else {
                let _ = write!(self.out, "<th scope=\"col\"{}>", alignment(table, index));
                self.run(cell);
                self.out.push_str("</th>");
            }
        }
        self.out.push_str("</tr></thead>\n<tbody>\n");
        for row in &table.rows {
            self.out.push_str("<tr>");
            for (index, cell) in row.iter().enumerate() {
                let (open, close) =
                    if index == 0 && !cell.is_empty() { ("th scope=\"row\"", "th") } else { ("td", "td") };
                let _ = write!(self.out, "<{open}{}>", alignment(table, index));
                self.run(cell);
                let _ = write!(self.out, "</{close}>");
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</tbody></table></div>\n");
    }

    fn figure(&mut self, image: &Image<'_>) {
        self.out.push_str("<figure>");
        self.image(image);
        if !image.caption.is_empty() {
            self.out.push_str("<figcaption>");
            self.text(&image.caption);
            self.out.push_str("</figcaption>");
        }
        self.out.push_str("</figure>\n");
    }

    fn image(&mut self, image: &Image<'_>) {
        let Ok(Destination::Asset(asset)) = self.site.resolve(self.article, &image.target) else { return };
        self.out.push_str("<img src=\"");
        self.href(&Address::file(&asset.address).from(self.page, self.site.config.portable));
        self.out.push_str("\" alt=\"");
        let _ = escape_html(&mut self.out, &image.alt);
        self.out.push('"');
        if let Some((width, height)) = asset.size {
            let _ = write!(self.out, " width=\"{width}\" height=\"{height}\"");
        }
        self.out.push_str(" loading=\"lazy\">");
    }

    fn footnotes(&mut self, document: &Document<'_>) -> Result<(), tera::Error> {
        let mut items = Vec::new();
        let mut next = 0;
        // A footnote's own text may carry marks of further ones.
        while next < self.notes.len() {
            let name = self.notes[next].0.clone();
            next += 1;
            let Some(note) = document.footnotes.iter().find(|note| note.name.as_ref() == name) else { continue };
            let text = self.captured(|writer| writer.blocks(&note.blocks))?;
            let back = &self.words.back_to_text;
            let letter = letter(next);
            items.push(format!(
                "<li id=\"note-{next}\">{text}<p><a href=\"#note-ref-{next}\">{back} ({letter})</a></p></li>\n"
            ));
        }
        if !items.is_empty() {
            let title = &self.words.footnotes;
            let _ = write!(
                self.out,
                "<section class=\"footnotes\" aria-labelledby=\"footnotes\"><h2 id=\"footnotes\">{title}</h2><ol>\n{}</ol></section>\n",
                items.concat()
            );
        }
        Ok(())
    }

    /// Running text that a reader takes in at once: source numbers are shown once in it.
    fn run(&mut self, content: &[Inline<'_>]) {
        self.cited_in_run.clear();
        self.inlines(content);
    }

    fn inlines(&mut self, content: &[Inline<'_>]) {
        for inline in content {
            match inline {
                Inline::Text(text, _) => self.text(text),
                Inline::SoftBreak => self.out.push('\n'),
                Inline::HardBreak => self.out.push_str("<br>\n"),
                Inline::Emphasis(content) => self.marked("em", content),
                Inline::Strong(content) => self.marked("strong", content),
                Inline::Code(text, _) => {
                    self.out.push_str("<code>");
                    self.text(text);
                    self.out.push_str("</code>");
                }
                Inline::Link(link) => self.link(link),
                Inline::Image(image) => self.image(image),
                Inline::FootnoteReference(name) if self.in_link => self.notes_of_link.push(name.to_string()),
                Inline::FootnoteReference(name) => self.footnote_mark(name),
            }
        }
    }

    fn marked(&mut self, element: &str, content: &[Inline<'_>]) {
        let _ = write!(self.out, "<{element}>");
        self.inlines(content);
        let _ = write!(self.out, "</{element}>");
    }

    fn link(&mut self, link: &Link<'_>) {
        // A link in a link is reported by a check; a browser would tear the two apart.
        if self.in_link {
            return self.inlines(&link.content);
        }
        let portable = self.site.config.portable;
        // A broken link is reported by a check, and nothing is published then; its words are kept all the same.
        let Ok(destination) = self.site.resolve(self.article, &link.target) else { return self.inlines(&link.content) };
        let href = match destination {
            Destination::Claim(_, claim) => return self.claim(claim, link),
            Destination::Term(id, term) => {
                let (id, plain) = (id.to_owned(), term.plain.clone());
                return self.term(id, &term.term, &plain, link);
            }
            Destination::Phone(number) => return self.phone(number, link),
            Destination::Article(id, anchor) => {
                let mut href = self.site[id].address.from(self.page, portable);
                if let Some(anchor) = anchor {
                    href.push('#');
                    href.push_str(anchor);
                }
                href
            }
            Destination::Anchor(anchor) => format!("#{anchor}"),
            Destination::Asset(asset) => Address::file(&asset.address).from(self.page, portable),
            Destination::External(url) => url.to_owned(),
        };
        self.out.push_str("<a href=\"");
        self.href(&href);
        self.out.push_str("\">");
        self.link_words(link);
    }

    /// The words of a link and its end. A note's mark is a link itself, and so stands behind it.
    fn link_words(&mut self, link: &Link<'_>) {
        self.in_link = true;
        self.inlines(&link.content);
        self.in_link = false;
        self.out.push_str("</a>");
        for name in std::mem::take(&mut self.notes_of_link) {
            self.footnote_mark(&name);
        }
    }

    fn claim(&mut self, claim: &crate::reference::Claim, link: &Link<'_>) {
        if link.content.is_empty() {
            let wording = claim.wording.get(&self.article.place.language).and_then(|wordings| wordings.first());
            self.text(&wording.cloned().unwrap_or_default());
        } else {
            self.inlines(&link.content);
        }
        if self.in_heading {
            return;
        }
        for id in &claim.sources {
            let number = self.citation_number(id);
            if !self.cited_in_run.contains(&number) {
                self.cited_in_run.push(number);
                let source = &self.words.source;
                let _ = write!(
                    self.out,
                    "<sup class=\"ref\"><a href=\"#source-{number}\" aria-label=\"{source} {number}\">{number}</a></sup>"
                );
            }
        }
    }

    fn citation_number(&mut self, id: &str) -> usize {
        let citations = &mut self.body.citations;
        citations.iter().position(|known| known == id).unwrap_or_else(|| {
            citations.push(id.to_owned());
            citations.len() - 1
        }) + 1
    }

    fn term(&mut self, id: String, name: &str, plain: &str, link: &Link<'_>) {
        let first = !self.in_heading && self.defined.insert(id);
        if first {
            self.out.push_str("<dfn>");
        }
        if link.content.is_empty() {
            self.text(name);
        } else {
            self.inlines(&link.content);
        }
        if first {
            self.out.push_str("</dfn> (");
            self.text(plain);
            self.out.push(')');
        }
    }

    fn phone(&mut self, number: &str, link: &Link<'_>) {
        let _ = write!(self.out, "<a href=\"tel:{}\"", dialled(number));
        let words = plain_text(&link.content);
        if words.is_empty() || words == number {
            let _ = write!(self.out, "><bdi>{number}</bdi></a>");
        } else {
            // Printed behind the words, since paper can't be tapped.
            let _ = write!(self.out, " data-number=\"{number}\">");
            self.link_words(link);
        }
    }

    fn footnote_mark(&mut self, name: &str) {
        let index = self.notes.iter().position(|(known, _)| known == name).unwrap_or_else(|| {
            self.notes.push((name.to_owned(), 0));
            self.notes.len() - 1
        });
        self.notes[index].1 += 1;
        let number = index + 1;
        let repeated = if self.notes[index].1 == 1 { String::new() } else { format!("-{}", self.notes[index].1) };
        let label = &self.words.footnote;
        let letter = letter(number);
        let _ = write!(
            self.out,
            "<sup class=\"footnote-ref\"><a href=\"#note-{number}\" id=\"note-ref-{number}{repeated}\" aria-label=\"{label} {letter}\">{letter}</a></sup>"
        );
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

    fn text(&mut self, text: &str) {
        let _ = escape_html_body_text(&mut self.out, text);
    }

    fn href(&mut self, href: &str) {
        let _ = escape_href(&mut self.out, href);
    }
}

/// Level of a heading on the page: the title is the only one of level 1.
fn level_of(heading: &Heading<'_>) -> u8 {
    heading.level.max(2)
}

fn alignment(table: &Table<'_>, index: usize) -> &'static str {
    match table.alignments.get(index) {
        Some(Alignment::Center) => " class=\"center\"",
        Some(Alignment::Right) => " class=\"end\"",
        _ => "",
    }
}

/// 1 → a, 26 → z, 27 → aa: letters, so that footnotes are not taken for sources.
fn letter(number: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = number;
    while rest > 0 {
        letters.push(char::from(b'a' + u8::try_from((rest - 1) % 26).unwrap_or_default()));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// A phone number as a phone dials it.
#[must_use]
pub(super) fn dialled(number: &str) -> String {
    number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

/// The words of HTML that this file wrote, as a reader sees them: no marks, no source numbers, single spaces.
#[must_use]
pub(super) fn text_of(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        text.push_str(&rest[..start]);
        let tag = &rest[start..];
        if tag.starts_with("<sup") {
            rest = tag.find("</sup>").map_or("", |end| &tag[end + "</sup>".len()..]);
            continue;
        }
        let end = tag.find('>').map_or(tag.len(), |end| end + 1);
        let name = tag[1..end].trim_start_matches('/');
        if !["a", "em", "strong", "dfn", "bdi", "code", "span"]
            .iter()
            .any(|inline| name.strip_prefix(inline).is_some_and(|rest| rest.starts_with([' ', '>'])))
        {
            text.push(' ');
        }
        rest = &tag[end..];
    }
    text.push_str(rest);
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&amp;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_what_a_reader_sees() {
        let html = "<p>Wait <a href=\"x\">1 hour</a><sup class=\"ref\"><a>1</a></sup>.</p>\n<ul>\n<li>a &amp; b</li><li>c</li></ul>";
        assert_eq!(text_of(html), "Wait 1 hour. a & b c");
    }

    #[test]
    fn footnotes_have_letters() {
        assert_eq!([1, 26, 27, 28].map(letter), ["a", "z", "aa", "ab"]);
    }
}
