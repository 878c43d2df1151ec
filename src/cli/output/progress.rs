//! How far a long command is: a bar on a terminal, a line now and then elsewhere.

use std::cell::{Cell, OnceCell};
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{Format, Output};

/// A bar appears after this time, so that short work shows none.
const PATIENCE: Duration = Duration::from_millis(100);
/// Off a terminal a line is written this often.
const INTERVAL: Duration = Duration::from_secs(10);

/// Where progress goes.
#[derive(Clone, Copy)]
enum Place {
    Bar,
    Lines,
    Nowhere,
}

/// The progress of one piece of work.
struct Progress<'a> {
    what: &'a str,
    place: Place,
    start: Instant,
    told: Cell<Instant>,
    bar: OnceCell<ProgressBar>,
}

impl Output {
    /// Does the work and shows how far it is. The work tells how many things are done, and of how
    /// many.
    pub fn with_progress<T>(
        &self,
        what: &str,
        work: impl FnOnce(&dyn Fn(usize, usize)) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        let place = match self.format() {
            _ if self.is_quiet() => Place::Nowhere,
            Format::Json | Format::Ndjson => Place::Nowhere,
            Format::Table | Format::Yaml | Format::Csv if io::stderr().is_terminal() => Place::Bar,
            Format::Table | Format::Yaml | Format::Csv => Place::Lines,
        };
        let progress = Progress {
            what,
            place,
            start: Instant::now(),
            told: Cell::new(Instant::now()),
            bar: OnceCell::new(),
        };
        let done = work(&|done, of| progress.tell(done, of));
        if let Some(bar) = progress.bar.get() {
            bar.finish_and_clear();
        }
        done
    }
}

impl Progress<'_> {
    fn tell(&self, done: usize, of: usize) {
        match self.place {
            Place::Bar if self.start.elapsed() >= PATIENCE => {
                let bar = self.bar.get_or_init(|| bar(self.what));
                bar.set_length(of as u64);
                bar.set_position(done as u64);
            }
            Place::Lines if self.told.get().elapsed() >= INTERVAL => {
                self.told.set(Instant::now());
                // That nobody reads it is no reason to end the work.
                drop(writeln!(
                    io::stderr().lock(),
                    "{}: {done} of {of}",
                    self.what
                ));
            }
            Place::Bar | Place::Lines | Place::Nowhere => {}
        }
    }
}

fn bar(what: &str) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("{msg} [{bar:32}] {pos} of {len}, {eta} left");
    // The template is constant and well formed; the default style would do too.
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.set_message(what.to_owned());
    bar
}
