//! Which files of the site changed: the system's events, gathered into saves.
//!
//! Folders are watched, not files: most editors save by writing a new file and giving it the old one's name. What
//! belongs to one save comes within milliseconds, and a file that is still being written counts once it is closed. A
//! file that came and went in between was the editor's own and is no news.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use notify::event::{AccessKind, AccessMode, CreateKind, EventKind, Flag, MetadataKind, ModifyKind};
use notify::{Config, Event, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use crate::disk::source::{FOLDERS, path_in_site, stands};

/// Silence after which a save is complete. Long enough for an editor's renames, too short for a person to notice.
const QUIET: Duration = Duration::from_millis(15);

/// The same after a file was written in place and closed: that is a whole save, and seldom one of many.
const QUIET_WHEN_WHOLE: Duration = Duration::from_millis(3);

/// Longest time for which changes are gathered, be it that they go on or that a file stays open.
const LONGEST: Duration = Duration::from_millis(500);

/// Time between two looks at a folder that can't tell of changes itself.
const LOOKS: Duration = Duration::from_secs(1);

/// A site's folders under watch.
pub(crate) struct Watch {
    root: PathBuf,
    watcher: Box<dyn Watcher + Send>,
    events: Receiver<notify::Result<Event>>,
    /// Whether the system tells when a file that was written is closed.
    tells_of_closing: bool,
    /// Called with what does not work, while watching goes on.
    complain: fn(&anyhow::Error),
}

impl Watch {
    /// Begins to watch a site's folder, given by its real path. With `poll`, looks for changes once a second instead of
    /// being told: other machines' changes to a network drive show no other way.
    pub(crate) fn begin(root: &Path, poll: bool, complain: fn(&anyhow::Error)) -> Result<Self> {
        let (sender, events) = channel();
        let watcher: Box<dyn Watcher + Send> = if poll {
            // Times are compared by whole seconds: of two saves within one, only their bytes tell the second.
            let config = Config::default().with_poll_interval(LOOKS).with_compare_contents(true);
            let config = config.with_follow_symlinks(false);
            Box::new(PollWatcher::new(handler(sender), config)?)
        } else {
            Box::new(RecommendedWatcher::new(handler(sender), Config::default().with_follow_symlinks(false))?)
        };
        let tells_of_closing = cfg!(target_os = "linux") && !poll;
        let mut watch = Self { root: root.to_owned(), watcher, events, tells_of_closing, complain };
        let help = "can't watch the site's folder for changes; with --poll, it is looked at once a second instead";
        watch.watcher.watch(root, RecursiveMode::NonRecursive).context(help)?;
        for folder in FOLDERS {
            watch.add(folder).context(help)?;
        }
        Ok(watch)
    }

    fn add(&mut self, folder: &str) -> notify::Result<()> {
        let path = self.root.join(folder);
        if stands(&path) { self.watcher.watch(&path, RecursiveMode::Recursive) } else { Ok(()) }
    }

    /// Waits for the next save and names what changed: files and folders of the site, present or gone.
    ///
    /// # Errors
    /// When there will be no other: the system has stopped watching.
    pub(crate) fn next(&mut self) -> Result<BTreeSet<String>> {
        loop {
            let mut burst = Burst::default();
            burst.take(self.events.recv()?, self);
            let end = Instant::now() + LONGEST;
            loop {
                let left = end.saturating_duration_since(Instant::now());
                let wait = match burst.unfinished.is_empty() {
                    true if burst.has_steps => QUIET.min(left),
                    true => QUIET_WHEN_WHOLE.min(left),
                    false => left,
                };
                match self.events.recv_timeout(wait) {
                    Ok(event) => burst.take(event, self),
                    Err(RecvTimeoutError::Timeout) => break,
                    Err(gone @ RecvTimeoutError::Disconnected) => return Err(gone.into()),
                }
            }
            let root = &self.root;
            let changed: BTreeSet<String> = burst
                .changed
                .into_iter()
                .filter(|(path, is_new)| !is_new || stands(&root.join(path)))
                .map(|(path, _)| path)
                .collect();
            // A folder that was taken away and put back is another one, and not watched yet.
            for folder in FOLDERS.into_iter().filter(|folder| changed.contains(*folder)) {
                self.add(folder).unwrap_or_else(|error| (self.complain)(&error.into()));
            }
            if !changed.is_empty() {
                return Ok(changed);
            }
        }
    }
}

/// Passes events on, but for those of reading: a build reads every file of the site.
fn handler(sender: Sender<notify::Result<Event>>) -> impl Fn(notify::Result<Event>) + Send + 'static {
    move |event| {
        if !event.as_ref().is_ok_and(is_reading) {
            // Nobody listens any more when the preview ends.
            let _ = sender.send(event);
        }
    }
}

/// Whether a file was read, and not written.
fn is_reading(event: &Event) -> bool {
    match event.kind {
        EventKind::Access(kind) => kind != AccessKind::Close(AccessMode::Write),
        _ => false,
    }
}

/// Changes that belong to one save, or to several at once.
#[derive(Default)]
struct Burst {
    /// What changed, and whether it came into being meanwhile.
    changed: BTreeMap<String, bool>,
    /// Files that are being written.
    unfinished: BTreeSet<String>,
    /// Whether anything happened but that files were written in place and closed. Then more may follow: an editor that
    /// saves by steps, or a program that changes many files.
    has_steps: bool,
}

impl Burst {
    fn take(&mut self, event: notify::Result<Event>, watch: &Watch) {
        let event = event.unwrap_or_else(|error| {
            (watch.complain)(&error.into());
            Event::default().set_flag(Flag::Rescan)
        });
        if event.need_rescan() {
            // So much happened at once that the system lost count: anything may have changed.
            self.changed.extend(FOLDERS.map(|folder| (folder.to_owned(), false)));
        }
        for path in event.paths.iter().filter_map(|path| path_in_site(&watch.root, path)) {
            let (is_new, is_open) = match event.kind {
                EventKind::Create(CreateKind::Folder) => (true, false),
                EventKind::Create(_) => (true, true),
                EventKind::Modify(ModifyKind::Data(_)) => (false, true),
                // Who may read a file, and when somebody did, is not its content.
                EventKind::Modify(ModifyKind::Metadata(kind)) if kind != MetadataKind::WriteTime => continue,
                _ => (false, false),
            };
            let is_in_place = matches!(event.kind, EventKind::Modify(ModifyKind::Data(_)) | EventKind::Access(_));
            self.has_steps |= !(is_in_place && watch.tells_of_closing);
            if is_open && watch.tells_of_closing {
                self.unfinished.insert(path.clone());
            } else {
                self.unfinished.remove(&path);
            }
            self.changed.entry(path).or_insert(is_new);
        }
    }
}
