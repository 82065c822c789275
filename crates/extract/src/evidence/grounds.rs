//! Why a page was split as it was: so that it need not be split again when more pages come.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3;

use super::{Evidence, is_long, key_without, outlet_hash, page_hash};
use crate::furniture::glued::Piece;
use crate::outline::Outline;

/// Everything that the evidence answered when a page was split.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grounds {
    /// The keys of the long lines that hold furniture, without it: they are asked for beside the lines as they are.
    bare: Vec<u64>,
    /// Hash of all answers.
    answers: u64,
}

impl Grounds {
    /// `pieces` holds the furniture inside each line.
    pub(crate) fn new<'p>(outline: &Outline, pieces: impl Iterator<Item = &'p [Piece]>, evidence: &Evidence) -> Self {
        let lines = outline.lines.iter().zip(pieces).filter(|(line, pieces)| is_long(line) && !pieces.is_empty());
        let bare: Vec<u64> = lines.map(|(line, pieces)| key_without(&outline.text, line, pieces)).collect();
        let answers = answers(outline, &bare, evidence);
        Self { bare, answers }
    }

    /// Whether `evidence` answers as it did: the page would then be split as it was. The text of the page is not looked at.
    #[must_use]
    pub fn hold(&self, outline: &Outline, evidence: &Evidence) -> bool {
        answers(outline, &self.bare, evidence) == self.answers
    }
}

/// Everything that can be asked of a page, asked. Who adds a question to the evidence adds it here.
fn answers(outline: &Outline, bare: &[u64], evidence: &Evidence) -> u64 {
    let own = page_hash(outline);
    let mut hash = Xxh3::new();
    hash.update(&own.to_le_bytes());
    hash.update(&outlet_hash(outline).to_le_bytes());
    for line in &outline.lines {
        hash.update(&[evidence.recurs(outline, line).map_or(0, |pages| 1 + pages as u8)]);
    }
    let long = outline.lines.iter().filter(|line| is_long(line)).map(|line| line.key);
    for key in long.chain(bare.iter().copied()) {
        match evidence.shared.carriers(key, own) {
            Some(carriers) => carriers.hash_into(&mut hash),
            None => hash.update(&[0]),
        }
    }
    hash.digest()
}
