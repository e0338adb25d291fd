//! A unit of prose: its words, its sentences, and the way back to the source.

use std::cell::OnceCell;
use std::ops::Range;

use crate::content::document::{Span, Target};
use crate::prose::quantities::Figure;
use crate::prose::readability::Counts;
use crate::prose::{self, Entry, Language, ListSet, Tokens, Vocabulary};

mod counts;

/// A piece of prose that is read by itself: no sentence goes on in the next one.
#[derive(Debug)]
pub struct Unit<'d> {
    /// What it is.
    pub kind: UnitKind,
    /// Whether it is in a do or do-not list, where everything is advice.
    pub is_advice: bool,
    /// Its words, as on the page.
    pub text: String,
    /// Each of them, as a range of the text.
    pub words: Tokens,
    /// Its sentences, as ranges of the text.
    pub sentences: Vec<Range<usize>>,
    /// Each of them again, as the indices of its words.
    pub sentence_words: Vec<Range<usize>>,
    /// The unit of the heading above it; none for text above the first heading and for footnotes.
    pub heading: Option<usize>,
    /// Units that it is read with: the line that leads into its list, the heads of its row and column.
    pub context: Vec<usize>,
    /// Each word, as checks compare it.
    entries: Vec<Entry>,
    /// The words that a phrase begins with in any list, by their indices, each with those lists: one in ten.
    beginnings: Vec<(usize, ListSet)>,
    /// Every list in which a phrase begins with one of its words.
    begins: ListSet,
    /// Whether any of its words belongs to a term, or to a number or an address to call or write to.
    has_given: bool,
    pieces: Vec<Piece<'d>>,
    /// Sentence by sentence, counted when first asked for: several checks and the register ask.
    counts: OnceCell<Vec<Counts>>,
    /// Its figures, each with its sentence; found when first asked for, likewise.
    pub(super) figures: OnceCell<Vec<(usize, Figure)>>,
}

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitKind {
    /// The page's title.
    Title,
    /// The page's main message, from the front matter.
    Summary,
    /// A heading, of a card or a list as well.
    Heading,
    /// The heading of a myth or of a question: words that the page quotes and does not say itself.
    Quoted,
    /// A paragraph.
    Paragraph,
    /// A paragraph of a list item, or its only text.
    Item,
    /// A cell in the head row of a table.
    ColumnHead,
    /// Any other cell of a table.
    Cell,
    /// A term of a definition list.
    Defined,
    /// What a picture's caption says.
    Caption,
    /// What a picture shows, for those who do not see it.
    Alternative,
}

impl UnitKind {
    /// Whether it is made of sentences, so that formulas of readability are fair to it. Headings and cells are labels;
    /// what a picture shows is a list of things.
    #[must_use]
    pub(crate) fn is_running(self) -> bool {
        matches!(self, Self::Summary | Self::Paragraph | Self::Item | Self::Caption)
    }

    /// Whether it can refer to claims and terms. A title, a summary and the words of a picture can't.
    #[must_use]
    pub(crate) fn has_links(self) -> bool {
        !matches!(self, Self::Title | Self::Summary) && !self.is_picture()
    }

    /// Whether a word can be explained in it without being in the way.
    #[must_use]
    pub(crate) fn has_explanations(self) -> bool {
        matches!(self, Self::Paragraph | Self::Item | Self::Cell)
    }

    /// Whether a section begins at it.
    #[must_use]
    pub(crate) fn is_heading(self) -> bool {
        matches!(self, Self::Heading | Self::Quoted)
    }

    /// Whether it belongs to a picture.
    #[must_use]
    pub(crate) fn is_picture(self) -> bool {
        matches!(self, Self::Caption | Self::Alternative)
    }
}

/// A stretch of a unit that comes from one place of the source.
#[derive(Debug)]
pub(super) struct Piece<'d> {
    pub(super) at: Range<usize>,
    pub(super) span: Span,
    /// Whether the source holds the same bytes, so that a place within it can be told.
    pub(super) verbatim: bool,
    pub(super) origin: Origin<'d>,
}

