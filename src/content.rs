//! What editors write, typed: settings, articles, references, and the words of each language.

pub mod article;
pub mod config;
pub mod document;
pub(crate) mod fridge_card;
pub mod locale;
pub(crate) mod markdown;
pub mod references;
