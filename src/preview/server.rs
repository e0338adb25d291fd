//! Requests → answers: what is where.

use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt as _, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::http::request::Parts;
use hyper::{Method, Request, Response, StatusCode};
use serde::Deserialize;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use super::body::Body;
use super::desk::{Desk, FILES};
use super::guard::{RequestRefusal, admit, decoded};
use super::page::{LastGood, View, show, show_nothing};
use super::query::Query;
use super::reply::{Reply, finish, kind_of};
use super::snapshot::{Preview, Served};
use super::trial::Trial;
use crate::site::page::Page;

/// Longest wait of a browser for the next save; it asks again by itself.
const WAIT: Duration = Duration::from_secs(50);

/// Most browsers' tabs that wait at a time.
const WAITING: usize = 64;

/// Longest text to try, in bytes of JSON, and longest time to send it.
const TRIAL_BYTES: usize = 64 * 1024;
const TRIAL_TIME: Duration = Duration::from_secs(5);

/// Most texts that are sent at a time, so that slow ones never take all places.
const TRIALS: usize = 8;

/// Everything that answers need.
pub(crate) struct Server {
    pub(crate) preview: Preview,
    pub(super) desk: Desk,
    pub(super) port: u16,
    pub(super) waiting: Arc<Semaphore>,
    pub(super) trials: Semaphore,
    pub(super) last_good: LastGood,
}

impl Server {
    pub(crate) fn new(preview: Preview, desk: Desk, port: u16) -> Self {
        Self {
            preview,
            desk,
            port,
            waiting: Arc::new(Semaphore::new(WAITING)),
            trials: Semaphore::new(TRIALS),
            last_good: LastGood::default(),
        }
    }
}

/// Answers one request.
pub(crate) async fn answer(server: Arc<Server>, request: Request<Incoming>) -> Response<Body> {
    let (parts, body) = request.into_parts();
    if let Err((status, why)) = admit(&parts, server.port) {
        return finish(Reply::plain(status, why));
    }
    let Some(path) = decoded(parts.uri.path()) else {
        return finish(Reply::plain(StatusCode::BAD_REQUEST, "this address can't be read"));
    };
    if path == "/_preview/events" {
        return wait(&server, &parts);
    }
    let posted = match (&parts.method, path.as_str()) {
        (&Method::POST, "/_desk/try/") => match received(&server, body).await {
            Ok(bytes) => Some(bytes),
            Err((status, why)) => return finish(Reply::plain(status, why)),
        },
        (&Method::POST, _) => return finish(Reply::plain(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD")),
        _ => None,
    };
    let query = parts.uri.query().unwrap_or_default().to_owned();
    let work = spawn_blocking(move || match posted {
        Some(bytes) => server.try_text(&bytes),
        None => server.get(&path, &Query(&query)),
    });
    // A mistake of our own on one page is no reason to take the others away.
    finish(
        work.await.unwrap_or_else(|_| Reply::plain(StatusCode::INTERNAL_SERVER_ERROR, "carepress failed on this page")),
    )
}

/// The text that is sent with a request, all of it.
async fn received(server: &Server, body: Incoming) -> Result<Bytes, RequestRefusal> {
    let _place =
        server.trials.try_acquire().map_err(|_| (StatusCode::SERVICE_UNAVAILABLE, "too many texts at a time"))?;
    match timeout(TRIAL_TIME, Limited::new(body, TRIAL_BYTES).collect()).await {
        Err(_) => Err((StatusCode::REQUEST_TIMEOUT, "that took too long")),
        Ok(Err(_)) => Err((StatusCode::PAYLOAD_TOO_LARGE, "the text is too long to try")),
        Ok(Ok(body)) => Ok(body.to_bytes()),
    }
}

/// Tells a browser's tab when there is a version other than the one it shows.
fn wait(server: &Server, request: &Parts) -> Response<Body> {
    let Ok(place) = Arc::clone(&server.waiting).try_acquire_owned() else {
        return finish(Reply::plain(StatusCode::SERVICE_UNAVAILABLE, "too many pages are open"));
    };
    let shown = Query(request.uri.query().unwrap_or_default()).get("version");
    let shown: Option<u64> = shown.and_then(|version| version.parse().ok());
    let mut versions = server.preview.versions();
    let word = async move {
        let _place = place;
        match timeout(WAIT, versions.wait_for(|version| Some(*version) != shown)).await {
            Ok(Ok(version)) => Bytes::from(format!("data: {}\n\n", *version)),
            _ => Bytes::from_static(b": nothing new\n\n"),
        }
    };
    let mut response = finish(Reply::new(StatusCode::OK, "text/event-stream", ""));
    *response.body_mut() = Body::waiting(Bytes::from_static(b"retry: 300\n\n"), word);
    response
}

/// What the desk's box sends.
#[derive(Deserialize)]
struct Posted {
    text: String,
    language: String,
    kind: String,
}

impl Server {
    fn get(&self, path: &str, query: &Query<'_>) -> Reply {
        let snapshot = self.preview.snapshot();
        let path = path.trim_start_matches('/');
        if let Some(name) = path.strip_prefix("_preview/") {
            let file = FILES.iter().find(|(known, ..)| *known == name);
            return file.map_or_else(Reply::not_found, |(_, kind, text)| Reply::new(StatusCode::OK, kind, text()));
        }
        if let Some(page) = path.strip_prefix("_desk") {
            return match page.strip_prefix('/') {
                Some(page) => self.desk.page(&snapshot, page, query),
                None => Reply::redirect("/_desk/".to_owned()),
            };
        }
        let Some(built) = &snapshot.built else {
            return show_nothing(&self.desk, &snapshot);
        };
        // The site is below the path that it is published at, so that whole paths lead where they will lead once published.
        let base = built.plan.site.config.base_path();
        let Some(path) = format!("/{path}").strip_prefix(base).map(str::to_owned) else {
            return if path.is_empty() { Reply::redirect(base.to_owned()) } else { Reply::not_found() };
        };
        let output = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.clone() };
        let now = query.get("now").is_some();
        match built.at(&output) {
            Ok(Some(Served::Page(page))) => {
                show(&self.desk, &self.last_good, &snapshot, &View { built, page, path: &output, now })
            }
            Ok(Some(Served::File(file))) => Reply::new(StatusCode::OK, kind_of(&file.path), file.bytes.into_owned()),
            Ok(None) if built.has(&format!("{path}/index.html")) => {
                Reply::redirect(crate::base::address::Address::page([path.as_str()]).absolute(base))
            }
            Ok(None) => {
                let page = &Page::NotFound;
                show(&self.desk, &self.last_good, &snapshot, &View { built, page, path: "404.html", now })
            }
            Err(error) => Reply::plain(StatusCode::NOT_FOUND, &format!("{error:#}")),
        }
    }

    fn try_text(&self, bytes: &[u8]) -> Reply {
        let Ok(Posted { text, language, kind }) = serde_json::from_slice(bytes) else {
            return Reply::plain(StatusCode::BAD_REQUEST, "send a text, a language and a kind of page");
        };
        let snapshot = self.preview.snapshot();
        let trial = snapshot.built.as_ref().and_then(|built| Trial::of(&built.plan, &text, &language, &kind));
        match trial {
            Some(trial) => self.desk.trial(&trial),
            None => Reply::plain(StatusCode::BAD_REQUEST, "the site has no such language or no page yet"),
        }
    }
}
