//! Progress bars on stderr, on a terminal only.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use wirecopy::Progress;

use crate::terminal::Terminal;

/// One bar a stage.
pub(crate) struct Bars {
    bar: Mutex<ProgressBar>,
    quiet: bool,
    started: Mutex<Instant>,
    bytes: AtomicU64,
}

impl Bars {
    pub(crate) fn new(quiet: bool) -> Self {
        let started = Mutex::new(Instant::now());
        Self { bar: Mutex::new(ProgressBar::hidden()), quiet, started, bytes: AtomicU64::new(0) }
    }

    /// Takes the last bar off the screen.
    pub(crate) fn finish(&self) {
        self.current().finish_and_clear();
    }

    fn current(&self) -> ProgressBar {
        self.bar.lock().expect("nothing panics while it holds the bar").clone()
    }
}

impl Progress for Bars {
    fn stage(&self, name: &str, total: Option<u64>) {
        self.finish();
        if self.quiet {
            return;
        }
        let bar = total.map_or_else(ProgressBar::new_spinner, ProgressBar::new);
        let shape = match total {
            Some(_) => "{msg:28} {wide_bar} {human_pos}/{human_len} {per_sec} eta {eta}",
            None => "{msg:28} {spinner} {elapsed} {prefix}",
        };
        bar.set_style(ProgressStyle::with_template(shape).expect("the template is well formed"));
        bar.set_message(name.to_owned());
        bar.enable_steady_tick(Duration::from_millis(120));
        *self.bar.lock().expect("nothing panics while it holds the bar") = bar;
        *self.started.lock().expect("nothing panics while it holds the clock") = Instant::now();
        self.bytes.store(0, Ordering::Relaxed);
    }

    fn advance(&self, steps: u64) {
        self.current().inc(steps);
    }

    fn amount(&self, records: u64, bytes: u64) {
        let bytes = bytes + self.bytes.fetch_add(bytes, Ordering::Relaxed);
        let bar = self.current();
        bar.inc(records);
        let seconds =
            self.started.lock().expect("nothing panics while it holds the clock").elapsed().as_secs_f64().max(1e-3);
        let megabytes = bytes as f64 / 1e6;
        let memory = memory().map(|m| format!(", {} MiB of memory", m >> 20)).unwrap_or_default();
        let (n, rate) = (bar.position(), bar.position() as f64 / seconds);
        let speed =
            if bytes > 0 { format!(", {megabytes:.0} MB, {:.0} MB/s", megabytes / seconds) } else { String::new() };
        bar.set_prefix(format!("{n}, {rate:.0} a second{speed}{memory}"));
    }

    fn note(&self, text: &str) {
        if !self.quiet {
            self.current().suspend(|| Terminal::tell(&format!("note: {text}")));
        }
    }
}

/// Bytes that this process holds in memory, where the system tells.
fn memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().trim_end_matches("kB").trim().parse::<u64>().ok().map(|kib| kib << 10)
}
