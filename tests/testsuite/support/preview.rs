//! `carepress serve`, run as an editor would, and spoken to byte by byte.

use std::io::{BufRead as _, BufReader, Read, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

/// Longest wait for anything that is to happen. Nothing is expected to take a hundredth of it.
const PATIENCE: Duration = Duration::from_secs(30);

/// A preview that runs until it is dropped.
pub(crate) struct Preview {
    pub(crate) child: Child,
    pub(crate) port: u16,
    /// What it says, line by line.
    pub(crate) lines: Receiver<String>,
    complaints: Receiver<String>,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Status line and headers, in lower case.
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Answer {
    /// The version that a page shows.
    pub(crate) fn version(&self) -> u64 {
        let at = self.body.find("data-version=\"").unwrap_or_else(|| panic!("no page of the preview: {self:?}")) + 14;
        self.body[at..].split('"').next().expect("a value").parse().expect("a number")
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }
}

fn lines_of(stream: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, lines) = channel();
    thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            let _ = sender.send(line);
        }
    });
    lines
}

impl Preview {
    /// Starts `carepress --root SITE serve --port 0 ARGUMENTS` and waits until it listens.
    pub(crate) fn start(site: &Path, arguments: &[&str]) -> Self {
        Self::start_with(site, arguments, &[])
    }

    /// The same with environment variables.
    pub(crate) fn start_with(site: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_carepress"));
        command.arg("--root").arg(site).args(["serve", "--port", "0", "--today", super::TODAY]).args(arguments);
        command.envs(environment.iter().copied()).env("NO_COLOR", "1");
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
        let lines = lines_of(child.stdout.take().expect("piped"));
        let complaints = lines_of(child.stderr.take().expect("piped"));
        let first = lines.recv_timeout(PATIENCE);
        let first = first.unwrap_or_else(|_| panic!("it does not start: {:?}", complaints.iter().collect::<Vec<_>>()));
        let port = first.split("127.0.0.1:").nth(1).and_then(|rest| rest.split('/').next());
        let port = port.and_then(|port| port.parse().ok()).unwrap_or_else(|| panic!("it says no port: {first}"));
        Self { child, port, lines, complaints }
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        stream
    }

    /// Sends bytes and reads what comes back until the connection is closed.
    pub(crate) fn send(&self, bytes: &[u8]) -> Vec<u8> {
        let mut stream = self.connect();
        // It may hang up in the middle, which is an answer too.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        answer
    }

    /// One request with the headers that every browser sends, and others.
    pub(crate) fn ask(&self, method: &str, path: &str, headers: &str, body: &str) -> Answer {
        let length = if method == "POST" { format!("Content-Length: {}\r\n", body.len()) } else { String::new() };
        let host = if headers.to_lowercase().contains("host:") {
            String::new()
        } else {
            format!("Host: 127.0.0.1:{}\r\n", self.port)
        };
        let request = format!("{method} {path} HTTP/1.1\r\n{host}Connection: close\r\n{length}{headers}\r\n{body}");
        let answer = self.send(request.as_bytes());
        parse(&answer).unwrap_or_else(|| panic!("no answer to {method} {path}: {answer:?}"))
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "", "")
    }

    /// Waits for a version other than a known one, as a browser's tab does.
    pub(crate) fn next(&self, known: u64) -> u64 {
        let mut stream = self.connect();
        let request = format!("GET /_preview/events?version={known} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port);
        stream.write_all(request.as_bytes()).expect("sent");
        let said = BufReader::new(stream).lines().map_while(Result::ok);
        let version = said.into_iter().find_map(|line| line.strip_prefix("data: ").map(str::to_owned));
        version.expect("a new version").parse().expect("a number")
    }

    /// The version that stands now, once nothing has happened for a while.
    pub(crate) fn settled(&self) -> u64 {
        thread::sleep(Duration::from_millis(700));
        self.get("/_desk/").version()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let said: Vec<String> = self.complaints.iter().collect();
        assert!(thread::panicking() || !said.iter().any(|line| line.contains("panicked")), "{said:?}");
    }
}

/// The first answer in what a connection said.
pub(crate) fn parse(bytes: &[u8]) -> Option<Answer> {
    let text = String::from_utf8_lossy(bytes);
    let (head, body) = text.split_once("\r\n\r\n")?;
    let status = head.strip_prefix("HTTP/1.1 ").or_else(|| head.strip_prefix("HTTP/1.0 "))?.get(..3)?.parse().ok()?;
    Some(Answer { status, head: head.to_lowercase(), body: body.to_owned() })
}
