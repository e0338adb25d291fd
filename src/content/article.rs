//! One file of content: its front matter, and what its site has to know of its body.

mod fences;
mod fixes;

use std::ops::Range;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::base::address::{Address, Slug, folder_of, resolve_path};
use crate::base::diagnostic::{Diagnostic, Text, code};
use crate::base::yaml::{self, Step};
use crate::content::config::Config;
use crate::content::document::{Anchors, BlockKind, Document, Inline, Span, Target};
use crate::content::locale::Locale;
use crate::content::markdown;

mod front_matter;

pub use front_matter::{Code, CodeSystem, FrontMatter, Kind, Review, Translation, Waiver};

/// An article: front matter and body of one Markdown file.
#[derive(Debug)]
pub struct Article {
    /// The file.
    pub source: Text,
    /// Bytes of the source that hold the front matter, without its `---` lines.
    pub front_range: Range<usize>,
    /// Bytes of the source that are Markdown.
    pub body_range: Range<usize>,
    /// What the front matter says.
    pub front: FrontMatter,
    /// Whether all of it could be read. Where not, `front` is what could be made out, and the page is not published.
    pub front_is_whole: bool,
    /// The places of its fields; read when the first problem asks, which is seldom.
    front_places: OnceLock<Box<yaml::Places>>,
    /// Where it belongs.
    pub place: Place,
    /// Its address on the site.
    pub address: Address,
    /// What its site has to know of its body; read when somebody first asks.
    body: OnceLock<Body>,
}

/// What a site has to know of the body of an article.
#[derive(Debug, Default)]
pub struct Body {
    /// Anchors of its headings, in order.
    pub anchors: Anchors,
    /// Where its links and pictures lead, in order.
    pub targets: Vec<Target>,
    /// What is wrong with its Markdown.
    pub problems: Vec<Diagnostic>,
}

/// Where a file is among the content.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct Place {
    /// Its language.
    pub language: String,
    /// Folder below the language's own: empty, or `children`, or `children/sleep`.
    pub folder: String,
    /// File name without `.md`.
    pub stem: String,
}

impl Place {
    /// Whether this file names its folder.
    #[must_use]
    pub(crate) fn is_index(&self) -> bool {
        self.stem == "index"
    }

    /// Whether this file is the home page of its language.
    #[must_use]
    pub(crate) fn is_home(&self) -> bool {
        self.is_index() && self.folder.is_empty()
    }

    /// Whether it has a path below the language's folder.
    #[must_use]
    pub(crate) fn is_at(&self, path: &str) -> bool {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        self.folder == folder && name.strip_suffix(".md") == Some(&self.stem)
    }

    /// Path below the language's folder: the same for all translations.
    #[must_use]
    pub fn path(&self) -> String {
        if self.folder.is_empty() { format!("{}.md", self.stem) } else { format!("{}/{}.md", self.folder, self.stem) }
    }
}

/// Most bytes of front matter: a hundred times what an article has.
const MOST_FRONT_MATTER: usize = 250_000;

/// Reads the front matter of one article, and leaves its body for later. With problems in its front matter it still takes
/// part in linking, as well as it could be read, so that the editor sees the problems of its body and of other files' links
/// to it as they are; nothing is published then.
#[must_use]
pub fn parse(source: Text, config: &Config, place: Place) -> (Article, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let (front_range, body_range) = fences::split(&source, &mut problems);
    let (front, found) = if front_range.len() > MOST_FRONT_MATTER {
        problems.push(too_much_front_matter(&source, front_range.len()));
        (None, Vec::new())
    } else {
        yaml::parse_mended::<FrontMatter>(&source.text[front_range.clone()])
    };
    if problems.is_empty() {
        problems.extend(found.into_iter().map(|p| {
            let whole = p.code == code::MISSING_FIELD && p.range.is_empty();
            let problem = p.in_text(&source, front_range.start);
            // What the whole front matter lacks is shown at its beginning.
            if whole { problem.at(source.at(0..3)) } else { problem }
        }));
    }
    let front = front.unwrap_or_else(|| stand_in(&place));
    let front_is_whole = problems.is_empty();
    if front_is_whole && front.summary.trim().is_empty() {
        let range = yaml::locate(&source.text[front_range.clone()], &[Step::Key("summary")]);
        problems.push(
            Diagnostic::new(code::MISSING_FIELD, "the summary is empty")
                .at(source.at(range.start + front_range.start..range.end + front_range.start))
                .help("say the main message of the page in one to three short sentences"),
        );
    }
    let address = address_of(&place, front.slug.as_ref(), config);
    let article = Article {
        source,
        front_range,
        body_range,
        front,
        front_is_whole,
        front_places: OnceLock::new(),
        place,
        address,
        body: OnceLock::new(),
    };
    (article, problems)
}

impl Article {
    /// An article that was read before, with front matter that is whole: its source, the ranges of front matter and body,
    /// the front matter, where it belongs, and what is known of its body.
    #[must_use]
    pub(crate) fn from_parts(
        source: Text,
        (front_range, body_range): (Range<usize>, Range<usize>),
        front: FrontMatter,
        (place, address): (Place, Address),
        body: Body,
    ) -> Self {
        let (front_is_whole, front_places, body) = (true, OnceLock::new(), body.into());
        Self { source, front_range, body_range, front, front_is_whole, front_places, place, address, body }
    }

