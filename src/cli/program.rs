//! Which program this is. What a program keeps for its next run, no other program reads.

/// Its version, and the size and time of its file.
#[expect(clippy::disallowed_methods, reason = "looks at the program itself")]
pub(super) fn program() -> String {
    let file = std::env::current_exe().and_then(|path| path.metadata());
    let built = file.and_then(|meta| Ok((meta.len(), meta.modified()?))).ok();
    format!("{} {built:?}", env!("CARGO_PKG_VERSION"))
}
