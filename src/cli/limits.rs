//! A limit on the size of files, set by whoever runs the program: an error that is told, and no sudden end.

use std::io;

/// The signal that a file grows beyond its limit, by its number on Linux, macOS and the BSDs.
#[cfg(unix)]
const TOO_LARGE: i32 = 25;

/// From now on, writing beyond the limit fails, and whoever writes says so. Without this, the system ends the program.
///
/// # Errors
/// When the system refuses; a limit then ends the program, and the next build clears up.
#[cfg(unix)]
pub(super) fn are_told() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    let _inside = runtime.enter();
    // Once it is listened to, it never ends the program any more.
    signal(SignalKind::from_raw(TOO_LARGE)).map(drop)
}

/// Other systems have no such limit.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "as on Unix")]
pub(super) fn are_told() -> io::Result<()> {
    Ok(())
}
