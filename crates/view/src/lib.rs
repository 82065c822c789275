//! How does a person see it?
//!
//! [`Tables`](wirecopy_record::Tables) in; words and pages for people out:
//!
//! * [`summary`] counts what a run found ([`Tally`] while its rows are written), [`render::terminal`] puts that into sentences;
//! * a [`Pair`] is one link with its sentences and changes: [`render::compare`], [`render::explain`], [`json::compare`];
//! * [`report`] is one HTML file that opens offline.
//!
//! ```
//! use wirecopy_record::Tables;
//! use wirecopy_view::{Style, SummaryContext, render, report, summary};
//! let tables = Tables::default();
//! let found = summary(&tables, &SummaryContext::default());
//! assert!(render::terminal(&found, Style::plain(80)).contains("No page was read."));
//! assert!(report(&tables).starts_with("<!doctype html>"));
//! ```
//!
//! This room arranges and counts; it never decides what is alike, copied or changed. It opens no file and does not ask
//! whether the output is a terminal: [`Style`] says that. Text from pages is hostile: in terminals control signs are
//! shown instead of sent, in HTML every text is escaped by the template engine and the page forbids itself all loads.

mod changes;
mod clean;
mod graph;
pub mod json;
mod lookup;
mod pair;
mod points;
mod report;
mod segments;
mod sentences;
mod style;
mod summary;
mod tally;
mod tei;
mod terminal;
mod words;
mod wrap;

pub use changes::{ChangeLine, Wording};
pub use graph::{dot, graphml};
pub use pair::Pair;
pub use report::{ReportBounds, report, report_of, report_within};
pub use style::Style;
pub use summary::{Counted, Example, Reject, Summary, SummaryContext, summary};
pub use tally::Tally;
pub use tei::tei;

pub mod render {
    //! Text for a terminal, with or without colour, wrapped to a width.
    pub use crate::terminal::{audit, compare, dedup, explain, found, hits, precision, sheet, story, terminal};
}
