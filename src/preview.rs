//! The site while it is written, in the browser, and the editor's desk.
//!
//! Nothing is written: the site is in memory. One thread watches the folders and compiles; one speaks with
//! browsers; pages are rendered when somebody asks for them.

mod body;
pub(crate) mod connections;
pub mod desk;
mod guard;
mod lists;
mod page;
pub(crate) mod problem;
mod query;
mod reply;
pub(crate) mod server;
pub(crate) mod snapshot;
mod trial;
pub(crate) mod watch;

use std::net::{Ipv4Addr, SocketAddr, TcpListener};

use anyhow::{Context as _, Result, bail};

/// Listens on this machine alone.
pub(crate) fn listen(port: u16) -> Result<TcpListener> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let listener = match TcpListener::bind(address) {
        Ok(listener) => listener,
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => bail!(
            "port {port} is taken, perhaps by another preview; stop that one, or take another port with `--port {}`, or \
             any that is free with `--port 0`",
            if port == u16::MAX { port - 1 } else { port + 1 }
        ),
        Err(error) => return Err(error).with_context(|| format!("can't listen on port {port}")),
    };
    listener.set_nonblocking(true)?;
    Ok(listener)
}
