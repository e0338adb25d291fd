//! The preview under attack: it never leaves the site, never tells a stranger anything, and never stops.

use std::fs;
use std::io::{ErrorKind, Read as _, Write as _};
use std::net::TcpStream;

use crate::support;
use crate::support::preview::{Preview, parse};
use tempfile::TempDir;

/// Words that stand in files which no request may reach.
const SECRET: &str = "nobody is to read this";

/// A site in a folder `site` whose neighbours hold secrets.
fn guarded() -> (TempDir, Preview) {
    let outer = tempfile::tempdir().expect("a folder");
    let root = outer.path().join("site");
    support::lay(&root, include_bytes!("../check/base.txt"));
    support::lay(&root, b"-- static/kept.txt --\nkept\n");
    for path in
        ["secret.txt", "site/secret.txt", "site/.env", "site/content/.env", "site/static/.env", "site/static/x~"]
    {
        fs::write(outer.path().join(path), SECRET).expect("a secret");
    }
    let preview = Preview::start(&root, &[]);
    (outer, preview)
}

/// It still answers as it should.
fn stands(preview: &Preview) {
    let answer = preview.get("/guide/");
    assert!(answer.status == 200 && answer.body.contains("Eat a light meal."), "{answer:?}");
}

#[test]
fn no_address_leads_out_of_the_site() {
    let (_outer, preview) = guarded();
    assert_eq!(preview.get("/kept.txt").body, "kept\n");
    let ways = [
        "..",
        "%2e%2e",
        "%2E%2E",
        ".%2e",
        "%252e%252e",
        "%25252e%25252e",
        "..;",
        "..%00",
        "%c0%ae%c0%ae",
        "%e0%80%ae%e0%80%ae",
        "%f0%80%80%ae%f0%80%80%ae",
        "%uff0e%uff0e",
        "．．",
        "%EF%BC%8E%EF%BC%8E",
        "....",
        "...",
        "%00",
        "%0d%0a",
        "~root",
    ];
    let slashes = ["/", "\\", "%2f", "%2F", "%5c", "%252f", "%255c", "//", "/./", "%c0%af", "%e2%88%95", ":"];
    let targets = ["secret.txt", "etc/passwd"];
    let mut paths = Vec::new();
    for way in ways {
        for slash in slashes {
            for target in targets {
                paths.push(format!("/{way}{slash}{target}"));
                paths.push(format!("/guide/{way}{slash}{way}{slash}{target}"));
                paths.push(format!("/_preview/{way}{slash}{target}"));
                paths.push(format!("/_desk/{way}{slash}{target}"));
            }
        }
    }
    for path in [
        "/secret.txt",
        "/.env",
        "/static/.env",
        "/x~",
        "/site.yaml",
        "/content/guide.md",
        "/guide.md",
        "//etc/passwd",
        "/file:///etc/passwd",
        "/c:/windows/win.ini",
        "/%5c%5chost%5cshare",
        "/.git/config",
        "/.carepress.json",
        "/%",
        "/%4",
        "/%zz",
        "/%ff%fe",
        "/con",
    ] {
        paths.push(path.to_owned());
    }
    for path in paths {
        let request = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n", preview.port);
        let said = preview.send(request.as_bytes());
        let said = parse(&said).unwrap_or_else(|| panic!("no answer to {path}"));
        assert!(matches!(said.status, 302 | 400 | 404), "{path}: {said:?}");
        assert!(said.header("location").is_none_or(|to| to == "/_desk/"), "{path}: {said:?}");
        for secret in [SECRET, "root:", "languages: [en]"] {
            assert!(!said.body.contains(secret), "{path}: {said:?}");
        }
    }
    stands(&preview);
}

