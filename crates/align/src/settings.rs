/// What can be chosen about an alignment. The defaults are calibrated, see each field.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Least likeness of two groups of sentences that answer to each other, 0..=1.
    pub min_similarity: f64,
    /// What each aligned neighbour in the same order adds to the likeness of two sentences, 0..=1.
    pub neighbour_bonus: f64,
    /// How far `min_similarity` moves between two versions with no sentence paired (up by half of it) and with all of the
    /// shorter one's (down by half of it).
    pub prior: f64,
    /// Shared information, in units of one rare word, at which likeness counts by half: it keeps apart short sentences
    /// that share little.
    pub half_evidence: f64,
    /// Least share of the information of two sentences, 0..=1, in words that are equal on both sides, for looking at related
    /// words as well. True pairs below it are rarer than one in a thousand.
    pub min_equal: f64,
    /// Least share of unchanged words, in order, of an `edited` pair, 0..=1.
    pub min_edited: f64,
    /// How many candidates each sentence keeps.
    pub candidates: usize,
    /// Most sentences on the many side of a split or merged group.
    pub max_group: usize,
    /// Most steps of each super-linear part, in word or edge comparisons. Beyond it the answer stays valid but is no
    /// longer the optimum.
    pub work_budget: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            min_similarity: 0.40,
            neighbour_bonus: 0.06,
            prior: 0.3,
            half_evidence: 0.1,
            min_equal: 0.12,
            min_edited: 0.75,
            candidates: 8,
            max_group: 4,
            work_budget: 20_000_000,
        }
    }
}
