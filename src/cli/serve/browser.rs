//! Opens the browser. Each system has one command for it, and the address is our own: a crate for this would bring four
//! others along.

use std::process::{Command, Stdio};

use anyhow::{Context as _, Result};

const OPENER: &str = if cfg!(windows) {
    "explorer"
} else if cfg!(target_os = "macos") {
    "open"
} else {
    "xdg-open"
};

/// Opens an address in the browser that the editor uses.
///
/// # Errors
/// When the system has no command for it.
pub(super) fn open(address: &str) -> Result<()> {
    let mut command = Command::new(OPENER);
    command.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let opened = command.spawn();
    opened.map(drop).with_context(|| format!("can't open the browser with `{OPENER}`; open {address} yourself"))
}