impl Piece<'_> {
    /// Whether it is a term, or a number or an address to call or write to.
    fn is_given(&self) -> bool {
        self.origin.is_address || matches!(self.origin.target, Some(Target::Term(_)))
    }
}

/// Where words come from.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Origin<'d> {
    /// Where the link leads that they belong to, or what the picture is that they describe.
    pub(super) target: Option<&'d Target>,
    /// Whether they are a phone number, a web address, or words shown letter for letter.
    pub(super) is_address: bool,
}

impl<'d> Unit<'d> {
    /// Splits a text into words and sentences.
    pub(super) fn new(
        kind: UnitKind,
        text: String,
        pieces: Vec<Piece<'d>>,
        language: Language,
        vocabulary: &Vocabulary,
    ) -> Self {
        let words = Tokens::of(&text);
        let entries = vocabulary.entries(&words);
        let begins = entries.iter().enumerate().map(|(index, entry)| (index, entry.begins));
        let beginnings: Vec<_> = begins.filter(|(_, lists)| *lists != ListSet::default()).collect();
        let begins = beginnings.iter().fold(ListSet::default(), |all, (_, lists)| all | *lists);
        let sentences = prose::sentences(&text, language);
        let sentence_words = words.of_each(&sentences);
        Self {
            kind,
            is_advice: false,
            text,
            words,
            sentences,
            sentence_words,
            heading: None,
            context: Vec::new(),
            entries,
            beginnings,
            begins,
            has_given: pieces.iter().any(Piece::is_given),
            pieces,
            counts: OnceCell::new(),
            figures: OnceCell::new(),
        }
    }

    /// A word in lower case, with straight apostrophes.
    #[must_use]
    pub fn word(&self, index: usize) -> &str {
        self.words.lower(index)
    }

    /// Each word, as checks compare it.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The words in a range of its words that a phrase of a list begins with, by their indices.
    pub(crate) fn beginnings(&self, list: ListSet, within: Range<usize>) -> impl Iterator<Item = usize> {
        let all = if self.begins.meets(list) { &self.beginnings[..] } else { &[] };
        let from = all.partition_point(|(index, _)| *index < within.start);
        let near = all[from..].iter().take_while(move |(index, _)| *index < within.end);
        near.filter(move |(_, lists)| lists.meets(list)).map(|(index, _)| *index)
    }

    /// Whether a phrase of a list begins with any of its words.
    #[must_use]
    pub fn begins(&self, list: ListSet) -> bool {
        self.begins.meets(list)
    }

    /// Whether any of its words is a number.
    #[must_use]
    pub(crate) fn has_numbers(&self) -> bool {
        self.begins(ListSet::NUMBERS)
    }

    /// The range of the text from the first of some words to the end of the last; there has to be one.
    #[must_use]
    pub fn range(&self, words: &Range<usize>) -> Range<usize> {
        self.words[words.start].start..self.words[words.end - 1].end
    }

    /// Words as they show on the page, with what is between them.
    #[must_use]
    pub fn shown(&self, words: &Range<usize>) -> &str {
        &self.text[self.range(words)]
    }

    /// Whether words are in quotation marks: they are somebody else's.
    #[must_use]
    pub(crate) fn is_quoted(&self, words: &Range<usize>) -> bool {
        let range = self.range(words);
        // As a rule there is none.
        let (mut is_open, mut is_straight) = (false, false);
        for c in self.text[..range.start].chars() {
            match c {
                '“' | '„' | '«' => is_open = true,
                '”' | '»' => is_open = false,
                '"' => is_straight = !is_straight,
                _ => {}
            }
        }
        (is_open || is_straight) && self.text[range.end..].contains(['”', '“', '»', '"'])
    }

