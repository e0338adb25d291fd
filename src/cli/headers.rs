//! `carepress headers SERVER`: what a server is to say beside each page, as lines for its configuration.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;

use crate::base::date::Date;
use crate::content::config::{self, Options};
use crate::disk::source;
use crate::render::security_headers::WebServer;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The server; hosts that read a file `_headers` find it in the built site
    #[arg(value_enum)]
    server: WebServer,
}

pub(super) fn run(root: &Path, arguments: &Arguments) -> Result<ExitCode> {
    let (sources, _) = source::discover(root)?;
    let options = Options { today: Date::today(), drafts: false, portable: false };
    let Ok(config) = config::read(&sources.settings, options) else {
        bail!("site.yaml has problems; run `carepress check` to see them");
    };
    let lines = arguments.server.snippet(&config);
    super::terminal::quiet_when_unread(io::stdout().lock().write_all(lines.as_bytes()))?;
    Ok(ExitCode::SUCCESS)
}
