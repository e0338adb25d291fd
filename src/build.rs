//! The recipe: from sources to a published site, and what need not be done again.

pub mod cache;
pub(super) mod compile;
pub mod progress;
mod publish;

pub use compile::{Compiled, Plan, compile, compile_sources, examine, examine_sources};
pub use publish::{Done, Outcome, publish};
