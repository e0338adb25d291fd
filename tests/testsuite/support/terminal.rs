//! The program at a terminal of its own, with somebody who types.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use rustix::fs::{Mode, OFlags};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

use super::program::Ran;

/// What is written to the terminal when the program has ended: all that it said stands before it. A terminal whose last
/// user has gone may forget what was not read yet.
const END: u8 = 0x1f;

/// Runs `carepress ARGUMENTS` in a folder, its questions on a terminal, with what is typed into it. `err` is all that
/// the terminal shows, what was typed among it.
pub(crate) fn carepress_at_terminal(folder: &Path, arguments: &[&str], typed: &str) -> Ran {
    let screen = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
    grantpt(&screen).expect("ours");
    unlockpt(&screen).expect("open");
    let name = ptsname(&screen, Vec::new()).expect("its name");
    let open = || rustix::fs::open(&name, OFlags::RDWR | OFlags::NOCTTY, Mode::empty()).expect("its other end");
    let mut command = Command::new(env!("CARGO_BIN_EXE_carepress"));
    command.current_dir(folder).args(arguments).env_remove("RUST_BACKTRACE");
    command.stdin(open()).stderr(open()).stdout(Stdio::piped());
    let child = command.spawn().expect("the program starts");
    let mut screen = File::from(screen);
    screen.write_all(typed.as_bytes()).expect("typed");
    let mut reader = screen.try_clone().expect("a copy");
    let shown = std::thread::spawn(move || {
        let (mut shown, mut part) = (Vec::new(), [0; 1024]);
        while shown.pop_if(|last| *last == END).is_none() {
            let count = reader.read(&mut part).expect("a terminal in use");
            shown.extend_from_slice(&part[..count]);
        }
        String::from_utf8(shown).expect("it speaks UTF-8")
    });
    let output = child.wait_with_output().expect("it ends");
    File::from(open()).write_all(&[END]).expect("a terminal in use");
    let err = shown.join().expect("read").replace("\r\n", "\n");
    assert!(!err.contains("panicked at"), "{err}");
    let out = String::from_utf8(output.stdout).expect("it speaks UTF-8");
    Ran { code: output.status.code().expect("it ends by itself"), out, err }
}
