//! Connections: how many, how long, and how slow they may be.
//!
//! Nobody can keep the editor's browser out. When all places are taken, a new connection gets that of the one that has
//! been idle for longest; a request has to be complete within seconds; and no connection lives longer than a minute.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use hyper::body::Incoming;
use hyper::server::conn::http1::Builder;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::AbortHandle;
use tokio::time::{sleep, timeout};

use super::body::{Body, Busy};

/// Most connections at a time. A browser opens six; systems allow a program 1,024 open files or more.
const MOST: usize = 256;

/// Longest time for the head of a request, and between two requests.
const HEAD: Duration = Duration::from_secs(5);

/// Longest life of a connection. Browsers open another without a word.
const LIFE: Duration = Duration::from_secs(60);

/// Longest time for the last answer of a connection.
const FAREWELL: Duration = Duration::from_secs(10);

/// Longest head of a request, in bytes.
const HEAD_BYTES: usize = 16 * 1024;

/// A connection that is open, or was until just now.
struct OpenConnection {
    task: AbortHandle,
    /// Requests that are being answered: none or one.
    busy: Arc<AtomicUsize>,
}

/// Answers requests until the listener is dropped.
pub(crate) async fn accept<A, F>(listener: TcpListener, answer: A)
where
    A: Fn(Request<Incoming>) -> F + Clone + Send + 'static,
    F: Future<Output = Response<Body>> + Send + 'static,
{
    let mut open = VecDeque::<OpenConnection>::new();
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // The system has no place for another one; it may soon.
            sleep(Duration::from_millis(20)).await;
            continue;
        };
        if open.len() >= MOST {
            open.retain(|open| !open.task.is_finished());
        }
        if open.len() >= MOST {
            let idle = open.iter().position(|open| open.busy.load(Ordering::Relaxed) == 0);
            let Some(idle) = idle.and_then(|idle| open.remove(idle)) else { continue };
            idle.task.abort();
        }
        let busy = Arc::new(AtomicUsize::new(0));
        let task = tokio::spawn(converse(stream, answer.clone(), Arc::clone(&busy))).abort_handle();
        open.push_back(OpenConnection { task, busy });
    }
}

async fn converse<A, F>(stream: TcpStream, answer: A, busy: Arc<AtomicUsize>)
where
    A: Fn(Request<Incoming>) -> F + Send,
    F: Future<Output = Response<Body>> + Send,
{
    let service = service_fn(move |request| {
        let guard = Busy::begin(&busy);
        let response = answer(request);
        async move { Ok::<_, Infallible>(response.await.map(|body| body.keeping(guard))) }
    });
    let mut builder = Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(HEAD).max_buf_size(HEAD_BYTES);
    let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), service));
    // An error here is a request that was no HTTP, or somebody who went away: both are theirs.
    if timeout(LIFE, connection.as_mut()).await.is_err() {
        connection.as_mut().graceful_shutdown();
        let _ = timeout(FAREWELL, connection).await;
    }
}
