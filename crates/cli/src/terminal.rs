//! Where output goes: data to stdout, talk to stderr.

use std::io::{self, Write};

use console::Term;
use wirecopy_view::Style;

use crate::args::Colour;

/// Columns when the output is no terminal.
const PLAIN_WIDTH: usize = 100;

/// Columns beyond which lines get hard to read.
const MAX_WIDTH: usize = 120;

/// Stdout and stderr of this run.
pub(crate) struct Terminal {
    style: Style,
}

impl Terminal {
    pub(crate) fn new(colour: Colour) -> Self {
        let out = Term::stdout();
        let width = out.size_checked().map_or(PLAIN_WIDTH, |(_, columns)| usize::from(columns).min(MAX_WIDTH));
        let colour = match colour {
            Colour::Auto => out.is_term() && console::colors_enabled(),
            Colour::Always => true,
            Colour::Never => false,
        };
        Self { style: Style { colour, width } }
    }

    pub(crate) fn style(&self) -> Style {
        self.style
    }

    /// Data, to stdout.
    pub(crate) fn write(&self, text: &str) -> io::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(text.as_bytes())?;
        out.flush()
    }

    /// Talk, to stderr. That stderr is closed is nothing to tell anybody about.
    pub(crate) fn say(&self, text: &str) {
        Self::tell(text);
    }

    /// The same, for whoever has no terminal at hand.
    pub(crate) fn tell(text: &str) {
        let _ = writeln!(io::stderr().lock(), "{}", shown(text));
    }

    /// What went wrong, to stderr.
    pub(crate) fn complain(&self, text: &str) {
        self.say(&format!("wirecopy: {text}"));
    }
}

/// Messages quote file names and records: control signs among them must not reach the terminal.
fn shown(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { '\u{fffd}' } else { c }).collect()
}
