//! carepress turns a folder of patient-education articles into a linked, checked static website.
//!
//! # The pipeline
//!
//! In the order in which it runs:
//!
//! 1. [`disk::source::discover`]: the site's folder → [`disk::source::Sources`]
//! 2. [`content::article::parse`]: one source → [`content::article::Article`], whose body is read when it is checked
//! 3. [`site::link()`]: all articles → [`site::Site`]
//! 4. [`site::page::pages`]: the site → [`site::page::Page`]s, and [`render::Theme::load`]: its templates
//! 5. [`check::articles`], [`check::given`] and [`check::whole`]: the site → [`base::diagnostic::Diagnostic`]s, which
//!    [`check::waiver`] and [`check::weigh`] go through
//! 6. [`render::page`]: one page → [`disk::output::Output`], which [`check::check_written`] looks at once more
//! 7. [`disk::output::Stage`]: outputs → the published folder, swapped in one step
//!
//! [`build::compile()`] is steps 1 to 5, [`build::publish()`] steps 6 and 7. Every command is a recipe over these two, and
//! so is the preview.
//!
//! # The wings
//!
//! `cli → preview → build → {render, check} → site → content → {disk, prose} → base`: a wing uses only what is to the
//! right of it. [`check`] and [`render`] do not know each other, nor do [`disk`] and [`prose`].
//!
//! # Invariants
//!
//! `tests/testsuite/house.rs` keeps them.
//!
//! 1. No arrow leads back, from wing to wing, and nothing within a wing goes round in a circle.
//! 2. All that touches files is in [`disk`], and `clippy.toml` says so in the editor: `disk::source` only reads,
//!    `disk::output` writes the site, and `disk::edit` alone changes what editors wrote, for them and in no build. The wings
//!    below `preview` print nothing and ask no clock, no environment and no network. They return
//!    `(T, Vec<Diagnostic>)` and cannot fail: what is wrong in content is a [`base::diagnostic::Diagnostic`]; what is wrong
//!    with the world is an [`anyhow::Error`], in `disk` and at the edges.
//! 3. No type is half-built: a later stage makes a new type. A name that has been looked up has a type of its own
//!    ([`site::Destination`]), and so has one that has been checked ([`base::address::Slug`], [`base::date::Date`]).
//! 4. Same input, same bytes: sorted walks, ordered maps, no time of day.
//! 5. Work per page, never per pair of pages. Pages are rendered and written as a stream, in parallel; the site in
//!    memory holds what linking and checking need, and no page's HTML.
//!
//! # To add something
//!
//! `CONTRIBUTING.md` goes through these step by step.
//!
//! - **A check:** one file in `check/rules/`, one line in the list in `check/rules.rs`, one folder in `tests/check/`.
//! - **A kind of page:** a variant of [`site::page::Page`] and a template. The compiler asks for its address, its
//!   [`site::page::Traits`] and its title; all that `render/` and the sitemap do with it follows from the traits.
//! - **A format beside the pages:** a variant of [`site::page::Beside`] and one file in `render/formats/`.
//! - **A command:** one file in `cli/` and two lines in `cli.rs`.
//!
//! # Words of the house
//!
//! - **Article:** what an editor writes, one file. **Page:** what a reader sees, one address. Most articles have one page,
//!   and some pages (the glossary, A to Z) have no article.
//! - **Given:** what a site has beside its articles: settings, [`content::references`], pictures.
//! - **Claim:** a figure that may be on many pages and is written down once. **Citation:** where it comes from.
//! - **Locale:** the words of a site's language. **Word lists:** the words that checks look for. **Tokens:** the words of
//!   a sentence.
//! - **Quantity:** a number with what it counts. **Figure:** a picture with a caption.
//! - **Guide:** an article above others, which lead back to it. **Card:** a box that says when to call for help.
//! - **Register:** what the staff is told of every page. **Instrument:** a published list by which it is judged.
//! - **Unit:** a piece of text that is read by itself: a paragraph, an item, a heading.
//! - **Theme:** templates, words and static files for whatever a site does not bring itself. **Desk:** the editor's pages
//!   in the preview.

#![warn(clippy::disallowed_methods)]

// The ground.
pub mod base;
// Language and files: neither knows the other.
pub mod prose;

pub mod disk;
// What editors write, and the site that it makes.
pub mod content;
pub mod site;
// What is wrong with it, and how it is shown: neither knows the other.
pub mod check;
pub mod render;
// The recipe.
pub mod build;
// The edges.
pub mod preview;

pub mod cli;
