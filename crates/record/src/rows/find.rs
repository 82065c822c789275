//! What `find` answers.

use serde::{Deserialize, Serialize};

use super::{PassageRow, SpanRow};

/// An article of an archive that has some words.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct WordsRow {
    /// The article.
    pub id: String,
    /// How well it fits: BM25 over the archive, larger is better.
    pub score: f64,
    /// Who published it.
    pub outlet: Option<String>,
    /// ISO 8601.
    pub published_at: Option<String>,
    /// Its headline.
    pub headline: Option<String>,
    /// The first of its sentences with most of the words: where.
    pub span: SpanRow,
    /// As written.
    pub sentence: String,
}

/// A record in which `find` met the text it was asked for, or a part of it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct OccurrenceRow {
    /// The record.
    pub id: String,
    /// Share of the words asked for that stand in the record, 0..=1.
    pub copied: f64,
    /// Share of the record's words that stand in the text asked for, 0..=1.
    pub covered: f64,
    /// Runs of words that both hold; `a` is the text asked for, `b` that of the record.
    pub passages: Vec<PassageRow>,
}