    /// The body as a tree. Read again each time: it is quicker to read than to keep for every article of a large site.
    #[must_use]
    pub fn document(&self, words: &Locale) -> Document<'_> {
        let known = self.body.get();
        let (document, problems) = self.read_body(words, known.map(|body| &body.anchors));
        if known.is_none() {
            self.body.get_or_init(|| Body::of(&document, problems));
        }
        document
    }

    /// What its site has to know of its body.
    #[must_use]
    pub fn body(&self, words: &Locale) -> &Body {
        self.body.get_or_init(|| {
            let (document, problems) = self.read_body(words, None);
            Body::of(&document, problems)
        })
    }

    /// The same, where somebody has asked for it already.
    #[must_use]
    pub(crate) fn known_body(&self) -> Option<&Body> {
        self.body.get()
    }

    fn read_body(&self, words: &Locale, known: Option<&Anchors>) -> (Document<'_>, Vec<Diagnostic>) {
        let conventions = words.conventions(self.front.kind == Kind::Myths, self.front.kind == Kind::Faq);
        let new = Anchors::default();
        markdown::parse(&self.source, self.body_range.clone(), conventions, known.unwrap_or(&new))
    }

    /// Path below `content`, such as `children/index.md`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.source.path["content/".len()..]
    }

    /// The path below `content` that a path relative to this file leads to; none when it leads out of `content`.
    #[must_use]
    pub fn beside(&self, path: &str) -> Option<String> {
        resolve_path(folder_of(self.path()), path)
    }

    /// Where a field of the front matter is.
    #[must_use]
    pub fn field(&self, path: &[Step<'_>]) -> crate::base::diagnostic::Location {
        self.source.at(self.field_span(path))
    }

    /// The same as a byte range of the source.
    #[must_use]
    pub(crate) fn field_span(&self, path: &[Step<'_>]) -> Span {
        let places =
            self.front_places.get_or_init(|| Box::new(yaml::Places::of(&self.source.text[self.front_range.clone()])));
        let range = places.locate(path);
        range.start + self.front_range.start..range.end + self.front_range.start
    }
}

impl Body {
    fn of(document: &Document<'_>, problems: Vec<Diagnostic>) -> Self {
        let anchors = document.headings().into_iter().map(|heading| heading.id.as_str()).collect();
        let mut targets = Vec::new();
        document.each_block(&mut |block| {
            if let BlockKind::Figure(image) = &block.kind {
                targets.push(image.target.clone());
            }
        });
        document.each_inline(&mut |inline| match inline {
            Inline::Link(link) => targets.push(link.target.clone()),
            Inline::Image(image) => targets.push(image.target.clone()),
            _ => {}
        });
        // A site keeps them for each of its articles.
        targets.shrink_to_fit();
        Self { anchors, targets, problems }
    }
}

/// Where a file belongs, by its path below `content`.
#[must_use]
pub fn place_of(path: &str, config: &Config) -> Place {
    let mut parts: Vec<&str> = path.split('/').collect();
    let stem = parts.pop().unwrap_or_default().trim_end_matches(".md").to_owned();
    let first = parts.first().copied().unwrap_or_default();
    let language = config.languages.iter().skip(1).find(|language| *language == first);
    if language.is_some() {
        parts.remove(0);
    }
    Place {
        language: language.map_or(config.default_language(), String::as_str).to_owned(),
        folder: parts.join("/"),
        stem,
    }
}

/// The address of a page: its own `slug` in the place of its file's name.
#[must_use]
pub(crate) fn address_of(place: &Place, slug: Option<&Slug>, config: &Config) -> Address {
    let language = if place.language == config.default_language() { "" } else { &place.language };
    let mut parts: Vec<String> = vec![language.to_owned()];
    parts
        .extend(place.folder.split('/').filter(|part| !part.is_empty()).map(|part| Slug::from_words(part).to_string()));
    if !place.is_index() {
        parts.push(slug.map_or_else(|| Slug::from_words(&place.stem).to_string(), Slug::to_string));
    } else if let (Some(slug), Some(last)) = (slug, parts.last_mut().filter(|_| !place.folder.is_empty())) {
        *last = slug.to_string();
    }
    Address::page(parts.iter().map(String::as_str))
}

fn too_much_front_matter(source: &Text, length: usize) -> Diagnostic {
    let message =
        format!("the front matter has {} kB; {} kB is the most", length.div_ceil(1_000), MOST_FRONT_MATTER / 1_000);
    Diagnostic::new(code::TOO_LARGE, message)
        .at(source.at(0..3))
        .help("what readers are to see belongs below the second line of `---`")
}

/// Stands in for front matter that can't be read at all. The page is never published.
fn stand_in(place: &Place) -> FrontMatter {
    FrontMatter {
        title: place.stem.clone(),
        summary: String::new(),
        kind: Kind::Article,
        guide: None,
        order: None,
        slug: None,
        aliases: Vec::new(),
        topics: Vec::new(),
        related: Vec::new(),
        audience: None,
        sources: Vec::new(),
        codes: Vec::new(),
        publish_on: None,
        expires_on: None,
        review: None,
        translation: None,
        waivers: Vec::new(),
    }
}
