//! The cache as bytes, stored beside a published site.
//!
//! A cache that can't be read, or that another version of the program wrote, is ignored. That it is whole has been proved
//! by [`crate::disk::output::load_cache`]; what it says is believed only of the texts whose digests it names.

use std::borrow::Cow;
use std::io::Write;
use std::ops::Range;
use std::sync::Arc;

use anyhow::{Context, Result};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Cache, CachedArticle, CheckedArticle};
use crate::base::diagnostic::{Diagnostic, Severity, Text};
use crate::base::digest::Digest;
use crate::check;
use crate::content::article::{self, Article, Body, FrontMatter};
use crate::content::config::Config;
use crate::content::document::{Anchors, Target};
use crate::disk::output::Seen;
use crate::site::reading::facts::Facts;

/// What a file begins with. Behind it come its articles in pieces, each after its length in bytes, so that they are written
/// and read on every core. Nothing is in the place of an article that can't be stored.
#[derive(Serialize, Deserialize)]
struct Head<'m> {
    /// The program that wrote it.
    program: Cow<'m, str>,
    /// The published site that it belongs to.
    seen: Cow<'m, Seen>,
    /// The theme that its pages were rendered with.
    theme: Option<Digest>,
    shown: Option<[Digest; 2]>,
    /// How many articles there are.
    articles: usize,
}

/// Articles in a piece: some tens of kilobytes.
const PIECE: usize = 64;

/// Pieces that are made before they are written, so that the cache is never in memory a second time as a whole.
const ROUND: usize = 16;

/// An article without its text, which is in its file.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Record {
    path: String,
    text: Digest,
    interface: Digest,
    front_range: Range<usize>,
    body_range: Range<usize>,
    front: FrontMatter,
    anchors: Anchors,
    targets: Vec<Target>,
    problems: Vec<RecordedProblem>,
    problems_of_body: Vec<RecordedProblem>,
    checked: Option<RecordedChecks>,
}

#[derive(Debug, Serialize, Deserialize)]
struct RecordedChecks {
    key: Digest,
    problems: Vec<RecordedProblem>,
    facts: Facts,
    published: bool,
}

/// A problem of the article that it is stored with.
#[derive(Debug, Serialize, Deserialize)]
struct RecordedProblem {
    /// Its place among all checks: the same program reads what it wrote.
    check: usize,
    is_error: bool,
    message: String,
    span: Option<Range<usize>>,
    help: Option<String>,
    fix: Option<(Range<usize>, String)>,
}

impl Cache {
    /// Writes the cache, for a later build by the same program.
    ///
    /// # Errors
    /// Before anything was published, and when it can't be written.
    pub fn write(&self, program: &str, out: &mut dyn Write) -> Result<()> {
        let seen = Cow::Borrowed(self.seen.as_ref().context("nothing was published")?);
        let (program, theme, shown) = (Cow::Borrowed(program), self.theme, self.shown);
        let head = Head { program, seen, theme, shown, articles: self.articles.len() };
        postcard::to_io(&head, &mut *out)?;
        for round in self.articles.chunks(PIECE * ROUND) {
            let pieces: Vec<Vec<u8>> = round
                .par_chunks(PIECE)
                .map(|piece| postcard::to_stdvec(&piece.iter().map(Record::of).collect::<Vec<_>>()))
                .collect::<Result<_, _>>()?;
            for piece in pieces {
                postcard::to_io(&piece.len(), &mut *out)?;
                out.write_all(&piece)?;
            }
        }
        Ok(())
    }

    /// The cache that an earlier build by the same program stored; an empty one where there is none.
    #[must_use]
    pub fn from_bytes(bytes: &[u8], program: &str) -> Self {
        Self::read_from(bytes, program).unwrap_or_default()
    }

    fn read_from(bytes: &[u8], program: &str) -> Option<Self> {
        let (head, mut rest) = postcard::take_from_bytes::<Head<'_>>(bytes).ok()?;
        if head.program != program {
            return None;
        }
        let mut pieces = Vec::new();
        while !rest.is_empty() {
            let (length, behind) = postcard::take_from_bytes(rest).ok()?;
            let (piece, behind) = behind.split_at_checked(length)?;
            pieces.push(piece);
            rest = behind;
        }
        let records: Vec<Vec<Option<Box<Record>>>> = pieces
            .into_par_iter()
            .map(|piece| postcard::from_bytes::<Vec<Option<Box<Record>>>>(piece).ok())
            .collect::<Option<_>>()?;
        if records.iter().map(Vec::len).sum::<usize>() != head.articles {
            return None;
        }
        let records = records.into_iter().flatten().flatten().map(|record| (record.path.clone(), record)).collect();
        Some(Self {
            records,
            seen: Some(head.seen.into_owned()),
            theme: head.theme,
            shown: head.shown,
            ..Self::default()
        })
    }
}

