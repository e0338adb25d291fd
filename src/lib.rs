//! carepress turns a folder of patient-education articles into a linked, checked static website.
//!
//! # The pipeline
//!
//! Read **sources** into **articles**, link them into a **site**, lay it out as **pages**, check it, render
//! **outputs**, publish them:
//!
//! 1. [`disk::source::discover`]: the site's folder → [`disk::source::Sources`]
//! 2. [`content::article::parse`]: one source → [`content::article::Article`], whose body is read when it is checked
//! 3. [`site::link`]: all articles → [`site::Site`]
//! 4. [`site::page::pages`]: the site → [`site::page::Page`]s
//! 5. [`check::articles`], [`check::given`] and [`check::whole`]: the site → [`base::diagnostic::Diagnostic`]s
//! 6. [`render::page`]: one page → [`disk::output::Output`]
//! 7. [`disk::output::Stage`]: outputs → the published folder, swapped in one step
//!
//! [`compile`](crate::build::compile) is steps 1 to 5, [`publish`](crate::build::publish) is steps 6 and 7; every command is a recipe over these two.
//!
//! # Invariants
//!
//! `tests/house.rs` keeps them.
//!
//! 1. A file uses only files above it in the list of modules below. `check` and `render` do not know each other.
//! 2. Only [`source`] reads the site and only [`output`] writes it; only [`edit`] changes what editors wrote, and no
//!    build does. The files between them print nothing and ask no clock,
//!    no environment and no network. They return `(T, Vec<Diagnostic>)` and cannot fail: what is wrong in content is a
//!    [`base::diagnostic::Diagnostic`]; what is wrong with the world is an [`anyhow::Error`], at the doors and edges.
//! 3. No type is half-built: a later stage makes a new type. A name that has been looked up has a type of its own
//!    ([`site::Destination`]), and so has one that has been checked ([`base::address::Slug`], [`base::date::Date`]).
//! 4. Same input, same bytes: sorted walks, ordered maps, no time of day.
//! 5. Work per page, never per pair of pages. Pages are rendered and written as a stream, in parallel; the site in
//!    memory holds what linking and checking need, and no page's HTML.
//!
//! # To add something
//!
//! - **A check:** one file in `check/`, one line in its list, one folder in `tests/check/`.
//! - **A page kind:** a variant of [`site::page::Page`] and a template; the compiler shows the rest.
//! - **A file beside the pages:** a variant of [`site::page::Beside`], its text in `render/`; the compiler shows the rest.

pub mod base;
pub mod prose;

pub mod disk;

pub mod content;
pub mod site;

pub mod check;
pub mod render;

pub mod build;
pub mod preview;

pub mod cli;
