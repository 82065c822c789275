use std::collections::HashMap;

use wirecopy_record::ChangeRow;

use crate::changes::{DistinctChange, change_line};
use crate::clean::Text;
use crate::words::{capital, change_noun, count};
use crate::{ChangeLine, Pair, Wording};

/// Signs of the sentence shown on each side of the words.
const AROUND_SIGNS: usize = 240;

/// Under this confidence a material change says how many of its kind readers found right: fewer than two of three. Of minor ones
/// nobody is accused, and their confidences only rank.
const SURE: f64 = 0.65;

/// One change with both wordings.
pub(super) struct ChangeCard {
    pub(super) severity: &'static str,
    pub(super) kind: String,
    pub(super) a: WordingView,
    pub(super) b: WordingView,
    pub(super) reason: Text,
    /// Of ten such changes so many are right, as far as they were read; where that is few.
    pub(super) right_in_ten: Option<u32>,
    /// "the same in 2 other links …", if so.
    pub(super) repeats: Option<String>,
    /// The number of the pair to jump to, if that is shown in full.
    pub(super) pair: Option<usize>,
}

pub(super) struct WordingView {
    pub(super) who: Text,
    pub(super) before: Text,
    pub(super) words: Text,
    pub(super) after: Text,
}

impl ChangeCard {
    /// For the list at the top of the report, with the way to the pair.
    pub(super) fn top(group: &DistinctChange<'_>, shown: &HashMap<&str, usize>) -> Self {
        let mut card = Self::new(&group.pair, group.change);
        card.pair = shown.get(group.pair.link.link_id.as_str()).copied();
        card.repeats = (group.repeats > 0).then(|| {
            let links = count(group.repeats, "more link shows", "more links show");
            format!("{links} the same between versions of these texts.")
        });
        card
    }

    pub(super) fn new(pair: &Pair<'_>, change: &ChangeRow) -> Self {
        let ChangeLine { kind, a, b, reason, .. } = change_line(pair, change, 0, AROUND_SIGNS);
        Self {
            severity: severity(&change.severity),
            kind: capital(change_noun(&kind)),
            a: a.into(),
            b: b.into(),
            reason: reason.into(),
            right_in_ten: (change.severity == "material" && change.confidence < SURE)
                .then(|| in_ten(change.confidence)),
            repeats: None,
            pair: None,
        }
    }
}

impl From<Wording> for WordingView {
    fn from(wording: Wording) -> Self {
        let Wording { who, before, words, after } = wording;
        Self { who: who.into(), before: before.into(), words: words.into(), after: after.into() }
    }
}

fn in_ten(share: f64) -> u32 {
    (share.clamp(0.0, 1.0) * 10.0).round() as u32
}

fn severity(name: &str) -> &'static str {
    match name {
        "material" => "material",
        "minor" => "minor",
        _ => "cosmetic",
    }
}