    /// Whether words belong to a name: one of them, and a word beside it, begin with a capital within a sentence.
    #[must_use]
    pub(crate) fn is_in_name(&self, words: &Range<usize>, language: Language) -> bool {
        let is_capital = |index| self.is_capital(index);
        if !words.clone().any(is_capital) || self.kind.is_heading() || self.kind == UnitKind::Title {
            return false;
        }
        // In German all nouns begin with a capital, and only an adjective that does tells of a name.
        let is_german = language == Language::German;
        let after = words.end < self.words.len() && self.gap_before(words.end).is_empty() && is_capital(words.end);
        let before = words.start.checked_sub(1).filter(|_| self.gap_before(words.start).is_empty());
        after && !is_german || before.is_some_and(|index| self.leads_into_name(index, is_german))
    }

    /// Whether a word is one of a name that goes on behind it: "Saint" in "Saint Mary", or "of" in "University of".
    fn leads_into_name(&self, index: usize, is_german: bool) -> bool {
        let begins_sentence = self.sentence_words.iter().any(|sentence| sentence.start == index);
        let is_in_name =
            self.is_capital(index) && !begins_sentence && (!is_german || self.word(index).ends_with(['r', 's']));
        let is_of = matches!(self.word(index), "of" | "de" | "del" | "for" | "da" | "do" | "dos" | "der");
        is_in_name || (is_of && index > 0 && self.gap_before(index).is_empty() && self.is_capital(index - 1))
    }

    /// Whether a word has a capital and then a small letter.
    fn is_capital(&self, index: usize) -> bool {
        let mut letters = self.text[self.words[index].clone()].chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
    }

    /// What is between a word and the one before it, without white space.
    #[must_use]
    pub(crate) fn gap_before(&self, index: usize) -> &str {
        match &self.text[self.words[index - 1].end..self.words[index].start] {
            // As a rule; to trim it takes a while.
            " " => "",
            gap => gap.trim(),
        }
    }

    /// The place in the source of a part of the text, which must not be empty. Text that is written otherwise there, such
    /// as `&amp;`, has the place of its whole piece.
    #[must_use]
    pub fn span(&self, range: &Range<usize>) -> Span {
        let Some(first) = self.touched(range).next().or_else(|| self.pieces.last()) else { return 0..0 };
        let last = self.touched(range).last().unwrap_or(first);
        let mut start = first.span.start;
        if first.verbatim {
            start += range.start.saturating_sub(first.at.start).min(first.at.len());
        }
        let mut end = last.span.end;
        if last.verbatim {
            end = last.span.start + (range.end.min(last.at.end) - last.at.start);
        }
        start..end.max(start)
    }

    /// Where the link leads that a byte of the text belongs to.
    #[must_use]
    pub fn target(&self, at: usize) -> Option<&'d Target> {
        self.touched(&(at..at + 1)).next().and_then(|piece| piece.origin.target)
    }

    /// Whether any part of a range is the wording of a claim, or a number or an address to call or write to.
    #[must_use]
    pub(crate) fn is_registered(&self, range: &Range<usize>) -> bool {
        self.touched(range)
            .any(|piece| piece.origin.is_address || matches!(piece.origin.target, Some(Target::Claim(_))))
    }

    fn touched(&self, range: &Range<usize>) -> impl Iterator<Item = &Piece<'d>> {
        let from = self.pieces.partition_point(|piece| piece.at.end <= range.start);
        self.pieces[from..].iter().take_while(|piece| piece.at.start < range.end)
    }

    /// Ids of the terms that its links lead to, as far as a word begins in them.
    pub fn terms(&self) -> impl Iterator<Item = &'d str> {
        self.pieces.iter().filter_map(|piece| match piece.origin.target {
            Some(Target::Term(id)) if !self.words.within(&piece.at).is_empty() => Some(id.as_str()),
            _ => None,
        })
    }

    /// Ids of the claims that it states, from first to last.
    pub fn claims(&self) -> impl Iterator<Item = &'d str> {
        self.pieces.iter().filter_map(|piece| match piece.origin.target {
            Some(Target::Claim(id)) => Some(id.as_str()),
            _ => None,
        })
    }
}
