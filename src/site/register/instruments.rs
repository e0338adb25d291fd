//! The items of three instruments that judge health information, and how far a build can answer them.
//!
//! PEMAT-P: Shoemaker, Wolf and Brach 2013, Agency for Healthcare Research and Quality, items 13 and 14 are for sound and
//! film alone. CDC Clear Communication Index: Baur and Prue 2014. DISCERN: Charnock 1998; items 9 to 15 are for pages on
//! treatment choices. The names here are short forms of our own; people who score a page use the instruments' own words.
//!
//! A build says yes or no only where a check or the page's structure decides; the rest is for a person. It never says yes
//! on the word of a check that is switched off.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::base::diagnostic::{Code, code};
use crate::content::article::Article;
use crate::content::config::Level;
use crate::site::Site;
use crate::site::reading::facts::Facts;
use crate::site::review::is_reviewed;

pub(crate) use super::items::ItemSet;

/// An instrument and its items.
#[derive(Debug)]
pub(crate) struct Instrument {
    /// Its name.
    pub name: &'static str,
    /// Its items, in their order.
    pub items: &'static [InstrumentItem],
}

/// One item.
#[derive(Debug)]
pub(crate) struct InstrumentItem {
    /// Its number in the instrument.
    pub number: u8,
    /// What it asks, in short.
    pub asks: &'static str,
    /// What the page's structure says.
    structure: Structure,
    /// Checks that must find nothing.
    checks: &'static [Code],
}

type Structure = fn(&Evidence<'_>) -> Answer;

/// What an item is answered by.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Evidence<'s> {
    /// The site.
    pub site: &'s Site,
    /// The page.
    pub article: &'s Article,
    /// What was counted on it.
    pub facts: &'s Facts,
    /// Codes of the problems that were found on it, waived ones among them.
    pub found: &'s BTreeSet<Code>,
}

/// An answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    /// The item is met.
    Yes,
    /// It is not met.
    No,
    /// The page has nothing that it could be about.
    NotApplicable,
    /// Only a person can tell.
    Person,
}

/// Numbers of items by their answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Answers {
    /// Met.
    pub yes: ItemSet,
    /// Not met.
    pub no: ItemSet,
    /// About something that the page does not have.
    pub not_applicable: ItemSet,
    /// For a person.
    pub person: ItemSet,
}

impl Instrument {
    /// The answers for one page.
    #[must_use]
    pub(crate) fn answers(&self, evidence: &Evidence<'_>) -> Answers {
        let mut answers = Answers::default();
        for item in self.items {
            let of_kind = match item.answer(evidence) {
                Answer::Yes => &mut answers.yes,
                Answer::No => &mut answers.no,
                Answer::NotApplicable => &mut answers.not_applicable,
                Answer::Person => &mut answers.person,
            };
            of_kind.add(item.number);
        }
        answers
    }
}

impl InstrumentItem {
    /// The answer for one page.
    #[must_use]
    pub(crate) fn answer(&self, evidence: &Evidence<'_>) -> Answer {
        let levels = &evidence.site.config.checks;
        match (self.structure)(evidence) {
            Answer::Yes if self.checks.iter().any(|code| evidence.found.contains(code)) => Answer::No,
            Answer::Yes if self.checks.iter().any(|code| levels.get(code.as_str()) == Some(&Level::Off)) => {
                Answer::Person
            }
            answer => answer,
        }
    }
}

const fn item(number: u8, asks: &'static str, structure: Structure, checks: &'static [Code]) -> InstrumentItem {
    InstrumentItem { number, asks, structure, checks }
}

fn person(_: &Evidence<'_>) -> Answer {
    Answer::Person
}

/// Left to the checks alone.
fn checked(_: &Evidence<'_>) -> Answer {
    Answer::Yes
}

fn yes_if(met: bool) -> Answer {
    if met { Answer::Yes } else { Answer::No }
}

/// So short that it needs no headings and no summary: PEMAT leaves out items 8, 9 and 11 then.
const VERY_SHORT_WORDS: usize = 100;

fn sections(page: &Evidence<'_>) -> Answer {
    match (page.facts.headings, page.facts.words) {
        (0, words) if words <= VERY_SHORT_WORDS => Answer::NotApplicable,
        (headings, _) => yes_if(headings > 0),
    }
}

fn summary(page: &Evidence<'_>) -> Answer {
    yes_if(page.facts.summary_sentences > 0)
}

/// The theme puts the summary at the top, above all else and larger.
fn main_message(page: &Evidence<'_>) -> Answer {
    yes_if((1..=3).contains(&page.facts.summary_sentences))
}

fn visual_cues(page: &Evidence<'_>) -> Answer {
    let facts = page.facts;
    yes_if(facts.lists + facts.cards + facts.tables + facts.figures > 0)
}

fn captions(page: &Evidence<'_>) -> Answer {
    match page.facts.figures {
        0 => Answer::NotApplicable,
        figures => yes_if(page.facts.captioned == figures),
    }
}

fn tables(page: &Evidence<'_>) -> Answer {
    if page.facts.tables == 0 { Answer::NotApplicable } else { Answer::Yes }
}

fn lists(page: &Evidence<'_>) -> Answer {
    yes_if(page.facts.lists > 0)
}

/// Other ways to call for action exist, so the lack of these is for a person to judge.
fn action(page: &Evidence<'_>) -> Answer {
    let facts = page.facts;
    if facts.do_lists + facts.steps + facts.help_cards > 0 { Answer::Yes } else { Answer::Person }
}

fn captioned_visual(page: &Evidence<'_>) -> Answer {
    yes_if(page.facts.captioned > 0)
}

