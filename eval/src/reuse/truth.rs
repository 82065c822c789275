//! How each record was made: one row a record, in the order of the corpus.

use serde::{Deserialize, Serialize};

/// One row.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Truth {
    pub(super) id: String,
    /// `article`, `notice`, `quotation`, `long quotation`, `look-alike` or the kind of copy.
    pub(super) made: String,
    /// What it has in common with others without copying from them: the speech, the notice, the template.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) families: Vec<String>,
    /// The records that it copies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) copies: Vec<CopyOf>,
    /// The parts of articles that it prints. Two records that print more than [`MIN_COMMON`] words of one part share text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) articles: Vec<Part>,
    /// Bytes of the text that prove nothing: notices, quotations, templates.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) unproven: Vec<[usize; 2]>,
}

/// A planted copy.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct CopyOf {
    pub(super) id: String,
    pub(super) relation: String,
}

/// Words `from..to` of a piece of an article.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Part {
    pub(super) piece: String,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// Two records with so many words of one article in common are linked rightly.
pub(super) const MIN_COMMON: usize = 30;

impl Part {
    /// How many words two parts have in common.
    pub(super) fn common(&self, other: &Self) -> usize {
        if self.piece != other.piece {
            return 0;
        }
        self.to.min(other.to).saturating_sub(self.from.max(other.from))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_one_piece_overlap_and_others_do_not() {
        let part = |piece: &str, from, to| Part { piece: piece.to_owned(), from, to };
        assert_eq!(part("7", 0, 100).common(&part("7", 60, 200)), 40);
        assert_eq!(part("7", 0, 50).common(&part("7", 50, 100)), 0);
        assert_eq!(part("7", 0, 100).common(&part("8", 0, 100)), 0);
    }
}
