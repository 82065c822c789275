//! What `audit` writes.

use serde::{Deserialize, Serialize};

use super::SpanRow;

/// A removal of another tool, held against what was kept (`audit --out`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct AuditRow {
    /// The removed record.
    pub id: String,
    /// `contained`: one kept record holds it; `spread`: several hold it together; `partly`: a part of it was kept; `lost`: hardly
    /// anything of it was kept.
    pub verdict: String,
    /// The kept record that it was removed for, if the removals say so.
    pub named_id: Option<String>,
    /// Share of its words that stand in that one, 0..=1; null when none is named or it is not among the kept.
    pub copied_in_named: Option<f64>,
    /// The kept record that holds most of it; null when none shares a passage with it.
    pub kept_id: Option<String>,
    /// Share of its words that stand in that one, 0..=1.
    pub copied: f64,
    /// Share of its words that stand in any kept record, 0..=1.
    pub copied_in_all: f64,
    /// Where the copied words stand in its text, in bytes.
    pub spans: Vec<SpanRow>,
    /// Where the same words stand in the kept record's text, span by span.
    pub kept_spans: Vec<SpanRow>,
    /// The longest run of its words that no kept record holds; null when there is none.
    pub lost_span: Option<SpanRow>,
    /// The text of that run.
    pub lost_text: String,
}

/// What an audit found.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct AuditCounts {
    /// Removals in the file.
    pub removed: u64,
    /// Those that were drawn and examined.
    pub examined: u64,
    /// Kept records that they were held against.
    pub kept: u64,
    /// Records that could not be read, in any of the files.
    pub rejected: u64,
    /// Share of a record's words from which it is contained.
    pub min_copied: f64,
    /// Contained in one kept record.
    pub contained: u64,
    /// Held by several together.
    pub spread: u64,
    /// Held in part.
    pub partly: u64,
    /// Hardly held at all.
    pub lost: u64,
    /// Examined ones that name the record they were removed for.
    pub named: u64,
    /// Of these, those of which the named record does not hold enough.
    pub named_wrongly: u64,
    /// Share of removals that are not contained in one kept record.
    pub not_contained: f64,
    /// Lower end of its 95 % interval.
    pub low: f64,
    /// Upper end of its 95 % interval.
    pub high: f64,
}
