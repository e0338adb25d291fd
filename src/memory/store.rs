//! Memory as bytes, to be kept beside a published site.
//!
//! What can't be read, or was written by another version of the program, is as good as none.

use std::borrow::Cow;
use std::io::Write;
use std::ops::Range;
use std::sync::Arc;

use anyhow::{Context, Result};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Examined, Known, Memory};
use crate::address::Address;
use crate::article::{Article, Body, FrontMatter, Place};
use crate::check;
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::digest::Digest;
use crate::document::Target;
use crate::facts::Facts;

#[derive(Serialize, Deserialize)]
struct File<'m> {
    /// The program that wrote it.
    program: Cow<'m, str>,
    /// The published site that it belongs to.
    site: Digest,
    /// The theme that its pages were rendered with.
    theme: Option<Digest>,
    shown: Option<[Digest; 2]>,
    /// Nothing in the place of those that can't be stored.
    articles: Articles<'m>,
}

/// The articles of a file: on the way out, each is put into its stored form only when it is written.
enum Articles<'m> {
    Known(&'m [Known]),
    Stored(Vec<Option<Stored>>),
}

impl Serialize for Articles<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Known(known) => serializer.collect_seq(known.iter().map(Stored::of)),
            Self::Stored(stored) => stored.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Articles<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Self::Stored)
    }
}

/// An article without its text, which is in its file.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Stored {
    path: String,
    text: Digest,
    face: Digest,
    front_range: Range<usize>,
    body_range: Range<usize>,
    front: FrontMatter,
    place: Place,
    address: Address,
    anchors: Vec<String>,
    targets: Vec<Target>,
    problems: Vec<StoredProblem>,
    problems_of_body: Vec<StoredProblem>,
    examined: Option<StoredExamined>,
}

#[derive(Debug, Serialize, Deserialize)]
struct StoredExamined {
    key: Digest,
    problems: Vec<StoredProblem>,
    facts: Facts,
    published: bool,
}

/// A problem of the article that it is stored with.
#[derive(Debug, Serialize, Deserialize)]
struct StoredProblem {
    /// Its place among all checks: the same program reads what it wrote.
    check: usize,
    is_error: bool,
    message: String,
    span: Option<Range<usize>>,
    help: Option<String>,
    fix: Option<(Range<usize>, String)>,
}

impl Memory {
    /// Writes what is known, for a later build by the same program.
    ///
    /// # Errors
    /// Before anything was published, and when it can't be written.
    pub fn write(&self, program: &str, out: &mut dyn Write) -> Result<()> {
        let (site, theme, shown) = (self.site.context("nothing was published")?, self.theme, self.shown);
        let articles = Articles::Known(&self.articles);
        postcard::to_io(&File { program: Cow::Borrowed(program), site, theme, shown, articles }, out)?;
        Ok(())
    }

    /// Takes up what an earlier build by the same program knew.
    #[must_use]
    pub fn from_bytes(bytes: &[u8], program: &str) -> Self {
        let Ok(file) = postcard::from_bytes::<File<'_>>(bytes) else { return Self::default() };
        if file.program != program {
            return Self::default();
        }
        let Articles::Stored(stored) = file.articles else { return Self::default() };
        let stored = stored.into_iter().flatten().map(|stored| (stored.path.clone(), stored)).collect();
        Self { stored, site: Some(file.site), theme: file.theme, shown: file.shown, ..Self::default() }
    }
}

impl Stored {
    pub(super) fn text(&self) -> Digest {
        self.text
    }

    /// Nothing is stored of an article whose front matter can't be read, or with a problem in another file.
    fn of(known: &Known) -> Option<Self> {
        let article = &known.article;
        let problems = |problems: &[Diagnostic]| -> Option<Vec<StoredProblem>> {
            problems.iter().map(|problem| StoredProblem::of(problem, &article.source)).collect()
        };
        let examined = known.examined.as_ref().and_then(|examined| {
            Some(StoredExamined {
                key: examined.key,
                problems: problems(&examined.problems)?,
                facts: (*examined.facts).clone(),
                published: examined.published,
            })
        });
        article.front_is_whole.then_some(())?;
        let body = article.known_body()?;
        Some(Self {
            path: article.source.path.clone(),
            text: known.text,
            face: *known.face.get()?,
            front_range: article.front_range.clone(),
            body_range: article.body_range.clone(),
            front: article.front.clone(),
            place: article.place.clone(),
            address: article.address.clone(),
            anchors: body.anchors.clone(),
            targets: body.targets.clone(),
            problems: problems(&known.problems)?,
            problems_of_body: problems(&body.problems)?,
            examined,
        })
    }

    /// The article again, with its text.
    pub(super) fn known(self, source: &Text) -> Option<Known> {
        let problems = |problems: Vec<StoredProblem>| -> Option<Vec<Diagnostic>> {
            problems.into_iter().map(|problem| problem.diagnostic(source)).collect()
        };
        let examined = self.examined.and_then(|examined| {
            Some(Examined {
                key: examined.key,
                problems: problems(examined.problems)?,
                facts: Arc::new(examined.facts),
                published: examined.published,
            })
        });
        let article = Article::from_parts(
            source.clone(),
            (self.front_range, self.body_range),
            self.front,
            (self.place, self.address),
            Body { anchors: self.anchors, targets: self.targets, problems: problems(self.problems_of_body)? },
        );
        Some(Known {
            text: self.text,
            face: self.face.into(),
            article: Arc::new(article),
            problems: problems(self.problems)?,
            examined,
        })
    }
}

impl StoredProblem {
    fn of(problem: &Diagnostic, source: &Text) -> Option<Self> {
        let span = match &problem.location {
            None => None,
            Some(place) if place.path() == source.path => Some(place.span()),
            Some(_) => return None,
        };
        Some(Self {
            check: check::place(problem.code)?,
            is_error: problem.severity == Severity::Error,
            message: problem.message.to_string(),
            span,
            help: problem.help.as_deref().map(str::to_owned),
            fix: problem.fix.as_ref().map(|fix| (fix.at.span(), fix.with.clone())),
        })
    }

    fn diagnostic(self, source: &Text) -> Option<Diagnostic> {
        let check = check::CHECKS.get(self.check)?;
        let severity = if self.is_error { Severity::Error } else { Severity::Warning };
        let problem = Diagnostic { severity, ..Diagnostic::error(check.code, self.message) };
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
