//! The body of an answer: bytes that are there, or a word that is waited for.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, ready};

use hyper::body::{Bytes, Frame, SizeHint};

/// A body.
pub(crate) struct Body {
    /// What is sent at once.
    now: Option<Bytes>,
    /// What is sent once it is known; the last word.
    later: Option<Pin<Box<dyn Future<Output = Bytes> + Send>>>,
    /// Says that the connection is in use, as long as there is more to send.
    guard: Option<Busy>,
}

impl Body {
    /// Bytes that are there.
    pub(super) fn whole(bytes: impl Into<Bytes>) -> Self {
        Self { now: Some(bytes.into()), later: None, guard: None }
    }

    /// Bytes that are there, and others to follow.
    pub(super) fn waiting(now: Bytes, later: impl Future<Output = Bytes> + Send + 'static) -> Self {
        Self { now: Some(now), later: Some(Box::pin(later)), guard: None }
    }

    /// The same body, which keeps its connection until all is sent.
    pub(super) fn keeping(self, guard: Busy) -> Self {
        Self { guard: Some(guard), ..self }
    }
}

impl hyper::body::Body for Body {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let next = match (self.now.take(), &mut self.later) {
            (Some(bytes), _) => Some(bytes),
            (None, Some(later)) => {
                let bytes = ready!(later.as_mut().poll(context));
                self.later = None;
                Some(bytes)
            }
            (None, None) => None,
        };
        if self.now.is_none() && self.later.is_none() {
            self.guard = None;
        }
        Poll::Ready(next.map(|bytes| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        self.now.is_none() && self.later.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        match (&self.now, &self.later) {
            (now, None) => SizeHint::with_exact(now.as_ref().map_or(0, |bytes| bytes.len() as u64)),
            (_, Some(_)) => SizeHint::default(),
        }
    }
}

/// A request that is being answered: from its head to the last byte that we have to say.
pub(super) struct Busy(Arc<AtomicUsize>);

impl Busy {
    pub(super) fn begin(count: &Arc<AtomicUsize>) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(Arc::clone(count))
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
