//! What the commands put on the screen.

mod audit;
mod changes;
mod compare;
mod dedup;
mod explain;
mod found;
mod hits;
mod precision;
mod sheet;
mod story;
mod summary;

pub use audit::audit;
pub use compare::compare;
pub use dedup::dedup;
pub use explain::explain;
pub use found::found;
pub use hits::hits;
pub use precision::precision;
pub use sheet::sheet;
pub use story::story;
pub use summary::terminal;

use crate::style::{Ink, Style};
use crate::wrap::{Run, paragraph};

/// Columns that section names take.
const LABEL: usize = 11;

/// A text growing line by line.
struct Screen {
    style: Style,
    out: String,
}

impl Screen {
    fn new(style: Style) -> Self {
        Self { style, out: String::new() }
    }

    /// A paragraph behind the name of its section; an empty name continues the section.
    fn section(&mut self, name: &str, runs: &[Run]) {
        let mut first = String::new();
        Ink::Heading.push(name, self.style.colour, &mut first);
        let blanks = " ".repeat(LABEL.saturating_sub(name.chars().count()));
        let all: Vec<Run> = runs.to_vec();
        self.labelled(&first, &blanks, LABEL, &all);
    }

    /// A paragraph whose first line stands behind `label` and `blanks` (`columns` wide together).
    fn labelled(&mut self, label: &str, blanks: &str, columns: usize, runs: &[Run]) {
        let at = self.out.len();
        paragraph(runs, &" ".repeat(columns), columns, self.style, &mut self.out);
        self.out.replace_range(at..at + columns, &format!("{label}{blanks}"));
    }

    /// A paragraph indented by `columns`, its first line behind `mark`, which stands inside the indent.
    fn item(&mut self, columns: usize, mark: &str, runs: &[Run]) {
        let blanks = columns.saturating_sub(mark.chars().count() + 1);
        let first = format!("{}{mark} ", " ".repeat(blanks));
        paragraph(runs, &first, columns, self.style, &mut self.out);
    }

    /// A line that is never wrapped, because it is to be copied whole.
    fn command(&mut self, columns: usize, command: &str) {
        self.out.push_str(&" ".repeat(columns));
        Ink::Command.push(command, self.style.colour, &mut self.out);
        self.out.push('\n');
    }

    fn blank(&mut self) {
        self.out.push('\n');
    }
}
