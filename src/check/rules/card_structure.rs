//! A card for getting help that is not built as one: no heading that ends in "if:", no list below it, an empty item in
//! its lists, a link that leads away from an emergency, two cards of one level, a second heading in one card, an emergency
//! in a card of another colour, a red card that calls the clinic, one that says when not to call, or a quotation where a
//! card was meant.
//!
//! Why it matters: a frightened reader scans. "Call 999 now if:" and a list of signs can be read in seconds, and
//! nothing in it leads away from the phone.
//!
//! Example:
//!
//! ```text
//! > [!CAUTION]
//! > ## Emergencies
//! >
//! > Chest pain can be serious. [Read about chest pain](chest-pain.md).
//! ```
//!
//! Instead:
//!
//! ```text
//! > [!CAUTION]
//! > ## Call [999](tel:emergency) now if:
//! >
//! > - you have chest pain
//! > - you are suddenly short of breath
//! ```
//!
//! This holds for emergency, urgent and non-urgent cards; key facts and information are free. What a heading ends in is
//! `card_heading_end` in the words of the language. Without its marker, such as `> [!CAUTION]`, a card is a quotation,
//! in grey and without its name: so a quotation in which such a heading, or such a sentence with a phone number, is
//! above a list is told as well, and one that begins with "Caution:" or "Call" and has a number to call. A card is by
//! itself: in a list item or in another quotation it is told. Everything below the heading is shown in the colour of the
//! card, so whoever else is to be called needs a card of their own; and a card that calls the emergency number is one of
//! `> [!CAUTION]`, as one of `> [!CAUTION]` calls it: who calls the clinic in an emergency loses time. No card
//! says when not to call: whoever scans it sees the number, and not the word before it.
//!
//! Source: NHS digital service manual, care cards.

mod beside;
mod calls;
mod lines;

use std::collections::BTreeSet;

use super::{Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::content::document::{Block, BlockKind, Card, CardLevel, Inline, Span, phones_in, plain_text};

pub(super) const CODE: Code = Code::error("card-structure");
pub(super) const RUN: Run = Run::Article(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let words = subject.site.words_of(subject.article);
    let end = words.card_heading_end.to_lowercase();
    let mut levels = BTreeSet::new();
    let mut found = Vec::new();
    subject.document.each_block(&mut |block| {
        found.extend(beside::cards_inside(subject, block));
        found.extend(beside::meant_as_card(subject, block, &end));
        let BlockKind::Card(card) = &block.kind else { return };
        found.extend(calls::of_other_colour(subject, card, &end));
        if card.level.seeks_help() {
            let name = words.card.of(card.level).to_lowercase();
            let place = match &card.heading {
                Some(heading) => heading.span.clone(),
                None => block.first_line(&subject.article.source.text),
            };
            let card = CardToJudge { subject, card, name, place, end: &end };
            found.extend(card.problems());
            found.extend((!levels.insert(card.card.level)).then(|| card.again()));
        }
    });
    found
}

/// A card for getting help.
struct CardToJudge<'j> {
    subject: &'j Subject<'j>,
    card: &'j Card<'j>,
    /// What it is called, in lower case: "urgent advice".
    name: String,
    /// Its heading, or its first line.
    place: Span,
    /// What its heading ends in: "if:".
    end: &'j str,
}

