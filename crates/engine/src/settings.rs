use wirecopy_cluster::StorySettings;
use wirecopy_retrieve::{TermSettings, Winnowing};

use crate::link::LinkSettings;

/// Everything that can be chosen about a run. The defaults are for news pages of any size and need no tuning.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Settings {
    /// Threads to work with; 0 means one a core. The result does not depend on it.
    pub threads: usize,
    /// What is read of a pile, and what is too much.
    pub limits: wirecopy_ingest::Limits,
    /// How pairs with a shared run of words are found.
    pub winnowing: Winnowing,
    /// How pairs with shared rare words are found.
    pub terms: TermSettings,
    /// Which pairs are compared.
    pub pairing: PairSettings,
    /// How sentences are aligned.
    pub alignment: wirecopy_align::Settings,
    /// What makes a link.
    pub links: LinkSettings,
    /// What makes a story.
    pub stories: StorySettings,
}

impl Settings {
    /// A fingerprint of all settings that can change a result: 16 hex digits.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let relevant = Self { threads: 0, ..self.clone() };
        format!("{:016x}", xxhash_rust::xxh3::xxh3_64(format!("{relevant:?}").as_bytes()))
    }
}

/// Which pairs of articles are compared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PairSettings {
    /// A fingerprint in more articles than this joins neighbours only.
    pub max_articles: usize,
    /// Fingerprints that a pair shares at least, unless one text is so short that it has fewer.
    pub min_shared: u32,
    /// Identical articles are folded into one before pairs are made; a pair of two such groups is written out for all
    /// their members when it has up to this many pairs, and for the first of each otherwise.
    pub max_expanded: usize,
}

impl Default for PairSettings {
    fn default() -> Self {
        Self { max_articles: 64, min_shared: 2, max_expanded: 64 }
    }
}
