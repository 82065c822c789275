//! What a person codes by hand, and what follows from it.

use serde::{Deserialize, Serialize};

/// One link of a sample, to be coded by hand (`sheet.csv`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct SheetRow {
    /// Left blank for the coder: `y` the link is right, `n` it is wrong, `?` it can't be told.
    pub code: String,
    /// Left blank for the coder.
    pub note: String,
    /// The link.
    pub link_id: String,
    /// What it is said to be: `exact`, `near`, `embedded`, `rewrite` or `story`.
    pub kind: String,
    /// How strong it is said to be, 0..=1.
    pub score: f64,
    /// Share of a's words that stand word for word in b, 0..=1.
    pub copied_a: f64,
    /// Share of b's words that stand word for word in a, 0..=1.
    pub copied_b: f64,
    /// a's headline.
    pub a_headline: Option<String>,
    /// b's headline.
    pub b_headline: Option<String>,
    /// a's outlet and time of publication, as far as known.
    pub a_published: String,
    /// b's outlet and time of publication, as far as known.
    pub b_published: String,
    /// The passages that they share, as they stand in a.
    pub a_passages: String,
    /// The same in b.
    pub b_passages: String,
    /// a's text from its start.
    pub a_text: String,
    /// b's text from its start.
    pub b_text: String,
    /// The part of the links that this one was drawn from: a kind and a band of scores.
    pub stratum: String,
    /// How many links that part has.
    pub stratum_links: u64,
}

impl SheetRow {
    /// Columns without which a coded sheet can't be scored.
    pub const NEEDED: [&'static str; 4] = ["code", "kind", "stratum", "stratum_links"];
}

/// Precision of one kind of link, from a coded sheet.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct PrecisionRow {
    /// The kind; `all` for all of them together.
    pub kind: String,
    /// Links of this kind that the sample stands for.
    pub links: u64,
    /// Rows that hold a code.
    pub coded: u64,
    /// Coded as right.
    pub right: u64,
    /// Coded as wrong.
    pub wrong: u64,
    /// Coded as `?`; they count neither way.
    pub unsure: u64,
    /// Share of right links, 0..=1, each part weighted by its links; null when nothing was coded as right or wrong.
    pub precision: Option<f64>,
    /// Lower end of the 95 % interval.
    pub low: Option<f64>,
    /// Upper end of the 95 % interval.
    pub high: Option<f64>,
}
