//! The recipe: from sources to a published site, and the cache that saves what need not be done again.

pub mod cache;
pub(super) mod compile;
pub(crate) mod progress;
mod publish;
mod session;

pub(crate) use compile::examine_sources;
pub use compile::{Compiled, Plan, compile, compile_sources, examine};
pub use publish::{Done, Outcome, publish};
pub use session::Unchanged;
