//! Places: what lies in what, and which names stand for a government.

use crate::Lexicon;
use crate::entry::Entry;
use crate::wordnet::{LinkKind, WordNet};

/// How many larger places are tried: village, county, state, country, continent.
const MAX_STEPS: usize = 5;

impl Lexicon {
    /// Whether one names a country and the other its capital or its government's seat, in either order: "Russia" and
    /// "Moscow" or "the Kremlin". Phrases are joined with blanks ("white house").
    ///
    /// # Example
    /// ```
    /// use wirecopy_lexicon::Lexicon;
    /// let lexicon = Lexicon::shared();
    /// assert!(lexicon.metonym("russia", "moscow"));
    /// assert!(lexicon.metonym("white house", "usa"));
    /// assert!(!lexicon.metonym("russia", "paris"));
    /// ```
    #[must_use]
    pub fn metonym(&self, a: &str, b: &str) -> bool {
        let net = self.net();
        let (Some(a), Some(b)) = (net.keys.find(a), net.keys.find(b)) else { return false };
        net.is_seat(a, b) || net.is_seat(b, a)
    }

    /// Whether the first place lies in the second, as far as WordNet says: "texas" in "usa". Words of several parts are
    /// joined with blanks.
    ///
    /// # Example
    /// ```
    /// use wirecopy_lexicon::Lexicon;
    /// let lexicon = Lexicon::shared();
    /// assert!(lexicon.is_part_of(&lexicon.entry("texas"), &lexicon.entry("usa")));
    /// assert!(!lexicon.is_part_of(&lexicon.entry("usa"), &lexicon.entry("texas")));
    /// ```
    #[must_use]
    pub fn is_part_of(&self, small: &Entry, large: &Entry) -> bool {
        small.known.senses.iter().any(|sense| lies_in(self.net(), sense.synset, large))
    }
}

fn lies_in(net: &WordNet, synset: u32, large: &Entry) -> bool {
    let mut level = vec![synset];
    for _ in 0..MAX_STEPS {
        level = level
            .iter()
            .flat_map(|&at| net.links(at))
            .filter(|l| l.kind == LinkKind::PartOf)
            .map(|l| l.target)
            .collect();
        if level.iter().any(|&at| large.sense_of(at).is_some()) {
            return true;
        }
    }
    false
}