impl Record {
    pub(super) fn text(&self) -> Digest {
        self.text
    }

    /// Nothing is stored of an article whose front matter can't be read, or with a problem in another file.
    fn of(cached: &CachedArticle) -> Option<Self> {
        let article = &cached.article;
        let source = &article.source;
        let checked = cached.checked.as_ref().and_then(|checked| {
            Some(RecordedChecks {
                key: checked.key,
                problems: recorded(&checked.problems, source)?,
                facts: (*checked.facts).clone(),
                published: checked.published,
            })
        });
        article.front_is_whole.then_some(())?;
        let body = article.known_body()?;
        Some(Self {
            path: article.source.path.clone(),
            text: cached.text,
            interface: *cached.interface.get()?,
            front_range: article.front_range.clone(),
            body_range: article.body_range.clone(),
            front: article.front.clone(),
            anchors: body.anchors.clone(),
            targets: body.targets.clone(),
            problems: recorded(&cached.problems, source)?,
            problems_of_body: recorded(&body.problems, source)?,
            checked,
        })
    }

    /// The article again, with its text. None where it could not be that of this text.
    ///
    /// Where it belongs follows from its path and from the settings, and is not stored: so nobody who writes a cache of
    /// their own leads a page elsewhere.
    pub(super) fn cached(self, source: &Text, config: &Config) -> Option<CachedArticle> {
        // Ranges that are no longer in the text.
        source.text.get(self.front_range.clone())?;
        source.text.get(self.body_range.clone())?;
        let checked = self.checked.and_then(|checked| {
            Some(CheckedArticle {
                key: checked.key,
                problems: diagnostics(checked.problems, source)?,
                facts: Arc::new(checked.facts),
                published: checked.published,
            })
        });
        let place = article::place_of(source.path.strip_prefix("content/")?, config);
        let address = article::address_of(&place, self.front.slug.as_ref(), config);
        let article = Article::from_parts(
            source.clone(),
            (self.front_range, self.body_range),
            self.front,
            (place, address),
            Body {
                anchors: self.anchors,
                targets: self.targets,
                problems: diagnostics(self.problems_of_body, source)?,
            },
        );
        Some(CachedArticle {
            text: self.text,
            interface: self.interface.into(),
            article: Arc::new(article),
            problems: diagnostics(self.problems, source)?,
            checked,
        })
    }
}

fn recorded(problems: &[Diagnostic], source: &Text) -> Option<Vec<RecordedProblem>> {
    problems.iter().map(|problem| RecordedProblem::of(problem, source)).collect()
}

fn diagnostics(problems: Vec<RecordedProblem>, source: &Text) -> Option<Vec<Diagnostic>> {
    problems.into_iter().map(|problem| problem.diagnostic(source)).collect()
}

impl RecordedProblem {
    fn of(problem: &Diagnostic, source: &Text) -> Option<Self> {
        let span = match &problem.location {
            None => None,
            Some(place) if place.path() == source.path => Some(place.span()),
            Some(_) => return None,
        };
        Some(Self {
            check: check::place(problem.code.as_str())?,
            is_error: problem.severity == Severity::Error,
            message: problem.message.to_string(),
            span,
            help: problem.help.as_deref().map(str::to_owned),
            fix: problem.fix.as_ref().map(|fix| (fix.at.span(), fix.with.clone())),
        })
    }

    fn diagnostic(self, source: &Text) -> Option<Diagnostic> {
        let check = check::CHECKS.get(self.check)?;
        let mut spans = self.span.iter().chain(self.fix.as_ref().map(|(span, _)| span));
        spans.all(|span| source.text.get(span.clone()).is_some()).then_some(())?;
        let severity = if self.is_error { Severity::Error } else { Severity::Warning };
        let problem = Diagnostic { severity, ..Diagnostic::new(check.code, self.message) };
        let problem = match self.span {
            Some(span) => problem.at(source.at(span)),
            None => problem,
        };
        let problem = problem.fix(self.fix.map(|(span, with)| source.fix(span, with)));
        Some(match self.help {
            Some(help) => problem.help(help),
            None => problem,
        })
    }
}