#[test]
fn strangers_are_refused() {
    let (_outer, preview) = guarded();
    let port = preview.port;
    let own = format!("Host: localhost:{port}\r\n");
    assert_eq!(preview.ask("GET", "/guide/", &own, "").status, 200);
    assert_eq!(preview.ask("GET", "/guide/", &format!("Host: [::1]:{port}\r\n"), "").status, 200);
    for host in [
        "evil.example",
        &format!("evil.example:{port}"),
        "127.0.0.1",
        "localhost",
        "127.0.0.1:1",
        "0.0.0.0",
        &format!("0.0.0.0:{port}"),
        &format!("127.0.0.1:{port}@evil.example"),
        &format!("127.0.0.1.evil.example:{port}"),
        &format!("127.0.0.1:0{port}"),
        &format!("localhost.:{port}"),
        &format!("127.1:{port}"),
        &format!("2130706433:{port}"),
        &format!("xlocalhost:{port}"),
    ] {
        let answer = preview.ask("GET", "/guide/", &format!("Host: {host}\r\n"), "");
        assert!(matches!(answer.status, 400 | 403), "{host}: {answer:?}");
        assert!(!answer.body.contains("light meal"), "{host}");
    }
    for headers in [
        "Origin: https://evil.example\r\n",
        "Origin: null\r\n",
        &format!("Origin: http://127.0.0.1:{}\r\n", port ^ 1),
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n",
        "Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: cors\r\n",
    ] {
        for path in ["/guide/", "/_desk/", "/_preview/preview.js", "/_preview/events?version=0"] {
            let answer = preview.ask("GET", path, headers, "");
            assert_eq!((answer.status, answer.header("access-control-allow-origin")), (403, None), "{path} {headers}");
        }
    }
    // A whole address in the first line counts as the host.
    for (target, status) in [
        ("http://evil.example/", 403),
        (&*format!("http://127.0.0.1:{port}/guide/"), 200),
        ("https://evil.example/guide/", 403),
    ] {
        assert_eq!(preview.ask("GET", target, "", "").status, status, "{target}");
    }
    // Nobody is sent elsewhere.
    for path in [
        "//evil.example",
        "//evil.example/guide",
        "/\\evil.example",
        "/%2f%2fevil.example",
        "/guide%0d%0aSet-Cookie:x=1",
    ] {
        let answer = preview.get(path);
        assert!(answer.header("location").is_none() && answer.header("set-cookie").is_none(), "{path}: {answer:?}");
    }
    stands(&preview);
}

#[cfg(target_os = "linux")]
#[test]
fn it_listens_on_this_machine_alone() {
    let (_outer, preview) = guarded();
    let table = fs::read_to_string("/proc/net/tcp").expect("the table of connections");
    // Local address and port in hexadecimal; state 0A listens. 127.0.0.1 is 0100007F.
    let port = format!(":{:04X}", preview.port);
    let listening =
        table.lines().filter(|line| line.contains(" 0A ")).filter_map(|line| line.split_whitespace().nth(1));
    let ours: Vec<&str> = listening.filter(|address| address.ends_with(&port)).collect();
    assert_eq!(ours, [format!("0100007F{port}")]);
}

