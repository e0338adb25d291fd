//! Where a build is. The pipeline only says that a stage begins; whoever shows or times it lives at the edges.

/// A stage of the pipeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Files are read.
    Read,
    /// Each becomes an article.
    Parse,
    /// Articles become a site.
    Link,
    /// The pages are listed and the templates loaded.
    LayOut,
    /// The site is examined, and what was found is weighed and waived.
    Check,
    /// Pages are rendered, examined and written.
    Render,
    /// The new site is flushed to the disk and put in the old one's place.
    Publish,
}

impl Stage {
    /// What people call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Parse => "parse",
            Self::Link => "link",
            Self::LayOut => "lay out",
            Self::Check => "check",
            Self::Render => "render and write",
            Self::Publish => "publish",
        }
    }
}

/// A step forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// A stage begins, and the one before ends. A stage may come back.
    Begins(Stage),
    /// One more page is rendered.
    Page,
}

/// Who is told, from any thread.
pub(crate) type OnProgress<'w> = &'w (dyn Fn(Progress) + Sync);
