//! Answers: what kind of thing they are, and the headers that every one of them has.

use hyper::body::Bytes;
use hyper::header::{ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, HeaderValue, LOCATION};
use hyper::{Response, StatusCode};

use super::body::Body;

/// An answer before it has its headers.
pub(super) struct Reply {
    status: StatusCode,
    kind: &'static str,
    bytes: Bytes,
    /// Lets the preview's own script run.
    nonce: Option<String>,
    location: Option<String>,
}

impl Reply {
    pub(super) fn new(status: StatusCode, kind: &'static str, bytes: impl Into<Bytes>) -> Self {
        Self { status, kind, bytes: bytes.into(), nonce: None, location: None }
    }

    /// A page that runs the preview's own script.
    pub(super) fn page(status: StatusCode, html: impl Into<Bytes>, nonce: String) -> Self {
        Self { nonce: Some(nonce), ..Self::new(status, HTML, html) }
    }

    pub(super) fn plain(status: StatusCode, words: &str) -> Self {
        Self::new(status, "text/plain; charset=utf-8", format!("{words}\n"))
    }

    pub(super) fn redirect(to: String) -> Self {
        Self { location: Some(to), ..Self::plain(StatusCode::FOUND, "it is elsewhere") }
    }

    pub(super) fn not_found() -> Self {
        Self::plain(StatusCode::NOT_FOUND, "there is nothing at this address")
    }
}

pub(super) const HTML: &str = "text/html; charset=utf-8";

/// Puts the headers on.
pub(super) fn finish(reply: Reply) -> Response<Body> {
    let Reply { status, kind, bytes, nonce, location } = reply;
    let script = nonce.map_or_else(String::new, |nonce| format!(" script-src 'nonce-{nonce}'; connect-src 'self';"));
    let policy = format!(
        "default-src 'none';{script} style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'"
    );
    let mut response = Response::new(Body::whole(bytes));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    for (name, value) in [
        (CONTENT_TYPE, kind),
        (CACHE_CONTROL, "no-store"),
        (HeaderName::from_static("x-content-type-options"), "nosniff"),
        (HeaderName::from_static("referrer-policy"), "no-referrer"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if status == StatusCode::METHOD_NOT_ALLOWED {
        headers.insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    let of_this_reply = [Some((CONTENT_SECURITY_POLICY, policy)), location.map(|location| (LOCATION, location))];
    for (name, value) in of_this_reply.into_iter().flatten() {
        // Both are made of what we wrote ourselves; what could not be in a header would be left out.
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(name, value);
        }
    }
    response
}

/// What a file is, by its ending.
pub(super) fn kind_of(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase().as_str() {
        "html" | "htm" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "webmanifest" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "gif" => "image/gif",
        "ico" => "image/x-icon",
        "pdf" => "application/pdf",
        "xml" => "application/xml",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
