//! What `dedup` writes.

use serde::{Deserialize, Serialize};

use super::{PassageRow, SpanRow};

/// A record that `dedup` removed (`removed.jsonl`, in the order of the input).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct RemovedRow {
    /// The record.
    pub id: String,
    /// The record that is kept for it; it holds the copied words itself.
    pub kept_id: String,
    /// `exact`: the same words; `near`: each holds most of the other; `embedded`: the kept one holds most of this one.
    pub rule: String,
    /// Share of this record's words that stand in the kept one, 0..=1.
    pub copied: f64,
    /// Where the copied words stand in this record's text, in bytes.
    pub spans: Vec<SpanRow>,
    /// Where the same words stand in the kept record's text, span by span.
    pub kept_spans: Vec<SpanRow>,
}

/// A record that could not be read (`rejected.jsonl`, in the order of the input).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct RejectedRow {
    /// The file, as the listing names it.
    pub file: String,
    /// The line, from 1; null for the rest of a file that could not be read any further.
    pub line: Option<u64>,
    /// Why.
    pub reason: String,
}

/// What `dedup` found between two records (`links.jsonl`, sorted by `a`, then `b`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ReuseRow {
    /// The smaller id.
    pub a: String,
    /// The larger id.
    pub b: String,
    /// `exact`: the same words; `near`: each holds most of the other; `embedded`: one holds most of the other; `partial`: they share
    /// a good part of the smaller one; `passage`: they share a passage.
    pub kind: String,
    /// Share of a's words that stand in b, 0..=1.
    pub copied_a: f64,
    /// Share of b's words that stand in a, 0..=1.
    pub copied_b: f64,
    /// Runs of words that both hold, in the order of a.
    pub passages: Vec<PassageRow>,
}

/// A record that `dedup` made of a page or an article (`records.jsonl`, in the order of the input).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct RecordRow {
    /// The page's id; of an article `page#n`.
    pub id: String,
    /// The page that an article stands on.
    pub page: Option<String>,
    /// When it was published, if that is known.
    pub date: Option<String>,
    /// Who published it, if that is known.
    pub outlet: Option<String>,
    /// Its headline, if one was found.
    pub headline: Option<String>,
    /// The text: of an article its paragraphs, one a line.
    pub text: String,
    /// Where an article's paragraphs stand in the page's text, in bytes.
    pub spans: Vec<SpanRow>,
}

/// A passage that was cut out of a kept record (`stripped.jsonl`, in the order of the input).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct StrippedRow {
    /// The record it was cut out of.
    pub id: String,
    /// Where it stood in this record's text as it was read, in bytes.
    pub span: SpanRow,
    /// The earlier kept record that has the same words.
    pub from_id: String,
    /// Where they stand there, in that record's text as it was read.
    pub from_span: SpanRow,
    /// How many words.
    pub tokens: u64,
}

/// What a run of `dedup` did (`dedup.json`, written last).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DedupRow {
    /// Fingerprint of program, settings and inputs.
    pub run: String,
    /// Records read, rejected ones among them.
    pub records: u64,
    /// Bytes read, after decompression.
    pub bytes: u64,
    /// Records of `--against`; they are not counted elsewhere.
    pub existing: u64,
    /// Records kept.
    pub kept: u64,
    /// Records removed because a kept one has the same words.
    pub exact: u64,
    /// Records removed because a kept one and they hold most of each other.
    pub near: u64,
    /// Records removed because a kept one holds most of them.
    pub embedded: u64,
    /// Records that could not be read.
    pub rejected: u64,
    /// Rows of `links.jsonl`; null when they were not asked for.
    pub links: Option<u64>,
    /// Passages cut out of kept records; null when that was not asked for.
    #[serde(default)]
    pub stripped: Option<u64>,
}
