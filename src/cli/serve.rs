//! `carepress serve`: the site while it is written, in the browser, and the editor's desk.
//!
//! Nothing is written: the site is in memory. One thread watches the folders and compiles; one speaks with
//! browsers; pages are rendered when somebody asks for them.

mod browser;

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::thread;

use anyhow::Result;
use clap::Args;

use super::arguments::{date, real};
use super::complain;
use super::program::program;
use super::terminal::{counted, print_for_people, say};
use crate::base::date::Date;
use crate::base::diagnostic::excerpt::visible_name;
use crate::base::diagnostic::{Diagnostic, Severity};
use crate::preview::desk::Desk;
use crate::preview::problem::{Editor, pattern};
use crate::preview::server::{Server, answer};
use crate::preview::snapshot::{Preview, Snapshot};
use crate::preview::watch::Watch;
use crate::preview::{connections, listen};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Port on this machine; 0 takes any that is free
    #[arg(long, value_name = "N", default_value = "8000")]
    port: u16,
    /// Open the browser, at the page that was written last
    #[arg(long)]
    open: bool,
    /// Show pages whose `publish_on` lies ahead as well
    #[arg(long)]
    drafts: bool,
    /// Address by which your editor opens a file, such as `vscode://file/{path}:{line}`
    #[arg(long, value_name = "ADDRESS", value_parser = pattern)]
    editor: Option<String>,
    /// Look for changes once a second, for a site on a network drive
    #[arg(long)]
    poll: bool,
    /// Judge reviews as on this day
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    today: Option<Date>,
}

/// Most pages that are rendered at a time.
const RENDERING: usize = 4;

pub(super) fn run(root: &Path, arguments: &Arguments) -> Result<ExitCode> {
    let root = real(root)?;
    let listener = listen(arguments.port)?;
    let port = listener.local_addr()?.port();
    // Before the site is read, so that no change is missed.
    let watch = Watch::begin(&root, arguments.poll, complain)?;
    let preview = Preview::begin(&root, arguments.today, arguments.drafts, program())?;
    let desk = Desk::new(Editor::new(&root, arguments.editor.clone()))?;
    let snapshot = preview.snapshot();
    let server = Arc::new(Server::new(preview, desk, port));
    let host = format!("http://127.0.0.1:{port}");
    let site = snapshot.built.as_ref().map_or("/", |built| built.plan.site.config.base_path());
    say(&format!("Site  {host}{site}\nDesk  {host}/_desk/\nStop  Ctrl-C\n"))?;
    report(&snapshot)?;
    let watching = Arc::clone(&server);
    thread::spawn(move || follow(watch, &watching));
    if arguments.open {
        let page = snapshot.built.as_ref().and_then(|built| built.last_written(&root));
        browser::open(&format!("{host}{}", page.as_deref().unwrap_or(site)))?;
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().max_blocking_threads(RENDERING).build()?;
    let ended = runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        tokio::spawn(connections::accept(listener, move |request| answer(Arc::clone(&server), request)));
        tokio::signal::ctrl_c().await
    });
    // A page that is being rendered, and a browser that waits, need not be waited for.
    runtime.shutdown_background();
    ended?;
    Ok(ExitCode::SUCCESS)
}

/// Compiles the site again at each save, and tells on the terminal what came of it.
fn follow(mut watch: Watch, server: &Server) {
    loop {
        match watch.next() {
            // A terminal that is gone is no reason to stop: the editor looks at the browser.
            Ok(changed) => report(&server.preview.saved(changed)).unwrap_or_default(),
            // The preview goes on, as far as it can.
            Err(error) => return complain(&error.context("saves are not seen any more; start the preview again")),
        }
    }
}

/// Prints the problems of the files that were saved, and how the site is.
fn report(snapshot: &Snapshot) -> Result<()> {
    let problems = snapshot.saved.iter().flat_map(|path| snapshot.problems_of(path)).cloned();
    print_for_people(&problems.collect::<Vec<Diagnostic>>())?;
    let saved = match snapshot.saved.iter().next() {
        None => String::new(),
        Some(first) if snapshot.saved.len() == 1 => format!("{}: ", visible_name(first)),
        Some(first) => format!("{} and {} more: ", visible_name(first), snapshot.saved.len() - 1),
    };
    let state = if let Some(trouble) = &snapshot.trouble {
        visible_name(trouble).into_owned()
    } else {
        let [errors, warnings] = [Severity::Error, Severity::Warning].map(|severity| snapshot.count(severity));
        format!("{}, {}", counted(errors, "error"), counted(warnings, "warning"))
    };
    say(&format!("{saved}{state}"))
}
