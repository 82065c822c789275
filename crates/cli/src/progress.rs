//! Progress bars on stderr, on a terminal only.

use std::sync::Mutex;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use wirecopy::Progress;

/// One bar a stage.
pub(crate) struct Bars {
    bar: Mutex<ProgressBar>,
    quiet: bool,
}

impl Bars {
    pub(crate) fn new(quiet: bool) -> Self {
        Self { bar: Mutex::new(ProgressBar::hidden()), quiet }
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
            None => "{msg:28} {spinner} {elapsed}",
        };
        bar.set_style(ProgressStyle::with_template(shape).expect("the template is well formed"));
        bar.set_message(name.to_owned());
        bar.enable_steady_tick(Duration::from_millis(120));
        *self.bar.lock().expect("nothing panics while it holds the bar") = bar;
    }

    fn advance(&self, steps: u64) {
        self.current().inc(steps);
    }
}
