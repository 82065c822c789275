use std::fmt::Write as _;

use anstyle::{AnsiColor, Effects};

/// How a text is put on a terminal. Whether to use colour (a pipe, `NO_COLOR`) and how wide the terminal is are the
/// host's business.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Whether to write ANSI colours. Everything reads without them too.
    pub colour: bool,
    /// Columns to wrap at; values under 40 count as 40.
    pub width: usize,
}

impl Style {
    /// Without colour.
    #[must_use]
    pub fn plain(width: usize) -> Self {
        Self { colour: false, width }
    }

    /// With colour.
    #[must_use]
    pub fn coloured(width: usize) -> Self {
        Self { colour: true, width }
    }

    pub(crate) fn columns(self) -> usize {
        self.width.max(40)
    }
}

/// What a run of text is, and so which colour it gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ink {
    Plain,
    Heading,
    Faint,
    Removed,
    Added,
    Material,
    Minor,
    Command,
}

impl Ink {
    fn ansi(self) -> anstyle::Style {
        let style = anstyle::Style::new();
        match self {
            Self::Plain => style,
            Self::Heading => style.effects(Effects::BOLD),
            Self::Faint => style.effects(Effects::DIMMED),
            Self::Removed => style.fg_color(Some(AnsiColor::Red.into())),
            Self::Added => style.fg_color(Some(AnsiColor::Green.into())),
            Self::Material => style.fg_color(Some(AnsiColor::Red.into())).effects(Effects::BOLD),
            Self::Minor => style.fg_color(Some(AnsiColor::Yellow.into())),
            Self::Command => style.fg_color(Some(AnsiColor::Cyan.into())),
        }
    }

    /// Appends `text` in this ink. `text` must be clean already.
    pub(crate) fn push(self, text: &str, colour: bool, out: &mut String) {
        let ansi = self.ansi();
        if colour && !ansi.is_plain() {
            write!(out, "{ansi}{text}{ansi:#}").expect("a String takes all writes");
        } else {
            out.push_str(text);
        }
    }
}
