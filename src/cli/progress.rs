//! Watches a build: a bar on a terminal when it takes long, and how long each stage took.
//!
//! The clock is read here, since the pipeline asks none: it only says that a stage begins.

use std::io::{self, IsTerminal, Write};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::build::progress::{Progress, Stage};

/// What is over sooner needs no bar.
const PATIENCE: Duration = Duration::from_millis(500);

/// Name of what comes behind the stages.
const PRINT: &str = "print problems";

/// One build, watched.
#[derive(Debug)]
pub(super) struct Watcher {
    begun: Instant,
    /// What began when, in that order.
    begins: Mutex<Vec<(&'static str, Instant)>>,
    bar: ProgressBar,
}

impl Watcher {
    /// The build begins. A bar is for people at a terminal only.
    pub(super) fn begin(for_people: bool) -> Self {
        let bar = ProgressBar::hidden().with_style(style("{msg}"));
        if for_people && io::stderr().is_terminal() {
            let bar = bar.clone();
            thread::spawn(move || {
                thread::sleep(PATIENCE);
                if !bar.is_finished() {
                    bar.set_draw_target(ProgressDrawTarget::stderr());
                    bar.tick();
                }
            });
        }
        Self { begun: Instant::now(), begins: Mutex::default(), bar }
    }

    /// From now on there is something to count.
    pub(super) fn expect_pages(&self, pages: usize) {
        self.bar.set_length(pages as u64);
        self.bar.set_style(style("{bar:40} {pos} of {len} pages"));
    }

    /// A step forward.
    pub(super) fn see(&self, progress: Progress) {
        match progress {
            Progress::Begins(stage) => {
                if stage == Stage::Publish {
                    self.bar.set_style(style("{msg}"));
                }
                self.note(stage.name());
                self.bar.set_message(stage.name());
            }
            Progress::Page => self.bar.inc(1),
        }
    }

    /// The pipeline has ended; what is left is to say what it found.
    pub(super) fn ends(&self) {
        self.bar.finish_and_clear();
        self.note(PRINT);
    }

    /// Seconds since the beginning.
    pub(super) fn seconds(&self) -> f64 {
        self.begun.elapsed().as_secs_f64()
    }

    /// Prints each stage's seconds and its share of the whole.
    pub(super) fn tell(&self, out: &mut impl Write) -> io::Result<()> {
        let end = Instant::now();
        let begins = self.begins.lock().unwrap_or_else(PoisonError::into_inner);
        let ends = begins.iter().skip(1).map(|(_, at)| *at).chain([end]);
        let mut stages: Vec<(&str, Duration)> = Vec::new();
        for ((name, begun), ended) in begins.iter().zip(ends) {
            match stages.iter_mut().find(|(known, _)| known == name) {
                Some((_, took)) => *took += ended - *begun,
                None => stages.push((name, ended - *begun)),
            }
        }
        let whole: Duration = stages.iter().map(|(_, took)| *took).sum();
        for (name, took) in stages.iter().chain([&("all", whole)]) {
            let share = 100.0 * took.as_secs_f64() / whole.as_secs_f64().max(f64::MIN_POSITIVE);
            writeln!(out, "{name:<16} {:>8.3} s {share:>5.1}%", took.as_secs_f64())?;
        }
        Ok(())
    }

    fn note(&self, name: &'static str) {
        self.begins.lock().unwrap_or_else(PoisonError::into_inner).push((name, Instant::now()));
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
