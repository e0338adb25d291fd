//! The recipe: from sources to a published site, and the cache that saves what need not be done again.

pub mod cache;
pub(super) mod compile;
pub mod progress;
mod publish;
mod session;

pub use compile::{Compiled, Plan, compile, compile_sources, examine, examine_sources};
pub use publish::{Done, Outcome, publish};
pub use session::Unchanged;