#[test]
fn odd_requests_get_an_answer_or_nothing() {
    let (_outer, preview) = guarded();
    let host = format!("Host: 127.0.0.1:{}\r\nConnection: close\r\n", preview.port);
    for method in ["PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH", "PROPFIND", "BREW", "get", "POST"] {
        let said = preview.send(format!("{method} /guide/ HTTP/1.1\r\n{host}\r\n").as_bytes());
        let status = parse(&said).map(|answer| answer.status);
        assert!(matches!(status, Some(400 | 403 | 405)), "{method}: {status:?}");
    }
    for range in [
        "bytes=0-10",
        "bytes=-1",
        "bytes=99999999999999999999-",
        "bytes=0-0,0-0,0-0,0-0",
        "bytes=5-1",
        "lines=1-2",
        "=",
        "",
    ] {
        let answer = preview.ask("GET", "/guide/", &format!("Range: {range}\r\nIf-Range: x\r\n"), "");
        assert_eq!((answer.status, answer.header("content-range")), (200, None), "{range}");
        assert!(answer.body.contains("</html>"), "the whole page: {range}");
    }
    let many_headers: String = "X-More: 1\r\n".repeat(5_000);
    let long = "x".repeat(200_000);
    let requests: Vec<Vec<u8>> = vec![
        b"\r\n\r\n\r\n".to_vec(),
        b"GET / HTTP/0.9\r\n\r\n".to_vec(),
        b"GET /\r\n".to_vec(),
        b"GET / HTTP/3.0\r\n\r\n".to_vec(),
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec(),
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".repeat(100),
        (0..=255u8).collect::<Vec<u8>>().repeat(100),
        b"GET / HTTP/1.0\r\n\r\n".to_vec(),
        format!("GET /{long} HTTP/1.1\r\n{host}\r\n").into_bytes(),
        format!("GET / HTTP/1.1\r\n{host}X: {long}\r\n\r\n").into_bytes(),
        format!("GET / HTTP/1.1\r\n{host}{many_headers}\r\n").into_bytes(),
        format!("GET /\0 HTTP/1.1\r\n{host}\r\n").into_bytes(),
        format!("GET / HTTP/1.1\r\n{host}Content-Length: -1\r\n\r\n").into_bytes(),
        format!("GET / HTTP/1.1\r\n{host}Content-Length: 99999999999999999999999\r\n\r\n").into_bytes(),
        format!("POST /_desk/try/ HTTP/1.1\r\n{host}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /guide/ HTTP/1.1\r\n{host}\r\n").into_bytes(),
        format!("POST /_desk/try/ HTTP/1.1\r\n{host}Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nx").into_bytes(),
        format!("GET / HTTP/1.1\r\n{host}Expect: 100-continue\r\nUpgrade: websocket\r\n\r\n").into_bytes(),
        format!("GET / HTTP/1.1\r\n{host}: no name\r\n folded\r\n\r\n").into_bytes(),
        format!("GET /?{} HTTP/1.1\r\n{host}\r\n", "&=%".repeat(3_000)).into_bytes(),
        format!("GET /_desk/?from=99999999999999999999&sort=%00&q=%ff&show=<script> HTTP/1.1\r\n{host}\r\n").into_bytes(),
        format!("GET /_preview/events?version=-1 HTTP/1.1\r\n{host}\r\n").into_bytes(),
        format!("HEAD /_preview/events HTTP/1.1\r\n{host}\r\n").into_bytes(),
    ];
    for request in requests {
        let said = preview.send(&request);
        let shown = String::from_utf8_lossy(&request[..request.len().min(60)]).into_owned();
        assert!(!String::from_utf8_lossy(&said).contains("<script>"), "{shown}");
        let status = parse(&said).map(|answer| answer.status);
        assert!(status.is_none_or(|status| status < 500), "{shown}: {status:?}");
    }
    stands(&preview);
}

#[test]
fn who_is_slow_or_silent_is_hung_up_on_and_nobody_is_kept_out() {
    let (_outer, preview) = guarded();
    let mut silent = preview.connect();
    let mut slow = preview.connect();
    slow.write_all(b"GET / HTTP/1.1\r\nHost: 127").expect("sent");
    let mut endless = preview.connect();
    let own = format!("Host: 127.0.0.1:{0}\r\nOrigin: http://127.0.0.1:{0}\r\n", preview.port);
    let head =
        format!("POST /_desk/try/ HTTP/1.1\r\n{own}Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{{");
    endless.write_all(head.as_bytes()).expect("sent");
    for (stream, name) in [(&mut silent, "silent"), (&mut slow, "slow"), (&mut endless, "endless")] {
        let mut said = Vec::new();
        // The test's own patience is longer: when that ends, nobody has hung up.
        if let Err(error) = stream.read_to_end(&mut said) {
            assert!(!matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut), "{name} is hung up on");
        }
        assert!(!String::from_utf8_lossy(&said).contains("200 OK"), "{name}");
    }
    // More than there are places, all idle: each newcomer gets the place of the one that has been idle for longest.
    let crowd: Vec<TcpStream> = (0..700).map(|_| preview.connect()).collect();
    stands(&preview);
    // As many that never send all of their text.
    let slowly = |_| {
        let mut stream = preview.connect();
        let _ = stream.write_all(head.as_bytes());
        stream
    };
    let slow_crowd: Vec<TcpStream> = (0..300).map(slowly).collect();
    stands(&preview);
    drop((crowd, slow_crowd));
    // Tabs that wait have places of their own, and so many of them.
    let ask = format!(
        "GET /_preview/events?version={} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n",
        preview.settled(),
        preview.port
    );
    let waiting: Vec<TcpStream> = (0..300)
        .map(|_| {
            let mut stream = preview.connect();
            let _ = stream.write_all(ask.as_bytes());
            stream
        })
        .collect();
    stands(&preview);
    drop(waiting);
    stands(&preview);
}