fn aims(page: &Evidence<'_>) -> Answer {
    yes_if(page.facts.summary_sentences > 0 && page.article.front.audience.is_some())
}

fn sources(page: &Evidence<'_>) -> Answer {
    let claims = crate::site::review::claims_of(page.site, page.article);
    let by_claims = claims.iter().filter_map(|id| page.site.references.claims.get(*id)).any(|c| !c.sources.is_empty());
    yes_if(by_claims || !page.article.front.sources.is_empty())
}

fn dated(page: &Evidence<'_>) -> Answer {
    yes_if(is_reviewed(page.site, page.article))
}

fn support(page: &Evidence<'_>) -> Answer {
    yes_if(page.facts.websites + page.facts.help_cards + page.article.front.related.len() > 0)
}

fn uncertainty(page: &Evidence<'_>) -> Answer {
    if page.facts.says_what_is_uncertain { Answer::Yes } else { Answer::Person }
}

/// Terms and acronyms are explained where they are first used.
const EXPLAINED: &[Code] = &[code::UNEXPLAINED_ACRONYM, code::UNEXPLAINED_TERM];

/// The instruments. What is in brackets has to find nothing for the answer to be yes.
pub(crate) const INSTRUMENTS: [Instrument; 3] = [
    Instrument {
        name: "PEMAT-P",
        items: &[
            item(1, "the purpose is evident", person, &[]),
            item(2, "nothing distracts from the purpose", person, &[]),
            item(3, "common, everyday words", checked, &[code::PLAIN_WORD]),
            item(4, "medical terms are defined", checked, EXPLAINED),
            item(5, "active voice", checked, &[code::PASSIVE_ADVICE]),
            item(6, "numbers are clear", checked, &[code::BARE_PERCENTAGE, code::VAGUE_RISK]),
            item(7, "no calculations are asked for", checked, &[code::MIXED_DENOMINATORS]),
            item(8, "short sections", sections, &[code::LONG_LIST, code::LONG_PARAGRAPH, code::LONG_SECTION]),
            item(9, "sections have informative headings", sections, &[code::VAGUE_HEADING]),
            item(10, "a logical sequence", person, &[]),
            item(11, "a summary", summary, &[code::MISSING_SUMMARY]),
            item(12, "visual cues draw attention to key points", visual_cues, &[]),
            item(15, "visual aids where they help", person, &[]),
            item(16, "visual aids reinforce the content", person, &[]),
            item(17, "visual aids have titles or captions", captions, &[]),
            item(18, "illustrations are clear", person, &[]),
            item(19, "simple tables with short headings", tables, &[code::TABLE_SHAPE]),
            item(20, "at least one action", action, &[]),
            item(21, "addresses the reader directly", person, &[]),
            item(22, "actions are broken into steps", person, &[]),
            item(23, "a tangible tool to act with", person, &[]),
            item(24, "explains how to calculate", person, &[]),
            item(25, "explains how to use charts and tables", person, &[]),
            item(26, "visual aids make it easier to act", person, &[]),
        ],
    },
    Instrument {
        name: "CDC Clear Communication Index",
        items: &[
            item(1, "one main message", main_message, &[]),
            item(2, "the main message is at the top", main_message, &[]),
            item(3, "the main message is emphasised", main_message, &[]),
            item(4, "a visual with a caption supports it", captioned_visual, &[]),
            item(5, "a call to action", action, &[]),
            item(6, "main message and action in active voice", person, &[]),
            item(
                7,
                "words of the audience",
                checked,
                &[code::PLAIN_WORD, code::UNEXPLAINED_ACRONYM, code::UNEXPLAINED_TERM],
            ),
            item(8, "lists, of 7 items at most", lists, &[code::LONG_LIST]),
            item(9, "chunks with headings", sections, &[code::LONG_SECTION]),
            item(10, "the most important comes first", main_message, &[]),
            item(11, "what is known and what is not", person, &[]),
            item(12, "what to do", action, &[]),
            item(13, "why it matters", person, &[]),
            item(14, "how and when to do it", person, &[]),
            item(15, "numbers that the audience uses", person, &[]),
            item(16, "numbers are explained", person, &[]),
            item(17, "no mathematics; one denominator", checked, &[code::MIXED_DENOMINATORS]),
            item(18, "the nature of the risk", person, &[]),
            item(19, "risks and benefits", person, &[]),
            item(20, "probabilities in words or pictures too", person, &[]),
        ],
    },
    Instrument {
        name: "DISCERN",
        items: &[
            item(1, "clear aims", aims, &[]),
            item(2, "achieves its aims", person, &[]),
            item(3, "relevant", person, &[]),
            item(4, "clear what sources were used", sources, &[code::UNCITED_CLAIM]),
            item(5, "clear when it was produced", dated, &[]),
            item(6, "balanced", person, &[]),
            item(7, "more support and information", support, &[]),
            item(8, "areas of uncertainty", uncertainty, &[]),
            item(9, "how each treatment works", person, &[]),
            item(10, "benefits of each treatment", person, &[]),
            item(11, "risks of each treatment", person, &[]),
            item(12, "what happens without treatment", person, &[]),
            item(13, "quality of life", person, &[]),
            item(14, "more than one choice", person, &[]),
            item(15, "support for shared decisions", person, &[]),
            item(16, "the whole", person, &[]),
        ],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_check_that_an_item_rests_on_is_one() {
        let named = INSTRUMENTS.iter().flat_map(|instrument| instrument.items).flat_map(|item| item.checks);
        for code in named {
            assert!(crate::check::find(code.as_str()).is_some(), "{code}");
        }
    }
}