impl CardToJudge<'_> {
    fn problem(&self, place: &Span, message: String, help: impl Into<String>) -> Diagnostic {
        self.subject.problem(CODE, place, message).help(help.into())
    }

    /// All but that it is the second of its level.
    fn problems(&self) -> Vec<Diagnostic> {
        let denied = calls::denied(self.subject, self.card, self.end);
        let mut found: Vec<Diagnostic> = denied.iter().map(|place| self.denied(place)).collect();
        found.extend(self.heading());
        found.extend(self.list());
        found.extend(lines::empty_items(&self.card.blocks).iter().map(|item| self.empty_item(item)));
        let second = second_headings(self.card, self.end);
        let second = second.iter().filter(|again| !is_within_any(&again.span, &denied));
        found.extend(second.map(|again| self.second_heading(again)));
        found.extend(lines::run_on(self.subject, &self.card.blocks).iter().map(|line| self.run_on(line)));
        if self.card.level == CardLevel::Emergency {
            found.extend(lines::ways_out(self.card).iter().map(|link| self.way_out(link)));
            found.extend(calls::no_help(self.subject, self.card).then(|| self.no_help()));
        }
        found
    }

    /// A heading that is missing or does not lead on to the list.
    fn heading(&self) -> Option<Diagnostic> {
        let Self { name, end, place, .. } = self;
        match &self.card.heading {
            None => {
                let message = format!("the card \"{name}\" has no heading");
                Some(self.problem(place, message, format!("begin it with a line such as `> ## Call the clinic {end}`")))
            }
            Some(heading) if !ends_in(&heading.content, end) => {
                let message = format!("the heading of the card \"{name}\" does not end in \"{end}\"");
                let help =
                    format!("say whom to call and end in \"{end}\", so that the list below completes the sentence");
                Some(self.problem(place, message, help))
            }
            Some(_) => None,
        }
    }

    /// A list that does not follow the heading.
    fn list(&self) -> Option<Diagnostic> {
        let has_list = self.card.blocks.first().is_some_and(is_list);
        (!has_list).then(|| {
            let message = format!("no list follows the heading of the card \"{}\"", self.name);
            self.problem(&self.place, message, "write each sign on a line of its own that begins with `> - `")
        })
    }

    fn empty_item(&self, item: &Span) -> Diagnostic {
        let message = format!("an item of the card \"{}\" is empty", self.name);
        self.problem(item, message, "write the sign that was meant here, or take the line out")
    }

    fn second_heading(&self, again: &Again) -> Diagnostic {
        let message =
            format!("a second heading in the card \"{}\": all below it is shown in the colour of that card", self.name);
        let help = if again.is_same {
            "take this heading out, so that all signs stand in one list"
        } else {
            "put an empty line without `>` above it, and begin a card of its own with a line such as `> [!WARNING]` \
             (call at once) or `> [!IMPORTANT]` (call in opening hours)"
        };
        self.problem(&again.span, message, help)
    }

    fn run_on(&self, line: &Span) -> Diagnostic {
        let help =
            "leave a line with nothing but `>` above it; if it belongs to the item, put two more spaces before it";
        self.problem(line, "this line is joined to the item above it".to_owned(), help)
    }

    fn way_out(&self, link: &Span) -> Diagnostic {
        let help = "take the link out: only phone numbers stand in this card";
        self.problem(link, "a link leads away from an emergency".to_owned(), help)
    }

    fn no_help(&self) -> Diagnostic {
        let message = format!("the card \"{}\" does not call the emergency number", self.name);
        let help = format!(
            "begin it with `> ## Call [](tel:emergency) now {}`; where it is the clinic that people are to call, write \
             `> [!WARNING]` in the line above",
            self.end
        );
        self.problem(&self.place, message, help)
    }

    fn denied(&self, place: &Span) -> Diagnostic {
        let message = format!("the card \"{}\" says when not to call: who scans it sees only the number", self.name);
        let help = "say in the card when to call; when not to stands below it, as ordinary text without `>`";
        self.problem(place, message, help)
    }

    fn again(&self) -> Diagnostic {
        let message = format!("a second card \"{}\" on this page", self.name);
        self.problem(&self.place, message, "put all signs of one level into one card")
    }
}

fn is_within_any(span: &Span, places: &[Span]) -> bool {
    places.iter().any(|place| place.start <= span.start && span.end <= place.end)
}

/// A heading in a card that has one already.
struct Again {
    span: Span,
    /// Whether it calls the same numbers as the first.
    is_same: bool,
}

/// What begins again within a card: a heading no lower than its own, or one that says whom to call.
fn second_headings(card: &Card<'_>, end: &str) -> Vec<Again> {
    let Some(first) = &card.heading else { return Vec::new() };
    let mut found = Vec::new();
    for (index, block) in card.blocks.iter().enumerate() {
        let is_above_list = card.blocks.get(index + 1).is_some_and(is_list);
        let content = match &block.kind {
            BlockKind::Heading(heading)
                if heading.level <= first.level || asks(block, end) || calls::holds_number(&heading.content) =>
            {
                &heading.content
            }
            BlockKind::Paragraph(content) if is_above_list && asks(block, end) => content,
            _ => continue,
        };
        found.push(Again { span: block.span.clone(), is_same: phones_in(content) == phones_in(&first.content) });
    }
    found
}

/// Whether a block says whom to call "if:".
fn asks(block: &Block<'_>, end: &str) -> bool {
    match &block.kind {
        BlockKind::Heading(heading) => ends_in(&heading.content, end),
        BlockKind::Paragraph(content) => ends_in(content, end) && calls::holds_number(content),
        _ => false,
    }
}

fn is_list(block: &Block<'_>) -> bool {
    matches!(block.kind, BlockKind::List(_))
}

/// Whether text ends in these words, in lower case.
fn ends_in(content: &[Inline<'_>], end: &str) -> bool {
    plain_text(content).trim_end().to_lowercase().ends_with(end)
}
