//! Who may ask, and for what: requests are refused here before anything is looked up.
//!
//! The preview listens on this machine alone, but any website that the editor has open can make the browser send it
//! requests. So a request has to name this machine as its host (a foreign name that leads here is an attack called DNS
//! rebinding), may not come from a foreign page, and only asks for what a table holds.

use hyper::header::{CONTENT_TYPE, HOST, HeaderMap, HeaderName, ORIGIN};
use hyper::http::request::Parts;
use hyper::{Method, StatusCode};

use crate::base::percent;

/// Why a request is refused, in words for whoever made it.
pub(super) type RequestRefusal = (StatusCode, &'static str);

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const FETCH_MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");

/// Whether a request may be answered. `port` is our own.
pub(super) fn admit(request: &Parts, port: u16) -> Result<(), RequestRefusal> {
    let host = one(&request.headers, &HOST).ok_or((StatusCode::BAD_REQUEST, "name one host"))?;
    let named = request.uri.authority().map_or(host, |authority| authority.as_str());
    if !is_ours(host, port) || !is_ours(named, port) {
        return Err((StatusCode::FORBIDDEN, "this preview is for this machine alone, under 127.0.0.1 or localhost"));
    }
    let own = request.headers.get_all(ORIGIN).iter().all(|origin| {
        let origin = origin.to_str().ok().and_then(|origin| origin.strip_prefix("http://"));
        origin.is_some_and(|origin| origin.eq_ignore_ascii_case(host))
    });
    let site = text(&request.headers, &FETCH_SITE);
    let is_foreign = matches!(site, Some("cross-site" | "same-site"));
    // A link that somebody follows is no reading of one page by another.
    if !own || (is_foreign && text(&request.headers, &FETCH_MODE) != Some("navigate")) {
        return Err((StatusCode::FORBIDDEN, "another website asked for this page"));
    }
    match request.method {
        Method::GET | Method::HEAD => Ok(()),
        Method::POST => {
            let is_json = text(&request.headers, &CONTENT_TYPE)
                .and_then(|kind| kind.split(';').next())
                .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"));
            let is_own = site == Some("same-origin") || request.headers.contains_key(ORIGIN);
            if !is_own {
                return Err((StatusCode::FORBIDDEN, "only a page of this preview may send anything"));
            }
            if is_json { Ok(()) } else { Err((StatusCode::UNSUPPORTED_MEDIA_TYPE, "send JSON")) }
        }
        _ => Err((StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD")),
    }
}

/// This machine's names with our port; port 80 is the one that is left out.
fn is_ours(host: &str, port: u16) -> bool {
    let host = host.to_ascii_lowercase();
    ["127.0.0.1", "localhost", "[::1]"].iter().any(|name| {
        let port_of = host.strip_prefix(name);
        port_of == Some(&format!(":{port}")) || (port == 80 && port_of == Some(""))
    })
}

/// The value of a header that must be there once.
fn one<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    let mut values = headers.get_all(name).iter();
    let first = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(first)
}

fn text<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}

/// The path of a request, its characters decoded once; `None` where they are not UTF-8, or end in the middle.
///
/// What it holds beside letters does no harm: it is compared with the addresses of the site, and opens no file.
pub(super) fn decoded(path: &str) -> Option<String> {
    percent::decoded(path)
}

#[cfg(test)]
mod tests {
    use hyper::Request;

    use super::*;

    fn ask(method: &str, headers: &[(&str, &str)]) -> Result<(), StatusCode> {
        let mut request = Request::builder().method(method).uri("/");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let (parts, ()) = request.body(()).expect("a request").into_parts();
        admit(&parts, 8000).map_err(|(status, _)| status)
    }

    #[test]
    fn only_this_machine_is_a_host() {
        for host in ["127.0.0.1:8000", "localhost:8000", "LOCALHOST:8000", "[::1]:8000"] {
            assert_eq!(ask("GET", &[("host", host)]), Ok(()), "{host}");
        }
        for host in
            ["evil.example", "evil.example:8000", "127.0.0.1", "127.0.0.1:8001", "127.0.0.1:8000.evil.example", "x", ""]
        {
            assert_eq!(ask("GET", &[("host", host)]), Err(StatusCode::FORBIDDEN), "{host}");
        }
        assert_eq!(ask("GET", &[]), Err(StatusCode::BAD_REQUEST));
        let two = [("host", "127.0.0.1:8000"), ("host", "evil.example")];
        assert_eq!(ask("GET", &two), Err(StatusCode::BAD_REQUEST));
    }

    #[test]
    fn foreign_pages_learn_nothing_and_send_nothing() {
        let host = ("host", "localhost:8000");
        let json = ("content-type", "application/json");
        for origin in ["https://evil.example", "null", "http://localhost:8001", "https://localhost:8000", ""] {
            assert_eq!(ask("GET", &[host, ("origin", origin)]), Err(StatusCode::FORBIDDEN), "{origin}");
        }
        assert_eq!(ask("GET", &[host, ("origin", "http://localhost:8000")]), Ok(()));
        assert_eq!(ask("GET", &[host, ("sec-fetch-site", "cross-site")]), Err(StatusCode::FORBIDDEN));
        assert_eq!(ask("GET", &[host, ("sec-fetch-site", "same-site")]), Err(StatusCode::FORBIDDEN));
        let followed = [host, ("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate")];
        assert_eq!(ask("GET", &followed), Ok(()));
        let origin = ("origin", "http://localhost:8000");
        assert_eq!(ask("POST", &[host, origin, json]), Ok(()));
        assert_eq!(ask("POST", &[host, json]), Err(StatusCode::FORBIDDEN));
        let plain = ("content-type", "text/plain");
        assert_eq!(ask("POST", &[host, origin, plain]), Err(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        for method in ["PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH", "get", "PROPFIND"] {
            assert_eq!(ask(method, &[host]), Err(StatusCode::METHOD_NOT_ALLOWED), "{method}");
        }
    }

    #[test]
    fn paths_are_decoded_once() {
        assert_eq!(decoded("/a%C3%A9/").as_deref(), Some("/aé/"));
        assert_eq!(decoded("/%252e%252e/").as_deref(), Some("/%2e%2e/"));
        for path in ["/%", "/%4", "/%zz", "/%+1", "/%c0%ae", "/%ff"] {
            assert_eq!(decoded(path), None, "{path}");
        }
    }
}
