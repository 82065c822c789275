//! Do two versions tell of one matter in its details? What their words say as a whole, whatever sentences they stand in.
//!
//! A rewrite can put every sentence anew, but it keeps names and figures. All of 32 articles that were rewritten by hand pass, and hardly
//! a pair of ECB+ articles on different events of one topic.

use crate::similarity::Comparison;
use crate::vocabulary::{Kind, WordId};

/// Fewest sentences of either version: a note of two has hardly a word to go by.
const MIN_SENTENCES: usize = 4;
/// Least share of the information of the version that says less that the other has too. Of 42 rewrites the freest has .32, nine in ten
/// pairs on other events have less than .31.
const MIN_SHARE: f64 = 0.31;
/// Least Dice coefficient of names and numbers by information; the rewrites have .55 or more.
const MIN_DETAILS: f64 = 0.5;
/// Least information of the names and numbers that both have, in rare words; the rewrites have 5 or more.
const MIN_SHARED_DETAILS: f64 = 4.0;

impl Comparison<'_> {
    /// Whether the two versions have much of what they say in common, and most names and numbers: O(words).
    pub(crate) fn is_of_one_matter(&self) -> bool {
        if self.units.iter().any(|side| side.sentences.len() < MIN_SENTENCES) {
            return false;
        }
        let stands_in = self.units.each_ref().map(|side| self.standing_in(&side.ids));
        let all = self.common(&stands_in, |kind| kind != Kind::Function);
        let details = self.common(&stands_in, |kind| matches!(kind, Kind::Name | Kind::Number));
        all.both >= MIN_SHARE * all.sides[0].min(all.sides[1])
            && details.both >= MIN_SHARED_DETAILS
            && 2.0 * details.both >= MIN_DETAILS * (details.sides[0] + details.sides[1])
    }

    /// Which words of the vocabulary are among these.
    fn standing_in(&self, ids: &[WordId]) -> Vec<bool> {
        let mut found = vec![false; self.vocabulary.words.len()];
        ids.iter().for_each(|&id| found[id as usize] = true);
        found
    }

    /// What the words of some kinds say, each word once.
    fn common(&self, stands_in: &[Vec<bool>; 2], counts: impl Fn(Kind) -> bool) -> Common {
        let mut found = Common::default();
        for (id, word) in self.vocabulary.words.iter().enumerate().filter(|(_, word)| counts(word.kind)) {
            let is_in = [stands_in[0][id], stands_in[1][id]];
            for side in (0..2).filter(|&side| is_in[side]) {
                found.sides[side] += word.weight;
            }
            found.both += if is_in == [true; 2] { word.weight } else { 0.0 };
        }
        found
    }
}

/// Information of distinct words, in rare words.
#[derive(Default)]
struct Common {
    sides: [f64; 2],
    /// Of those that stand in both versions.
    both: f64,
}

#[cfg(test)]
mod tests {
    use wirecopy_document::Version;

    use super::*;
    use crate::settings::Settings;

    const REPORT: &str = "Harbin Steel will close its mill in Tarvik in June, chief executive Ola Brandt said. The mill employs 640 people. \
        It lost 23 million crowns last year. The union Fagforbundet called the plan a betrayal. Mayor Siv Dahl will meet the owners in Bergen on May 4. \
        Tarvik has 3,100 inhabitants.";

    fn is_of_one_matter(other: &str) -> bool {
        let [a, b] = [("a", REPORT), ("b", other)].map(|(name, text)| Version::of(name, text));
        let is_one = Comparison::new(&a, &b, &Settings::default()).is_of_one_matter();
        assert_eq!(is_one, Comparison::new(&b, &a, &Settings::default()).is_of_one_matter());
        is_one
    }

    #[test]
    fn names_and_figures_tell() {
        let rewrite = "Tarvik, a town of 3,100, loses its biggest employer. In June the furnaces of Harbin Steel go cold, and 640 workers with them. \
            Ola Brandt, who runs the firm, blamed a loss of 23 million crowns. \"A betrayal\", Fagforbundet said. \
            On May 4 the owners will receive Siv Dahl, the mayor, in Bergen.";
        assert!(is_of_one_matter(rewrite));
        let template = "Nordfisk will close its plant in Selje in March, chief executive Liv Moe said. The plant employs 85 people. \
            It lost 7 million crowns last year. The union called the plan a betrayal. Mayor Jon Aas will meet the owners in Oslo on Friday. \
            Selje has 2,800 inhabitants.";
        assert!(!is_of_one_matter(template));
        assert!(!is_of_one_matter("Harbin Steel closes its mill in Tarvik in June. Ola Brandt said so."));
    }
}
