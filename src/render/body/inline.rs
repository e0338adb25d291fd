//! Running text: words, marks, links, claims, terms, phone numbers.

use std::fmt::Write as _;

use super::Writer;
use super::figure::IN_LINE;
use super::text::{Escaped, dialled};
use crate::base::address::Address;
use crate::base::phone::digits;
use crate::content::document::{Inline, Link, plain_text};
use crate::content::references::Claim;
use crate::site::Destination;

impl Writer<'_> {
    /// Running text that a reader takes in at once: source numbers are shown once in it.
    pub(super) fn run(&mut self, content: &[Inline<'_>]) {
        self.cited_in_run.clear();
        self.phones_in_run.clear();
        self.inlines(content);
    }

    pub(super) fn inlines(&mut self, content: &[Inline<'_>]) {
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
                Inline::Image(image) => self.image(image, IN_LINE),
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
        // A broken link is reported by a check, and nothing is published then; its words are kept all the same.
        let Ok(destination) = self.site.resolve(self.article, &link.target) else { return self.inlines(&link.content) };
        match destination {
            Destination::Claim(_, claim) => self.claim(claim, link),
            Destination::Term(id, term) => self.term(id.to_owned(), &term.term, &term.plain, link),
            Destination::Phone(number) => self.phone(number, link),
            Destination::Article(id, anchor) => self.link_to(&self.address_of(&self.site[id].address, anchor), link),
            // On a sheet of its own, another part of the article is another page.
            Destination::Anchor(anchor) if self.on_sheet => {
                self.link_to(&self.address_of(&self.article.address, Some(anchor)), link);
            }
            Destination::Anchor(anchor) => self.link_to(&format!("#{anchor}"), link),
            Destination::Asset(asset) => {
                self.link_to(&self.address_of(&Address::file(&asset.address), None), link);
            }
            Destination::External(url) => self.link_to(url, link),
        }
    }

    fn link_to(&mut self, href: &str, link: &Link<'_>) {
        self.out.push_str("<a href=\"");
        self.href(href);
        self.out.push_str("\">");
        self.link_words(link);
    }

    /// The words of a link and its end. A note's mark is a link itself, and so comes after it.
    fn link_words(&mut self, link: &Link<'_>) {
        self.in_link = true;
        self.inlines(&link.content);
        if link.content.is_empty()
            && let Ok(destination) = self.site.resolve(self.article, &link.target)
        {
            let words = destination.own_words(self.site, &self.article.place.language);
            self.text(words.unwrap_or_default());
        }
        self.in_link = false;
        self.out.push_str("</a>");
        self.notes_behind_link();
    }

    fn notes_behind_link(&mut self) {
        for name in std::mem::take(&mut self.notes_of_link) {
            self.footnote_mark(&name);
        }
    }

    /// The link from this page to an address.
    pub(super) fn address_of(&self, to: &Address, anchor: Option<&str>) -> String {
        let address = to.from(self.page, self.site.config.portable);
        anchor.map_or_else(|| address.clone(), |anchor| format!("{address}#{anchor}"))
    }

    fn claim(&mut self, claim: &Claim, link: &Link<'_>) {
        if link.content.is_empty() {
            self.text(claim.first_wording(&self.article.place.language).unwrap_or_default());
        } else {
            self.inlines(&link.content);
        }
        if !self.in_heading {
            self.cite(claim);
        }
    }

    /// The numbers of a claim's sources, each once in a run of text. A sheet of its own has no list of sources.
    pub(super) fn cite(&mut self, claim: &Claim) {
        let sources = if self.on_sheet { &[] } else { claim.sources.as_slice() };
        for id in sources {
            let number = self.citation_number(id);
            if !self.cited_in_run.contains(&number) {
                self.cited_in_run.push(number);
                let source = Escaped(&self.words.source);
                let _ = write!(
                    self.out,
                    "<sup class=\"ref\"><a href=\"#source-{number}\" aria-label=\"{source} {number}\">{number}</a></sup>"
                );
            }
        }
    }

    pub(super) fn citation_number(&mut self, id: &str) -> usize {
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

    /// A link that dials. Its words are followed by the number, for paper can't be tapped, and who reads on a desktop or
    /// has it read aloud may hold another phone; once in a run of text, and not where a card has a button for it.
    fn phone(&mut self, number: &str, link: &Link<'_>) {
        let shown = self.site.config.shown_phone(&self.article.place.language, number).to_owned();
        let _ = write!(self.out, "<a href=\"tel:{}\">", dialled(number));
        let words = plain_text(&link.content);
        if words.is_empty() || are_the_number(&words, number) {
            let _ = write!(self.out, "<bdi>{shown}</bdi></a>");
            return self.phones_in_run.push(shown);
        }
        self.in_link = true;
        self.inlines(&link.content);
        self.in_link = false;
        let is_known = digits(&words).contains(&digits(&shown))
            || self.phones_in_run.contains(&shown)
            || self.phones_of_card.contains(&shown);
        if !is_known {
            let _ = write!(self.out, " <span class=\"number\">(<bdi>{shown}</bdi>)</span>");
            self.phones_in_run.push(shown);
        }
        self.out.push_str("</a>");
        self.notes_behind_link();
    }
}

/// Whether words are nothing but a number, whole or the end of it, as people in the same town would write it: it is shown
/// as it can be dialled from everywhere in the country.
fn are_the_number(words: &str, number: &str) -> bool {
    const FEWEST: usize = 5;
    let (shown, called) = (digits(words), digits(number));
    let is_same = shown == called || (shown.len() >= FEWEST && (called.ends_with(&shown) || shown.ends_with(&called)));
    is_same && !words.contains(char::is_alphabetic)
}
